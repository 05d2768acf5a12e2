# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The deterministic equivalent built row by row, to compare the assembled one with.

A whole programme for each scenario by itself, and a row for every start and size that must be the
same in two of them.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from compensatie.engine import lp
from compensatie.engine.answer import Answer
from compensatie.engine.case import bind
from compensatie.engine.columns import Columns
from compensatie.engine.linear_programme import Column, Constraint, LinearProgramme
from compensatie.engine.programme import Programme
from compensatie.engine.session import Session
from compensatie.facts.knowledge import Knowledge
from tests.support.drawn_case import Case

ZERO, ONE = Fraction(0), Fraction(1)


def row_by_row(case: Case, knowledge: Knowledge) -> LinearProgramme:
    """The programme whose optimum is the least mean of the first objective."""
    columns: list[Column] = []
    rows: list[Constraint] = []
    costs: dict[int, Fraction] = {}
    constant = ZERO
    blocks: dict[str, tuple[int, Columns]] = {}
    every = bind(case.instance, case.model, knowledge.scenarios)
    for name, weight in every.facts.weights().items():
        programme = Programme(bind(case.instance, case.model, [name]))
        objective = programme.objective(programme.case.stages[0])
        own, first = programme.linear_programme(objective), len(columns)
        columns += own.columns
        for row in own.constraints:
            terms = {first + column: value for column, value in row.terms.items()}
            rows.append(Constraint(row.name, terms, row.sense, row.right))
        for column, value in own.objective.items():
            costs[first + column] = weight * value
        constant += weight * own.constant
        blocks[name] = (first, programme.columns)
    rows += _equal_decisions(case, knowledge, blocks)
    return LinearProgramme(tuple(columns), tuple(rows), costs, constant)


def _equal_decisions(
    case: Case, knowledge: Knowledge, blocks: dict[str, tuple[int, Columns]]
) -> list[Constraint]:
    rows = []
    for measure in case.instance.measures:
        for year in measure.start.years:
            for group in knowledge.groups(year):
                for one, other in pairwise(group):
                    rows += _equal(blocks[one], blocks[other], measure.id, year)
    return rows


def _equal(
    one: tuple[int, Columns], other: tuple[int, Columns], measure: str, year: int
) -> list[Constraint]:
    starts = [first + columns.start(measure, year) for first, columns in (one, other)]
    sizes = [
        (first + columns.size(measure, year)[0], Fraction(columns.size(measure, year)[1]))
        for first, columns in (one, other)
    ]
    return [
        Constraint("start", {starts[0]: ONE, starts[1]: -ONE}, "=", ZERO),
        Constraint("size", {sizes[0][0]: sizes[0][1], sizes[1][0]: -sizes[1][1]}, "=", ZERO),
    ]


def solved_row_by_row(programme: LinearProgramme) -> Answer:
    return Session(lp.arrays(lp.build(programme))).solve()
