# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The linear relaxation: starts and sizes in part, and the price of every row."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.outcome import Outcome
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Column, Heading, Paragraph, Table


def relaxation(outcome: Outcome, speaker: Speaker) -> Iterator[Block]:
    """What the relaxation came to, its starts, and its prices."""
    say = speaker.reader.say
    text = (
        "This is the linear relaxation: measures may start in part and at any size. No package "
        "can be read from it; no package does better."
    )
    yield Paragraph(say(text))
    if outcome.objective is not None:
        value = speaker.amount_with_unit(outcome.objective.value, outcome.objective.unit)
        yield Paragraph(say("It comes to {value}.", value=value))
    if outcome.relaxed:
        yield Heading(say("Starts"))
        yield _starts(outcome, speaker)
    if outcome.prices:
        yield Heading(say("Prices: what one more unit of a rule's bound costs, in EUR"))
        yield _prices(outcome, speaker)


def _starts(outcome: Outcome, speaker: Speaker) -> Table:
    say = speaker.reader.say
    columns = (
        Column(say("Measure")),
        Column(say("Start"), "year"),
        Column(say("Part started")),
        Column(say("Size"), "jobs"),
    )
    rows = tuple(
        (
            speaker.titles.measure(measure),
            year,
            speaker.reader.share(Fraction(started)),
            Fraction(size),
        )
        for (measure, year), (started, size) in outcome.relaxed.items()
    )
    return Table("", columns, rows)


def _prices(outcome: Outcome, speaker: Speaker) -> Table:
    say, rules = speaker.reader.say, {one.rule.id: one.rule for one in outcome.case.rules}
    columns = (
        Column(say("Rule")),
        Column(say("Scenario")),
        Column(say("Where")),
        Column(say("Year"), "year"),
        Column(say("Price, EUR"), "money"),
    )
    rows = tuple(
        (
            speaker.titles.rule(rules[one.rule]),
            speaker.places.scenario(one.place),
            speaker.places.where(one.place),
            one.place.year,
            Fraction(one.price),
        )
        for one in outcome.prices
    )
    return Table("", columns, rows)
