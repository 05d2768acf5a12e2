# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a package is short of, row by row: what is to be mended, the worst first."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie import units
from compensatie.engine.audit import Audit
from compensatie.language import Language
from compensatie.reports.document import Document
from compensatie.reports.rule_points import breach_points
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Column, Heading, Paragraph, Report, Table
from compensatie.reports.verdict import verdict
from compensatie.rule import Finding


def shortfalls_of(audit: Audit) -> list[Finding]:
    """Every row that is missed: hard rules first, those in jobs first, the largest first."""
    missed = [found for found in audit.findings if found.met is False]
    return sorted(
        missed, key=lambda one: (not one.is_hard, one.unit != "jobs", one.unit, -one.shortfall)
    )


def fix_list(audit: Audit) -> list[Document]:
    """What is missing, for programs; amounts are exact decimal strings."""
    return [
        {
            **found.place._asdict(),
            "rule": found.rule,
            "family": found.family,
            "strength": "hard" if found.is_hard else "soft",
            "shortfall": units.exact(found.shortfall),
            "unit": found.unit if found.unit != "jobs" else audit.case.instance.unit,
        }
        for found in shortfalls_of(audit)
    ]


def fix_report(audit: Audit, language: Language) -> Report:
    """What is missing, for people."""
    speaker = Speaker(audit.case, language)
    return (
        Heading(speaker.titles.case(audit.case.model), is_main=True),
        Paragraph(verdict(audit, speaker)),
        *_parts(audit, speaker),
    )


def _parts(audit: Audit, speaker: Speaker) -> Iterator[Block]:
    say = speaker.reader.say
    if audit.breaches:
        yield Heading(say("What cannot be done"))
        yield breach_points(audit.breaches, speaker)
    missed = shortfalls_of(audit)
    if missed:
        yield Heading(say("What is missing, the worst first"))
        yield _table(missed, audit, speaker)
    else:
        yield Paragraph(say("No rule is missed: there is nothing to mend."))


def _table(missed: list[Finding], audit: Audit, speaker: Speaker) -> Table:
    say, places = speaker.reader.say, speaker.places
    rules = {entry.rule.id: entry.rule for entry in audit.case.rules}
    columns = (
        Column(say("Scenario")),
        Column(say("Where")),
        Column(say("Year"), "year"),
        Column(say("Rule")),
        Column(say("Missing")),
    )
    rows = tuple(
        (
            places.scenario(found.place),
            places.where(found.place),
            found.place.year,
            _named(found, speaker.titles.rule(rules[found.rule]), speaker),
            speaker.amount_with_unit(found.shortfall, found.unit),
        )
        for found in missed
    )
    return Table("", columns, rows)


def _named(found: Finding, title: str, speaker: Speaker) -> str:
    return title if found.is_hard else speaker.reader.say("{rule} (soft)", rule=title)
