# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A report on a terminal, or piped into a file: plain text that fits the width there is."""

from __future__ import annotations

import os
from collections.abc import Iterator
from textwrap import wrap
from typing import IO

from rich import box
from rich.console import Console, Group, RenderableType
from rich.table import Table as Grid
from rich.text import Text

from compensatie.reports.inert import inert
from compensatie.reports.reader import Reader
from compensatie.reports.table import (
    Block,
    Chart,
    Column,
    Heading,
    Paragraph,
    Points,
    Report,
    Row,
    Table,
    written,
)
from compensatie.reports.terminal_charts import chart_lines

PIPED_WIDTH = 100
"""Characters on a line where nothing says how wide it may be."""
NARROWEST = 10
"""Characters that a line of words has at least."""
READABLE = 10
"""Characters that the title of a number gets on a line, where the numbers are shorter."""
UNLIMITED = 10_000
"""Width in which everything fits."""


def print_report(report: Report, reader: Reader, stream: IO[str]) -> None:
    """Writes a report to a stream: with bold titles where that is a terminal."""
    console = console_on(stream)
    with console.capture() as captured:
        _print(report, reader, console)
    # Rich fills every line up with blanks.
    stream.writelines(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _print(report: Report, reader: Reader, console: Console) -> None:
    before: Block | None = None
    readable = console.width
    for block in report:
        if isinstance(block, Chart) and not _drawn(block, reader, console):
            continue
        if before is not None and not _belong_together(before, block):
            console.print()
        before, shown = block, _shown(block, reader, readable)
        needed = console.measure(shown, options=console.options.update(width=UNLIMITED)).minimum
        # A table of which the numbers alone are wider than the terminal is shown whole.
        console.width = max(readable, needed) if isinstance(block, Table) else readable
        console.print(shown, crop=False)


def _drawn(chart: Chart, reader: Reader, console: Console) -> tuple[str, ...]:
    """A chart in lines, where somebody looks and there are letters to draw with; else none."""
    if not console.is_terminal or console.options.ascii_only:
        return ()
    return chart_lines(chart.picture, console.width, reader)


def _belong_together(before: Block, block: Block) -> bool:
    """Whether no empty line stands between two parts."""
    if isinstance(before, Heading):
        return not before.is_main
    return isinstance(before, Paragraph) and isinstance(block, Paragraph)


def console_on(stream: IO[str]) -> Console:
    """A console that takes all text as it is: no markup, no highlights, no emoji."""
    width = None if stream.isatty() or "COLUMNS" in os.environ else PIPED_WIDTH
    return Console(
        file=stream, width=width, markup=False, highlight=False, emoji=False, safe_box=True
    )


def _shown(block: Block, reader: Reader, width: int) -> RenderableType:
    match block:
        case Heading():
            return _lines(block.text, width, "bold underline" if block.is_main else "bold")
        case Paragraph():
            return _lines(block.text, width)
        case Points():
            return _points(block, width)
        case Table():
            return _grid(block, reader)
        case Chart():
            lines = chart_lines(block.picture, width, reader)
            return Text("\n".join(map(inert, lines)), no_wrap=True)


def _text(text: str, style: str = "") -> Text:
    return Text(inert(text), style=style, overflow="fold")


def _lines(text: str, width: int, style: str = "", first: str = "", further: str = "") -> Text:
    """Text in lines that fit; unlike Rich, this keeps an amount and its € on one line."""
    wrapped = wrap(
        inert(text),
        max(width, NARROWEST),
        initial_indent=first,
        subsequent_indent=further,
        break_on_hyphens=False,
    )
    return Text("\n".join(wrapped), style=style)


def _points(block: Points, width: int) -> RenderableType:
    shown = []
    for point, *explained in block.points:
        shown.append(_lines(point, width, first="• ", further="  "))
        shown += [_lines(one, width, "dim", first="  ", further="  ") for one in explained]
    return Group(*shown)


def _grid(table: Table, reader: Reader) -> RenderableType:
    grid = Grid(
        title=_text(table.title, "bold") if table.title else None,
        title_justify="left",
        box=box.SIMPLE_HEAD,
        pad_edge=False,
        show_edge=False,
        padding=(0, 1),
    )
    for column, cells in zip(table.columns, _by_column(table, reader), strict=True):
        _add_column(grid, column, cells)
    for row in table.rows:
        grid.add_row(*_cells(table, row, reader))
    if table.total is not None:
        grid.add_section()
        grid.add_row(*_cells(table, table.total, reader), style="bold")
    return grid


def _by_column(table: Table, reader: Reader) -> Iterator[list[str]]:
    lines = [*table.rows, *([] if table.total is None else [table.total])]
    for position, column in enumerate(table.columns):
        yield [written(line[position], column.kind, reader) for line in lines]


def _add_column(grid: Grid, column: Column, cells: list[str]) -> None:
    if column.is_number:
        # A number that is cut is a wrong number: titles wrap, and words give way first.
        title = min(len(column.title), READABLE)
        width = max(title, *map(len, [*cells, *column.title.split()]))
        grid.add_column(_text(column.title), justify="right", width=width)
    else:
        grid.add_column(_text(column.title), overflow="fold")


def _cells(table: Table, row: Row, reader: Reader) -> list[Text]:
    return [
        _text(written(cell, column.kind, reader))
        for column, cell in zip(table.columns, row, strict=True)
    ]
