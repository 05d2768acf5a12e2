# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The programme as a PuLP problem: the only file that knows PuLP, and which PuLP it is.

Columns are called x0, x1, … and rows r0, r1, … inside PuLP, in the order of the programme: PuLP 3
folds different readable names into one. Every column stands in the objective, if need be with
coefficient 0, because PuLP forgets a variable that nothing mentions.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from itertools import chain, starmap
from math import ceil, floor, inf, nan
from operator import truediv
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import pulp

from compensatie.engine.answer import Answer, Verdict
from compensatie.engine.arrays import Arrays, Real
from compensatie.engine.examination import examined, of_whole_numbers
from compensatie.engine.export import Format, Names, readable_names, write
from compensatie.engine.interruptible import Interruptible
from compensatie.engine.linear_programme import Column, LinearProgramme
from compensatie.engine.quiet import quiet
from compensatie.errors import InputError, SolverError
from compensatie.facts.references import unknown

PROBLEM_NAME = "compensatie"
"""PuLP makes file paths of a problem's name, so it never comes from an instance."""
SMALLEST, GREATEST = 1e-9, 1e15
"""Coefficients of another size are dropped or refused inside solvers, without a word."""
ROUNDS_CONTINUOUS = {"CPSAT"}
"""Solvers that PuLP feeds whole numbers in place of continuous columns."""


class _Pulp3:
    """What PuLP 3 calls differently: the PuLP that Python 3.11 gets."""

    @staticmethod
    def expression(terms: Iterable[tuple[Any, float]], constant: float = 0.0) -> Any:
        return pulp.LpAffineExpression(terms, constant)

    @staticmethod
    def row(terms: Iterable[tuple[Any, float]], sense: str, right: float, name: str) -> Any:
        senses = {"<=": pulp.LpConstraintLE, ">=": pulp.LpConstraintGE, "=": pulp.LpConstraintEQ}
        return pulp.LpConstraint(pulp.LpAffineExpression(terms), senses[sense], name, right)

    @staticmethod
    def columns(problem: Any) -> list[Any]:
        return list(problem.objective)

    @staticmethod
    def costs(problem: Any) -> list[float]:
        return list(problem.objective.values())

    @staticmethod
    def entries(problem: Any) -> Iterator[tuple[list[int], list[float]]]:
        position = {id(variable): index for index, variable in enumerate(problem.objective)}
        for row in problem.constraints():
            yield list(map(position.__getitem__, map(id, row.keys()))), list(row.values())

    @staticmethod
    def solve(problem: Any, solver: Any) -> tuple[Verdict, float | None, str]:
        problem.solve(solver)
        reason = f"{pulp.LpStatus[problem.status]}: {pulp.LpSolution[problem.sol_status]}"
        if problem.sol_status == pulp.LpSolutionIntegerFeasible:
            return "feasible", None, reason
        if problem.status == pulp.LpStatusInfeasible:
            return "infeasible", None, reason
        proven = (pulp.LpStatusOptimal, pulp.LpSolutionOptimal)
        is_proven = (problem.status, problem.sol_status) == proven
        return "optimal" if is_proven else "unsolved", None, reason


class _Pulp4:
    """What PuLP 4 calls differently: the PuLP that Python 3.12 and later get."""

    @staticmethod
    def expression(terms: Iterable[tuple[Any, float]], constant: float = 0.0) -> Any:
        expression = pulp.lpSum_vars_coefs(list(terms))
        expression.constant = constant
        return expression

    @classmethod
    def row(cls, terms: Iterable[tuple[Any, float]], sense: str, right: float, name: str) -> Any:
        left = cls.expression(terms)
        row = left <= right if sense == "<=" else left >= right if sense == ">=" else left == right
        row.name = name
        return row

    @staticmethod
    def columns(problem: Any) -> list[Any]:
        return list(problem.variables())

    @staticmethod
    def costs(problem: Any) -> list[float]:
        costs = {variable.id: value for variable, value in problem.objective.items()}
        return [costs.get(index, 0.0) for index in range(problem.numVariables())]

    @staticmethod
    def entries(problem: Any) -> Iterator[tuple[list[int], list[float]]]:
        for row in problem.toRustModel().list_constraints():
            items = row.items()
            yield [variable.id() for variable, _ in items], [value for _, value in items]

    @staticmethod
    def solve(problem: Any, solver: Any) -> tuple[Verdict, float | None, str]:
        stats = problem.solve(solver)
        status, bound = pulp.LpSolveStatus(stats.status), stats.best_bound
        verdict: Verdict = "feasible" if stats.has_solution else "unsolved"
        if status == pulp.LpSolveStatus.Optimal:
            verdict = "optimal"
        elif status == pulp.LpSolveStatus.Infeasible:
            verdict = "infeasible"
        return verdict, bound, status.name


_PULP = _Pulp4 if int(pulp.__version__.split(".")[0]) >= 4 else _Pulp3


def build(programme: LinearProgramme) -> pulp.LpProblem:
    """The programme as a PuLP problem, each exact number rounded once to the nearest float."""
    problem = pulp.LpProblem(PROBLEM_NAME, pulp.LpMinimize)
    variables = [
        problem.add_variable(f"x{index}", *_domain(column))
        for index, column in enumerate(programme.columns)
    ]
    costs = dict.fromkeys(range(len(variables)), Fraction(0)) | dict(programme.objective)
    problem.setObjective(_PULP.expression(_terms(costs, variables), float(programme.constant)))
    for index, row in enumerate(programme.constraints):
        terms = _terms(row.terms, variables)
        problem.addConstraint(_PULP.row(terms, row.sense, float(row.right), f"r{index}"))
    return problem


def _domain(column: Column) -> tuple[float, float, str]:
    """Bounds and kind; between broken bounds of whole numbers HiGHS 1.15.1 loses the optimum."""
    if not column.integer:
        return float(column.lower), float(column.upper), pulp.LpContinuous
    lower, upper = ceil(column.lower), floor(column.upper)
    if lower > upper:  # no whole number at all: left to the solver to say
        return float(column.lower), float(column.upper), pulp.LpInteger
    return float(lower), float(upper), pulp.LpInteger


def _terms(terms: Mapping[int, Fraction], variables: list[Any]) -> Iterator[tuple[Any, float]]:
    # All in C but the ratio: programmes have millions of these.
    numbers = starmap(truediv, map(Fraction.as_integer_ratio, terms.values()))
    return zip(map(variables.__getitem__, terms), numbers, strict=True)


def arrays(problem: pulp.LpProblem) -> Arrays:
    """The PuLP problem compiled, once, to what a solver or a file is given.

    Raises:
        SolverError: where a coefficient is too small or too large for any solver.
    """
    columns, rows = _PULP.columns(problem), problem.constraints()
    entries = list(_PULP.entries(problem))
    values = np.fromiter(chain.from_iterable(values for _, values in entries), np.float64)
    _refuse_extremes(values)
    return Arrays(
        starts=np.cumsum([0, *(len(values) for _, values in entries)], dtype=np.int32),
        indices=np.fromiter(chain.from_iterable(indices for indices, _ in entries), np.int32),
        values=values,
        row_lower=np.array([_or(row.getLb(), -inf) for row in rows], dtype=np.float64),
        row_upper=np.array([_or(row.getUb(), inf) for row in rows], dtype=np.float64),
        column_lower=np.array([column.lowBound for column in columns], dtype=np.float64),
        column_upper=np.array([column.upBound for column in columns], dtype=np.float64),
        costs=np.array(_PULP.costs(problem), dtype=np.float64),
        integer=np.array([column.cat == pulp.LpInteger for column in columns], dtype=np.bool_),
        constant=float(problem.objective.constant),
    )


def _or(value: float | None, missing: float) -> float:
    return missing if value is None else value


def _refuse_extremes(values: Real) -> None:
    sizes = np.abs(values)
    extreme = sizes[(sizes <= SMALLEST) | (sizes >= GREATEST)]
    if extreme.size:
        raise SolverError(
            f"a coefficient of size {extreme[0]} is beyond what solvers compute with "
            f"(between {SMALLEST} and {GREATEST})"
        )


def export(programme: LinearProgramme, path: Path, form: Format = "lp") -> Names:
    """Writes the programme to a file that other solvers read.

    Args:
        programme: What to write.
        path: Where the file goes; what stood there is replaced once the new file is whole.
        form: `lp` (CPLEX LP) or `mps` (free MPS).

    Returns:
        What the columns and rows are called in the file.
    """
    names = Names(
        readable_names(column.name for column in programme.columns),
        readable_names(row.name for row in programme.constraints),
    )
    write(arrays(build(programme)), names, path, form)
    return names


def available_solvers() -> tuple[str, ...]:
    """Names of the solvers that PuLP finds on this machine."""
    with quiet():
        return tuple(pulp.listSolvers(onlyAvailable=True))


def solve_with(
    problem: pulp.LpProblem, solver: str, time_limit: float | None = None, gap: float = 0.0
) -> Answer:
    """Lets any solver that PuLP knows solve the problem; what it claims is looked at first.

    Args:
        problem: What `build` made.
        solver: Name as PuLP has it, in upper or lower case.
        time_limit: Seconds.
        gap: EUR by which the answer may be worse than the optimum.

    Raises:
        InputError: no solver of that name is installed.
        SolverError: where it breaks down, or cannot keep to a time limit.
        KeyboardInterrupt: on Ctrl-C, within two seconds.
    """
    chosen = _solver(solver, time_limit, gap)
    started = perf_counter()
    try:
        with quiet():
            claims: list[tuple[Verdict, float | None, str]] = []
            Interruptible().run(lambda: claims.append(_PULP.solve(problem, chosen)))
    except Exception as error:
        raise SolverError(f"{chosen.name} broke down: {type(error).__name__}: {error}") from error
    status, bound, reason = claims[0]
    claim = Answer(status, (), None, bound, perf_counter() - started, reason)
    compiled = arrays(problem)
    if chosen.name in ROUNDS_CONTINUOUS and not compiled.integer.all():
        claim = of_whole_numbers(claim)
    return examined(claim, compiled, _point(problem, compiled), time_limit)


def _point(problem: Any, compiled: Arrays) -> tuple[float, ...]:
    """The values of the columns; where the problem mentions a column nowhere, its least value."""
    values = [column.varValue for column in _PULP.columns(problem)]
    mentioned = set(compiled.indices.tolist()) | set(np.flatnonzero(compiled.costs).tolist())
    least = np.where(compiled.integer, np.ceil(compiled.column_lower), compiled.column_lower)
    return tuple(
        float(least[index]) if index not in mentioned else nan if value is None else float(value)
        for index, value in enumerate(values)
    )


def _solver(name: str, time_limit: float | None, gap: float) -> Any:
    with quiet():
        kinds = {known.casefold(): known for known in pulp.listSolvers()}
        known = kinds.get(name.casefold())
        if known is None or not pulp.getSolver(known, msg=False).available():
            text = "solver “{name}” is not on this machine"
            raise InputError(
                [unknown("unknown-solver", text, name, available_solvers(), "--solver")]
            )
        accepted = inspect.signature(type(pulp.getSolver(known, msg=False)).__init__).parameters
        if time_limit is not None and "timeLimit" not in accepted:
            raise SolverError(f"{known} takes no time limit")
        asked = {"timeLimit": time_limit, "gapRel": 0.0, "gapAbs": gap, "threads": 1}
        options = {key: value for key, value in asked.items() if key in accepted}
        return pulp.getSolver(known, msg=False, **options)
