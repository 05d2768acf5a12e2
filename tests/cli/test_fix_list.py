# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The fix list says what is missing, row by row, the worst first."""

from __future__ import annotations

import json
from fractions import Fraction

import pytest

import compensatie as cp
from compensatie.reports.fix_list import fix_list
from tests.support import written


def test_the_worst_comes_first(audit):
    document = json.loads(audit(options=("--fix-list", "--json")).stdout)
    assert [(one["year"], one["shortfall"]) for one in document["fix_list"]] == [
        (2026, "60"),
        (2025, "40"),
    ]
    assert document["fix_list"][0] == {
        "scenario": "vertrek",
        "province": "DR",
        "year": 2026,
        "side": None,
        "item": None,
        "rule": "per-saldo",
        "family": "net-employment",
        "strength": "hard",
        "shortfall": "60",
        "unit": "fte",
    }


def test_it_agrees_with_the_findings(audit):
    document = json.loads(audit(("uitbreiding", 2026, 20), options=("--fix-list", "--json")).stdout)
    missed = [one for one in document["findings"] if one.get("met") is False]
    assert {(one["rule"], one["year"], one["shortfall"]) for one in document["fix_list"]} == {
        (one["id"], one["year"], one["slack"].removeprefix("-")) for one in missed
    }


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["What is missing, the worst first", "60 fte"]),
        ("nl", ["het ergste eerst", "60 fte"]),
    ],
)
def test_people_read_it_too(audit, language, words):
    result = audit(options=("--fix-list", "--lang", language))
    assert result.exit_code == 1
    assert [word for word in words if word not in result.stdout] == []
    assert result.stdout.index("2026") < result.stdout.index("2025")


def test_what_cannot_be_done_is_told_with_it(audit):
    result = audit(("gastplekken", 2024, 15), options=("--fix-list",))
    assert "What cannot be done" in result.stdout
    assert "in steps of 10" in " ".join(result.stdout.split())


def test_nothing_is_missing(audit):
    enough = [("gastplekken", 2025, 20), ("uitbreiding", 2025, 30)]
    result = audit(*enough, options=("--fix-list",))
    assert result.exit_code == 0
    assert "there is nothing to mend" in result.stdout
    assert json.loads(audit(*enough, options=("--fix-list", "--json")).stdout)["fix_list"] == []


def test_without_the_option_there_is_none(audit):
    assert "fix_list" not in json.loads(audit(options=("--json",)).stdout)


def test_hard_before_soft_jobs_before_money_and_exact():
    floor = {"family": "net-employment", "provinces": ["DR"], "years": {"last": 2023}}
    cost = {"family": "bound", "quantity": "cost", "at_most": 0}
    facts = written.instance(measures=[written.measure("m", costs=written.cost(once=1000))])
    rules = (
        {**floor, "floor": 100, "strength": "soft", "price": 1},
        cost,
        {**floor, "floor": 12, "tolerance": 0},
        {**floor, "floor": 13, "tolerance": 0},
    )
    audited = cp.audit(facts, written.package(("m", 2023, 1)), written.model(*rules))
    found = [(one["rule"], one["unit"], Fraction(one["shortfall"])) for one in fix_list(audited)]
    assert found == [
        ("rule-4", "fte", 2),
        ("rule-3", "fte", 1),
        ("rule-2", "EUR", 1000),
        ("rule-1", "fte", 89),
    ]
