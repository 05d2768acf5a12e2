# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Charts in letters, for a terminal: the numbers of a page, on a line for each year or name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from compensatie.reports.content.pictures import (
    Balance,
    Known,
    Payments,
    Picture,
    Scatter,
    Shares,
    SideBySide,
    TileMap,
)
from compensatie.reports.reader import Reader
from compensatie.reports.terminal_map import map_lines
from compensatie.reports.terminal_plane import plane_lines

WITH, WITHOUT, MISSED = "●", "○", "✗"
NORMS = "abcdefgh"
"""Marks of norms; repeated where there are more."""
FILLINGS = "█▒▓░▚▞"
"""What bars are filled with; repeated where there are more payers."""
FULL, EMPTY = "█", "░"
"""What a bar that could be longer is made of."""
BESIDE = 24
"""Characters beside a bar for a year and a figure."""
WIDEST = 60
"""Characters of the longest bar."""


def chart_lines(picture: Picture, width: int, reader: Reader) -> tuple[str, ...]:
    """A chart as lines of text; none where a terminal is too narrow for it.

    Args:
        picture: what is drawn.
        width: characters on a line.
        reader: who reads its numbers.
    """
    wide = min(WIDEST, width - BESIDE)
    if wide < BESIDE:
        return ()
    match picture:
        case Balance():
            return tuple(_balance(picture, wide, reader))
        case Payments():
            return tuple(_payments(picture, wide, reader))
        case SideBySide():
            return tuple(_side_by_side(picture, wide))
        case Shares():
            return tuple(_shares(picture, wide))
        case Scatter():
            return plane_lines(picture, wide, reader)
        case TileMap():
            return map_lines(picture, width)


def _balance(chart: Balance, wide: int, reader: Reader) -> Iterator[str]:
    yield chart.shown.title
    for at, year in enumerate(chart.years):
        marks: list[tuple[str, Known]] = [
            (NORMS[number % len(NORMS)], norm.values[at]) for number, norm in enumerate(chart.norms)
        ]
        marks.append((WITHOUT, chart.without[at]))
        marks.append((MISSED if chart.missed[at] else WITH, chart.total[at]))
        total = chart.total[at]
        shown = "–" if total is None else reader.number(total)
        yield f"{year}  {_marked(marks, chart, wide)}  {shown}"
    yield f"{WITH} {chart.names[1]}   {WITHOUT} {chart.names[0]}"
    if any(chart.missed):
        yield f"{MISSED} {chart.names[1]}, {chart.names[2]}"
    for number, norm in enumerate(chart.norms):
        yield f"{NORMS[number % len(NORMS)]} {norm.name}"


def _marked(marks: Iterable[tuple[str, Known]], chart: Balance, wide: int) -> str:
    """A line with a mark at each figure; where two fall together the last is seen."""
    room = (chart.highest - chart.lowest) or Fraction(1)
    letters = [" "] * wide
    for mark, value in marks:
        if value is not None:
            letters[round((value - chart.lowest) / room * (wide - 1))] = mark
    return "".join(letters)


def _payments(chart: Payments, wide: int, reader: Reader) -> Iterator[str]:
    columns = list(zip(*chart.amounts, strict=True))
    most = max((sum(map(abs, column), Fraction(0)) for column in columns), default=Fraction(0))
    yield chart.shown.title
    for year, column in zip(chart.years, columns, strict=True):
        bar = "".join(
            FILLINGS[number % len(FILLINGS)] * _length(amount, most, wide)
            for number, amount in enumerate(column)
        )
        yield f"{year}  {bar}  {reader.whole_euros(sum(column, Fraction(0)))}".rstrip()
    for number, payer in enumerate(chart.payers):
        yield f"{FILLINGS[number % len(FILLINGS)]} {payer}"


def _side_by_side(chart: SideBySide, wide: int) -> Iterator[str]:
    most = max(abs(one.value) for one in chart.bars)
    yield chart.shown.title
    for one in chart.bars:
        filling, word = (FILLINGS[0], chart.names[0]) if one.is_enough else ("░", chart.names[1])
        yield f"{one.name}: {one.text} – {word}"
        yield filling * max(1, _length(one.value, most, wide))


def _shares(chart: Shares, wide: int) -> Iterator[str]:
    yield chart.shown.title
    for name, share, told in chart.bars:
        yield f"{name}: {told}"
        filled = round(share * wide)
        yield FULL * filled + EMPTY * (wide - filled)


def _length(amount: Fraction, most: Fraction, wide: int) -> int:
    return round(abs(amount) / most * wide) if most else 0
