# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The measures: those that are chosen, those that are not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.facts.measure import Measure
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Part, Section
from compensatie.reports.content.reasons import stopped
from compensatie.reports.explained_measures import reason, what_is_compared
from compensatie.reports.places import period
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Heading, Paragraph, Row, Table
from compensatie.reports.tables import complete_jobs, size_in_words
from compensatie.studies.explanation import Explanation

Reasons = Mapping[str, str]
"""Why each measure is in the package or not, by its id."""
UNASKED: Reasons = {}
"""Where it was not asked why."""


def measures(answers: Answers, speaker: Speaker) -> Section | None:
    """What is chosen, and what could have been."""
    if not answers.case.instance.measures:
        return None
    say, name = speaker.reader.say, answers.name_of_subject
    title = say("The measures")
    if name is not None:
        title = say("The measures of “{package}”", package=speaker.name(name))
    parts = measure_parts(answers.subject, speaker, reasons_of(answers, speaker))
    return Section("measures", title, (*parts, *_compared(answers.reasons, speaker)))


def reasons_of(answers: Answers, speaker: Speaker) -> Reasons:
    """Why each measure is in the best package or not, and where that turns."""
    found = answers.reasons
    accounts = () if found is None or found.measures is None else found.measures.accounts
    return {one.measure: " ".join(reason(one, speaker)) for one in accounts}


def _compared(found: Explanation | None, speaker: Speaker) -> Iterator[Part]:
    """What the reasons compare, and whether they were all found."""
    if found is not None and found.measures is not None:
        yield Paragraph(what_is_compared(found, speaker))
        yield from stopped(found, speaker)


def measure_parts(audit: Audit, speaker: Speaker, reasons: Reasons = UNASKED) -> Iterator[Part]:
    """The measures of a package, and those that are left."""
    say = speaker.reader.say
    if audit.package.choices:
        yield _chosen_table(audit, speaker, reasons)
    else:
        yield Paragraph(say("No measure is chosen."))
    if left := not_chosen(audit):
        yield Heading(say("Not chosen"))
        yield left_table(left, speaker, reasons)
    else:
        yield Paragraph(say("Every measure of the instance is chosen."))


def _chosen_table(audit: Audit, speaker: Speaker, reasons: Reasons) -> Table:
    """Every measure of a package: where, when, how large, what it brings, costs, takes, and why."""
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
        *([Column(say("Why"), "sentences")] if reasons else []),
    )
    rows = tuple(
        (*_chosen_row(audit, *choice, speaker), *_reason(choice[0], reasons))
        for choice in audit.ledger.choices()
    )
    sums = (sum((Fraction(row[at] or 0) for row in rows), Fraction(0)) for at in range(4, 8))
    total: Row = (say("Together"), "", "", "", *sums, "", "", *([""] if reasons else []))
    return Table(say("Measures that are chosen"), columns, rows, total if len(rows) > 1 else None)


def _reason(measure: Measure, reasons: Reasons) -> Row:
    """The last cell of a line, where there are reasons."""
    return (reasons.get(measure.id, ""),) if reasons else ()


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


def not_chosen(audit: Audit) -> list[Measure]:
    """The measures of the instance that a package leaves."""
    chosen = audit.package.by_measure()
    return [one for one in audit.case.instance.measures if one.id not in chosen]


def left_table(left: Iterable[Measure], speaker: Speaker, reasons: Reasons) -> Table:
    """Every measure that is not chosen: where it could have been, when, how large, and why not."""
    say, titles = speaker.reader.say, speaker.titles
    columns = (
        Column(say("Measure")),
        Column(say("Place")),
        Column(say("Could start")),
        Column(say("Could have size")),
        *([Column(say("Why not"), "sentences")] if reasons else []),
    )
    rows = tuple(
        (
            titles.measure(one.id),
            titles.place(one),
            period(one.start.earliest, one.start.latest),
            _sizes(one, speaker),
            *_reason(one, reasons),
        )
        for one in left
    )
    return Table(say("Measures that are not chosen"), columns, rows)


def _sizes(measure: Measure, speaker: Speaker) -> str:
    least, most = Fraction(measure.size.min), Fraction(measure.size.max)
    if least == most:
        return size_in_words(measure, least, speaker)
    return f"{speaker.reader.number(least)}–{size_in_words(measure, most, speaker)}"
