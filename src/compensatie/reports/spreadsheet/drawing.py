# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Charts of a workbook, drawn from the cells beside them, each with words for who cannot see it."""

from __future__ import annotations

from typing import Any

from compensatie.reports.spreadsheet.tidy import Chart, Sheet

COLOURS = ("#0B5394", "#B45F06", "#38761D", "#741B47", "#444444", "#7F6000")
"""Told apart in grey as well; more lines than colours start again."""
DASHES = ("solid", "dash", "round_dot", "long_dash")
"""Lines differ by more than their colour."""
HEIGHT, WIDTH = 320, 640
"""Pixels."""
_ROWS = 18


def insert(book: Any, page: Any, sheet: Sheet, chart: Chart, number: int) -> None:
    """Puts a chart to the right of the table of its sheet, below those before it."""
    options: dict[str, str] = {"type": chart.kind}
    if chart.kind == "column":
        options["subtype"] = "stacked"
    drawn = book.add_chart(options)
    for at, one in enumerate(chart.drawn):
        colour = COLOURS[at % len(COLOURS)]
        look: dict[str, Any] = {"fill": {"color": colour}}
        if chart.kind == "line":
            look = {"line": {"color": colour, "dash_type": DASHES[at % len(DASHES)], "width": 2}}
        drawn.add_series(
            {
                # By its cell: a name that begins as a formula does would be taken for one.
                "name": [one.values.sheet, 0, one.values.column],
                "categories": f"={one.categories.text}",
                "values": f"={one.values.text}",
                **look,
            }
        )
    title = chart.shown.title[:255]
    # For the same reason a blank stands before what looks like a formula.
    title = f" {title}" if title.startswith("=") else title
    drawn.set_title({"name": title, "name_font": {"size": 12}})
    drawn.set_legend({"position": "bottom"} if len(chart.drawn) > 1 else {"none": True})
    drawn.set_size({"width": WIDTH, "height": HEIGHT})
    place = {"description": f"{chart.shown.title}. {chart.shown.description}"}
    page.insert_chart(1 + number * _ROWS, len(sheet.columns) + 1, drawn, place)
