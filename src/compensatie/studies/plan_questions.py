# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Questions about plans of one case: one compiled block serves them all, within one effort."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from compensatie.engine.audit import audit_package
from compensatie.engine.block import Block
from compensatie.engine.case import Case
from compensatie.engine.deciding import Decided, Deciding
from compensatie.engine.equivalent import Equivalent
from compensatie.engine.plan import Plan
from compensatie.engine.plan_goal import Mean, PlanGoal, Tail, Worst
from compensatie.engine.wish import Wish
from compensatie.facts.knowledge import Knowledge
from compensatie.facts.package import Package
from compensatie.studies.scenario_plans import Asked, Measured
from compensatie.studies.study import Course, Effort, Progress, Stop


@dataclass
class PlanQuestions:
    """Asks for plans, and keeps count."""

    case: Case
    """Facts and policy, over every scenario selected."""
    effort: Effort
    """How long it may take, and with which solver."""
    course: Course
    """How it went."""
    total: int
    """How many questions there will be, as far as is known."""
    done: int = field(default=0, init=False)

    @cached_property
    def block(self) -> Block:
        """What all scenarios share, compiled."""
        return Block(self.case)

    @cached_property
    def knowledge(self) -> Knowledge:
        """What the instance says of every scenario selected."""
        return Knowledge.of(self.case.instance, self.case.facts.scenarios)

    @cached_property
    def _deciding(self) -> Deciding:
        limit = self.effort.time_limit
        deadline = None if limit is None else self.effort.started + limit
        return Deciding(self.effort.solver, self.effort.gap, deadline)

    def ask(
        self,
        knowledge: Knowledge,
        goals: Sequence[PlanGoal],
        wishes: Sequence[Wish] = (),
        may_miss: int = 0,
    ) -> Decided:
        """The best plan; nothing is proven where the time is over."""
        self.tick()
        if self._deciding.is_over:
            self.course.stop = self.course.stop or Stop.TIME
            return Decided()
        equivalent = Equivalent(self.block, knowledge, may_miss)
        found = self._deciding.best(equivalent, goals, wishes)
        if not found.is_proven:
            self.course.stop = self.course.stop or Stop.TIME
            self.course.reason = self.course.reason or found.reason
        return found

    def tick(self) -> None:
        """Tells how far it is."""
        self.effort.watch(Progress(self.done, max(self.total, self.done + 1)))
        self.done += 1

    def weights(self, scenarios: Sequence[str]) -> Mapping[str, Fraction]:
        """What each of these scenarios counts for; they add up to 1."""
        return self.case.facts.within(scenarios).weights()

    def means(self, scenarios: Sequence[str]) -> tuple[PlanGoal, ...]:
        """The model's objectives in order, each as its mean over these scenarios.

        Scenarios that count for nothing come last, so that there too nothing is done in vain.
        """
        weights = self.weights(scenarios)
        goals: list[PlanGoal] = [Mean(weights, at) for at in range(len(self.case.stages))]
        if idle := [name for name, weight in weights.items() if not weight]:
            goals.append(Mean(dict.fromkeys(idle, Fraction(1, len(idle)))))
        return tuple(goals)

    def measured(self, scenarios: Sequence[str], asked: Asked) -> tuple[PlanGoal, ...]:
        """What the adaptive plan is made best by; the means decide among equals."""
        means = self.means(scenarios)
        match asked.measure:
            case Measured.EXPECTED:
                return means
            case Measured.WORST:
                return (Worst({}), *means)
            case Measured.CVAR:
                return (Tail(self.weights(scenarios), asked.level), *means)

    def everywhere(self, package: Package, knowledge: Knowledge) -> Plan:
        """One package in each of these scenarios, checked."""
        cases = self.block.cases
        audits = {name: audit_package(cases[name], package) for name in knowledge.scenarios}
        return Plan(knowledge.never(), audits, self.weights(knowledge.scenarios))
