# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What holds for every package whatever the policy: one start, sizes, relations and locks.

As rows of the programme; `engine.audit` checks the same of a finished package.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.case import Case
from compensatie.facts.measure import Measure
from compensatie.facts.relation import Relation
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term, total
from compensatie.formulation.row import Row

NamedRow = tuple[str, Row]
"""A row with the name of what it belongs to."""


def structure_rows(case: Case, decision: Decision) -> Iterator[NamedRow]:
    """One start a measure, the relations and the locks."""
    last = case.facts.years[-1]
    for measure in case.facts.measures:
        if len(measure.start.years) > 1:
            started = decision.started(measure, last)
            yield f"one start of {measure.id}", Row(started, "<=", Fraction(1))
    for position, relation in enumerate(case.instance.relations):
        for row in relation_rows(relation, case, decision):
            yield f"relation {position + 1} ({relation.kind})", row
    for name in case.locks.include:
        started = decision.started(case.instance.measure_by_id[name], last)
        yield f"include {name}", Row(started, ">=", Fraction(1))
    for name in case.locks.exclude:
        started = decision.started(case.instance.measure_by_id[name], last)
        yield f"exclude {name}", Row(started, "<=", Fraction(0))


def relation_rows(relation: Relation, case: Case, decision: Decision) -> Iterator[Row]:
    """What a relation asks, row by row; certificates number its rows in this order."""
    measures = [case.instance.measure_by_id[name] for name in relation.members]
    last = case.facts.years[-1]
    chosen = [decision.started(measure, last) for measure in measures]
    match relation.kind:
        case "requires":
            yield from _no_sooner(measures[0], measures[1], decision)
        case "excludes":
            yield Row(total(chosen), "<=", Fraction(1))
        case "together":
            for one in chosen[1:]:
                yield Row(one - chosen[0], ">=", Fraction(0))
                yield Row(one - chosen[0], "<=", Fraction(0))
        case "at-most":
            yield Row(total(chosen), "<=", Fraction(relation.count or 0))
        case "at-least":
            yield Row(total(chosen), ">=", Fraction(relation.count or 0))


def _no_sooner(measure: Measure, on: Measure, decision: Decision) -> Iterator[Row]:
    """`on` has started in every year by which `measure` has."""
    for year in measure.start.years:
        yield Row(decision.started(on, year) - decision.started(measure, year), ">=", Fraction(0))


def size_rows(measure: Measure) -> Iterator[tuple[str, Row]]:
    """A measure that starts has a size between its limits; one that does not has none."""
    for year in measure.start.years:
        start, size = Term("start", measure.id, year), Term("size", measure.id, year)
        least = Linear({size: Fraction(1), start: -Fraction(measure.size.min)})
        most = Linear({size: Fraction(1), start: -Fraction(measure.size.max)})
        yield f"least size of {measure.id} in {year}", Row(least, ">=", Fraction(0))
        yield f"most size of {measure.id} in {year}", Row(most, "<=", Fraction(0))
