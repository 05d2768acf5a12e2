# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Draws a chart: each kind in a file of its own."""

from __future__ import annotations

from markupsafe import Markup

from compensatie.reports.charts import balance, payments, scatter, shares, side_by_side, tile_map
from compensatie.reports.content.pictures import (
    Balance,
    Payments,
    Picture,
    Scatter,
    Shares,
    SideBySide,
    TileMap,
)
from compensatie.reports.reader import Reader
from compensatie.reports.theme import Theme


def drawn(picture: Picture, name: str, theme: Theme, reader: Reader) -> Markup:
    """A chart as an SVG that stands by itself.

    Args:
        picture: what it draws.
        name: what its parts are called, unique in a page.
        theme: its colours and fonts.
        reader: who reads its numbers.
    """
    match picture:
        case Balance():
            return balance.draw(picture, name, theme, reader)
        case Payments():
            return payments.draw(picture, name, theme, reader)
        case SideBySide():
            return side_by_side.draw(picture, name, theme, reader)
        case Scatter():
            return scatter.draw(picture, name, theme, reader)
        case TileMap():
            return tile_map.draw(picture, name, theme, reader)
        case Shares():
            return shares.draw(picture, name, theme, reader)
