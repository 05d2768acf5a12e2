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

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from compensatie.verifier.form import Option, Package
from compensatie.verifier.programme import Key, Programme
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


Box = Mapping[str, Range]


def whole(programme: Programme) -> Box:
    """The box of every package that keeps the locks."""
    return {
        name: Range(
            tuple(one.starts),
            1 if name in programme.include else 0,
            0 if name in programme.exclude else one.most,
        ).within(one)
        for name, one in programme.instance.measures.items()
    }


def split_by_start(box: Box, measure: Table, years: Iterable[int]) -> tuple[Box, Box]:
    """Those in which a measure starts in one of some years, and all others."""
    old, chosen = box[measure.id], set(years)
    inside = Range(tuple(year for year in old.starts if year in chosen), max(old.low, 1), old.high)
    outside = old._replace(starts=tuple(year for year in old.starts if year not in chosen))
    return _replaced(box, measure, inside), _replaced(box, measure, outside)


def split_by_size(box: Box, measure: Table, steps: int) -> tuple[Box, Box]:
    """Those in which a measure has at most so many steps, or is not chosen, and all others."""
    old = box[measure.id]
    small = old._replace(high=min(old.high, steps))
    large = old._replace(low=max(old.low, steps + 1))
    return _replaced(box, measure, small), _replaced(box, measure, large)


def _replaced(box: Box, measure: Table, part: Range) -> Box:
    return {**box, measure.id: part.within(measure)}


def only_package(box: Box, measures: Mapping[str, Table]) -> Package:
    """The package of a box that holds no other."""
    package = {}
    for name, part in box.items():
        if part.low != part.high or len(part.starts) > 1:
            raise NotProved("a leaf is said to hold one package, and holds more")
        if part.high:
            package[name] = (part.starts[0], part.high * measures[name].step)
    return package


class Bounding:
    """The bounds of boxes, in whole numbers over one denominator."""

    def __init__(self, programme: Programme, keys: Iterable[Key]) -> None:
        rows = [programme.rows[key] for key in keys]
        self._measures = programme.instance.measures
        self._prices = [row.price for row in rows]
        steps = {name: one.step for name, one in self._measures.items()}
        forms = [programme.cost, *(row.strengthened(steps) for row in rows)]
        by_step = [
            [(option, all_in, each * steps[option[0]]) for option, (all_in, each) in terms]
            for terms in (form.amounts.items() for form in forms)
        ]
        parts = (one for terms in by_step for _, *pair in terms for one in pair)
        constants = (form.constant for form in forms)
        scale = self._scale = lcm(*(part.denominator for part in (*parts, *constants)))
        self._cost, *self._rows = [
            (
                int(form.constant * scale),
                [
                    (option, int(all_in * scale), int(each * scale))
                    for option, all_in, each in terms
                ],
            )
            for form, terms in zip(forms, by_step, strict=True)
        ]

    def least(self, box: Box, multipliers: Mapping[int, Fraction], *, with_cost: bool) -> Fraction:
        """A number that no package of the box which keeps the rows can go below.

        Args:
            box: the packages.
            multipliers: by number of the row; at least 0, and of a soft row at most its price.
            with_cost: of the cost; without it, of nothing: more than 0 is then out of reach.
        """
        common = lcm(*(one.denominator for one in multipliers.values()))
        weighed = [(self._cost, common)] if with_cost else []
        for number, multiplier in multipliers.items():
            if number >= len(self._rows):
                raise NotProved("a leaf uses a row that is not there")
            price = self._prices[number]
            if multiplier < 0 or (price is not None and multiplier > price * with_cost):
                raise NotProved("a multiplier is out of range")
            weighed.append((self._rows[number], -int(multiplier * common)))
        constant, amounts = 0, dict[Option, tuple[int, int]]()
        for (own, terms), times in weighed:
            constant += own * times
            for option, all_in, each in terms:
                before = amounts.get(option, (0, 0))
                amounts[option] = (before[0] + all_in * times, before[1] + each * times)
        best = (self._best(name, part, amounts) for name, part in box.items())
        return Fraction(constant + sum(best), self._scale * common)

    def _best(self, name: str, part: Range, amounts: Mapping[Option, tuple[int, int]]) -> int:
        """The least that one measure can add: at its smallest or largest size, or not at all."""
        ends = (max(part.low, self._measures[name].least), part.high)
        pairs = (amounts.get((name, start), (0, 0)) for start in part.starts)
        found = [all_in + each * size for all_in, each in pairs for size in ends]
        return min(found if part.low else [0, *found])
