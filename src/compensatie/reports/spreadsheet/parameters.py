# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The few figures that all others are worked out with."""

from __future__ import annotations

from fractions import Fraction

from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.spreadsheet.tidy import FIRST, Sheet, Value
from compensatie.reports.table import Column

NAME = mark("parameters")
KEYS = ("rate", "price_year", "last_year", "continue_years")
"""The parameters, in the order of their rows."""


def parameters(speaker: Speaker) -> Sheet:
    """Discount rate, years, and how long yearly costs go on after the horizon."""
    say, facts = speaker.reader.say, speaker.case.facts
    rows: tuple[tuple[Value, ...], ...] = (
        (say("Discount rate, a year"), Fraction(facts.valuation.discount_rate)),
        (say("Price year: amounts are in EUR of this year"), facts.instance.price_year),
        (say("Last year of the horizon"), speaker.horizon[1]),
        (say("Years that yearly costs go on after it"), facts.valuation.continue_years),
    )
    about = say("What costs are worked out with; change a figure here and the sums follow.")
    columns = (Column(say("What")), Column(say("Value"), "share"))
    return Sheet(say(NAME), about, columns, rows)


def parameter(key: str, speaker: Speaker) -> str:
    """Where a parameter stands, as formulas have it."""
    return f"'{speaker.reader.say(NAME)}'!$B${FIRST + KEYS.index(key)}"
