# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The programme as an LP or MPS file with readable names, for any other solver.

Every number is written with as many digits as bring the same float back: PuLP's own writers keep
twelve, and leave the objective's constant out. The constant becomes the cost of a column that is
fixed at 1, which every reader understands.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isinf
from pathlib import Path
from typing import Literal

import numpy as np

from compensatie.engine.arrays import Arrays

Format = Literal["lp", "mps"]

OBJECTIVE, CONSTANT = "objective", "constant"
LONGEST_NAME = 200
"""Readers stop at 255 characters; the rest is room for a number that tells names apart."""
TERMS_A_LINE = 5
RESERVED = frozenset(
    f"""{OBJECTIVE} {CONSTANT} rhs bound marker range free inf infinity st s.t. such subject to
    bounds end sos semi sec sin min minimise minimize minimum max maximise maximize maximum bin
    binary binaries gen general generals int integer integers""".split()
)
"""Words that mean something in one of the formats."""
NOT_A_NAME = re.compile(r"[0-9.]|e(?:[0-9.]|$)", re.IGNORECASE)
"""Beginnings that a reader takes for a number."""


@dataclass(frozen=True, slots=True)
class Names:
    """What columns and rows are called in a file."""

    columns: tuple[str, ...]
    """By index of the column."""
    rows: tuple[str, ...]
    """By index of the row."""


def readable_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names that LP and MPS files allow: `start[hub-assen,2024]` becomes `start.hub_assen.2024`.

    Args:
        names: The names as the programme has them, in any writing, with or without repetitions.

    Returns:
        As many names, in ASCII, in the same order, each once; the same input, the same result.
    """
    taken: set[str] = set()
    found = []
    for name in names:
        plain = _plain(name)
        unique, number = plain, 1
        while unique.casefold() in taken:
            number += 1
            unique = f"{plain}_{number}"
        taken.add(unique.casefold())
        found.append(unique)
    return tuple(found)


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    text = re.sub(r"[\[,(]+", ".", text)
    text = re.sub(r"[^A-Za-z0-9._]+", "_", text).strip("._")[:LONGEST_NAME]
    if not text or NOT_A_NAME.match(text) or text.casefold() in RESERVED:
        return f"n_{text}"
    return text


def write(arrays: Arrays, names: Names, path: Path, form: Format) -> None:
    """Writes a programme aside, and puts it in place when it is whole.

    Args:
        arrays: The programme.
        names: Names as `readable_names` gives them.
        path: Where the file goes; what stood there is replaced.
        form: `lp` (CPLEX LP) or `mps` (free MPS).

    Raises:
        OSError: where the file cannot be written; what stood there is then untouched.
    """
    lines = _lp_lines(arrays, names) if form == "lp" else _mps_lines(arrays, names)
    path = path.resolve()
    # A name that nobody can guess, and never one that is there: that could lead elsewhere.
    aside = path.with_name(f".compensatie-{secrets.token_hex(8)}")
    try:
        with aside.open("x", encoding="ascii", newline="\n") as file:
            file.writelines(f"{line}\n" for line in lines)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _lp_lines(arrays: Arrays, names: Names) -> Iterator[str]:
    yield "Minimize"
    costs = [*arrays.costs.tolist(), *([arrays.constant] if _has_constant(arrays) else [])]
    yield from _sum(OBJECTIVE, costs, [*names.columns, CONSTANT])
    yield "Subject To"
    for row, name in enumerate(names.rows):
        part = slice(arrays.starts[row], arrays.starts[row + 1])
        columns = [names.columns[index] for index in arrays.indices[part].tolist()]
        # A row that no choice changes is kept, so that what is impossible stays so: but an LP
        # file has no sum of nothing.
        values = arrays.values[part].tolist() or [0.0]
        yield from _sum(name, values, columns or [*names.columns, CONSTANT][:1])
        sense, right = _right(float(arrays.row_lower[row]), float(arrays.row_upper[row]))
        yield f" {sense} {right!r}"
    yield "Bounds"
    for name, lower, upper in _bounds(arrays, names):
        yield f" {name} = {lower!r}" if lower == upper else f" {lower!r} <= {name} <= {upper!r}"
    yield "Generals"
    for name, integer in zip(names.columns, arrays.integer.tolist(), strict=True):
        if integer:
            yield f" {name}"
    yield "End"


def _sum(name: str, coefficients: Sequence[float], columns: Sequence[str]) -> Iterator[str]:
    terms = [
        f"{'-' if coefficient < 0 else '+'} {abs(coefficient)!r} {column}"
        for coefficient, column in zip(coefficients, columns, strict=False)
    ]
    yield f" {name}:"
    for start in range(0, len(terms), TERMS_A_LINE):
        yield f"  {' '.join(terms[start : start + TERMS_A_LINE])}"


def _right(lower: float, upper: float) -> tuple[str, float]:
    if lower == upper:
        return "=", lower
    return ("<=", upper) if isinf(lower) else (">=", lower)


def _bounds(arrays: Arrays, names: Names) -> Iterator[tuple[str, float, float]]:
    yield from zip(
        names.columns, arrays.column_lower.tolist(), arrays.column_upper.tolist(), strict=True
    )
    if _has_constant(arrays):
        yield CONSTANT, 1.0, 1.0


def _has_constant(arrays: Arrays) -> bool:
    """Whether there is a column fixed at 1; a file without any column is read by few."""
    return bool(arrays.constant) or not arrays.costs.size


def _mps_lines(arrays: Arrays, names: Names) -> Iterator[str]:
    rights = [
        (name, *_right(float(lower), float(upper)))
        for name, lower, upper in zip(names.rows, arrays.row_lower, arrays.row_upper, strict=True)
    ]
    yield "NAME compensatie"
    yield "ROWS"
    yield f" N {OBJECTIVE}"
    letters = {"=": "E", "<=": "L", ">=": "G"}
    yield from (f" {letters[sense]} {name}" for name, sense, _ in rights)
    yield "COLUMNS"
    yield from _mps_columns(arrays, names)
    yield "RHS"
    yield from (f" rhs {name} {right!r}" for name, _, right in rights)
    yield "BOUNDS"
    for name, lower, upper in _bounds(arrays, names):
        yield f" LO bound {name} {lower!r}"
        yield f" UP bound {name} {upper!r}"
    yield "ENDATA"


def _mps_columns(arrays: Arrays, names: Names) -> Iterator[str]:
    rows = np.repeat(np.arange(len(names.rows)), np.diff(arrays.starts))
    order = np.argsort(arrays.indices, kind="stable")
    ends = np.searchsorted(arrays.indices[order], np.arange(len(names.columns)), side="right")
    start = 0
    for column, name in enumerate(names.columns):
        integer = bool(arrays.integer[column])
        if integer:
            yield f" marker{column} 'MARKER' 'INTORG'"
        yield f" {name} {OBJECTIVE} {float(arrays.costs[column])!r}"
        for entry in order[start : ends[column]]:
            yield f" {name} {names.rows[rows[entry]]} {float(arrays.values[entry])!r}"
        if integer:
            yield f" end{column} 'MARKER' 'INTEND'"
        start = int(ends[column])
    if _has_constant(arrays):
        yield f" {CONSTANT} {OBJECTIVE} {arrays.constant!r}"
