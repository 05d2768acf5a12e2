# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The provinces as tiles in letters, each about where it lies."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.reports.content.pictures import Tile, TileMap

SIGNS = "▲▼="
"""Jobs come, jobs go, nothing changes."""
LONGEST = 10
"""Characters of a code that are shown."""
APART = 2
"""Blanks between two tiles."""


def map_lines(chart: TileMap, width: int) -> tuple[str, ...]:
    """The map as lines of text; none where it is wider than the terminal.

    Args:
        chart: what is drawn.
        width: characters on a line.
    """
    told = {(one.column, one.row): _tile(one) for one in chart.tiles}
    left = min(column for column, _ in told)
    side = APART + max(len(line) for lines in told.values() for line in lines)
    if side * (1 + max(column for column, _ in told) - left) > width:
        return ()
    return (chart.shown.title, *_rows(told, left, side), *_key(chart))


def _tile(tile: Tile) -> tuple[str, ...]:
    """The lines of a tile: its code and which way jobs go, and its figures."""
    return f"{tile.code[:LONGEST]} {SIGNS[tile.way]}", *tile.lines


Told = dict[tuple[int, int], tuple[str, ...]]
"""The lines of the tile in each column and row."""


def _rows(told: Told, left: int, side: int) -> Iterator[str]:
    """The map from top to bottom, an empty line after each row of tiles."""
    columns = range(left, 1 + max(column for column, _ in told))
    for row in range(1 + max(row for _, row in told)):
        tiles = [told.get((column, row), ()) for column in columns]
        for at in range(max(map(len, tiles))):
            yield "".join((one[at] if at < len(one) else "").ljust(side) for one in tiles).rstrip()
        if any(tiles):
            yield ""


def _key(chart: TileMap) -> Iterator[str]:
    yield from (f"{sign} {name}" for sign, name in zip(SIGNS, chart.names, strict=True))
    yield from chart.explained
