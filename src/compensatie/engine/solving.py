# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From a case to its cheapest package: ask the solver, round, audit exactly, and only then believe.

The solver works in floating point. Every package that it returns is rounded to whole starts and
steps and checked in exact arithmetic; one that misses a rule by a hair is left out, alone, and
the question is asked again. So nothing that breaks a rule is reported, and nothing that keeps
every rule is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from time import monotonic
from typing import Protocol

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import Stage
from compensatie.engine.exclusion import excluding
from compensatie.engine.linear_programme import Constraint, LinearProgramme
from compensatie.engine.programme import Programme
from compensatie.facts.package import Package
from compensatie.formulation.linear import Linear

MOST_EXCLUSIONS = 100
"""Packages left out before we give up: each had been let through by the solver's tolerance."""
RELATIVE_PRECISION = Fraction(1, 10**8)
"""How near a floating-point bound must come to the exact value to count as reaching it."""
SMALLEST_UNIT = {"EUR": Fraction(1, 100), "jobs": Fraction(1, 10**6)}
"""Objectives compare after rounding to this."""


class Answer(Protocol):
    """What a solver says."""

    @property
    def status(self) -> str:
        """optimal, feasible, infeasible or unsolved."""

    @property
    def values(self) -> tuple[float, ...]:
        """Value of each column; empty without a solution."""

    @property
    def bound(self) -> float | None:
        """No solution has a lower objective, says the solver."""

    @property
    def reason(self) -> str:
        """Why it stopped."""


Ask = Callable[[LinearProgramme, float | None], Answer]
"""Puts a programme to a solver, with the seconds that it may take."""


@dataclass
class Found:
    """What the stages so far came to."""

    best: Audit | None = None
    """The best package so far, audited."""
    bound: Fraction | None = None
    """Proven bound on the first objective."""
    is_proven: bool = False
    """Whether the question is settled: best is optimal, or there is no package."""
    reason: str = ""
    """Why the search stopped, where it did."""


@dataclass
class Search:
    """A search through the objectives of a case, one after the other."""

    programme: Programme
    """The exact programme."""
    ask: Ask
    """The solver."""
    deadline: float | None = None
    """Moment (of the monotonic clock) at which to stop."""
    limits: list[tuple[int, Fraction]] = field(default_factory=list)
    """What each objective already minimised may come to, after rounding."""
    excluded: list[Package] = field(default_factory=list)
    """Packages that were tried and are left out."""

    def run(self) -> Found:
        """Minimises each objective in turn."""
        if self.programme.impossible:
            return Found(is_proven=True)
        stages = self.programme.case.stages
        found = self._stage(0, stages[0], None)
        for position, stage in enumerate(stages[1:], start=1):
            if found.best is None or not found.is_proven:
                break
            self._keep(position - 1, stage, found.best)
            later = self._stage(position, stage, found.best)
            later.bound = found.bound
            found = later
        return found

    def _keep(self, position: int, stage: Stage, best: Audit) -> None:
        """The objective just minimised may be worse by the share that the next stage allows."""
        value = self._rounded(position, best)
        self.limits.append((position, value + stage.within * abs(value)))

    def _rounded(self, position: int, audit: Audit) -> Fraction:
        """An objective's value to the cent, or to six decimals of a job."""
        unit = SMALLEST_UNIT[self.programme.case.stages[position].objective.unit]
        return round(audit.objective(position) / unit) * unit

    def _stage(self, position: int, stage: Stage, known: Audit | None) -> Found:
        """One objective: asks until the exact value of the best package reaches the bound."""
        form = self.programme.objective(stage)
        self.excluded.clear()
        best = known
        for _ in range(MOST_EXCLUSIONS):
            answer = self.ask(self._question(form), self._seconds_left())
            if answer.status == "infeasible":
                value = best.objective(position) if best else None
                return Found(best, value, is_proven=True)
            bound = None if answer.bound is None else Fraction(answer.bound)
            candidate = self._audited(answer)
            if candidate and self._is_better(position, candidate, best):
                best = candidate
            if best and bound is not None and self._reaches(position, best, bound):
                return Found(best, best.objective(position), is_proven=True)
            if answer.status != "optimal" or candidate is None:
                return Found(best, bound, reason=answer.reason)
            self.excluded.append(candidate.package)
        return Found(best, bound, reason="too many packages miss a rule by a hair")

    def _question(self, form: Linear) -> LinearProgramme:
        # Rows and objectives first: they may add columns, behind which those of exclusions come.
        limits = self._limit_rows()
        self.programme.linear_programme(form)
        columns, exclusions = excluding(self.programme, self.excluded)
        return self.programme.linear_programme(form, [*limits, *exclusions], columns)

    def _limit_rows(self) -> list[Constraint]:
        stages = self.programme.case.stages
        rows = []
        for position, limit in self.limits:
            half = SMALLEST_UNIT[stages[position].objective.unit] / 2
            form = self.programme.objective(stages[position])
            terms = self.programme.columns.on_columns(form)
            if terms:
                right = limit + half - form.constant
                rows.append(Constraint(f"objective {position + 1}", terms, "<=", right))
        return rows

    def _seconds_left(self) -> float | None:
        return None if self.deadline is None else max(self.deadline - monotonic(), 0.0)

    def _audited(self, answer: Answer) -> Audit | None:
        if not answer.values:
            return None
        return audit_package(self.programme.case, self.programme.package(answer.values))

    def _is_better(self, position: int, candidate: Audit, best: Audit | None) -> bool:
        """Whether a candidate keeps everything, exactly, and is better than the best so far."""
        if not candidate.met:
            return False
        if any(self._rounded(earlier, candidate) > limit for earlier, limit in self.limits):
            return False
        return best is None or candidate.objective(position) < best.objective(position)

    def _reaches(self, position: int, best: Audit, bound: Fraction) -> bool:
        """Whether a floating-point bound leaves no room below the best package."""
        value = best.objective(position)
        unit = SMALLEST_UNIT[self.programme.case.stages[position].objective.unit]
        return value - bound <= max(unit / 2, RELATIVE_PRECISION * abs(value))
