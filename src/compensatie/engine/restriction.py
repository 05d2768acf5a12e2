# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a package must be besides keeping the rules: each as rows, and as an exact check.

Studies ask for the best package *but this one*, *without that measure*, *at no more than so much*.
Each such wish is one restriction here, said twice: for the solver, and for the package found.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.goal import Goal
from compensatie.engine.linear_programme import Column, Constraint
from compensatie.engine.programme import Programme

NONE, ONE = Fraction(0), Fraction(1)
NEGLIGIBLE = Fraction(1, 10**9)
"""Coefficients up to this size are more than a solver can see: no row may have one."""


@dataclass(frozen=True, slots=True)
class Extension:
    """What a restriction adds to a programme."""

    columns: tuple[Column, ...] = ()
    """Columns of its own, behind those that are there."""
    rows: tuple[Constraint, ...] = ()
    """Rows, over old and new columns."""
    bounds: Mapping[int, tuple[Fraction, Fraction]] = field(default_factory=dict)
    """Narrower bounds of columns that are there."""
    is_impossible: bool = False
    """Whether no package at all can be so."""

    @classmethod
    def of(cls, parts: Iterable[Extension]) -> Extension:
        """Several together; none of them has columns of its own, or two bounds of one column."""
        every = tuple(parts)
        return cls(
            rows=tuple(row for part in every for row in part.rows),
            bounds={column: pair for part in every for column, pair in part.bounds.items()},
            is_impossible=any(part.is_impossible for part in every),
        )


IMPOSSIBLE = Extension(is_impossible=True)
"""What no package can be."""


class Restriction(ABC):
    """Something that a package must be besides keeping the rules."""

    @abstractmethod
    def extension(self, programme: Programme, first: int) -> Extension:
        """What it adds to a programme.

        Args:
            programme: the programme of the case.
            first: index of the first column that it may add.
        """

    @abstractmethod
    def holds(self, audit: Audit) -> bool:
        """Whether a package is so, exactly."""


@dataclass(frozen=True, slots=True)
class AtMost(Restriction):
    """A quantity, rounded, is no greater than a value."""

    goal: Goal
    value: Fraction

    def extension(self, programme: Programme, first: int) -> Extension:
        """One row, half of the smallest unit above the value: rounding reaches that far.

        Without the terms that no solver can see it is a little wider, never narrower.
        """
        terms, right = {}, self.value + self.goal.smallest / 2 - self.goal.form.constant
        for index, amount in programme.columns.on_columns(self.goal.form).items():
            if abs(amount) > NEGLIGIBLE:
                terms[index] = amount
            else:
                column = programme.columns.all[index]
                right -= min(amount * column.lower, amount * column.upper)
        if terms:
            return Extension(rows=(Constraint(f"at most {self.goal.name}", terms, "<=", right),))
        return IMPOSSIBLE if right < 0 else Extension()

    def holds(self, audit: Audit) -> bool:
        """Compared after rounding."""
        return self.goal.rounded(audit) <= self.value


@dataclass(frozen=True, slots=True)
class With(Restriction):
    """A measure is chosen."""

    measure: str

    def extension(self, programme: Programme, first: int) -> Extension:
        """One of its starts is 1."""
        terms = dict.fromkeys(start_columns(programme, self.measure), ONE)
        return Extension(rows=(Constraint(f"with {self.measure}", terms, ">=", ONE),))

    def holds(self, audit: Audit) -> bool:
        """Looked up."""
        return self.measure in audit.package.by_measure()


@dataclass(frozen=True, slots=True)
class Without(Restriction):
    """A measure is not chosen."""

    measure: str

    def extension(self, programme: Programme, first: int) -> Extension:
        """Each of its starts is 0."""
        return Extension(bounds=dict.fromkeys(start_columns(programme, self.measure), (NONE, NONE)))

    def holds(self, audit: Audit) -> bool:
        """Looked up."""
        return self.measure not in audit.package.by_measure()


@dataclass(frozen=True, slots=True)
class Starting(Restriction):
    """A measure starts in a year."""

    measure: str
    year: int

    def extension(self, programme: Programme, first: int) -> Extension:
        """That start is 1, where it can be."""
        if self.year not in programme.case.instance.measure_by_id[self.measure].start.years:
            return IMPOSSIBLE
        return Extension(bounds={programme.columns.start(self.measure, self.year): (ONE, ONE)})

    def holds(self, audit: Audit) -> bool:
        """Looked up."""
        choice = audit.package.by_measure().get(self.measure)
        return choice is not None and choice.start == self.year


@dataclass(frozen=True, slots=True)
class Sized(Restriction):
    """A measure's size, 0 where it is not chosen, lies between two numbers of steps."""

    measure: str
    least: int
    most: int

    def extension(self, programme: Programme, first: int) -> Extension:
        """The bounds of its steps; of its starts, where it has one size."""
        steps = programme.columns.steps(self.measure)
        if steps is not None:
            return Extension(bounds={steps: (Fraction(self.least), Fraction(self.most))})
        only = programme.case.instance.measure_by_id[self.measure].size.most_steps
        if self.least <= 0 and only <= self.most:
            return Extension()
        if self.least <= 0:
            return Without(self.measure).extension(programme, first)
        is_reached = self.least <= only <= self.most
        return With(self.measure).extension(programme, first) if is_reached else IMPOSSIBLE

    def holds(self, audit: Audit) -> bool:
        """Counted in steps."""
        choice = audit.package.by_measure().get(self.measure)
        step = Fraction(audit.case.instance.measure_by_id[self.measure].size.step)
        size = Fraction(choice.size) if choice else NONE
        return self.least * step <= size <= self.most * step


def start_columns(programme: Programme, measure: str) -> list[int]:
    """The columns of a measure's start years."""
    years = programme.case.instance.measure_by_id[measure].start.years
    return [programme.columns.start(measure, year) for year in years]
