# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What every rule finds in the package, a row for each scenario, province and year."""

from __future__ import annotations

from compensatie.engine.audit import Audit
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.spreadsheet.tidy import FIRST, Formula, Sheet, Value, cell
from compensatie.reports.table import Column
from compensatie.rule import Finding, Rule

NAME = mark("rules")
MEASURED, SENSE, BOUND = 9, 10, 11
"""Where the columns of the comparison stand."""


def rules(audit: Audit, speaker: Speaker) -> Sheet:
    """Measured, bound and room, the room worked out from the two."""
    by_id = {one.rule.id: one.rule for one in audit.case.rules}
    rows = tuple(
        _row(one, by_id[one.rule], FIRST + at, speaker) for at, one in enumerate(audit.findings)
    )
    about = speaker.reader.say("What every rule finds, a row for each scenario, province and year.")
    return Sheet(speaker.reader.say(NAME), about, _columns(speaker), rows)


def _row(found: Finding, rule: Rule, row: int, speaker: Speaker) -> tuple[Value, ...]:
    say, titles, place = speaker.reader.say, speaker.titles, found.place
    measured, sense, bound = (cell(column, row) for column in (MEASURED, SENSE, BOUND))
    room = f'=IF({sense}=">=",{measured}-{bound},{bound}-{measured})'
    met = {True: say("yes"), False: say("no"), None: say("not tested")}
    return (
        titles.rule(rule),
        speaker.long_name(rule.id),
        rule.family,
        say("hard") if rule.is_hard else say("soft"),
        "" if place.scenario is None else titles.scenario(place.scenario),
        "" if place.province is None else titles.province(place.province),
        place.year,
        place.side or "",
        "" if place.item is None else titles.item(place.item),
        found.measured,
        found.sense,
        found.bound,
        None if found.slack is None else Formula(room, found.slack),
        met[found.met],
        speaker.unit_word(found.unit),
    )


def _columns(speaker: Speaker) -> tuple[Column, ...]:
    say = speaker.reader.say
    return (
        Column(say("Rule")),
        Column(say("Id")),
        Column(say("Family")),
        Column(say("Hard or soft")),
        Column(say("Scenario")),
        Column(say("Province")),
        Column(say("Year"), "year"),
        Column(say("Side")),
        Column(say("Item")),
        Column(say("Measured"), "jobs"),
        Column(say("At least or at most")),
        Column(say("Bound"), "jobs"),
        Column(say("Room"), "jobs"),
        Column(say("Kept")),
        Column(say("Unit")),
    )
