# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Programmes on which some release of HiGHS was wrong: a poor answer optimal, a good one missing.

Each number in a name is that of the report in HiGHS's own repository. Beside them stands what
HiGHS still gets wrong in the release that is pinned, and why that does not reach a result.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from math import inf

import numpy as np
import pytest

from compensatie.engine import lp
from compensatie.engine.lattice import on_lattice
from compensatie.engine.session import Session
from compensatie.engine.ways import USUAL
from tests.engine.programmes import exact_optimum, programme

KNOWN = {
    "3043, on which 1.14.0 said 15": (
        programme("2 x + 3 z", ["x + z >= 4.5"], "z", x=(0, 10), z=(0, 10)),
        9,
    ),
    "3073, on which 1.14.0 said 200.01": (
        programme(
            "100 gap + 0.01 t",
            ["gap + x = 3", "x - t <= 0", "- x - t <= 0", "x <= 3", "x >= 0.45"],
            "x",
            gap=(0, 99),
            t=(-99, 99),
            x=(0, 99),
        ),
        "0.03",
    ),
    "2957, on which 1.14.0 said 29": (
        programme("x + 2 y", ["x + y >= 20.1"], "x", x=(0, 20), y=(8, 20)),
        "28.2",
    ),
    "2975, a fixed cost": (
        programme(
            "2 b + 99999 y", ["a + b = 10", "a - 100 y <= 0"], "y", a=(0, 99), b=(0, 99), y=(0, 1)
        ),
        20,
    ),
    "2432, which 1.11.0 called infeasible": (
        programme(
            "- 93 a + 25 b + 17 c",
            [
                "- 89 a - 40.7 b - 12 c >= 3994.5",
                "- 0.1 a + 77.2 b - 23.7 c >= -4878.3",
                "- 8.6 a - 6.5 b + 72.78 c >= -4930",
            ],
            "a c",
            a=(-100, 120),
            b=(-100, 10),
            c=(-100, 0),
        ),
        "-2916285/772",
    ),
    "771, which 1.2.1 called infeasible": (
        programme("", ["y = 1", "- 1000000 x + y <= 0"], "x", x=(0, 1), y=(-9, 9)),
        0,
    ),
    "linopy 651, on which 1.14.0 said 11": (
        programme("2 x + y", ["2 x + y >= 10"], "x", x=(0, 1), y=(9, 99)),
        10,
    ),
}
"""Programme and optimum."""


@pytest.fixture(params=KNOWN.values(), ids=KNOWN.keys())
def known(request):
    return request.param


def test_the_optimum_that_is_noted_is_the_optimum():
    tried = 0
    for found, noted in KNOWN.values():
        if sum(not column.integer for column in found.columns) == 1:
            assert exact_optimum(found) == Fraction(noted)
            tried += 1
    assert tried == 5


def test_the_session_finds_it(known):
    found, noted = known
    answer = Session(lp.arrays(lp.build(found))).solve()
    assert answer.status == "optimal"
    assert answer.objective == pytest.approx(float(Fraction(noted)), abs=1e-5)


@pytest.mark.parametrize("solver", sorted(set(lp.available_solvers()) - lp.ROUNDS_CONTINUOUS))
def test_every_solver_present_finds_it(known, solver):
    found, noted = known
    answer = lp.solve_with(lp.build(found), solver)
    assert answer.status == "optimal"
    assert answer.objective == pytest.approx(float(Fraction(noted)), abs=1e-5)


def test_a_tolerance_is_not_a_millionth_cheaper():
    """Min 3x + 2y, x + y ≥ 4.5, x ≥ 1.2, x whole: 11, for which HiGHS says 10.999999.

    It rounds x up within its tolerance and leaves y a hair short. With the whole numbers rounded
    and fixed, what is left is linear, and that it solves to the last digit.
    """
    found = programme("3 x + 2 y", ["x + y >= 4.5"], "x", x=("1.2", 10), y=(0, 10))
    assert exact_optimum(found) == 11
    session = Session(lp.arrays(lp.build(found)))
    answer = session.solve()
    assert answer.objective == pytest.approx(11, abs=1e-5)
    exact = session.relax(fixed={0: float(round(answer.values[0]))}).answer
    assert (exact.values, exact.objective) == ((2.0, 2.5), 11.0)


def as_usual(arrays):
    """What HiGHS says when it is asked with its own presolve and tolerance."""
    return Session(arrays)._asked(inf, USUAL)


class TestStillWrong:
    """What the pinned release gets wrong by itself; where `as_usual` is right, it was mended."""

    def test_presolve_loses_the_optimum_of_an_ordinary_programme(self):
        """Doing nothing is allowed and costs nothing. So presolve is left out."""
        found = programme(
            "b + h + 100 n",
            [
                "c - 5 b <= 0",
                "e - 5 d <= 0",
                "e - 5 d >= 0",
                "c + e - 5 a = 0",
                "j - 0.01 i <= 0",
                "j - 0.01 i >= 0",
                "l - 0.04 k <= 0",
                "l - 0.03 k >= 0",
                "l + n - 0.01 m = 0",
                "- 9000 c + 24 e - 620 j - 2800 l >= -6.87",
                "- 3200/3 e + 520 h + 500 j >= -26641683/5000",
            ],
            "a b d i k m",
            a=(0, 1),
            b=(0, 1),
            c=(0, 5),
            d=(0, 1),
            e=(0, 5),
            h=(0, "0.01"),
            i=(0, 1),
            j=(0, "0.01"),
            k=(0, 1),
            l=(0, "0.04"),
            m=(0, 4),
            n=(0, "0.04"),
        )
        arrays = lp.arrays(lp.build(found))
        assert arrays.violation([0] * 12) == arrays.objective([0] * 12) == 0
        usual = as_usual(arrays)
        assert (usual.status, usual.objective > 0.009) == ("optimal", True)
        assert Session(arrays).solve().objective == 0

    def test_broken_bounds_of_whole_numbers_lose_the_optimum(self):
        """So `build` makes the bounds of whole numbers whole."""
        rows = ["2.5 a + 2 b <= 6.5", "2.5 a - 2 b >= -1.75"]
        found = programme("- a - 1.5 b", rows, "a b", a=("0.5", "1.5"), b=(0, 3))
        arrays = lp.arrays(lp.build(found))
        broken = replace(arrays, column_lower=np.array([0.5, 0]), column_upper=np.array([1.5, 3]))
        assert as_usual(broken).objective == -2.5
        assert as_usual(arrays).objective == exact_optimum(found) == -4
        assert Session(arrays).solve().objective == -4

    def test_a_bound_a_hair_beside_a_whole_step_gives_another_optimum(self):
        """So rows over whole steps get their bound on the lattice."""

        def asking(right):
            found = programme(
                "2825.04 a + 3423.50 b + 165532 u + 35349 v",
                [f"- 28000 a + 60800 b >= {right}", "a - 4 u <= 0", "b - 7 v <= 0"],
                "a b u v",
                a=(0, 4),
                b=(0, 7),
                u=(0, 1),
                v=(0, 1),
            )
            assert exact_optimum(found) == 42196
            return lp.arrays(lp.build(found))

        hair, widths = Fraction("60800.000001"), [Fraction(28000), Fraction(60800)]
        assert as_usual(asking(hair)).objective != 42196
        assert as_usual(asking(on_lattice(hair, widths))).objective == 42196
        assert Session(asking(hair)).solve().objective == 42196

    def test_a_rule_missed_by_a_hair_is_taken_for_met(self):
        """So such rows get their bound on the lattice, and the rest is audited exactly."""

        def asking(right):
            found = programme("3 x", [f"0.7 x >= {right}"], "x", x=(0, 9))
            assert exact_optimum(found) == 15
            return lp.arrays(lp.build(found))

        hair = Fraction("2.80000001")
        assert as_usual(asking(hair)).values == (4.0,)
        assert as_usual(asking(on_lattice(hair, [Fraction("0.7")]))).values == (5.0,)
        assert Session(asking(hair)).solve().values == (5.0,)

    def test_a_start_that_is_almost_nothing_carries_a_little_size(self):
        """Some of `z` is needed, and takes the whole of `w`. So the tolerance is tightened."""
        rows = ["z - 5 w <= 0", "9000 z >= 0.0045"]
        found = programme("1000 w + z", rows, "w", w=(0, 1), z=(0, 5))
        assert exact_optimum(found) == Fraction("1000.0000005")
        arrays = lp.arrays(lp.build(found))
        assert as_usual(arrays).objective < 1
        assert Session(arrays).solve().objective == pytest.approx(1000)
