# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A programme whose numbers move with a few parameters: compiled once, moved for each draw.

Most uncertain figures move the numbers of a programme in straight lines: a cost per unit moves the
objective, a fill rate the right-hand sides, a ramp the coefficients. The slopes are found by exact
differences between programmes that are built in full, and tried, exactly, on further programmes.
Where a number does not lie on its line there is no parametric programme: each draw is then built
in full. Nothing that is reported rests on the slopes: packages are audited on the drawn facts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import inf

import numpy as np

from compensatie.engine.arrays import Arrays, Real
from compensatie.engine.case import Case
from compensatie.engine.linear_programme import Constraint, LinearProgramme
from compensatie.engine.programme import Programme, RuleRow
from compensatie.formulation.linear import Linear

Point = tuple[Decimal, ...]
"""A value for each parameter."""
CaseAt = Callable[[Point], Case]
"""The case that holds at a point."""


class Loose(Programme):
    """A programme in which nothing is left out or rounded up because of one case's numbers."""

    def rule_constraints(self, *, whole: bool = False) -> list[tuple[RuleRow, Constraint]]:
        """The rows of the rules, each bound where it is."""
        return super().rule_constraints(whole=whole)

    def _with_shortfall(self, entry: RuleRow) -> RuleRow:
        if entry.source.rule.is_hard:
            return entry
        # Its upper bound is lifted in `Parametric`.
        term = self.columns.add_shortfall(entry.name, Fraction(1))
        return replace(entry, shortfall=term)

    def _impossible(self) -> Iterator[RuleRow]:
        return iter(())

    def _constraint(self, name: str, surplus: Linear, *, whole: bool = True) -> Constraint | None:
        found = super()._constraint(name, surplus, whole=whole)
        return found or Constraint(name, {}, ">=", -surplus.constant)


@dataclass(frozen=True, slots=True)
class Numbers:
    """Every number of a programme, in one order."""

    shape: tuple[object, ...]
    """What must be the same for two programmes to differ in their numbers only."""
    values: tuple[Fraction, ...]
    """Costs by column, their constant, right-hand sides by row, then coefficients row by row."""


def numbers_of(programme: LinearProgramme) -> Numbers:
    """The numbers of a programme."""
    rows = programme.constraints
    costs = [programme.objective.get(at, Fraction(0)) for at in range(len(programme.columns))]
    rights = [row.right for row in rows]
    coefficients = [amount for row in rows for amount in row.terms.values()]
    names = tuple((column.name, column.integer) for column in programme.columns)
    shape = (names, *((row.name, row.sense, tuple(row.terms)) for row in rows))
    return Numbers(shape, (*costs, programme.constant, *rights, *coefficients))


@dataclass(frozen=True, slots=True, eq=False)
class Moves:
    """The numbers that move: which they are, where they start from, and their slopes."""

    positions: tuple[int, ...]
    """Their places among all numbers."""
    origin: Real
    """Their values at the origin."""
    slopes: Real
    """By how much each moves with each parameter: a row for each parameter."""

    def at(self, away: Sequence[float]) -> Real:
        """Their values so far away from the origin, the same to the last bit on every machine."""
        values = self.origin.copy()
        for slope, distance in zip(self.slopes, away, strict=True):
            values += slope * distance
        return values


class Parametric:
    """The programme of every point, as far as its numbers lie on straight lines."""

    def __init__(self, programme: Programme, exact: LinearProgramme, origin: Point, moves: Moves):
        """What `parametric` found."""
        self.programme, self.exact, self.origin, self.moves = programme, exact, origin, moves

    @cached_property
    def arrays(self) -> Arrays:
        """The programme at the origin, compiled once."""
        from compensatie.engine import lp

        arrays = lp.arrays(lp.build(self.exact))
        columns = self.programme.columns
        quantities, shortfalls = columns.quantities(), columns.shortfalls()
        # Their bounds at the origin do not hold everywhere, and their rows bind them as well.
        arrays.column_lower[quantities] = -inf
        arrays.column_upper[[*quantities, *shortfalls]] = inf
        return arrays

    def away(self, point: Point) -> list[float]:
        """How far a point is from the origin."""
        return [float(one - at) for one, at in zip(point, self.origin, strict=True)]


def parametric(case_at: CaseAt, origin: Point, trials: Sequence[Point]) -> Parametric | None:
    """The programme of every point, where its numbers move in straight lines.

    Args:
        case_at: the case that holds at a point.
        origin: where to start from; best no special point, at which terms could vanish.
        trials: further points: the slopes are taken from the origin to each coordinate of the
            first, and tried on all of them.

    Returns:
        The programme; None where the model has several objectives, or a number of a trial does
        not lie, exactly, where the slopes put it.
    """
    case = case_at(origin)
    if len(case.stages) > 1:
        return None
    programme, exact = _built(case)
    start = numbers_of(exact)
    slopes: list[list[Fraction]] = []
    for number, (here, there) in enumerate(zip(origin, trials[0], strict=True)):
        if there == here:  # a parameter that can be one value only
            slopes.append([Fraction(0)] * len(start.values))
            continue
        point = (*origin[:number], there, *origin[number + 1 :])
        found = numbers_of(_built(case_at(point))[1])
        if found.shape != start.shape:
            return None
        step = Fraction(there - here)
        slopes.append([(b - a) / step for a, b in zip(start.values, found.values, strict=True)])
    if not all(_lies(start, slopes, origin, trial, case_at) for trial in trials):
        return None
    return Parametric(programme, exact, origin, _moves(start, slopes))


def _built(case: Case) -> tuple[Programme, LinearProgramme]:
    programme = Loose(case)
    return programme, programme.linear_programme(programme.objective(case.stages[0]))


def _lies(
    start: Numbers, slopes: list[list[Fraction]], origin: Point, trial: Point, case_at: CaseAt
) -> bool:
    """Whether every number of a trial is, exactly, where the slopes put it."""
    found = numbers_of(_built(case_at(trial))[1])
    if found.shape != start.shape:
        return False
    expected = list(start.values)
    for slope, here, there in zip(slopes, origin, trial, strict=True):
        away = Fraction(there - here)
        for position, steepness in enumerate(slope):
            if steepness:
                expected[position] += steepness * away
    return tuple(expected) == found.values


def _moves(start: Numbers, slopes: list[list[Fraction]]) -> Moves:
    positions = tuple(at for at in range(len(start.values)) if any(slope[at] for slope in slopes))
    origin = np.array([float(start.values[at]) for at in positions], dtype=np.float64)
    rows = [[float(slope[at]) for at in positions] for slope in slopes]
    return Moves(
        positions, origin, np.array(rows, dtype=np.float64).reshape(len(rows), len(positions))
    )
