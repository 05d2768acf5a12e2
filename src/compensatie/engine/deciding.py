# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Exact questions about plans: ask the solver, round, audit every scenario, only then believe.

The same loop as in `engine.inquiry`, over a package for each scenario. What the solver returns
is rounded to whole starts and steps, each package is audited exactly in its scenario, and what a
plan comes to is worked out from the packages. A plan that is refused is left out, alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from math import inf
from time import monotonic

import numpy as np

from compensatie.engine.answer import Answer
from compensatie.engine.arrays import Arrays, Real
from compensatie.engine.audit import audit_package
from compensatie.engine.draft import Draft
from compensatie.engine.equivalent import Equivalent
from compensatie.engine.inquiry import MOST_EXCLUSIONS, RELATIVE_PRECISION
from compensatie.engine.linear_programme import Column, Constraint, LinearProgramme, Sense
from compensatie.engine.plan import Plan
from compensatie.engine.plan_goal import PlanGoal
from compensatie.engine.solver import HIGHS, NOWHERE, is_highs
from compensatie.engine.wish import Wish


@dataclass(frozen=True, slots=True)
class Decided:
    """What one question about plans came to."""

    plan: Plan | None = None
    """The best plan so far, audited."""
    value: Fraction | None = None
    """What the first goal comes to for it, exact."""
    bound: Fraction | None = None
    """Proven bound on the first goal: no plan has less."""
    is_proven: bool = False
    """Whether the question is settled: the plan is the best, or there is none."""
    reason: str = ""
    """Why the search stopped, where it did."""

    @property
    def is_nothing(self) -> bool:
        """Whether it is proven that there is no plan."""
        return self.is_proven and self.plan is None


@dataclass(frozen=True)
class Deciding:
    """Questions about plans, within one effort."""

    solver: str = HIGHS
    """Name of the solver, as PuLP knows it."""
    gap: Fraction = Fraction(0)
    """EUR by which an answer may be worse than the best one."""
    deadline: float | None = None
    """Moment (of the monotonic clock) at which to stop."""

    @property
    def is_over(self) -> bool:
        """Whether the time is over."""
        return self.deadline is not None and monotonic() >= self.deadline

    def best(
        self, equivalent: Equivalent, goals: Sequence[PlanGoal], wishes: Sequence[Wish] = ()
    ) -> Decided:
        """The best plan by the first goal; the others decide among those that are as good.

        Args:
            equivalent: the programme of all blocks.
            goals: what is made small, one after the other.
            wishes: what the plan must be besides keeping the rules.

        Raises:
            SolverError: the solver is not there, or broke down.
        """
        impossible = equivalent.block.impossible.intersection(equivalent.scenarios)
        if len(impossible) > equivalent.may_miss:
            return Decided(is_proven=True)
        first = found = self._best(_Question(equivalent, goals[0], tuple(wishes)))
        limits: list[tuple[PlanGoal, Fraction]] = []
        for earlier, goal in pairwise(goals):
            if found.plan is None or not found.is_proven:
                break
            limits.append((earlier, earlier.rounded(found.plan)))
            question = _Question(equivalent, goal, tuple(wishes), tuple(limits))
            found = self._best(question, known=found.plan)
        if found.plan is None:
            return first
        return Decided(
            found.plan, goals[0].value(found.plan), first.bound, found.is_proven, found.reason
        )

    def _best(self, question: _Question, known: Plan | None = None) -> Decided:
        best = known
        for _ in range(MOST_EXCLUSIONS):
            answer = self._ask(question)
            if answer.status == "infeasible":
                value = question.goal.value(best) if best else None
                return Decided(best, value, value, is_proven=True)
            bound = None if answer.bound is None else Fraction(answer.bound)
            candidate = question.plan(answer)
            if candidate and question.is_better(candidate, best):
                best = candidate
            if best and bound is not None and _reaches(question, best, bound):
                value = question.goal.value(best)
                return Decided(best, value, value, is_proven=True)
            value = question.goal.value(best) if best else None
            if answer.status != "optimal" or candidate is None:
                return Decided(best, value, bound, reason=answer.reason)
            question.exclude(answer)
        return Decided(best, value, bound, reason="too many packages miss a rule by a hair")

    def _ask(self, question: _Question) -> Answer:
        arrays = question.arrays()
        if arrays is None:
            return NOWHERE
        left = None if self.deadline is None else max(self.deadline - monotonic(), 0.0)
        return asked(arrays, self.solver, left, float(self.gap))


@dataclass
class _Question:
    """One goal, and what the plan must be."""

    equivalent: Equivalent
    goal: PlanGoal
    wishes: tuple[Wish, ...] = ()
    limits: tuple[tuple[PlanGoal, Fraction], ...] = ()
    """Goals that must come to no more than a value, after rounding."""
    excluded: list[Real] = field(default_factory=list)
    """Plans that are left out, by the values of their columns."""

    def arrays(self) -> Arrays | None:
        """Everything for the solver; None where the wishes leave nothing."""
        draft = self.equivalent.draft()
        for wish in self.wishes:
            wish.ask(draft, self.equivalent)
        if draft.is_empty:
            return None
        for goal, value in self.limits:
            held = goal.aim(draft, self.equivalent)
            most = value + goal.smallest(self.equivalent.block.case) / 2
            draft.add_row(held.terms, -inf, float(most) - held.constant)
        for values in self.excluded:
            _exclude(draft, self.equivalent.arrays, values)
        aim = self.goal.aim(draft, self.equivalent)
        return draft.arrays(aim.terms, aim.constant)

    def plan(self, answer: Answer) -> Plan | None:
        """The plan nearest to what the solver says, every package audited in its scenario."""
        if not answer.values:
            return None
        block, values = self.equivalent.block, np.array(answer.values)
        audits = {}
        for name in self.equivalent.scenarios:
            own = self.equivalent.values_of(name, values)
            package = block.programme.package(own.tolist(), name)
            audits[name] = audit_package(block.cases[name], package)
        weights = block.case.facts.within(self.equivalent.scenarios).weights()
        return Plan(self.equivalent.knowledge, audits, weights)

    def is_better(self, plan: Plan, best: Plan | None) -> bool:
        """Whether a plan keeps everything, exactly, and is better than the best so far."""
        return (
            len(plan.missed) <= self.equivalent.may_miss
            and plan.foresees_nothing
            and all(wish.holds(plan) for wish in self.wishes)
            and all(goal.rounded(plan) <= value for goal, value in self.limits)
            and (best is None or self.goal.value(plan) < self.goal.value(best))
        )

    def exclude(self, answer: Answer) -> None:
        """Leaves out the plan that an answer is, alone."""
        self.excluded.append(np.round(np.array(answer.values)))


def _exclude(draft: Draft, base: Arrays, values: Real) -> None:
    """Another value of some whole number: a start that differs, or a size that is another."""
    terms: dict[int, float] = {}
    least = 1.0
    for column in np.flatnonzero(base.integer).tolist():
        value, lower, upper = values[column], base.column_lower[column], base.column_upper[column]
        if (lower, upper) == (0.0, 1.0):
            terms[column] = 1.0 - 2.0 * value
            least -= value
            continue
        if value < upper:
            larger = draft.add_column(0.0, 1.0, is_integer=True)
            draft.add_row({column: 1.0, larger: lower - value - 1.0}, lower, inf)
            terms[larger] = 1.0
        if value > lower:
            smaller = draft.add_column(0.0, 1.0, is_integer=True)
            draft.add_row({column: 1.0, smaller: upper - value + 1.0}, -inf, upper)
            terms[smaller] = 1.0
    draft.add_row(terms, least, inf)


def _reaches(question: _Question, best: Plan, bound: Fraction) -> bool:
    """Whether a floating-point bound leaves no room below the best plan."""
    goal = question.goal
    room = goal.value(best) - bound
    half = goal.smallest(question.equivalent.block.case) / 2
    return room <= max(half, RELATIVE_PRECISION * goal.magnitude(best))


def asked(arrays: Arrays, solver: str, time_limit: float | None, gap: float) -> Answer:
    """What a solver says of a programme in arrays: HiGHS itself, or another through PuLP.

    Raises:
        SolverError: the solver is not there, or broke down.
    """
    if is_highs(solver):
        from compensatie.engine.session import Session

        return Session(arrays).solve(time_limit=time_limit, gap=gap)
    from compensatie.engine import lp

    return lp.solve_with(lp.build(written_out(arrays)), solver, time_limit, gap)


def written_out(arrays: Arrays) -> LinearProgramme:
    """Arrays as columns and rows, number for number."""
    columns = tuple(
        Column(f"x{index}", Fraction(lower), Fraction(upper), bool(whole))
        for index, (lower, upper, whole) in enumerate(
            zip(
                arrays.column_lower.tolist(),
                arrays.column_upper.tolist(),
                arrays.integer.tolist(),
                strict=True,
            )
        )
    )
    costs = {at: Fraction(cost) for at, cost in enumerate(arrays.costs.tolist()) if cost}
    return LinearProgramme(columns, tuple(_rows(arrays)), costs, Fraction(arrays.constant))


def _rows(arrays: Arrays) -> Iterator[Constraint]:
    bounds = zip(arrays.row_lower.tolist(), arrays.row_upper.tolist(), strict=True)
    for index, (lower, upper) in enumerate(bounds):
        part = slice(arrays.starts[index], arrays.starts[index + 1])
        entries = zip(arrays.indices[part].tolist(), arrays.values[part].tolist(), strict=True)
        terms = {column: Fraction(value) for column, value in entries}
        sides: list[tuple[Sense, float]] = [(">=", lower), ("<=", upper)]
        if lower == upper:
            sides = [("=", lower)]
        for sense, side in sides:
            if abs(side) != inf:
                yield Constraint(f"r{index}", terms, sense, Fraction(side))
