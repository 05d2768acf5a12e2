# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The provinces: where jobs come and go, and how each fares against the country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.figures import EmploymentLine, employment_lines
from compensatie.facts.province import Province
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.balance import signed
from compensatie.reports.content.content import Figure, Part, Section
from compensatie.reports.content.pictures import Shown, Tile, TileMap
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Paragraph, Table

COLUMNS_WITHOUT_PLACE = 4
"""Tiles beside each other where the instance does not say where they lie."""
MOST_ACROSS = 20
"""Columns and rows of a map that can be shown."""


def provinces(answers: Answers, speaker: Speaker) -> Section | None:
    """A map and a table for the last year; of scenarios, the one that most is asked of."""
    audit = answers.subject
    if len(audit.case.instance.provinces) < 2:
        return None
    title = speaker.reader.say("The provinces")
    return Section("provinces", title, tuple(_parts(audit, speaker)))


def _parts(audit: Audit, speaker: Speaker) -> Iterator[Part]:
    say, last = speaker.reader.say, speaker.horizon[1]
    text = (
        "On 1 January {year}, against {reference}: what the measures bring to and take from each "
        "province, and how employment there changes beside the whole country."
    )
    reference = str(audit.case.instance.reference_year)
    yield Paragraph(say(text, year=str(last), reference=reference))
    lines = [one for one in employment_lines(audit.ledger) if one.year == last]
    for scenario in told_scenarios(audit):
        own = {one.province: one for one in lines if one.scenario == scenario}
        yield Figure(_map(audit, own, scenario, speaker), (_table(audit, own, speaker),))


def province_map(audit: Audit, speaker: Speaker) -> TileMap:
    """The map of the scenario in which most jobs go."""
    last = speaker.horizon[1]
    (scenario,) = told_scenarios(audit)
    every = employment_lines(audit.ledger)
    own = {one.province: one for one in every if (one.year, one.scenario) == (last, scenario)}
    return _map(audit, own, scenario, speaker)


def told_scenarios(audit: Audit) -> tuple[str, ...]:
    """The scenario in which most jobs go; what the measures move is the same in each."""
    last = audit.case.facts.years[-1]
    lost: dict[str, Fraction] = dict.fromkeys(audit.case.facts.scenarios, Fraction(0))
    for one in employment_lines(audit.ledger):
        if one.year == last:
            lost[one.scenario] += min(one.changes, Fraction(0))
    return (min(lost, key=lambda scenario: lost[scenario]),)


Lines = Mapping[str, EmploymentLine]


def _map(audit: Audit, lines: Lines, scenario: str, speaker: Speaker) -> TileMap:
    say, titles = speaker.reader.say, speaker.titles
    is_placed = _are_placed(audit.case.instance.provinces)
    tiles = tuple(
        _tile(at, one, lines[one.code], speaker, is_placed=is_placed)
        for at, one in enumerate(audit.case.instance.provinces)
    )
    text = "Jobs that measures move, and the change beside the country: {scenario}"
    title = say(text, scenario=titles.scenario(scenario))
    described = _moved(audit, speaker)
    names = (say("jobs come"), say("jobs go"), say("the measures change nothing"))
    explained = (
        say("Upper figure: {unit} by the measures.", unit=speaker.unit),
        say("Lower figure: change less that of the country, in percentage points."),
    )
    return TileMap(Shown(title, described), tiles, names, explained)


def _are_placed(listed: Sequence[Province]) -> bool:
    """Whether each province has a place of its own on a map that is not too large."""
    places = [one.tile for one in listed if one.tile is not None and max(one.tile) < MOST_ACROSS]
    return len(set(places)) == len(listed)


def _moved(audit: Audit, speaker: Speaker) -> str:
    """Which provinces gain and lose by the measures, most first."""
    last, titles = speaker.horizon[1], speaker.titles
    net = {code: audit.ledger.jobs(code, last) for code in audit.case.facts.provinces}
    told = [
        f"{titles.province(code)} {signed(jobs, speaker)}"
        for code, jobs in sorted(net.items(), key=lambda one: -abs(one[1]))
        if jobs
    ]
    if not told:
        return speaker.reader.say("The measures change nothing in any province.")
    text = "By the measures, in {unit}: {provinces}."
    return speaker.reader.say(text, unit=speaker.unit, provinces=", ".join(told))


def _tile(
    at: int, province: Province, line: EmploymentLine, speaker: Speaker, *, is_placed: bool
) -> Tile:
    column, row = province.tile or (0, 0)
    if not is_placed:
        row, column = divmod(at, COLUMNS_WITHOUT_PLACE)
    beside = _beside(line)
    shown = "–" if beside is None else signed(beside * 100, speaker)
    moved = signed(line.measures, speaker)
    return Tile(column, row, speaker.name(province.code), line.measures, (moved, shown))


def _beside(line: EmploymentLine) -> Fraction | None:
    """Change of the province less that of the country."""
    if line.change is None or line.national_change is None:
        return None
    return line.change - line.national_change


def _table(audit: Audit, lines: Lines, speaker: Speaker) -> Table:
    say, ledger, last = speaker.reader.say, audit.ledger, speaker.horizon[1]
    chosen = [measure for measure, _, _ in ledger.choices()]
    columns = (
        Column(say("Province")),
        Column(say("Brought by measures"), "jobs"),
        Column(say("Taken by measures"), "jobs"),
        Column(say("Decided changes"), "jobs"),
        Column(say("Total"), "jobs"),
        Column(say("Change"), "share"),
        Column(say("Whole country"), "share"),
        Column(say("Difference, percentage points"), "jobs"),
    )
    rows = tuple(
        (
            speaker.titles.province(code),
            sum((ledger.gained(one, code, last) for one in chosen), Fraction(0)),
            sum((ledger.taken(one, code, last) for one in chosen), Fraction(0)),
            line.changes,
            line.total,
            line.change,
            line.national_change,
            None if (beside := _beside(line)) is None else beside * 100,
        )
        for code, line in lines.items()
    )
    return Table(say("Jobs moved, and change beside the country"), columns, rows)
