# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the verifier cannot understand it refuses, and what proves nothing it does not accept."""

from __future__ import annotations

import hashlib
import json
import runpy
import sys
import tomllib
from copy import deepcopy
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.verifier.check import check
from compensatie.verifier.reading import parsed, read_model, read_table, with_value
from compensatie.verifier.shapes import Refused
from tests.instances.shipped import INSTANCES, MODELS
from tests.support.case_in_files import as_json

KLEIN, PER_SALDO = INSTANCES["klein"], MODELS["per-saldo"]
INSTANCE, MODEL = read_table(KLEIN)[0], read_model(PER_SALDO)[0]
PROGRAM = "compensatie.verifier.__main__"
SAID = tomllib.loads(Path(__file__).with_name("refusals.toml").read_text("utf-8"))
"""What is said of wrong files."""
RULE = {"id": "more", "family": "bound", "quantity": "cost", "at_most": 10**9}


@pytest.fixture
def verdict(tmp_path):
    """What the verifier says of an empty package under some content."""

    def verdict(instance=INSTANCE, model=MODEL, package='{"choices":[]}', **asked):
        files = [tmp_path / name for name in ("package.json", "instance.json", "model.json")]
        for file, content in zip(files, (package, instance, model), strict=True):
            file.write_text(content if isinstance(content, str) else as_json(content), "utf-8")
        return check(*files, **asked)

    return verdict


def rule(**parts):
    return {**MODEL, "rules": [*MODEL["rules"], {**RULE, **parts}]}


WRONG_INSTANCES = {
    "a key that is not known": (["unit2"], 3),
    "no table": (["years"], 3),
    "an empty text": (["name"], ""),
    "no number": (["measures", 0, "size", "max"], "twenty"),
    "a flag for a number": (["measures", 0, "size", "max"], True),
    "a number that is none": (["measures", 0, "size", "max"], Decimal("NaN")),
    "an infinite number": (["measures", 0, "size", "max"], Decimal("1E+99")),
    "too fine a number": (["measures", 0, "size", "max"], Decimal("1E-31")),
    "a year and a half": (["years", "last"], Decimal("2030.5")),
    "a negative amount": (["measures", 0, "fte_per_workplace"], -1),
    "no year": (["reference_year"], 22),
    "no figures": (["provinces", 0, "population"], {}),
    "a kind that is not known": (["measures", 0, "kind"], "castle"),
    "a size beside the step": (["measures", 0, "size", "max"], Decimal("20.5")),
    "a start outside the horizon": (["measures", 0, "start", "latest"], 2099),
    "a resource that is not there": (["measures", 0, "uses"], {"gold": 1}),
    "an unknown province": (["measures", 0, "province"], "Atlantis"),
    "a province named twice": (["measures", 0, "origin"], {"DR": 0, "Drenthe": 0}),
    "effects beside a province": (["measures", 0, "effects"], {"DR": 1}),
    "neither effects nor a province": (["measures", 0, "province"], None),
    "a format that is not known": (["format"], 2),
    "a relation without count": (["relations"], [{"kind": "at-most", "measures": ["gastplekken"]}]),
    "a relation of no kind": (["relations"], [{"kind": "locks", "include": ["gastplekken"]}]),
    "probabilities of half": (["scenarios", 0, "probability"], Decimal("0.5")),
    "one id twice": (["measures", 0, "id"], "uitbreiding"),
    "one code twice": (["provinces", 0, "code"], "fr"),
}


@pytest.mark.parametrize("wrong", WRONG_INSTANCES)
def test_an_instance_that_is_wrong_is_refused(verdict, wrong):
    with pytest.raises(Refused) as refused:
        verdict(with_value(deepcopy(INSTANCE), *WRONG_INSTANCES[wrong]))
    assert str(refused.value) == SAID[wrong]


WRONG_MODELS = {
    "a soft rule without a price": rule(strength="soft"),
    "a bound without a value": rule(at_most=None),
    "a measure that is not there": rule(measures=["castle"]),
    "a scenario that is not there": rule(scenarios=["never"]),
    "nothing asked": rule(years={"first": 2100}),
    "a tolerance that begins late": rule(
        family="net-employment",
        quantity=None,
        at_most=None,
        provinces=["DR"],
        tolerance={"2100": 0},
    ),
    "a tolerance that does not belong": rule(
        family="even-distribution",
        quantity=None,
        at_most=None,
        provinces=["DR"],
        limit="reference",
        tolerance=Decimal("0.1"),
    ),
    "an unknown figure": rule(family="net-employment", quantity=None, at_most=None),
    "a lock on nothing": {**MODEL, "locks": {"include": ["castle"]}},
    "a flag that is none": rule(each_year=1),
    "drop of nothing": {**MODEL, "drop": ["nothing"]},
    "a rule without id": {**MODEL, "rules": [{}]},
    "rules that are no list": {**MODEL, "rules": 3},
    "a family that is not there": rule(family="Per saldo niet dalen"),
}


@pytest.mark.parametrize("wrong", WRONG_MODELS)
def test_a_model_that_is_wrong_is_refused(verdict, wrong):
    with pytest.raises(Refused) as refused:
        verdict(model=WRONG_MODELS[wrong])
    assert str(refused.value) == SAID[wrong]


@pytest.mark.parametrize(
    "package",
    [
        '{"choices":[{"measure":"gastplekken","start":2025,"size":20},'
        '{"measure":"gastplekken","start":2025,"size":20}]}',
        '{"choices":[],"choices":[]}',
        '{"choices":NaN}',
        "[1]",
        "[" * 100_000,
        '{"choices":[' + "{}," * 2_000_000 + "{}]}",
        '{"choices":[{"measure":"gastplekken","start":2025,"size":1e999999999}]}',
    ],
)
def test_a_package_that_is_wrong_is_refused(verdict, package):
    with pytest.raises(Refused):
        verdict(package=package)


@pytest.mark.parametrize(
    "choice",
    [("castle", 2025, 20), ("gastplekken", 2030, 20), ("gastplekken", 2025, 21)],
)
def test_a_package_that_cannot_be_is_not_proved(verdict, choice):
    told = dict(zip(("measure", "start", "size"), choice, strict=True))
    assert not verdict(package=json.dumps({"choices": [told]})).proved


def test_a_lock_that_is_not_kept_is_not_proved(verdict):
    found = verdict(include=["gastplekken"], scenarios=["blijft"])
    assert (found.proved, "lock" in found.sentences[0]) == (False, True)


def test_a_result_without_a_package_proves_nothing(verdict):
    found = verdict(package='{"command":"solve","package":null,"provenance":{}}')
    assert (found.proved, "without a package" in found.sentences[0]) == (False, True)


def test_a_result_about_other_files_proves_nothing(verdict):
    package = '{"command":"solve","package":{"choices":[]},"provenance":{"instance_sha256":"0"}}'
    assert not verdict(package=package, scenarios=["blijft"]).proved


@pytest.fixture
def lines(tmp_path):
    """The lines of a certificate of klein, and what the verifier says of them once changed."""
    file = tmp_path / "klein.cert"
    outcome = cp.solve(
        cp.load_instance(KLEIN), cp.load_model(MODELS["motie-bisschop"]), certificate=file
    )
    assert outcome.certified
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()[:-1]]


def said(folder, lines):
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    end = {"end": len(lines), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    file = folder / "changed.cert"
    file.write_text(text + json.dumps(end, separators=(",", ":")) + "\n", "utf-8")
    try:
        return check(file, KLEIN, MODELS["motie-bisschop"]).sentences[0]
    except Refused as fault:
        return f"refused: {fault}"


def changed(at, **parts):
    def change(lines):
        lines[at] = {**lines[at], **parts}

    return change


def inserted(at, line):
    return lambda lines: lines.insert(at, line)


def first_leaf(lines):
    return next(line for line in lines[2:] if line.get("duals"))


CHANGES = {
    "the tree goes on after its end": lambda lines: lines.append({"one": True}),
    "a part of the tree is missing": lambda lines: lines.pop(),
    "1,000,000 bytes": lambda lines: first_leaf(lines).update(least="0" * 10**6),
    "uses a row that is not there": changed(1, rows=[["nothing"], 3]),
    "a leaf uses a row that is not": lambda lines: first_leaf(lines)["duals"].update({"99": "1"}),
    "splits by what is not there": changed(2, split="castle"),
    "holds more": lambda lines: lines.insert(2, {"one": True}),
    "out of range": lambda lines: first_leaf(lines)["duals"].update({"0": "-1"}),
    "must be a number from 0": lambda lines: first_leaf(lines)["duals"].update({"x": "1"}),
    "do not go with its claim": changed(0, packages=[]),
    "is not known here": changed(0, extra=1),
    "path: this must be a list": changed(
        0, settings=[{"file": "instance", "path": 3, "value": "1"}]
    ),
    "where there is nothing": changed(
        0, settings=[{"file": "instance", "path": ["measures", 99, "id"], "value": "1"}]
    ),
    "a value is set at": changed(
        0, settings=[{"file": "instance", "path": ["x"] * 100, "value": "1"}]
    ),
    "uses a row": lambda lines: first_leaf(lines)["duals"].update({"99": "0"}),
    "not well formed": changed(0, settings=[{"file": "instance", "path": ["x"], "value": "="}]),
    "no package at all": inserted(2, {"split": "gastplekken", "start": []}),
}


@pytest.mark.parametrize(("words", "change"), CHANGES.items(), ids=CHANGES.keys())
def test_what_is_wrong_in_a_certificate_is_said(tmp_path, lines, words, change):
    change(lines)
    assert words in said(tmp_path, lines)


def test_hostile_names_do_nothing_on_a_terminal(verdict):
    found = verdict({**INSTANCE, "name": "\x1b[2J"}, scenarios=["blijft"])
    assert all(sentence.isprintable() for sentence in found.sentences)


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--scenario", "blijft"], 0), (["--scenario", "vertrek"], 1), (["--scenario", "never"], 2)],
)
def test_the_program_ends_with_an_exit_code(monkeypatch, tmp_path, options, code):
    package = tmp_path / "empty.toml"
    package.write_text("format = 1", "utf-8")
    call = ["verifier", str(package), str(KLEIN), "--model", str(PER_SALDO), *options]
    monkeypatch.setattr(sys, "argv", call)
    assert import_module(PROGRAM).main  # which does nothing yet
    monkeypatch.delitem(sys.modules, PROGRAM)
    with pytest.raises(SystemExit) as ended:
        runpy.run_module("compensatie.verifier", run_name="__main__")
    assert ended.value.code == code


def test_models_that_extend_each_other_without_end_are_refused(tmp_path):
    file = tmp_path / "model.toml"
    file.write_text('extends = "model.toml"', "utf-8")
    with pytest.raises(Refused, match="too many"):
        read_model(file)


@pytest.mark.parametrize("name", ["instance.txt", "nowhere.toml", "x" * 5_000])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name):
    (tmp_path / "instance.txt").write_text("", "utf-8")
    with pytest.raises(Refused):
        read_table(tmp_path / name)


PACE = {"family": "national-deviation", "quantity": None, "at_most": None, "provinces": ["DR"]}


@pytest.mark.parametrize(
    "instance",
    [
        {**INSTANCE, "national": None},
        {**INSTANCE, "national": {"2100": 1}},
        {**INSTANCE, "employment": [{"province": "DR", "sector": "all", "jobs": {"2020": 0}}]},
        {key: one for key, one in INSTANCE.items() if key != "name"},
    ],
    ids=["no country", "a country that begins late", "a level of 0", "no name"],
)
def test_a_rule_that_cannot_be_told_is_refused(verdict, instance):
    with pytest.raises(Refused):
        verdict(instance, rule(**PACE), scenarios=["blijft"])


def test_the_cost_of_some_years_does_not_go_on(verdict):
    model = rule(at_most=-1, years={"last": 2025})
    assert not verdict(model=model, scenarios=["blijft"]).proved


def test_a_figure_of_too_many_digits_is_refused(verdict):
    with pytest.raises(Refused):
        verdict(with_value(INSTANCE, ["measures", 0, "fill_rate"], Decimal("0." + "1" * 300)))


RELATIONS = {
    "requires": {"measure": "gastplekken", "on": "uitbreiding"},
    "together": {"measures": ["gastplekken", "uitbreiding"]},
    "at-least": {"measures": ["nieuwe-dienst"], "count": 1},
}


@pytest.mark.parametrize(("kind", "parts"), RELATIONS.items())
def test_a_relation_that_is_not_kept_is_not_proved(verdict, kind, parts):
    instance = {**INSTANCE, "relations": [{"kind": kind, **parts}]}
    choice = {"measure": "gastplekken", "start": 2025, "size": 20}
    found = verdict(instance, package=json.dumps({"choices": [choice]}), scenarios=["blijft"])
    assert (found.proved, "relation 1" in found.sentences[0]) == (False, True)


def result(value, options):
    origin = {
        "instance_sha256": read_table(KLEIN)[1],
        "model_sha256": read_model(PER_SALDO)[1],
        "options": options,
    }
    told = {"command": "solve", "package": {"choices": []}, "objective": {"value": value}}
    return json.dumps({**told, "provenance": origin})


@pytest.mark.parametrize(
    ("value", "options", "is_proved"),
    [("0.00", {"scenarios": "blijft"}, True), ("0.01", {"scenarios": "blijft"}, False)],
)
def test_a_result_is_checked_in_the_scenarios_that_it_names(tmp_path, value, options, is_proved):
    file = tmp_path / "result.json"
    file.write_text(result(value, options), "utf-8")
    assert check(file, KLEIN, PER_SALDO).proved is is_proved
    assert not check(file, KLEIN, PER_SALDO, scenarios=["vertrek"]).proved


@pytest.mark.parametrize("options", [3, "blijft", ["blijft"]])
def test_a_result_whose_options_are_no_table_names_no_scenarios(tmp_path, options):
    file = tmp_path / "result.json"
    file.write_text(result("0.00", options), "utf-8")
    assert not check(file, KLEIN, PER_SALDO).proved
    assert check(file, KLEIN, PER_SALDO, scenarios=["blijft"]).proved


@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_certificate_of_too_many_lines_is_refused(tmp_path, end):
    file = tmp_path / "long.cert"
    file.write_text('{"format":1,"certificate":1}' + f"{{}}{end}" * 100_001, "utf-8")
    with pytest.raises(Refused, match="100,000 lines"):
        check(file, KLEIN, PER_SALDO)


def test_rows_that_are_no_list_are_refused(tmp_path, lines):
    changed(1, rows=3)(lines)
    assert "rows: this must be a list" in said(tmp_path, lines)


def test_what_a_list_or_a_leaf_leaves_open_is_said(tmp_path):
    file = tmp_path / "list.cert"
    found = cp.alternatives(
        cp.load_instance(KLEIN),
        cp.load_model(PER_SALDO),
        within=10,
        distinct="size",
        certificate=file,
    )
    assert found.certified
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()[:-1]]

    def told(change):
        own = deepcopy(lines)
        change(own)
        text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in own)
        end = {"end": len(own), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        file.write_text(text + json.dumps(end, separators=(",", ":")) + "\n", "utf-8")
        return check(file, KLEIN, PER_SALDO).sentences[0]

    assert "comes to" in told(lambda own: own[0]["packages"][1].update(value="3224660.18"))
    assert "one twice" in told(lambda own: own[0]["packages"].append(own[0]["packages"][0]))
    assert "beyond its limit" in told(changed(0, within="0.01"))
    assert "not accounted for" in told(lambda own: own[0]["packages"].pop())
    assert "not accounted for" in told(changed(0, within="0.5"))
    assert "does not rule" in told(lambda own: own.__setitem__(slice(1, None), RULING_NOTHING_OUT))


RULING_NOTHING_OUT = [{"rows": []}, {"farkas": {}, "least": "0", "sum": "0"}]


@pytest.mark.parametrize(
    ("text", "is_toml", "marks"),
    [
        ("a=[" + "1," * 299_997 + "]", True, 299_999),
        ('{"a":[' + "1," * 1_999_996 + "1]}", False, 1_999_999),
    ],
)
def test_what_unfolds_to_too_much_is_refused_and_not_parsed(text, is_toml, marks, monkeypatch):
    """The brackets, commas and the like of a text are counted first, up to a stated number."""
    most = {True: 300_000, False: 2_000_000}[is_toml]
    assert sum(map(text.count, "=[," if is_toml else "{:[,")) == marks
    assert parsed(text, "file", is_toml=is_toml)["a"][0] == 1
    monkeypatch.setattr("compensatie.verifier.reading._json", pytest.fail)
    monkeypatch.setattr("compensatie.verifier.reading.tomllib.loads", pytest.fail)
    added = "1," * (most - marks + 1)
    with pytest.raises(Refused, match="it holds more than can be read"):
        parsed(text.replace("[", f"[{added}"), "file", is_toml=is_toml)
