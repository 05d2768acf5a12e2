# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a plan must be besides keeping the rules: for the solver, and for the plan found."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from compensatie.engine.draft import Draft
from compensatie.engine.equivalent import Equivalent
from compensatie.engine.plan import Plan
from compensatie.facts.measure import Measure
from compensatie.facts.package import Choice, Package


class Wish(ABC):
    """Something that a plan must be."""

    @abstractmethod
    def ask(self, draft: Draft, equivalent: Equivalent) -> None:
        """Narrows the columns that it is about."""

    @abstractmethod
    def holds(self, plan: Plan) -> bool:
        """Whether a plan is so, exactly."""


@dataclass(frozen=True, slots=True)
class NotBy(Wish):
    """A measure has not started by a year, in some scenarios."""

    measure: str
    year: int
    scenarios: tuple[str, ...]

    def ask(self, draft: Draft, equivalent: Equivalent) -> None:
        """Its starts up to that year are 0."""
        programme = equivalent.block.programme
        for year in equivalent.block.case.instance.measure_by_id[self.measure].start.years:
            for name in self.scenarios if year <= self.year else ():
                at = equivalent.scenarios.index(name)
                column = programme.columns.start(self.measure, year)
                draft.narrow(int(equivalent.columns[at, column]), 0.0, 0.0)

    def holds(self, plan: Plan) -> bool:
        """Looked up."""
        return not any(plan.starts_by(name, self.measure, self.year) for name in self.scenarios)


@dataclass(frozen=True, slots=True)
class AsBefore(Wish):
    """In every scenario exactly what a package starts before a year is started before it."""

    package: Package
    year: int

    def ask(self, draft: Draft, equivalent: Equivalent) -> None:
        """The starts before that year, and the sizes of what is started, are those given."""
        chosen = self.package.by_measure()
        for measure in equivalent.block.case.facts.measures:
            for column, value in self._fixed(measure, chosen.get(measure.id), equivalent):
                for own in set(equivalent.columns[:, column].tolist()):
                    draft.narrow(own, value, value)

    def _fixed(
        self, measure: Measure, choice: Choice | None, equivalent: Equivalent
    ) -> Iterator[tuple[int, float]]:
        """The columns of a block that are decided, each with its value."""
        columns = equivalent.block.programme.columns
        start = None if choice is None else choice.start
        for year in measure.start.years:
            if year < self.year:
                yield columns.start(measure.id, year), float(year == start)
        steps = columns.steps(measure.id)
        if choice is not None and choice.start < self.year and steps is not None:
            yield steps, float(Fraction(choice.size) / Fraction(measure.size.step))

    def holds(self, plan: Plan) -> bool:
        """Compared as sets."""
        given = self._early(self.package)
        return all(self._early(audit.package) == given for audit in plan.audits.values())

    def _early(self, package: Package) -> frozenset[Choice]:
        return frozenset(one for one in package.choices if one.start < self.year)
