# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The figures of a package that tables show: money and the balance of jobs, exact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from compensatie.errors import MissingFactError
from compensatie.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Spending:
    """What one payer pays for one measure in one year."""

    measure: str
    """Id of the measure."""
    payer: str
    """Who pays."""
    year: int
    """Calendar year."""
    amount: Fraction
    """EUR of the price year, undiscounted."""


@dataclass(frozen=True, slots=True)
class EmploymentLine:
    """The balance of one province on 1 January of one year, in the instance's unit."""

    scenario: str
    """Id of the scenario."""
    province: str
    """Code of the province."""
    year: int
    """The year."""
    baseline: Fraction | None
    """Before changes and measures; None where it is unknown."""
    changes: Fraction
    """Net jobs that decided changes bring."""
    measures: Fraction
    """Net jobs that the package brings."""
    total: Fraction | None
    """All together; None where the baseline is unknown."""
    reference: Fraction | None
    """Level of the reference year; None where it is unknown."""
    national_change: Fraction | None
    """Relative change of the whole country since the reference year."""
    change: Fraction | None
    """Relative change of the province since the reference year."""


def spendings(ledger: Ledger) -> tuple[Spending, ...]:
    """Payments added up by measure, payer and year, in the order of the package."""
    sums: dict[tuple[str, str, int], Fraction] = defaultdict(Fraction)
    for payment in ledger.payments:
        sums[payment.measure, payment.payer, payment.year] += payment.amount
    return tuple(Spending(*key, amount) for key, amount in sums.items())


def cost_share_by_status(ledger: Ledger) -> dict[str, Fraction]:
    """Share of the money paid (savings counted as they are large) by status of its figures."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for payment in ledger.payments:
        sums[payment.status] += abs(payment.amount)
    whole = sum(sums.values(), Fraction(0))
    return {status: amount / whole for status, amount in sorted(sums.items()) if whole}


def jobs_share_by_status(ledger: Ledger) -> dict[str, Fraction]:
    """Share of the jobs brought, in the last year, by status of the measure's figures."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    last = ledger.facts.years[-1]
    for measure, _, _ in ledger.choices():
        brought = sum(
            (ledger.gained(measure, at, last) for at in ledger.facts.provinces), Fraction(0)
        )
        sums[measure.status] += brought
    whole = sum(sums.values(), Fraction(0))
    return {status: jobs / whole for status, jobs in sorted(sums.items()) if whole}


def employment_lines(ledger: Ledger) -> tuple[EmploymentLine, ...]:
    """The balance of every scenario in scope, province and year."""
    return tuple(_lines(ledger))


def _lines(ledger: Ledger) -> Iterator[EmploymentLine]:
    facts = ledger.facts
    brought = {
        (province, year): ledger.jobs(province, year)
        for province in facts.provinces
        for year in facts.years
    }
    for scenario in facts.scenarios:
        country = {year: _national_change(ledger, year, scenario) for year in facts.years}
        for province in facts.provinces:
            for year in facts.years:
                yield _line(
                    ledger, scenario, province, year, brought[province, year], country[year]
                )


def _line(
    ledger: Ledger,
    scenario: str,
    province: str,
    year: int,
    measures: Fraction,
    national_change: Fraction | None,
) -> EmploymentLine:
    facts = ledger.facts
    baseline = _known(lambda: facts.baseline(province, year, scenario))
    reference = _known(lambda: facts.reference(province, scenario))
    changes = facts.changes(province, year, scenario)
    total = None if baseline is None else baseline + changes + measures
    change = _relative(total, reference)
    return EmploymentLine(
        scenario,
        province,
        year,
        baseline,
        changes,
        measures,
        total,
        reference,
        national_change,
        change,
    )


def _national_change(ledger: Ledger, year: int, scenario: str) -> Fraction | None:
    facts = ledger.facts
    level = _known(lambda: ledger.national(year, scenario))
    base = _known(lambda: facts.national_baseline(facts.reference_year, scenario))
    return _relative(level, base)


def _known(figure: Callable[[], Fraction]) -> Fraction | None:
    """A figure, or None where the instance does not give it."""
    try:
        return figure()
    except MissingFactError:
        return None


def _relative(level: Fraction | None, base: Fraction | None) -> Fraction | None:
    return None if level is None or not base else (level - base) / base
