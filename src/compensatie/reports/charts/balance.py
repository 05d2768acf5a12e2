# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Employment by year as lines: without measures, with them, and what a norm asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from markupsafe import Markup

from compensatie.reports.charts.axes import across, up
from compensatie.reports.charts.drawing import element, label, line, picture, points
from compensatie.reports.charts.scale import Scale
from compensatie.reports.content.pictures import Balance, Known
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme

WIDTH, HEIGHT = 720, 280
LEFT, RIGHT, TOP, BOTTOM = 64, 545, 14, 244
APART = 17
"""Pixels between the names of two lines."""

Place = tuple[Fraction, Fraction]


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the chart."""

    name: str
    values: tuple[Known, ...]
    colour: str
    dashes: str
    width: int


def draw(chart: Balance, name: str, theme: Theme, reader: Reader) -> Markup:
    """The chart."""
    heights = Scale.over(chart.lowest, chart.highest, BOTTOM, TOP)
    places = across(chart.years, LEFT, RIGHT)
    colours = theme.colours
    lines = (
        _Line(chart.names[0], chart.without, colours.muted, "7 5", 2),
        _Line(chart.names[1], chart.total, colours.accent, "", 3),
        _Line(chart.names[2], chart.norm, colours.norm, "2 4", 3),
    )
    parts = (
        *up(heights, (LEFT, RIGHT), theme, reader),
        *_years(chart.years, places, theme),
        *(part for one in lines for part in _drawn(one, places, heights)),
        *_missed(chart, places, heights, theme),
        *_names(lines, heights),
    )
    return picture(name, chart.shown, (WIDTH, HEIGHT), theme, parts)


def _years(years: Sequence[int], places: Sequence[Fraction], theme: Theme) -> Iterator[Markup]:
    every = 1 + len(years) // 14
    for year, x in list(zip(years, places, strict=True))[::every]:
        yield label(str(year), x, BOTTOM + 22, theme.colours.text, text_anchor="middle")


def _drawn(one: _Line, places: Sequence[Fraction], heights: Scale) -> Iterator[Markup]:
    known = [
        (x, heights.place(value))
        for x, value in zip(places, one.values, strict=True)
        if value is not None
    ]
    if not known:
        return
    dashes = {"stroke_dasharray": one.dashes} if one.dashes else {}
    yield element(
        "polyline",
        points=points(known),
        fill="none",
        stroke=one.colour,
        stroke_width=one.width,
        stroke_linejoin="round",
        **dashes,
    )
    if not one.dashes:
        for x, y in known:
            yield element("circle", cx=x, cy=y, r=4, fill=one.colour)


def _missed(
    chart: Balance, places: Sequence[Fraction], heights: Scale, theme: Theme
) -> Iterator[Markup]:
    """A cross on each year that is under the norm."""
    for x, total, norm in zip(places, chart.total, chart.norm, strict=True):
        if total is not None and norm is not None and total < norm:
            y, colour = heights.place(total), theme.colours.loss
            for rise in (-7, 7):
                yield line((x - 7, y - rise), (x + 7, y + rise), colour, stroke_width=3)


def _names(lines: Sequence[_Line], heights: Scale) -> Iterator[Markup]:
    """What the lines are called, beside their ends and clear of each other."""
    ends = sorted(
        (heights.place(one.values[-1]), number)
        for number, one in enumerate(lines)
        if one.values[-1] is not None
    )
    free = Fraction(0)
    for wanted, number in ends:
        y = max(wanted + 5, free)
        free = y + APART
        yield label(lines[number].name, RIGHT + 14, y, lines[number].colour, font_weight="bold")
