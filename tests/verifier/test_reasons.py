# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Why a certificate proves nothing is said in words, whole and to the letter."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.api.certifying import subject_of
from compensatie.engine.proving.prover import certify
from compensatie.verifier.check import Verdict, check
from compensatie.verifier.shapes import Refused
from tests.instances.shipped import INSTANCES, MODELS, instance, model


@dataclass(frozen=True)
class Certified:
    """A certificate, and what it is about."""

    instance: str
    model: str
    file: Path

    @property
    def text(self) -> str:
        return self.file.read_text("utf-8")

    def verdict(self, file: Path | None = None) -> Verdict:
        """What the verifier says of it, or of another in its place."""
        return check(file or self.file, INSTANCES[self.instance], MODELS[self.model])

    def said(self, folder: Path, text: str) -> str:
        """What it says first of another text in its place."""
        file = folder / "changed.cert"
        file.write_text(text, "utf-8")
        return self.verdict(file).sentences[0]


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    """An optimum, a list of two packages within 300 %, and that there is none."""
    folder = tmp_path_factory.mktemp("proof")

    def certified(name, policy, ask, **words):
        file = folder / f"{name}-{policy}.cert"
        ask(instance(name), model(policy), certificate=file, **words)
        return Certified(name, policy, file)

    return {
        "optimal": certified("klein", "motie-bisschop", cp.solve),
        "complete": certified("klein", "per-saldo", cp.alternatives, within=300),
        "infeasible": certified("drenthe-2023", "per-saldo", cp.solve),
    }


def rewritten(lines):
    """Lines with the end that fits them."""
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    end = {"end": len(lines), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return text + json.dumps(end, separators=(",", ":")) + "\n"


def header(**parts):
    return lambda lines: lines[0].update(parts)


def leaf(**parts):
    return lambda lines: next(one for one in lines[2:] if "duals" in one).update(parts)


def top(line):
    return lambda lines: lines.__setitem__(2, line)


def choice(**parts):
    return lambda lines: lines[0]["packages"][0]["choices"][0].update(parts)


def without_second(lines):
    del lines[0]["packages"][1]


def twice_the_first(lines):
    lines[0]["packages"][1] = lines[0]["packages"][0]


def a_cent_less(lines):
    lines[0]["packages"][0]["value"] = "12396252.73"


NOT_WHAT = "the bound of a leaf is not what its multipliers come to"
NO_SPLIT = "the tree splits by what is not there"
ROOM = "a leaf leaves room for a package that is not accounted for"
NOT_LISTED = "the list holds a package beyond its limit, or one twice"
OTHER_FILES = "it is about another instance or model than these files"
CHANGES = [
    ("optimal", leaf(least="1"), NOT_WHAT),
    ("optimal", leaf(sum="1"), NOT_WHAT),
    ("optimal", leaf(duals={"0": "-1"}), "a multiplier is out of range"),
    ("optimal", leaf(duals={"99": "1"}), "a leaf uses a row that is not there"),
    (
        "optimal",
        lambda lines: lines[1].update(rows=[["no"]]),
        "the tree uses a row that is not there, or one twice",
    ),
    ("optimal", lambda lines: lines.append({"one": True}), "the tree goes on after its end"),
    ("optimal", lambda lines: lines.pop(), "a part of the tree is missing"),
    ("optimal", top({"split": "castle", "steps": 0}), NO_SPLIT),
    ("optimal", top({"split": "gastplekken"}), NO_SPLIT),
    ("optimal", top({"split": "gastplekken", "steps": 0, "start": [2024]}), NO_SPLIT),
    (
        "optimal",
        top({"split": "gastplekken", "start": []}),
        "a part of the tree has no package at all",
    ),
    ("optimal", top({"one": True}), "a leaf is said to hold one package, and holds more"),
    ("optimal", a_cent_less, "a package comes to 12,396,252.74 EUR, not as stated"),
    ("optimal", choice(measure="castle"), "the package chooses 'castle', which is not there"),
    ("optimal", choice(size="21"), "'gastplekken' cannot be of that size, or start in 2025"),
    ("optimal", choice(start=2030), "'gastplekken' cannot be of that size, or start in 2030"),
    ("optimal", header(instance_sha256="0" * 64), OTHER_FILES),
    ("optimal", header(model_sha256="0" * 64), OTHER_FILES),
    ("complete", without_second, ROOM),
    ("complete", twice_the_first, NOT_LISTED),
    ("complete", header(within="2.5"), NOT_LISTED),
    (
        "infeasible",
        top({"farkas": {}, "least": "0", "sum": "0"}),
        "a leaf does not rule its packages out",
    ),
    ("infeasible", top({"duals": {}, "least": "0", "sum": "0"}), ROOM),
]


@pytest.mark.parametrize(("name", "change", "reason"), CHANGES)
def test_what_is_wrong_is_said(certificates, tmp_path, name, change, reason):
    proof = certificates[name]
    lines = [json.loads(line) for line in proof.text.splitlines()[:-1]]
    change(lines)
    assert proof.said(tmp_path, rewritten(lines)) == f"NOT PROVED: {reason}."


def last_line(text):
    return text.splitlines(keepends=True)[-1]


NOT_WHOLE = "the certificate is not whole: its end is missing"
DAMAGED = "the certificate is damaged: its end does not fit the rest"
TEXTS = [
    (lambda text: text.removesuffix(last_line(text)), NOT_WHOLE),
    (lambda text: text.splitlines(keepends=True)[0] + last_line(text), NOT_WHOLE),
    (lambda text: text.replace('{"end":', '{"end": 1'), DAMAGED),
    (lambda text: text.replace("12396252.74", "12396252.75"), DAMAGED),
]


@pytest.mark.parametrize(("change", "reason"), TEXTS)
def test_what_is_not_the_file_that_was_written_is_said(certificates, tmp_path, change, reason):
    proof = certificates["optimal"]
    assert proof.said(tmp_path, change(proof.text)) == f"NOT PROVED: {reason}."


def test_a_tree_may_be_one_leaf_and_no_more_than_that_is_read(certificates, tmp_path):
    """The end of two lines is whole; what is missing then is the tree."""
    proof = certificates["infeasible"]
    lines = [json.loads(line) for line in proof.text.splitlines()[:2]]
    assert proof.said(tmp_path, rewritten(lines)) == "NOT PROVED: a part of the tree is missing."


@pytest.mark.parametrize(
    ("line", "place"),
    [('{"split":"castle","step":0}', ", line 3"), ("nonsense", ""), ("[1]", "")],
)
def test_what_cannot_be_read_is_refused_with_its_place(certificates, tmp_path, line, place):
    lines = certificates["optimal"].text.splitlines()[:-1]
    text = "".join(f"{one}\n" for one in [*lines[:2], line, *lines[3:]])
    end = {"end": len(lines), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    with pytest.raises(Refused) as refused:
        certificates["optimal"].said(tmp_path, text + json.dumps(end, separators=(",", ":")))
    assert str(refused.value).startswith(f"{tmp_path / 'changed.cert'}{place}: ")


PROVED = {
    "optimal": (
        "The package keeps every hard rule; “cost” comes to 12,396,252.74 EUR.",
        "No package that keeps them comes to less than 12,396,252.74 EUR.",
        "This holds for the instance “klein” under the model “motie-bisschop”",
        "  in the scenarios: blijft, vertrek",
        "  without what is unknown: niet-verder-achterop for ZE, niet-verder-achterop for FR, "
        "niet-verder-achterop for FL, niet-verder-achterop for LI",
    ),
    "complete": (
        "The package keeps every hard rule; “cost” comes to 3,194,953.59 EUR.",
        "Of packages up to 12,779,814.34 EUR there are 2 that differ in measures, those listed: "
        "no other is within that, and none of a kind is better.",
        "This holds for the instance “klein” under the model “per-saldo”",
        "  in the scenarios: blijft, vertrek",
    ),
}


@pytest.fixture(scope="module")
def bound(tmp_path_factory):
    """What is proved of drenthe-2023 where there is no time to split anything."""
    file = tmp_path_factory.mktemp("proof") / "bound.cert"
    facts, policy, scenarios = instance("drenthe-2023"), model("per-saldo"), ("havelte-600",)
    outcome = cp.solve(facts, policy, scenarios=scenarios)
    asked = {"scenarios": scenarios, "include": (), "exclude": ()}
    _, proved = certify(outcome, subject_of(facts, policy, "0", asked), 0.0)
    file.write_text(proved.text, "utf-8")
    return Certified("drenthe-2023", "per-saldo", file)


def test_a_bound_is_proved_and_no_more_than_that(bound, tmp_path):
    lines = [json.loads(line) for line in bound.text.splitlines()[:-1]]
    least, stated = Decimal(lines[0]["bound"]), Decimal(lines[0]["packages"][0]["value"])
    assert 0 < least < stated
    assert bound.verdict().sentences[:3] == (
        f"The package keeps every hard rule; “cost” comes to {stated:,.2f} EUR.",
        f"No package that keeps every hard rule comes to less than {least:,.2f} EUR; whether one "
        "comes to that little is not proved.",
        "This holds for the instance “drenthe-2023” under the model “per-saldo”",
    )
    assert (bound.verdict().proved, bound.verdict().claim) == (True, "bound")
    lines[0]["bound"] = str(least + Decimal("0.01"))
    assert bound.said(tmp_path, rewritten(lines)) == f"NOT PROVED: {ROOM}."


def test_a_name_that_is_set_does_nothing_on_a_terminal(certificates, tmp_path):
    proof = certificates["complete"]
    lines = [json.loads(line) for line in proof.text.splitlines()[:-1]]
    lines[0]["settings"] = [{"file": "instance", "path": ["name"], "value": '"x\\u001b"'}]
    file = tmp_path / "set.cert"
    file.write_text(rewritten(lines), "utf-8")
    said = proof.verdict(file).sentences
    assert "This holds for the instance “x\\x1b” under the model “per-saldo”" in said
    assert '  with these values set otherwise: name = "x\\u001b"' in said


@pytest.mark.parametrize("name", PROVED)
def test_what_is_proved_is_said_whole(certificates, name):
    proof = certificates[name]
    leaves = sum('"split"' not in line for line in proof.text.splitlines()[2:-1])
    counted = f"The tree has {leaves} leaves, each checked in exact fractions."
    assert proof.verdict().sentences == (*PROVED[name], counted)
    assert (proof.verdict().proved, proof.verdict().claim) == (True, name)


def test_what_is_not_proved_is_called_what_it_is(certificates, tmp_path):
    """Without measures klein loses jobs."""
    package, damaged = tmp_path / "empty.json", tmp_path / "damaged.cert"
    package.write_text('{"choices":[]}', "utf-8")
    damaged.write_text(certificates["complete"].text.replace('{"end":', '{"end":1'), "utf-8")
    found = {file: certificates["complete"].verdict(file) for file in (package, damaged)}
    assert [one.proved for one in found.values()] == [False, False]
    assert [one.claim for one in found.values()] == ["package", "certificate"]
