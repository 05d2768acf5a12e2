# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Fillings that are told apart without colour: plain, and hatched in ever other ways."""

from __future__ import annotations

from markupsafe import Markup

from compensatie.reports.charts.drawing import element
from compensatie.reports.theme import Theme

HATCHES = (
    "",
    "M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4",
    "M4,0 v8",
    "M0,4 h8",
    "M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4",
    "M4,0 v8 M0,4 h8",
)
"""Lines across a square of 8 by 8."""


def hatchings(name: str, count: int, theme: Theme) -> Markup:
    """What the fillings of a chart refer to."""
    return element("defs", *(_pattern(name, number, theme) for number in range(count)))


def _pattern(name: str, number: int, theme: Theme) -> Markup:
    lines = HATCHES[number % len(HATCHES)]
    drawn = [element("rect", width=8, height=8, fill=_colour(number, theme))]
    if lines:
        ground = theme.colours.background
        drawn.append(element("path", d=lines, stroke=ground, stroke_width=2, fill="none"))
    return element(
        "pattern",
        *drawn,
        id=f"{name}-fill-{number}",
        width=8,
        height=8,
        patternUnits="userSpaceOnUse",
    )


def filling(name: str, number: int, theme: Theme) -> dict[str, str]:
    """The filling of one of a series."""
    return {"fill": f"url(#{name}-fill-{number})", "stroke": _colour(number, theme)}


def _colour(number: int, theme: Theme) -> str:
    series = theme.colours.series
    return series[number % len(series)]
