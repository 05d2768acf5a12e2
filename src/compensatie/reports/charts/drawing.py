# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The elements of an SVG: what stands in them is text, never markup; numbers are exact to 0.01."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from markupsafe import Markup, escape

from compensatie.reports.content.pictures import Shown
from compensatie.reports.inert import inert
from compensatie.reports.theme import Theme
from compensatie.units import plain, rounded

Place = Fraction | int
"""A coordinate or a length, in pixels at full size."""
LETTER = 13
"""Height of a letter."""


def element(name: str, *children: str, **attributes: str | Place) -> Markup:
    """An element; attributes are named with _ in place of -.

    Example:
        >>> element("text", "a < b", x=Fraction(1, 3), font_size=12)
        Markup('<text x="0.33" font-size="12">a &lt; b</text>')
    """
    told = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _value(value))
        for key, value in attributes.items()
    )
    texts = (one if isinstance(one, Markup) else escape(inert(one)) for one in children)
    inside = Markup("").join(texts)
    opened = Markup("<{}{}").format(name, told)
    return opened + (Markup(">{}</{}>").format(inside, name) if inside else Markup("/>"))


def _value(value: str | Place) -> str:
    return value if isinstance(value, str) else length(value)


def length(value: Place) -> str:
    """A coordinate, to a hundredth of a pixel."""
    return plain(rounded(Fraction(value), Decimal("0.01")))


def label(text: str, x: Place, y: Place, colour: str, **attributes: str | Place) -> Markup:
    """A line of text."""
    size = attributes.pop("font_size", LETTER)
    return element("text", text, x=x, y=y, fill=colour, font_size=size, **attributes)


def line(
    start: tuple[Place, Place], end: tuple[Place, Place], colour: str, **more: str | Place
) -> Markup:
    """A straight line."""
    width = more.pop("stroke_width", 1)
    return element(
        "line",
        x1=start[0],
        y1=start[1],
        x2=end[0],
        y2=end[1],
        stroke=colour,
        stroke_width=width,
        **more,
    )


def points(places: Iterable[tuple[Place, Place]]) -> str:
    """The corners of a line that bends."""
    return " ".join(f"{length(x)},{length(y)}" for x, y in places)


def picture(
    name: str, shown: Shown, size: tuple[Place, Place], theme: Theme, parts: Iterable[Markup]
) -> Markup:
    """A whole picture, with a title and a description for those who do not see it."""
    title, description = f"{name}-title", f"{name}-desc"
    fonts = ", ".join(f"'{one}'" if " " in one else one for one in theme.fonts.body)
    return element(
        "svg",
        element("title", shown.title, id=title),
        element("desc", shown.description, id=description),
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {length(size[0])} {length(size[1])}",
        width=size[0],
        height=size[1],
        role="img",
        aria_labelledby=f"{title} {description}",
        font_family=fonts,
    )
