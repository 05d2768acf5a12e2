# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From rows to the bytes of a workbook that people fill in: headings, lists to choose from, checks.

Texts are written as texts, whatever they look like: no name becomes a formula or a link.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from decimal import Decimal
from io import BytesIO
from typing import Any

from compensatie.files.workbook.cells import DIGITS
from compensatie.files.workbook.explanations import COLUMNS, INTRODUCTION, TITLES, explained
from compensatie.files.workbook.layout import TOP
from compensatie.files.workbook.unfolding import Filled, Heading, Written
from compensatie.files.workbook.validations import validation_of
from compensatie.language import Language, translate

OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
MADE = datetime.datetime(2000, 1, 1)
"""When every workbook says that it was made: the same facts give the same bytes."""
ROWS_TO_FILL = 1000
"""Rows below the headings that have lists to choose from and checks."""
_NARROWEST, _MIDDLE, _WIDEST = 10, 30, 60


def workbook(filled: Iterable[Filled], language: Language | None = None) -> bytes:
    """The bytes of a workbook with these sheets.

    Args:
        filled: The sheets with their rows.
        language: In which every column is explained; None: columns are not explained.
    """
    import xlsxwriter

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    book.set_properties({"created": MADE})
    formats = {
        "heading": book.add_format({"bold": True, "bottom": 1, "text_wrap": True}),
        "text": book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"}),
        "number": book.add_format({"valign": "top"}),
        "date": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
    }
    if language is not None:
        _explain(book.add_worksheet(TITLES[language]), language, formats)
    for one in filled:
        _write_sheet(book.add_worksheet(one.sheet.name), one, formats, language)
    book.close()
    return stream.getvalue()


def _explain(page: Any, language: Language, formats: dict[str, Any]) -> None:
    """The sheet that explains the others."""
    for at, width in enumerate((_MIDDLE, _MIDDLE, _WIDEST, _WIDEST)):
        page.set_column(at, at, width, formats["text"])
    for row, text in enumerate(INTRODUCTION):
        page.write_string(row, 2, translate(text, language), formats["text"])
    first = len(INTRODUCTION) + 1
    for at, heading in enumerate(COLUMNS):
        page.write_string(first, at, translate(heading, language), formats["heading"])
    for row, line in enumerate(explained(language), start=first + 1):
        for at, text in enumerate(line):
            page.write_string(row, at, text, formats["text"])


def _write_sheet(
    page: Any, filled: Filled, formats: dict[str, Any], language: Language | None
) -> None:
    page.freeze_panes(1, 1)
    for at, heading in enumerate(filled.headings):
        page.set_column(at, at, _width(filled, at), formats[_format_of(heading)])
        page.write_string(0, at, heading.text, formats["heading"])
        check = validation_of(heading.column, heading.text, language)
        if check and filled.sheet.name != TOP:
            page.data_validation(1, at, ROWS_TO_FILL, at, check)
    for number, row in enumerate(filled.rows, start=1):
        for at, value in enumerate(row):
            _write(page, number, at, value, formats)


def _width(filled: Filled, at: int) -> int:
    """Wide enough for what stands in a column, within limits."""
    texts = (str(row[at]) for row in filled.rows if row[at] is not None)
    lines = [line for text in (filled.headings[at].text, *texts) for line in text.splitlines()]
    return min(max(2 + max(map(len, lines), default=0), _NARROWEST), _WIDEST)


def _format_of(heading: Heading) -> str:
    kind = "text" if heading.column is None else heading.column.kind
    if kind in ("number", "whole", "date"):
        return "date" if kind == "date" else "number"
    return "text"


def _write(page: Any, row: int, column: int, value: Written, formats: dict[str, Any]) -> None:
    if value is None:
        return
    if isinstance(value, str):
        page.write_string(row, column, value, formats["text"])
    elif isinstance(value, datetime.date):
        page.write_datetime(row, column, value, formats["date"])
    elif _is_exact(value):
        page.write_number(row, column, value, formats["number"])
    else:
        page.write_string(row, column, f"{Decimal(value):f}", formats["text"])


def _is_exact(value: int | Decimal) -> bool:
    """Whether a workbook keeps every digit of a number; it has room for 15."""
    return len(Decimal(value).normalize().as_tuple().digits) <= DIGITS
