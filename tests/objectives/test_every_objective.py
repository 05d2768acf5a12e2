# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What every objective is held to: two roads to one value, and the one worked out by hand."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from compensatie.engine.case import bind
from compensatie.facts.facts import Facts
from compensatie.facts.package import Package
from compensatie.formulation.decision import Decision
from compensatie.ledger import Ledger
from compensatie.objective import Objective
from compensatie.policy import families, objectives
from tests.support.dice import Dice
from tests.support.drawn_case import drawn_package
from tests.support.drawn_instance import PAYERS
from tests.support.seeded import seeded_case, seeds
from tests.support.unknowns import values_of
from tests.support.written import instance, measure, model, package

NAMES = sorted(objectives())
DRAWN = 500
"""Cases drawn for each objective."""


def both_roads(objective: Objective, facts: Facts, chosen: Package) -> tuple[Fraction, Fraction]:
    """The value of a package by the algebra, and by the ledger."""
    decision = Decision(facts)
    form = decision.expanded(objective.expression(facts, decision))
    return form.value(values_of(chosen)), objective.value(facts, Ledger(facts, chosen))


@pytest.mark.parametrize("name", NAMES)
def test_algebra_and_ledger_give_the_same_value(name: str, validated: Callable[..., None]) -> None:
    others = 0
    for seed in seeds(DRAWN):
        case = seeded_case(seed, Random(seed).choice(sorted(families())))
        dice = Dice(Random(f"objective {seed}"))
        chosen = drawn_package(dice, case.instance)
        for payers in (None, (dice.one(PAYERS),)):
            by_algebra, by_ledger = both_roads(objectives()[name](payers), case.facts, chosen)
            assert by_algebra == by_ledger, f"{case}\n{chosen}"
            others += by_ledger != 0
    validated(drawn_packages=len(seeds(DRAWN)))
    assert name == "shortfall" or others > len(seeds(DRAWN)) / 2, "hardly anything is drawn"


MEASURES = [
    measure(
        "hub",
        start={"earliest": 2023, "latest": 2025},
        origin={"FR": 0.5, "GR": 0.25},
        costs=[
            {"label": "desks", "payer": "BZK", "once": 100, "once_per_unit": 10},
            {"label": "rent", "payer": "BZK", "yearly": 8},
        ],
    ),
    measure(
        "agency",
        ramp=[0.5, 0.5, 1],
        origin={"FR": 1},
        costs=[{"label": "posts", "payer": "EZK", "once": 5, "yearly_per_unit": 4}],
    ),
]
PROVINCES = [{"code": code, "name": code} for code in ("DR", "FR", "GR")]
PACKAGE = package(("hub", 2024, 2), ("agency", 2023, 4))
BY_HAND = [
    # money halves every year: 5 + 8 in 2023, 120 + 8 + 8 in 2024, 8 + 16 in 2025 and in two more
    ("cost", None, "91.5"),
    ("cost", ("BZK",), "67.5"),
    ("cost-once", None, "125"),
    ("cost-once", ("EZK",), "5"),
    ("cost-yearly", None, "24"),
    ("cost-yearly", ("EZK",), "16"),
    ("jobs-taken", None, "5.5"),  # of 2 desks three quarters, and all 4 posts
    ("shortfall", None, "0"),
]


@pytest.mark.parametrize(("name", "payers", "value"), BY_HAND)
def test_a_package_has_the_value_worked_out_by_hand(name: str, payers: Any, value: str) -> None:
    policy = model(
        {"family": "bound", "quantity": "measures", "at_most": 2},
        objective={"minimise": name, "discount_rate": 1, "continue_years": 2},
    )
    facts = bind(instance(provinces=PROVINCES, measures=MEASURES), policy).facts
    expected = Fraction(value)
    assert both_roads(objectives()[name](payers), facts, PACKAGE) == (expected, expected)


def test_every_objective_has_a_value_by_hand() -> None:
    assert {name for name, _, _ in BY_HAND} == set(NAMES)
