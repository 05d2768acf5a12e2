# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From figures to places on a chart, and the round figures that stand beside an axis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

STEPS = (Fraction(1), Fraction(2), Fraction(5))


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis: figures from one to another, on pixels from one to another."""

    lowest: Fraction
    """The least figure."""
    highest: Fraction
    """The greatest."""
    start: Fraction
    """Where the least stands."""
    end: Fraction
    """Where the greatest stands."""
    step: Fraction
    """From one round figure to the next."""

    @classmethod
    def over(
        cls, lowest: Fraction, highest: Fraction, start: int, end: int, parts: int = 5
    ) -> Scale:
        """An axis on which both figures lie, and that begins and ends at a round one.

        Example:
            >>> found = Scale.over(Fraction(6694), Fraction(7991), 0, 300)
            >>> list(map(int, found.ticks()))
            [6500, 7000, 7500, 8000]
        """
        step = _round_step((highest - lowest) / parts or Fraction(1))
        low, high = floor(lowest / step) * step, ceil(highest / step) * step
        if low == high:
            high += step
        return cls(low, high, Fraction(start), Fraction(end), step)

    def place(self, value: Fraction) -> Fraction:
        """Where a figure stands."""
        share = (value - self.lowest) / (self.highest - self.lowest)
        return self.start + share * (self.end - self.start)

    def ticks(self) -> Iterator[Fraction]:
        """The round figures."""
        count = int((self.highest - self.lowest) / self.step)
        yield from (self.lowest + number * self.step for number in range(count + 1))


def _round_step(least: Fraction) -> Fraction:
    """The nearest of 1, 2 and 5 with noughts that is at least so large."""
    power = Fraction(1)
    while power * 10 <= least:
        power *= 10
    while power > least:
        power /= 10
    return next((step * power for step in STEPS if step * power >= least), power * 10)
