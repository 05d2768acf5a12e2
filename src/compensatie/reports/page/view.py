# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What templates ask for: cells as a reader reads them, charts as drawn, and numbers for both."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from compensatie.language import translate
from compensatie.reports.charts.chart import drawn
from compensatie.reports.content.content import Figure, Formula, Part, Section
from compensatie.reports.page.mathematics import formula
from compensatie.reports.reader import Reader
from compensatie.reports.table import Column, Heading, Row, Table, written
from compensatie.reports.theme import Theme

UNBROKEN = 24
"""Letters of a word that a narrow cell must not break."""


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of a table as it is shown."""

    cells: tuple[str, ...]
    """Its cells."""
    told: tuple[tuple[str, str], ...] = ()
    """Sentences that take lines of their own under it, each with the title of its column."""


@dataclass(frozen=True, slots=True)
class ShownTable:
    """A table as it is shown."""

    caption: str
    """Its number and title."""
    columns: tuple[Column, ...]
    """Its columns, those of sentences left out."""
    rows: tuple[ShownRow, ...]
    """Its lines."""
    total: ShownRow | None
    """Its last line."""


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A chart as it is shown."""

    caption: str
    """Its number and title."""
    picture: Markup
    """The drawing."""
    tables: tuple[ShownTable, ...]
    """Its numbers."""


@dataclass
class View:
    """Shows parts of one page, and counts them."""

    reader: Reader
    """Who reads."""
    theme: Theme
    """What it looks like."""
    prefix: str = "figure"
    """What the parts of its charts are called, unique where several pages stand in one."""
    _tables: int = field(default=0, init=False)
    _figures: int = field(default=0, init=False)
    _title: str = field(default="", init=False)

    def begin(self, section: Section) -> str:
        """The title of a section, which untitled tables under it are called by."""
        self._title = section.title
        return section.title

    def kind(self, part: Part) -> str:
        """What kind of part it is."""
        if isinstance(part, Heading):
            self._title = part.text
        return type(part).__name__

    def look(self, cell: str, column: Column, *, is_first: bool) -> str:
        """How a cell is set: numbers under each other, and long words broken."""
        if column.is_number and not is_first:
            return "number"
        longest = max(map(len, cell.split()), default=0)
        return "long" if longest > UNBROKEN else "text"

    def table(self, table: Table) -> ShownTable:
        """A table with its number; one without a title is called as the heading above it."""
        self._tables += 1
        text, title = "Table {number}. {title}", table.title or self._title
        caption = self.reader.say(text, number=str(self._tables), title=title)
        total = None if table.total is None else self._row(table, table.total)
        rows = tuple(self._row(table, row) for row in table.rows)
        columns = tuple(one for one in table.columns if one.kind != "sentences")
        return ShownTable(caption, columns, rows, total)

    def _row(self, table: Table, row: Row) -> ShownRow:
        """A line, and its sentences apart: in a narrow cell they would be a tower of words."""
        shown = [
            (column, written(cell, column.kind, self.reader))
            for column, cell in zip(table.columns, row, strict=True)
        ]
        cells = tuple(cell for column, cell in shown if column.kind != "sentences")
        told = ((one.title, cell) for one, cell in shown if one.kind == "sentences" and cell)
        return ShownRow(cells, tuple(told))

    def figure(self, figure: Figure) -> ShownFigure:
        """A chart with its number and its tables."""
        self._figures += 1
        number, title = str(self._figures), figure.picture.shown.title
        caption = self.reader.say("Figure {number}. {title}", number=number, title=title)
        self._title = title
        picture = drawn(figure.picture, f"{self.prefix}-{number}", self.theme, self.reader)
        return ShownFigure(caption, picture, tuple(map(self.table, figure.tables)))

    def formula(self, one: Formula) -> Markup:
        """A formula, its words in the reader's language."""
        return formula(one.text, lambda words: translate(words, self.reader.language))

    def is_address(self, address: str | None) -> bool:
        """Whether an address is one of the web, and nothing that could run."""
        return address is not None and address.lower().startswith(("https://", "http://"))
