# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a report is made of: paragraphs, lists and tables, whatever they are shown on."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from compensatie.reports.content.pictures import Picture
from compensatie.reports.reader import Reader

Kind = Literal["text", "sentences", "year", "jobs", "money", "share"]
"""How a column is written: words, whole sentences, a year, jobs, EUR without its sign, per cent."""
Cell = str | int | Fraction | None
"""What stands in a table: exact, and not yet written for a reader; None: nothing to say."""
Row = tuple[Cell, ...]
"""One line of a table, a cell for each column."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    """What it holds, with its unit."""
    kind: Kind = "text"
    """How it is written."""

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers."""
        return self.kind not in ("text", "sentences")


@dataclass(frozen=True, slots=True)
class Table:
    """A table in plain records."""

    title: str
    """What it shows."""
    columns: tuple[Column, ...]
    """Its columns."""
    rows: tuple[Row, ...]
    """Its lines."""
    total: Row | None = None
    """A last line that adds the others up."""


@dataclass(frozen=True, slots=True)
class Heading:
    """The title of what follows."""

    text: str
    """The title."""
    is_main: bool = False
    """Whether it is the title of the whole report."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that belong together."""

    text: str
    """The sentences."""


@dataclass(frozen=True, slots=True)
class Points:
    """A list: each point is a line, with lines that explain it."""

    points: tuple[tuple[str, ...], ...]
    """The points."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in a text: shown where a terminal can, beside the table of its numbers."""

    picture: Picture
    """What it draws."""


Block = Heading | Paragraph | Points | Table | Chart
"""A part of a report."""
Report = tuple[Block, ...]
"""What people read, from top to bottom."""


def written(cell: Cell, kind: Kind, reader: Reader) -> str:
    """A cell as a reader reads it."""
    if cell is None:
        return "–"
    if isinstance(cell, Fraction) and kind == "share":
        return reader.share(cell)
    if isinstance(cell, Fraction):
        return reader.whole_euros(cell) if kind == "money" else reader.number(cell)
    return str(cell)
