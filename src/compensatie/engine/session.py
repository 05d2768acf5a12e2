# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A live HiGHS: the programme is passed once, then changed and solved again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from math import inf, isfinite
from threading import Event
from time import perf_counter
from typing import Any

import highspy
import numpy as np

from compensatie.engine.answer import Answer, Relaxation, Verdict, with_point
from compensatie.engine.arrays import Arrays, Real, Whole, split
from compensatie.engine.interruptible import Interruptible
from compensatie.engine.quiet import quiet
from compensatie.engine.ways import CAREFUL, USUAL, Way, ways
from compensatie.errors import SolverError

OK = highspy.HighsStatus.kOk
WHOLE = highspy.HighsVarType.kInteger
STATUS = highspy.HighsModelStatus
FEASIBLE_POINT = 2
"""HiGHS's own number for a point that keeps every row and bound within its tolerance."""
SECONDS_TO_CONFIRM = 1.0
"""How long proving once more that no point exists may take; or twice what the first proof took."""
SLOW = 0.1
"""Seconds from which on Ctrl-C must be heard while HiGHS works."""
CLEAN = 1e-9
"""A point that misses nothing by more is there, whatever was proved."""
BROKEN = {
    STATUS.kUnboundedOrInfeasible,
    STATUS.kSolveError,
    STATUS.kPresolveError,
    STATUS.kPostsolveError,
    STATUS.kUnknown,
}
"""Answers of which nothing can be said, and that asking in another way may settle."""


class Session:
    """One programme in a live HiGHS.

    Not for several threads at once. After Ctrl-C that HiGHS did not hear it takes no questions.
    """

    def __init__(self, arrays: Arrays, threads: int = 1, seed: int = 0) -> None:
        """Passes the programme to HiGHS.

        Args:
            arrays: The programme.
            threads: Threads that HiGHS may use; with one, the same input gives the same answer.
            seed: Of HiGHS's own random choices.

        Raises:
            SolverError: where HiGHS refuses the programme or an option.
        """
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._work = Interruptible(self._highs.disableCallbacks)
        self._is_relaxed, self._is_slow = False, True
        self._lower, self._upper = arrays.column_lower.copy(), arrays.column_upper.copy()
        self._is_linear = not arrays.integer.any()
        # The jump takes ten milliseconds at every solve, however small, and never paid off.
        self._set(mip_heuristic_run_feasibility_jump=False, mip_rel_gap=0.0)
        self._set(output_flag=False, threads=threads, random_seed=seed)
        self._check(self._highs.passModel(_model(arrays)), "pass the programme")
        self._listen(self._work.stop)

    def _listen(self, stop: Event) -> None:
        """Lets HiGHS look, every so often, whether it should stop."""

        def interrupt(event: Any) -> None:
            event.interrupt(stop.is_set())  # always said: HiGHS remembers an earlier yes

        self._highs.cbMipInterrupt += interrupt
        self._highs.cbSimplexInterrupt += interrupt
        self._highs.cbIpmInterrupt += interrupt

    @property
    def row_count(self) -> int:
        """Rows now in the programme."""
        return int(self._highs.getNumRow())

    @property
    def column_count(self) -> int:
        """Columns now in the programme."""
        return len(self._lower)

    def solve(
        self,
        time_limit: float | None = None,
        gap: float = 0.0,
        start: Mapping[int, float] | None = None,
    ) -> Answer:
        """Minimises over whole numbers; history leaves no trace, so the answer is repeatable.

        Where HiGHS proves that no point exists, it is asked again in another way, for a while: a
        point that it finds then is worth more than the proof.

        Args:
            time_limit: Seconds.
            gap: EUR by which the answer may be worse than the optimum.
            start: A point to begin with, by index of the column.

        Raises:
            SolverError: where HiGHS fails.
            KeyboardInterrupt: on Ctrl-C, within two seconds.
        """
        self._check(self._highs.clearSolver(), "clear")
        self._set(mip_abs_gap=gap)
        if start:
            indices, values = split(start)
            self._check(self._highs.setSolution(len(indices), indices, values), "take a start")
        if self._is_linear:
            return self._answer(time_limit, USUAL, CAREFUL)
        return self._answer(time_limit, *ways(len(self._lower)))

    def relax(
        self, fixed: Mapping[int, float] | None = None, time_limit: float | None = None
    ) -> Relaxation:
        """Minimises over the linear relaxation, from where the last one ended, and prices it.

        Args:
            fixed: Columns held at a value meanwhile: with every whole-number column fixed, the
                prices are those of the package.
            time_limit: Seconds.

        Raises:
            SolverError: where HiGHS fails.
            KeyboardInterrupt: on Ctrl-C, within two seconds.
        """
        indices, values = split(fixed or {})
        with self.relaxing():
            self._bound(indices, values, values)
            try:
                return self._priced(self._answer(time_limit, USUAL, CAREFUL))
            finally:
                if not self._work.is_lost:
                    self._bound(indices, self._lower[indices], self._upper[indices])

    @contextmanager
    def relaxing(self) -> Iterator[None]:
        """Every column is continuous meanwhile."""
        self._set(solve_relaxation=True, time_limit=inf, **USUAL)
        self._is_relaxed = True
        try:
            yield
        finally:
            self._is_relaxed = False
            if not self._work.is_lost:
                self._set(solve_relaxation=False)

    def probe(self) -> tuple[float, Real] | None:
        """The relaxation from where the last one ended, within `relaxing`: objective and values."""
        started = perf_counter()
        if self._is_slow:
            self._work.run(self._highs.run)
        else:  # a thread of its own would take as long as the work
            self._highs.run()
        self._is_slow = perf_counter() - started > SLOW
        if (status := self._highs.getModelStatus()) == STATUS.kInfeasible:
            return None
        self._check(OK if status == STATUS.kOptimal else None, "solve a relaxation")
        return self._highs.getObjectiveValue(), np.array(self._highs.getSolution().col_value)

    def set_objective(self, costs: Mapping[int, float], constant: float) -> None:
        """Replaces the whole objective; a column that is not named costs nothing."""
        indices, values = split(costs)
        dense = np.zeros(len(self._lower))
        dense[indices] = values
        every = np.arange(len(dense), dtype=np.int32)
        self._check(self._highs.changeColsCost(len(dense), every, dense), "change costs")
        self._check(self._highs.changeObjectiveOffset(constant), "change the constant")

    def add_row(self, terms: Mapping[int, float], lower: float, upper: float) -> int:
        """Adds a row and says at which index it stands; infinite where a side has no bound."""
        indices, values = split(terms)
        status = self._highs.addRow(lower, upper, len(indices), indices, values)
        self._check(status, "add a row")
        return self.row_count - 1

    def add_column(self, lower: float, upper: float) -> int:
        """Adds a column of whole numbers that no row mentions yet, and says at which index."""
        index = self.column_count
        self._check(self._highs.addCol(0.0, lower, upper, 0, *split({})), "add a column")
        self._check(self._highs.changeColIntegrality(index, WHOLE), "make a column whole")
        self._lower, self._upper = np.append(self._lower, lower), np.append(self._upper, upper)
        self._is_linear = False
        return index

    def delete_columns_from(self, index: int) -> None:
        """Deletes the column at an index and all after it; no row may mention them."""
        columns = np.arange(index, self.column_count, dtype=np.int32)
        self._check(self._highs.deleteCols(len(columns), columns), "delete columns")
        self._lower, self._upper = self._lower[:index], self._upper[:index]

    def delete_rows_from(self, index: int) -> None:
        """Deletes the row at an index and all after it."""
        rows = np.arange(index, self.row_count, dtype=np.int32)
        self._check(self._highs.deleteRows(len(rows), rows), "delete rows")

    def set_column_bounds(self, index: int, lower: float, upper: float) -> None:
        """Moves the bounds of a column."""
        self._check(self._highs.changeColBounds(index, lower, upper), "change a column")
        self._lower[index], self._upper[index] = lower, upper

    def set_row_bounds(self, index: int, lower: float, upper: float) -> None:
        """Moves the bounds of a row; infinite where a side has none."""
        self._check(self._highs.changeRowBounds(index, lower, upper), "change a row")

    def _bound(self, indices: Whole, lower: Real, upper: Real) -> None:
        status = self._highs.changeColsBounds(len(indices), indices, lower, upper)
        self._check(status, "change columns")

    def _answer(self, time_limit: float | None, first: Way, second: Way) -> Answer:
        """Asks in one way, and in another where nothing can be said, or where no point is."""
        limit = inf if time_limit is None else time_limit
        answer = self._asked(limit, first)
        is_broken = self._highs.getModelStatus() in BROKEN
        if not is_broken and answer.status != "infeasible":
            return answer
        rest = max(0.0, limit - answer.seconds)
        if not is_broken:
            rest = min(rest, max(SECONDS_TO_CONFIRM, 2 * answer.seconds))
        self._check(self._highs.clearSolver(), "clear")
        again = self._asked(rest, second)
        seconds = answer.seconds + again.seconds
        if is_broken or again.status == "infeasible" or self._has_clean_point():
            return replace(again, seconds=seconds)
        return replace(answer, seconds=seconds, reason=f"{answer.reason}, said once")

    def _asked(self, limit: float, way: Way) -> Answer:
        self._set(time_limit=limit, **way)
        started = perf_counter()
        with quiet():
            self._work.run(self._highs.run, limit)
        return self._read(perf_counter() - started)

    def _has_clean_point(self) -> bool:
        """Whether the last point owes nothing to a tolerance."""
        info = self._highs.getInfo()
        misses = (info.max_primal_infeasibility, info.max_integrality_violation)
        return info.primal_solution_status == FEASIBLE_POINT and max(misses) <= CLEAN

    def _read(self, seconds: float) -> Answer:
        status, info = self._highs.getModelStatus(), self._highs.getInfo()
        objective = float(info.objective_function_value)
        reason = self._highs.modelStatusToString(status)
        if status == STATUS.kInfeasible:
            return Answer("infeasible", (), None, None, seconds, reason)
        if status == STATUS.kModelEmpty:
            constant = float(self._highs.getObjectiveOffset()[1])
            return Answer("optimal", (), constant, constant, seconds, reason)
        claim = Answer("unsolved", (), None, self._proven_bound(), seconds, reason)
        if info.primal_solution_status != FEASIBLE_POINT or not isfinite(objective):
            return claim
        verdict: Verdict = "optimal" if status == STATUS.kOptimal else "feasible"
        values = tuple(self._highs.getSolution().col_value)
        return with_point(replace(claim, status=verdict), values, objective)

    def _proven_bound(self) -> float | None:
        """What HiGHS proved of a mixed-integer programme; a linear one is optimal or it is not."""
        bound = float(self._highs.getInfo().mip_dual_bound)
        is_linear = self._is_linear or self._is_relaxed
        return None if is_linear or not isfinite(bound) else bound

    def _priced(self, answer: Answer) -> Relaxation:
        if answer.status != "optimal":
            return Relaxation(answer, (), ())
        solution = self._highs.getSolution()
        return Relaxation(answer, tuple(solution.row_dual), tuple(solution.col_dual))

    def _set(self, **options: bool | float | str) -> None:
        for name, value in options.items():
            self._check(self._highs.setOptionValue(name, value), f"set {name} to {value}")

    def _check(self, status: highspy.HighsStatus | None, attempt: str) -> None:
        """HiGHS warns of numbers that it then ignores: for us that is a failure."""
        if status != OK:
            raise SolverError(f"HiGHS did not {attempt}")


def _model(arrays: Arrays) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = len(arrays.costs), len(arrays.row_lower)
    model.col_cost_, model.offset_ = arrays.costs, arrays.constant
    model.col_lower_, model.col_upper_ = arrays.column_lower, arrays.column_upper
    model.row_lower_, model.row_upper_ = arrays.row_lower, arrays.row_upper
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = arrays.starts
    model.a_matrix_.index_, model.a_matrix_.value_ = arrays.indices, arrays.values
    kinds = (highspy.HighsVarType.kContinuous, WHOLE)
    if arrays.integer.any():
        model.integrality_ = [kinds[whole] for whole in arrays.integer.tolist()]
    return model
