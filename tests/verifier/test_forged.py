# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Certificates made by someone who wants to prove what is not so: every part fits, but one."""

from __future__ import annotations

import hashlib
import json
from fractions import Fraction
from math import floor

import pytest

from compensatie import units
from compensatie.verifier.check import check
from compensatie.verifier.facts import Instance
from compensatie.verifier.form import ALWAYS
from compensatie.verifier.programme import Programme
from compensatie.verifier.reading import read_model, read_table
from compensatie.verifier.shapes import Refused
from compensatie.verifier.tree import Bounding, whole
from tests.instances.shipped import INSTANCES, MODELS

DRENTHE = (INSTANCES["drenthe-2023"], MODELS["kabinetsinzet"])
KLEIN = (INSTANCES["klein"], MODELS["per-saldo"])
SCENARIOS = {DRENTHE: ["havelte-600"], KLEIN: []}
OPTIMUM = Fraction("289006539.02")
"""Of Drenthe, worked out apart: `tests/instances/expected`."""


def programme(files):
    table, model = read_table(files[0])[0], read_model(files[1])[0]
    return Programme(Instance(table), model, {"scenarios": {*SCENARIOS[files]}})


def claim(files, **parts):
    hashes = {"instance_sha256": read_table(files[0])[1], "model_sha256": read_model(files[1])[1]}
    asked = {"scenarios": SCENARIOS[files], "include": [], "exclude": [], "settings": []}
    return {"format": 1, "certificate": "bound", **hashes, **asked, "packages": [], **parts}


def leaf(programme, rows, multipliers):
    """A leaf whose bound is what its multipliers come to."""
    bounding = Bounding(programme, [programme.rows[key] for key in rows])
    least = bounding.least(whole(programme), multipliers, with_cost=True)
    return least, {
        "duals": {str(number): units.exact(one) for number, one in multipliers.items()},
        "least": units.exact(Fraction(floor(least * 10**6), 10**6)),
        "sum": units.exact(sum(multipliers.values())),
    }


@pytest.fixture
def verdict(tmp_path):
    """What the verifier says of lines, with an end that fits them."""

    def verdict(files, *lines):
        file = tmp_path / "forged.cert"
        text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
        end = {"end": len(lines), "sha256": hashlib.sha256(text.encode()).hexdigest()}
        file.write_text(text + json.dumps(end, separators=(",", ":")) + "\n", "utf-8")
        return check(file, *files)

    return verdict


def hopeless(programme):
    """A soft row of which every package is short, and the price of its shortfall."""
    for key, row in programme.rows.items():
        if row.price and not row.surplus.amounts.keys() - {ALWAYS} and row.surplus.constant < 0:
            return key, row.price
    raise LookupError


def test_a_shortfall_is_not_paid_for_twice(verdict):
    """A row that is named a thousand times would lift every bound above any package."""
    asked = programme(DRENTHE)
    key, price = hopeless(asked)
    rows = [key] * 1_000
    least, node = leaf(asked, rows, dict.fromkeys(range(len(rows)), price))
    assert least > OPTIMUM + 1
    said = verdict(DRENTHE, claim(DRENTHE, bound=units.exact(OPTIMUM + 1)), {"rows": rows}, node)
    assert said.sentences == ("NOT PROVED: the tree uses a row that is not there, or one twice.",)


@pytest.mark.parametrize("within", ["-1", "-0.000001"])
def test_an_optimum_is_not_proved_by_a_limit_below_it(verdict, within):
    """With 100 % less than what it costs as the limit, any package would be optimal."""
    choices = [
        {"measure": "gastplekken", "start": 2025, "size": "10"},
        {"measure": "uitbreiding", "start": 2024, "size": "30"},
        {"measure": "nieuwe-dienst", "start": 2026, "size": "30"},
    ]
    dear = {"choices": choices, "value": "11258672.65"}
    _, node = leaf(programme(KLEIN), [], {})
    optimal = claim(KLEIN, certificate="optimal", packages=[dear], within=within)
    with pytest.raises(Refused, match="within: this must be a number from 0"):
        verdict(KLEIN, optimal, {"rows": []}, node)
    said = verdict(KLEIN, optimal | {"within": "0"}, {"rows": []}, node)
    assert "leaves room for a package" in said.sentences[0]
