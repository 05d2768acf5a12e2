# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What each payer pays in each year: added up from the sheet of costs."""

from __future__ import annotations

from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.files.workbook.headings import column_name
from compensatie.reports.content.pictures import Shown
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.spreadsheet import costs as of_costs
from compensatie.reports.spreadsheet.costs import Costs
from compensatie.reports.spreadsheet.tidy import (
    FIRST,
    Chart,
    Drawn,
    Formula,
    Range,
    Sheet,
    Value,
    cell,
)
from compensatie.reports.table import Column

NAME = mark("payments")


def payments(audit: Audit, costs: Costs, speaker: Speaker) -> Sheet | None:
    """A row for each year, a column for each payer; nothing where nothing is paid."""
    payers = list(dict.fromkeys(one.payer for one in audit.ledger.payments))
    if not payers:
        return None
    say, years = speaker.reader.say, audit.case.facts.years
    rows = tuple(_row(audit, year, FIRST + at, payers, costs) for at, year in enumerate(years))
    names = [speaker.titles.item(payer) for payer in payers]
    columns = (
        Column(say("Year"), "year"),
        *(Column(name, "money") for name in names),
        Column(say("Together"), "money"),
    )
    about = say("What each payer pays in each year of the horizon, in EUR, not discounted.")
    name = say(NAME)
    ranges = [Range(name, at, FIRST, FIRST + len(rows) - 1) for at in range(1 + len(payers))]
    drawn = tuple(Drawn(ranges[0], values) for values in ranges[1:])
    chart = Chart("column", Shown(say("Costs by payer and year"), about), drawn)
    return Sheet(name, about, columns, rows, (chart,))


def _row(audit: Audit, year: int, row: int, payers: list[str], costs: Costs) -> tuple[Value, ...]:
    chosen = [choice.measure for choice in audit.package.choices]
    last = FIRST + len(costs.sheet.rows) - 1
    of_payer, of_year, amounts = (
        Range(costs.sheet.name, column, FIRST, last).text
        for column in (of_costs.PAYER, of_costs.YEAR, of_costs.AMOUNT)
    )
    cells: list[Value] = []
    for at, payer in enumerate(payers, start=1):
        # EXACT, because an equals sign takes BZK and bzk for the same.
        heading = f"{column_name(at + 1)}$1"
        text = f"=SUMPRODUCT(EXACT({of_payer},{heading})*({of_year}=$A{row})*{amounts})"
        cells.append(Formula(text, audit.ledger.paid(chosen, [year], [payer])))
    together = f"=SUM({cell(1, row)}:{cell(len(payers), row)})"
    total = sum((one.value for one in cells if isinstance(one, Formula)), Fraction(0))
    return (year, *cells, Formula(together, total))
