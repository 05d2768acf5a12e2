# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which figures explain a failure: a box of draws in which most of it lies.

The patient rule induction method (PRIM, Friedman and Fisher 1999), as scenario discovery uses it:
from all draws, thin slices are peeled off, each time the one that leaves the greatest share of
failures. Of all boxes on the way the one is kept that is best at both: few draws inside that do not
fail (density), and few failures outside (coverage). Limits that it does not need are dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from compensatie.engine.arrays import Real
from compensatie.engine.parametric import Point

SLICE = 0.05
"""Share of the draws inside that one slice takes away."""
FEWEST = 10
"""Failures, and draws without, below which nothing is explained."""
Inside = NDArray[np.bool_]
"""Which draws lie in a box."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Between which values an uncertainty lies in a box; no side where it may be anything."""

    uncertainty: str
    """Id of the uncertainty."""
    least: Decimal | None
    """Its least value inside; None: no limit."""
    most: Decimal | None
    """Its greatest value inside; None: no limit."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where failures lie."""

    limits: tuple[Limit, ...]
    """Its sides, in the order of the uncertainties."""
    inside: int
    """Draws in it."""
    failing_inside: int
    """Draws in it that fail."""
    failing: int
    """Draws that fail, in it or not."""

    @property
    def density(self) -> float:
        """Share of the draws inside that fail."""
        return self.failing_inside / self.inside

    @property
    def coverage(self) -> float:
        """Share of the failures that lie inside."""
        return self.failing_inside / self.failing


@dataclass(frozen=True, slots=True, eq=False)
class _Sides:
    """A box as bounds; infinite where it has no side."""

    lower: Real
    upper: Real

    def holds(self, points: Real) -> Inside:
        found: Inside = np.all((points >= self.lower) & (points <= self.upper), axis=1)
        return found

    def without(self, column: int, *, lower: bool) -> _Sides:
        least, most = self.lower.copy(), self.upper.copy()
        (least if lower else most)[column] = -np.inf if lower else np.inf
        return _Sides(least, most)


def box_of_failures(
    names: Sequence[str], points: Sequence[Point], fails: Sequence[bool]
) -> Box | None:
    """The box that explains failures best.

    Args:
        names: the uncertainties.
        points: the value of each in every draw.
        fails: whether each draw fails.

    Returns:
        The box; None where too few draws fail, or do not, or where no limit says anything.
    """
    is_failing = np.array(fails, dtype=np.bool_)
    count = int(is_failing.sum())
    if min(count, len(points) - count) < FEWEST:
        return None
    values = np.array([[float(one) for one in point] for point in points], dtype=np.float64)
    best = max(_peeled(values, is_failing), key=lambda box: _score(box, values, is_failing))
    best = _needed(best, values, is_failing)
    inside = best.holds(values)
    limits = tuple(_limits(names, points, best, inside))
    if not limits:
        return None
    return Box(limits, int(inside.sum()), int((inside & is_failing).sum()), count)


def _peeled(values: Real, is_failing: Inside) -> Iterator[_Sides]:
    """Every box on the way from all draws to a few."""
    size = values.shape[1]
    box = _Sides(np.full(size, -np.inf), np.full(size, np.inf))
    inside = box.holds(values)
    while True:
        yield box
        density = is_failing[inside].mean()
        if density == 1 or inside.sum() <= FEWEST:
            return
        smaller = [one for one in _slices(box, values, inside) if one.holds(values).any()]
        if not smaller:
            return
        box = max(smaller, key=lambda one: _density(one, values, is_failing))
        inside = box.holds(values)


def _slices(box: _Sides, values: Real, inside: Inside) -> Iterator[_Sides]:
    """Each box that is one slice smaller: at either side of each uncertainty."""
    for column in range(values.shape[1]):
        among = values[inside, column]
        low, high = np.quantile(among, [SLICE, 1 - SLICE], method="nearest")
        # Draws from a list have ties: a slice takes at least all draws of one value.
        above, below = among[among > low], among[among < high]
        if above.size:
            lower = box.lower.copy()
            lower[column] = above.min()
            yield _Sides(lower, box.upper)
        if below.size:
            upper = box.upper.copy()
            upper[column] = below.max()
            yield _Sides(box.lower, upper)


def _density(box: _Sides, values: Real, is_failing: Inside) -> float:
    return float(is_failing[box.holds(values)].mean())


def _score(box: _Sides, values: Real, is_failing: Inside) -> float:
    """Density and coverage together: their harmonic mean."""
    inside = box.holds(values)
    return 2 * int((inside & is_failing).sum()) / (int(inside.sum()) + int(is_failing.sum()))


def _needed(box: _Sides, values: Real, is_failing: Inside) -> _Sides:
    """The box without the sides that do not make it better."""
    for column in range(values.shape[1]):
        for lower in (True, False):
            other = box.without(column, lower=lower)
            if _score(other, values, is_failing) >= _score(box, values, is_failing):
                box = other
    return box


def _limits(
    names: Sequence[str], points: Sequence[Point], box: _Sides, inside: Inside
) -> Iterator[Limit]:
    for column, name in enumerate(names):
        among = [point[column] for point, is_in in zip(points, inside, strict=True) if is_in]
        least = min(among) if np.isfinite(box.lower[column]) else None
        most = max(among) if np.isfinite(box.upper[column]) else None
        if least is not None or most is not None:
            yield Limit(name, least, most)
