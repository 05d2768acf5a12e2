# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Employment by year as lines: without measures, with them, and what a norm asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from markupsafe import Markup

from compensatie.reports.charts.axes import across, up
from compensatie.reports.charts.drawing import element, label, line, picture, points
from compensatie.reports.charts.scale import Scale
from compensatie.reports.content.pictures import Balance, Known
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 720, 64, 712, 14, 244
KEY, LINE, SAMPLE = 284, 21, 44
HARD, SOFT = ("2 4", "8 3 2 3"), ("12 4", "6 3 1 3 1 3", "3 7")
"""Dashes of the lines of norms; repeated where there are more."""


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
    lines = tuple(_lines(chart, theme))
    parts = (
        *up(heights, (LEFT, RIGHT), theme, reader),
        *_years(chart.years, places, theme),
        *(part for one in lines for part in _drawn(one, places, heights)),
        *_missed(chart, places, heights, theme),
        *_key(lines, theme),
        *_key_of_missed(chart, len(lines), theme),
    )
    height = KEY + LINE * (len(lines) + any(chart.missed))
    return picture(name, chart.shown, (WIDTH, height), theme, parts)


def _lines(chart: Balance, theme: Theme) -> Iterator[_Line]:
    colours = theme.colours
    yield _Line(chart.names[1], chart.total, colours.accent, "", 3)
    yield _Line(chart.names[0], chart.without, colours.muted, "7 5", 2)
    for norms, dashes in (
        ([one for one in chart.norms if one.is_hard], HARD),
        ([one for one in chart.norms if not one.is_hard], SOFT),
    ):
        for number, one in enumerate(norms):
            yield _Line(one.name, one.values, colours.norm, dashes[number % len(dashes)], 3)


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
    """A cross on each year that is under a hard norm."""
    for x, total, is_missed in zip(places, chart.total, chart.missed, strict=True):
        if total is not None and is_missed:
            yield from _cross(x, heights.place(total), theme)


def _cross(x: Fraction, y: Fraction, theme: Theme) -> Iterator[Markup]:
    for rise in (-7, 7):
        yield line((x - 7, y - rise), (x + 7, y + rise), theme.colours.loss, stroke_width=3)


def _key(lines: Sequence[_Line], theme: Theme) -> Iterator[Markup]:
    """Which line is what."""
    for number, one in enumerate(lines):
        y = Fraction(KEY + LINE * number)
        start, end = Fraction(LEFT), Fraction(LEFT + SAMPLE)
        flat = replace(one, values=(Fraction(0), Fraction(0)))
        level = Scale(Fraction(0), Fraction(1), y, y + 1, Fraction(1))
        yield from _drawn(flat, (start, end), level)
        yield label(one.name, LEFT + SAMPLE + 14, y + 4, theme.colours.text)


def _key_of_missed(chart: Balance, at: int, theme: Theme) -> Iterator[Markup]:
    """What a cross means, where there is one."""
    if any(chart.missed):
        y = Fraction(KEY + LINE * at)
        yield from _cross(Fraction(LEFT + SAMPLE // 2), y, theme)
        yield label(chart.names[2], LEFT + SAMPLE + 14, y + 4, theme.colours.text)
