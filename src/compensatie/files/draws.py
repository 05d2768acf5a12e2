# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Draws from comma-separated text: a column for each uncertainty, a line for each draw."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from os import PathLike, fspath
from pathlib import Path

from compensatie.errors import Fault, InputError
from compensatie.facts.uncertainty import Uncertainty

LARGEST = 200_000_000
"""Bytes of a file of draws that are read."""
MOST_TOLD = 20
"""Faults of one file that are told."""


def load_draws(
    path: str | PathLike[str], uncertainties: Sequence[Uncertainty]
) -> tuple[tuple[Decimal, ...], ...]:
    """The draws in a file, in the order of the instance's uncertainties.

    The first line names the columns by the ids of the uncertainties, in any order; other columns
    are left aside, so that an exported table of draws can be read again.

    Raises:
        InputError: a column is missing, or a value is no number that can be drawn.
    """
    file = fspath(path)
    lines = list(csv.reader(_text(file).splitlines()))
    if not lines:
        raise InputError([Fault("no-draws", "there are no draws in this file", file=file)])
    header, *rest = lines
    if missing := [one.id for one in uncertainties if one.id not in header]:
        raise InputError(
            Fault(
                "missing-column",
                "there is no column for the uncertainty “{name}”",
                value=",".join(header),
                allowed="a column for each uncertainty of the instance",
                details={"name": name},
                file=file,
                line="1",
            )
            for name in missing
        )
    columns = [header.index(one.id) for one in uncertainties]
    faults: list[Fault] = []
    found = [
        tuple(_values(line, columns, uncertainties, (file, str(number)), faults))
        for number, line in enumerate(rest, start=2)
        if line
    ]
    if not found:
        faults.append(Fault("no-draws", "there are no draws in this file", file=file))
    if faults:
        raise InputError(faults[:MOST_TOLD])
    return tuple(found)


def _text(file: str) -> str:
    try:
        content = Path(file).read_bytes()[: LARGEST + 1]
        if len(content) <= LARGEST:
            return content.decode("utf-8-sig")
        fault = Fault("too-large", "this file is too large", file=file)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        text, details = "this file cannot be read: {reason}", {"reason": reason}
        fault = Fault("unreadable-file", text, value=file, details=details, file=file)
    raise InputError([fault])


def _values(
    line: Sequence[str],
    columns: Sequence[int],
    uncertainties: Sequence[Uncertainty],
    place: tuple[str, str],
    faults: list[Fault],
) -> Iterator[Decimal]:
    for column, one in zip(columns, uncertainties, strict=True):
        text = line[column].strip() if column < len(line) else ""
        least, most = one.distribution.least_value, one.distribution.most_value
        value = _number(text)
        if value is None or not least <= value <= most:
            told = "this is no draw of the uncertainty “{name}”"
            allowed = "a number from {least} to {most}, with a decimal point"
            details = {"name": one.id, "least": f"{least:f}", "most": f"{most:f}"}
            found = Fault("not-a-draw", told, (), text, allowed, None, details, *place)
            faults.append(found)
        yield value or Decimal(0)


def _number(text: str) -> Decimal | None:
    """A number to six decimals at most, as draws are."""
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return round(value, 6) if value.is_finite() else None
