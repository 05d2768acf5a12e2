# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the engine says, against SCIP on the exported file and CP-SAT on whole numbers: 300 cases.

They are wider than those of brute force: more measures, sizes and start years. Status and optimum
of the first objective are compared, to the cent (jobs: six decimals). Of the other solvers only
the package is believed: its value and whether it keeps the rules come from the exact audit. No
case is left out for its discounting: `WholeNumbers` tells how its long fractions are rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from random import Random
from typing import Any

import pytest

from compensatie.engine.case import bind
from compensatie.engine.goal import SMALLEST_UNIT
from compensatie.engine.programme import Programme
from compensatie.errors import InputError
from compensatie.policy import families
from tests.support.dice import Dice
from tests.support.drawn_case import Case
from tests.support.other_solvers import Found, by_cp_sat, by_scip, first_objective, to_unit
from tests.support.seeded import seeded_case, seeds
from tests.support.solved import solved
from tests.support.whole_numbers import WholeNumbers

WHOLE = 300
FAMILIES = sorted(families())
APART = 1_000_000
"""Far enough from the numbers of other drawn sets that no case is theirs."""


def widened(dice: Dice, case: Case) -> Case:
    """More years and measures, more sizes and start years for each, and jobs to make up for."""
    content, model = case.instance_content, case.model_content
    content["years"]["last"] += dice.one((0, 2, 5))
    for number in range(dice.whole(0, 5)):
        content["measures"].append({**dice.one(content["measures"]), "id": f"further-{number}"})
    for measure in content["measures"]:
        measure.update(_widened(dice, measure, content["years"]["last"]))
    lost = {"id": "lost", "from": dice.one(content["employment"])["province"], "sector": "civil"}
    year = str(dice.whole(content["years"]["first"], content["years"]["last"]))
    content["changes"].append({**lost, "jobs": {year: dice.one((1, 2, Decimal("2.5")))}})
    model["rules"] += _limits(dice, content)
    model["objective"].pop("then", None)
    return Case(content, model)


def _limits(dice: Dice, content: dict[str, Any]) -> list[dict[str, Any]]:
    """Often jobs to bring somewhere, at times a budget: then doing nothing is seldom best."""
    jobs: dict[str, Any] = {"id": "further-jobs", "quantity": "jobs", "at_least": dice.whole(1, 4)}
    jobs["provinces"] = [dice.one(content["measures"]).get("province", "DR")]
    budget = {"id": "budget", "quantity": "cost", "at_most": dice.whole(0, 90000)}
    limits = [rule for rule, likely in ((jobs, 60), (budget, 30)) if dice.chance(likely)]
    return [{**rule, "family": "bound"} for rule in limits]


def _widened(dice: Dice, measure: dict[str, Any], last: int) -> dict[str, Any]:
    """Sizes, start years and costs of a measure; odd amounts leave few ties."""
    size, start = dict(measure["size"]), dict(measure["start"])
    size["max"] += dice.one((0, 1, 3, 7, 20)) * size["step"]
    start["latest"] = dice.whole(start["latest"], last)
    line = {"label": "own", "payer": "BZK", "once_per_unit": Decimal(dice.whole(-100, 3000))}
    return {"size": size, "start": start, "costs": [*measure["costs"], line]}


@dataclass(frozen=True)
class Question:
    """A case with the engine's answer."""

    seed: int
    case: Case
    programme: Programme
    answer: Found
    does_something: bool
    """Whether the best package is not the empty one."""


def question(seed: int) -> Question:
    """The first case of a number that is not refused for want of facts."""
    for attempt in range(1, 100):
        number = APART * attempt + seed
        case = seeded_case(number, FAMILIES[seed % len(FAMILIES)])
        case = widened(Dice(Random(number)), case)
        try:
            bound = bind(case.instance, case.model)
        except InputError:
            continue
        outcome = solved(case.instance, case.model)
        told = outcome.objective
        value = None if told is None else to_unit(bound, told.value)
        met = None if told is None else True
        answer = Found(outcome.status.value, value, met)
        chosen = outcome.package is not None and len(outcome.package.choices) > 0
        return Question(seed, case, Programme(bound), answer, chosen)
    raise AssertionError(f"every case of {seed} is refused")


@cache
def questions() -> tuple[Question, ...]:
    return tuple(question(seed) for seed in seeds(WHOLE))


@pytest.mark.skipif(find_spec("pyscipopt") is None, reason="SCIP (pyscipopt) is not installed")
def test_scip_finds_the_same_optimum_in_the_exported_file(tmp_path: Path) -> None:
    differing = {}
    for one in questions():
        form = ("lp", "mps")[one.seed // 10 % 2]
        found = by_scip(one.programme, tmp_path / f"{one.seed}.{form}", form)
        if found != one.answer:
            differing[one.seed] = (one.answer, found)
    assert differing == {}


@pytest.mark.skipif(find_spec("ortools") is None, reason="CP-SAT (ortools) is not installed")
def test_cp_sat_finds_the_same_optimum_in_whole_numbers() -> None:
    asked = [WholeNumbers(one.programme, first_objective(one.programme)) for one in questions()]
    for one in asked:
        unit = SMALLEST_UNIT[one.programme.case.stages[0].objective.unit]
        assert one.error < unit / 4, "the rounded objective cannot tell values a unit apart"
    pairs = zip(questions(), by_cp_sat(asked), strict=True)
    assert {one.seed: (one.answer, found) for one, found in pairs if found != one.answer} == {}


def test_the_compared_cases_are_worth_comparing(validated: Callable[..., None]) -> None:
    counted: Counter[str] = Counter()
    for one in questions():
        counted[one.answer.status] += 1
        counted["soft"] += any(not rule.is_hard for rule in one.case.model.rules)
        counted["several scenarios"] += len(one.case.facts.scenarios) > 1
        counted["discounted"] += one.case.model.objective.discount_rate > 0
        counted["not cost"] += not one.case.model.objective.minimise.startswith("cost")
        counted["does something"] += one.does_something
    whole = len(questions())
    validated(cases=whole, **counted)
    assert counted["optimal"] + counted["infeasible"] == whole
    for kind in ("infeasible", "soft", "several scenarios", "discounted", "not cost"):
        assert whole / 10 <= counted[kind], kind
    assert counted["does something"] >= whole / 3
