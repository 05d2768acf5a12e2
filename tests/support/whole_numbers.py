# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A programme in whole numbers only, for a solver that knows no others.

Each column becomes a whole number of a width: a size counts steps, a shortfall counts parts of the
denominator of its row, and a quantity is replaced by its definition. Each row is multiplied by the
least common multiple of its denominators. Where that does not fit in 63 bits (discounting makes
long denominators) the row is rounded so that it admits more, never less: a best package of it that
passes the exact audit is then the best of the exact programme too. How far the rounded objective
can lie from the exact one is known, as `error`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor, lcm
from typing import Any

from compensatie.engine.linear_programme import Constraint, LinearProgramme
from compensatie.engine.programme import Programme

LARGEST_ROW = 2**58
"""What the sum of a row may come to; CP-SAT needs room to spare in 63 bits."""
LARGEST_OBJECTIVE = 2**52
UNBOUNDED = 2**62

Terms = dict[int, Fraction]


@dataclass
class WholeNumbers:
    """The programme of a case for CP-SAT."""

    programme: Programme
    linear: LinearProgramme
    columns: list[tuple[int, int]] = field(default_factory=list)
    """Least and greatest value, in widths."""
    rows: list[dict[str, Any]] = field(default_factory=list)
    objective: list[int] = field(default_factory=list)
    error: Fraction = Fraction(0)
    """By how much the rounded objective of a package can differ from its exact value."""
    rounded_rows: int = 0
    """How many rows did not fit, and admit a little more than they should."""

    def __post_init__(self) -> None:
        self._widths = self._known_widths()
        self._exact_columns = frozenset(self._widths)
        self._definitions = self._found_definitions()
        rows = [(row, self._substituted(row.terms)) for row in self.linear.constraints]
        rows = [(row, terms) for row, terms in rows if row.name not in self._defining]
        scales = [self._scale(row, terms) for row, terms in rows]
        for column in range(len(self.linear.columns)):
            self.columns.append(self._limits(column))
        for (row, terms), scale in zip(rows, scales, strict=True):
            self._add_row(row, terms, scale)
        self._set_objective()

    def content(self) -> dict[str, Any]:
        """What is sent to CP-SAT."""
        return {"columns": self.columns, "rows": self.rows, "objective": self.objective}

    def _known_widths(self) -> dict[int, Fraction]:
        """Starts and counts of steps are whole; the size of a start year counts in steps."""
        columns = enumerate(self.linear.columns)
        widths = {position: Fraction(1) for position, column in columns if column.integer}
        for measure in self.programme.case.facts.measures:
            for year in measure.start.years:
                column, _ = self.programme.columns.size(measure.id, year)
                widths.setdefault(column, Fraction(measure.size.step))
        return widths

    def _found_definitions(self) -> dict[int, Terms]:
        """What each quantity is, over columns of known width: `sum − quantity = 0`."""
        found, self._defining = {}, set()
        for row in self.linear.constraints:
            unknown = [column for column in row.terms if column not in self._widths]
            if row.sense == "=" and unknown:
                (quantity,) = unknown
                assert row.terms[quantity] == -1
                assert row.right == 0
                found[quantity] = {key: one for key, one in row.terms.items() if key != quantity}
                self._defining.add(row.name)
        return found

    def _substituted(self, terms: Mapping[int, Fraction]) -> Terms:
        """The terms without quantities."""
        found: Terms = {}
        for column, coefficient in terms.items():
            for other, factor in self._definitions.get(column, {column: Fraction(1)}).items():
                found[other] = found.get(other, Fraction(0)) + coefficient * factor
        return found

    def _scale(self, row: Constraint, terms: Terms) -> Fraction:
        """What the row is multiplied by; its shortfall, if it has one, counts in parts of that."""
        known = {key: one * self._widths[key] for key, one in terms.items() if key in self._widths}
        reach = abs(row.right) + sum(
            abs(one) * self.linear.columns[key].upper for key, one in terms.items()
        )
        scale = Fraction(lcm(row.right.denominator, *(one.denominator for one in known.values())))
        if reach * scale > LARGEST_ROW:
            assert row.sense == ">="
            scale = Fraction(LARGEST_ROW, 2 * max(ceil(reach), 1))
        for column in terms.keys() - self._exact_columns:
            assert terms[column] == 1
            assert column not in self._widths, "a shortfall stands in one row"
            self._widths[column] = 1 / scale
        return scale

    def _limits(self, position: int) -> tuple[int, int]:
        column = self.linear.columns[position]
        if position in self._definitions:
            return 0, 0
        width = self._widths[position]
        assert column.lower >= 0, "rounding up a coefficient admits more only where this holds"
        return ceil(column.lower / width), ceil(column.upper / width)

    def _add_row(self, row: Constraint, terms: Terms, scale: Fraction) -> None:
        exact = {key: one * self._widths[key] * scale for key, one in terms.items() if one}
        right = row.right * scale
        given = right - floor(right)
        for column, one in exact.items():
            given += (ceil(one) - one) * self.columns[column][1]
        if given:
            self.rounded_rows += 1
            for column in exact.keys() - self._exact_columns:
                self.error += abs(self.linear.objective.get(column, 0)) * given / scale
        least, most = floor(right), UNBOUNDED
        if row.sense != ">=":
            assert row.sense == "="
            most = least
        content = {"columns": list(exact), "coefficients": [ceil(one) for one in exact.values()]}
        self.rows.append({**content, "least": least, "most": most})

    def _set_objective(self) -> None:
        """The objective times a scale, rounded, and what rounding can come to."""
        costs = {
            key: one * self._widths[key]
            for key, one in self._substituted(self.linear.objective).items()
        }
        reach = sum(abs(one) * self.columns[key][1] for key, one in costs.items())
        scale = Fraction(LARGEST_OBJECTIVE, max(ceil(reach), 1))
        self.objective = [round(costs.get(key, 0) * scale) for key in range(len(self.columns))]
        for key, one in costs.items():
            self.error += abs(self.objective[key] / scale - one) * self.columns[key][1]
