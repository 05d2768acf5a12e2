# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A plan: a package for each scenario, the same as long as scenarios cannot be told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.facts.knowledge import Knowledge
from compensatie.facts.package import Choice, Package


@dataclass(frozen=True)
class Plan:
    """What is done in each scenario, checked exactly."""

    knowledge: Knowledge
    """What can be told apart when."""
    audits: Mapping[str, Audit]
    """The package of each scenario, checked in that scenario."""
    weights: Mapping[str, Fraction]
    """What each scenario counts for; they add up to 1."""

    @property
    def case(self) -> Case:
        """Facts and policy, in one of the scenarios."""
        return next(iter(self.audits.values())).case

    def package(self, scenario: str) -> Package:
        """What is done in a scenario."""
        return self.audits[scenario].package

    def value(self, scenario: str, position: int = 0) -> Fraction:
        """One of the model's objectives in a scenario, exact; the first by default."""
        return self.audits[scenario].objective(position)

    def mean(self, position: int = 0) -> Fraction:
        """The same over all scenarios, weighted."""
        weighted = (self.weights[name] * self.value(name, position) for name in self.audits)
        return sum(weighted, Fraction(0))

    @cached_property
    def missed(self) -> tuple[str, ...]:
        """The scenarios in which a hard rule, a relation or a lock is not kept."""
        return tuple(name for name, audit in self.audits.items() if not audit.met)

    @cached_property
    def foresees_nothing(self) -> bool:
        """Whether what is done is the same as long as nothing tells scenarios apart."""
        years = {one.start for audit in self.audits.values() for one in audit.package.choices}
        return all(
            len({self.starting(name, year) for name in group}) == 1
            for year in years
            for group in self.knowledge.groups(year)
        )

    def starting(self, scenario: str, year: int) -> frozenset[Choice]:
        """What starts in a year."""
        return frozenset(one for one in self.package(scenario).choices if one.start == year)

    def starts_by(self, scenario: str, measure: str, year: int) -> bool:
        """Whether a measure has started by a year."""
        choice = self.package(scenario).by_measure().get(measure)
        return choice is not None and choice.start <= year
