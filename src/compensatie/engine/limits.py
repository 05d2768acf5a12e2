# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Limits of measures moved: what a case would be if a measure could be larger, sooner or later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.demand import demands
from compensatie.engine.goal import Goal
from compensatie.engine.programme import Programme
from compensatie.engine.restriction import Extension, Restriction
from compensatie.facts.facts import Facts
from compensatie.facts.measure import Measure, Start
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term

NONE, ONE = Fraction(0), Fraction(1)


def with_measures(case: Case, *measures: Measure) -> Case:
    """The same case with other measures: in place of those of the same id, or behind them."""
    given = {one.id: one for one in measures}
    kept = [given.pop(one.id, one) for one in case.facts.measures]
    instance = case.instance.model_copy(update={"measures": (*kept, *given.values())})
    facts = case.facts
    return case.on(Facts(instance, facts.counting, facts.valuation, facts.scenarios))


def including(case: Case, measure: str) -> Case:
    """The same case, with a measure that every package must have."""
    return replace(case, locks=case.locks.and_also((measure,), ()))


def unlimited(case: Case, measure: Measure) -> Measure:
    """A measure that can start in every year, and be as large as makes a difference."""
    size = measure.size.model_copy(update={"max": most_useful(case, measure)})
    years = Start(earliest=case.facts.years[0], latest=case.facts.years[-1])
    return measure.model_copy(update={"size": size, "start": years})


def most_useful(case: Case, measure: Measure) -> Decimal:
    """The size with which a measure by itself meets every row that it helps.

    A multiple of its step, and no less than its largest size. Rows are counted that are missed
    where no measure is taken; in the first year of its ramp it helps least.
    """
    needed = max(_needed(case, measure), default=NONE)
    steps = ceil(needed / Fraction(measure.size.step))
    return max(measure.size.max, steps * measure.size.step)


def _needed(case: Case, measure: Measure) -> Iterator[Fraction]:
    missing = {(one.rule.id, one.place): one.missing for one in demands(case)}
    decision = Decision(case.facts)
    for entry in case.rules:
        for row in entry.rule.rows(entry.facts, decision) if entry.rule.is_hard else ():
            if (entry.rule.id, row.place) not in missing:
                continue
            for term, each in decision.expanded(row.surplus()):
                if term.kind == "size" and term.name == measure.id and each > 0:
                    yield missing[entry.rule.id, row.place] / each


def later(programme: Programme, measure: Measure) -> Goal:
    """By how many years a measure starts later than it can now."""
    return _years(programme, measure, "later")


def earlier(programme: Programme, measure: Measure) -> Goal:
    """By how many years a measure starts sooner than it can now."""
    return _years(programme, measure, "earlier")


def _years(programme: Programme, measure: Measure, which: str) -> Goal:
    """Years of a start outside of the limits of now, on one side."""

    def beyond(year: int) -> int:
        if which == "later":
            return max(year - measure.start.latest, 0)
        return max(measure.start.earliest - year, 0)

    def value(audit: Audit) -> Fraction:
        choice = audit.package.by_measure().get(measure.id)
        return NONE if choice is None else Fraction(beyond(choice.start))

    now = programme.case.instance.measure_by_id[measure.id]
    terms = {
        Term("start", measure.id, year): Fraction(beyond(year))
        for year in now.start.years
        if beyond(year)
    }
    return Goal(f"{which} start of {measure.id}", "measures", Linear(terms), value)


def steps(programme: Programme, measure: Measure) -> Goal:
    """The size of a measure, in steps."""
    step, last = Fraction(measure.size.step), programme.case.facts.years[-1]
    size = programme.decision.size(programme.case.instance.measure_by_id[measure.id], last)
    return Goal(
        f"steps of {measure.id}",
        "measures",
        size * (ONE / step),
        lambda audit: audit.ledger.size(measure.id, last) / step,
    )


@dataclass(frozen=True, slots=True)
class StartsWithin(Restriction):
    """A measure that is chosen starts between two years, both included."""

    measure: str
    """Its id."""
    first: int
    """The first of them."""
    last: int
    """The last of them."""

    def extension(self, programme: Programme, first: int) -> Extension:
        """Every other start is 0."""
        years = programme.case.instance.measure_by_id[self.measure].start.years
        outside = (year for year in years if not self.first <= year <= self.last)
        columns = (programme.columns.start(self.measure, year) for year in outside)
        return Extension(bounds=dict.fromkeys(columns, (NONE, NONE)))

    def holds(self, audit: Audit) -> bool:
        """Looked up."""
        choice = audit.package.by_measure().get(self.measure)
        return choice is None or self.first <= choice.start <= self.last
