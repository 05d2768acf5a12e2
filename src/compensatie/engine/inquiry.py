# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Exact questions about one case: ask the solver, round, audit exactly, and only then believe.

The solver works in floating point. Every package that it returns is rounded to whole starts and
steps and checked in exact arithmetic; one that misses a rule by a hair is left out, alone, and
the question is asked again. So nothing that breaks a rule is reported, and nothing that keeps
every rule is lost.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite
from time import monotonic
from typing import Protocol

from compensatie.engine.answer import Answer
from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import Case
from compensatie.engine.goal import Goal, goal_of_stage
from compensatie.engine.neighbourhood import OtherPackage
from compensatie.engine.programme import Programme
from compensatie.engine.restriction import AtMost, Restriction
from compensatie.engine.solver import HIGHS, Asker
from compensatie.engine.solver import asker as new_asker
from compensatie.errors import InternalError, SolverError
from compensatie.facts.package import Package

MOST_EXCLUSIONS = 100
"""Packages left out before we give up: each had been let through by the solver's tolerance."""
ABSURD = Fraction(1, 10**5)
"""How far, as a share, a floating-point bound may lie above a package by rounding alone."""
RELATIVE_PRECISION = Fraction(1, 10**8)
"""How near a floating-point bound must come to the exact value to count as reaching it."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one question came to."""

    best: Audit | None = None
    """The best package so far, audited."""
    bound: Fraction | None = None
    """Proven bound on the goal: no package has less."""
    is_proven: bool = False
    """Whether the question is settled: best is optimal, or there is no package."""
    reason: str = ""
    """Why the search stopped, where it did."""

    @property
    def is_nothing(self) -> bool:
        """Whether it is proven that there is no package."""
        return self.is_proven and self.best is None


class Memory(Protocol):
    """What keeps the answers that were proven, so that a study goes on where it stopped."""

    def recall(
        self, goal: Goal, restrictions: Sequence[Restriction]
    ) -> tuple[Package | None] | None:
        """The best package, or that there is none; nothing where it was not asked before."""

    def keep(self, goal: Goal, restrictions: Sequence[Restriction], best: Package | None) -> None:
        """Keeps a proven answer."""


class Inquiry:
    """Questions about one case, each answered exactly.

    One programme and, with HiGHS, one live session serve them all.
    """

    def __init__(
        self,
        case: Case,
        *,
        solver: str = HIGHS,
        gap: Fraction = Fraction(0),
        deadline: float | None = None,
        memory: Memory | None = None,
        programme: Programme | None = None,
        asker: Asker | None = None,
    ) -> None:
        """Prepares to ask.

        Args:
            case: what the questions are about.
            solver: name of the solver, as PuLP knows it.
            gap: EUR by which an answer may be worse than the optimum.
            deadline: moment (of the monotonic clock) at which to stop.
            memory: answers proven before.
            programme: another programme than the usual one of the case.
            asker: what asks of that programme; a new one of `solver` where it is left out.
        """
        self.case = case
        self.programme = Programme(case) if programme is None else programme
        self.asker = asker or new_asker(self.programme, solver, gap)
        self.deadline = deadline
        self._memory = memory

    def goals(self) -> tuple[Goal, ...]:
        """The model's objectives, in order."""
        return tuple(goal_of_stage(self.programme, at) for at in range(len(self.case.stages)))

    def by_model(
        self, restrictions: Sequence[Restriction] = (), *, ties_only: bool = False
    ) -> Found:
        """The best package by the model's objectives, one after the other.

        Args:
            restrictions: what the package must be besides keeping the rules.
            ties_only: the later objectives only decide among packages that are equally good by
                the earlier ones; else each may be worse than its optimum by the share that the
                next one allows.
        """
        goals = self.goals()
        first = found = self.best(goals[0], restrictions)
        limits: list[Restriction] = []
        for earlier, goal, stage in zip(goals, goals[1:], self.case.stages[1:], strict=False):
            if found.best is None or not found.is_proven:
                break
            share = Fraction(0) if ties_only else stage.within
            limits.append(AtMost(earlier, earlier.limit(found.best, share)))
            found = self.best(goal, (*restrictions, *limits), known=found.best)
        return Found(found.best, first.bound, found.is_proven, found.reason)

    def best(
        self, goal: Goal, restrictions: Sequence[Restriction] = (), known: Audit | None = None
    ) -> Found:
        """The package that makes one goal smallest: asks until its exact value is proven.

        Args:
            goal: what is made small.
            restrictions: what the package must be besides keeping the rules.
            known: a package that is so.

        Raises:
            SolverError: the solver is not there, or broke down.
        """
        if self.programme.impossible:
            return Found(is_proven=True)
        if (recalled := self._recalled(goal, restrictions)) is not None:
            return recalled
        found = self._best(goal, restrictions, known)
        if found.is_proven and self._memory is not None:
            package = found.best.package if found.best else None
            self._memory.keep(goal, restrictions, package)
        return found

    def _recalled(self, goal: Goal, restrictions: Sequence[Restriction]) -> Found | None:
        recalled = self._memory.recall(goal, restrictions) if self._memory else None
        if recalled is None:
            return None
        best = audit_package(self.case, recalled[0]) if recalled[0] else None
        return Found(best, goal.value(best) if best else None, is_proven=True)

    def _best(self, goal: Goal, restrictions: Sequence[Restriction], known: Audit | None) -> Found:
        best, excluded = known, list[Restriction]()
        for _ in range(MOST_EXCLUSIONS):
            answer = self.asker.ask(goal, (*restrictions, *excluded), self.seconds_left())
            _require_numbers(answer)
            if answer.status == "infeasible":
                if known is not None and OtherPackage(known.package) not in excluded:
                    return Found(best, reason="it says that there is no package where one is known")
                return Found(best, goal.value(best) if best else None, is_proven=True)
            bound = None if answer.bound is None else Fraction(answer.bound)
            candidate = self._audited(answer)
            if candidate and self._is_better(goal, candidate, best, restrictions):
                best = candidate
            if best and bound is not None:
                _require_below(goal, best, bound)
            if best and bound is not None and _reaches(goal, best, bound):
                return Found(best, goal.value(best), is_proven=True)
            if answer.status != "optimal" or candidate is None:
                return Found(best, bound, reason=answer.reason)
            excluded.append(OtherPackage(candidate.package))
        return Found(best, bound, reason="too many packages miss a rule by a hair")

    def seconds_left(self) -> float | None:
        """Until the deadline; at least 0."""
        return None if self.deadline is None else max(self.deadline - monotonic(), 0.0)

    def _audited(self, answer: Answer) -> Audit | None:
        # Without measures a programme has no columns: then no values are the whole answer.
        is_point = answer.status in ("optimal", "feasible")
        if not answer.values and not (is_point and not self.programme.columns.all):
            return None
        return audit_package(self.case, self.programme.package(answer.values))

    def _is_better(
        self, goal: Goal, candidate: Audit, best: Audit | None, restrictions: Sequence[Restriction]
    ) -> bool:
        """Whether a candidate keeps everything, exactly, and is better than the best so far."""
        if not self.programme.keeps(candidate):
            return False
        if not all(one.holds(candidate) for one in restrictions):
            return False
        return best is None or goal.value(candidate) < goal.value(best)


def _require_numbers(answer: Answer) -> None:
    """Refuses an answer that holds what is no number.

    Raises:
        SolverError: it does.
    """
    figures = (*answer.values, answer.bound or 0.0, answer.objective or 0.0)
    if not all(map(isfinite, figures)):
        raise SolverError("its answer holds what is no number")


def _require_below(goal: Goal, best: Audit, bound: Fraction) -> None:
    """Refuses a bound that a package which keeps everything is well below.

    Raises:
        InternalError: it is one.
    """
    value = goal.value(best)
    if bound - value > max(goal.smallest, ABSURD * abs(value)):
        raise InternalError(
            f"it says that nothing is below {float(bound)}, and a package that keeps every rule "
            f"comes to {float(value)}"
        )


def _reaches(goal: Goal, best: Audit, bound: Fraction) -> bool:
    """Whether a floating-point bound leaves no room below the best package."""
    value = goal.value(best)
    return value - bound <= max(goal.smallest / 2, RELATIVE_PRECISION * abs(value))
