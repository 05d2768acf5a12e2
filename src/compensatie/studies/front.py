# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""All vectors that nothing dominates, in the making: one zone after the other, until none is open.

In a zone the first goal is made smallest while the others stay below the zone's corner, and then
the others at that value. What comes out is a new point, or proves that the zone holds nothing; in
either case nothing lies below its first value there. The others share one weighted goal where
their values are whole steps and the numbers stay small enough for a floating-point solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from compensatie.engine.audit import Audit
from compensatie.engine.goal import Goal
from compensatie.engine.inquiry import Found, Inquiry
from compensatie.engine.restriction import Restriction
from compensatie.formulation.linear import total
from compensatie.studies.scale import Scale
from compensatie.studies.study import Course, Effort, Progress, Stop
from compensatie.studies.zones import Vector, Zones, undominated

LARGEST = 10**7
"""Up to here a solver's whole numbers are safe: half a step is far above its precision."""


@dataclass
class Front:
    """The points found, and the zones where others can still be."""

    inquiry: Inquiry
    """What is asked about the case."""
    scales: Sequence[Scale]
    """What is made small, the first first."""
    effort: Effort
    """How long it may take, and who looks on."""
    limit: int
    """How many points are found at most."""
    course: Course = field(default_factory=Course)
    """How it went."""
    found: dict[Vector, Audit] = field(default_factory=dict)
    """A package for each vector found."""
    least: dict[int, int] = field(default_factory=dict)
    """The proven optimum of each goal by its position, in steps."""

    @cached_property
    def zones(self) -> Zones[int]:
        """Where points can still be."""
        return Zones(tuple(scale.most + 1 for scale in self.scales))

    @property
    def points(self) -> dict[Vector, Audit]:
        """The points in order, without any that a later one dominates by what rounding hid."""
        return {vector: self.found[vector] for vector in sorted(undominated(self.found))}

    def run(self) -> None:
        """Finds the optimum of each goal first, then all between them."""
        with self.course.held():
            for position in range(len(self.scales)):
                if not self._looked_at(self.zones.corner, position):
                    return
            while self.zones.open:
                if not self._looked_at(self.zones.widest(0, self.ideal), 0):
                    return

    @property
    def ideal(self) -> Vector:
        """The least that each goal comes to, or can come to where that is not proven yet."""
        return tuple(self.least.get(at, one.least) for at, one in enumerate(self.scales))

    def _looked_at(self, corner: Vector, first: int) -> bool:
        """Asks about one zone; False where the work ends here."""
        if not self.zones.open:
            return True
        found = _ZoneInquiry(self, corner, first).best()
        if not self.course.settles(found):
            return False
        if found.best is None:
            self.zones.close(_replaced(corner, first, self.zones.corner[first]))
        else:
            self._note(found.best, corner, first)
        self.effort.watch(Progress(len(self.found), len(self.found) + len(self.zones.open)))
        return self.course.stop is None

    def _note(self, best: Audit, corner: Vector, first: int) -> None:
        """Closes what is proven empty, and leaves out what a new point dominates."""
        point = self.vector(best)
        is_new = point[first] < corner[first] and point not in self.found
        if is_new and len(self.found) == self.limit:
            self.course.stop = Stop.LIMIT
            return
        self.zones.close(_replaced(corner, first, point[first]))
        if corner == self.zones.corner:
            self.least[first] = point[first]
        if is_new:
            self.found[point] = best
            self.zones.split(point)

    def vector(self, audit: Audit) -> Vector:
        """What a package comes to in each goal, in steps."""
        return tuple(scale.count(audit) for scale in self.scales)

    def nearest(self, corner: Vector, first: int) -> Audit | None:
        """The best package known in a zone, whatever its first value is."""
        inside = (
            vector
            for vector in self.found
            if all(
                a < b for at, (a, b) in enumerate(zip(vector, corner, strict=True)) if at != first
            )
        )
        nearest = min(inside, key=lambda vector: (vector[first], vector), default=None)
        return None if nearest is None else self.found[nearest]


@dataclass(frozen=True)
class _ZoneInquiry:
    """The question for the best package in one zone."""

    front: Front
    corner: Vector
    first: int

    def best(self) -> Found:
        """The package with the least first value, and then with as little as can be of the rest.

        Nothing is better in one goal and as good in the others.
        """
        known = self.front.nearest(self.corner, self.first)
        if (goal := self._weighted()) is not None:
            return self.front.inquiry.best(goal, tuple(self._below()), known)
        return self._in_turn(known)

    def _in_turn(self, known: Audit | None) -> Found:
        """One goal after the other, each held at its optimum while the next is asked."""
        inquiry, scales = self.front.inquiry, self.front.scales
        limits = list(self._below())
        found = inquiry.best(scales[self.first].goal, limits, known)
        if found.best is not None and self._is_at_corner(found.best):
            return found
        held = scales[self.first]
        for goal in self._rest():
            if found.best is None or not found.is_proven:
                break
            limits.append(held.at_most(held.count(found.best)))
            found = inquiry.best(goal, limits, found.best)
            held = next((one for one in scales if one.goal == goal), held)
        return found

    def _is_at_corner(self, best: Audit) -> bool:
        """Whether the zone holds nothing: all there is costs at least its corner."""
        return self.front.scales[self.first].count(best) >= self.corner[self.first]

    def _below(self) -> Iterator[Restriction]:
        """What is less than the corner, except in the first goal."""
        for at, (scale, most) in enumerate(zip(self.front.scales, self.corner, strict=True)):
            if at != self.first and most <= scale.most:
                yield scale.at_most(most - 1)

    def _rest(self) -> list[Goal]:
        """The other goals: their sum, where one unit of it is as good as another, else in turn."""
        others = self._others()
        if len(others) > 1 and all(one.is_whole for one in others):
            return [_sum([(one, 1) for one in others])]
        return [one.goal for one in others]

    def _weighted(self) -> Goal | None:
        """All goals in one: a step of the first outweighs all that the others can come to."""
        scales, others = self.front.scales, self._others()
        if not all(one.is_whole for one in scales):
            return None
        least, first = self.front.ideal, scales[self.first]
        weight = 1 + sum(
            most - 1 - least[at] for at, most in enumerate(self.corner) if at != self.first
        )
        if weight * (first.most - least[self.first] + 1) > LARGEST:
            return None
        return _sum([(first, weight), *((one, 1) for one in others)])

    def _others(self) -> list[Scale]:
        return [one for at, one in enumerate(self.front.scales) if at != self.first]


def _sum(parts: Sequence[tuple[Scale, int]]) -> Goal:
    """Goals in whole steps, each times its weight."""
    shared = sum(weight * scale.least for scale, weight in parts)
    forms = ((one.goal.form - one.origin) * (Fraction(weight) / one.step) for one, weight in parts)

    def value(audit: Audit) -> Fraction:
        return Fraction(sum(weight * scale.count(audit) for scale, weight in parts) - shared)

    name = " + ".join(f"{weight} {scale.goal.name}" for scale, weight in parts)
    return Goal(name, "measures", total(forms) - shared, value)


def _replaced(corner: Vector, at: int, value: int) -> Vector:
    return (*corner[:at], value, *corner[at + 1 :])
