# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""PuLP holds the programme exactly as it is, and what its solvers claim is looked at first."""

from __future__ import annotations

import os
import subprocess
import sys
from fractions import Fraction
from math import inf, nan
from random import Random
from types import SimpleNamespace

import pulp
import pytest

from compensatie.engine import lp
from compensatie.engine.session import Session
from compensatie.errors import InputError, SolverError
from tests.engine.programmes import drawn, programme
from tests.engine.test_session import HARD

SOLVERS = lp.available_solvers()
WHOLE_ONLY = lp.ROUNDS_CONTINUOUS
IS_PULP_4 = int(pulp.__version__.split(".")[0]) >= 4


@pytest.fixture
def every_kind():
    """Every sense, a column that nothing mentions, a constant, and coefficients to the last bit."""
    return programme(
        "1/3 x - 0.1 y",
        ["x + 12345678901.25 y <= 1e12", "2 x - y >= -1/7", "x + z = 3"],
        "x z",
        constant="7.25",
        x=(0, 9),
        y=(-1, "4.1"),
        z=("0.5", 3),
        idle=(2, 5),
    )


class TestArrays:
    def test_every_number_is_the_float_nearest_to_the_exact_one(self, every_kind):
        found = lp.arrays(lp.build(every_kind))
        assert found.starts.tolist() == [0, 2, 4, 6]
        assert found.indices.tolist() == [0, 1, 0, 1, 0, 2]
        assert found.values.tolist() == [1, 12345678901.25, 2, -1, 1, 1]
        assert found.row_lower.tolist() == [-inf, -1 / 7, 3]
        assert found.row_upper.tolist() == [1e12, inf, 3]
        assert found.costs.tolist() == [1 / 3, -0.1, 0, 0]
        assert found.integer.tolist() == [True, False, True, False]
        assert found.constant == 7.25

    def test_whole_numbers_get_whole_bounds(self, every_kind):
        found = lp.arrays(lp.build(every_kind))
        assert found.column_lower.tolist() == [0, -1, 1, 2]
        assert found.column_upper.tolist() == [9, 4.1, 3, 5]

    def test_compiling_changes_nothing(self):
        random = Random(7)
        for _ in range(50):
            found = drawn(random)
            compiled = lp.arrays(lp.build(found))
            for row, constraint in enumerate(found.constraints):
                part = slice(compiled.starts[row], compiled.starts[row + 1])
                entries = zip(compiled.indices[part], compiled.values[part], strict=True)
                assert {int(i): Fraction(v) for i, v in entries} == dict(constraint.terms)
            costs = {i: Fraction(c) for i, c in enumerate(compiled.costs.tolist()) if c}
            assert costs == {i: c for i, c in found.objective.items() if c}

    def test_more_than_ten_columns_keep_their_order(self):
        names = [f"x{i}" for i in range(25)]
        bounds = {name: (0, i) for i, name in enumerate(names)}
        total = " + ".join(f"{i + 1} {name}" for i, name in enumerate(names))
        found = lp.arrays(lp.build(programme(total, [f"{total} >= 1"], **bounds)))
        assert found.costs.tolist() == found.values.tolist() == list(range(1, 26))
        assert found.indices.tolist() == list(range(25))
        assert found.column_upper.tolist() == list(range(25))

    def test_names_that_pulp_would_fold_stay_apart(self):
        found = programme("2 x + 3 y", ["x + y >= 1"], x=(0, 9), y=(0, 9))
        renamed = [
            c.__class__(n, c.lower, c.upper, False)
            for n, c in zip(["a-b", "a b"], found.columns, strict=True)
        ]
        problem = lp.build(
            found.__class__(tuple(renamed), found.constraints, found.objective, found.constant)
        )
        assert lp.arrays(problem).costs.tolist() == [2, 3]

    @pytest.mark.parametrize("number", ["1e-12", "1e16"])
    def test_numbers_that_solvers_would_drop_are_refused(self, number):
        found = programme("x", ["y >= 1"], x=(0, 9), y=(0, 9))
        found.constraints[0].terms[0] = Fraction(number)
        with pytest.raises(SolverError, match="beyond what solvers compute with"):
            lp.arrays(lp.build(found))


class TestViolation:
    @pytest.fixture
    def compiled(self, every_kind):
        return lp.arrays(lp.build(every_kind))

    def test_a_point_that_keeps_everything_misses_by_nothing(self, compiled):
        assert compiled.violation([1, 1, 2, 3]) == 0

    @pytest.mark.parametrize(
        ("point", "miss"),
        [
            ([1, 1, 1, 3], pytest.approx(1 / 3)),  # a row, relative to its bound of 3
            ([0, 0.5, 3, 3], pytest.approx(0.5 - 1 / 7)),  # a row with a small bound
            ([1, 1, 2, 1], 0.5),  # a lower bound of 2
            ([0.75, 1, 2.25, 3], 0.25),  # whole numbers
            ([1, nan, 2, 3], inf),
        ],
    )
    def test_a_miss_is_measured(self, compiled, point, miss):
        assert compiled.violation(point) == miss

    def test_the_objective_counts_its_constant(self, compiled):
        assert compiled.objective([3, 1, 0, 2]) == pytest.approx(8.15)


class TestSolveWith:
    @pytest.mark.parametrize("solver", SOLVERS)
    def test_every_solver_present_finds_the_optimum_of_the_session(self, solver):
        random, kinds = Random(11), set()
        for _ in range(25):
            found = drawn(random)
            if solver in WHOLE_ONLY and not all(column.integer for column in found.columns):
                continue
            mine = Session(lp.arrays(lp.build(found))).solve()
            other = lp.solve_with(lp.build(found), solver, time_limit=60)
            kinds.add(other.status)
            assert other.status == mine.status, found
            if mine.status == "optimal":
                assert other.objective == pytest.approx(mine.objective, abs=1e-5), found
        assert kinds == {"optimal", "infeasible"}

    def test_highs_is_there(self):
        assert "HiGHS" in SOLVERS

    def test_a_column_that_nothing_mentions_gets_a_value(self, every_kind):
        answer = lp.solve_with(lp.build(every_kind), "HiGHS")
        assert answer.status == "optimal"
        assert 2 <= answer.values[3] <= 5

    def test_the_name_may_be_in_any_case(self, every_kind):
        assert lp.solve_with(lp.build(every_kind), "highs").status == "optimal"

    @pytest.mark.parametrize("name", ["nonsense", "GUROBI_CMD", "", "../x"])
    def test_a_solver_that_is_not_there_is_refused_with_those_that_are(self, every_kind, name):
        with pytest.raises(InputError, match=r"one of: .*HiGHS"):
            lp.solve_with(lp.build(every_kind), name)

    def test_a_limit_is_never_called_infeasible_or_optimal(self):
        for seconds in (0.001, 0.3):
            answer = lp.solve_with(lp.build(HARD), "HiGHS", time_limit=seconds)
            assert answer.status in {"feasible", "unsolved"}
            assert (answer.status == "feasible") == bool(answer.values)

    def test_a_solver_without_time_limit_refuses_one(self, every_kind, monkeypatch):
        class Endless(pulp.HiGHS):
            name = "Endless"

            def __init__(self, msg=True):
                super().__init__(msg=msg)

        monkeypatch.setattr(pulp, "listSolvers", lambda *_, **__: ["Endless"])
        monkeypatch.setattr(pulp, "getSolver", lambda _, **options: Endless(**options))
        assert lp.solve_with(lp.build(every_kind), "endless").status == "optimal"
        with pytest.raises(SolverError, match="takes no time limit"):
            lp.solve_with(lp.build(every_kind), "endless", time_limit=5)

    def test_nothing_is_printed_on_stdout(self, every_kind, capfd):
        for solver in set(SOLVERS) - WHOLE_ONLY:
            lp.solve_with(lp.build(every_kind), solver)
        assert capfd.readouterr().out == ""


class TestClaims:
    """A solver that lies, by what it puts into PuLP's problem."""

    @pytest.fixture
    def toy(self):
        return lp.build(programme("x + y", ["x + y >= 2"], "x", x=(0, 9), y=(0, 9)))

    @pytest.fixture
    def claiming(self, toy, monkeypatch):
        """Has a solver say `verdict` with these values."""

        def claim(verdict, values=(), bound=None, name="HiGHS", time_limit=None):
            def solve(problem, _):
                columns = lp._PULP.columns(problem)
                for column, value in zip(columns, values, strict=False):
                    column.varValue = value
                return verdict, bound, "so it says"

            liar = SimpleNamespace(name=name)
            monkeypatch.setattr(lp, "_solver", lambda *_: liar)
            monkeypatch.setattr(lp._PULP, "solve", staticmethod(solve))
            return lp.solve_with(toy, name, time_limit=time_limit)

        return claim

    def test_an_honest_claim_stands(self, claiming):
        answer = claiming("optimal", (1.0, 1.0))
        assert (answer.status, answer.objective, answer.bound) == ("optimal", 2.0, 2.0)

    def test_a_point_that_misses_a_row_is_no_answer(self, claiming):
        for verdict in ("optimal", "feasible"):
            answer = claiming(verdict, (1.0, 0.5))
            assert answer.status == "unsolved"
            assert answer.values == ()
            assert answer.reason == "so it says; the point misses the programme by 0.25"

    def test_a_broken_whole_number_is_no_answer(self, claiming):
        assert claiming("optimal", (0.5, 1.5)).status == "unsolved"

    def test_no_values_are_no_answer(self, claiming):
        assert claiming("optimal").status == "unsolved"

    def test_not_a_number_is_no_answer(self, claiming):
        assert claiming("optimal", (nan, 1.0)).status == "unsolved"

    def test_optimal_with_room_below_is_feasible(self, claiming):
        answer = claiming("optimal", (1.0, 2.0), bound=2.0)
        assert (answer.status, answer.objective, answer.bound) == ("feasible", 3.0, 2.0)

    def test_stopped_at_the_bound_is_optimal(self, claiming):
        assert claiming("feasible", (1.0, 1.0), bound=2.0).status == "optimal"

    def test_infeasible_and_unsolved_have_no_point(self, claiming):
        assert claiming("infeasible", (1.0, 1.0)).values == ()
        assert claiming("unsolved", (1.0, 1.0)).values == ()

    def test_whole_numbers_for_continuous_columns_prove_nothing(self, claiming):
        answer = claiming("optimal", (1.0, 1.0), name="CPSAT")
        assert (answer.status, answer.bound) == ("feasible", None)
        assert claiming("infeasible", name="CPSAT").status == "unsolved"

    def test_infeasible_when_the_time_is_up_is_doubted(self, claiming):
        """PuLP 3 hears "infeasible" in what CPLEX says at a time limit."""
        answer = claiming("infeasible", time_limit=0.0)
        assert answer.status == "unsolved"
        assert answer.reason == "so it says; said when its time was up"
        assert claiming("infeasible", time_limit=60.0).status == "infeasible"

    def test_what_breaks_down_is_said(self, toy, monkeypatch):
        def solve(*_):
            raise IndexError("list index out of range")

        monkeypatch.setattr(lp._PULP, "solve", staticmethod(solve))
        with pytest.raises(SolverError, match="HiGHS broke down: IndexError: list index"):
            lp.solve_with(toy, "HiGHS")


class TestStatus:
    """How each PuLP says what happened: 3 in two numbers on the problem, 4 in what it returns."""

    @pytest.mark.skipif(IS_PULP_4, reason="PuLP 3 only")
    @pytest.mark.parametrize(
        ("status", "solution", "verdict"),
        [
            ("Optimal", "Optimal", "optimal"),
            ("Optimal", "IntegerFeasible", "feasible"),
            ("NotSolved", "IntegerFeasible", "feasible"),
            ("Infeasible", "Infeasible", "infeasible"),
            ("NotSolved", "Infeasible", "unsolved"),  # what PuLP 3 makes of a bare "not solved"
            ("Infeasible", "NoSolutionFound", "infeasible"),  # CBC's "integer infeasible"
            ("Infeasible", "IntegerFeasible", "feasible"),
            ("NotSolved", "NoSolutionFound", "unsolved"),
            ("Unbounded", "Unbounded", "unsolved"),
            ("Undefined", "Infeasible", "unsolved"),
        ],
    )
    def test_pulp_3(self, status, solution, verdict):
        problem = SimpleNamespace(
            solve=lambda _: None,
            status=getattr(pulp, f"LpStatus{status}"),
            sol_status=getattr(pulp, f"LpSolution{solution}"),
        )
        assert lp._PULP.solve(problem, None)[0] == verdict

    @pytest.mark.skipif(not IS_PULP_4, reason="PuLP 4 only")
    @pytest.mark.parametrize(
        ("status", "has_solution", "verdict"),
        [
            ("Optimal", True, "optimal"),
            ("Infeasible", False, "infeasible"),
            ("TimeLimit", True, "feasible"),
            ("TimeLimit", False, "unsolved"),
            ("GapLimit", True, "feasible"),
            ("Undefined", False, "unsolved"),
            ("Unbounded", False, "unsolved"),
            ("NumericalError", False, "unsolved"),
        ],
    )
    def test_pulp_4(self, status, has_solution, verdict):
        stats = SimpleNamespace(
            status=getattr(pulp.LpSolveStatus, status), has_solution=has_solution, best_bound=None
        )
        problem = SimpleNamespace(solve=lambda _: stats)
        assert lp._PULP.solve(problem, None) == (verdict, None, status)


@pytest.mark.parametrize("first", ["highspy", "pulp"])
def test_both_orders_of_import_work(first):
    """PuLP loads HiGHS's library its own way, which has crashed where the order was another."""
    program = (
        f"import {first}\n"
        "from compensatie.engine import lp\n"
        "from compensatie.engine.session import Session\n"
        "from tests.engine.programmes import programme\n"
        "toy = lp.build(programme('x', ['x >= 2'], 'x', x=(0, 9)))\n"
        "assert Session(lp.arrays(toy)).solve().values == (2.0,)\n"
        "assert lp.solve_with(toy, 'HiGHS').values == (2.0,)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)
