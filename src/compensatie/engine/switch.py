# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Whole numbers that say what a package is: what branching on packages branches on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.linear_programme import Constraint
from compensatie.engine.programme import Programme
from compensatie.engine.restriction import ONE, Extension, Restriction, start_columns
from compensatie.facts.measure import Measure
from compensatie.facts.package import Choice, Package


class Distinct(StrEnum):
    """What counts as another package."""

    MEASURES = "measures"
    """Another set of measures."""
    START = "start"
    """Other measures, or another start year of one."""
    SIZE = "size"
    """Another start year or size of one measure is enough."""


@dataclass(frozen=True, slots=True)
class Switch:
    """A whole number of a package: whether a measure is chosen, or starts in a year; its steps."""

    measure: str
    """Id of the measure."""
    most: int
    """Its greatest value; the least is 0."""
    columns: tuple[int, ...]
    """The columns of the programme that sum to it."""
    year: int | None = None
    """The start year that it tells of, where it tells of one."""
    counts_steps: bool = False
    """Whether it is the size in steps."""

    def value(self, audit: Audit) -> int:
        """Its value in a package."""
        choice = audit.package.by_measure().get(self.measure)
        if choice is None:
            return 0
        if self.counts_steps:
            step = audit.case.instance.measure_by_id[self.measure].size.step
            return int(Fraction(choice.size) / Fraction(step))
        return int(self.year in (None, choice.start))


Range = tuple[int, int]
"""Least and greatest value."""


@dataclass(frozen=True, slots=True)
class Ranges(Restriction):
    """Every switch lies in a range."""

    switches: tuple[Switch, ...]
    ranges: tuple[Range, ...]

    def extension(self, programme: Programme, first: int) -> Extension:
        """Bounds of single columns; rows where several sum to a switch."""
        bounds: dict[int, tuple[Fraction, Fraction]] = {}
        rows = []
        for switch, (low, high) in self._narrowed():
            if len(switch.columns) == 1 or high == 0:
                bounds |= dict.fromkeys(switch.columns, (Fraction(low), Fraction(high)))
            else:
                terms = dict.fromkeys(switch.columns, ONE)
                rows.append(Constraint(f"with {switch.measure}", terms, ">=", Fraction(low)))
        return Extension(rows=tuple(rows), bounds=bounds)

    def _narrowed(self) -> Iterator[tuple[Switch, Range]]:
        for switch, given in zip(self.switches, self.ranges, strict=True):
            if given != (0, switch.most):
                yield switch, given

    def holds(self, audit: Audit) -> bool:
        """Looked up, switch by switch."""
        return all(low <= one.value(audit) <= high for one, (low, high) in self._narrowed())


def chosen_by(case: Case, switches: Sequence[Switch], ranges: Sequence[Range]) -> Package:
    """The one package whose starts and sizes are settled by ranges of a single value."""
    starts, steps = {}, {}
    for switch, (value, _) in zip(switches, ranges, strict=True):
        if switch.counts_steps:
            steps[switch.measure] = value
        elif value and switch.year is not None:
            starts[switch.measure] = switch.year
    return Package(
        name="optimum",
        choices=tuple(
            _choice(case.instance.measure_by_id[name], start, steps.get(name))
            for name, start in starts.items()
        ),
    )


def _choice(measure: Measure, start: int, steps: int | None) -> Choice:
    size = measure.size.max if steps is None else measure.size.step * steps
    return Choice(measure=measure.id, start=start, size=size)


def switches_of(programme: Programme, distinct: Distinct) -> tuple[Switch, ...]:
    """The switches that tell packages apart."""
    return tuple(_switches(programme, distinct))


def _switches(programme: Programme, distinct: Distinct) -> Iterator[Switch]:
    for measure in programme.case.facts.measures:
        if distinct is Distinct.MEASURES:
            yield Switch(measure.id, 1, tuple(start_columns(programme, measure.id)))
            continue
        for year in measure.start.years:
            yield Switch(measure.id, 1, (programme.columns.start(measure.id, year),), year)
        steps = programme.columns.steps(measure.id)
        if distinct is Distinct.SIZE and steps is not None:
            yield Switch(measure.id, measure.size.most_steps, (steps,), counts_steps=True)
