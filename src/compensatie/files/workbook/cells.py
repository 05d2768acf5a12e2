# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a cell of a workbook says: exact figures, and what people type in place of them."""

from __future__ import annotations

import csv
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from compensatie.errors import Fault
from compensatie.files.meant import date_meant, number_meant
from compensatie.files.workbook.layout import Kind

NOTHING = frozenset({"n.v.t.", "n.v.t", "nvt", "n/a", "n.a.", "-", "–", "—"})
"""What people type in a cell that holds nothing."""
DIGITS = 15
"""Significant digits that a number in a workbook has; a longer one is kept as text."""
_GROUP = re.compile(r'(?:"(?:[^"]|"")*"|[^|\n"])+')
_BLANKS = " \t\r\n\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a cell."""

    value: Any
    """As a file would have it; None: nothing."""
    is_typed_otherwise: bool = False
    """Whether it was typed in another way than a file would have it."""
    fault: Fault | None = None
    """Why it cannot be read; then the value is the text as it stands."""


def read_cell(cell: Any, kind: Kind) -> Reading:
    """What a cell says.

    Args:
        cell: what the workbook holds: a text, a number, a date, true or false, or nothing.
        kind: what should stand there.
    """
    if cell is None or cell == "":
        return Reading(None)
    if isinstance(cell, str):
        return _read_text(cell, kind)
    if isinstance(cell, datetime.datetime | datetime.date):
        return _read_date(cell, kind)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return _read_text(str(cell).lower(), kind)
    number = exact(cell)
    if kind in ("number", "whole"):
        return Reading(number)
    if kind == "numbers":
        return Reading([number])
    if kind == "date":
        return Reading(str(number), fault=_NO_DATE)
    text = str(number) if isinstance(number, int) else f"{number:f}"
    return Reading(_as_text(text, kind), True)


def _as_text(text: str, kind: Kind) -> Any:
    """What was typed as a number or a date, where a text should stand."""
    return {"texts": [text], "groups": [[text]]}.get(kind, text)


def exact(number: float) -> int | Decimal:
    """A number as the workbook shows it: 0.1 is one tenth, and the sum of 0.1 and 0.2 is 0.3."""
    if isinstance(number, int):
        return number
    value = Decimal(f"{number:.{DIGITS}g}")
    is_whole = value.is_finite() and value == value.to_integral_value()
    return int(value) if is_whole else value


def _read_text(cell: str, kind: Kind) -> Reading:
    text = cell.strip(_BLANKS)
    if text.casefold() in NOTHING or not text:
        return Reading(None, bool(text))
    is_trimmed = text != cell
    if kind == "text":
        return Reading(text, is_trimmed)
    if kind == "texts":
        return Reading(items(text), is_trimmed)
    if kind == "groups":
        return Reading([items(group) for group in _GROUP.findall(text)], is_trimmed)
    if kind == "date":
        meant = date_meant(text)
        if meant is None:
            return Reading(cell, fault=_NO_DATE)
        return Reading(datetime.date.fromisoformat(meant), is_trimmed or meant != text)
    if kind == "numbers":
        return _together([_read_number(one) for one in items(text)], text)
    reading = _read_number(text)
    return Reading(reading.value, reading.is_typed_otherwise or is_trimmed, reading.fault)


def _read_number(text: str) -> Reading:
    meant = number_meant(text)
    if meant is None:
        return Reading(text, fault=_unread(text))
    value = Decimal(meant)
    is_whole = value == value.to_integral_value() and "." not in meant
    return Reading(int(value) if is_whole else value, meant != text)


def _together(readings: list[Reading], text: str) -> Reading:
    faults = [one.fault for one in readings if one.fault is not None]
    if faults:
        return Reading(text, fault=faults[0])
    values = [one.value for one in readings]
    return Reading(values, any(one.is_typed_otherwise for one in readings))


def _read_date(cell: datetime.datetime | datetime.date, kind: Kind) -> Reading:
    day = cell.date() if isinstance(cell, datetime.datetime) else cell
    if kind == "date":
        return Reading(day)
    if kind in ("text", "texts", "groups"):
        return Reading(_as_text(day.isoformat(), kind), True)
    # Spreadsheets turn what looks like a date into one: nobody can tell what was typed.
    return Reading(day.isoformat(), fault=_A_DATE)


def items(text: str) -> list[str]:
    """The items of a list in one cell: `0.5; 1`; one that holds a semicolon stands in quotes."""
    rows = csv.reader([text.replace("\n", " ")], delimiter=";", skipinitialspace=True)
    return [item.strip(_BLANKS) for row in rows for item in row]


def listed(values: Iterable[Any]) -> str:
    """A list, or a list of lists, as one cell has it."""
    every = list(values)
    if every and all(isinstance(one, list) for one in every):
        return " | ".join(map(listed, every))
    return "; ".join(_quoted(str(one)) for one in every)


def _quoted(item: str) -> str:
    if any(mark in item for mark in ';|"\n') or item != item.strip(_BLANKS):
        return '"' + item.replace('"', '""') + '"'
    return item


def _unread(text: str) -> Fault:
    body = text.strip("€ ").strip(_BLANKS)
    whole, mark, rest = body.partition("." if "." in body else ",")
    if mark and whole.lstrip("-").isdigit() and rest.isdigit():
        details = {"one": whole + rest, "other": f"{whole}.{rest}"}
        return Fault(
            "ambiguous-number",
            "this can be read as {one} and as {other}",
            allowed="a number typed as a number, or with both marks, as in 1.234,00",
            details=details,
        )
    return Fault(
        "no-number",
        "this cell should hold a number",
        allowed="a number, such as 1234.5 or 1.234,50",
    )


_NO_DATE = Fault("no-date", "this cell should hold a date", allowed="a date, such as 2023-02-17")
_A_DATE = Fault(
    "date-for-number",
    "this cell holds a date, where a number should stand",
    allowed="a number; set the format of the cell to a number, and type it again",
)
