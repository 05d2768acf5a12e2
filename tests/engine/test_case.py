# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Facts and policy that do not fit together are refused before any solve, all faults at once."""

from __future__ import annotations

from typing import Any

import pytest

from compensatie.engine.case import bind
from compensatie.errors import Fault, InputError
from compensatie.policy import AdviceTable
from tests.support.written import instance, measure, model

FACTS = instance(
    measures=[measure("m")],
    provinces=[{"code": "DR", "name": "Drenthe"}, {"code": "FR", "name": "Fryslân"}],
    scenarios=[{"id": "one"}, {"id": "two"}],
)
FLOOR = {"family": "net-employment", "provinces": ["DR"], "floor": 0}


def faults(*rules: dict[str, Any], **options: Any) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        bind(FACTS, model(*rules), **options)
    return list(caught.value.faults)


@pytest.mark.parametrize(
    ("rule", "code", "path"),
    [
        (
            {"family": "bound", "quantity": "size", "at_most": 1, "measures": ["m", "n"]},
            "unknown-measure",
            ("rules", 0, "measures", 1),
        ),
        ({"family": "workplaces", "resources": ["n"]}, "unknown-resource", ("rules", 0)),
        (
            {"family": "national-deviation", "provinces": ["DR"], "base_year": 2023},
            "base-year-too-late",
            ("rules", 0, "base_year"),
        ),
        ({"family": "workplaces"}, "rule-without-rows", ("rules", 0)),
        (
            {"family": "bound", "quantity": "size", "at_most": 1, "years": {"first": 2099}},
            "rule-without-rows",
            ("rules", 0),
        ),
        ({**FLOOR, "provinces": ["FR"], "floor": 1}, None, ("rules", 0)),
    ],
    ids=lambda one: str(one)[:30],
)
def test_a_rule_that_does_not_fit_is_refused(
    rule: dict[str, Any], code: str | None, path: tuple[str | int, ...]
) -> None:
    (fault,) = faults(rule)
    assert code is None or fault.code == code
    assert fault.path[: len(path)] == path


def test_every_fault_is_told_at_once() -> None:
    wrong = {"family": "workplaces", "resources": ["n"]}
    found = faults(wrong, FLOOR, wrong, {"family": "workplaces"})
    assert [fault.path[1] for fault in found] == [0, 2, 3]


def test_an_unknown_scenario_is_refused() -> None:
    (fault,) = faults(FLOOR, scenarios=["one", "three"])
    assert (fault.code, fault.value) == ("unknown-scenario", "three")


def test_a_measure_cannot_be_in_and_out() -> None:
    (fault,) = faults(FLOOR, include=["m"], exclude=["m"])
    assert fault.code == "included-and-excluded"


def test_an_unknown_lock_is_refused() -> None:
    (fault,) = faults(FLOOR, exclude=["n"])
    assert (fault.code, fault.path) == ("unknown-measure", ("--exclude",))


def test_a_province_that_advice_names_must_be_listed() -> None:
    table = AdviceTable(advice_above=100, report_from=50, attention=("DR", "fryslân", "Drente"))
    with pytest.raises(InputError) as caught:
        bind(FACTS, model(FLOOR).model_copy(update={"advice": table}))
    (fault,) = caught.value.faults
    assert (fault.code, fault.path) == ("unknown-province", ("advice", "attention", 2))
    assert (fault.value, fault.suggestion) == ("Drente", "Drenthe")


def test_scenarios_keep_the_order_of_the_file() -> None:
    assert bind(FACTS, model(FLOOR), ["two", "one"]).facts.scenarios == ("one", "two")


def test_a_rule_without_a_selected_scenario_is_left_out_and_that_is_said() -> None:
    case = bind(FACTS, model(FLOOR, {**FLOOR, "scenarios": ["two"]}), ["one"])
    assert [one.rule.id for one in case.rules] == ["rule-1"]
    assert [(one.code, one.record) for one in case.notices] == [("rule-skipped", "rule-2")]


def test_a_rule_of_unknown_figures_is_not_tested_and_that_is_said() -> None:
    case = bind(FACTS, model({**FLOOR, "provinces": ["DR", "FR"], "where_unknown": "report"}))
    told = {(one.code, one.details["province"]) for one in case.notices}
    assert told == {("not-tested", "FR")}
