# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A bar on the terminal that tells how far a study is: on stderr, and only where that is one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fractions import Fraction
from typing import TYPE_CHECKING

from compensatie.reports.reader import Reader
from compensatie.studies.study import Progress, Watch, unwatched

if TYPE_CHECKING:
    from rich.progress import ProgressColumn, Task


@contextmanager
def watching(text: str, reader: Reader, *, is_timed: bool = False) -> Iterator[Watch]:
    """What a study tells how far it is.

    Args:
        text: what is being done.
        reader: who reads it.
        is_timed: show the rate and the time left: for steps that all take about as long.
    """
    if sys.stderr is None or not sys.stderr.isatty():
        yield unwatched
        return
    from rich import progress
    from rich.console import Console

    columns = (
        progress.SpinnerColumn(),
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TextColumn("{task.fields[best]}", markup=False),
        progress.TimeElapsedColumn(),
        *((_rate_column(reader), progress.TimeRemainingColumn()) if is_timed else ()),
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=None, best="")

        def watch(seen: Progress) -> None:
            best = "" if seen.best is None else reader.number(seen.best)
            bar.update(task, completed=seen.done, total=seen.total, best=best)

        yield watch


def _rate_column(reader: Reader) -> ProgressColumn:
    """So many a second."""
    from rich.progress import ProgressColumn
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            rate = Fraction(task.speed or 0)
            return Text(reader.say("{rate} a second", rate=reader.number(rate)))

    return Rate()
