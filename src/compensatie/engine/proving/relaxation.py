# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The linear relaxation of a box, in floating point: where to split, and which multipliers to try.

Each measure is a mixture of what it may be: each start year at the smallest and at the largest
size, and not chosen. Nothing that comes out is believed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import inf, isfinite

import numpy as np

from compensatie.engine.answer import Relaxation as Solved
from compensatie.engine.arrays import Arrays, Real
from compensatie.engine.proving.box import Box
from compensatie.engine.proving.weighing import Option, Weighing
from compensatie.engine.session import Session


@dataclass(frozen=True, slots=True)
class Mixture:
    """How a measure is mixed from what it may be."""

    number: int
    """The measure, by its number in the file."""
    starts: Mapping[int, float]
    """Share of each start year."""
    steps: float
    """Its size in steps, on average; 0 counts where it is not chosen."""

    @property
    def chosen(self) -> float:
        """Share that is chosen."""
        return sum(self.starts.values())


@dataclass(frozen=True, slots=True)
class Relaxed:
    """What a relaxation came to."""

    value: float
    """The cost; infinite where there is no point."""
    multipliers: Mapping[int, float]
    """The prices of its rows."""
    mixtures: tuple[Mixture, ...] = ()
    """The point."""


@dataclass(frozen=True, slots=True)
class _Corner:
    """A column: a measure that starts in a year, at its smallest or largest size in a box."""

    number: int
    start: int
    steps: int


class Relaxation:
    """The relaxations of boxes of one case."""

    def __init__(self, weighing: Weighing) -> None:
        self._weighing = weighing
        self._options = [
            (number, start) for number, part in enumerate(weighing.root) for start in part.starts
        ]
        self._at = {option: at for at, option in enumerate(self._options)}
        self._used = rows_that_matter(weighing)
        rows = [weighing.rows[number] for number in self._used]
        self._whole, self._each = self._dense([row.amounts.options for row in rows])
        self._right = np.array([-row.amounts.constant / weighing.scale for row in rows])
        self._sizes = _largest(np.hstack([self._whole, self._each]))
        self._prices = np.array([np.inf if row.price is None else float(row.price) for row in rows])
        (self._cost_whole,), (self._cost_each,) = self._dense([weighing.cost.options])
        self._cost_size = max(np.abs([self._cost_whole, self._cost_each]).max(initial=0.0), 1e-9)
        self._constant = weighing.cost.constant / weighing.scale
        self.solved = 0

    def _dense(self, sums: Sequence[Mapping[Option, tuple[int, int]]]) -> tuple[Real, Real]:
        """What each option adds to each sum: in all, and per step."""
        found = np.zeros((2, len(sums), len(self._options)))
        for row, options in enumerate(sums):
            for option, pair in options.items():
                if option in self._at:
                    found[:, row, self._at[option]] = [one / self._weighing.scale for one in pair]
        return found[0], found[1]

    def of(self, box: Box) -> Relaxed:
        """The cheapest mixture of a box that keeps the rows; where there is none, what says so."""
        corners = list(self._corners(box))
        self.solved += 1
        answer = Session(self._arrays(box, corners, with_cost=True)).relax(time_limit=PATIENCE)
        if answer.answer.status == "optimal":
            value = (answer.answer.objective or 0.0) * self._cost_size + self._constant
            multipliers = self._multipliers(answer, self._cost_size)
            return Relaxed(value, multipliers, _mixtures(corners, answer.answer.values))
        answer = Session(self._arrays(box, corners, with_cost=False)).relax(time_limit=PATIENCE)
        multipliers = self._multipliers(answer, 1.0) if answer.answer.status == "optimal" else {}
        return Relaxed(inf, multipliers, ())

    def _corners(self, box: Box) -> Iterator[_Corner]:
        for number, part in enumerate(box):
            for start in part.starts:
                for steps in dict.fromkeys(self._weighing.sizes(number, part)):
                    yield _Corner(number, start, steps)

    def _arrays(self, box: Box, corners: Sequence[_Corner], *, with_cost: bool) -> Arrays:
        """The programme of a box; without cost, that of missing the rows by as little as can be."""
        at = [self._at[one.number, one.start] for one in corners]
        steps = np.array([one.steps for one in corners], dtype=np.float64)
        values = (self._whole[:, at] + self._each[:, at] * steps) / self._sizes[:, None]
        costs = (self._cost_whole[at] + self._cost_each[at] * steps) / self._cost_size
        slack_costs = self._prices * self._sizes / self._cost_size
        if not with_cost:
            costs, slack_costs = np.zeros(len(corners)), np.where(np.isinf(self._prices), 1.0, 0.0)
        slacks = np.flatnonzero(np.isfinite(slack_costs))
        owners = np.zeros((len(box), len(corners)))
        owners[[one.number for one in corners], np.arange(len(corners))] = 1.0
        top = np.hstack([values, np.eye(len(values))[:, slacks]])
        bottom = np.hstack([owners, np.zeros((len(box), len(slacks)))])
        matrix = np.vstack([top, bottom])
        rows, columns = np.nonzero(matrix)
        forced = [float(part.low > 0) for part in box]
        count, width = len(values), matrix.shape[1]
        return Arrays(
            starts=np.searchsorted(rows, np.arange(len(matrix) + 1)).astype(np.int32),
            indices=columns.astype(np.int32),
            values=matrix[rows, columns],
            row_lower=np.concatenate([self._right / self._sizes, forced]),
            row_upper=np.concatenate([np.full(count, inf), np.ones(len(box))]),
            column_lower=np.zeros(width),
            column_upper=np.concatenate([np.ones(len(corners)), np.full(len(slacks), inf)]),
            costs=np.concatenate([costs, slack_costs[slacks]]),
            integer=np.zeros(width, dtype=np.bool_),
            constant=0.0,
        )

    def _multipliers(self, answer: Solved, unit: float) -> dict[int, float]:
        """The prices of rows in their own units; what is noise is left out."""
        prices = np.array(answer.prices[: len(self._used)]) * unit / self._sizes
        least = NOISE * unit / self._sizes
        return {
            number: float(price)
            for number, price, small in zip(self._used, prices, least, strict=True)
            if isfinite(price) and price > small
        }


PATIENCE = 60.0
"""Seconds that one relaxation may take; each has some hundred columns."""
NOISE = 1e-9
"""Prices below this, in the programme as it is scaled, are the solver's rounding."""


def _largest(amounts: Real) -> Real:
    """The largest amount of each row; 1 where there is none."""
    found = np.abs(amounts).max(axis=1, initial=0.0)
    return np.where(found > 0, found, 1.0)


def rows_that_matter(weighing: Weighing) -> list[int]:
    """Numbers of the rows that some package can miss, and that no stricter row makes needless."""
    strictest: dict[object, int] = {}
    for number, row in enumerate(weighing.rows):
        if row.price == 0 or weighing.least(number, weighing.root) >= 0:
            continue
        same = (number if row.price else None, tuple(sorted(row.amounts.options.items())))
        other = strictest.setdefault(same, number)
        if row.amounts.constant < weighing.rows[other].amounts.constant:
            strictest[same] = number
    return list(strictest.values())


def _mixtures(corners: Sequence[_Corner], values: Sequence[float]) -> tuple[Mixture, ...]:
    shares: dict[int, dict[int, float]] = {}
    sizes: dict[int, float] = {}
    for corner, value in zip(corners, values, strict=False):
        by_start = shares.setdefault(corner.number, {})
        by_start[corner.start] = by_start.get(corner.start, 0.0) + value
        sizes[corner.number] = sizes.get(corner.number, 0.0) + value * corner.steps
    return tuple(Mixture(number, starts, sizes[number]) for number, starts in shares.items())
