# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which solver is asked, and how: HiGHS in a live session, or any other afresh through PuLP."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from importlib.metadata import version
from math import inf
from typing import TYPE_CHECKING, Protocol

from compensatie.engine.answer import Answer
from compensatie.engine.goal import Goal
from compensatie.engine.linear_programme import Column, Constraint
from compensatie.engine.programme import Programme
from compensatie.engine.restriction import Extension, Restriction

if TYPE_CHECKING:
    from compensatie.engine.arrays import Arrays
    from compensatie.engine.session import Session

HIGHS = "HiGHS"
"""The solver that is asked where the call names none."""
NOWHERE = Answer("infeasible", (), None, None, 0.0, "what is asked excludes itself")
"""The answer where restrictions leave nothing before any solver is asked."""


class Asker(Protocol):
    """What puts questions about one programme to a solver."""

    seconds: float
    """Time that the solver took, all questions together."""

    def ask(
        self, goal: Goal, restrictions: Sequence[Restriction], time_limit: float | None
    ) -> Answer:
        """What the solver says of the best package under restrictions.

        Args:
            goal: what is made small.
            restrictions: what the package must be besides keeping the rules.
            time_limit: seconds.

        Raises:
            SolverError: the solver is not there, or broke down.
        """


def described(solver: str) -> str:
    """Name and version of a solver, for provenance."""
    if is_highs(solver):
        return f"{HIGHS} {version('highspy')}"
    return f"{solver} (PuLP {version('pulp')})"


def is_highs(solver: str) -> bool:
    """Whether this is the solver that can be asked again without building anew."""
    return solver.casefold() == HIGHS.casefold()


def asker(programme: Programme, solver: str = HIGHS, gap: Fraction = Fraction(0)) -> Asker:
    """What asks a solver.

    Args:
        programme: the programme of a case.
        solver: name of the solver, as PuLP knows it.
        gap: EUR by which the answer may be worse than the optimum.
    """
    return Live(programme, gap) if is_highs(solver) else Afresh(programme, solver, gap)


class Afresh:
    """Any solver that PuLP knows: for each question the whole programme is built and passed."""

    def __init__(self, programme: Programme, solver: str, gap: Fraction) -> None:
        self._programme, self._solver, self._gap = programme, solver, gap
        self.seconds = 0.0

    def ask(
        self, goal: Goal, restrictions: Sequence[Restriction], time_limit: float | None
    ) -> Answer:
        """Builds, solves and forgets."""
        from compensatie.engine import lp

        base = self._programme.linear_programme(goal.form)
        columns, rows = list(base.columns), list(base.constraints)
        for restriction in restrictions:
            extension = restriction.extension(self._programme, len(columns))
            columns += extension.columns
            rows += extension.rows
            for index, (lower, upper) in extension.bounds.items():
                columns[index] = _narrowed(columns[index], lower, upper)
            if extension.is_impossible or any(one.lower > one.upper for one in columns):
                return NOWHERE
        programme = replace(base, columns=tuple(columns), constraints=tuple(rows))
        problem = lp.build(programme)
        answer = lp.solve_with(problem, self._solver, time_limit, float(self._gap))
        self.seconds += answer.seconds
        return answer


def _narrowed(column: Column, lower: Fraction, upper: Fraction) -> Column:
    return replace(column, lower=max(column.lower, lower), upper=min(column.upper, upper))


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A restriction in the live session, and what taking it out needs."""

    restriction: Restriction
    extension: Extension
    first_row: int
    first_column: int
    before: Mapping[int, tuple[Fraction, Fraction]]
    """The bounds that it narrowed, as they were."""


class Live:
    """HiGHS with the programme in it: between two questions only what differs is changed."""

    def __init__(self, programme: Programme, gap: Fraction = Fraction(0)) -> None:
        self._programme, self._gap = programme, gap
        self._goal: Goal | None = None
        self._loaded: list[_Loaded] = []
        self._bounds: dict[int, tuple[Fraction, Fraction]] = {}
        self.seconds = 0.0

    @cached_property
    def arrays(self) -> Arrays:
        """The programme compiled, without an objective."""
        from compensatie.engine import lp
        from compensatie.formulation.linear import Linear

        return lp.arrays(lp.build(self._programme.linear_programme(Linear())))

    @cached_property
    def session(self) -> Session:
        """The live HiGHS."""
        from compensatie.engine.session import Session

        return Session(self.arrays)

    def ask(
        self, goal: Goal, restrictions: Sequence[Restriction], time_limit: float | None
    ) -> Answer:
        """Changes what differs from the last question, and solves."""
        self.aim(goal)
        if not self.restrict(restrictions):
            return NOWHERE
        answer = self.session.solve(time_limit=time_limit, gap=float(self._gap))
        self.seconds += answer.seconds
        return answer

    def aim(self, goal: Goal) -> None:
        """Makes a goal the objective."""
        if goal != self._goal:
            terms = self._programme.columns.on_columns(goal.form)
            costs = {column: float(amount) for column, amount in terms.items()}
            self.session.set_objective(costs, float(goal.form.constant))
            self._goal = goal

    def restrict(self, restrictions: Sequence[Restriction]) -> bool:
        """Puts restrictions in, those before taken out; False where they exclude themselves."""
        kept = 0
        for loaded, wanted in zip(self._loaded, restrictions, strict=False):
            if loaded.restriction != wanted:
                break
            kept += 1
        while len(self._loaded) > kept:
            self._unload()
        for restriction in restrictions[kept:]:
            self._load(restriction)
        empty = any(lower > upper for lower, upper in self._bounds.values())
        return not empty and not any(one.extension.is_impossible for one in self._loaded)

    def _load(self, restriction: Restriction) -> None:
        session = self.session
        first_row, first_column = session.row_count, session.column_count
        extension = restriction.extension(self._programme, first_column)
        for column in extension.columns:
            session.add_column(float(column.lower), float(column.upper))
        for row in extension.rows:
            session.add_row(*_as_floats(row))
        before = {index: self._bounds_of(index) for index in extension.bounds}
        for index, (lower, upper) in extension.bounds.items():
            least, most = before[index]
            self._bound(index, (max(lower, least), min(upper, most)))
        self._loaded.append(_Loaded(restriction, extension, first_row, first_column, before))

    def _unload(self) -> None:
        loaded = self._loaded.pop()
        if loaded.extension.rows:
            self.session.delete_rows_from(loaded.first_row)
        if loaded.extension.columns:
            self.session.delete_columns_from(loaded.first_column)
        for index, bounds in loaded.before.items():
            self._bound(index, bounds)

    def _bounds_of(self, index: int) -> tuple[Fraction, Fraction]:
        column = self._programme.columns.all[index]
        return self._bounds.get(index, (column.lower, column.upper))

    def _bound(self, index: int, bounds: tuple[Fraction, Fraction]) -> None:
        self._bounds[index] = bounds
        if bounds[0] <= bounds[1]:
            self.session.set_column_bounds(index, float(bounds[0]), float(bounds[1]))


def _as_floats(row: Constraint) -> tuple[dict[int, float], float, float]:
    terms = {column: float(amount) for column, amount in row.terms.items()}
    right = float(row.right)
    lower = -inf if row.sense == "<=" else right
    return terms, lower, inf if row.sense == ">=" else right
