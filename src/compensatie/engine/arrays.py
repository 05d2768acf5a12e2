# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A linear programme as plain arrays, row by row: the form that solvers and files are given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int32]
Real = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Arrays:
    """Minimise costs · x + constant; the rows stand compressed, one after another."""

    starts: Whole
    """Where each row begins in `indices` and `values`; one more than there are rows."""
    indices: Whole
    """Column of each entry."""
    values: Real
    """Coefficient of each entry; none is 0."""
    row_lower: Real
    """Least value of each row; minus infinity where there is none."""
    row_upper: Real
    """Greatest value of each row; infinity where there is none."""
    column_lower: Real
    """Least value of each column, finite."""
    column_upper: Real
    """Greatest value of each column, finite."""
    costs: Real
    """Objective coefficient of each column."""
    integer: NDArray[np.bool_]
    """Whether a column takes whole numbers only."""
    constant: float
    """Objective where every column is 0."""

    def objective(self, point: Sequence[float]) -> float:
        """The objective of a point, its constant included."""
        return fsum([self.constant, *(self.costs * np.asarray(point))])

    def violation(self, point: Sequence[float]) -> float:
        """By how much a point misses the rows, bounds and whole numbers, at worst.

        A miss of a row or bound counts relative to that bound where it is larger than 1.
        """
        x = np.asarray(point, dtype=np.float64)
        whole = np.abs(x - np.round(x))[self.integer]
        misses = [
            _missed(self._activities(x), self.row_lower, self.row_upper),
            _missed(x, self.column_lower, self.column_upper),
            whole,
        ]
        worst = max(float(miss.max(initial=0.0)) for miss in misses)
        return worst if np.isfinite(x).all() else float("inf")

    def _activities(self, point: Real) -> Real:
        rows = np.repeat(np.arange(len(self.row_lower)), np.diff(self.starts))
        weights = self.values * point[self.indices]
        return np.bincount(rows, weights, len(self.row_lower)).astype(np.float64)


def split(terms: Mapping[int, float]) -> tuple[Whole, Real]:
    """The columns of a sum, and their coefficients."""
    indices = np.fromiter(terms.keys(), np.int32, len(terms))
    return indices, np.fromiter(terms.values(), np.float64, len(terms))


def _missed(found: Real, lower: Real, upper: Real) -> Real:
    return np.maximum(_scaled(lower - found, lower), _scaled(found - upper, upper))


def _scaled(miss: Real, bound: Real) -> Real:
    finite = np.isfinite(bound)
    size = np.maximum(1.0, np.abs(np.where(finite, bound, 1.0)))
    return np.where(finite, miss, 0.0) / size
