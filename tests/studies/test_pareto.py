# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The set of points equals enumeration, and is never called complete where it is not."""

from __future__ import annotations

from collections import Counter
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

import compensatie as cp
from compensatie.engine.answer import Answer
from compensatie.engine.inquiry import Inquiry
from compensatie.errors import InputError, SolverError
from compensatie.policy import families
from compensatie.studies.study import Stop
from tests.oracle.play import Play
from tests.oracle.search import packages, rows_of, value_of
from tests.oracle.world import World
from tests.published.knapsack import Knapsack, NotInstalled, published
from tests.support.contested import contested_case, drawn_objectives
from tests.support.drawn_case import Case
from tests.support.seeded import IS_NIGHTLY, seeded_case, seeds

FAMILIES = sorted(families())
WHOLE = 500
COSTS = ("cost", "cost-once", "cost-yearly")
CENT, MILLIONTH = Fraction(1, 100), Fraction(1, 10**6)
MOST_PLAYS = 3_000
BY_DAY = ("2kp50", "4kp50")


def softened(case: Case, objectives: list[str]) -> Case:
    """The case, those rules soft and unpriced whose shortfall is an objective."""
    content = {**case.model_content, "rules": [dict(one) for one in case.model_content["rules"]]}
    for rule in content["rules"]:
        if f"shortfall:{rule['id']}" in objectives:
            rule.update(strength="soft", price=0)
    return Case(case.instance_content, content)


def enumerated(case: Case, objectives: list[str]) -> set[tuple[Fraction, ...]]:
    """The vectors that nothing dominates, by looking at every package."""
    soft = softened(case, objectives)
    world = World(soft.instance, soft.model)
    vectors = {judged(world, soft, play, objectives) for play in packages(world)} - {None}
    return {one for one in vectors if not any(dominates(two, one) for two in vectors)}


def judged(world: World, case: Case, play: Play, objectives: list[str]):
    """What a package comes to; nothing where it misses a hard rule."""
    short: Counter[str] = Counter()
    penalty = Fraction(0)
    for rule in case.model.rules:
        for row in rows_of(world, rule, play):
            if row.slack < 0 and rule.strength == "hard":
                return None
            if row.slack < 0:
                short[rule.id] -= row.slack
                penalty -= Fraction(rule.price) * row.slack * world.weight(row.scenario)
    return tuple(value(case, play, one, short, penalty) for one in objectives)


def value(case: Case, play: Play, objective: str, short: Counter[str], penalty: Fraction):
    word, _, scope = objective.partition(":")
    if word == "measures":
        return Fraction(len(play.effects))
    if word == "shortfall":
        rule = next(one for one in case.model.rules if one.id == scope)
        unit = CENT if rule.unit == "EUR" else MILLIONTH
        return round(Fraction(short[scope]) / unit) * unit
    if word == "jobs-taken":
        last = play.world.horizon[-1]
        taken = (one.loss.items() for one in play.effects)
        jobs = sum(
            (
                jobs
                for one in taken
                for (at, year), jobs in one
                if year == last and scope in ("", at)
            ),
            Fraction(0),
        )
        return round(jobs / MILLIONTH) * MILLIONTH
    exact = value_of(play, word, (scope,) if scope else None, penalty, Fraction(0))
    return round(exact / CENT) * CENT


def dominates(one, other) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def vectors(found: cp.Pareto) -> list[tuple[Fraction, ...]]:
    return [tuple(point.values.values()) for point in found.points]


def objectives_of(case: Case, seed: int, count: int) -> list[str]:
    """Objectives that a case of any family has."""
    payers = sorted({cost.payer for one in case.instance.measures for cost in one.costs})
    pool = [*COSTS, "jobs-taken", "measures"]
    pool += [f"{cost}:{payer}" for cost in COSTS for payer in payers]
    pool += [f"jobs-taken:{one.code}" for one in case.instance.provinces]
    pool += [f"shortfall:{rule.id}" for rule in case.model.rules]
    return Random(seed).sample(pool, count)


def is_small(case: Case) -> bool:
    """Whether every package can be looked at."""
    plays = 1
    for measure in case.instance.measures:
        steps = 1 + int((measure.size.max - measure.size.min) / measure.size.step)
        plays *= 1 + steps * len(measure.start.years)
    return plays <= MOST_PLAYS


def asked(case: Case, objectives: list[str]) -> cp.Pareto:
    return cp.pareto(case.instance, case.model, objectives=objectives)


def held_to_enumeration(case: Case, objectives: list[str]) -> int:
    """Asks for the points, compares, and says how many there are."""
    found, expected = asked(case, objectives), enumerated(case, objectives)
    assert vectors(found) == sorted(expected), (objectives, str(case))
    assert found.is_complete
    assert found.open_zones == 0
    assert all(point.audit.met for point in found.points)
    assert (found.status == "infeasible") == (not expected)
    return len(expected)


@pytest.mark.parametrize("count", [2, 3])
def test_the_points_are_those_of_enumeration(count: int) -> None:
    numbers = [
        held_to_enumeration(contested_case(seed), drawn_objectives(seed, count))
        for seed in seeds(WHOLE)
    ]
    assert sum(number > 2 for number in numbers) > len(numbers) / 8
    assert 0 in numbers


def test_a_shortfall_a_hair_below_a_bound_loses_no_point() -> None:
    """Counted in millionths of a job, its bounds led the solver to lose a package."""
    assert held_to_enumeration(contested_case(14), ["cost:A", "shortfall:jobs"]) == 4


def test_four_objectives_are_held_to_enumeration_too() -> None:
    numbers = [
        held_to_enumeration(contested_case(seed), drawn_objectives(seed, 4)) for seed in seeds(100)
    ]
    assert max(numbers) > 5


@pytest.mark.parametrize("count", [2, 3])
def test_every_family_is_held_to_enumeration(count: int) -> None:
    looked_at = 0
    for seed in seeds(WHOLE):
        case = seeded_case(seed, FAMILIES[seed % len(FAMILIES)])
        if is_small(case):
            try:
                held_to_enumeration(case, objectives_of(case, seed, count))
            except InputError:
                continue  # facts and policy of this case do not fit together
            looked_at += 1
    assert looked_at >= len(seeds(WHOLE)) / 3


def test_ideal_payoff_and_nadir_are_those_of_the_points() -> None:
    looked_at = 0
    for seed in seeds(100):
        objectives = drawn_objectives(seed, 3)
        found = asked(contested_case(seed), objectives)
        if len(found.points) > 2:
            columns = list(zip(*vectors(found), strict=True))
            assert list(found.ideal.values()) == [min(column) for column in columns]
            assert list(found.nadir.values()) == [max(column) for column in columns]
            for text in objectives:
                assert found.payoff[text].values[text] == found.ideal[text]
            looked_at += 1
    assert looked_at >= 3


def small_knapsack(seed: int, objectives: int = 3, items: int = 10) -> Knapsack:
    dice = Random(seed)

    def rows(count: int):
        return tuple(
            tuple(Decimal(dice.randint(1, 30)) for _ in range(items)) for _ in range(count)
        )

    weights = rows(2)
    return Knapsack("drawn", rows(objectives), weights, tuple(sum(row) // 2 for row in weights))


@pytest.fixture
def knapsack() -> Knapsack:
    return small_knapsack(7)


def texts(knapsack: Knapsack) -> list[str]:
    return [f"cost-once:{payer}" for payer in knapsack.payers]


def whole(knapsack: Knapsack) -> cp.Pareto:
    case = knapsack.case()
    found = cp.pareto(case.instance, case.model, objectives=texts(knapsack))
    assert found.is_complete
    assert len(found.points) > 5
    return found


def with_measures(case: Case, measures) -> Case:
    return Case({**case.instance_content, "measures": measures}, case.model_content)


def test_the_order_of_the_measures_changes_no_point(knapsack: Knapsack) -> None:
    case = knapsack.case()
    turned = with_measures(case, case.instance_content["measures"][::-1])
    found = cp.pareto(turned.instance, turned.model, objectives=texts(knapsack))
    assert vectors(found) == vectors(whole(knapsack))


def test_the_order_of_the_objectives_changes_no_point(knapsack: Knapsack) -> None:
    case = knapsack.case()
    found = cp.pareto(case.instance, case.model, objectives=texts(knapsack)[::-1])
    assert sorted(vector[::-1] for vector in vectors(found)) == vectors(whole(knapsack))


def test_costs_times_a_third_scale_the_points_and_change_nothing_else(knapsack: Knapsack) -> None:
    """In thirds of a euro no value is a whole number of cents: the goals are asked in turn."""
    case = knapsack.case()
    measures = deepcopy(case.instance_content["measures"])
    for measure in measures:
        for cost in measure["costs"]:
            cost["once"] = round(cost["once"] * 1000 / 3, 6)
    third = with_measures(case, measures)
    found = cp.pareto(third.instance, third.model, objectives=texts(knapsack))
    expected = vectors(whole(knapsack))
    assert [tuple(round(3 * one / 1000) for one in vector) for vector in vectors(found)] == expected
    assert not any(one * 100 % 1 for vector in vectors(found) for one in vector)


class Late:
    """A solver whose time is always over."""

    seconds = 0.0

    def ask(self, *_: object) -> Answer:
        return Answer("unsolved", (), None, None, 0.0, "Time limit reached")


def test_a_solver_that_is_always_late_finds_nothing_and_proves_nothing(
    knapsack: Knapsack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: Late())
    case = knapsack.case()
    found = cp.pareto(case.instance, case.model, objectives=texts(knapsack))
    assert (found.points, found.is_complete, found.status) == ((), False, "unsolved")
    assert (found.stop, found.open_zones) == (Stop.TIME, 1)
    assert not found.payoff
    assert not found.ideal
    assert not found.nadir


@pytest.mark.parametrize(
    ("trouble", "stop"),
    [(KeyboardInterrupt(), Stop.INTERRUPTED), (SolverError("broken"), Stop.SOLVER)],
    ids=["interrupted", "solver"],
)
@pytest.mark.parametrize("after", [0, 1, 4, 9])
def test_what_is_broken_off_holds_only_true_points(
    knapsack: Knapsack, monkeypatch: pytest.MonkeyPatch, trouble, stop: Stop, after: int
) -> None:
    every, ask, asked = whole(knapsack), Inquiry.best, Counter[str]()

    def best(self: Inquiry, *words, **named):
        asked["all"] += 1
        if asked["all"] > after:
            raise trouble
        return ask(self, *words, **named)

    monkeypatch.setattr(Inquiry, "best", best)
    case = knapsack.case()
    found = cp.pareto(case.instance, case.model, objectives=texts(knapsack))
    assert not found.is_complete
    assert found.stop is stop
    assert found.open_zones > 0
    assert found.status == ("feasible" if found.points else "unsolved")
    assert set(vectors(found)) < set(vectors(every))
    assert (len(found.points) > 0) == (after > 0)


@pytest.mark.parametrize("limit", [1, 5])
def test_a_limit_cuts_the_set_and_says_so(knapsack: Knapsack, limit: int) -> None:
    case = knapsack.case()
    found = cp.pareto(case.instance, case.model, objectives=texts(knapsack), limit=limit)
    assert len(found.points) == limit
    assert not found.is_complete
    assert found.stop is Stop.LIMIT
    assert set(vectors(found)) < set(vectors(whole(knapsack)))


def test_a_limit_that_is_just_enough_leaves_the_set_complete(knapsack: Knapsack) -> None:
    every, case = whole(knapsack), knapsack.case()
    found = cp.pareto(
        case.instance, case.model, objectives=texts(knapsack), limit=len(every.points)
    )
    assert found.is_complete
    assert vectors(found) == vectors(every)


def test_a_store_continues_what_was_broken_off(
    knapsack: Knapsack, monkeypatch: pytest.MonkeyPatch, tmp_path
) -> None:
    every, case, ask, asked = whole(knapsack), knapsack.case(), Inquiry._best, Counter[str]()

    def best(self: Inquiry, *words):
        asked["all"] += 1
        if asked["all"] == 8:
            raise KeyboardInterrupt
        return ask(self, *words)

    monkeypatch.setattr(Inquiry, "_best", best)
    words = {"objectives": texts(knapsack), "store": tmp_path / "store"}
    first = cp.pareto(case.instance, case.model, **words)
    assert not first.is_complete
    assert asked["all"] == 8
    second = cp.pareto(case.instance, case.model, **words)
    assert second.is_complete
    assert [one.package for one in second.points] == [one.package for one in every.points]
    before = asked["all"]
    third = cp.pareto(case.instance, case.model, **words)
    assert asked["all"] == before
    assert vectors(third) == vectors(every)


@pytest.mark.parametrize("name", ["2kp50", "4kp50", "2kp100", "3kp40"])
def test_published_sets_are_reproduced(name: str) -> None:
    if name not in BY_DAY and not IS_NIGHTLY:
        pytest.skip("takes minutes: runs by night")
    try:
        problem = published(name)
    except NotInstalled as missing:
        pytest.skip(str(missing))
    case, knapsack = problem.knapsack.case(), problem.knapsack
    found = cp.pareto(case.instance, case.model, objectives=texts(knapsack))
    assert found.is_complete
    costs = [[Decimal(int(one)) for one in vector] for vector in vectors(found)]
    assert {knapsack.maxima(one) for one in costs} == set(problem.points)
    assert len(found.points) == len(problem.points)


@pytest.mark.parametrize(
    ("objectives", "code", "suggestion"),
    [
        (["cosd", "measures"], "unknown-objective", "cost"),
        (["measures:x", "cost"], "unknown-objective", "measures"),
        (["cost:objective-9", "cost"], "unknown-payer", "objective-3"),
        (["jobs-taken:capacity-11", "cost"], "unknown-province", "capacity-1"),
        (["shortfall:capacity-11", "cost"], "unknown-rule", "capacity-1"),
        (["shortfall", "cost"], "unknown-rule", None),
        (["cost"], "number-of-objectives", None),
        ([], "number-of-objectives", None),
        (
            ["cost", "cost-once", "cost-yearly", "measures", "jobs-taken"],
            *("number-of-objectives", None),
        ),
        (["cost", "measures", "cost"], "objective-twice", None),
        (["jobs-taken:CAPACITY-1", "jobs-taken:capacity-1"], "objective-twice", None),
    ],
)
def test_objectives_that_cannot_be_asked_are_refused(
    knapsack: Knapsack, objectives: list[str], code: str, suggestion: str | None
) -> None:
    case = knapsack.case()
    with pytest.raises(InputError) as refused:
        cp.pareto(case.instance, case.model, objectives=objectives)
    faults = [one for one in refused.value.faults if one.code == code]
    assert [one.path for one in faults] == [("--objective",)]
    if suggestion is not None:
        assert faults[0].suggestion == suggestion


def test_a_table_has_a_line_for_each_point(knapsack: Knapsack) -> None:
    found = whole(knapsack)
    frame = found.to_frame()
    assert len(frame) == len(found.points)
    assert list(frame.columns) == ["point", *texts(knapsack), "measures chosen"]
    assert found._repr_html_().count("<tr") == len(found.points) + 1
