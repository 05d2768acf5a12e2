# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""HiGHS, lying: it solves, and then says something else of every programme but the smallest."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Event
from types import SimpleNamespace
from typing import Any

import highspy

SMALLEST = 2
"""Columns up to which it is honest, so that the check of known programmes does not catch it."""


class Lying:
    """Stands in for HiGHS and changes what it says."""

    lie: Callable[[Lying], None]

    def __init__(self) -> None:
        self.__dict__["_highs"] = highspy.Highs()
        self.__dict__["_said"] = {}

    def __getattr__(self, name: str) -> Any:
        said = self._said.get(name)
        return getattr(self._highs, name) if said is None else lambda: said

    def __setattr__(self, name: str, value: Any) -> None:
        setattr(self._highs, name, value)

    def run(self) -> None:
        """Solves, and thinks of a lie."""
        self._said.clear()
        if self._highs.getNumCol() <= SMALLEST:
            self._highs.run()
        else:
            type(self).lie(self)

    def say(self, **said: Any) -> None:
        """What it says from now on."""
        self._said.update(said)

    def info(self, **figures: Any) -> SimpleNamespace:
        """The true figures of the last solve, some of them replaced."""
        names = (
            "objective_function_value",
            "primal_solution_status",
            "mip_dual_bound",
            "max_primal_infeasibility",
            "max_integrality_violation",
        )
        true = self._highs.getInfo()
        return SimpleNamespace(**{name: getattr(true, name) for name in names} | figures)

    def solution(self, **parts: Any) -> SimpleNamespace:
        """The true solution, some of it replaced."""
        true = self._highs.getSolution()
        names = ("col_value", "row_dual", "col_dual")
        return SimpleNamespace(**{name: list(getattr(true, name)) for name in names} | parts)


STATUS = highspy.HighsModelStatus


def _with_values(liar: Lying, change: Callable[[float], float], **figures: Any) -> None:
    liar._highs.run()
    values = [change(value) for value in liar._highs.getSolution().col_value]
    costs = list(liar._highs.getLp().col_cost_)
    value = sum(cost * one for cost, one in zip(costs, values, strict=False))
    value += liar._highs.getObjectiveOffset()[1]
    told = {"objective_function_value": value, "mip_dual_bound": value, "primal_solution_status": 2}
    liar.say(
        getModelStatus=STATUS.kOptimal,
        getInfo=liar.info(**told | figures),
        getSolution=liar.solution(col_value=values),
    )


def a_wrong_optimum(liar: Lying) -> None:
    """The dearest package is the cheapest."""
    liar._highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
    _with_values(liar, float)
    liar._highs.changeObjectiveSense(highspy.ObjSense.kMinimize)


def an_infeasible_point(liar: Lying) -> None:
    """Nothing needs to be done."""
    _with_values(liar, lambda value: 0.0)


def rounding_over_the_edge(liar: Lying) -> None:
    """Every size a little smaller than is needed."""
    _with_values(liar, lambda value: value - 0.6 if value > 1.5 else value)


def not_a_number(liar: Lying) -> None:
    """NaN, everywhere."""
    _with_values(liar, lambda value: float("nan"), mip_dual_bound=float("nan"))


def false_infeasible(liar: Lying) -> None:
    """There is no package."""
    liar._highs.run()
    liar.say(getModelStatus=STATUS.kInfeasible)


def false_unbounded(liar: Lying) -> None:
    """Costs can fall without end."""
    liar._highs.run()
    liar.say(getModelStatus=STATUS.kUnbounded, getInfo=liar.info(primal_solution_status=0))


def text_on_stdout(liar: Lying) -> None:
    """A banner, past Python."""
    os.write(1, b"Running HiGHS, the best solver there is\n")
    liar._highs.run()


def a_crash(liar: Lying) -> None:
    """It breaks down."""
    raise RuntimeError("segmentation fault, nearly")


def a_hang(liar: Lying) -> None:
    """It never ends."""
    Event().wait()


def stale_values(liar: Lying) -> None:
    """The solution of the first programme it ever saw, again and again."""
    liar._highs.run()
    first = Lying.__dict__.get("_first") or liar.solution()
    type.__setattr__(Lying, "_first", first)
    size = liar._highs.getNumCol()
    values = (list(first.col_value) + [0.0] * size)[:size]
    liar.say(getSolution=liar.solution(col_value=values))


def wrong_duals(liar: Lying) -> None:
    """Prices from nowhere."""
    liar._highs.run()
    duals = [7.0 * (at % 3) for at in range(liar._highs.getNumRow())]
    liar.say(getSolution=liar.solution(row_dual=duals))


def a_bound_too_high(liar: Lying) -> None:
    """Nothing is below twice the optimum."""
    liar._highs.run()
    value = liar._highs.getInfo().objective_function_value
    liar.say(getInfo=liar.info(mip_dual_bound=2 * value + 1000))


def a_bound_too_low(liar: Lying) -> None:
    """Nothing is known."""
    liar._highs.run()
    liar.say(getInfo=liar.info(mip_dual_bound=-1e9))


LIES = (
    a_wrong_optimum,
    an_infeasible_point,
    rounding_over_the_edge,
    not_a_number,
    false_infeasible,
    false_unbounded,
    text_on_stdout,
    a_crash,
    a_hang,
    stale_values,
    wrong_duals,
    a_bound_too_high,
    a_bound_too_low,
)
"""Every lie."""


def liar(lie: Callable[[Lying], None]) -> type[Lying]:
    """HiGHS that tells one lie."""
    return type("Liar", (Lying,), {"lie": staticmethod(lie)})
