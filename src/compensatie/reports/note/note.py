# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The draft of a decision note: what a reader of two pages should know, in the usual order.

Occasion, advised decision, key points with options and risks, explanation, coordination. It is
filled from what the report says, so that it can say nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from compensatie.engine.demand import Demand, demands
from compensatie.engine.figures import EmploymentLine
from compensatie.reports.comparison_grid import Beside, beside
from compensatie.reports.content.balance import balance_in_words
from compensatie.reports.content.content import Content
from compensatie.reports.content.opening import norms
from compensatie.reports.explained_measures import reason
from compensatie.reports.proof import proof
from compensatie.reports.sentences import chosen_in_words, valuation
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Paragraph, Points, Table
from compensatie.reports.tables import Norms, shown_balances
from compensatie.studies.criteria import Criteria

MOST_LISTED = 8
"""Measures, payers or provinces that are named; the rest is in the report."""
MOST_TAKEN_OVER = 3
"""Points that are taken over from a section of the report."""
MOST_BALANCES = 3
"""Scenarios of which the tightest year is told."""
LONGEST = 400
"""Characters of a sentence that is taken over."""
WHAT_HELPS = "repairs-in-words"
"""The section of the report that tells what would let a package exist."""
TO_FIND_OUT = "explained-decisive"
"""The section of the report that tells which figures decide the choice."""

_FAR = Fraction(10**15)


@dataclass(frozen=True, slots=True)
class Chapter:
    """One part of the note."""

    title: str
    """Its heading."""
    parts: tuple[Paragraph | Points | Table, ...]
    """What it says."""


@dataclass(frozen=True, slots=True)
class Note:
    """A note of at most two pages."""

    title: str
    """What it is about."""
    subtitle: str
    """Under which policy, and that it is a draft."""
    chapters: tuple[Chapter, ...]
    """Its parts, in order."""
    footer: str
    """On whose word its answer is, by what it was made, and from which files."""


def note_of(content: Content) -> Note:
    """The note that a report comes to."""
    speaker = Speaker(content.answers.case, content.language)
    say = speaker.reader.say
    chapters = (
        Chapter(say("Occasion"), tuple(_occasion(content, speaker))),
        Chapter(say("Advised decision"), tuple(_decision(content, speaker))),
        Chapter(say("Key points"), tuple(_key_points(content, speaker))),
        Chapter(say("Explanation"), tuple(_explanation(content, speaker))),
        Chapter(say("Coordination"), tuple(_coordination(content, speaker))),
    )
    subtitle = say("Decision note (draft) – {policy}", policy=content.subtitle)
    footer = proof(content.answers.outcome, speaker)
    return Note(content.title, subtitle, chapters, footer)


def _occasion(content: Content, speaker: Speaker) -> Iterator[Paragraph]:
    """What is asked, and what is missing without measures."""
    yield Paragraph(norms(speaker))
    asked = [one for one in demands(content.answers.case) if one.rule.unit == "jobs"]
    if asked:
        yield Paragraph(_missing(max(asked, key=lambda one: one.missing), speaker))


def _missing(demand: Demand, speaker: Speaker) -> str:
    text = "Without measures, “{rule}” is missed by {amount} at its worst ({place})."
    return speaker.reader.say(
        text,
        rule=speaker.titles.rule(demand.rule),
        amount=speaker.amount_with_unit(demand.missing, demand.rule.unit),
        place=speaker.places.in_words([demand.place]),
    )


def _decision(content: Content, speaker: Speaker) -> Iterator[Paragraph | Points]:
    """The advice, and what it consists of."""
    yield Paragraph(content.lead[0])
    audit = content.answers.outcome.audit
    if audit is not None and audit.package.choices:
        yield _points(chosen_in_words(audit, speaker), speaker)
    if helps := _taken_over(content, WHAT_HELPS):
        yield Paragraph(speaker.reader.say("What would help:"))
        yield _points([_cut(one) for one in helps], speaker)


def _points(lines: Sequence[str], speaker: Speaker) -> Points:
    """The first lines, and how many more there are."""
    shown = list(lines[:MOST_LISTED])
    if more := len(lines) - len(shown):
        text = "and {count} more: see the report"
        shown.append(speaker.reader.say(text, count=str(more)))
    return Points(tuple((one,) for one in shown))


def _key_points(content: Content, speaker: Speaker) -> Iterator[Paragraph | Points | Table]:
    """Figures to know, the options beside each other, and the risks."""
    figures = [
        f"{one.label}: {one.value}" + (f" ({one.remark})" if one.remark else "")
        for one in content.key_figures
    ]
    if figures and (name := content.answers.name_of_subject) is not None:
        text = "The package “{name}”, which was given:"
        yield Paragraph(speaker.reader.say(text, name=speaker.name(name)))
    if figures:
        yield _points(figures, speaker)
    if options := _options(content, speaker):
        yield options
    risks = [*(content.warned.sentences if content.warned else ())]
    risks += [one for one in content.lead[1:] if one != norms(speaker)]
    risks += _taken_over(content, TO_FIND_OUT)
    if risks:
        yield Paragraph(speaker.reader.say("Risks and uncertainties:"))
        yield _points([_cut(one) for one in risks], speaker)


def _options(content: Content, speaker: Speaker) -> Table | None:
    """The packages beside each other; nothing where there is one only."""
    found = content.answers.comparison
    every = () if found is None else beside(found.first, speaker)
    if len(every) < 2 and content.answers.outcome.audit is not None:
        return None
    say, last = speaker.reader.say, str(speaker.horizon[1])
    columns = (
        Column(say("Option")),
        Column(say("Keeps every hard rule")),
        Column(say("Net present value, EUR"), "money"),
        Column(say("Once, EUR"), "money"),
        Column(say("Yearly in {year}, EUR", year=last), "money"),
    )
    rows = tuple(_option(one, speaker) for one in every[:MOST_LISTED])
    return Table(say("Options"), columns, rows) if rows else None


def _option(one: Beside, speaker: Speaker) -> tuple[str | Fraction, ...]:
    figures, say = one.figures, speaker.reader.say
    return (
        one.label,
        say("yes") if figures.audit.met else say("no"),
        figures.present_value,
        sum(figures.once.values(), Fraction(0)),
        sum(figures.yearly.values(), Fraction(0)),
    )


def _taken_over(content: Content, name: str) -> list[str]:
    """The first points of a section of the report."""
    section = content.section(name)
    lists = [part for part in section.parts if isinstance(part, Points)] if section else []
    return [" ".join(point) for part in lists for point in part.points][:MOST_TAKEN_OVER]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _explanation(content: Content, speaker: Speaker) -> Iterator[Paragraph | Points]:
    """The balance in words, and how costs are reckoned."""
    audit = content.answers.subject
    every, levels = shown_balances(audit)
    for lines in sorted(every, key=lambda lines: _least_room(lines, levels))[:MOST_BALANCES]:
        place = speaker.titles.province(lines[0].province)
        scenario = speaker.titles.scenario(lines[0].scenario)
        told = balance_in_words(lines, levels, speaker)
        text = "{province}, {scenario}: {told}"
        yield Paragraph(speaker.reader.say(text, province=place, scenario=scenario, told=told))
    if more := len(every) - MOST_BALANCES if len(every) > MOST_BALANCES else 0:
        text = "The report shows {count} more balances."
        yield Paragraph(speaker.reader.say(text, count=str(more)))
    if audit.package.choices:
        yield Paragraph(valuation(audit, speaker))
    yield from _reasons(content, speaker)


def _reasons(content: Content, speaker: Speaker) -> Iterator[Paragraph | Points]:
    """Why each measure is in the package, where that was asked."""
    found = content.answers.reasons
    accounts = () if found is None or found.measures is None else found.measures.accounts
    told = [
        f"{speaker.name(speaker.titles.measure(one.measure))}: {reason(one, speaker)[0]}"
        for one in accounts
        if one.is_chosen
    ]
    if told:
        yield Paragraph(speaker.reader.say("Why these measures:"))
        yield _points([_cut(one) for one in told], speaker)


def _least_room(lines: Sequence[EmploymentLine], levels: Norms) -> Fraction:
    """Above the norm in the tightest year; what has no norm comes last."""
    rooms = [
        one.total - norm
        for one in lines
        if one.total is not None
        and (norm := levels.get((one.scenario, one.province, one.year))) is not None
    ]
    return min(rooms, default=_FAR)


def _coordination(content: Content, speaker: Speaker) -> Iterator[Paragraph | Points]:
    """Who pays, and which provinces lose jobs."""
    figures, say = Criteria(content.answers.subject), speaker.reader.say
    payers = dict.fromkeys([*figures.once, *figures.yearly])
    lines = [
        say(
            "{payer} pays {once} once, and {yearly} a year in {year}",
            payer=speaker.titles.item(payer),
            once=speaker.reader.money(figures.once.get(payer, Fraction(0))),
            yearly=speaker.reader.money(figures.yearly.get(payer, Fraction(0))),
            year=str(speaker.horizon[1]),
        )
        for payer in payers
    ]
    lines += [
        say(
            "{province} loses {jobs} {unit} to the measures",
            province=speaker.titles.province(code),
            jobs=speaker.reader.number(jobs),
            unit=speaker.unit,
        )
        for code, jobs in figures.jobs_taken.items()
    ]
    if not lines:
        yield Paragraph(say("Nobody pays, and no province loses jobs to measures."))
        return
    yield Paragraph(say("Agreement is needed of those who pay and those who lose jobs:"))
    yield _points(lines, speaker)
