# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A bar on the terminal that tells how far a study is: on stderr, and only where that is one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from compensatie.reports.reader import Reader
from compensatie.studies.study import Progress, Watch, unwatched


@contextmanager
def watching(text: str, reader: Reader) -> Iterator[Watch]:
    """What a study tells how far it is.

    Args:
        text: what is being done.
        reader: who reads it.
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
    )
    with progress.Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=None, best="")

        def watch(seen: Progress) -> None:
            best = "" if seen.best is None else reader.number(seen.best)
            bar.update(task, completed=seen.done, total=seen.total, best=best)

        yield watch
