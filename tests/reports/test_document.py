# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The JSON documents, key by key."""

from __future__ import annotations

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.engine.outcome import ObjectiveValue, RowPrice, ScenarioStatus
from compensatie.errors import Fault, Notice
from compensatie.facts.place import Place
from compensatie.reports.document import (
    audit_document,
    check_document,
    errors_document,
    printed,
    solve_document,
)

ROOT = Path(__file__).parents[2]
SOLVE_KEYS = [
    "format", "command", "status", "certified", "objective", "package", "costs", "employment",
    "rules", "warnings", "provenance",
]  # fmt: skip
RULE_KEYS = [
    "id", "family", "scenario", "province", "year", "side", "item", "measured", "sense", "bound",
    "slack", "met", "binding",
]  # fmt: skip
EMPLOYMENT_KEYS = [
    "scenario", "province", "year", "baseline", "changes", "measures", "total", "reference",
    "national_change", "change",
]  # fmt: skip


@pytest.fixture
def document(outcome, optimum):
    value = optimum.objective()
    objective = ObjectiveValue("cost", "EUR", value, value, Fraction(0), gap=Fraction(0))
    answer = outcome(cp.Status.OPTIMAL, audit=optimum, objective=objective)
    return solve_document(answer, "en")


def find(records, **values):
    (found,) = (one for one in records if values.items() <= one.items())
    return found


def floats(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [one for item in value for one in floats(item)]
    return [value] if isinstance(value, float) else []


def test_the_keys_of_solve_and_their_order(document):
    assert list(document) == SOLVE_KEYS
    assert list(document["objective"]) == ["name", "value", "bound", "gap", "penalty"]
    assert list(document["package"]["choices"][0]) == ["measure", "start", "size"]
    assert list(document["costs"][0]) == ["measure", "payer", "year", "amount"]
    assert list(document["employment"][0]) == EMPLOYMENT_KEYS
    assert list(document["rules"][0]) == RULE_KEYS
    assert list(document["provenance"]) == [
        "instance_sha256", "model_sha256", "version", "solver", "options", "cost_share_by_status",
    ]  # fmt: skip


def test_figures_are_strings_of_decimals(document):
    assert floats(document) == []
    assert document["objective"] == {
        "name": "cost", "value": "3194953.59", "bound": "3194953.59", "gap": "0.00",
        "penalty": "0.00",
    }  # fmt: skip
    assert document["package"]["choices"][1] == {
        "measure": "uitbreiding", "start": 2025, "size": "30",
    }  # fmt: skip
    paid = find(document["costs"], measure="uitbreiding")
    assert paid == {
        "measure": "uitbreiding", "payer": "EZK", "year": 2025, "amount": "1350000.00",
    }  # fmt: skip


def test_the_balance(document):
    line = find(document["employment"], scenario="vertrek", province="DR", year=2026)
    assert line == {
        "scenario": "vertrek", "province": "DR", "year": 2026, "baseline": "500",
        "changes": "-60", "measures": "60", "total": "500", "reference": "500",
        "national_change": "0.009", "change": "0",
    }  # fmt: skip
    unknown = find(document["employment"], scenario="vertrek", province="ZE", year=2026)
    assert unknown["baseline"] is unknown["total"] is unknown["reference"] is unknown["change"]
    assert unknown["total"] is None


def test_a_finding(document):
    found = find(document["rules"], id="per-saldo", scenario="vertrek", year=2025)
    assert found == {
        "id": "per-saldo", "family": "net-employment", "scenario": "vertrek", "province": "DR",
        "year": 2025, "side": None, "item": None, "measured": "505", "sense": ">=",
        "bound": "500", "slack": "5", "met": True, "binding": False,
    }  # fmt: skip
    full = find(document["rules"], id="werkplekken", year=2026)
    assert (full["item"], full["slack"], full["binding"]) == ("werkplekken", "0", True)


@pytest.mark.parametrize("status", [cp.Status.INFEASIBLE, cp.Status.UNSOLVED])
def test_without_a_package_there_is_null(outcome, status):
    document = solve_document(outcome(status, reason="why"), "en")
    assert list(document) == SOLVE_KEYS
    assert document["objective"] is document["package"] is None
    assert document["costs"] == document["employment"] == document["rules"] == []
    assert document["warnings"] == [{"code": "stopped", "record": None, "message": "why"}]


def test_scenarios_that_have_no_package_by_themselves(outcome):
    statuses = (ScenarioStatus("vertrek", cp.Status.UNSOLVED),)
    document = solve_document(outcome(cp.Status.INFEASIBLE, scenario_statuses=statuses), "en")
    assert document["scenarios"] == [{"scenario": "vertrek", "status": "unsolved"}]


def test_prices_of_a_relaxation(outcome):
    answer = outcome(
        cp.Status.OPTIMAL,
        relaxed={("uitbreiding", 2025): (0.25, 7.5)},
        prices=(RowPrice("per-saldo", Place("vertrek", "DR", 2026), 0.125),),
    )
    document = solve_document(answer, "en")
    assert document["relaxed"] == [
        {"measure": "uitbreiding", "start": 2025, "share": "0.25", "size": "7.5"}
    ]
    assert document["prices"] == [
        {
            "id": "per-saldo", "scenario": "vertrek", "province": "DR", "year": 2026,
            "side": None, "item": None, "price": "0.125",
        }
    ]  # fmt: skip


def test_an_audit_tells_every_finding(audited, provenance):
    audit = audited(
        ("uitbreiding", 2030, 20), model=cp.load_model(ROOT / "models" / "motie-de-vries.toml")
    )
    document = audit_document(audit, provenance, "nl")
    kinds = [found["kind"] for found in document["findings"]]
    assert kinds.count("rule") == len(audit.findings)
    assert kinds[0] == "start"
    assert document["findings"][0] == {
        "kind": "start", "record": "uitbreiding", "value": "2030",
        "message": "uitbreiding start in 2030; dat kan van 2024 tot en met 2026",
    }  # fmt: skip
    assert document["met"] is False
    untested = find(document["findings"], id="motie-de-vries", province="ZE")
    assert untested["met"] is untested["slack"] is untested["measured"] is None


def test_an_audit_tells_what_its_cost_rests_on(optimum, provenance):
    document = audit_document(optimum, provenance, "nl")
    assert document["provenance"]["cost_share_by_status"] == {"assumed": "1"}
    assert document["objective"]["value"] == "3194953.59"
    assert document["objective"]["bound"] is None


def test_slack_has_as_many_digits_as_it_takes(klein, per_saldo, audited):
    tiny = klein.employment[0].model_copy(
        update={"jobs": type(klein.employment[0].jobs)({2023: 200, 2024: Decimal("199.999999999")})}
    )
    instance = klein.model_copy(update={"employment": (tiny, *klein.employment[1:])})
    audit = audited(instance=instance, scenarios=["blijft"])
    document = audit_document(audit, cp.solve(klein, per_saldo).provenance, "en")
    found = find(document["findings"], id="per-saldo", year=2024)
    assert (found["slack"], found["met"], found["measured"]) == ("-0.000000001", False, "500")


def test_warnings_are_in_the_language(klein, per_saldo):
    notice = Notice("code", "no record points at source “{name}”", {"name": "x"}, record="r")
    document = check_document([notice], "nl")
    assert document["warnings"] == [
        {"code": "code", "record": "r", "message": notice.message("nl")}
    ]
    assert document["warnings"][0]["message"] != notice.message("en")


def test_errors_tell_what_where_and_what_to_do():
    fault = Fault(
        "code", "found: {value}", ("rules", 1, "price"), "x", "one of: {names}", "a",
        {"value": "x", "names": "a, b"}, "m.toml", "12", "rule",
    )  # fmt: skip
    document = errors_document("solve", [fault], "nl")
    assert document == {
        "format": 1, "command": "solve", "status": None,
        "errors": [
            {
                "file": "m.toml", "line": "12", "record": "rule", "field": "rules[1].price",
                "value": "x", "allowed": "een van: a, b", "suggestion": "a", "code": "code",
                "message": "gevonden: x",
            }
        ],
    }  # fmt: skip
    assert list(document["errors"][0])[:7] == [
        "file", "line", "record", "field", "value", "allowed", "suggestion",
    ]  # fmt: skip


def test_a_document_is_one_line_of_ascii():
    attack = {"name": "\x1b[2J\u202e\n“é”\udcff"}
    line = printed(attack)
    assert line.isascii()
    assert line.isprintable()
    assert json.loads(line) == attack
