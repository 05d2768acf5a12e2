# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages beside each other as bars: what they cost, and whether they are enough."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from compensatie.reports.charts.drawing import element, label, line, picture
from compensatie.reports.charts.hatching import HATCHES
from compensatie.reports.charts.scale import Scale
from compensatie.reports.content.pictures import Bar, SideBySide
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme

WIDTH, LEFT, RIGHT, TALL = 720, 8, 712, 62


def draw(chart: SideBySide, name: str, theme: Theme, reader: Reader) -> Markup:
    """The chart."""
    values = [Fraction(0), *(one.value for one in chart.bars)]
    lengths = Scale.over(min(values), max(values), LEFT, RIGHT)
    parts = (
        _hatching(name, theme),
        *(
            part
            for number, one in enumerate(chart.bars)
            for part in _bar(one, number * TALL, lengths, chart, name, theme)
        ),
        _zero(lengths, len(chart.bars), theme),
    )
    return picture(name, chart.shown, (WIDTH, TALL * len(chart.bars) + 4), theme, parts)


def _hatching(name: str, theme: Theme) -> Markup:
    """The filling of a package that is not enough."""
    ground = element("rect", width=8, height=8, fill=theme.colours.background)
    hatch = element("path", d=HATCHES[1], stroke=theme.colours.loss, stroke_width=2, fill="none")
    inside = element(
        "pattern", ground, hatch, id=f"{name}-not", width=8, height=8, patternUnits="userSpaceOnUse"
    )
    return element("defs", inside)


def _bar(
    one: Bar, top: int, lengths: Scale, chart: SideBySide, name: str, theme: Theme
) -> Iterator[Markup]:
    colours = theme.colours
    sign, word = ("✓", chart.names[0]) if one.is_enough else ("✗", chart.names[1])
    told = f"{sign} {one.name}: {one.text} – {word}"
    colour = colours.text if one.is_enough else colours.loss
    yield label(told, LEFT, top + 18, colour)
    ends = sorted((lengths.place(Fraction(0)), lengths.place(one.value)))
    yield element(
        "rect",
        x=ends[0],
        y=top + 26,
        width=ends[1] - ends[0],
        height=22,
        fill=colours.accent if one.is_enough else f"url(#{name}-not)",
        stroke=colours.accent if one.is_enough else colours.loss,
    )


def _zero(lengths: Scale, count: int, theme: Theme) -> Markup:
    x = lengths.place(Fraction(0))
    return line((x, 22), (x, TALL * count), theme.colours.muted)
