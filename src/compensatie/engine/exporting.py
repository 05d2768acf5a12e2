# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The programme of a case as a file for any solver, and what each row of that file means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from compensatie.engine.case import Case
from compensatie.engine.export import Format
from compensatie.engine.programme import Programme, RuleRow
from compensatie.errors import Fault, InputError, Notice
from compensatie.facts.place import Place, Sense


@dataclass(frozen=True, slots=True)
class RowMeaning:
    """What one row of an exported programme is; what does not apply is None."""

    row: str
    """Its name in the file."""
    describes: str
    """What it says, in words: the rule and where, or which part of the structure."""
    rule: str | None = None
    """Id of the rule."""
    family: str | None = None
    """Family of the rule."""
    place: Place = Place()
    """Scenario, province, year, side and item of the row in its rule."""
    sense: Sense | None = None
    """On which side of the bound the rule must be; in the file every such row says "at least"."""
    bound: Fraction | None = None
    """The rule's bound in its own unit; the file's right-hand side has it less what is fixed."""
    unit: str | None = None
    """What the bound is measured in."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What exporting a programme came to."""

    file: Path
    """The programme."""
    rows_file: Path
    """What each of its rows is, as comma-separated text."""
    rows: tuple[RowMeaning, ...]
    """The same."""
    notices: tuple[Notice, ...]
    """What people should know."""


def form_of(path: Path) -> Format:
    """The form that the ending of a file's name stands for.

    Raises:
        InputError: it stands for none.
    """
    forms: dict[str, Format] = {".lp": "lp", ".mps": "mps"}
    if (ending := path.suffix.lower()) not in forms:
        text = "the ending of this file's name does not say how the programme is written"
        allowed = "a name that ends in .lp or .mps"
        raise InputError(
            [Fault("unknown-ending", text, value=path.name, allowed=allowed, file=str(path))]
        )
    return forms[ending]


def export_programme(case: Case, path: Path, form: Format) -> tuple[RowMeaning, ...]:
    """Writes the programme of a case, with its first objective, to a file.

    Args:
        case: facts and policy.
        path: where the file goes; what stood there is replaced once the new file is whole.
        form: `lp` (CPLEX LP) or `mps` (free MPS).

    Returns:
        Every row of the file, in its order.

    Raises:
        OSError: the file cannot be written.
    """
    from compensatie.engine import lp

    programme = Programme(case)
    linear = programme.linear_programme(programme.objective(case.stages[0]))
    names = lp.export(linear, path, form)
    quantities = {column.name for column in linear.columns}
    entries = zip(names.rows, programme.labelled, strict=True)
    return tuple(
        _meaning(name, entry, f"meaning of {row.name}" if row.name in quantities else row.name)
        for name, (entry, row) in entries
    )


def _meaning(name: str, entry: RuleRow | None, describes: str) -> RowMeaning:
    if entry is None:
        return RowMeaning(name, describes)
    rule, row = entry.source.rule, entry.row
    return RowMeaning(
        name, describes, rule.id, rule.family, row.place, row.sense, row.right, rule.unit
    )


def left_out(case: Case) -> Iterator[Notice]:
    """What a file with one objective cannot say of a case."""
    first, *later = case.stages
    if later:
        text = (
            "the file holds the first objective only ({objective}); left out, though they decide "
            "among packages: {others}"
        )
        others = ", ".join(stage.objective.name for stage in later)
        yield Notice(
            "first-objective-only", text, {"objective": first.objective.name, "others": others}
        )
