# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Compiled arrays to which the rows and columns of one question are added."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from compensatie.engine.arrays import Arrays


class Draft:
    """Arrays while they grow; what they are made from stays as it is."""

    def __init__(self, base: Arrays) -> None:
        self._base = base
        self._lower, self._upper = base.column_lower.copy(), base.column_upper.copy()
        self._columns: list[tuple[float, float, bool]] = []
        self._rows: list[tuple[Mapping[int, float], float, float]] = []
        self._entries: list[tuple[int, int, float]] = []

    @property
    def column_count(self) -> int:
        """Columns so far."""
        return len(self._lower) + len(self._columns)

    def add_column(self, lower: float, upper: float, *, is_integer: bool = False) -> int:
        """A column that no row mentions yet; its index."""
        self._columns.append((lower, upper, is_integer))
        return self.column_count - 1

    def add_row(self, terms: Mapping[int, float], lower: float, upper: float) -> None:
        """A row over the columns so far; infinite where a side has no bound."""
        self._rows.append((terms, lower, upper))

    def add_entry(self, row: int, column: int, value: float) -> None:
        """One more entry of a row that was there from the start."""
        self._entries.append((row, column, value))

    def narrow(self, column: int, lower: float, upper: float) -> None:
        """Narrower bounds of a column that was there from the start."""
        self._lower[column] = max(lower, self._lower[column])
        self._upper[column] = min(upper, self._upper[column])

    @property
    def is_empty(self) -> bool:
        """Whether a column has no value left at all."""
        return bool((self._lower > self._upper).any())

    def range_of(self, terms: Mapping[int, float]) -> tuple[float, float]:
        """The least and the greatest value of a sum, the rows left aside."""
        bounds = map(self._bounds, terms)
        sides = [
            sorted((value * lower, value * upper))
            for value, (lower, upper) in zip(terms.values(), bounds, strict=True)
        ]
        return sum(low for low, _ in sides), sum(high for _, high in sides)

    def _bounds(self, column: int) -> tuple[float, float]:
        if column < len(self._lower):
            return float(self._lower[column]), float(self._upper[column])
        lower, upper, _ = self._columns[column - len(self._lower)]
        return lower, upper

    def arrays(self, costs: Mapping[int, float], constant: float) -> Arrays:
        """All together, with an objective."""
        base, added = self._with_entries(), self._columns
        rows = [terms for terms, _, _ in self._rows]
        lengths = [len(terms) for terms in rows]
        ends = base.starts[-1] + np.cumsum(lengths, dtype=np.int32)
        dense = np.zeros(self.column_count)
        dense[list(costs)] = list(costs.values())
        columns = [column for terms in rows for column in terms]
        values = [value for terms in rows for value in terms.values()]
        return Arrays(
            starts=np.append(base.starts, ends).astype(np.int32),
            indices=np.append(base.indices, columns).astype(np.int32),
            values=np.append(base.values, values),
            row_lower=np.append(base.row_lower, [lower for _, lower, _ in self._rows]),
            row_upper=np.append(base.row_upper, [upper for _, _, upper in self._rows]),
            column_lower=np.append(self._lower, [lower for lower, _, _ in added]),
            column_upper=np.append(self._upper, [upper for _, upper, _ in added]),
            costs=dense,
            integer=np.append(base.integer, [whole for _, _, whole in added]).astype(np.bool_),
            constant=constant,
        )

    def _with_entries(self) -> Arrays:
        """The arrays that were there from the start, with the entries put into their rows."""
        if not self._entries:
            return self._base
        base, (rows, columns, values) = self._base, zip(*self._entries, strict=True)
        counts = np.diff(base.starts)
        every = np.append(np.repeat(np.arange(len(counts)), counts), rows)
        order = np.argsort(every, kind="stable")
        added = np.bincount(np.array(rows), minlength=len(counts))
        return replace(
            base,
            starts=np.cumsum([0, *(counts + added)], dtype=np.int32),
            indices=np.append(base.indices, columns)[order].astype(np.int32),
            values=np.append(base.values, values)[order],
        )
