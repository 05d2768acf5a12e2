# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Draws from comma-separated text: a column for each uncertainty, a line for each draw."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from functools import partial
from os import PathLike, fspath
from pathlib import Path

from compensatie.errors import Fault, InputError
from compensatie.facts.uncertainty import Uncertainty
from compensatie.files.source import require_regular, unreadable, wrong_encoding

LARGEST = 200_000_000
"""Bytes of a file of draws that are read."""
LONGEST = 1_000_000
"""Characters of a line that are read together; one of more is no line of draws."""
MOST_TOLD = 20
"""Faults of one file that are told."""
MOST_DIGITS = 15
"""Digits before the decimal point of any figure."""


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
    lines = _lines(file)
    if (header := next(lines, None)) is None:
        raise InputError([_nothing_in(file)])
    if missing := [one.id for one in uncertainties if one.id not in header]:
        raise InputError(_without_column(name, header, file) for name in missing)
    columns = [header.index(one.id) for one in uncertainties]
    faults: list[Fault] = []
    found = []
    for number, line in enumerate(lines, start=2):
        if line:
            place = (file, str(number))
            found.append(tuple(_values(line, columns, uncertainties, place, faults)))
        if len(faults) >= MOST_TOLD:
            break
    if not found:
        faults.append(_nothing_in(file))
    if faults:
        raise InputError(faults[:MOST_TOLD])
    return tuple(found)


def _nothing_in(file: str) -> Fault:
    return Fault("no-draws", "there are no draws in this file", file=file)


def _without_column(name: str, header: Sequence[str], file: str) -> Fault:
    return Fault(
        "missing-column",
        "there is no column for the uncertainty “{name}”",
        value=",".join(header),
        allowed="a column for each uncertainty of the instance",
        details={"name": name},
        file=file,
        line="1",
    )


def _lines(file: str) -> Iterator[list[str]]:
    """The values of each line, read one after the other: a file of draws may be large."""
    require_regular(file, LARGEST)
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as stream:
            lines = csv.reader(iter(partial(stream.readline, LONGEST), ""))
            yield from lines
    except UnicodeDecodeError:
        raise InputError([replace(wrong_encoding(None), file=file)]) from None
    except csv.Error:
        raise InputError([replace(_NO_LINE, file=file, line=str(lines.line_num))]) from None
    except OSError as error:
        raise unreadable(file, error) from None


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
    is_drawable = value.is_finite() and value.adjusted() <= MOST_DIGITS
    return round(value, 6) if is_drawable else None


_NO_LINE = Fault(
    "not-comma-separated",
    "this cannot be read as comma-separated values",
    allowed="a line for each draw, with a comma between values",
)
