# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What each payer pays in each year, as columns that stand on each other."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from markupsafe import Markup

from compensatie.reports.charts.axes import across, up
from compensatie.reports.charts.drawing import element, label, picture
from compensatie.reports.charts.hatching import filling, hatchings
from compensatie.reports.charts.scale import Scale
from compensatie.reports.content.pictures import Payments
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme

WIDTH, LEFT, RIGHT, TOP, BOTTOM = 720, 64, 712, 26, 250
KEY, LINE = 292, 22
MILLION = 1_000_000
LONGEST = 60


def draw(chart: Payments, name: str, theme: Theme, reader: Reader) -> Markup:
    """The chart."""
    highest, lowest = _extent(chart)
    heights = Scale.over(lowest / MILLION, highest / MILLION, BOTTOM, TOP)
    unit = reader.say("EUR million")
    parts = (
        hatchings(name, len(chart.payers), theme),
        label(unit, 0, 12, theme.colours.muted),
        *up(heights, (LEFT, RIGHT), theme, reader),
        *_columns(chart, name, heights, theme),
        *_key(chart, name, theme),
    )
    height = KEY + LINE * len(chart.payers)
    return picture(name, chart.shown, (WIDTH, height), theme, parts)


def _extent(chart: Payments) -> tuple[Fraction, Fraction]:
    """The most that is paid in a year, and the most that is saved."""
    columns = list(zip(*chart.amounts, strict=True))
    paid = [sum((one for one in column if one > 0), Fraction(0)) for column in columns]
    saved = [sum((one for one in column if one < 0), Fraction(0)) for column in columns]
    return max(paid, default=Fraction(0)), min(saved, default=Fraction(0))


def _columns(chart: Payments, name: str, heights: Scale, theme: Theme) -> Iterator[Markup]:
    places = across(chart.years, LEFT, RIGHT)
    wide = Fraction(RIGHT - LEFT, len(chart.years)) * Fraction(3, 5)
    every = 1 + len(chart.years) // 14
    for at, (year, x) in enumerate(zip(chart.years, places, strict=True)):
        if at % every == 0:
            yield label(str(year), x, BOTTOM + 22, theme.colours.text, text_anchor="middle")
        above = below = Fraction(0)
        for number, amounts in enumerate(chart.amounts):
            amount = amounts[at] / MILLION
            start = above if amount > 0 else below
            above, below = above + max(amount, Fraction(0)), below + min(amount, Fraction(0))
            if amount:
                ends = sorted((heights.place(start), heights.place(start + amount)))
                yield element(
                    "rect",
                    x=x - wide / 2,
                    y=ends[0],
                    width=wide,
                    height=ends[1] - ends[0],
                    **filling(name, number, theme),
                )


def _key(chart: Payments, name: str, theme: Theme) -> Iterator[Markup]:
    """Which column is whose."""
    for number, payer in enumerate(chart.payers):
        y = KEY + LINE * number
        yield element("rect", x=LEFT, y=y, width=26, height=14, **filling(name, number, theme))
        yield label(payer[:LONGEST], LEFT + 36, y + 12, theme.colours.text)
