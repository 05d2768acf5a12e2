# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Rows that leave out exactly one package, and nothing else.

Needed where the solver's tolerance let a package through that exact arithmetic refuses.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from compensatie.engine.linear_programme import Column, Constraint
from compensatie.engine.programme import Programme
from compensatie.facts.package import Choice, Package

Extension = tuple[list[Column], list[Constraint]]
"""Columns and rows to put at the end of a programme."""


def excluding(programme: Programme, packages: Sequence[Package]) -> Extension:
    """What leaves out these packages: each must differ in a start or in a size."""
    columns: list[Column] = []
    constraints: list[Constraint] = []
    for number, package in enumerate(packages):
        terms, least = _starts_differ(programme, package)
        for choice in package.choices:
            for terms_of_size, row in _size_differs(programme, choice, number, columns):
                terms |= terms_of_size
                constraints.append(row)
        constraints.append(Constraint(f"not package {number + 1}", terms, ">=", least))
    return columns, constraints


def _starts_differ(programme: Programme, package: Package) -> tuple[dict[int, Fraction], Fraction]:
    """Σ (1 − start) over what is chosen plus Σ start over what is not, at least 1."""
    chosen = {(choice.measure, choice.start) for choice in package.choices}
    terms = {
        programme.columns.start(measure.id, year): Fraction(
            -1 if (measure.id, year) in chosen else 1
        )
        for measure in programme.case.facts.measures
        for year in measure.start.years
    }
    return terms, Fraction(1 - len(chosen))


def _size_differs(
    programme: Programme, choice: Choice, number: int, columns: list[Column]
) -> list[tuple[dict[int, Fraction], Constraint]]:
    """Switches that can be 1 only where the measure is larger, or smaller, than it was."""
    steps = programme.columns.steps(choice.measure)
    if steps is None:
        return []
    size = programme.case.instance.measure_by_id[choice.measure].size
    chosen = int(Fraction(choice.size) / Fraction(size.step))
    found = []
    if chosen < size.most_steps:
        up = _switch(programme, columns, f"larger[{choice.measure},{number + 1}]")
        terms = {steps: Fraction(1), up: Fraction(-chosen - 1)}
        row = Constraint(f"larger {choice.measure} {number + 1}", terms, ">=", Fraction(0))
        found.append(({up: Fraction(1)}, row))
    down = _switch(programme, columns, f"smaller[{choice.measure},{number + 1}]")
    terms = {steps: Fraction(-1), down: Fraction(chosen - 1 - size.most_steps)}
    right = Fraction(-size.most_steps)
    row = Constraint(f"smaller {choice.measure} {number + 1}", terms, ">=", right)
    found.append(({down: Fraction(1)}, row))
    return found


def _switch(programme: Programme, columns: list[Column], name: str) -> int:
    columns.append(Column(name, Fraction(0), Fraction(1), True))
    return len(programme.columns.all) + len(columns) - 1
