# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What stands on a sheet: one tidy table with its headings on top, and charts beside it.

A row is one thing, a column one figure of it; nothing is merged or hidden. Where an analyst would
want to follow a sum the cell has a formula, and with it the value that was worked out exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from compensatie.files.workbook.headings import column_name
from compensatie.reports.content.pictures import Shown
from compensatie.reports.table import Column

FIRST = 2
"""The row below the headings, as spreadsheets count."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that is worked out from others; names from files never stand in it."""

    text: str
    """The formula, with its equals sign."""
    value: Fraction
    """What it comes to, exactly."""


Value = str | int | Fraction | Formula | None
"""What stands in a cell."""


@dataclass(frozen=True, slots=True)
class Range:
    """Cells of one column, from one row to another."""

    sheet: str
    """The sheet."""
    column: int
    """The column, from 0."""
    first: int
    """The first row, as spreadsheets count."""
    last: int
    """The last row."""

    @property
    def text(self) -> str:
        """As formulas have it."""
        letters = column_name(self.column + 1)
        return f"'{self.sheet}'!${letters}${self.first}:${letters}${self.last}"


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line, or one colour of columns, in a chart."""

    categories: Range
    """What stands below it."""
    values: Range
    """Its figures; the heading of their column is its name."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart of figures on a sheet."""

    kind: Literal["line", "column", "bar"]
    """Lines, columns on top of each other, or bars."""
    shown: Shown
    """Title, and what is to be seen in it, for those who do not see it."""
    drawn: tuple[Drawn, ...]
    """Its lines or colours."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with one table."""

    name: str
    """What it is called, in the reader's language."""
    about: str
    """What stands on it, in a sentence."""
    columns: tuple[Column, ...]
    """Its columns."""
    rows: tuple[tuple[Value, ...], ...]
    """Its rows."""
    charts: tuple[Chart, ...] = ()
    """Charts beside it."""


def cell(column: int, row: int) -> str:
    """A cell of the same sheet, as formulas have it; columns from 0."""
    return f"{column_name(column + 1)}{row}"


def sums(rows: Sequence[Sequence[Value]], column: int) -> Fraction:
    """The sum of a column."""
    return sum((worth(row[column]) for row in rows), Fraction(0))


def worth(value: Value) -> Fraction:
    """What a cell with a number comes to."""
    if isinstance(value, Formula):
        return value.value
    return Fraction(0) if value is None or isinstance(value, str) else Fraction(value)
