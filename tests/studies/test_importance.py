# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a measure means equals enumeration; what was not settled is never a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from functools import cache

import pytest

import compensatie as cp
from compensatie.engine.answer import Answer
from compensatie.engine.inquiry import Inquiry
from compensatie.engine.solver import Live
from tests.oracle.play import Picked
from tests.oracle.search import Found
from tests.support.crowded import crowded_case
from tests.support.drawn_case import Case
from tests.support.enumerated import Enumerated, enumerated, picked, small_cases
from tests.support.seeded import seeds

WHOLE = 500
CROWDED = 200
MARGINS = (0, 10, 30)


@cache
def cases() -> tuple[Enumerated, ...]:
    """Drawn cases of every family, and some with many packages that are nearly alike."""
    crowded = ((seed, crowded_case(seed)) for seed in seeds(CROWDED))
    every = (enumerated(case) for _, case in (*small_cases(WHOLE), *crowded))
    return tuple(one for one in every if one.kept)


def within(every: Enumerated, percent: int) -> list[frozenset[Picked]]:
    """Every single package that is at most so many per cent worse than the best one."""
    least = min(found.values[0] for found in every.kept)
    most = every.rounded(least + abs(least) * Fraction(percent, 100))
    return [found.package for found in every.kept if every.value(found) <= most]


def chosen(package: Iterable[Picked]) -> set[str]:
    return {one.measure for one in package}


def size_in(package: Iterable[Picked], measure: str) -> Fraction:
    return next((one.size for one in package if one.measure == measure), Fraction(0))


def share_of(measure: str, packages: list[frozenset[Picked]]) -> str:
    has = [measure in chosen(one) for one in packages]
    return "all" if all(has) else "some" if any(has) else "none"


def pairs_of(measure: str, packages: list[frozenset[Picked]], others: list[str]):
    """Measures that it is never with, and always with, of those that are in some package."""
    sets = [chosen(one) for one in packages]
    own = [one for one in sets if measure in one]
    used = [one for one in others if any(one in each for each in sets)]
    if not own:
        return [], []
    never = [one for one in used if not any(one in each for each in own)]
    always = [one for one in used if all(one in each for each in own)]
    return never, always


def replacement(
    every: Enumerated, optimum: frozenset[Picked], measure: str, *, rest_kept: bool
) -> Decimal | None:
    """What the best package without a measure comes to more; None where there is none."""
    rest = [one for one in optimum if one.measure != measure]

    def keeps(found: Found) -> bool:
        own = {one.measure: one for one in found.package}
        return all(
            one.measure in own
            and own[one.measure].start == one.start
            and own[one.measure].size >= one.size
            for one in rest
        )

    kept = [
        found
        for found in every.kept
        if measure not in chosen(found.package) and (not rest_kept or keeps(found))
    ]
    best = every.best(kept)
    least = every.best(every.kept)
    return None if best is None or least is None else best - least


@pytest.mark.parametrize("percent", MARGINS)
def test_everything_that_is_said_of_a_measure_is_so(percent: int, validated) -> None:
    shares, statuses = Counter[str | None](), Counter[str]()
    pairs = 0
    for every in cases():
        found = cp.importance(every.case.instance, every.case.model, within=percent)
        packages = within(every, percent)
        optimum = picked(found.packages[0].package)
        ids = [one.id for one in every.case.instance.measures]
        assert [one.measure for one in found.importance] == ids
        for one in found.importance:
            name, sizes = one.measure, [size_in(each, one.measure) for each in packages]
            assert one.share == share_of(name, packages), str(every.case)
            assert (one.least.status, one.least.value) == ("proven", min(sizes))
            assert (one.greatest.status, one.greatest.value) == ("proven", max(sizes))
            expected = pairs_of(name, packages, [other for other in ids if other != name])
            assert (list(one.never_with), list(one.always_with)) == expected, str(every.case)
            assert one.open_with == ()
            for figure, rest_kept in ((one.rest_kept, True), (one.rest_free, False)):
                more: Decimal | None = Decimal(0)
                if name in chosen(optimum):
                    more = replacement(every, optimum, name, rest_kept=rest_kept)
                wanted = ("no package exists", None) if more is None else ("proven", more)
                assert (figure.status, figure.value) == wanted, str(every.case)
                statuses[str(figure.status)] += 1
            shares[one.share] += 1
            pairs += bool(expected[0]) + bool(expected[1])
    validated(measures=shares.total(), replacement_costs=statuses.total())
    assert min(shares["all"], shares["none"]) > 0
    assert percent == 0 or shares["some"] > 0
    assert min(statuses["proven"], statuses["no package exists"]) > 0
    assert pairs > 0


def case_of(costs: list[int], least: int, **more: object) -> Case:
    """All-or-nothing measures of 1 fte each at these costs, of which so many are needed."""
    measures = [
        {
            "id": f"m{number}",
            "kind": "agency-expansion",
            "province": "DR",
            "size": {"min": 1, "max": 1},
            "start": {"earliest": 2025, "latest": 2025},
            "costs": [{"label": "all", "payer": "A", "once": cost}],
        }
        for number, cost in enumerate(costs, start=1)
    ]
    instance = {
        "format": 1,
        "name": "hand",
        "unit": "fte",
        "reference_year": 2024,
        "years": {"first": 2025, "last": 2025},
        "price_year": 2025,
        "provinces": [{"code": "DR"}],
        "measures": measures,
        **more,
    }
    rule = {"id": "jobs", "family": "bound", "quantity": "jobs", "at_least": least}
    objective = {"minimise": "cost"}
    model = {"format": 1, "name": "hand", "objective": objective, "rules": [rule]}
    return Case(instance, model)


def figures(case: Case, **asked: object) -> list[tuple[str, object, str, object]]:
    """Of every measure: its share, and status and cost of doing without it."""
    found = cp.importance(case.instance, case.model, **asked)
    return [
        (one.measure, one.share, str(one.rest_free.status), one.rest_free.value)
        for one in found.importance
    ]


def test_replacement_costs_by_hand() -> None:
    # Two are needed of 1, 2 and 3 EUR: 1 + 2 is best. Without m1: 2 + 3 = 5; without m2: 1 + 3 = 4.
    assert figures(case_of([1, 2, 3], 2), within=20) == [
        ("m1", "all", "proven", 2),
        ("m2", "all", "proven", 1),
        ("m3", "none", "proven", 0),
    ]


def test_without_it_no_package_exists() -> None:
    assert figures(case_of([1, 2], 2), within=50) == [
        ("m1", "all", "no package exists", None),
        ("m2", "all", "no package exists", None),
    ]


def test_a_solver_that_never_answers_makes_nothing_irreplaceable(monkeypatch) -> None:
    whole, answered = Live.ask, []

    def ask(self: Live, *words: object) -> Answer:
        if answered:
            return Answer("unsolved", (), None, None, 1.0, "time limit")
        answered.append(True)
        return whole(self, *words)

    monkeypatch.setattr(Live, "ask", ask)
    case = case_of([1, 2], 2)
    found = cp.importance(case.instance, case.model, within=50, time_limit=60)
    assert not found.is_complete
    assert found.stop is not None
    told = [figure for one in found.importance for figure in (one.rest_kept, one.rest_free)]
    assert {str(figure.status) for figure in told} <= {"unsolved", "bounded"}
    assert all(one.share is None for one in found.importance)


def test_scaled_costs_change_costs_only() -> None:
    thirds = case_of([3, 6, 9], 2)
    whole = case_of([9, 18, 27], 2)
    scaled = [(*one[:3], one[3] * 3) for one in figures(thirds, within=20)]
    assert scaled == figures(whole, within=20)


def test_the_order_of_the_file_changes_nothing() -> None:
    case = case_of([1, 2, 3, 4], 2)
    turned = Case(
        {**case.instance_content, "measures": case.instance_content["measures"][::-1]},
        case.model_content,
    )
    assert sorted(figures(case, within=60)) == sorted(figures(turned, within=60))


def test_measures_that_replace_one_another_and_go_together() -> None:
    together = {"kind": "together", "measures": ["m3", "m4"]}
    excludes = {"kind": "excludes", "measure": "m1", "on": "m3"}
    # Two are needed: 1 + 2 (3 EUR), 3 + 4 (3 EUR), and 2 with 3 and 4 (5 EUR).
    case = case_of([1, 2, 1, 2], 2, relations=[together, excludes])
    found = cp.importance(case.instance, case.model, within=0)
    by_id = {one.measure: one for one in found.importance}
    assert (by_id["m1"].never_with, by_id["m1"].always_with) == (("m3", "m4"), ("m2",))
    assert (by_id["m3"].never_with, by_id["m3"].always_with) == (("m1", "m2"), ("m4",))


def test_what_is_broken_off_is_kept(monkeypatch) -> None:
    ask, count = Inquiry.best, iter(range(1000))

    def best(self, *words, **named):
        if next(count) == 6:
            raise KeyboardInterrupt
        return ask(self, *words, **named)

    monkeypatch.setattr(Inquiry, "best", best)
    case = case_of([1, 2, 3], 2)
    found = cp.importance(case.instance, case.model, within=20)
    assert str(found.stop) == "interrupted"
    assert len(found.importance) < 3


@pytest.mark.parametrize("count", range(1, 25, 3))
def test_late_answers_leave_every_pair_open_that_they_do_not_settle(monkeypatch, count) -> None:
    """With a list that is cut each share and each pair is a question of its own."""
    excludes = {"kind": "excludes", "measure": "m2", "on": "m3"}
    case = case_of([1, 4, 5], 2, relations=[excludes])
    left, whole = iter(range(1000)), Live.ask
    true = {one.measure: one for one in importance_of(case, limit=1000)}

    def ask(self: Live, *words: object) -> Answer:
        if next(left) < count:
            return whole(self, *words)
        return Answer("unsolved", (), None, None, 1.0, "time limit")

    monkeypatch.setattr(Live, "ask", ask)
    for one in importance_of(case, limit=1):
        so = true[one.measure]
        assert one.share in (so.share, None)
        assert set(one.never_with) <= set(so.never_with)
        assert set(one.always_with) <= set(so.always_with)
        told = {*one.never_with, *one.always_with, *one.open_with}
        assert {*so.never_with, *so.always_with} <= told


def importance_of(case: Case, limit: int):
    return cp.importance(case.instance, case.model, within=30, limit=limit).importance
