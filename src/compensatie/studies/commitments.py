# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What must be decided now: for each start of an adaptive plan, the best plan without it.

For a measure that the plan starts in a year, in some scenarios, one question is asked: what does
the best plan cost in which it has not started by that year in those scenarios? If more, or if
there is none, every best plan has it by then. If no more, it can wait.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.deciding import Decided
from compensatie.engine.inquiry import RELATIVE_PRECISION
from compensatie.engine.plan import Plan
from compensatie.engine.plan_goal import PlanGoal
from compensatie.engine.wish import NotBy
from compensatie.studies.plan_questions import PlanQuestions
from compensatie.studies.scenario_plans import Commitment, Verdict
from compensatie.studies.study import Proof


def starts_of(plan: Plan) -> dict[tuple[str, int], dict[str, Fraction]]:
    """Every measure and year in which a plan starts it: where, and at what size."""
    found: dict[tuple[str, int], dict[str, Fraction]] = {}
    for measure in plan.case.facts.measures:
        for scenario in plan.audits:
            choice = plan.package(scenario).by_measure().get(measure.id)
            if choice is not None:
                place = found.setdefault((measure.id, choice.start), {})
                place[scenario] = Fraction(choice.size)
    return found


def commitments(plan: Plan, goal: PlanGoal, questions: PlanQuestions) -> Iterator[Commitment]:
    """Each start of a plan that is proven to be the best by a goal, and whether it must be.

    Args:
        plan: the plan.
        goal: what it is best by.
        questions: asks for plans.
    """
    for (measure, year), sizes in starts_of(plan).items():
        scenarios = tuple(sizes)
        without = questions.ask(plan.knowledge, (goal,), (NotBy(measure, year, scenarios),))
        status, extra = _extra(without, plan, goal)
        verdict = _verdict(plan, year, scenarios, status, extra)
        yield Commitment(measure, year, scenarios, sizes, verdict, status, extra)


def unsettled(plan: Plan) -> Iterator[Commitment]:
    """Each start of a plan of which it is not known whether it is the best."""
    for (measure, year), sizes in starts_of(plan).items():
        yield Commitment(measure, year, tuple(sizes), sizes, None)


def _extra(without: Decided, plan: Plan, goal: PlanGoal) -> tuple[Proof, Fraction | None]:
    """What the best plan without a start costs more, as far as it is known."""
    if without.is_nothing:
        return Proof.NO_PACKAGE, None
    value = goal.rounded(plan)
    if without.plan is not None:
        more = goal.rounded(without.plan) - value
        # One that is as good is a witness, whether or not it was proven to be the best.
        if without.is_proven or more <= 0:
            return Proof.PROVEN, max(more, Fraction(0))
    if without.bound is not None:
        precision = max(goal.smallest(plan.case), RELATIVE_PRECISION * goal.magnitude(plan))
        if without.bound - value > precision:
            return Proof.BOUNDED, without.bound - value
    return Proof.UNSOLVED, None


def _verdict(
    plan: Plan, year: int, scenarios: tuple[str, ...], status: Proof, extra: Fraction | None
) -> Verdict | None:
    if len(scenarios) < len(plan.audits):
        return Verdict.ONLY_IF
    first = plan.knowledge.first_year
    if first is not None and year >= first:
        return Verdict.WAIT
    if status is Proof.UNSOLVED:
        return None
    return Verdict.WAIT if extra == 0 else Verdict.NOW
