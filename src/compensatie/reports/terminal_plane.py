# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Points between two axes in letters: each stands there by its number in the table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from compensatie.reports.content.pictures import Scatter
from compensatie.reports.reader import Reader

TALL = 15
"""Lines from the lowest point to the highest."""
CROWDED = "●"
"""A point beside which there is no room for its number."""


def plane_lines(chart: Scatter, wide: int, reader: Reader) -> tuple[str, ...]:
    """The points as lines of text, with the least and the greatest figure beside each axis.

    Args:
        chart: what is drawn.
        wide: characters from the leftmost point to the rightmost.
        reader: who reads its numbers.
    """
    across, up = [x for x, _, _ in chart.points], [y for _, y, _ in chart.points]
    beside = [reader.number(max(up)), reader.number(min(up))]
    room = max(map(len, beside))
    labels = [beside[0], *[""] * (TALL - 2), beside[1]]
    least, most = reader.number(min(across)), reader.number(max(across))
    return (
        chart.shown.title,
        f"↑ {chart.axes[1]}",
        *(
            f"{told.rjust(room)} │{line}".rstrip()
            for told, line in zip(labels, _plane(chart, wide), strict=True)
        ),
        f"{' ' * room} └{'─' * wide}",
        f"{' ' * room}  {least}{most.rjust(wide - len(least))}",
        f"→ {chart.axes[0]}",
    )


def _plane(chart: Scatter, wide: int) -> Iterator[str]:
    """The lines between the axes, from top to bottom."""
    across, up = [x for x, _, _ in chart.points], [y for _, y, _ in chart.points]
    letters = [[" "] * wide for _ in range(TALL)]
    for x, y, name in chart.points:
        line = letters[TALL - 1 - _place(y, up, TALL)]
        _put(name, min(_place(x, across, wide), wide - len(name)), line)
    yield from map("".join, letters)


def _place(value: Fraction, values: Sequence[Fraction], count: int) -> int:
    """Which of `count` places on an axis a figure has."""
    least, room = min(values), max(values) - min(values)
    return round((value - least) / room * (count - 1)) if room else 0


def _put(name: str, at: int, line: list[str]) -> None:
    """A name, where it touches no other; else a mark, where nothing stands yet."""
    around = line[max(at - 1, 0) : at + len(name) + 1]
    if at >= 0 and set(around) <= {" "}:
        line[at : at + len(name)] = name
    elif line[max(at, 0)] == " ":
        line[max(at, 0)] = CROWDED
