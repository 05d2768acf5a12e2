# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The parts of a report on one package: what it is, what it costs, what it does."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.engine.audit import Audit
from compensatie.reports.content.balance import balance_figures
from compensatie.reports.content.costs import cost_picture
from compensatie.reports.content.provinces import province_map
from compensatie.reports.sentences import cost_per_job, reliability, valuation
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Chart, Heading, Paragraph, Points
from compensatie.reports.tables import cost_table, package_table


def package(audit: Audit, speaker: Speaker) -> Iterator[Block]:
    """The measures."""
    if audit.package.choices:
        yield Heading(speaker.reader.say("The package"))
        yield package_table(audit, speaker)


def costs(audit: Audit, speaker: Speaker) -> Iterator[Block]:
    """What it costs, whom, when, and for how many jobs."""
    if not audit.ledger.payments:
        return
    text = "Costs, in EUR of {year}, not discounted"
    yield Heading(speaker.reader.say(text, year=str(audit.case.instance.price_year)))
    yield Chart(cost_picture(audit, speaker))
    yield cost_table(audit, speaker)
    yield Paragraph(valuation(audit, speaker))
    if each := cost_per_job(audit, speaker):
        yield Paragraph(each)


def balance(audit: Audit, speaker: Speaker) -> Iterator[Block]:
    """Employment in each scenario and year, against the norm."""
    figures = list(balance_figures(audit, speaker))
    if figures:
        text = "Employment on 1 January, in {unit}: level + changes + measures = total"
        yield Heading(speaker.reader.say(text, unit=speaker.unit))
    for picture, table in figures:
        yield Chart(picture)
        yield table


def provinces(audit: Audit, speaker: Speaker) -> Iterator[Block]:
    """The map of what the measures move, where there are several provinces."""
    if len(audit.case.instance.provinces) > 1 and audit.package.choices:
        yield Chart(province_map(audit, speaker))


def assumptions(audit: Audit, speaker: Speaker) -> Iterator[Block]:
    """What the answer rests on."""
    told = tuple((sentence,) for sentence in reliability(audit, speaker))
    if told:
        yield Heading(speaker.reader.say("What this rests on"))
        yield Points(told)
