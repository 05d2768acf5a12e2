# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The linear relaxation: starts and sizes in part, and the price of every row.

What it comes to is the solver's word, in floating point; no package can be read from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from compensatie.engine.answer import Relaxation
from compensatie.engine.case import Case
from compensatie.engine.neighbourhood import starts_of
from compensatie.engine.outcome import ObjectiveValue, Outcome, Provenance, RowPrice, Status
from compensatie.engine.programme import Programme, RuleRow
from compensatie.facts.package import Package

SMALLEST_SHARE = 1e-9
"""Shares of a start below this are the solver's rounding."""


def relaxed(case: Case, time_limit: float | None, provenance: Provenance) -> Outcome:
    """Solves the linear relaxation of the first objective.

    Raises:
        SolverError: HiGHS broke down.
    """
    from compensatie.engine import lp
    from compensatie.engine.session import Session

    programme = Programme(case)
    linear, rows = programme.relaxation(programme.objective(case.stages[0]))
    answer = Session(lp.arrays(lp.build(linear))).relax(time_limit=time_limit)
    status = Status(answer.answer.status)
    if status is not Status.OPTIMAL or answer.answer.objective is None:
        reason = answer.answer.reason
        return Outcome(status, case, provenance, reason=reason, notices=case.notices)
    return Outcome(
        status,
        case,
        provenance,
        objective=_objective(case, answer.answer.objective),
        notices=case.notices,
        prices=_prices(rows, answer),
        relaxed=_shares(programme, answer.answer.values),
    )


def marginal_prices(
    case: Case, package: Package, time_limit: float | None
) -> Mapping[str, Fraction] | None:
    """What one more unit asked by each hard rule costs, by the linear programme.

    The start years of the package are kept and no other measure starts; sizes may change, and
    need not be whole. It is the solver's word, and the price of no real package.

    Returns:
        EUR (or the objective's unit) per unit of the rule's own, by rule; None where the solver
        has no answer.
    """
    from compensatie.engine import lp
    from compensatie.engine.session import Session

    programme = Programme(case)
    linear, rows = programme.relaxation(programme.objective(case.stages[0]))
    fixed = {
        programme.columns.start(measure.id, year): float((measure.id, year) in starts_of(package))
        for measure in case.facts.measures
        for year in measure.start.years
    }
    answer = Session(lp.arrays(lp.build(linear))).relax(fixed, time_limit)
    if answer.answer.status != "optimal":
        return None
    found = {entry.rule.id: 0.0 for entry in case.rules if entry.rule.is_hard}
    for row, price in zip(rows, answer.prices, strict=False):
        if row.source.rule.is_hard:
            found[row.source.rule.id] += price
    return {rule: Fraction(price) for rule, price in found.items()}


def _objective(case: Case, value: float) -> ObjectiveValue:
    first, exact = case.stages[0].objective, Fraction(value)
    return ObjectiveValue(first.name, first.unit, exact, exact, Fraction(0), Fraction(0))


def _prices(rows: Sequence[RuleRow], answer: Relaxation) -> tuple[RowPrice, ...]:
    """What raising a row's own bound by one unit costs; rows without a price are left out.

    The programme has every row as "surplus at least 0": raising the bound of a row that asks "at
    most" loosens it.
    """
    prices = zip(rows, answer.prices, strict=False)
    return tuple(
        RowPrice(entry.source.rule.id, entry.row.place, price * (1 if is_floor else -1))
        for entry, price in prices
        for is_floor in [entry.row.sense == ">="]
        if price
    )


def _shares(
    programme: Programme, values: Sequence[float]
) -> Mapping[tuple[str, int], tuple[float, float]]:
    """Share started and size of each measure and start year."""
    found = {}
    for measure in programme.case.facts.measures:
        for year in measure.start.years:
            share = values[programme.columns.start(measure.id, year)]
            column, factor = programme.columns.size(measure.id, year)
            if share > SMALLEST_SHARE:
                found[measure.id, year] = (share, values[column] * float(factor))
    return found
