# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The balance of every scenario, province and year, and what each measure brings to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.figures import EmploymentLine, employment_lines
from compensatie.reports.content.balance import balance_in_words
from compensatie.reports.content.pictures import Shown
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.spreadsheet.tidy import (
    FIRST,
    Chart,
    Drawn,
    Formula,
    Range,
    Sheet,
    Value,
    cell,
)
from compensatie.reports.table import Column
from compensatie.reports.tables import Norms, shown_balances

JOBS, NAME = mark("jobs"), mark("employment")
SCENARIO, PROVINCE, YEAR, LEVEL, CHANGES, WITHOUT, MEASURES, TOTAL, NORM, ROOM = range(10)
REFERENCE, CHANGE, NATIONAL = range(10, 13)
"""Where the columns of employment stand."""
_ACTIVE, _EACH, _BROUGHT = 3, 4, 5
Brought = tuple[str, int, str, Fraction, Fraction]
"""Province, year, measure, its size at work, and jobs for each unit of it."""
Places = Mapping[tuple[str, int], tuple[int, int]]
"""First and last row of the sheet of jobs, by province and year."""


def balances(audit: Audit, speaker: Speaker) -> tuple[Sheet, Sheet]:
    """The sheet of jobs that measures bring, and the sheet of employment that adds them up."""
    jobs, places = _jobs(audit, speaker)
    every, norms = shown_balances(audit)
    lines = employment_lines(audit.ledger)
    rows = tuple(_row(line, FIRST + at, norms, places, speaker) for at, line in enumerate(lines))
    say = speaker.reader.say
    about = say(
        "Employment on 1 January by scenario, province and year: level, decided changes and "
        "measures make the total."
    )
    first = {(one.scenario, one.province): FIRST + at for at, one in reversed([*enumerate(lines)])}
    charts = tuple(
        _chart(own, first[own[0].scenario, own[0].province], norms, speaker) for own in every
    )
    return jobs, Sheet(say(NAME), about, _columns(speaker), rows, charts)


def _jobs(audit: Audit, speaker: Speaker) -> tuple[Sheet, Places]:
    rows: list[tuple[Value, ...]] = []
    places: dict[tuple[str, int], tuple[int, int]] = {}
    for province in audit.case.facts.provinces:
        for year in audit.case.facts.years:
            first = FIRST + len(rows)
            for line in _brought(audit, province, year, speaker):
                rows.append(_job_row(line, FIRST + len(rows)))
            if FIRST + len(rows) > first:
                places[province, year] = (first, FIRST + len(rows) - 1)
    say = speaker.reader.say
    about = say(
        "Jobs that each measure brings to a province in a year; negative where it takes them."
    )
    columns = (
        Column(say("Province")),
        Column(say("Year"), "year"),
        Column(say("Measure")),
        Column(say("Size at work (size times build-up)"), "jobs"),
        Column(say("{unit} for each unit at work", unit=speaker.unit), "jobs"),
        Column(say("{unit} in all", unit=speaker.unit), "jobs"),
    )
    return Sheet(say(JOBS), about, columns, tuple(rows)), places


def _brought(audit: Audit, province: str, year: int, speaker: Speaker) -> Iterator[Brought]:
    facts, titles = audit.case.facts, speaker.titles
    for measure, start, size in audit.ledger.choices():
        gained = facts.gained(measure).get(province, Fraction(0))
        net = gained - facts.taken(measure).get(province, Fraction(0))
        if net and year >= start:
            active = measure.ramp_share(year - start) * size
            yield titles.province(province), year, titles.measure(measure.id), active, net


def _job_row(line: Brought, row: int) -> tuple[Value, ...]:
    product = f"={cell(_ACTIVE, row)}*{cell(_EACH, row)}"
    active, each = line[3], line[4]
    return (*line, Formula(product, active * each))


def _row(
    line: EmploymentLine, row: int, norms: Norms, places: Places, speaker: Speaker
) -> tuple[Value, ...]:
    norm = norms.get((line.scenario, line.province, line.year))
    return (
        speaker.titles.scenario(line.scenario),
        speaker.titles.province(line.province),
        line.year,
        line.baseline,
        line.changes,
        _formula(row, "={LEVEL}+{CHANGES}", _plus(line.baseline, line.changes)),
        _measures(line, places, speaker),
        _formula(row, "={WITHOUT}+{MEASURES}", line.total),
        norm,
        _formula(row, "={TOTAL}-{NORM}", None if norm is None else _plus(line.total, -norm)),
        line.reference,
        _formula(row, "=({TOTAL}-{REFERENCE})/{REFERENCE}", line.change),
        line.national_change,
    )


def _plus(one: Fraction | None, other: Fraction) -> Fraction | None:
    return None if one is None else one + other


def _formula(row: int, text: str, value: Fraction | None) -> Formula | None:
    """A formula over cells of its own row; nothing where a figure is unknown."""
    columns = {
        "LEVEL": LEVEL,
        "CHANGES": CHANGES,
        "WITHOUT": WITHOUT,
        "MEASURES": MEASURES,
        "TOTAL": TOTAL,
        "NORM": NORM,
        "REFERENCE": REFERENCE,
    }
    if value is None:
        return None
    return Formula(text.format(**{key: cell(at, row) for key, at in columns.items()}), value)


def _measures(line: EmploymentLine, places: Places, speaker: Speaker) -> Value:
    rows = places.get((line.province, line.year))
    if rows is None:
        return line.measures
    brought = Range(speaker.reader.say(JOBS), _BROUGHT, *rows)
    return Formula(f"=SUM({brought.text})", line.measures)


def _chart(
    lines: tuple[EmploymentLine, ...] | list[EmploymentLine],
    first: int,
    norms: Norms,
    speaker: Speaker,
) -> Chart:
    """Total, norm, and what there would be without measures, by year."""
    say, titles, name = speaker.reader.say, speaker.titles, speaker.reader.say(NAME)
    scenario, province = titles.scenario(lines[0].scenario), titles.province(lines[0].province)
    title = say("{province}: {scenario}", province=province, scenario=scenario)
    last = first + len(lines) - 1
    years = Range(name, YEAR, first, last)
    drawn = tuple(
        Drawn(years, Range(name, column, first, last)) for column in (WITHOUT, TOTAL, NORM)
    )
    return Chart("line", Shown(title, balance_in_words(lines, norms, speaker)), drawn)


def _columns(speaker: Speaker) -> tuple[Column, ...]:
    say, reference = speaker.reader.say, str(speaker.case.instance.reference_year)
    return (
        Column(say("Scenario")),
        Column(say("Province")),
        Column(say("Year"), "year"),
        Column(say("Level"), "jobs"),
        Column(say("Changes"), "jobs"),
        Column(say("Without measures"), "jobs"),
        Column(say("Measures"), "jobs"),
        Column(say("Total"), "jobs"),
        Column(say("Norm"), "jobs"),
        Column(say("Room"), "jobs"),
        Column(say("Level of {year}", year=reference), "jobs"),
        Column(say("Change since {year}", year=reference), "share"),
        Column(say("Change of the whole country since {year}", year=reference), "share"),
    )
