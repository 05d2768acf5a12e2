# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a report says, once and for all forms: page, workbook and note are written from this.

It is plain data: texts that are in the reader's language already, tables whose cells are exact
figures and not yet written for a reader, and charts as the numbers that they draw.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from compensatie.language import Language
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.pictures import Picture
from compensatie.reports.table import Block, Table


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A figure that a reader should see first."""

    label: str
    """What it is."""
    value: str
    """The figure, with its unit."""
    remark: str = ""
    """What to know of it."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that readers must not overlook."""

    sentences: tuple[str, ...]
    """What it is."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart, and the table of the numbers that it draws."""

    picture: Picture
    """The chart."""
    tables: tuple[Table, ...]
    """Its numbers, exact."""


@dataclass(frozen=True, slots=True)
class Link:
    """A source, and where it can be read."""

    text: str
    """The source."""
    address: str | None = None
    """Where it can be read."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Publications, and what each is the source of."""

    records: tuple[tuple[Link, tuple[str, ...]], ...]
    """Each publication with the records that rest on it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a glossary."""

    word: str
    """The word."""
    meaning: str
    """What it means."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """Words and what they mean."""

    terms: tuple[Term, ...]
    """The words."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula."""

    text: str
    """The formula in TeX."""


Part = Block | Figure | Warned | Sources | Glossary | Formula
"""A part of a section; a heading in it is one level below the section's own title."""


@dataclass(frozen=True, slots=True)
class Section:
    """What is told of one subject."""

    name: str
    """Its name in every language: an anchor, the name of a sheet."""
    title: str
    """Its title."""
    parts: tuple[Part, ...]
    """What it says."""

    def tables(self) -> Iterator[Table]:
        """Every table, those of charts included."""
        for part in self.parts:
            if isinstance(part, Table):
                yield part
            elif isinstance(part, Figure):
                yield from part.tables


@dataclass(frozen=True)
class Content:
    """What a report says."""

    language: Language
    """The language of every text in it."""
    title: str
    """What it is about."""
    subtitle: str
    """Under which policy."""
    lead: tuple[str, ...]
    """The advice, first of all, and what goes with it; for where there is no package: that."""
    key_figures: tuple[KeyFigure, ...]
    """The figures to see first."""
    warned: Warned | None
    """How much rests on figures that nobody published."""
    sections: tuple[Section, ...]
    """Everything else, from top to bottom."""
    answers: Answers = field(repr=False)
    """What it is written from."""

    def section(self, name: str) -> Section | None:
        """The section of a name, where there is one."""
        return next((one for one in self.sections if one.name == name), None)
