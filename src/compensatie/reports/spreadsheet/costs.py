# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What every measure costs, line by line and year by year, up to the net present value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.facts.measure import Cost, Measure
from compensatie.facts.record import dutch_or
from compensatie.reports.reader import mark
from compensatie.reports.sentences import status_word
from compensatie.reports.speaker import Speaker
from compensatie.reports.spreadsheet.parameters import parameter
from compensatie.reports.spreadsheet.tidy import FIRST, Formula, Range, Sheet, Value, cell
from compensatie.reports.table import Column

NAME = mark("costs")
MEASURE, ID, LABEL, PAYER, YEAR, SIZE, ACTIVE, ONCE, ONCE_EACH, YEARLY, YEARLY_EACH = range(11)
STARTS, AMOUNT, FACTOR, WORTH, STATUS = range(11, 16)
"""Where each column stands."""
Row = tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Costs:
    """The sheet of costs, and where each measure stands on it."""

    sheet: Sheet
    """The sheet."""
    rows: Mapping[str, tuple[int, int]]
    """First and last row of each measure, by its id."""

    def range(self, measure: str, column: int) -> str:
        """The cells of a measure in a column, as formulas have them."""
        return Range(self.sheet.name, column, *self.rows[measure]).text


def costs(audit: Audit, speaker: Speaker) -> Costs:
    """A row for each measure, cost line and year; years after the horizon are those counted on."""
    rows: list[Row] = []
    places: dict[str, tuple[int, int]] = {}
    for measure, start, size in audit.ledger.choices():
        first = FIRST + len(rows)
        for cost in measure.costs:
            for line in _lines(measure, cost, start, size, speaker):
                rows.append(_row(line, FIRST + len(rows), speaker))
        if measure.costs:
            places[measure.id] = (first, FIRST + len(rows) - 1)
    about = speaker.reader.say(
        "What every cost line of a measure comes to in every year, and what that is worth in the "
        "price year; the years after the horizon are those that the model counts on."
    )
    name = speaker.reader.say(NAME)
    return Costs(Sheet(name, about, _columns(speaker), tuple(rows)), places)


@dataclass(frozen=True, slots=True)
class _Line:
    measure: Measure
    cost: Cost
    year: int
    size: Fraction
    active: Fraction
    is_start: bool

    @property
    def amount(self) -> Fraction:
        """EUR of that year, undiscounted."""
        cost = self.cost
        once = Fraction(cost.once) + Fraction(cost.once_per_unit) * self.size
        yearly = Fraction(cost.yearly) + Fraction(cost.yearly_per_unit) * self.active
        return (once if self.is_start else Fraction(0)) + yearly


def _lines(
    measure: Measure, cost: Cost, start: int, size: Fraction, speaker: Speaker
) -> Iterator[_Line]:
    last = speaker.horizon[1]
    beyond = last + speaker.case.facts.valuation.continue_years
    until = beyond if cost.yearly or cost.yearly_per_unit else start
    for year in range(start, until + 1):
        active = measure.ramp_share(min(year, last) - start) * size
        yield _Line(measure, cost, year, size, active, year == start)


def _row(line: _Line, row: int, speaker: Speaker) -> Row:
    cost, discount = line.cost, speaker.case.facts.discount(line.year)
    at = [cell(column, row) for column in range(STATUS)]
    amount = (
        f"={at[STARTS]}*({at[ONCE]}+{at[ONCE_EACH]}*{at[SIZE]})"
        f"+{at[YEARLY]}+{at[YEARLY_EACH]}*{at[ACTIVE]}"
    )
    rate, price_year = parameter("rate", speaker), parameter("price_year", speaker)
    factor = f"=1/(1+{rate})^({at[YEAR]}-{price_year})"
    return (
        speaker.titles.measure(line.measure.id),
        speaker.long_name(line.measure.id),
        speaker.long_name(dutch_or(cost.label, cost.label_nl, speaker.language) or cost.label),
        speaker.titles.item(cost.payer),
        line.year,
        line.size,
        line.active,
        Fraction(cost.once),
        Fraction(cost.once_per_unit),
        Fraction(cost.yearly),
        Fraction(cost.yearly_per_unit),
        int(line.is_start),
        Formula(amount, line.amount),
        Formula(factor, discount),
        Formula(f"={at[AMOUNT]}*{at[FACTOR]}", line.amount * discount),
        status_word(cost.status, speaker.reader),
    )


def _columns(speaker: Speaker) -> tuple[Column, ...]:
    say = speaker.reader.say
    return (
        Column(say("Measure")),
        Column(say("Id")),
        Column(say("For what")),
        Column(say("Who pays")),
        Column(say("Year"), "year"),
        Column(say("Size"), "jobs"),
        Column(say("Size at work (size times build-up)"), "jobs"),
        Column(say("Once, EUR"), "money"),
        Column(say("Once, EUR for each unit of size"), "money"),
        Column(say("Yearly, EUR"), "money"),
        Column(say("Yearly, EUR for each unit at work"), "money"),
        Column(say("Starts this year (1: yes)"), "year"),
        Column(say("Amount, EUR"), "money"),
        Column(say("Discount factor"), "share"),
        Column(say("Present value, EUR"), "money"),
        Column(say("How sure")),
    )
