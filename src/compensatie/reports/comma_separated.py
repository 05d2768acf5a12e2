# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Tables as comma-separated text, for spreadsheets and programs: exact, and inert.

A spreadsheet runs a cell that begins as a formula does; such a text gets an apostrophe in front.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from io import StringIO

from compensatie import units
from compensatie.reports.inert import inert

Cell = str | int | Decimal | Fraction | None
"""What stands in a cell; None: nothing."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings that a spreadsheet takes for a formula."""


def comma_separated(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """A table with its header: UTF-8 text with decimal points, and all digits of every number.

    Args:
        columns: names of the columns.
        rows: the lines; a fraction whose decimal never ends is given to 12 digits.
    """
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return stream.getvalue()


def _written(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Fraction():
            return units.exact(cell)
        case Decimal():
            return units.plain(cell)
        case int():
            return str(cell)
    return f"'{inert(cell)}" if cell.startswith(FORMULA_STARTS) else inert(cell)
