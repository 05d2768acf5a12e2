# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What may be changed in a case without changing its answer, and what may only change it one way.

No test says which of several equal packages comes out; only what it comes to.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from math import inf
from random import Random
from typing import Any

import pytest

from compensatie.policy import families
from tests.support.drawn_case import Case
from tests.support.seeded import seeded_case, seeds
from tests.support.solved import solved

DRAWN = 600
FAMILIES = sorted(families())
MONEY = ("once", "once_per_unit", "yearly", "yearly_per_unit")

Answer = tuple[str, Fraction | None, Fraction | None]


def drawn(seed: int) -> Case:
    return seeded_case(seed, FAMILIES[seed % len(FAMILIES)])


def answer(case: Case) -> Answer:
    """Status, value of the first objective, and penalty."""
    outcome = solved(case.instance, case.model)
    told = outcome.objective
    if told is None:
        return outcome.status.value, None, None
    return outcome.status.value, told.value, told.penalty


def changed(case: Case, change: Callable[[dict[str, Any], dict[str, Any]], None]) -> Case:
    """A copy of a case to which something was done."""
    content, model = deepcopy(case.instance_content), deepcopy(case.model_content)
    change(content, model)
    return Case(content, model)


def least(case: Case) -> float | Fraction:
    """The least cost; infinite where there is no package."""
    value = answer(case)[1]
    return inf if value is None else value


def with_one_objective(case: Case) -> Case:
    """The case with its first objective only: later ones may choose a dearer package."""
    return changed(case, lambda _, model: model["objective"].pop("then", None))


def shuffled(content: dict[str, Any], model: dict[str, Any]) -> None:
    random = Random("order")
    for key in ("provinces", "employment", "changes", "resources", "measures", "relations"):
        random.shuffle(content[key])
    random.shuffle(content["scenarios"])
    random.shuffle(model["rules"])


RECORDS = ("provinces", "scenarios", "resources", "measures", "changes")


def relabelled(content: dict[str, Any], model: dict[str, Any]) -> None:
    """Every name becomes another, wherever it stands."""
    names = {
        item[key]: f"«{item[key]}» =1+1, \x1b[31m"
        for record in RECORDS
        for item in content[record]
        for key in ("id", "code")
        if key in item
    }
    for table in (content, model):
        for key in list(table):
            table[key] = _renamed(table[key], names)


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list | tuple):
        return [_renamed(item, names) for item in value]
    if isinstance(value, dict):
        return {names.get(key, key): _renamed(item, names) for key, item in value.items()}
    return value


def with_a_redundant_rule(content: dict[str, Any], model: dict[str, Any]) -> None:
    """A rule twice, and one that every package keeps."""
    hard = [rule for rule in model["rules"] if rule.get("strength") != "soft"]
    model["rules"] += [{**rule, "id": f"again-{rule['id']}"} for rule in hard]
    most = len(content["measures"])
    model["rules"].append(
        {"id": "idle", "family": "bound", "quantity": "measures", "at_most": most}
    )


def with_a_useless_measure(content: dict[str, Any], model: dict[str, Any]) -> None:
    """Something that costs money and brings nothing."""
    first = content["years"]["first"]
    model.setdefault("locks", {}).setdefault("exclude", []).append("useless")
    content["measures"].append(
        {
            "id": "useless",
            "kind": "custom",
            "effects": {},
            "size": {"min": 1, "max": 1},
            "start": {"earliest": first, "latest": first},
            "costs": [{"label": "cost", "payer": "BZK", "once": 1}],
        }
    )


@pytest.mark.parametrize(
    "change", [shuffled, relabelled, with_a_redundant_rule, with_a_useless_measure]
)
def test_the_answer_stays(change: Callable[[dict[str, Any], dict[str, Any]], None]) -> None:
    feasible = 0
    for seed in seeds(DRAWN):
        case = with_one_objective(drawn(seed))
        before = answer(case)
        # A tie may be broken by another package, of another penalty.
        assert answer(changed(case, change))[:2] == before[:2], f"{seed}\n{case}"
        feasible += before[1] is not None
    assert feasible > len(seeds(DRAWN)) / 3


@pytest.mark.parametrize("times", [Decimal(1000), Decimal("0.01")])
def test_money_in_another_unit_is_the_same_money(times: Decimal) -> None:
    def scaled(content: dict[str, Any], model: dict[str, Any]) -> None:
        for measure in content["measures"]:
            for line in measure["costs"]:
                line.update({key: line[key] * times for key in MONEY if key in line})
        for rule in model["rules"]:
            if "price" in rule:
                rule["price"] *= times
            if str(rule.get("quantity", "")).startswith("cost"):
                sides = ("at_most", "at_least", "exactly")
                rule.update({key: rule[key] * times for key in sides if key in rule})

    for seed in seeds(DRAWN):
        case = with_one_objective(drawn(seed))
        if case.model.objective.minimise.startswith("cost"):
            status, value, _ = answer(case)
            expected = None if value is None else value * Fraction(times)
            assert answer(changed(case, scaled))[:2] == (status, expected), f"{seed}\n{case}"


def test_one_rule_less_never_costs_more() -> None:
    cheaper = 0
    for seed in seeds(DRAWN):
        case = with_one_objective(drawn(seed))
        if len(case.model.rules) > 1:
            with_all = least(case)
            with_less = least(changed(case, lambda _, model: model["rules"].pop()))
            assert with_less <= with_all, f"{seed}\n{case}"
            cheaper += with_less < with_all
    assert cheaper > 5


def test_a_hard_rule_made_soft_never_costs_more() -> None:
    def softened(_: dict[str, Any], model: dict[str, Any]) -> None:
        model["rules"][0].update(strength="soft", price=1000)

    for seed in seeds(DRAWN):
        case = with_one_objective(drawn(seed))
        if case.model.rules[0].is_hard:
            assert least(changed(case, softened)) <= least(case), f"{seed}\n{case}"


def test_one_scenario_less_never_costs_more_where_every_rule_is_hard() -> None:
    for seed in seeds(DRAWN):
        case = with_one_objective(drawn(seed))
        names = case.facts.scenarios
        every = all(rule.is_hard and rule.scenarios == "every" for rule in case.model.rules)
        if every and len(names) > 1:
            some = solved(case.instance, case.model, names[1:]).objective
            assert (inf if some is None else some.value) <= least(case), f"{seed}\n{case}"


def test_one_measure_more_never_costs_more() -> None:
    """Leaving a measure out by a lock is one way of what can be done with it."""
    for seed in seeds(DRAWN):
        case = with_one_objective(drawn(seed))

        def locked(content: dict[str, Any], model: dict[str, Any]) -> None:
            excluded = model.setdefault("locks", {}).setdefault("exclude", [])
            excluded.append(content["measures"][0]["id"])

        if not case.model.locks.include:
            assert least(case) <= least(changed(case, locked)), f"{seed}\n{case}"


def test_a_second_copy_of_a_measure_never_costs_more() -> None:
    """The copy may be left out; where both are taken, more can be reached, or sooner."""

    def doubled(content: dict[str, Any], _: dict[str, Any]) -> None:
        copies = [{**one, "id": f"second-{one['id']}"} for one in deepcopy(content["measures"])]
        content["measures"].append(Random(case_number).choice(copies))

    cheaper = 0
    for case_number in seeds(DRAWN):
        case = with_one_objective(drawn(case_number))
        with_one, with_two = least(case), least(changed(case, doubled))
        assert with_two <= with_one, f"{case_number}\n{case}"
        cheaper += with_two < with_one
    assert cheaper >= len(seeds(DRAWN)) / 30, "too few cases where the copy is worth taking"


def test_the_same_question_has_the_same_answer() -> None:
    for seed in seeds(DRAWN)[:20]:
        case = drawn(seed)
        first, second = (solved(case.instance, case.model).package for _ in range(2))
        assert first == second
