# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every rule: where it comes from, how it is read, what the package comes to, where it binds."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.engine.audit import Audit
from compensatie.facts.record import dutch_or
from compensatie.legal_source import LegalSource
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Link, Part, Section, Sources
from compensatie.reports.dates import written_date
from compensatie.reports.rule_points import breach_points, state
from compensatie.reports.rule_results import RuleResult, rule_results
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Heading, Table
from compensatie.reports.verdict import shortfalls
from compensatie.rule import Rule


def rules(answers: Answers, speaker: Speaker) -> Section | None:
    """A table of all of them, what is missing, and the sources."""
    if not answers.case.rules:
        return None
    return Section("rules", speaker.reader.say("The rules"), tuple(_parts(answers, speaker)))


def _parts(answers: Answers, speaker: Speaker) -> Iterator[Part]:
    yield from standing_parts(answers.subject, speaker)
    yield Heading(speaker.reader.say("Where each rule comes from, and how it is read"))
    yield Sources(tuple(_source(one.rule, speaker) for one in rule_results(answers.subject)))


def standing_parts(audit: Audit, speaker: Speaker) -> Iterator[Part]:
    """How a package stands under each rule, and what else it breaks."""
    say, results = speaker.reader.say, rule_results(audit)
    if results:
        yield _table(results, speaker)
    if audit.breaches:
        yield Heading(say("What cannot be done"))
        yield breach_points(audit.breaches, speaker)
    yield from shortfalls(audit, speaker)


def _table(results: tuple[RuleResult, ...], speaker: Speaker) -> Table:
    say = speaker.reader.say
    columns = (
        Column(say("Rule")),
        Column(say("How it stands")),
        Column(say("Least room, or most that is missing")),
        Column(say("Where there is no room left")),
    )
    rows = tuple(
        (
            speaker.titles.rule(one.rule),
            state(one, speaker),
            _tightest(one, speaker),
            speaker.places.in_words([found.place for found in one.binding]) or "–",
        )
        for one in results
    )
    return Table(say("Every rule, and how the package stands"), columns, rows)


def _tightest(result: RuleResult, speaker: Speaker) -> str:
    found = result.missed[0] if result.missed else result.tightest
    return "–" if found is None else speaker.finding(found, result.rule)


def _source(rule: Rule, speaker: Speaker) -> tuple[Link, tuple[str, ...]]:
    say, title = speaker.reader.say, speaker.titles.rule(rule)
    asks = rule.words[speaker.language].asks
    if rule.source is None:
        return Link(title), (asks, say("No source is given."))
    return Link(title, rule.source.url), (asks, *_reading(rule.source, speaker))


def _reading(source: LegalSource, speaker: Speaker) -> Iterator[str]:
    told = speaker.long_name(source.text)
    if source.date is not None:
        told = f"{told} ({written_date(source.date, speaker.language)})"
    yield told
    why = dutch_or(source.explanation, source.explanation_nl, speaker.language)
    if why is not None:
        text = "How it is read: {explanation}"
        yield speaker.reader.say(text, explanation=speaker.long_name(why))
