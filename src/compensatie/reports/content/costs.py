# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the package costs, whom and when."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.figures import spendings
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Figure, Part, Section
from compensatie.reports.content.pictures import Payments, Shown
from compensatie.reports.sentences import cost_per_job, valuation
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Paragraph
from compensatie.reports.tables import cost_table


def costs(answers: Answers, speaker: Speaker) -> Section | None:
    """By payer and year; the value of all of it today; and what a job costs."""
    parts = tuple(cost_parts(answers.subject, speaker))
    if not parts:
        return None
    return Section("costs", speaker.reader.say("Costs by payer and year"), parts)


def cost_parts(audit: Audit, speaker: Speaker) -> Iterator[Part]:
    """What a package costs; nothing where it costs nothing."""
    if not audit.ledger.payments:
        return
    text = "In EUR of {year}, not discounted: what is paid within the horizon."
    yield Paragraph(speaker.reader.say(text, year=str(audit.case.instance.price_year)))
    yield Figure(cost_picture(audit, speaker), (cost_table(audit, speaker),))
    yield Paragraph(valuation(audit, speaker))
    if each := cost_per_job(audit, speaker):
        yield Paragraph(each)


def cost_picture(audit: Audit, speaker: Speaker) -> Payments:
    """What each payer pays in each year."""
    say, years = speaker.reader.say, audit.case.facts.years
    sums: dict[str, dict[int, Fraction]] = {}
    for one in spendings(audit.ledger):
        own = sums.setdefault(one.payer, dict.fromkeys(years, Fraction(0)))
        # A package may start where no package can: what it pays then stands in no table either.
        if one.year in own:
            own[one.year] += one.amount
    totals = {year: sum((own[year] for own in sums.values()), Fraction(0)) for year in years}
    most = max(years, key=lambda year: totals[year])
    text = "The most is paid in {year}: {amount}; in {last} it is {yearly}."
    described = say(
        text,
        year=str(most),
        amount=speaker.reader.money(totals[most]),
        last=str(years[-1]),
        yearly=speaker.reader.money(totals[years[-1]]),
    )
    return Payments(
        Shown(say("Costs by payer and year"), described),
        tuple(years),
        tuple(speaker.titles.item(payer) for payer in sums),
        tuple(tuple(own.values()) for own in sums.values()),
    )
