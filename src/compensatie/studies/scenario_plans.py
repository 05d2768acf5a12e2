# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Plans for scenarios side by side: what was asked, and what came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.block import of_scenario
from compensatie.engine.case import Case
from compensatie.engine.display import html_of
from compensatie.engine.outcome import Provenance, Status
from compensatie.engine.plan import Plan
from compensatie.errors import Fault, Notice
from compensatie.facts.knowledge import Knowledge
from compensatie.studies.scenario_frames import commitment_frame, plan_frame, table_frame
from compensatie.studies.study import Proof, Stop

if TYPE_CHECKING:
    import pandas as pd


class PlanKind(StrEnum):
    """How a plan deals with not knowing."""

    ROBUST = "robust"
    """One package that keeps the hard rules in every scenario, or in all but some."""
    EXPECTED = "expected"
    """One package that keeps them in every scenario, and costs least on the mean."""
    ADAPTIVE = "adaptive"
    """A package for each scenario, the same until scenarios can be told apart."""
    REGRET = "regret"
    """One package whose greatest extra cost over each scenario's own optimum is least."""


class Measured(StrEnum):
    """By what an adaptive plan is better than another."""

    EXPECTED = "expected"
    """The mean over the scenarios, weighted."""
    WORST = "worst"
    """The greatest cost in any scenario."""
    CVAR = "cvar"
    """The mean over the worst part of the scenarios, by weight."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked."""

    plans: tuple[PlanKind, ...] = tuple(PlanKind)
    """The plans, in the order in which they are shown."""
    all_but: int = 0
    """In how many scenarios the robust package may miss hard rules."""
    measure: Measured = Measured.EXPECTED
    """By what the adaptive plan is best."""
    level: Fraction = Fraction(9, 10)
    """With `cvar`: the part of the scenarios, by weight, that does not count."""

    def as_texts(self) -> Mapping[str, tuple[str, ...]]:
        """What is not as usual, for provenance."""
        usual, texts = Asked(), dict[str, tuple[str, ...]]()
        if self.plans != usual.plans:
            texts["plans"] = tuple(map(str, self.plans))
        for name in ("all_but", "measure", "level"):
            if getattr(self, name) != getattr(usual, name):
                texts[name] = (str(getattr(self, name)),)
        return texts

    def faults(self, scenarios: Sequence[str]) -> Iterator[Fault]:
        """What cannot be asked."""
        if not 0 <= self.level < 1:
            text, allowed = "a level must be at least 0 and below 1", "a number such as 0.9"
            yield Fault("bad-level", text, ("--level",), str(float(self.level)), allowed)
        if not 0 <= self.all_but < len(scenarios):
            text = "the package must hold in at least one scenario"
            allowed = "less than the number of scenarios, {count}"
            yield Fault(
                "all-but-too-many",
                text,
                ("--all-but",),
                str(self.all_but),
                allowed,
                details={"count": str(len(scenarios))},
            )


@dataclass(frozen=True)
class Planned:
    """What a question for a plan came to."""

    status: Status
    """How the answer stands; a search that stopped is never infeasible."""
    plan: Plan | None = None
    """The plan found."""
    value: Fraction | None = None
    """What it was made best by, exact."""
    bound: Fraction | None = None
    """No plan has a lower value, as far as was proven."""

    @property
    def proven(self) -> Fraction | None:
        """The value, where no plan has a lower one: proven."""
        return self.value if self.status is Status.OPTIMAL else None


NOT_ASKED = Planned(Status.UNSOLVED)
"""A question that the search did not come to."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that follows from several answers; without their proof there is none."""

    status: Proof
    """How it stands."""
    value: Fraction | None = None
    """The figure; None where it is unknown, or not finite."""
    infinite_in: tuple[str, ...] = ()
    """The scenarios that make it infinite, as far as they are known."""

    @property
    def is_infinite(self) -> bool:
        """Whether no package, at whatever cost, does what it compares."""
        return self.status is Proof.NO_PACKAGE

    @classmethod
    def difference(cls, more: Fraction | None, less: Fraction | None) -> Figure:
        """What one costs more than another, where both are proven."""
        if more is None or less is None:
            return cls(Proof.UNSOLVED)
        return cls(Proof.PROVEN, more - less)


class Verdict(StrEnum):
    """What must be decided now."""

    NOW = "commit now"
    """Decided before anything is known, and every best plan has it by then."""
    WAIT = "may wait"
    """A best plan decides it later, when more is known."""
    ONLY_IF = "only if"
    """Decided in some scenarios only, once they are told from the others."""


@dataclass(frozen=True, slots=True)
class Commitment:
    """When a measure starts in the adaptive plan, and whether it must."""

    measure: str
    """Id of the measure."""
    year: int
    """The year in which it starts."""
    scenarios: tuple[str, ...]
    """The scenarios in which it starts then."""
    sizes: Mapping[str, Fraction]
    """Its size in each of them."""
    verdict: Verdict | None
    """What must be decided now; None where that was not settled."""
    status: Proof = Proof.UNSOLVED
    """How the extra cost stands."""
    extra_cost: Fraction | None = None
    """What the best plan costs more in which it has not started by then in these scenarios; None
    where that was not settled, or where no plan is so (the status says which)."""

    @property
    def is_needed(self) -> bool | None:
        """Whether every best plan has started it by then in these scenarios."""
        if self.status is Proof.NO_PACKAGE:
            return True
        if self.status is Proof.UNSOLVED or self.extra_cost is None:
            return None
        return self.extra_cost > 0


@dataclass(frozen=True)
class ScenarioPlans:
    """The plans, over the scenarios that have a package."""

    provenance: Provenance = field(repr=False)
    """Where it comes from."""
    case: Case = field(repr=False)
    """What was asked, over every scenario selected."""
    asked: Asked
    """Which plans."""
    knowledge: Knowledge
    """The scenarios that have a package, and when they can be told apart."""
    own: Mapping[str, Planned]
    """The best package of each scenario by itself."""
    plans: Mapping[PlanKind, Planned]
    """The plans that were asked; beside an adaptive one also the robust one."""
    average: Planned = NOT_ASKED
    """The best package of the average scenario, and what it costs there; its plan is that package
    in every scenario, which may miss rules."""
    evpi: Figure | None = None
    """What knowing everything now would be worth: the expected value of perfect information."""
    vss: Figure | None = None
    """What planning for all scenarios is worth beside planning for the average one."""
    price_of_robustness: Figure | None = None
    """What the robust package costs more than the best one of the average scenario."""
    knowing_earlier: Figure | None = None
    """What it would be worth to know everything one year earlier."""
    saving: Figure | None = None
    """What the adaptive plan saves against one package for every scenario."""
    commitments: tuple[Commitment, ...] = ()
    """When each measure starts in the adaptive plan, and whether it must."""
    notices: tuple[Notice, ...] = ()
    """What people should know."""
    stop: Stop | None = None
    """Why questions were left open, where they were."""
    reason: str = ""
    """The solver's own words for that."""

    @property
    def without_package(self) -> tuple[str, ...]:
        """The scenarios that have no package even by themselves: proven."""
        return self._own(Status.INFEASIBLE)

    @property
    def unsettled(self) -> tuple[str, ...]:
        """The scenarios of which it is not known whether they have one."""
        return self._own(Status.UNSOLVED)

    def _own(self, status: Status) -> tuple[str, ...]:
        return tuple(name for name, one in self.own.items() if one.status is status)

    @property
    def is_complete(self) -> bool:
        """Whether every question was settled."""
        return self.stop is None

    @property
    def status(self) -> Status:
        """Of the plans that were asked, the worst: unsolved, infeasible, feasible, optimal."""
        order = (Status.UNSOLVED, Status.INFEASIBLE, Status.FEASIBLE, Status.OPTIMAL)
        statuses = {self.plans[kind].status for kind in self.asked.plans}
        return next(status for status in order if status in statuses)

    @cached_property
    def weights(self) -> Mapping[str, Fraction]:
        """What each scenario that has a package counts for; they add up to 1."""
        return self.case.facts.within(self.knowledge.scenarios).weights()

    def audit_in(self, planned: Planned, scenario: str) -> Audit | None:
        """What a plan comes to in a scenario; a plan of one package in every scenario."""
        if planned.plan is None:
            return None
        if scenario in planned.plan.audits or planned.plan.knowledge.first_year is not None:
            return planned.plan.audits.get(scenario)
        package = next(iter(planned.plan.audits.values())).package
        return audit_package(of_scenario(self.case, scenario), package)

    def greatest_regret(self, planned: Planned) -> tuple[str, Fraction] | None:
        """In which scenario a plan costs most more than the own optimum, and how much.

        None where that is not known, and for a plan that does not hold everywhere.
        """
        own = {name: self.own[name].proven for name in self.knowledge.scenarios}
        if planned.plan is None or planned.plan.missed or None in own.values():
            return None
        extra = {
            name: planned.plan.value(name) - (value or Fraction(0)) for name, value in own.items()
        }
        return max(extra.items(), key=lambda one: one[1])

    def to_frame(self) -> pd.DataFrame:
        """One line for each plan, scenario and measure: start and size."""
        return plan_frame(self)

    @property
    def table(self) -> pd.DataFrame:
        """One line for each plan and scenario: cost, and whether it holds."""
        return table_frame(self)

    @property
    def commitment_table(self) -> pd.DataFrame:
        """One line for each measure and year in which the adaptive plan starts it."""
        return commitment_frame(self)

    def _repr_html_(self) -> str:
        return html_of(self)
