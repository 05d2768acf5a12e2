# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the headings of a sheet say stands below them: `size.max`, `jobs.2026`, `jobs 2026`, `2026`.

A heading is the path of keys from the record to the value, as `--set` has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from compensatie.errors import Fault
from compensatie.files.setting import split_path
from compensatie.files.workbook.layout import (
    EXPLANATIONS,
    KEY,
    NATIONAL,
    TOP,
    VALUE,
    Column,
    Sheet,
    is_year,
)
from compensatie.files.workbook.opening import Cell

_YEAR_AFTER_BLANK = re.compile(r"\s+(?=\d{4}$)")
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands below a heading."""

    column: Column | None
    """The value of a record; None: what names the row."""
    steps: tuple[str, ...]
    """Keys from the record to the value."""


def headings_of(
    sheet: Sheet, title: str, cells: Iterable[Cell]
) -> tuple[Mapping[int, Heading], list[Fault]]:
    """The headings by the number of their column, and what is wrong with them.

    Args:
        sheet: What the sheet should hold.
        title: What it is called in the workbook.
        cells: The first row that holds something.
    """
    found: dict[int, Heading] = {}
    faults = []
    for cell in cells:
        if str(cell.value).strip().casefold() in EXPLANATIONS:
            continue
        place = f"{title}!{column_name(cell.column)}{cell.row}"
        heading = _heading(sheet, cell.value)
        if heading is None:
            faults.append(_unknown(sheet, cell.value, place))
        elif heading in found.values():
            text, allowed = "this heading stands here twice", "each heading once"
            value = str(cell.value)[:_LONGEST]
            faults.append(Fault("heading-twice", text, value=value, allowed=allowed, line=place))
        else:
            found[cell.column] = heading
    return found, faults


def _heading(sheet: Sheet, value: Any) -> Heading | None:
    text = str(value).strip()
    if text == _own(sheet):
        return Heading(None, ())
    if sheet.name == TOP:
        return Heading(Column((), "text"), (VALUE,)) if text == VALUE else None
    series = sheet.series
    if is_year(text) and series is not None:
        return Heading(series, (*series.keys, text))
    steps, rest = split_path(_YEAR_AFTER_BLANK.sub(".", text))
    names = tuple(str(step) for step in steps)
    return None if rest else next((one for one in _fitting(sheet, names)), None)


def _own(sheet: Sheet) -> str | None:
    return KEY if sheet.name in (TOP, NATIONAL) else sheet.own_column


def _fitting(sheet: Sheet, names: tuple[str, ...]) -> Iterable[Heading]:
    for column in sheet.columns:
        if column.opens and names[:-1] == column.keys and len(names) > 1:
            if column.opens == "name" or is_year(names[-1]):
                yield Heading(column, names)
        elif not column.opens and names == column.keys:
            yield Heading(column, names)


def _unknown(sheet: Sheet, value: Any, place: str) -> Fault:
    known = [spread(column) for column in sheet.columns]
    known = [VALUE] if sheet.name == TOP else [name for name in known if name]
    known = [*filter(None, [_own(sheet)]), *known]
    text = str(value)[:_LONGEST]
    near = get_close_matches(text, known, n=1)
    return Fault(
        "unknown-heading",
        "nothing called “{name}” stands in this sheet",
        value=text,
        allowed="headings: {names}",
        suggestion=near[0] if near else None,
        details={"name": text, "names": ", ".join(known)},
        line=place,
    )


def spread(column: Column) -> str:
    """A heading as people are told of it: `jobs.2026` for each year, `origin.…` for each name."""
    if not column.keys:
        return "2026"
    end = {"": "", "year": ".2026", "name": ".…"}[column.opens]
    return ".".join(column.keys) + end


def column_name(number: int) -> str:
    """The letters of a column: 1 is A, 27 is AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
