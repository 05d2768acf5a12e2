# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The answers that a report is written from: everything that was asked, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import Case
from compensatie.engine.outcome import Outcome, Status
from compensatie.facts.package import Package
from compensatie.studies.alternatives import Alternatives
from compensatie.studies.comparison import Compared, Comparison
from compensatie.studies.explanation import Explanation
from compensatie.studies.pareto import Pareto
from compensatie.studies.scenario_plans import ScenarioPlans


@dataclass(frozen=True)
class Answers:
    """What a report is written from."""

    outcome: Outcome
    """The best package, or why there is none."""
    comparison: Comparison | None = None
    """The packages given, beside it."""
    reasons: Explanation | None = field(default=None, repr=False)
    """Why, where that was asked."""
    readings: tuple[Explanation, ...] = field(default=(), repr=False)
    """What other readings of the norms give, and what the minister is advised."""
    plans: ScenarioPlans | None = field(default=None, repr=False)
    """Plans for several scenarios, where they were asked for."""
    alternatives: Alternatives | None = field(default=None, repr=False)
    """Other packages that are nearly as good, where they were asked for."""
    pareto: Pareto | None = field(default=None, repr=False)
    """Points that no package beats, where they were given."""

    @property
    def case(self) -> Case:
        """Facts and policy."""
        return self.outcome.case

    @property
    def given(self) -> tuple[Compared, ...]:
        """The packages that were given, in order."""
        return () if self.comparison is None else self.comparison.packages[:-1]

    @property
    def is_infeasible(self) -> bool:
        """Whether it is proven that there is no package."""
        return self.outcome.status is Status.INFEASIBLE

    @property
    def is_complete(self) -> bool:
        """Whether every study that the report shows was settled."""
        beside = (self.comparison, self.alternatives, self.plans)
        studies = (*beside, self.reasons, *self.readings)
        return all(one is None or one.stop is None for one in studies)

    @cached_property
    def subject(self) -> Audit:
        """The package that the report is about: the best one, else the first given, else none."""
        if self.outcome.audit is not None:
            return self.outcome.audit
        for one in self.given:
            if one.criteria is not None:
                return one.criteria.audit
        return audit_package(self.case, Package(name="–"))

    @cached_property
    def name_of_subject(self) -> str | None:
        """The label of the package given that the report is about; None for any other."""
        if self.outcome.audit is not None:
            return None
        return next((one.label for one in self.given if one.criteria is not None), None)
