# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Boxes of packages: in which years each measure may start, and how large it may be, in steps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from compensatie.facts.measure import Measure
from compensatie.facts.package import Choice, Package
from compensatie.policy import Locks


@dataclass(frozen=True, slots=True)
class Part:
    """What one measure may be in a box."""

    starts: tuple[int, ...]
    """Years in which it may start; none where it is not chosen."""
    low: int
    """Least size in steps; 0 where it may be left out."""
    high: int
    """Greatest size in steps; 0 where it is not chosen."""

    @property
    def is_single(self) -> bool:
        """Whether it can be one thing only."""
        return self.low == self.high and len(self.starts) <= 1


@dataclass(frozen=True, slots=True)
class Split:
    """One of two ways to make two boxes of one."""

    measure: int
    """Number of the measure, in the order of the file."""
    starts: tuple[int, ...] = ()
    """First those in which it starts in one of these years; then all others."""
    steps: int = 0
    """Without years: first those of at most so many steps, not chosen among them."""

    def parts(self, part: Part, least: int) -> tuple[Part, Part]:
        """What the measure may be in each of the two; both must hold something."""
        if self.starts:
            inside = tuple(year for year in part.starts if year in self.starts)
            outside = tuple(year for year in part.starts if year not in self.starts)
            first = Part(inside, max(part.low, least), part.high)
            return first, _cleared(Part(outside, part.low, part.high))
        first = _cleared(Part(part.starts, part.low, self.steps if self.steps >= least else 0))
        return first, Part(part.starts, max(part.low, self.steps + 1, least), part.high)


def _cleared(part: Part) -> Part:
    """Nothing but not chosen, where no size or no year is left."""
    return part if part.high and part.starts else Part((), 0, 0)


Box = tuple[Part, ...]
"""What every measure may be, in the order of the file."""


def whole(measures: tuple[Measure, ...], locks: Locks) -> Box:
    """The box of every package that keeps the locks."""
    return tuple(_part(measure, locks) for measure in measures)


def _part(measure: Measure, locks: Locks) -> Part:
    if measure.id in locks.exclude:
        return Part((), 0, 0)
    low = least_steps(measure) if measure.id in locks.include else 0
    return Part(tuple(measure.start.years), low, measure.size.most_steps)


def least_steps(measure: Measure) -> int:
    """The smallest size, counted in steps."""
    return int(Fraction(measure.size.min) / Fraction(measure.size.step))


def divided(box: Box, split: Split, measures: tuple[Measure, ...]) -> tuple[Box, Box]:
    """The two boxes that a split makes."""
    at = split.measure
    first, second = split.parts(box[at], least_steps(measures[at]))
    return (*box[:at], first, *box[at + 1 :]), (*box[:at], second, *box[at + 1 :])


def package_of(box: Box, measures: tuple[Measure, ...]) -> Package | None:
    """The only package of a box; None where it holds more."""
    if not all(part.is_single for part in box):
        return None
    return Package(choices=tuple(_choices(box, measures)))


def _choices(box: Box, measures: tuple[Measure, ...]) -> Iterator[Choice]:
    for part, measure in zip(box, measures, strict=True):
        if part.high:
            size = measure.size.step * part.high
            yield Choice(measure=measure.id, start=part.starts[0], size=size)
