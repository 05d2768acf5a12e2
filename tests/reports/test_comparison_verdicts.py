# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is said of packages side by side: enough or not, how much more, and what completes each."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

import compensatie as cp
from compensatie.engine.outcome import Status
from compensatie.reports.comparison_verdicts import verdicts
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Points
from compensatie.studies.comparison import Solved
from tests.support.written import cost, instance, measure, model, package

MEASURES = [
    measure("cheap", costs=cost(once_per_unit=100)),
    measure("dear", costs=cost(once_per_unit=150)),
]
FOUR = {"family": "bound", "quantity": "jobs", "at_least": 4}
SOFT = {**FOUR, "at_least": 5, "strength": "soft", "price": 10}
ONE_SHORT = ("cheap", 2023, 3)


def compared(*choices, rules=(FOUR,)):
    """The policy, with one package beside the optimum."""
    found = cp.compare(instance(measures=MEASURES), model(*rules), [package(*choices)])
    return found.first


def said(policy):
    """The sentence on the optimum, and those on the package."""
    best, *others = verdicts(policy, Speaker(policy.case, "en"))
    (points,) = others
    assert isinstance(points, Points)
    return best.text, list(points.points[0])


def changed(policy, **parts):
    first, *others = policy.packages
    return replace(policy, packages=(replace(first, **parts), *others))


def test_a_package_that_is_enough_costs_more():
    best, told = said(compared(("dear", 2023, 4)))
    assert best == "The optimum keeps every hard rule in the scenario “base” and costs €400.00."
    more = "That is €200.00 more than the optimum."
    assert told == [f"“package” keeps every hard rule and costs €600.00. {more}"]


def test_a_package_that_is_enough_may_be_the_best():
    _, told = said(compared(("cheap", 2023, 4)))
    assert told[0].endswith("costs €400.00. That is as much as the optimum.")


def test_a_package_may_cost_less_where_soft_rules_are_missed_at_a_price():
    _, told = said(changed(compared(("cheap", 2023, 4)), extra_cost=Fraction(-5)))
    assert told[0].endswith("That is €5.00 less than the optimum.")


def test_what_soft_rules_miss_is_told_apart():
    best, told = said(compared(("cheap", 2023, 4), rules=(FOUR, SOFT)))
    price = "Of that, €10.00 is the price of what soft rules miss."
    assert best.endswith(f"costs €410.00. {price}")
    assert told[-1] == price


def test_a_package_that_fails_is_completed():
    _, told = said(compared(ONE_SHORT))
    assert told[0] == "“package” does not keep every hard rule; it costs €300.00."
    assert told[1] == "Completed at least cost, with 1 measure more, it costs €450.00."


@pytest.mark.parametrize(
    ("status", "completed"),
    [
        (Status.FEASIBLE, "Completed with 0 measures more it costs €300.00, and perhaps less"),
        (Status.UNSOLVED, "It is not known whether adding measures can complete it."),
        (Status.INFEASIBLE, "No package keeps each of its choices exactly and every hard rule"),
    ],
)
def test_how_a_completion_stands_is_said(status, completed):
    policy = compared(ONE_SHORT)
    criteria = policy.packages[0].criteria if status is Status.FEASIBLE else None
    _, told = said(changed(policy, completion=Solved(status, criteria)))
    assert told[1].startswith(completed)


@pytest.mark.parametrize(
    ("status", "enlarged"),
    [
        (Status.OPTIMAL, "With the same start years and larger sizes, the cheapest costs €300.00."),
        (
            Status.FEASIBLE,
            "With the same start years and larger sizes one costs €300.00",
        ),
        (Status.UNSOLVED, "It is not known whether one does with the same start years"),
        (Status.INFEASIBLE, "Neither does one with the same start years and larger sizes"),
    ],
)
def test_how_a_larger_package_stands_is_said(status, enlarged):
    policy = compared(ONE_SHORT)
    has_one = status in (Status.OPTIMAL, Status.FEASIBLE)
    solved = Solved(status, policy.packages[0].criteria if has_one else None)
    _, told = said(changed(policy, enlarged=solved))
    assert told[-1].startswith(enlarged)


@pytest.mark.parametrize(
    ("status", "best"),
    [
        (
            Status.FEASIBLE,
            "The best package so far keeps every hard rule in the scenario “base”: €",
        ),
        (Status.UNSOLVED, "It is not known whether a package keeps every hard rule in"),
        (Status.INFEASIBLE, "No package keeps every hard rule in"),
    ],
)
def test_how_the_optimum_stands_is_said(status, best):
    policy = compared(ONE_SHORT)
    criteria = policy.optimum.criteria if status is Status.FEASIBLE else None
    told, _ = said(replace(policy, optimum=Solved(status, criteria)))
    assert told.startswith(best)
