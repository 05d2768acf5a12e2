# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every other table of the report, as it stands there: one sheet each."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import shorten

from compensatie.reports.content.content import Content, Sources
from compensatie.reports.reader import Reader, mark
from compensatie.reports.spreadsheet.tidy import Sheet, Value
from compensatie.reports.table import Column

OWN = ("balance", "measures", "costs", "packages", "rules")
"""Sections whose figures have sheets of their own."""
SOURCES, PUBLICATIONS = mark("sources"), mark("publications")
_LONGEST = 28


def further(content: Content) -> Iterator[Sheet]:
    """The tables of all other sections, and the publications that figures come from."""
    reader = Reader(content.language)
    for section in content.sections:
        tables = [] if section.name in OWN else list(section.tables())
        for number, table in enumerate(tables, start=1):
            named = reader.say(SOURCES) if section.name == SOURCES else section.title
            name = _sheet_name(named, number if len(tables) > 1 else 0)
            total = () if table.total is None else (table.total,)
            rows: tuple[tuple[Value, ...], ...] = (*table.rows, *total)
            about = f"{section.title}: {table.title}" if table.title else section.title
            yield Sheet(name, about, table.columns, rows)
        for part in section.parts:
            if isinstance(part, Sources) and section.name == SOURCES:
                yield _publications(part, reader)


def _publications(sources: Sources, reader: Reader) -> Sheet:
    say = reader.say
    columns = (Column(say("Publication")), Column(say("Address")), Column(say("Date")))
    rows = tuple(
        (link.text, link.address or "", ", ".join(about)) for link, about in sources.records
    )
    return Sheet(say(PUBLICATIONS), say("The publications that figures come from."), columns, rows)


def _sheet_name(title: str, number: int) -> str:
    """A name that a sheet can have: short, and without the marks that formulas use."""
    kept = "".join(one for one in title if one not in "[]:*?/\\'").strip()
    name = shorten(kept, _LONGEST, placeholder="") or kept[:_LONGEST]
    return f"{name} {number}" if number else name
