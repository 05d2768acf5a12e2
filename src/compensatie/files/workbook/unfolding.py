# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From the content of an instance file to the rows of its sheets."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from compensatie.files.setting import joined
from compensatie.files.syntax import Content
from compensatie.files.tree import follow
from compensatie.files.workbook.cells import listed
from compensatie.files.workbook.layout import (
    KEY,
    LISTS,
    NATIONAL,
    TOP,
    VALUE,
    Column,
    Sheet,
    national_keys,
    sheets,
)

SAMPLES = ("2025", "2030")
"""Years that head columns where no record has a figure by year."""
Written = str | int | Decimal | datetime.date | None
"""What a cell is to hold."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above a column."""

    text: str
    """The heading."""
    column: Column | None
    """What it is about; None: it names the row."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A sheet with its rows."""

    sheet: Sheet
    """Which sheet."""
    headings: tuple[Heading, ...]
    """What stands above its columns."""
    rows: tuple[tuple[Written, ...], ...]
    """A row for each record."""


Flat = dict[str, Written]
"""The cells of a record by the heading of their column."""


def unfolded(content: Content) -> tuple[Filled, ...]:
    """Every sheet of a workbook with this content; a sheet without records has its headings."""
    return tuple(_filled(sheet, content) for sheet in sheets())


def _filled(sheet: Sheet, content: Content) -> Filled:
    if sheet.name == TOP:
        return _top(sheet, content)
    records = _national(content) if sheet.name == NATIONAL else list(_records(sheet, content))
    own = KEY if sheet.name == NATIONAL else sheet.own_column
    headings = tuple(_headings(sheet, own, records))
    rows = tuple(tuple(one.get(heading.text) for heading in headings) for one in records)
    return Filled(sheet, headings, rows)


def _top(sheet: Sheet, content: Content) -> Filled:
    values: Flat = {}
    for column in sheet.columns:
        values.update(_cells(column, content))
    rows = tuple((joined(one.keys), values.get(joined(one.keys))) for one in sheet.columns)
    return Filled(sheet, (Heading(KEY, None), Heading(VALUE, None)), rows)


def _national(content: Content) -> list[Flat]:
    records = []
    for key, column in national_keys().items():
        series = follow(content, column.keys)
        years = series if isinstance(series, Mapping) else {}
        records.append({KEY: key, **{str(year): value for year, value in years.items()}})
    return records


def _records(sheet: Sheet, content: Content) -> Iterator[Flat]:
    for own, record in _found(sheet, content):
        flat: Flat = {} if sheet.own_column is None else {sheet.own_column: own}
        for column in sheet.columns:
            flat.update(_cells(column, record))
        yield flat


def _found(sheet: Sheet, content: Content) -> Iterator[tuple[str | None, Mapping[str, Any]]]:
    """Every record of a sheet, with its own name or with the id of the record that it is in."""
    outer = content.get(sheet.keys[0]) or ()
    if isinstance(outer, Mapping):
        yield from outer.items()
    elif len(sheet.keys) == 1:
        yield from ((None, record) for record in outer)
    else:
        for parent in outer:
            inner = parent.get(sheet.keys[1]) or ()
            yield from ((parent.get("id"), record) for record in inner)


def _cells(column: Column, record: Mapping[str, Any]) -> Iterator[tuple[str, Written]]:
    """The cells that a column, or all columns that it stands for, have for a record."""
    value = follow(record, column.keys)
    if value is None:
        return
    if column.opens:
        for step, inner in value.items():
            yield joined((*column.keys, str(step))), inner
    elif column.kind in LISTS:
        yield joined(column.keys), listed(value if isinstance(value, list) else [value])
    else:
        yield joined(column.keys), value


def _headings(sheet: Sheet, own: str | None, records: list[Flat]) -> Iterator[Heading]:
    """The name of the row, each column of the class, and the open ones that records fill."""
    if own is not None:
        yield Heading(own, None)
    for column in sheet.columns:
        if not column.opens:
            yield Heading(joined(column.keys), column)
            continue
        used = dict.fromkeys(text for one in records for text in one if _is_of(column, text, own))
        if column.opens == "year":
            used = dict.fromkeys(sorted(used) or (joined((*column.keys, one)) for one in SAMPLES))
        yield from (Heading(text, column) for text in used)


def _is_of(column: Column, heading: str, own: str | None) -> bool:
    if not column.keys:
        return heading != own
    return heading.startswith(f"{joined(column.keys)}.")
