# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the charts of a report draw: numbers and words, no lines and no colours yet."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Known = Fraction | None
"""A figure; None where it is not known."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What every chart has for those who do not see it."""

    title: str
    """What it shows."""
    description: str
    """What is to be seen in it, in a sentence or two."""


@dataclass(frozen=True, slots=True)
class Norm:
    """What one rule asks of the employment of a province."""

    name: str
    """What it is called."""
    values: tuple[Known, ...]
    """What is asked at least, by year."""
    is_hard: bool
    """Whether no package may be under it."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Employment by year: without measures, with them, and what each norm asks."""

    shown: Shown
    """Title and description."""
    years: tuple[int, ...]
    """The years."""
    without: tuple[Known, ...]
    """Level and decided changes."""
    total: tuple[Known, ...]
    """The same, with the measures."""
    norms: tuple[Norm, ...]
    """What is asked."""
    lowest: Fraction
    """Least figure of all the charts that are compared with this one."""
    highest: Fraction
    """Greatest of them."""
    names: tuple[str, str, str]
    """What the lines without and with measures are called, and a year under a hard norm."""

    @property
    def missed(self) -> tuple[bool, ...]:
        """Of each year, whether employment is under a hard norm then."""
        return tuple(
            total is not None and any(value > total for value in self._hard(at))
            for at, total in enumerate(self.total)
        )

    def _hard(self, at: int) -> list[Fraction]:
        """What hard norms ask in a year."""
        asked = [norm.values[at] for norm in self.norms if norm.is_hard]
        return [value for value in asked if value is not None]


@dataclass(frozen=True, slots=True)
class Payments:
    """What each payer pays in each year."""

    shown: Shown
    """Title and description."""
    years: tuple[int, ...]
    """The years."""
    payers: tuple[str, ...]
    """Who pays."""
    amounts: tuple[tuple[Fraction, ...], ...]
    """EUR, a line for each payer."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One package among others."""

    name: str
    """What it is called."""
    value: Fraction
    """What it costs, EUR."""
    text: str
    """The same in words."""
    is_enough: bool
    """Whether it keeps every hard rule."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Packages beside each other by what they cost."""

    shown: Shown
    """Title and description."""
    bars: tuple[Bar, ...]
    """The packages."""
    names: tuple[str, str]
    """What a package that is enough is called, and one that is not."""


@dataclass(frozen=True, slots=True)
class Scatter:
    """Points where nothing can be better without something else being worse."""

    shown: Shown
    """Title and description."""
    axes: tuple[str, str]
    """What is across, and what is up."""
    points: tuple[tuple[Fraction, Fraction, str], ...]
    """Across, up, and the name of the point."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One province on the tile map."""

    column: int
    """Its column."""
    row: int
    """Its row."""
    code: str
    """Its code."""
    value: Known
    """What the colour stands for."""
    lines: tuple[str, ...]
    """What stands on it, under the code."""

    @property
    def way(self) -> int:
        """0: jobs come · 1: jobs go · 2: nothing changes."""
        value = self.value or 0
        return 0 if value > 0 else 1 if value < 0 else 2


@dataclass(frozen=True, slots=True)
class TileMap:
    """The provinces as tiles, each about where it lies."""

    shown: Shown
    """Title and description."""
    tiles: tuple[Tile, ...]
    """The provinces."""
    names: tuple[str, str, str]
    """What a tile that gains, one that loses, and one where nothing changes is called."""
    explained: tuple[str, ...]
    """What the figures on a tile are."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How much of a whole each of several things has, as bars that could all be full."""

    shown: Shown
    """Title and description."""
    bars: tuple[tuple[str, Fraction, str], ...]
    """What each is called, its share, and the same in words."""


Picture = Balance | Payments | SideBySide | Scatter | TileMap | Shares
"""Anything that a report draws."""
