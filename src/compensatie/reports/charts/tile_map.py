# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The provinces as tiles: where jobs come, where they go, and where nothing changes."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from compensatie.reports.charts.drawing import element, label, picture
from compensatie.reports.content.pictures import Tile, TileMap
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme

SIDE, APART, WIDTH = 96, 6, 600
KEY, LINE = 22, 24
LONGEST = 10


def draw(chart: TileMap, name: str, theme: Theme, reader: Reader) -> Markup:
    """The chart."""
    rows = 1 + max(one.row for one in chart.tiles)
    columns = 1 + max(one.column for one in chart.tiles)
    under = rows * SIDE
    parts = (
        *(part for one in chart.tiles for part in _tile(one, theme)),
        *_key(chart, under + KEY, theme),
    )
    lines = len(chart.names) + len(chart.explained)
    size = (max(columns * SIDE, WIDTH), under + KEY + LINE * lines)
    return picture(name, chart.shown, size, theme, parts)


def _look(way: int, theme: Theme) -> tuple[str, str, str]:
    """Filling, letters and sign of a tile."""
    colours = theme.colours
    return (
        (colours.gain, colours.background, "▲"),
        (colours.loss, colours.background, "▼"),
        (colours.surface, colours.text, ""),
    )[way]


def _tile(tile: Tile, theme: Theme) -> Iterator[Markup]:
    filling, letters, sign = _look(tile.way, theme)
    x, y, side = tile.column * SIDE, tile.row * SIDE, SIDE - APART
    yield element(
        "rect", x=x, y=y, width=side, height=side, fill=filling, stroke=theme.colours.muted, rx=4
    )
    code = f"{tile.code[:LONGEST]} {sign}".strip()
    yield label(code, x + 9, y + 24, letters, font_weight="bold", font_size=16)
    for number, text in enumerate(tile.lines):
        yield label(text, x + 9, y + 50 + 21 * number, letters, font_size=14)


def _key(chart: TileMap, top: int, theme: Theme) -> Iterator[Markup]:
    for way, word in enumerate(chart.names):
        filling, _, sign = _look(way, theme)
        y = top + LINE * way
        muted = theme.colours.muted
        yield element("rect", x=0, y=y, width=18, height=16, fill=filling, stroke=muted)
        yield label(f"{sign} {word}".strip(), 28, y + 13, theme.colours.text)
    for number, text in enumerate(chart.explained, start=len(chart.names)):
        yield label(text, 0, top + LINE * number + 13, theme.colours.text)
