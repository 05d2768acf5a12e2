# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Published problems are whole and undominated, and mean the same as a package of measures.

The translation is proven on knapsacks of our own, by trying every set of items; the published ones
are then held to what a solve says of each objective.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import chain, combinations
from random import Random

import pytest

from compensatie.engine.audit import audit_package
from compensatie.engine.case import bind
from compensatie.engine.outcome import Status
from tests.published.knapsack import Knapsack, NotInstalled, Published, names, published
from tests.support.solved import solved

SHAPES = [(2, 2), (3, 3), (4, 1)]
"""Objectives and capacities of our own knapsacks."""
ITEMS = 7


def drawn(objectives: int, capacities: int) -> Knapsack:
    random = Random(10 * objectives + capacities)

    def rows(number):
        return tuple(
            tuple(Decimal(random.randint(0, 40)) for _ in range(ITEMS)) for _ in range(number)
        )

    weights = rows(capacities)
    halves = tuple(sum(row) / 2 for row in weights)
    return Knapsack("drawn", rows(objectives), weights, halves)


def every_set(knapsack):
    sizes = range(len(knapsack.items) + 1)
    return chain.from_iterable(combinations(knapsack.items, size) for size in sizes)


def dominates(one, other):
    return one != other and all(a >= b for a, b in zip(one, other, strict=True))


def least_cost(knapsack: Knapsack, payer: str) -> Decimal:
    case = knapsack.case(payer)
    outcome = solved(case.instance, case.model)
    assert outcome.status is Status.OPTIMAL
    value = outcome.objective.value
    return Decimal(value.numerator) / value.denominator


def greatest(knapsack: Knapsack):
    """The most that each objective can come to, each asked by itself."""
    return knapsack.maxima([least_cost(knapsack, payer) for payer in knapsack.payers])


@pytest.fixture(params=SHAPES, ids=str)
def ours(request) -> Knapsack:
    return drawn(*request.param)


@pytest.fixture(scope="module", params=names())
def theirs(request) -> Published:
    try:
        return published(request.param)
    except NotInstalled as missing:
        pytest.skip(str(missing))


def test_a_set_fits_exactly_when_the_measures_left_behind_keep_the_rules(ours):
    case = ours.case()
    bound = bind(case.instance, case.model)
    answers = {
        taken: audit_package(bound, ours.package(taken)).met == ours.fits(taken)
        for taken in every_set(ours)
    }
    assert all(answers.values())
    assert {ours.fits(taken) for taken in answers} == {True, False}


def test_what_stays_behind_costs_each_payer_what_the_knapsack_misses(ours):
    for taken in every_set(ours):
        left = set(ours.items) - set(taken)
        assert ours.maxima(ours.vector(left)) == ours.vector(taken)


def test_the_least_cost_of_a_payer_is_the_greatest_worth_of_an_objective(ours):
    vectors = [ours.vector(taken) for taken in every_set(ours) if ours.fits(taken)]
    assert greatest(ours) == tuple(max(column) for column in zip(*vectors, strict=True))


def test_a_published_problem_is_as_large_as_its_file_says(theirs):
    knapsack, record = theirs.knapsack, theirs.record
    assert len(knapsack.worth) == record["objectives"]
    assert len(knapsack.weights) == len(knapsack.capacities) == record["capacities"]
    assert {len(row) for row in knapsack.worth + knapsack.weights} == {record["items"]}
    assert len(set(theirs.points)) == len(theirs.points) == record["points"]


def test_no_published_vector_dominates_another(theirs):
    pairs = combinations(theirs.points, 2)
    assert not [pair for pair in pairs if dominates(*pair) or dominates(*reversed(pair))]


def test_the_extreme_points_are_what_a_solve_finds_for_each_payer(theirs):
    best = tuple(max(column) for column in zip(*theirs.points, strict=True))
    assert greatest(theirs.knapsack) == best
