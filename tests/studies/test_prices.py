# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What each rule costs, as a step function of its bound, is what enumeration says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from fractions import Fraction
from random import Random

from compensatie.engine.case import Case as Bound
from compensatie.engine.case import bind
from compensatie.studies.pricing import Pricing, Staircase
from compensatie.studies.study import Effort
from compensatie.studies.subject import Questioner
from tests.oracle.stakes import Judged, Stair, as_compared, hard, judged, stairs
from tests.support.drawn_case import Case
from tests.support.hard_cases import DRAWN, hard_cases


def staircase(case: Bound, rule: str, loosest=None, tightest=None) -> Staircase:
    return Pricing(case, rule, Questioner(Effort())).staircase(loosest, tightest)


def told(case: Case, found: Staircase) -> list[Stair]:
    return [
        Stair(one.start, as_compared(case.model, one.value), bool(one.is_tied))
        for one in found.steps
    ]


def held_to_enumeration(seed: int, case: Case) -> Iterator[str]:
    bound, every = bind(case.instance, case.model), judged(case.instance, case.model)
    for rule in hard(case.model):
        whole = stairs(case.model, rule, every, None)
        found = staircase(bound, rule)
        assert found.is_complete
        assert told(case, found) == whole, (seed, rule)
        if whole:
            assert found.impossible_below == whole[-1].start
        yield f"{min(len(whole), 4)} steps"
        yield from ("tied" for one in whole if one.is_tied)
        yield from partly(Random(seed), case, bound, rule, every, whole)


def partly(
    random: Random, case: Case, bound: Bound, rule: str, every: list[Judged], whole: list[Stair]
) -> Iterator[str]:
    """A range that begins on a breakpoint, beside one, or anywhere; each step's package holds."""
    if not whole:
        return
    start = random.choice(whole).start + random.choice([0, 0, 1, Fraction(1, 7)])
    end = start - random.choice([0, 1, 3])
    expected = stairs(case.model, rule, every, start)
    found = staircase(bound, rule, start, end)
    assert found.is_complete
    inside = [one for at, one in enumerate(expected) if at == 0 or expected[at - 1].start > end]
    assert told(case, found) == inside
    if inside[-1].start > end:
        assert found.impossible_below == inside[-1].start
        yield "impossible"
    for step in found.steps:
        mine = {(one.measure, one.start, Fraction(one.size)) for one in step.audit.package.choices}
        (same,) = (one for one in every if {tuple(choice) for choice in one.package} == mine)
        assert same.needed(rule) == step.start
        assert as_compared(case.model, same.value) == as_compared(case.model, step.value)


def test_every_step_function_is_that_of_enumeration(validated: Callable[..., None]) -> None:
    seen: Counter[str] = Counter()
    count = 0
    for seed, case in hard_cases(DRAWN):
        seen.update(held_to_enumeration(seed, case))
        count += 1
    validated(cases=count, ties=seen["tied"], rules_that_no_bound_helps=seen["0 steps"])
    assert count > len(DRAWN) / 2
    assert {"0 steps", "1 steps", "2 steps", "4 steps", "tied", "impossible"} <= set(seen), seen
