# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Boxes of packages, how they are split, and the least that anything in a box can cost.

A box says of each measure in which years it may start and how large it may be, in steps; 0 steps
is not chosen. A split makes two boxes of one, and no package is in neither. The bound of a box
takes any multipliers of the rows, of at least 0: each row times its multiplier is taken off the
cost, which lowers it for every package that keeps the rows, and what is then left falls apart
into measures, each of which is made as small as it can be. Wherever multipliers come from, the
bound holds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from compensatie.verifier.form import ALWAYS, Option, Package
from compensatie.verifier.programme import Programme, Row
from compensatie.verifier.shapes import NotProved, Table


class Range(NamedTuple):
    """What one measure may be in a box."""

    starts: tuple[int, ...]
    low: int
    high: int
    """Least and greatest size in steps; 0 is not chosen."""

    def within(self, measure: Table) -> Range:
        """The same range without what the measure cannot be.

        Raises:
            NotProved: nothing is left.
        """
        high = min(self.high, measure.most) if self.starts else 0
        low = max(self.low, measure.least) if self.low > 0 else 0
        if high < measure.least:
            high = 0
        if low > high:
            raise NotProved("a part of the tree has no package at all")
        return Range(self.starts if high else (), low, high)


Box = dict[str, Range]
Kind = frozenset[tuple[str | int, ...]]
"""What tells packages apart: their measures, with start years and sizes or without."""


def whole(programme: Programme) -> Box:
    """The box of every package that keeps the locks."""
    return {
        name: Range(
            tuple(one.starts),
            int(name in programme.include),
            one.most * (name not in programme.exclude),
        ).within(one)
        for name, one in programme.instance.measures.items()
    }


def only(package: Package) -> Box:
    """The box of one package."""
    return {name: Range((start,), steps, steps) for name, (start, steps) in package.items()}


def split(box: Box, measure: Table | None, by: Table) -> tuple[Box, Box]:
    """Two boxes that hold all packages of one.

    Args:
        box: the packages.
        measure: what is split.
        by: `start`: first those in which the measure starts in one of these years; or `steps`:
            first those in which it has at most so many, or is not chosen. Then all others.
    """
    if measure is None or (by.start is None) == (by.steps is None):
        raise NotProved("the tree splits by what is not there")
    starts, low, high = box[measure.id]
    if by.start is None:
        first = Range(starts, low, min(high, by.steps))
        second = Range(starts, max(low, by.steps + 1), high)
    else:
        first = Range(tuple(year for year in starts if year in by.start), max(low, 1), high)
        second = Range(tuple(year for year in starts if year not in by.start), low, high)
    return box | {measure.id: first.within(measure)}, box | {measure.id: second.within(measure)}


def kind(box: Box, parts: int) -> Kind | None:
    """What all packages of a box have in common; None where they differ in that.

    Args:
        box: the packages.
        parts: 1 looks at which measures are chosen, 2 at their start years too, 3 at sizes too.
    """
    found = []
    for name, (starts, low, high) in box.items():
        if high:
            is_settled = (low > 0, len(starts) == 1, low == high)
            if not all(is_settled[:parts]):
                return None
            found.append((name, starts[0], high)[:parts])
    return frozenset(found)


class Bounding:
    """The bounds of boxes, in whole numbers over one denominator."""

    def __init__(self, programme: Programme, rows: Sequence[Row]) -> None:
        self._prices = [row.price for row in rows]
        forms = [programme.cost.amounts, *(row.tightened().amounts for row in rows)]
        pairs = [pair for form in forms for pair in form.values()]
        scale = self._scale = lcm(*(part.denominator for pair in pairs for part in pair))
        self._measures = programme.instance.measures
        self._cost, *self._rows = [
            {at: (int(all_in * scale), int(each * scale)) for at, (all_in, each) in form.items()}
            for form in forms
        ]

    def least(self, box: Box, multipliers: Mapping[int, Fraction], *, with_cost: bool) -> Fraction:
        """A number that no package of the box which keeps the rows can go below.

        Args:
            box: the packages.
            multipliers: by number of the row; at least 0, and of a soft row at most its price.
            with_cost: of the cost; without it, of nothing: more than 0 is then out of reach.
        """
        common = lcm(*(one.denominator for one in multipliers.values()))
        amounts = dict[Option, tuple[int, int]]()
        weighed = [(self._cost, common)] if with_cost else []
        for number, multiplier in multipliers.items():
            if number >= len(self._rows):
                raise NotProved("a leaf uses a row that is not there")
            price = self._prices[number]
            if multiplier < 0 or (price is not None and multiplier > price * with_cost):
                raise NotProved("a multiplier is out of range")
            weighed.append((self._rows[number], -int(multiplier * common)))
        for own, times in weighed:
            for option, (all_in, each) in own.items():
                had = amounts.get(option, (0, 0))
                amounts[option] = (had[0] + all_in * times, had[1] + each * times)
        best = (self._best(name, part, amounts) for name, part in box.items())
        return Fraction(amounts.get(ALWAYS, (0, 0))[0] + sum(best), self._scale * common)

    def _best(self, name: str, part: Range, amounts: Mapping[Option, tuple[int, int]]) -> int:
        """The least that one measure can add: at its smallest or largest size, or not at all."""
        ends = (max(part.low, self._measures[name].least), part.high)
        pairs = (amounts.get((name, start), (0, 0)) for start in part.starts)
        found = [all_in + each * size for all_in, each in pairs for size in ends]
        return min(found if part.low else [0, *found])
