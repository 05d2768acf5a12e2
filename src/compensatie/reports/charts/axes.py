# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The axes that charts share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from markupsafe import Markup

from compensatie.reports.charts.drawing import label, line
from compensatie.reports.charts.scale import Scale
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme


def across(items: Sequence[object], left: int, right: int) -> tuple[Fraction, ...]:
    """Places for so many things beside each other, with half a place free at both ends."""
    wide = Fraction(right - left, len(items) or 1)
    return tuple(left + wide * number + wide / 2 for number in range(len(items)))


def up(heights: Scale, sides: tuple[int, int], theme: Theme, reader: Reader) -> Iterator[Markup]:
    """Round figures beside the lines that they stand for."""
    left, right = sides
    for value in heights.ticks():
        y = heights.place(value)
        strength = Fraction(1) if value == 0 else Fraction(1, 4)
        yield line((left, y), (right, y), theme.colours.muted, stroke_opacity=strength)
        shown = reader.number(value)
        yield label(shown, left - 8, y + 4, theme.colours.muted, text_anchor="end")
