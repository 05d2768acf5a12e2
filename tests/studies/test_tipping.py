# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How much may turn out worse, for a package and for every package, is what enumeration says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from random import Random

import compensatie as cp
from compensatie.studies.study import Proof
from compensatie.studies.tipping import TippingPoint, tipping_points
from tests.oracle.play import Picked
from tests.oracle.stakes import (
    Interval,
    Judged,
    end_of_chain,
    grown,
    hard,
    judged,
    late,
    lines,
)
from tests.support.drawn_case import Case
from tests.support.hard_cases import DRAWN, hard_cases, packed, subject_of

NEAR = Fraction(1, 10**6)
NONE, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)


def held_to_enumeration(seed: int, case: Case) -> Iterator[str]:
    every = judged(case.instance, case.model)
    kept = [one.package for one in every if one.keeps(hard(case.model))]
    given = Random(seed).choice(kept) if kept and seed % 3 else None
    subject = subject_of(case, None if given is None else packed(given))
    if subject is None:
        return
    package = picked(subject.explained.package)
    for point in tipping_points(subject).points:
        if point.kind == "delay":
            yield from delay(case, package, point)
        else:
            yield from stretch(case, every, package, point)


def stretch(
    case: Case, every: list[Judged], package: frozenset[Picked], point: TippingPoint
) -> Iterator[str]:
    """Growing losses, or a shortage of jobs: on a straight line in an amount from 0 up."""
    intervals = stressed(case, every, point)
    own = [one for it, one in zip(every, intervals, strict=True) if it.package == package]
    expected = as_told(point, end_of_chain(own, NONE))
    assert point.package.status is Proof.PROVEN
    assert point.package.value == expected, (point, expected)
    yield f"{point.kind} of a package" if expected is not None else f"{point.kind} without end"
    if point.some_package is not None:
        whole = as_told(point, end_of_chain(intervals, NONE))
        assert point.some_package.status is Proof.PROVEN
        # A gap of less than a millionth, where no package exists, is stepped over.
        assert point.some_package.value == whole, (point, whole)
        yield "farther" if whole != expected else "as far"


def stressed(case: Case, every: list[Judged], point: TippingPoint) -> list[Interval | None]:
    if point.kind == "losses":
        twice = grown(case.instance_content, point.scenario, 2)
        return lines(
            every, judged(Case(twice, case.model_content).instance, case.model), case.model, ONE
        )
    among = [one.id for one in case.instance.measures if point.measure in (None, one.id)]
    half = judged(case.instance, case.model, dict.fromkeys(among, HALF))
    return lines(every, half, case.model, Fraction(2))


def as_told(point: TippingPoint, amount: Fraction | None) -> Fraction | None:
    if amount is None:
        return None
    return ONE + amount if point.kind == "losses" else ONE / (ONE + amount)


def delay(case: Case, package: frozenset[Picked], point: TippingPoint) -> Iterator[str]:
    """Years that the jobs may come late, one after the other."""
    among = [one.id for one in case.instance.measures if point.measure in (None, one.id)]
    own, some = [], []
    for years in range(1, len(case.facts.years) + 1):
        then = Case(late(case.instance_content, among, years), case.model_content)
        kept = [one.package for one in judged(then.instance, then.model) if is_kept(case, one)]
        own.append(package in kept)
        some.append(bool(kept))
    assert point.package.value == until(own)
    yield f"late by {min(2, sum(own))}"
    if point.some_package is not None:
        assert point.some_package.value == until(some)
        assert point.some_package.status is Proof.PROVEN


def is_kept(case: Case, one: Judged) -> bool:
    return one.keeps(hard(case.model))


def until(held: Iterable[bool]) -> int | None:
    """How many years hold before the first that does not; None where all do."""
    found = list(held)
    return found.index(False) if False in found else None


def picked(package: cp.Package) -> frozenset[Picked]:
    return frozenset(Picked(one.measure, one.start, Fraction(one.size)) for one in package.choices)


def test_every_tipping_point_is_that_of_enumeration(validated: Callable[..., None]) -> None:
    seen: Counter[str] = Counter()
    for seed, case in hard_cases(DRAWN):
        seen.update(held_to_enumeration(seed, case))
        validated(cases=1)
    wanted = {"losses of a package", "losses without end", "delivery of a package"}
    wanted |= {"delivery without end", "farther", "as far", "late by 0", "late by 1"}
    assert wanted <= set(seen), seen
