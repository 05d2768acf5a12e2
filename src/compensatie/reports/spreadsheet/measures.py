# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The measures that are chosen, a row each; what they cost is added up from the sheet of costs."""

from __future__ import annotations

from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.facts.measure import Measure
from compensatie.reports.content import measures as of_content
from compensatie.reports.content.measures import Reasons, left_table, origins
from compensatie.reports.reader import mark
from compensatie.reports.sentences import status_word
from compensatie.reports.speaker import Speaker
from compensatie.reports.spreadsheet import costs as of_costs
from compensatie.reports.spreadsheet.costs import Costs
from compensatie.reports.spreadsheet.parameters import parameter
from compensatie.reports.spreadsheet.tidy import Formula, Sheet, Value
from compensatie.reports.table import Column
from compensatie.reports.tables import complete_jobs

NAME, LEFT = mark("measures"), mark("measures not chosen")
ONCE, YEARLY, WORTH = 7, 8, 9
"""Where the sums of money stand."""


def measures(audit: Audit, costs: Costs, speaker: Speaker, reasons: Reasons) -> Sheet:
    """Place, start, size, jobs, one-off and yearly cost, value, where jobs come from, and why."""
    rows = tuple(
        (*_row(audit, *choice, costs, speaker), reasons.get(choice[0].id, ""))
        for choice in audit.ledger.choices()
    )
    about = speaker.reader.say("The measures of the package, a row for each.")
    return Sheet(speaker.reader.say(NAME), about, _columns(speaker), rows)


def not_chosen(audit: Audit, speaker: Speaker, reasons: Reasons) -> Sheet:
    """The measures that are left, a row each: what they could have been, and why they are not."""
    table = left_table(of_content.not_chosen(audit), speaker, reasons)
    about = speaker.reader.say("The measures that are not in the package, a row for each.")
    return Sheet(speaker.reader.say(LEFT), about, table.columns, table.rows)


def _row(
    audit: Audit,
    measure: Measure,
    start: int,
    size: Fraction,
    costs: Costs,
    speaker: Speaker,
) -> tuple[Value, ...]:
    say, titles = speaker.reader.say, speaker.titles
    is_hub = measure.kind == "rijkshub"
    return (
        titles.measure(measure.id),
        speaker.long_name(measure.id),
        titles.place(measure),
        start,
        size,
        say("workplaces") if is_hub else speaker.unit,
        complete_jobs(audit, measure, size),
        *_money(audit, measure, costs, speaker),
        ", ".join(dict.fromkeys(titles.item(cost.payer) for cost in measure.costs)),
        origins(audit, measure, speaker),
        status_word(measure.status, speaker.reader),
    )


def _money(audit: Audit, measure: Measure, costs: Costs, speaker: Speaker) -> tuple[Value, ...]:
    ledger, years = audit.ledger, audit.case.facts.years
    values = (
        ledger.paid([measure.id], years, None, "once"),
        ledger.paid([measure.id], years[-1:], None, "yearly"),
        ledger.present_value([measure.id], years, None),
    )
    if measure.id not in costs.rows:
        return values
    at = {column: costs.range(measure.id, column) for column in range(of_costs.STATUS)}
    starts, size = at[of_costs.STARTS], at[of_costs.SIZE]
    last = f"({at[of_costs.YEAR]}={parameter('last_year', speaker)})"
    texts = (
        f"=SUMPRODUCT({starts}*({at[of_costs.ONCE]}+{at[of_costs.ONCE_EACH]}*{size}))",
        f"=SUMPRODUCT({last}*({at[of_costs.YEARLY]}"
        f"+{at[of_costs.YEARLY_EACH]}*{at[of_costs.ACTIVE]}))",
        f"=SUM({at[of_costs.WORTH]})",
    )
    return tuple(Formula(text, value) for text, value in zip(texts, values, strict=True))


def _columns(speaker: Speaker) -> tuple[Column, ...]:
    say, last = speaker.reader.say, str(speaker.horizon[1])
    return (
        Column(say("Measure")),
        Column(say("Id")),
        Column(say("Place")),
        Column(say("Start"), "year"),
        Column(say("Size"), "jobs"),
        Column(say("Unit of size")),
        Column(say("{unit} when complete", unit=speaker.unit), "jobs"),
        Column(say("Once, EUR"), "money"),
        Column(say("Yearly in {year}, EUR", year=last), "money"),
        Column(say("Net present value, EUR"), "money"),
        Column(say("Who pays")),
        Column(say("Where the jobs come from")),
        Column(say("How sure")),
        Column(say("Why")),
    )
