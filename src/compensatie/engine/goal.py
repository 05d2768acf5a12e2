# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A quantity to make small, by two roads: over the columns of a programme, and of a package."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from compensatie.engine.audit import Audit
from compensatie.engine.programme import Programme
from compensatie.formulation.linear import Linear

GoalUnit = Literal["EUR", "jobs", "measures", "size"]
SMALLEST_UNIT: Mapping[GoalUnit, Fraction] = {
    "EUR": Fraction(1, 100),
    "jobs": Fraction(1, 10**6),
    "measures": Fraction(1),
    "size": Fraction(1, 10**6),
}
"""Values compare after rounding to this."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A quantity to make small; two goals of one name are the same."""

    name: str
    """What tells it from the other goals of a study."""
    unit: GoalUnit
    """What it is measured in."""
    form: Linear = field(compare=False, repr=False)
    """The quantity as it depends on the choices, shortfalls of soft rules included."""
    value: Callable[[Audit], Fraction] = field(compare=False, repr=False)
    """The quantity of a package, exact."""

    @property
    def smallest(self) -> Fraction:
        """The least difference between two values that are not equal."""
        return SMALLEST_UNIT[self.unit]

    def rounded(self, audit: Audit) -> Fraction:
        """The value of a package, to the cent or to six decimals of a job."""
        return self._rounded(self.value(audit))

    def limit(self, audit: Audit, share: Fraction) -> Fraction:
        """The greatest value that is within a share of a package's, rounded as values are."""
        value = self.value(audit)
        return self._rounded(value + share * abs(value))

    def _rounded(self, value: Fraction) -> Fraction:
        return round(value / self.smallest) * self.smallest


def goal_of_stage(programme: Programme, position: int) -> Goal:
    """One of the model's own objectives; the first is number 0."""
    stage = programme.case.stages[position]
    return Goal(
        f"objective {position + 1}",
        stage.objective.unit,
        programme.objective(stage),
        lambda audit: audit.objective(position),
    )


ANYTHING = Goal("anything", "jobs", Linear(), lambda _: Fraction(0))
"""Nothing is made small: any package will do."""
