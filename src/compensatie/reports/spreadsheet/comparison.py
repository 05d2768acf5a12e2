# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages beside each other: a row for each package, and a row for each of its further figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.reports.comparison_grid import Beside, beside
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.pictures import Shown
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.spreadsheet.tidy import FIRST, Chart, Drawn, Range, Sheet, Value
from compensatie.reports.table import Column
from compensatie.studies.criteria import Criteria

NAME, DETAILS = mark("comparison"), mark("comparison in detail")
LABEL, WORTH = 0, 2
"""Where the columns of the chart stand."""


def comparison(answers: Answers, speaker: Speaker) -> tuple[Sheet, Sheet]:
    """Cost and jobs of each package, and its cost by payer, jobs by province, room by rule."""
    every, say = _every(answers, speaker), speaker.reader.say
    name = say(NAME)
    rows = tuple(_row(one, speaker) for one in every)
    labels, values = (Range(name, at, FIRST, FIRST + len(rows) - 1) for at in (LABEL, WORTH))
    title = say("What the packages cost")
    told = say("Net present value of each package, and whether it keeps every hard rule.")
    chart = Chart("bar", Shown(title, told), (Drawn(labels, values),))
    about = say("The packages beside each other, a row for each.")
    sheet = Sheet(name, about, _columns(speaker), rows, (chart,) if rows else ())
    about = say("Cost by payer, jobs taken by province and room under each rule, of each package.")
    details = tuple(detail for one in every for detail in _details(one, speaker))
    return sheet, Sheet(say(DETAILS), about, _detail_columns(speaker), details)


_WORTH = mark("Net present value, EUR")


def _every(answers: Answers, speaker: Speaker) -> tuple[Beside, ...]:
    if answers.comparison is not None:
        return beside(answers.comparison.first, speaker)
    if answers.outcome.audit is None:
        return ()
    label = speaker.reader.say("optimum" if answers.outcome.status == "optimal" else "best so far")
    return (Beside(label, Criteria(answers.outcome.audit), Fraction(0)),)


def _row(one: Beside, speaker: Speaker) -> tuple[Value, ...]:
    figures, say = one.figures, speaker.reader.say
    return (
        one.label,
        say("yes") if figures.audit.met else say("no"),
        figures.present_value,
        one.extra,
        sum(figures.once.values(), Fraction(0)),
        sum(figures.yearly.values(), Fraction(0)),
        figures.measures,
        figures.gained,
        sum(figures.jobs_taken.values(), Fraction(0)),
        figures.high_grade_share,
    )


def _columns(speaker: Speaker) -> tuple[Column, ...]:
    say, last = speaker.reader.say, str(speaker.horizon[1])
    unit = speaker.unit
    return (
        Column(say("Package")),
        Column(say("Keeps every hard rule")),
        Column(say(_WORTH), "money"),
        Column(say("More than the optimum, EUR"), "money"),
        Column(say("Once, EUR"), "money"),
        Column(say("Yearly in {year}, EUR", year=last), "money"),
        Column(say("Measures"), "year"),
        Column(say("{unit} brought in {year}", unit=unit, year=last), "jobs"),
        Column(say("{unit} taken elsewhere in {year}", unit=unit, year=last), "jobs"),
        Column(say("of which high-grade"), "share"),
    )


def _details(one: Beside, speaker: Speaker) -> Iterator[tuple[Value, ...]]:
    say, titles, figures = speaker.reader.say, speaker.titles, one.figures
    for payer, amount in figures.once.items():
        yield one.label, say("Once"), titles.item(payer), "EUR", amount
    for payer, amount in figures.yearly.items():
        yield one.label, say("Yearly"), titles.item(payer), "EUR", amount
    for code, jobs in figures.jobs_taken.items():
        yield one.label, say("Jobs taken"), titles.province(code), speaker.unit, jobs
    rules = {entry.rule.id: entry.rule for entry in figures.audit.case.rules}
    for found in figures.least_slack:
        rule = titles.rule(rules[found.rule])
        yield one.label, say("Least room"), rule, speaker.unit_word(found.unit), found.slack


def _detail_columns(speaker: Speaker) -> tuple[Column, ...]:
    say = speaker.reader.say
    return (
        Column(say("Package")),
        Column(say("What")),
        Column(say("Of what")),
        Column(say("Unit")),
        Column(say("Value"), "money"),
    )
