# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every table that reports show, as plain records: exact figures under titles that people read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.demand import Demand
from compensatie.engine.figures import EmploymentLine, employment_lines, spendings
from compensatie.facts.measure import Measure
from compensatie.facts.place import Place
from compensatie.reports.places import period, periods, runs
from compensatie.reports.rule_results import RuleResult
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Kind, Row, Table
from compensatie.rule import Finding, Unit

Key = tuple[str | None, str | None, int | None]
"""Scenario, province and year."""
Norms = dict[Key, Fraction]
"""What is asked of all employment in a province."""


def complete_jobs(audit: Audit, measure: Measure, size: Fraction) -> Fraction:
    """Gross jobs that a measure of this size brings once its ramp is over."""
    per_unit = sum(audit.case.facts.gained(measure).values(), Fraction(0))
    return size * per_unit * measure.ramp_share(len(measure.ramp))


def package_table(audit: Audit, speaker: Speaker) -> Table:
    """The measures: where, when, how large, how many jobs, and what they cost."""
    say, unit = speaker.reader.say, speaker.unit
    last = str(speaker.horizon[1])
    columns = (
        Column(say("Measure")),
        Column(say("Place")),
        Column(say("Start"), "year"),
        Column(say("Size")),
        Column(say("{unit} when complete", unit=unit), "jobs"),
        Column(say("Net present value, EUR"), "money"),
        Column(say("Once, EUR"), "money"),
        Column(say("Yearly in {year}, EUR", year=last), "money"),
    )
    rows = tuple(_package_rows(audit, speaker))
    sums = [sum((_figure(row[at]) for row in rows), Fraction(0)) for at in range(4, 8)]
    total: Row = (say("Together"), "", "", "", *sums)
    return Table("", columns, rows, total if len(rows) > 1 else None)


def _package_rows(audit: Audit, speaker: Speaker) -> Iterator[Row]:
    ledger, titles = audit.ledger, speaker.titles
    years = audit.case.facts.years
    for measure, start, size in ledger.choices():
        yield (
            titles.measure(measure.id),
            titles.place(measure),
            start,
            size_in_words(measure, size, speaker),
            complete_jobs(audit, measure, size),
            ledger.present_value([measure.id], years, None),
            ledger.paid([measure.id], years, None, "once"),
            ledger.paid([measure.id], years[-1:], None, "yearly"),
        )


def size_in_words(measure: Measure, size: Fraction, speaker: Speaker) -> str:
    """A size with its unit."""
    reader = speaker.reader
    if measure.kind == "rijkshub":
        return reader.count(size, "1 workplace", "{count} workplaces")
    return f"{reader.number(size)} {speaker.unit}"


def _figure(cell: object) -> Fraction:
    return cell if isinstance(cell, Fraction) else Fraction(0)


def cost_table(audit: Audit, speaker: Speaker) -> Table:
    """What each payer pays in each year, undiscounted."""
    say = speaker.reader.say
    paid = spendings(audit.ledger)
    payers = list(dict.fromkeys(one.payer for one in paid))
    sums: dict[tuple[int, str], Fraction] = {}
    for one in paid:
        sums[one.year, one.payer] = sums.get((one.year, one.payer), Fraction(0)) + one.amount
    rows: list[Row] = []
    for year in audit.case.facts.years:
        cells = [sums.get((year, payer), Fraction(0)) for payer in payers]
        rows.append((year, *cells, sum(cells, Fraction(0))))
    columns = (
        Column(say("Year"), "year"),
        *(Column(speaker.titles.item(payer), "money") for payer in payers),
        Column(say("Together"), "money"),
    )
    totals = [sum((_figure(row[at]) for row in rows), Fraction(0)) for at in range(1, len(columns))]
    return Table("", columns, tuple(rows), (say("Together"), *totals))


def balance_tables(audit: Audit, speaker: Speaker) -> Iterator[Table]:
    """Level, changes, measures and total against the norm: a table for each scenario, province."""
    every, norms = shown_balances(audit)
    yield from (balance_table(lines, norms, speaker) for lines in every)


def shown_balances(audit: Audit) -> tuple[list[list[EmploymentLine]], Norms]:
    """For each scenario, the provinces of which something is asked, or that measures change."""
    lines = employment_lines(audit.ledger)
    hard = strictest_norms(audit, lines, is_hard=True)
    norms = hard or strictest_norms(audit, lines, is_hard=False)
    shown = {province for _, province, _ in norms} or {
        one.province for one in lines if one.measures
    }
    every = [
        [one for one in lines if (one.scenario, one.province) == (scenario, province)]
        for scenario in audit.case.facts.scenarios
        for province in audit.case.facts.provinces
        if province in shown
    ]
    return every, norms


def strictest_norms(audit: Audit, lines: tuple[EmploymentLine, ...], *, is_hard: bool) -> Norms:
    """The strictest level that a rule asks of all employment in a province."""
    totals: dict[Key, Fraction | None] = {
        (one.scenario, one.province, one.year): one.total for one in lines
    }
    norms: Norms = {}
    for found in audit.findings:
        key = found.place.scenario, found.place.province, found.place.year
        if found.bound is None or found.is_hard != is_hard or found.sense != ">=":
            continue
        if totals.get(key) == found.measured:
            norms[key] = max(norms.get(key, found.bound), found.bound)
    return norms


def levels_asked(
    findings: Iterable[Finding], lines: Sequence[EmploymentLine]
) -> dict[int, Fraction]:
    """The level that a rule asks of all employment in a province, by year."""
    totals = {(one.scenario, one.province, one.year): one.total for one in lines}
    levels: dict[int, Fraction] = {}
    for found in findings:
        place = found.place
        key = place.scenario or "", place.province or "", place.year or 0
        # A rule that looks at some sectors only measures something else than the total.
        if found.sense == ">=" and found.bound is not None and totals.get(key) == found.measured:
            levels[key[2]] = max(levels.get(key[2], found.bound), found.bound)
    return levels


def balance_table(lines: list[EmploymentLine], norms: Norms, speaker: Speaker) -> Table:
    """One balance, equal years taken together."""
    say, titles = speaker.reader.say, speaker.titles
    first = lines[0]
    figures = []
    for one in lines:
        norm = norms.get((one.scenario, one.province, one.year))
        room = None if norm is None or one.total is None else one.total - norm
        figures.append((one.year, (one.baseline, one.changes, one.measures, one.total, norm, room)))
    columns = (
        Column(say("Years")),
        *(
            Column(title, "jobs")
            for title in (
                say("Level"),
                say("Changes"),
                say("Measures"),
                say("Total"),
                say("Norm"),
                say("Room"),
            )
        ),
    )
    rows = tuple((period(start, end), *cells) for start, end, cells in runs(figures))
    title = f"{titles.scenario(first.scenario)} – {titles.province(first.province)}"
    return Table(title, columns, rows)


def shortfall_table(result: RuleResult, speaker: Speaker) -> Table:
    """Where a rule is missed and by how much, the worst scenario and province first."""
    say, places = speaker.reader.say, speaker.places
    groups: dict[Place, list[tuple[int, Fraction]]] = {}
    for found in result.missed:
        group = groups.setdefault(found.place._replace(year=None), [])
        group.append((found.place.year or 0, found.shortfall))
    unit = speaker.unit_word(result.rule.unit)
    columns = (
        Column(say("Scenario")),
        Column(say("Where")),
        Column(say("Years")),
        Column(say("Worst, {unit}", unit=unit), "jobs"),
        Column(say("Short by year, {unit}", unit=unit)),
    )
    rows = tuple(
        (
            places.scenario(place),
            places.where(place),
            periods(year for year, _ in missed if year),
            max(amount for _, amount in missed),
            _by_year(missed, speaker),
        )
        for place, missed in groups.items()
    )
    return Table("", columns, rows)


def _by_year(missed: list[tuple[int, Fraction]], speaker: Speaker) -> str:
    number = speaker.reader.number
    return "; ".join(
        f"{period(start, end)}: {number(amount)}" if start else number(amount)
        for start, end, amount in runs(missed)
    )


def demand_tables(demands: tuple[Demand, ...], speaker: Speaker) -> Iterator[Table]:
    """What each scenario asks most of each rule, and how far all measures together reach there."""
    worst: dict[tuple[str, Place], Demand] = {}
    for one in demands:
        group = (one.rule.id, one.place._replace(year=None))
        if group not in worst or _urgency(one) > _urgency(worst[group]):
            worst[group] = one
    # Jobs and money do not stand in one column.
    for unit in dict.fromkeys(one.rule.unit for one in worst.values()):
        alike = [one for one in worst.values() if one.rule.unit == unit]
        yield _demand_table(sorted(alike, key=_urgency, reverse=True), unit, speaker)


def _demand_table(demands: list[Demand], unit: Unit, speaker: Speaker) -> Table:
    say, places, word = speaker.reader.say, speaker.places, speaker.unit_word(unit)
    kind: Kind = "money" if unit == "EUR" else "jobs"
    columns = (
        Column(say("Scenario")),
        Column(say("Rule")),
        Column(say("Where")),
        Column(say("Year"), "year"),
        Column(say("Missing, {unit}", unit=word), kind),
        Column(say("Measures add at most"), kind),
        Column(say("Still missing"), kind),
    )
    rows = tuple(
        (
            places.scenario(one.place),
            speaker.titles.rule(one.rule),
            places.where(one.place),
            one.place.year,
            one.missing,
            one.reach,
            one.remaining,
        )
        for one in demands
    )
    return Table("", columns, rows)


def _urgency(demand: Demand) -> tuple[Fraction, Fraction]:
    return demand.remaining, demand.missing
