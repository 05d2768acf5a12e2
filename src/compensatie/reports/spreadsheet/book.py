# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From sheets to the bytes of a workbook; texts stay texts, whatever they look like."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from io import BytesIO
from textwrap import wrap
from typing import Any

from compensatie.files.workbook.writing import MADE, OPTIONS
from compensatie.reports.content.content import Content
from compensatie.reports.content.measures import reasons_of
from compensatie.reports.reader import Reader
from compensatie.reports.speaker import Speaker
from compensatie.reports.spreadsheet.comparison import comparison
from compensatie.reports.spreadsheet.costs import costs
from compensatie.reports.spreadsheet.drawing import insert
from compensatie.reports.spreadsheet.employment import balances
from compensatie.reports.spreadsheet.front import contents, cover, notes
from compensatie.reports.spreadsheet.further import further
from compensatie.reports.spreadsheet.measures import measures, not_chosen
from compensatie.reports.spreadsheet.parameters import parameters
from compensatie.reports.spreadsheet.payments import payments
from compensatie.reports.spreadsheet.rules import rules
from compensatie.reports.spreadsheet.tidy import Formula, Sheet, Value
from compensatie.reports.table import Kind

_HEADING: dict[str, Any] = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
FORMATS: dict[Kind | str, dict[str, Any]] = {
    "text": {"text_wrap": True, "valign": "top", "indent": 1},
    "year": {"num_format": "0", "valign": "top"},
    "jobs": {"num_format": "#,##0.0", "valign": "top"},
    "money": {"num_format": "#,##0.00", "valign": "top"},
    "share": {"num_format": "0.00%", "valign": "top"},
    "heading": {**_HEADING, "indent": 1},
    "number": {**_HEADING, "align": "right"},
}
"""How cells look, by the kind of their column; headings stand as what is under them."""
LONGEST = 32_000
"""Characters that a cell can hold, with room to spare."""
_NARROWEST, _WIDEST, _OF_NUMBERS, _A4 = 8, 60, 16, 9
_LINE, _MOST_LINES, _MARGIN = 15, 20, 2


def book(content: Content) -> bytes:
    """The workbook: cover, contents, notes, and one table a sheet."""
    import xlsxwriter

    stream = BytesIO()
    made = xlsxwriter.Workbook(stream, OPTIONS)
    made.set_properties({"title": content.title[:255], "created": MADE})
    formats = {name: made.add_format(look) for name, look in FORMATS.items()}
    for sheet in sheets(content):
        page = made.add_worksheet(sheet.name)
        _write(page, sheet, formats)
        for number, chart in enumerate(sheet.charts):
            insert(made, page, sheet, chart, number)
    made.close()
    return stream.getvalue()


def sheets(content: Content) -> tuple[Sheet, ...]:
    """Every sheet, in order."""
    answers = content.answers
    speaker = Speaker(answers.case, content.language)
    audit = answers.subject
    spent = costs(audit, speaker)
    reasons = reasons_of(answers, speaker)
    chosen = measures(audit, spent, speaker, reasons)
    paid = payments(audit, spent, speaker)
    jobs, employment = balances(audit, speaker)
    left = not_chosen(audit, speaker, reasons)
    found = [parameters(speaker), chosen, left, spent.sheet, *([] if paid is None else [paid])]
    found += [employment, jobs, rules(audit, speaker), *comparison(answers, speaker)]
    found += further(content)
    first = cover(content, chosen)
    about = notes(content)
    reader = Reader(content.language)
    return tuple(_named([first, contents([first, about, *found], reader), about, *found]))


def _named(found: Sequence[Sheet]) -> Iterator[Sheet]:
    """The sheets with something on them; each name once, whatever its capitals."""
    seen: set[str] = set()
    for sheet in found:
        if sheet.rows and sheet.name.casefold() not in seen:
            seen.add(sheet.name.casefold())
            yield sheet


def _write(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    page.freeze_panes(1, 1)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    for at, column in enumerate(sheet.columns):
        page.set_column(at, at, _width(sheet, at))
        look = formats["number" if column.is_number else "heading"]
        page.write_string(0, at, column.title, look)
    widths = [_width(sheet, at) for at in range(len(sheet.columns))]
    page.set_row(0, _LINE * _lines([one.title for one in sheet.columns], widths))
    for number, row in enumerate(sheet.rows, start=1):
        page.set_row(number, _LINE * _lines(row, widths))
        for at, value in enumerate(row):
            _cell(page, number, at, value, formats, sheet.columns[at].kind)
    page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)


def _cell(page: Any, row: int, at: int, value: Value, formats: dict[str, Any], kind: Kind) -> None:
    match value:
        case None:
            return
        case str():
            page.write_string(row, at, value[:LONGEST], formats["text"])
        case Formula():
            page.write_formula(row, at, value.text, formats[kind], float(value.value))
        case int():
            look = formats["year"] if kind in ("text", "share") else formats[kind]
            page.write_number(row, at, value, look)
        case Fraction():
            page.write_number(row, at, float(value), formats["jobs" if kind == "text" else kind])


def _lines(row: Sequence[Value], widths: Sequence[int]) -> int:
    """Lines that the longest text of a row takes: not every program makes room by itself."""
    longest = (
        len(wrap(one[:LONGEST], width - _MARGIN)) or 1
        for one, width in zip(row, widths, strict=True)
        if isinstance(one, str)
    )
    return min(max(longest, default=1), _MOST_LINES)


def _width(sheet: Sheet, at: int) -> int:
    """Wide enough for what stands in a column, within limits."""
    if sheet.columns[at].is_number and not any(isinstance(row[at], str) for row in sheet.rows):
        return _OF_NUMBERS
    texts = (str(row[at]) for row in sheet.rows if isinstance(row[at], str))
    longest = max(map(len, (sheet.columns[at].title, *texts)))
    return min(max(longest + 2, _NARROWEST), _WIDEST)
