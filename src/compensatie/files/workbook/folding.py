# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From the cells of a workbook to the content of an instance file, and where each value stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from compensatie.errors import Fault, Notice, Path
from compensatie.files.syntax import Content
from compensatie.files.workbook.cells import Reading, read_cell
from compensatie.files.workbook.headings import Heading, column_name, headings_of
from compensatie.files.workbook.layout import (
    EXPLANATIONS,
    NATIONAL,
    TOP,
    VALUE,
    Column,
    Sheet,
    national_keys,
    sheets,
)
from compensatie.files.workbook.opening import Cell, Grid

_LONGEST = 100


@dataclass
class Folded:
    """What the sheets of a workbook come to."""

    content: Content = field(default_factory=dict)
    """The content of an instance file."""
    places: dict[Path, str] = field(default_factory=dict)
    """The sheet and cell of every value, record and list."""
    unread: dict[Path, Fault] = field(default_factory=dict)
    """Values that could not be read, kept as the text that stands there."""
    faults: list[Fault] = field(default_factory=list)
    """What is wrong with the sheets themselves."""
    notices: list[Notice] = field(default_factory=list)
    """What was read otherwise than it was typed."""

    def put(self, path: Path, reading: Reading, place: str, typed: Any) -> None:
        """Keeps a value; a record that is not there yet is made."""
        *above, last = path
        around: Any = self.content
        for step in above:
            around = around[step] if isinstance(step, int) else around.setdefault(step, {})
        around[last] = reading.value
        self.places[path] = place
        if reading.fault is not None:
            self.unread[path] = replace(reading.fault, value=str(typed)[:_LONGEST])

    def note(self, reading: Reading, place: str, typed: Any) -> None:
        """Tells that something was read otherwise than it was typed."""
        if reading.is_typed_otherwise and reading.fault is None:
            text = "{place}: “{typed}” was read as {value}"
            if reading.value is None:
                text = "{place}: “{typed}” was read as an empty cell"
            value = reading.value if isinstance(reading.value, list) else [reading.value]
            shown = "; ".join(str(one) for one in value)[:_LONGEST]
            details = {"place": place, "typed": str(typed)[:_LONGEST], "value": shown}
            self.notices.append(Notice("read-as", text, details))


def folded(grids: Mapping[str, Grid]) -> Folded:
    """The content that sheets come to.

    Args:
        grids: The cells of every sheet, by its name.
    """
    found = Folded()
    known = {sheet.name: sheet for sheet in sheets()}
    chosen = {name.strip().casefold(): (name, grid) for name, grid in grids.items()}
    # In the order of the layout, so that records stand before those inside them.
    for name, sheet in known.items():
        title, grid = chosen.pop(name, (name, ()))
        _fold(sheet, title, grid, found)
    found.faults += [
        _unknown_sheet(title, known)
        for name, (title, grid) in chosen.items()
        if name not in EXPLANATIONS and grid
    ]
    return found


def _unknown_sheet(title: str, known: Mapping[str, Sheet]) -> Fault:
    near = get_close_matches(title.casefold(), known, n=1)
    return Fault(
        "unknown-sheet",
        "there is no table “{name}” in an instance",
        value=title,
        allowed="a sheet for each table: {names}",
        suggestion=near[0] if near else None,
        details={"name": title, "names": ", ".join(known)},
        line=title,
    )


def _fold(sheet: Sheet, title: str, grid: Grid, found: Folded) -> None:
    if len(sheet.keys) > 1:
        # A record without rows of its own in the inner sheet has an empty list there.
        for parent in found.content.get(sheet.keys[0], ()):
            parent.setdefault(sheet.keys[1], [])
    rows: dict[int, list[Cell]] = {}
    for cell in grid:
        rows.setdefault(cell.row, []).append(cell)
    if not rows:
        return
    first = min(rows)
    headings, faults = headings_of(sheet, title, rows.pop(first))
    found.faults += faults
    records = _Records(sheet, title, headings, found)
    if sheet.name not in (TOP, NATIONAL):
        found.places[sheet.keys[:1]] = found.places.get(sheet.keys[:1], f"{title}!A{first}")
    for row in sorted(rows):
        records.take({cell.column: cell for cell in rows[row]}, row)


@dataclass
class _Records:
    """The rows of one sheet on their way to records."""

    sheet: Sheet
    title: str
    headings: Mapping[int, Heading]
    found: Folded

    def take(self, cells: Mapping[int, Cell], row: int) -> None:
        """Keeps a row; one that holds nothing is passed over."""
        readings = {at: one for at, one in self._readings(cells, row) if one[1].value is not None}
        if not readings:
            return
        own = next((one.value for head, one, _ in readings.values() if head.column is None), None)
        if self.sheet.name in (TOP, NATIONAL):
            self._take_top(own, readings, row)
        elif (path := self._record(own, row)) is not None:
            for heading, reading, cell in readings.values():
                if heading.column is not None:
                    place = self._place(cell.column, row)
                    self.found.put((*path, *heading.steps), reading, place, cell.value)

    def _readings(
        self, cells: Mapping[int, Cell], row: int
    ) -> Iterator[tuple[int, tuple[Heading, Reading, Cell]]]:
        for at, cell in cells.items():
            heading = self.headings.get(at)
            if heading is None:
                continue
            kind = "text" if heading.column is None else heading.column.kind
            # What stands in the first sheet is read once its key is known.
            if self.sheet.name == TOP and heading.steps == (VALUE,):
                yield at, (heading, Reading(cell.value), cell)
                continue
            reading = read_cell(cell.value, kind)
            self.found.note(reading, self._place(at, row), cell.value)
            yield at, (heading, reading, cell)

    def _place(self, column: int, row: int) -> str:
        return f"{self.title}!{column_name(column)}{row}"

    def _take_top(
        self, own: Any, readings: Mapping[int, tuple[Heading, Reading, Cell]], row: int
    ) -> None:
        """A row of the sheets for what stands at the top of the file."""
        columns = {".".join(one.keys): one for one in self.sheet.columns if one.keys}
        known: Mapping[str, Column] = columns if self.sheet.name == TOP else national_keys()
        if own not in known:
            self.found.faults.append(self._unknown_key(own, known, row))
            return
        column = known[str(own)]
        for length in range(1, len(column.keys) + 1):
            self.found.places.setdefault(column.keys[:length], f"{self.title}!{row}")
        for heading, reading, cell in readings.values():
            if heading.column is None:
                continue
            place, path = self._place(cell.column, row), column.keys
            if self.sheet.name == TOP:
                reading = read_cell(cell.value, column.kind)
                self.found.note(reading, place, cell.value)
            else:
                path = (*path, *heading.steps)
            if reading.value is not None:
                self.found.put(path, reading, place, cell.value)

    def _unknown_key(self, own: Any, known: Mapping[str, Column], row: int) -> Fault:
        near = get_close_matches(str(own), known, n=1)
        return Fault(
            "unknown-key-row",
            "there is no key “{name}” here",
            value=str(own)[:_LONGEST],
            allowed="one of: {names}",
            suggestion=near[0] if near else None,
            details={"name": str(own)[:_LONGEST], "names": ", ".join(known)},
            line=f"{self.title}!{row}",
        )

    def _record(self, own: Any, row: int) -> Path | None:
        """The path of a new record; None where it belongs to none."""
        place = f"{self.title}!{row}"
        if self.sheet.is_keyed:
            return self._keyed(own, place)
        if len(self.sheet.keys) == 1:
            return self._appended(self.found.content, self.sheet.keys, place)
        outer, inner = self.sheet.keys
        parents = self.found.content.get(outer, [])
        at = next((at for at, one in enumerate(parents) if one.get("id") == own), None)
        if at is None:
            self.found.faults.append(self._orphan(own, parents, place))
            return None
        return self._appended(parents[at], (outer, at, inner), place)

    def _appended(self, around: Content, above: Path, place: str) -> Path:
        """The path of a further record in a list."""
        records = around.setdefault(str(above[-1]), [])
        records.append({})
        self.found.places.setdefault(above, place)
        self.found.places[(*above, len(records) - 1)] = place
        return (*above, len(records) - 1)

    def _keyed(self, own: Any, place: str) -> Path | None:
        table = self.found.content.setdefault(self.sheet.keys[0], {})
        if own is None or own in table:
            text = "this name stands here twice" if own else "this row has no name"
            allowed = "a name of its own for each row, in the column id"
            code = "name-twice" if own else "no-name"
            self.found.faults.append(Fault(code, text, value=own, allowed=allowed, line=place))
            return None
        table[own] = {}
        self.found.places[(self.sheet.keys[0], own)] = place
        return (self.sheet.keys[0], own)

    def _orphan(self, own: Any, parents: list[Any], place: str) -> Fault:
        ids = [str(one["id"]) for one in parents if "id" in one]
        near = get_close_matches(str(own), ids, n=1)
        text = "this row belongs to “{name}”, which is not in the sheet {sheet}"
        if own is None:
            text = "this row does not say to which record of {sheet} it belongs"
        return Fault(
            "row-without-record",
            text,
            value=None if own is None else str(own)[:_LONGEST],
            allowed="an id of the sheet {sheet}, in the column {sheet}",
            suggestion=near[0] if near else None,
            details={"name": str(own)[:_LONGEST], "sheet": self.sheet.keys[0]},
            line=place,
        )
