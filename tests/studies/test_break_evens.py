# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What each measure is worth, and where that turns, is what enumeration says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction

from compensatie.studies.measure_accounts import MeasureAccount, measure_accounts
from compensatie.studies.study import Proof
from tests.oracle.stakes import Judged, as_compared, cost_factor, hard, judged, least, lines
from tests.support.drawn_case import Case
from tests.support.hard_cases import DRAWN, hard_cases, subject_of

NEAR = Fraction(1, 10**6)
ONE = Fraction(1)


def held_to_enumeration(case: Case) -> Iterator[str]:
    subject = subject_of(case)
    if subject is None:
        return
    every = judged(case.instance, case.model)
    value = as_compared(case.model, subject.outcome.audit.objective())
    for one in measure_accounts(subject).accounts:
        yield from difference(case, every, value, one)
        yield from factor(case, every, one)
        yield from share(case, every, one)


def difference(
    case: Case, every: list[Judged], value: Decimal, one: MeasureAccount
) -> Iterator[str]:
    """What deciding otherwise about the measure is worse."""
    other = least(case.model, (it for it in every if it.has(one.measure) != one.is_chosen))
    if other is None:
        assert one.difference.status is Proof.NO_PACKAGE
        yield "forced" if one.is_chosen else "barred"
    else:
        assert one.difference.status is Proof.PROVEN
        assert as_compared(case.model, one.difference.value) == other - value
        yield "optional"


def factor(case: Case, every: list[Judged], one: MeasureAccount) -> Iterator[str]:
    """The factor on its costs, where both sides have a package."""
    kept = [it for it in every if it.keeps(hard(case.model))]
    is_money = case.model.objective.minimise.startswith("cost")
    assert (one.factor is not None) == (is_money and costs_something(case, one.measure))
    if one.factor is None:
        yield "factor undefined"
        return
    if {it.has(one.measure) for it in kept} != {True, False}:
        assert one.factor.value is None
        yield "factor open"
        return
    assert one.factor.status is Proof.PROVEN
    assert one.factor.value == cost_factor(case.model, every, one.measure)
    yield "not for nothing" if one.factor.value is None else "factor"


def costs_something(case: Case, measure: str) -> bool:
    """Whether the measure costs something, whatever its start and size."""
    instance = {**case.instance_content, "relations": []}
    model = {key: value for key, value in case.model_content.items() if key != "locks"}
    free = Case(instance, model)
    every = judged(free.instance, free.model)
    return min(it.own[measure] for it in every if it.has(measure)) > 0


def share(case: Case, every: list[Judged], one: MeasureAccount) -> Iterator[str]:
    """The share of its jobs: worth it there, and not a millionth below."""
    if one.share is None or one.share.status is not Proof.PROVEN:
        assert one.share is None
        return
    without = least(case.model, (it for it in every if not it.has(one.measure)))
    at_one = is_worth(case, one.measure, ONE, without)
    if one.share.value is None:
        end = Fraction(0) if at_one else Fraction(10)
        assert is_worth(case, one.measure, end, without) == at_one
        yield "whatever it brings"
        return
    turn = one.share.value
    assert is_worth(case, one.measure, turn, without)
    assert not is_worth(case, one.measure, turn - NEAR, without)
    if has_fixed_values(case):
        expected = starts(case, one.measure, without)
        assert turn in expected, (turn, expected)
    yield "share below 1" if turn <= 1 else "share above 1"


def is_worth(case: Case, measure: str, at: Fraction, without: Decimal | None) -> bool:
    """Whether a package with it is as good as the best without, if it brings this share."""
    every = judged(case.instance, case.model, {measure: at})
    best = least(case.model, (it for it in every if it.has(measure)))
    return best is not None and (without is None or best <= without)


def has_fixed_values(case: Case) -> bool:
    """Whether the jobs of measures are no matter of the objective."""
    is_cost = case.model.objective.minimise.startswith("cost")
    return is_cost and all(rule.strength == "hard" for rule in case.model.rules)


def starts(case: Case, measure: str, without: Decimal | None) -> set[Fraction]:
    """The shares from which on some package with it that is as good holds."""
    none = judged(case.instance, case.model, {measure: Fraction(0)})
    all_of_it = judged(case.instance, case.model, {measure: ONE})
    intervals = lines(none, all_of_it, case.model, ONE)
    return {
        interval[0]
        for one, interval in zip(all_of_it, intervals, strict=True)
        if interval
        and one.has(measure)
        and (without is None or as_compared(case.model, one.value) <= without)
    }


def test_every_break_even_is_that_of_enumeration(validated: Callable[..., None]) -> None:
    seen: Counter[str] = Counter()
    for _, case in hard_cases(DRAWN):
        seen.update(held_to_enumeration(case))
        validated(cases=1)
    wanted = {"forced", "barred", "optional", "factor", "factor open", "factor undefined"}
    wanted |= {"not for nothing", "whatever it brings", "share below 1", "share above 1"}
    assert wanted <= set(seen), seen
