# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""For people: what the minister is advised, and which decisions must be asked about or reported."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.facts.package import Package
from compensatie.reports.advice_opinions import opinions
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Column, Heading, Paragraph, Points, Row, Table
from compensatie.studies.advice import Advice, Cumulative, Decision, Duty
from compensatie.studies.explanation import Explanation
from compensatie.studies.movement import Ends

DUTIES = {
    Duty.ADVICE: mark("advice must be asked"),
    Duty.REPORT: mark("is reported"),
}
"""What a decision asks, in a cell."""
ATTENTION = "*"
"""Stands behind the name of a province that is looked at with special regard."""


def advice_blocks(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """The advice for each scenario first, then the decisions, then what they add up to."""
    told = found.advice
    if told is None:
        return
    say = speaker.reader.say
    yield Heading(say("The minister's advice"))
    yield Points(tuple(opinions(told, speaker)))
    yield Heading(say("Decisions that cross a province border"))
    yield Paragraph(_thresholds(told, speaker))
    yield from _decisions(told, speaker)
    yield from _cumulative(told, speaker)
    if told.table.attention and (told.decisions or told.cumulative):
        names = [speaker.titles.province(code) for code in _attention(told, speaker)]
        text = "{mark} looked at with special regard: {provinces}."
        yield Paragraph(say(text, mark=ATTENTION, provinces=speaker.reader.listed(names)))


def _attention(told: Advice, speaker: Speaker) -> tuple[str, ...]:
    return speaker.case.facts.named(told.table.attention)


def _thresholds(told: Advice, speaker: Speaker) -> str:
    """How decisions are measured."""
    reader, table = speaker.reader, told.table
    text = (
        "A decision that moves more than {above} posts across a province border needs the "
        "minister's advice; from {report} on it is reported. Counted in posts, for each decision "
        "by itself, over all borders together; jobs that are new to the government do not count."
    )
    above, report = (
        reader.number(Fraction(one)) for one in (table.advice_above, table.report_from)
    )
    return reader.say(text, above=above, report=report)


def _decisions(told: Advice, speaker: Speaker) -> Iterator[Block]:
    """What needs advice and what is reported, in a table; what neither, in a sentence."""
    say, several = speaker.reader.say, len(speaker.case.facts.scenarios) > 1
    asking = [*told.of_duty(Duty.ADVICE), *told.of_duty(Duty.REPORT)]
    if asking:
        columns = (
            Column(say("Decision")),
            Column(say("Posts"), "jobs"),
            Column(say("From")),
            Column(say("To")),
            Column(say("What it asks")),
            *((Column(say("Scenario")),) if several else ()),
        )
        rows = tuple(_decision(one, told, speaker, several) for one in asking)
        yield Table("", columns, rows)
    else:
        yield Paragraph(say("No decision moves that many."))
    if others := [_with_posts(one, speaker) for one in told.of_duty(Duty.NONE)]:
        text = "Below both thresholds: {decisions}."
        yield Paragraph(say(text, decisions=speaker.reader.listed(others)))


def _decision(one: Decision, told: Advice, speaker: Speaker, several: bool) -> Row:
    moved = one.movement
    scenarios = "; ".join(map(speaker.titles.scenario, one.scenarios))
    return (
        _title(one, speaker),
        moved.posts,
        _ends(moved.leaving, told, speaker),
        _ends(moved.arriving, told, speaker),
        speaker.reader.say(DUTIES[one.duty]),
        *((scenarios,) if several else ()),
    )


def _title(one: Decision, speaker: Speaker) -> str:
    titles = speaker.titles
    return titles.change(one.name) if one.kind == "change" else titles.measure(one.name)


def _with_posts(one: Decision, speaker: Speaker) -> str:
    return f"{_title(one, speaker)} ({speaker.reader.number(one.movement.posts)})"


def _ends(ends: Ends, told: Advice, speaker: Speaker) -> str:
    """Provinces, with their posts where there are several."""
    names = [
        (marked(code, told, speaker), speaker.reader.number(posts))
        for code, posts in sorted(ends, key=lambda end: -end[1])
    ]
    if len(names) == 1:
        return names[0][0]
    return "; ".join(f"{name} {posts}" for name, posts in names)


def marked(code: str, told: Advice, speaker: Speaker) -> str:
    """A province; marked where it is looked at with special regard."""
    name = speaker.titles.province(code)
    return f"{name}{ATTENTION}" if code in _attention(told, speaker) else name


def _cumulative(told: Advice, speaker: Speaker) -> Iterator[Block]:
    """What every decision does to each province, added up."""
    if not told.cumulative:
        return
    say, year = speaker.reader.say, str(speaker.horizon[1])
    several = len(speaker.case.facts.scenarios) > 1
    yield Heading(say("All decisions together, by province"))
    yield Paragraph(_whose(told.package, speaker))
    columns = (
        *((Column(say("Scenario")),) if several else ()),
        Column(say("Province")),
        Column(say("Changes by {year}, posts", year=year), "jobs"),
        Column(say("Measures by {year}, posts", year=year), "jobs"),
        Column(say("Together"), "jobs"),
        Column(say("At its lowest")),
    )
    rows = tuple(_line(one, told, speaker, several) for one in told.cumulative)
    yield Table("", columns, rows)


def _whose(package: Package | None, speaker: Speaker) -> str:
    """Which measures are counted."""
    if package is None:
        text = "Measures are those that the advice in each scenario names, if any."
        return speaker.reader.say(text)
    return speaker.reader.say("Measures are those of the package explained here.")


def _line(one: Cumulative, told: Advice, speaker: Speaker, several: bool) -> Row:
    lowest = None
    if one.lowest < min(one.total, Fraction(0)):
        text = "{posts} in {year}"
        number = speaker.reader.number(one.lowest)
        lowest = speaker.reader.say(text, posts=number, year=str(one.lowest_year))
    return (
        *((speaker.titles.scenario(one.scenario),) if several else ()),
        marked(one.province, told, speaker),
        one.changes,
        one.measures,
        one.total,
        lowest,
    )
