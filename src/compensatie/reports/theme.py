# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a report looks like: colours, fonts and a logo, neutral or an organisation's own.

A theme with which a report could not be read is refused: text needs a contrast of 4.5 to 1 with
what it stands on, and what a chart draws 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from os import PathLike
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field, PrivateAttr, model_validator
from pydantic_core import PydanticCustomError

from compensatie.errors import Fault, InputError
from compensatie.facts.record import FormatVersion, Name, Table, Text
from compensatie.files.document import read_document
from compensatie.files.validation import validated
from compensatie.reports.colour import Colour, contrast
from compensatie.reports.logo import Logo, read_logo

_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 _-]{0,60}")


def _font(text: str) -> str:
    if not _FONT.fullmatch(text):
        raise PydanticCustomError("not-a-font", "this is not the name of a font")
    return text


FontName = Annotated[str, AfterValidator(_font)]
"""The name of a font, or of a kind of fonts, such as sans-serif."""
READABLE = 4.5
"""Least contrast of text with what it stands on."""
VISIBLE = 3.0
"""Least contrast of what a chart draws."""


class Colours(Table):
    """The colours of a report."""

    text: Colour = "#1b1f24"
    """Text."""
    muted: Colour = "#4d5661"
    """Text that explains, and lines of charts."""
    background: Colour = "#ffffff"
    """What everything stands on."""
    surface: Colour = "#f2f5f8"
    """What heads of tables and boxes stand on."""
    attention: Colour = "#fff4d6"
    """What a warning stands on."""
    accent: Colour = "#1f4e79"
    """Titles, links, and what the advised package does."""
    gain: Colour = "#1a6b4c"
    """Where jobs come."""
    loss: Colour = "#a63a16"
    """Where jobs go, and what is missed."""
    norm: Colour = "#7a1f5c"
    """What a rule asks."""
    series: Annotated[tuple[Colour, ...], Field(min_length=1, max_length=12)] = (
        "#1f4e79",
        "#b25000",
        "#1a6b4c",
        "#7a1f5c",
        "#5a6470",
    )
    """What is drawn beside each other, such as payers; repeated where there are more."""

    def pairs(self) -> Iterator[tuple[str, Colour, str, Colour, float]]:
        """Which colours stand on which, and the contrast that they need."""
        for name in ("text", "muted", "accent", "gain", "loss", "norm"):
            for under in ("background", "surface"):
                yield name, getattr(self, name), under, getattr(self, under), READABLE
        for name in ("text", "accent", "loss"):
            yield name, getattr(self, name), "attention", self.attention, READABLE
        for number, colour in enumerate(self.series, start=1):
            yield f"series {number}", colour, "background", self.background, VISIBLE


class Fonts(Table):
    """The fonts of a report: the first that the reader's machine has; none is sent along."""

    body: Annotated[tuple[FontName, ...], Field(min_length=1, max_length=12)] = (
        "Segoe UI",
        "Helvetica Neue",
        "Arial",
        "sans-serif",
    )
    """Text."""
    headings: Annotated[tuple[FontName, ...], Field(min_length=1, max_length=12)] | None = None
    """Titles; as text where left out."""


class Theme(Table):
    """What a report looks like."""

    format: FormatVersion = 1
    """Version of the file format."""
    name: Name = "neutral"
    """Name of the theme."""
    organisation: Text | None = None
    """Who sends the report, over its title."""
    logo: Name | None = None
    """File of the logo, PNG or SVG, relative to the theme file."""
    colours: Colours = Colours()
    """Its colours."""
    fonts: Fonts = Fonts()
    """Its fonts."""
    _image: Logo | None = PrivateAttr(default=None)

    @model_validator(mode="after")
    def _can_be_read(self) -> Theme:
        if faults := list(_unreadable(self.colours)):
            raise InputError(faults)
        return self

    @property
    def image(self) -> Logo | None:
        """The logo itself."""
        return self._image

    def with_logo(self, image: Logo) -> Theme:
        """The same with a logo."""
        self._image = image
        return self


def _unreadable(colours: Colours) -> Iterator[Fault]:
    for name, colour, under, ground, least in colours.pairs():
        # Rounded down, so that what is shown as enough is enough.
        found = int(contrast(colour, ground) * 100) / 100
        if found < least:
            details = {"name": name, "under": under, "found": f"{found:.2f}", "least": str(least)}
            text = "the contrast of {name} with {under} is {found} to 1"
            path = ("colours", *([name] if " " not in name else ["series"]))
            yield Fault("low-contrast", text, path, colour, "at least {least} to 1", None, details)


def load_theme(path: str | PathLike[str]) -> Theme:
    """The theme in a TOML or JSON file, with its logo.

    Raises:
        InputError: with every fault of the file; also where a report could not be read with it.

    Example:
        >>> load_theme("docs/theme.toml").colours.accent
        '#205b3b'
    """
    document = read_document(path)
    theme = validated(Theme, document)
    if theme.logo is None:
        return theme
    return theme.with_logo(read_logo(Path(path).parent / theme.logo))
