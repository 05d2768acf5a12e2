# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""An instance as a workbook that loses nothing: what is written is read back before it is kept."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from compensatie.errors import Fault, InputError, Path
from compensatie.files.document import Origin
from compensatie.files.syntax import Content
from compensatie.files.tree import nodes
from compensatie.files.workbook.folding import folded
from compensatie.files.workbook.opening import open_workbook
from compensatie.files.workbook.unfolding import unfolded
from compensatie.files.workbook.writing import workbook

_LONGEST = 100


def kept(origin: Origin, content: Content) -> bytes:
    """The bytes of a workbook with the content of an instance.

    Args:
        origin: Where the content came from.
        content: Well formed, with its dates as dates.

    Raises:
        InputError: a text would not come back as it is: one with blanks at its ends, with
            characters that a workbook does not have, or that reads as an empty cell.
    """
    written = workbook(unfolded(content))
    try:
        again = folded(open_workbook(written))
    except InputError as error:
        raise InputError(replace(one, file=origin.file) for one in error.faults) from None
    before, after = dict(_facts(content)), dict(_facts(again.content))
    singles = {path: after.pop((*path, 0)) for path in before if (*path, 0) in after}
    # Where a file may have one text in place of a list of one, a workbook has the list.
    after |= singles
    faults = [_lost(path, value) for path, value in before.items() if after.get(path) != value]
    faults += [_lost(path, value) for path, value in after.items() if path not in before]
    if faults or again.faults:
        raise InputError(origin.located([*faults, *again.faults]))
    return written


def _facts(content: Any) -> Iterator[tuple[Path, Any]]:
    """Every single value with its path, numbers by what they are worth."""
    for path, value in nodes(content):
        if isinstance(value, Mapping | list) or value is None:
            continue
        if isinstance(value, datetime.datetime):
            value = value.date()
        is_number = isinstance(value, int | Decimal) and not isinstance(value, bool)
        yield tuple(map(_step, path)), ("number", Decimal(value)) if is_number else value


def _step(step: str | int) -> str | int:
    return step if isinstance(step, int) else str(step)


def _lost(path: Path, value: Any) -> Fault:
    shown = value[1] if isinstance(value, tuple) else value
    return Fault(
        "lost-in-workbook",
        "a workbook would not keep this as it is",
        path,
        str(shown)[:_LONGEST],
        "text without blanks at its ends and without invisible characters",
    )
