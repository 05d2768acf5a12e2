# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The measures: those that are chosen, those that are not, and why."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.facts.measure import Measure
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Part, Section
from compensatie.reports.places import period
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Heading, Paragraph, Row, Table
from compensatie.reports.tables import complete_jobs, size_in_words


def measures(answers: Answers, speaker: Speaker) -> Section | None:
    """What is chosen, and what could have been."""
    if not answers.case.instance.measures:
        return None
    say, name = speaker.reader.say, answers.name_of_subject
    title = say("The measures")
    if name is not None:
        title = say("The measures of “{package}”", package=speaker.name(name))
    return Section("measures", title, tuple(measure_parts(answers.subject, speaker)))


def measure_parts(audit: Audit, speaker: Speaker) -> Iterator[Part]:
    """The measures of a package, and those that are left."""
    yield from _chosen(audit, speaker)
    yield from _left(audit, speaker)


def _chosen(audit: Audit, speaker: Speaker) -> Iterator[Part]:
    say = speaker.reader.say
    if not audit.package.choices:
        yield Paragraph(say("No measure is chosen."))
        return
    yield chosen_table(audit, speaker)


def chosen_table(audit: Audit, speaker: Speaker) -> Table:
    """Every measure of a package: where, when, how large, what it brings, costs and takes."""
    say, unit, last = speaker.reader.say, speaker.unit, str(speaker.horizon[1])
    columns = (
        Column(say("Measure")),
        Column(say("Place")),
        Column(say("Start"), "year"),
        Column(say("Size")),
        Column(say("{unit} when complete", unit=unit), "jobs"),
        Column(say("Once, EUR"), "money"),
        Column(say("Yearly in {year}, EUR", year=last), "money"),
        Column(say("Net present value, EUR"), "money"),
        Column(say("Who pays")),
        Column(say("Where the jobs come from")),
    )
    rows = tuple(_chosen_row(audit, *choice, speaker) for choice in audit.ledger.choices())
    sums = (sum((Fraction(row[at] or 0) for row in rows), Fraction(0)) for at in range(4, 8))
    total: Row = (say("Together"), "", "", "", *sums, "", "")
    return Table(say("Measures that are chosen"), columns, rows, total if len(rows) > 1 else None)


def _chosen_row(
    audit: Audit, measure: Measure, start: int, size: Fraction, speaker: Speaker
) -> Row:
    ledger, titles, years = audit.ledger, speaker.titles, audit.case.facts.years
    payers = dict.fromkeys(cost.payer for cost in measure.costs)
    return (
        titles.measure(measure.id),
        titles.place(measure),
        start,
        size_in_words(measure, size, speaker),
        complete_jobs(audit, measure, size),
        ledger.paid([measure.id], years, None, "once"),
        ledger.paid([measure.id], years[-1:], None, "yearly"),
        ledger.present_value([measure.id], years, None),
        ", ".join(titles.item(payer) for payer in payers) or "–",
        origins(audit, measure, speaker),
    )


def origins(audit: Audit, measure: Measure, speaker: Speaker) -> str:
    """Which provinces lose the jobs of a measure, in the last year, and how many are new."""
    ledger, reader, last = audit.ledger, speaker.reader, speaker.horizon[1]
    lost = {code: ledger.taken(measure, code, last) for code in measure.taken()}
    told = [
        f"{speaker.titles.province(code)}: {reader.number(jobs)}"
        for code, jobs in lost.items()
        if jobs
    ]
    gained = sum((ledger.gained(measure, code, last) for code in measure.gained()), Fraction(0))
    new = gained - sum(lost.values(), Fraction(0))
    if new > 0:
        told.append(reader.say("new: {jobs}", jobs=reader.number(new)))
    return "; ".join(told) or "–"


def _left(audit: Audit, speaker: Speaker) -> Iterator[Part]:
    chosen = audit.package.by_measure()
    left = [one for one in audit.case.instance.measures if one.id not in chosen]
    if not left:
        yield Paragraph(speaker.reader.say("Every measure of the instance is chosen."))
        return
    yield Heading(speaker.reader.say("Not chosen"))
    yield _left_table(left, speaker)


def _left_table(left: list[Measure], speaker: Speaker) -> Table:
    say, titles = speaker.reader.say, speaker.titles
    columns = (
        Column(say("Measure")),
        Column(say("Place")),
        Column(say("Could start")),
        Column(say("Could have size")),
    )
    rows = tuple(
        (
            titles.measure(one.id),
            titles.place(one),
            period(one.start.earliest, one.start.latest),
            _sizes(one, speaker),
        )
        for one in left
    )
    return Table(say("Measures that are not chosen"), columns, rows)


def _sizes(measure: Measure, speaker: Speaker) -> str:
    least, most = Fraction(measure.size.min), Fraction(measure.size.max)
    if least == most:
        return size_in_words(measure, least, speaker)
    return f"{speaker.reader.number(least)}–{size_in_words(measure, most, speaker)}"
