# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Shares as bars beneath each other: a frame is the whole, and what fills it is the share."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from compensatie.reports.charts.drawing import element, label, picture
from compensatie.reports.content.pictures import Shares
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme

WIDTH, LEFT, RIGHT, TALL = 720, 8, 712, 50
LONGEST = 80


def draw(chart: Shares, name: str, theme: Theme, reader: Reader) -> Markup:
    """The chart."""
    parts = tuple(
        part for number, one in enumerate(chart.bars) for part in _bar(one, number * TALL, theme)
    )
    return picture(name, chart.shown, (WIDTH, TALL * len(chart.bars) + 4), theme, parts)


def _bar(one: tuple[str, Fraction, str], top: int, theme: Theme) -> Iterator[Markup]:
    title, share, told = one
    colours, whole = theme.colours, RIGHT - LEFT
    yield label(f"{title[:LONGEST]}: {told}", LEFT, top + 18, colours.text)
    place: dict[str, str | int] = {"x": LEFT, "y": top + 26, "height": 16, "stroke": colours.accent}
    yield element("rect", width=whole, fill=colours.background, **place)
    if share:
        yield element("rect", width=whole * share, fill=colours.accent, **place)
