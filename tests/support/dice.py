# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Draws from coarse grids, so that ties, zeroes and exact edges are likely."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """What every drawn case is made with: a seeded source, or one that hypothesis steers."""

    def __init__(self, random: Random) -> None:
        self.random = random

    def whole(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return self.random.randint(low, high)

    def one(self, options: Sequence[T]) -> T:
        """One of the options; repeat an option to make it likelier."""
        return options[self.whole(0, len(options) - 1)]

    def chance(self, percent: int) -> bool:
        """True in so many of a hundred draws."""
        return self.whole(1, 100) <= percent

    def some(self, options: Sequence[T], at_least: int = 0) -> list[T]:
        """Some of the options, each at most once, in their own order."""
        count = self.whole(min(at_least, len(options)), len(options))
        left = list(range(len(options)))
        kept = sorted(left.pop(self.whole(0, len(left) - 1)) for _ in range(count))
        return [options[position] for position in kept]

    def quarters(self, low: int, high: int) -> Decimal:
        """A multiple of a quarter from `low` to `high`, a whole number half of the time."""
        if self.chance(50):
            return Decimal(self.whole(low, high))
        return Decimal(self.whole(4 * low, 4 * high)) / 4

    def share(self) -> Decimal:
        """0, a quarter, a half, three quarters or 1."""
        return Decimal(self.whole(0, 4)) / 4
