# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Drawn cases that are small enough to look at every package, and all packages of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import compensatie as cp
from compensatie.policy import families
from tests.oracle.play import Picked, Play
from tests.oracle.search import (
    Found,
    Stage,
    best_of,
    packages,
    rounded,
    rows_of,
    stages_of,
    value_of,
)
from tests.oracle.world import World
from tests.support.contested import contested_case
from tests.support.drawn_case import Case, is_read
from tests.support.seeded import seeded_case, seeds

FAMILIES = sorted(families())
MOST_PLAYS = 5_000


@dataclass
class Enumerated:
    """Every package of a case that keeps the hard rules."""

    case: Case
    kept: list[Found]

    @property
    def stages(self) -> list[Stage]:
        return stages_of(self.case.model)

    def value(self, found: Found) -> Decimal:
        """The first objective of a package, rounded."""
        return self.rounded(found.values[0])

    def rounded(self, value: Fraction) -> Decimal:
        """A value of the first objective, as it compares."""
        return rounded(value, self.case.model.objective.minimise)

    def best(self, kept: Iterable[Found]) -> Decimal | None:
        """The least first objective of these; nothing where there are none."""
        return min(map(self.value, kept), default=None)

    def optima(self) -> set[Decimal]:
        """What the first objective can come to after all objectives in turn."""
        best = best_of(self.kept, self.stages) if self.kept else []
        return {self.value(found) for found in best}


def enumerated(case: Case) -> Enumerated:
    world = World(case.instance, case.model)
    kept = [_judged(world, play) for play in packages(world)]
    return Enumerated(case, [found for found in kept if found is not None])


def _judged(world: World, play: Play) -> Found | None:
    short = penalty = Fraction(0)
    for rule in world.model.rules:
        for row in rows_of(world, rule, play):
            if row.slack < 0 and rule.strength == "hard":
                return None
            if row.slack < 0:
                short -= row.slack
                penalty -= Fraction(rule.price) * row.slack * world.weight(row.scenario)
    stages = stages_of(world.model)
    values = [value_of(play, name, payers, penalty, short) for name, payers, _ in stages]
    return Found(frozenset(play.package), {}, values, penalty)


def is_small(case: Case) -> bool:
    """Whether every package can be looked at."""
    plays = 1
    for measure in case.instance.measures:
        steps = 1 + int((measure.size.max - measure.size.min) / measure.size.step)
        plays *= 1 + steps * len(measure.start.years)
    return plays <= MOST_PLAYS


def small_cases(whole: int) -> Iterator[tuple[int, Case]]:
    """Cases with their numbers, half of them with rules and costs that pull against each other."""
    for seed in seeds(whole):
        is_contested = seed % 20 >= 10
        family = FAMILIES[seed % len(FAMILIES)]
        case = contested_case(seed) if is_contested else seeded_case(seed, family)
        if is_small(case) and is_read(case):
            yield seed, case


def picked(package: cp.Package) -> frozenset[Picked]:
    return frozenset(Picked(one.measure, one.start, Fraction(one.size)) for one in package.choices)
