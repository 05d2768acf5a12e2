# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The minister's advice: which decisions need it, what they add up to, and what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.demand import Demand
from compensatie.engine.outcome import Status
from compensatie.facts.package import Package
from compensatie.policy import AdviceTable
from compensatie.rule import Finding
from compensatie.studies.advice_frames import advice_frame, cumulative_frame, decision_frame
from compensatie.studies.movement import Movement

if TYPE_CHECKING:
    import pandas as pd


class Duty(StrEnum):
    """What a decision asks of whoever takes it."""

    ADVICE = "advice"
    """The minister must be asked for advice."""
    REPORT = "report"
    """It is reported."""
    NONE = "none"
    """Neither."""

    @classmethod
    def of(cls, movement: Movement, table: AdviceTable) -> Duty:
        """Of a decision that moves so much."""
        if movement.posts > table.advice_above:
            return cls.ADVICE
        is_reported = movement.posts >= table.report_from and movement.posts > 0
        return cls.REPORT if is_reported else cls.NONE


class Opinion(StrEnum):
    """The advice that follows for one scenario."""

    NO_OBJECTION = "no objection"
    """The package at hand keeps every hard rule."""
    UNLESS = "negative unless"
    """It does not, but another package does."""
    NEGATIVE = "negative"
    """No package does: proven."""
    UNKNOWN = "not determined"
    """It is not known whether one does."""


DecisionKind = Literal["change", "measure"]


@dataclass(frozen=True, slots=True)
class Decision:
    """A change or a chosen measure, and what it moves across province borders."""

    kind: DecisionKind
    """What it is."""
    name: str
    """Its id."""
    scenarios: tuple[str, ...]
    """In which scenarios it happens."""
    movement: Movement
    """What it moves."""
    duty: Duty
    """What it asks."""


@dataclass(frozen=True, slots=True)
class Cumulative:
    """What all decisions together do to one province in one scenario, in posts."""

    scenario: str
    """Id of the scenario."""
    province: str
    """Code of the province."""
    has_attention: bool
    """Whether the model looks at it with special regard."""
    changes: Fraction
    """Net posts that changes have brought by the last year of the horizon."""
    measures: Fraction
    """Net posts that measures have brought by then."""
    lowest: Fraction
    """The two together in the year in which they are least."""
    lowest_year: int
    """That year."""

    @property
    def total(self) -> Fraction:
        """The two together in the last year."""
        return self.changes + self.measures


@dataclass(frozen=True)
class ScenarioAdvice:
    """The advice in one scenario, with what it rests on."""

    scenario: str
    """Id of the scenario."""
    opinion: Opinion
    """What is advised."""
    at_hand: Audit = field(repr=False)
    """The package at hand, checked in this scenario alone; without any, taking no measure."""
    needed: Audit | None = field(default=None, repr=False)
    """Where that is not enough: the best package of this scenario."""
    status: Status | None = None
    """How the question for that one stands; None where it need not be asked."""
    demand: Demand | None = field(default=None, repr=False)
    """Where no package exists: the row that stays furthest out of reach of all measures."""

    @property
    def package(self) -> Package:
        """The package whose decisions are weighed in this scenario."""
        return self.at_hand.package if self.needed is None else self.needed.package

    @property
    def worst(self) -> Finding | None:
        """The hard rule that the package at hand misses most: jobs first, then by amount."""
        missed = [one for one in self.at_hand.findings if one.is_hard and one.met is False]
        return max(missed, key=lambda one: (one.unit == "jobs", one.shortfall), default=None)


@dataclass(frozen=True)
class Advice:
    """Which decisions need advice or a report, what they add up to, and what is advised."""

    case: Case = field(repr=False)
    """Facts and policy together."""
    table: AdviceTable
    """The thresholds."""
    package: Package | None
    """The package at hand; None where there is none for all scenarios together."""
    decisions: tuple[Decision, ...]
    """Every change and chosen measure."""
    cumulative: tuple[Cumulative, ...]
    """What they do to each province that they touch, scenario by scenario."""
    scenarios: tuple[ScenarioAdvice, ...]
    """What is advised in each scenario."""

    def of_duty(self, duty: Duty) -> Iterator[Decision]:
        """The decisions that ask the same."""
        return (one for one in self.decisions if one.duty is duty)

    def to_frame(self) -> pd.DataFrame:
        """One line for each scenario: what is advised."""
        return advice_frame(self)

    def decision_frame(self) -> pd.DataFrame:
        """One line for each decision: what it moves, and what it asks."""
        return decision_frame(self)

    def cumulative_frame(self) -> pd.DataFrame:
        """One line for each scenario and province that is touched."""
        return cumulative_frame(self)
