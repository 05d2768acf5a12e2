# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Finds plans for scenarios: own optima first, then the average, the plans, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property

from compensatie.engine.case import Case
from compensatie.engine.deciding import Decided
from compensatie.engine.inquiry import Found
from compensatie.engine.outcome import Provenance, Status
from compensatie.engine.plan import Plan
from compensatie.engine.plan_goal import PlanGoal, Worst
from compensatie.errors import Notice
from compensatie.facts.knowledge import Knowledge
from compensatie.studies.average_plan import (
    average_case,
    average_package,
    value_of_planning,
)
from compensatie.studies.commitments import commitments, starts_of, unsettled
from compensatie.studies.plan_questions import PlanQuestions
from compensatie.studies.scenario_plans import (
    NOT_ASKED,
    Asked,
    Commitment,
    Figure,
    Measured,
    PlanKind,
    Planned,
    ScenarioPlans,
)
from compensatie.studies.study import Course, Effort, status_of

AFTER = 6
"""Questions besides the plans and the own optima, but for those about each start."""


def plan_scenarios(
    case: Case, effort: Effort, provenance: Provenance, asked: Asked
) -> ScenarioPlans:
    """The plans that are asked, over the scenarios that have a package by themselves."""
    course = Course()
    planning = _Planning(case, effort, asked, course)
    with course.held():
        planning.run()
    return planning.result(provenance)


@dataclass
class _Planning:
    """The plans while they are looked for: what is known so far is kept whatever happens."""

    case: Case
    effort: Effort
    asked: Asked
    course: Course
    own: dict[str, Planned] = field(default_factory=dict)
    plans: dict[PlanKind, Planned] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    average: Found = field(default_factory=Found)
    average_plan: Plan | None = None
    starts: list[Commitment] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.own = dict.fromkeys(self.case.facts.scenarios, NOT_ASKED)
        self.plans = dict.fromkeys(self._kinds(), NOT_ASKED)

    def _kinds(self) -> Iterator[PlanKind]:
        """The plans to find; an adaptive one is compared with one package for all."""
        for kind in PlanKind:
            is_beside = kind is PlanKind.ROBUST and PlanKind.ADAPTIVE in self.asked.plans
            if kind in self.asked.plans or is_beside:
                yield kind

    @cached_property
    def questions(self) -> PlanQuestions:
        """Asks for plans."""
        total = len(self.own) + len(self.plans) + AFTER
        return PlanQuestions(self.case, self.effort, self.course, total)

    @cached_property
    def knowledge(self) -> Knowledge:
        """The scenarios that have a package, and when they can be told apart."""
        found = [name for name, one in self.own.items() if one.plan is not None]
        return Knowledge.of(self.case.instance, found)

    def run(self) -> None:
        """Asks everything, in order."""
        for name in self.own:
            alone = self.questions.knowledge.among([name])
            self.own[name] = planned(self.questions.ask(alone, self.questions.means([name])))
        if any(one.status is Status.UNSOLVED for one in self.own.values()):
            return  # a plan over other scenarios than those that have a package is no answer
        if not self.knowledge.scenarios:
            self.plans = dict.fromkeys(self.plans, Planned(Status.INFEASIBLE))
            return
        if {PlanKind.ROBUST, PlanKind.ADAPTIVE} & set(self.asked.plans):
            self._plan_for_the_average()
        # One package for all is found soon; a plan for each scenario may take what time there is.
        for kind in sorted(self.plans, key=lambda one: one is PlanKind.ADAPTIVE):
            self.plans[kind] = self._plan(kind)
        if PlanKind.ADAPTIVE in self.plans:
            self._follow_up()

    def _plan(self, kind: PlanKind) -> Planned:
        scenarios = self.knowledge.scenarios
        means = self.questions.means(scenarios)
        match kind:
            case PlanKind.ROBUST:
                # In one scenario at least it holds, whatever is asked.
                return self._one_package(min(self.asked.all_but, len(scenarios) - 1))
            case PlanKind.EXPECTED:
                return self._one_package(0)
            case PlanKind.ADAPTIVE:
                goals = self.questions.measured(scenarios, self.asked)
                return planned(self.questions.ask(self.knowledge, goals))
            case PlanKind.REGRET:
                return self._least_regret(means)

    def _least_regret(self, means: Sequence[PlanGoal]) -> Planned:
        """Least only where what it is compared with is the optimum of each scenario."""
        own = {name: self.own[name] for name in self.knowledge.scenarios}
        goal = Worst({name: one.value or Fraction(0) for name, one in own.items()})
        found = planned(self.questions.ask(self.knowledge.never(), (goal, *means)))
        is_known = all(one.status is Status.OPTIMAL for one in own.values())
        if found.status is Status.OPTIMAL and not is_known:
            return replace(found, status=Status.FEASIBLE, bound=None)
        return found

    def _one_package(self, may_miss: int) -> Planned:
        """The best package for every scenario, or for all but some; asked once."""
        if may_miss not in self._answers:
            means = self.questions.means(self.knowledge.scenarios)
            never = self.knowledge.never()
            self._answers[may_miss] = planned(self.questions.ask(never, means, may_miss=may_miss))
        return self._answers[may_miss]

    @cached_property
    def _answers(self) -> dict[int, Planned]:
        return {}

    def _plan_for_the_average(self) -> None:
        case = average_case(self.case, self.knowledge)
        if case is None:
            text = "the average scenario is unknown: a figure of one of its scenarios is missing"
            self.notices.append(Notice("no-average-scenario", text))
            return
        self.average, package = average_package(case, self.questions)
        if self.average.is_nothing:
            text = "the average scenario has no package, so planning for it tells nothing"
            self.notices.append(Notice("no-average-package", text))
        if package is not None:
            self.average_plan = self.questions.everywhere(package, self.knowledge)

    def _follow_up(self) -> None:
        """What follows from an adaptive plan."""
        adaptive, scenarios = self.plans[PlanKind.ADAPTIVE], self.knowledge.scenarios
        goals = self.questions.measured(scenarios, self.asked)
        if adaptive.plan is not None:
            self.starts = list(unsettled(adaptive.plan))
        best = self._best_mean()
        self.figures["evpi"] = Figure.difference(best, self._mean_of_own())
        if self.average_plan is not None and self.average.is_proven:
            package = next(iter(self.average_plan.audits.values())).package
            found = value_of_planning(package, best, self.knowledge, self.questions)
            self.figures["vss"] = found
        together = self._one_package(0)
        if together.plan is not None and together.proven is not None:
            value = goals[0].value(together.plan)
            self.figures["saving"] = Figure.difference(value, adaptive.proven)
        sooner = self.questions.ask(self.knowledge.earlier(), goals[:1])
        value_then = sooner.value if sooner.is_proven else None
        self.figures["knowing_earlier"] = Figure.difference(adaptive.proven, value_then)
        if adaptive.plan is not None and adaptive.status is Status.OPTIMAL:
            self._look_at_starts(adaptive.plan)

    def _look_at_starts(self, plan: Plan) -> None:
        goal = self.questions.measured(self.knowledge.scenarios, self.asked)[0]
        self.questions.total = self.questions.done + len(starts_of(plan))
        for at, found in enumerate(commitments(plan, goal, self.questions)):
            self.starts[at] = found

    def _best_mean(self) -> Fraction | None:
        """The mean of the best adaptive plan, where it is proven."""
        if self.asked.measure is Measured.EXPECTED:
            return self.plans[PlanKind.ADAPTIVE].proven
        goals = self.questions.means(self.knowledge.scenarios)[:1]
        return planned(self.questions.ask(self.knowledge, goals)).proven

    def _mean_of_own(self) -> Fraction | None:
        """What the scenarios cost on the mean where each is known from the start."""
        weights = self.questions.weights(self.knowledge.scenarios)
        values = {name: self.own[name].proven for name in weights}
        known = [weights[name] * value for name, value in values.items() if value is not None]
        return sum(known, Fraction(0)) if len(known) == len(weights) else None

    def result(self, provenance: Provenance) -> ScenarioPlans:
        """What is known."""
        robust = self.plans.get(PlanKind.ROBUST)
        if robust is not None and self.average.best is not None:
            least = self.average.best.objective() if self.average.is_proven else None
            self.figures["price_of_robustness"] = Figure.difference(robust.proven, least)
        return ScenarioPlans(
            provenance=provenance,
            case=self.case,
            asked=self.asked,
            knowledge=self.knowledge,
            own=self.own,
            plans=self.plans,
            average=_average(self.average, self.average_plan),
            commitments=tuple(self.starts),
            notices=(*self.case.notices, *self._notices(), *self.notices),
            stop=self.course.stop,
            reason=self.course.reason,
            **self.figures,
        )

    def _notices(self) -> Iterator[Notice]:
        if any(stage.within for stage in self.case.stages):
            text = (
                "plans are the best by the model's first objective; its next ones decide among "
                "equals only"
            )
            yield Notice("plans-by-first-objective", text)
        is_silent = len(self.own) > 1 and not self.questions.knowledge.signals
        if PlanKind.ADAPTIVE in self.plans and is_silent:
            text = (
                "the instance does not say when it is known which scenario comes true "
                "(known_from, signals): nothing can wait"
            )
            yield Notice("never-known", text)


def planned(found: Decided) -> Planned:
    """An answer, with its status."""
    if found.plan is None:
        return Planned(Status.INFEASIBLE if found.is_proven else Status.UNSOLVED, bound=found.bound)
    status = Status.OPTIMAL if found.is_proven else Status.FEASIBLE
    return Planned(status, found.plan, found.value, found.bound)


def _average(found: Found, plan: Plan | None) -> Planned:
    value = None if found.best is None else found.best.objective()
    return Planned(status_of(found), plan, value, found.bound)
