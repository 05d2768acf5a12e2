# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A live HiGHS says what it proved, prints nothing, hears Ctrl-C, and can be asked again."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import replace
from math import inf
from random import Random
from textwrap import dedent
from threading import Thread
from time import perf_counter, sleep

import numpy as np
import pytest

from compensatie.engine import lp
from compensatie.engine.answer import Answer
from compensatie.engine.arrays import Arrays
from compensatie.engine.session import STATUS, Session
from compensatie.engine.ways import CAREFUL, LARGE, USUAL
from compensatie.errors import SolverError
from tests.engine.programmes import drawn, exact_optimum, programme
from tests.support.seeded import IS_NIGHTLY

DRAWS = 2000 if IS_NIGHTLY else 200


def session(found, **options):
    return Session(lp.arrays(lp.build(found)), **options)


def knapsack(items, rows, seed=1):
    """Many items that nearly tie under many limits: long work for any solver."""
    random = Random(seed)
    names = [f"x{i}" for i in range(items)]
    limits = []
    for _ in range(rows):
        weights = [random.randint(10, 99) for _ in names]
        total = " + ".join(f"{w} {name}" for w, name in zip(weights, names, strict=True))
        limits.append(f"{total} <= {sum(weights) // 2}")
    worth = " ".join(f"- {random.randint(50, 99)} {name}" for name in names)
    return programme(worth, limits, " ".join(names), **dict.fromkeys(names, (0, 1)))


HARD = knapsack(60, 30)


@pytest.fixture
def transport():
    """Two measures for one need: `a` is cheap and small."""
    return programme(
        "3 a + 5 b", ["a + b >= 7", "a <= 4"], "a b", constant="1.5", a=(0, 6), b=(0, 9)
    )


class TestSolve:
    def test_the_optimum_is_found_and_proven(self, transport):
        answer = session(transport).solve()
        assert answer.status == "optimal"
        assert answer.values == (4.0, 3.0)
        assert answer.objective == answer.bound == 28.5
        assert answer.seconds > 0
        assert answer.reason == "Optimal"

    def test_it_agrees_with_enumeration_in_fractions(self):
        random, kinds = Random(20230207), {"optimal": 0, "infeasible": 0}
        for _ in range(DRAWS):
            found = drawn(random)
            best = exact_optimum(found)
            answer = session(found).solve()
            kinds[answer.status] += 1
            if best is None:
                assert answer.status == "infeasible", found
            else:
                assert answer.status == "optimal", found
                assert answer.objective == pytest.approx(float(best), abs=1e-5), found
        assert min(kinds.values()) >= DRAWS // 5

    def test_infeasible_has_no_point(self):
        found = programme("x", ["x + y >= 5", "x + y <= 4"], "x", x=(0, 9), y=(0, 9))
        answer = session(found).solve()
        assert (answer.status, answer.values) == ("infeasible", ())
        assert answer.objective is None
        assert answer.bound is None

    def test_infeasible_may_lie_in_the_whole_numbers_alone(self):
        found = programme("x", ["2 x + 2 y = 5"], "x y", x=(0, 9), y=(0, 9))
        assert session(found).solve().status == "infeasible"

    def test_infeasible_or_unbounded_is_settled(self):
        """Every column is bounded, so one of the two cannot be."""
        found = programme("- x", ["x - y <= -1", "y - x <= -1"], "x y", x=(0, 9), y=(0, 9))
        assert session(found).solve().status == "infeasible"

    def test_a_programme_without_columns_costs_its_constant(self):
        answer = session(programme("", [], constant=3)).solve()
        assert (answer.status, answer.values, answer.objective) == ("optimal", (), 3.0)

    def test_a_programme_without_rows_rests_on_its_bounds(self):
        answer = session(programme("x - y", [], "x", x=(2, 4), y=(1, 3))).solve()
        assert (answer.values, answer.objective) == ((2.0, 3.0), -1.0)

    def test_a_time_limit_leaves_a_point_and_a_bound(self):
        answer = session(HARD).solve(time_limit=0.5)
        assert answer.status == "feasible"
        assert answer.bound < answer.objective
        assert len(answer.values) == 60
        assert answer.seconds < 3
        assert answer.reason == "Time limit reached"

    def test_no_time_at_all_is_unsolved_and_not_infeasible(self):
        found = programme("x", ["x + y >= 5", "x + y <= 4"], "x", x=(0, 9), y=(0, 9))
        for hopeless in (found, HARD):
            assert session(hopeless).solve(time_limit=0.0).status in {"unsolved", "feasible"}

    def test_a_time_limit_counts_from_this_solve_on(self):
        asked = session(HARD)
        for _ in range(3):
            started = perf_counter()
            asked.solve(time_limit=0.3)
            assert 0.2 < perf_counter() - started < 2

    def test_within_a_gap_is_called_feasible_unless_it_is_optimal(self, transport):
        answer = session(knapsack(30, 10)).solve(gap=200.0)
        assert answer.status == "feasible"
        assert answer.objective - answer.bound <= 200
        assert session(transport).solve(gap=0.0).status == "optimal"

    def test_a_start_changes_nothing_but_the_way(self):
        found = knapsack(20, 6)
        first = session(found).solve()
        again = session(found).solve(start=dict(enumerate(first.values)))
        assert again.status == "optimal"
        assert again.objective == pytest.approx(first.objective)

    def test_the_same_input_gives_the_same_values(self):
        found = knapsack(20, 6)
        answers = {(a.values, a.objective) for a in (session(found).solve() for _ in range(3))}
        asked = session(found)
        asked.relax()
        answers |= {(a.values, a.objective) for a in (asked.solve(), asked.solve())}
        assert len(answers) == 1

    def test_sessions_do_not_disturb_each_other(self, transport):
        answers = []
        threads = [
            Thread(target=lambda: answers.append(session(transport).solve())) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {answer.values for answer in answers} == {(4.0, 3.0)}

    def test_threads_may_differ_between_sessions(self, transport):
        assert [session(transport, threads=n).solve().objective for n in (1, 2, 1)] == [28.5] * 3


class TestRelax:
    def test_prices_say_what_one_more_costs(self, transport):
        relaxation = session(transport).relax()
        assert relaxation.answer.objective == 28.5
        assert relaxation.prices == (5.0, -2.0)
        assert relaxation.reduced_costs == (0.0, 0.0)

    def test_prices_are_what_the_objective_does(self, transport):
        asked = session(transport)
        before = asked.relax()
        asked.set_row_bounds(0, 7.5, inf)
        after = asked.relax()
        assert after.answer.objective - before.answer.objective == 0.5 * before.prices[0]

    def test_whole_numbers_are_forgotten_only_meanwhile(self):
        asked = session(programme("x", ["2 x >= 3"], "x", x=(0, 9)))
        assert asked.relax().answer.values == (1.5,)
        assert asked.solve().values == (2.0,)
        assert asked.relax().answer.values == (1.5,)

    def test_columns_are_fixed_only_meanwhile(self, transport):
        asked = session(transport)
        fixed = asked.relax(fixed={0: 1.0})
        assert fixed.answer.values == (1.0, 6.0)
        assert fixed.reduced_costs[0] == -2.0
        assert asked.relax().answer.values == (4.0, 3.0)

    def test_infeasible_has_no_prices(self, transport):
        asked = session(transport)
        asked.set_row_bounds(0, 99.0, inf)
        relaxation = asked.relax()
        assert relaxation.answer.status == "infeasible"
        assert (relaxation.prices, relaxation.reduced_costs) == ((), ())


class TestChange:
    def test_rows_come_and_go(self, transport):
        asked = session(transport)
        assert asked.row_count == 2
        assert asked.add_row({0: 1.0}, -inf, 2.0) == 2
        assert asked.add_row({0: 1.0, 1: 1.0}, 8.0, 8.0) == 3
        assert asked.solve().values == (2.0, 6.0)
        asked.delete_rows_from(3)
        assert asked.solve().values == (2.0, 5.0)
        asked.delete_rows_from(2)
        assert asked.solve().values == (4.0, 3.0)
        asked.delete_rows_from(2)
        assert asked.row_count == 2

    def test_the_objective_is_replaced_whole(self, transport):
        asked = session(transport)
        asked.set_objective({0: 7.0}, 100.0)
        answer = asked.solve()
        assert (answer.values[0], answer.objective) == (0.0, 100.0)

    def test_bounds_move(self, transport):
        asked = session(transport)
        asked.set_column_bounds(0, 0.0, 1.0)
        assert asked.solve().values == (1.0, 6.0)
        asked.relax(fixed={0: 0.0})
        assert asked.solve().values == (1.0, 6.0)

    def test_changing_equals_building_anew(self):
        random = Random(5)
        for _ in range(DRAWS // 10):
            one, other = drawn(random), drawn(random)
            asked = session(one)
            asked.solve()
            if len(one.columns) != len(other.columns):
                continue
            asked.delete_rows_from(0)
            fresh = lp.arrays(lp.build(other))
            for i, column in enumerate(other.columns):
                asked.set_column_bounds(i, float(column.lower), float(column.upper))
            for i, row in enumerate(other.constraints):
                terms = {j: float(c) for j, c in row.terms.items()}
                asked.add_row(terms, fresh.row_lower[i], fresh.row_upper[i])
            asked.set_objective(dict(enumerate(fresh.costs)), fresh.constant)
            if [c.integer for c in one.columns] == [c.integer for c in other.columns]:
                anew = Session(fresh).solve()
                assert asked.solve().status == anew.status
                assert asked.solve().objective == anew.objective


class TestSecondOpinion:
    """HiGHS is asked again, in another way, where a single answer is not enough."""

    @pytest.fixture
    def saying(self, transport, monkeypatch):
        """A session whose HiGHS answers as written, one after the other."""

        def say(*answers, status=STATUS.kOptimal, clean=False, limit=None):
            asked, ways, left = session(transport), [], list(answers)
            monkeypatch.setattr(asked, "_asked", lambda *way: ways.append(way) or left.pop(0))
            monkeypatch.setattr(asked, "_has_clean_point", lambda: clean)
            monkeypatch.setattr(asked, "_highs", Saying(asked._highs, status))
            answer = asked.solve(time_limit=limit)
            return answer, ways

        return say

    def test_a_proven_optimum_is_taken(self, saying):
        answer, ways = saying(OPTIMAL)
        assert answer == OPTIMAL
        assert ways == [(inf, CAREFUL)]

    def test_infeasible_said_twice_is_infeasible(self, saying):
        answer, ways = saying(INFEASIBLE, INFEASIBLE)
        assert answer == replace(INFEASIBLE, seconds=8.0)
        assert ways == [(inf, CAREFUL), (8.0, USUAL)]

    def test_a_point_that_is_there_refutes_infeasible(self, saying):
        answer, _ = saying(INFEASIBLE, OPTIMAL, clean=True)
        assert answer == replace(OPTIMAL, seconds=5.0)

    def test_a_point_by_a_tolerance_refutes_nothing(self, saying):
        answer, _ = saying(INFEASIBLE, OPTIMAL, clean=False)
        assert answer == replace(INFEASIBLE, seconds=5.0, reason="Infeasible, said once")

    def test_no_second_answer_leaves_the_first(self, saying):
        answer, ways = saying(INFEASIBLE, UNSOLVED, limit=6.0)
        assert answer.reason == "Infeasible, said once"
        assert [limit for limit, _ in ways] == [6.0, 2.0]

    def test_what_is_broken_is_asked_again_for_as_long_as_there_is(self, saying):
        answer, ways = saying(UNSOLVED, OPTIMAL, status=STATUS.kSolveError, limit=60.0)
        assert answer == replace(OPTIMAL, seconds=2.0)
        assert ways == [(60.0, CAREFUL), (59.0, USUAL)]

    def test_broken_twice_is_unsolved(self, saying):
        answer, _ = saying(UNSOLVED, UNSOLVED, status=STATUS.kUnknown)
        assert answer.status == "unsolved"


OPTIMAL = Answer("optimal", (1.0,), 1.0, 1.0, 1.0, "Optimal")
INFEASIBLE = Answer("infeasible", (), None, None, 4.0, "Infeasible")
UNSOLVED = Answer("unsolved", (), None, None, 1.0, "Unknown")


class Saying:
    """A HiGHS with a status of its own."""

    def __init__(self, highs, status):
        self.highs, self.status = highs, status

    def __getattr__(self, name):
        return getattr(self.highs, name)

    def getModelStatus(self):  # noqa: N802
        return self.status


def test_a_large_programme_is_solved_as_a_small_one_is():
    names = [f"x{i}" for i in range(LARGE + 1)]
    total = " + ".join(f"{i % 7 + 1} {name}" for i, name in enumerate(names))
    found = programme(total, [f"{total} >= 1000"], " ".join(names), **dict.fromkeys(names, (0, 3)))
    assert session(found).solve().objective == 1000


def test_a_point_is_clean_or_it_is_not(transport):
    asked = session(transport)
    assert not asked._has_clean_point()
    asked.solve()
    assert asked._has_clean_point()
    hair = session(programme("3 x", ["0.7 x >= 2.80000001"], "x", x=(0, 9)))
    hair._asked(inf, USUAL)
    assert not hair._has_clean_point()


class TestFailure:
    def test_an_unknown_option_is_refused(self, transport):
        with pytest.raises(SolverError, match="nonsense"):
            session(transport)._set(nonsense=1)

    def test_a_bad_option_is_refused(self, transport):
        with pytest.raises(SolverError, match="threads"):
            session(transport, threads=-7)

    def test_a_number_that_highs_would_drop_is_refused(self, transport):
        with pytest.raises(SolverError, match="add a row"):
            session(transport).add_row({0: 1e-12}, 0.0, 1.0)

    def test_a_column_that_is_not_there_is_refused(self, transport):
        with pytest.raises(SolverError, match="change a column"):
            session(transport).set_column_bounds(99, 0.0, 1.0)

    def test_what_breaks_inside_a_run_is_not_swallowed(self, transport, monkeypatch):
        asked = session(transport)
        monkeypatch.setattr(asked, "_highs", Broken(asked._highs))
        with pytest.raises(ZeroDivisionError):
            asked.solve()


class Broken:
    """A HiGHS whose run fails."""

    def __init__(self, highs):
        self.highs = highs

    def __getattr__(self, name):
        return getattr(self.highs, name)

    def run(self):
        raise ZeroDivisionError


def test_nothing_is_printed(capfd):
    asked = session(HARD)
    asked.solve(time_limit=0.2)
    asked.relax()
    with pytest.raises(SolverError):
        asked.set_column_bounds(99, 0.0, 1.0)
    session(programme("x", ["x >= 5"], "x", x=(0, 4))).solve()
    assert capfd.readouterr() == ("", "")


def dense(columns, rows):
    """Arrays full of numbers, whose first relaxation alone takes seconds."""
    random = np.random.default_rng(1)
    return Arrays(
        starts=np.arange(0, columns * rows + 1, columns, dtype=np.int32),
        indices=np.tile(np.arange(columns, dtype=np.int32), rows),
        values=random.uniform(1, 10, columns * rows),
        row_lower=np.full(rows, -inf),
        row_upper=np.full(rows, 9.0 * columns),
        column_lower=np.zeros(columns),
        column_upper=np.full(columns, 9.0),
        costs=-random.uniform(1, 2, columns),
        integer=np.full(columns, True),
        constant=0.0,
    )


INTERRUPTED = """
    import sys
    from compensatie.engine import lp
    from compensatie.engine.session import Session
    from tests.engine.test_session import HARD, dense

    asked = Session(lp.arrays(lp.build(HARD)) if sys.argv[1] == "search" else dense(3000, 2000))
    print("started", flush=True)
    try:
        asked.relax() if sys.argv[1] == "relax" else asked.solve()
    except KeyboardInterrupt:
        print("interrupted", flush=True)
    if not asked._work.is_lost:
        print(asked.solve(time_limit=0.3).reason, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGINT cannot be sent to one process there")
@pytest.mark.parametrize("where", ["search", "relax", "root"])
def test_ctrl_c_ends_a_solve_within_two_seconds(where):
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        [sys.executable, "-c", dedent(INTERRUPTED), where],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout.readline() == "started\n"
        sleep(0.7)
        started = perf_counter()
        process.send_signal(signal.SIGINT)
        assert process.stdout.readline() == "interrupted\n"
        assert perf_counter() - started < 2
        assert process.stdout.read() in {"", "Time limit reached\n"}
        assert process.wait() == 0
