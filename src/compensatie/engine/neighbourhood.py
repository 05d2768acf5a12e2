# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Restrictions around a given package: other than it, keeping it, near it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.linear_programme import Column, Constraint
from compensatie.engine.programme import Programme
from compensatie.engine.restriction import (
    IMPOSSIBLE,
    NONE,
    ONE,
    Extension,
    Restriction,
    Sized,
    Starting,
    start_columns,
)
from compensatie.facts.measure import Measure
from compensatie.facts.package import Choice, Package


@dataclass(frozen=True, slots=True)
class OtherMeasures(Restriction):
    """The measures chosen are not exactly these."""

    measures: frozenset[str]

    def extension(self, programme: Programme, first: int) -> Extension:
        """Σ (1 − chosen) over these plus Σ chosen over the others is at least 1."""
        terms = {
            column: -ONE if measure.id in self.measures else ONE
            for measure in programme.case.facts.measures
            for column in start_columns(programme, measure.id)
        }
        right = Fraction(1 - len(self.measures))
        return Extension(rows=(Constraint("other measures", terms, ">=", right),))

    def holds(self, audit: Audit) -> bool:
        """Compared as sets."""
        return audit.package.by_measure().keys() != self.measures


@dataclass(frozen=True, slots=True)
class OtherStarts(Restriction):
    """The measures chosen, each with its start year, are not exactly these."""

    starts: frozenset[tuple[str, int]]

    def extension(self, programme: Programme, first: int) -> Extension:
        """Σ (1 − start) over these plus Σ start over the others is at least 1."""
        terms, right = _starts_differ(programme, self.starts)
        return Extension(rows=(Constraint("other starts", terms, ">=", right),))

    def holds(self, audit: Audit) -> bool:
        """Compared as sets."""
        return starts_of(audit.package) != self.starts


@dataclass(frozen=True, slots=True)
class OtherPackage(Restriction):
    """The package differs from this one in a measure, a start year or a size."""

    package: Package

    def extension(self, programme: Programme, first: int) -> Extension:
        """The starts differ, or a switch says that a size is larger, or smaller."""
        switches = _Switches(first)
        terms, right = _starts_differ(programme, starts_of(self.package))
        rows = []
        for choice in self.package.choices:
            for switch, row in _size_differs(programme, choice, switches):
                terms[switch] = ONE
                rows.append(row)
        rows.append(Constraint("other package", terms, ">=", right))
        return Extension(tuple(switches.columns), tuple(rows))

    def holds(self, audit: Audit) -> bool:
        """Compared choice by choice, in whatever order they stand."""
        return set(audit.package.choices) != set(self.package.choices)


@dataclass(frozen=True, slots=True)
class Keeping(Restriction):
    """A choice is kept: the same start year, and the same size or at least that."""

    choice: Choice
    may_grow: bool = False
    """Whether the size may be larger."""

    def extension(self, programme: Programme, first: int) -> Extension:
        """Its start is 1, and its steps are as many, or at least as many."""
        measure = programme.case.instance.measure_by_id[self.choice.measure]
        steps = _steps(measure, self.choice)
        if steps is None:
            return IMPOSSIBLE
        most = measure.size.most_steps if self.may_grow else steps
        parts = (Starting(measure.id, self.choice.start), Sized(measure.id, steps, most))
        return Extension.of(part.extension(programme, first) for part in parts)

    def holds(self, audit: Audit) -> bool:
        """Looked up."""
        found = audit.package.by_measure().get(self.choice.measure)
        if found is None or found.start != self.choice.start:
            return False
        return found.size == self.choice.size or (self.may_grow and found.size > self.choice.size)


@dataclass(frozen=True, slots=True)
class FewChanges(Restriction):
    """At most so many measures are added, dropped, or have another start year or size."""

    package: Package
    most: int

    def extension(self, programme: Programme, first: int) -> Extension:
        """A switch for each choice that can be 1 only where it is kept exactly."""
        switches = _Switches(first)
        terms: dict[int, Fraction] = {}
        rows: list[Constraint] = []
        chosen = self.package.by_measure()
        for measure in programme.case.facts.measures:
            choice = chosen.get(measure.id)
            if choice is None:
                terms |= dict.fromkeys(start_columns(programme, measure.id), ONE)
            elif _can_be_kept(measure, choice):
                kept = switches.add(f"kept[{measure.id}]")
                terms[kept] = -ONE
                rows += _kept_rows(programme, choice, kept)
        rows.append(Constraint("changes", terms, "<=", Fraction(self.most - len(chosen))))
        return Extension(tuple(switches.columns), tuple(rows))

    def holds(self, audit: Audit) -> bool:
        """Counted."""
        return len(changed_measures(self.package, audit.package)) <= self.most


def starts_of(package: Package) -> frozenset[tuple[str, int]]:
    """The measures chosen, each with its start year."""
    return frozenset((choice.measure, choice.start) for choice in package.choices)


def changed_measures(first: Package, second: Package) -> tuple[str, ...]:
    """Measures that two packages do not treat alike, in the order of the first, then the second."""
    before, after = first.by_measure(), second.by_measure()
    return tuple(name for name in {**before, **after} if before.get(name) != after.get(name))


class _Switches:
    """Columns of 0 or 1 that a restriction adds."""

    def __init__(self, first: int) -> None:
        self._first = first
        self.columns: list[Column] = []

    def add(self, name: str) -> int:
        """One more; its index."""
        self.columns.append(Column(name, NONE, ONE, True))
        return self._first + len(self.columns) - 1


def _starts_differ(
    programme: Programme, starts: frozenset[tuple[str, int]]
) -> tuple[dict[int, Fraction], Fraction]:
    """Σ (1 − start) over what is chosen plus Σ start over what is not, at least 1."""
    terms = {
        programme.columns.start(measure.id, year): -ONE if (measure.id, year) in starts else ONE
        for measure in programme.case.facts.measures
        for year in measure.start.years
    }
    return terms, Fraction(1 - len(starts))


def _size_differs(
    programme: Programme, choice: Choice, switches: _Switches
) -> Iterator[tuple[int, Constraint]]:
    """Switches that can be 1 only where the measure is larger, or smaller, than it was."""
    steps = programme.columns.steps(choice.measure)
    if steps is None:
        return
    size = programme.case.instance.measure_by_id[choice.measure].size
    chosen = Fraction(choice.size) / Fraction(size.step)
    if chosen < size.most_steps:
        up = switches.add(f"larger[{choice.measure}]")
        terms = {steps: ONE, up: -chosen - 1}
        yield up, Constraint(f"larger {choice.measure}", terms, ">=", NONE)
    down = switches.add(f"smaller[{choice.measure}]")
    terms = {steps: -ONE, down: chosen - 1 - size.most_steps}
    right = Fraction(-size.most_steps)
    yield down, Constraint(f"smaller {choice.measure}", terms, ">=", right)


def _kept_rows(programme: Programme, choice: Choice, kept: int) -> Iterator[Constraint]:
    """`kept` can be 1 only with this start year and this number of steps."""
    measure = programme.case.instance.measure_by_id[choice.measure]
    start = programme.columns.start(choice.measure, choice.start)
    yield Constraint(f"kept start {measure.id}", {start: ONE, kept: -ONE}, ">=", NONE)
    steps = programme.columns.steps(measure.id)
    if steps is not None:
        chosen = Fraction(choice.size) / Fraction(measure.size.step)
        most = Fraction(measure.size.most_steps)
        least = {steps: ONE, kept: -chosen}
        yield Constraint(f"kept size {measure.id}", least, ">=", NONE)
        terms = {steps: -ONE, kept: chosen - most}
        yield Constraint(f"kept size {measure.id}", terms, ">=", -most)


def _can_be_kept(measure: Measure, choice: Choice) -> bool:
    """Whether a choice is within the limits of its measure."""
    return choice.start in measure.start.years and measure.size.allows(Fraction(choice.size))


def _steps(measure: Measure, choice: Choice) -> int | None:
    """The size of a choice in steps; None where it is none that the measure can have."""
    size = Fraction(choice.size)
    return int(size / Fraction(measure.size.step)) if measure.size.allows(size) else None
