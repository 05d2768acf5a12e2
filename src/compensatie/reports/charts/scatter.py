# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Points where nothing can be better without something else being worse."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from compensatie.reports.charts.axes import up
from compensatie.reports.charts.drawing import element, label, line, picture, points
from compensatie.reports.charts.scale import Scale
from compensatie.reports.content.pictures import Scatter
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720, 400, 84, 690, 40, 336
MOST_NAMED = 30
"""Points that can all have their name beside them."""


def draw(chart: Scatter, name: str, theme: Theme, reader: Reader) -> Markup:
    """The chart."""
    widths = Scale.over(*_ends([x for x, _, _ in chart.points]), LEFT, RIGHT)
    heights = Scale.over(*_ends([y for _, y, _ in chart.points]), BOTTOM, TOP)
    colours = theme.colours
    parts = (
        label(chart.axes[1], 0, 16, colours.text, font_weight="bold"),
        label(
            chart.axes[0], RIGHT, HEIGHT - 6, colours.text, text_anchor="end", font_weight="bold"
        ),
        *up(heights, (LEFT, RIGHT), theme, reader),
        *_across(widths, theme, reader),
        *_points(chart, widths, heights, theme),
    )
    return picture(name, chart.shown, (WIDTH, HEIGHT), theme, parts)


def _ends(values: list[Fraction]) -> tuple[Fraction, Fraction]:
    return min(values), max(values)


def _across(widths: Scale, theme: Theme, reader: Reader) -> Iterator[Markup]:
    for value in widths.ticks():
        x, muted = widths.place(value), theme.colours.muted
        yield line((x, BOTTOM), (x, BOTTOM + 6), muted)
        yield label(reader.number(value), x, BOTTOM + 24, muted, text_anchor="middle")


def _points(chart: Scatter, widths: Scale, heights: Scale, theme: Theme) -> Iterator[Markup]:
    colours = theme.colours
    places = [(widths.place(x), heights.place(y), name) for x, y, name in chart.points]
    drawn = points((x, y) for x, y, _ in sorted(places))
    yield element(
        "polyline", points=drawn, fill="none", stroke=colours.muted, stroke_dasharray="2 4"
    )
    for x, y, name in places:
        yield element("circle", cx=x, cy=y, r=5, fill=colours.accent)
        if len(places) <= MOST_NAMED:
            yield label(name, x + 7, y - 7, colours.text, font_size=12)
