# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""HiGHS with a parametric programme in it: from draw to draw only what moves is changed."""

from __future__ import annotations

from fractions import Fraction
from functools import cached_property
from math import inf
from typing import Any

import numpy as np

from compensatie.engine.arrays import Arrays, Real, Whole
from compensatie.engine.goal import Goal
from compensatie.engine.parametric import Parametric, Point
from compensatie.engine.programme import Programme
from compensatie.engine.session import Session
from compensatie.engine.solver import Live


class Moving(Live):
    """What asks of the programme at the point where it was moved last."""

    def __init__(self, parametric: Parametric, gap: Fraction = Fraction(0)) -> None:
        super().__init__(parametric.programme, gap)
        self._parametric = parametric
        self._split = _Split(parametric)

    @property
    def programme(self) -> Programme:
        """What its columns stand for."""
        return self._parametric.programme

    @cached_property
    def arrays(self) -> Arrays:
        """The programme at the origin."""
        return self._parametric.arrays

    @cached_property
    def session(self) -> MovableSession:
        """The live HiGHS."""
        return MovableSession(self.arrays)

    def aim(self, goal: Goal) -> None:
        """Nothing to do: there is one objective, and it moves with the draw."""

    def move(self, point: Point) -> None:
        """Gives every number that moves its value at a point."""
        values = self._parametric.moves.at(self._parametric.away(point))
        split, session = self._split, self.session
        session.set_costs(split.columns, values[split.costs])
        if split.constant is not None:
            session.set_constant(values[split.constant])
        session.set_rights(split.rows, values[split.rights], split.is_equation)
        session.set_coefficients(split.entries, values[split.coefficients])


class _Split:
    """Which of the numbers that move are costs, right-hand sides and coefficients."""

    def __init__(self, parametric: Parametric) -> None:
        exact, positions = parametric.exact, np.array(parametric.moves.positions, dtype=np.int32)
        first_right = len(exact.columns) + 1
        first_coefficient = first_right + len(exact.constraints)
        self.costs = np.flatnonzero(positions < first_right - 1)
        self.columns = positions[self.costs]
        constant = np.flatnonzero(positions == first_right - 1)
        self.constant = int(constant[0]) if constant.size else None
        is_right = (positions >= first_right) & (positions < first_coefficient)
        self.rights = np.flatnonzero(is_right)
        self.rows = positions[self.rights] - first_right
        senses = [exact.constraints[row].sense for row in self.rows]
        self.is_equation = np.array([sense == "=" for sense in senses], dtype=np.bool_)
        self.coefficients = np.flatnonzero(positions >= first_coefficient)
        entries = [
            (row, column) for row, one in enumerate(exact.constraints) for column in one.terms
        ]
        self.entries = [entries[at - first_coefficient] for at in positions[self.coefficients]]


class MovableSession(Session):
    """A live HiGHS whose numbers are changed many at a time."""

    def set_costs(self, columns: Whole, costs: Real) -> None:
        """Changes the costs of some columns."""
        status = self._highs.changeColsCost(len(columns), columns, costs)
        self._check(status, "change costs")

    def set_constant(self, constant: float) -> None:
        """Changes what the objective is without any choice."""
        self._check(self._highs.changeObjectiveOffset(constant), "change the constant")

    def set_rights(
        self, rows: Whole, rights: Real, is_equation: np.typing.NDArray[np.bool_]
    ) -> None:
        """Changes the right-hand sides of some rows; what is no equation is at least that."""
        upper = np.where(is_equation, rights, inf)
        change: Any = self._highs  # the stubs of highspy 1.15 leave this one out
        status = change.changeRowsBounds(len(rows), rows, rights, upper)
        self._check(status, "change rows")

    def set_coefficients(self, entries: list[tuple[int, int]], values: Real) -> None:
        """Changes coefficients, each of a row and a column."""
        for (row, column), value in zip(entries, values.tolist(), strict=True):
            self._check(self._highs.changeCoeff(row, column, value), "change a coefficient")
