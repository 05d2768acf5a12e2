# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every table of an answer as comma-separated text, by the name of its file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from fractions import Fraction
from typing import Any

from compensatie.engine.audit import Audit
from compensatie.engine.exporting import RowMeaning
from compensatie.engine.figures import EmploymentLine, Spending, employment_lines, spendings
from compensatie.engine.outcome import RowPrice
from compensatie.facts.place import Place
from compensatie.ledger import Payment
from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.rule import Finding

RULE_COLUMNS = (
    *("id", "family", *Place._fields),
    *("measured", "sense", "bound", "slack", "met", "binding", "unit"),
)
"""As in the JSON document of an answer, and the unit of measured, bound and slack."""
ROW_COLUMNS = ("row", "rule", "family", *Place._fields, "sense", "bound", "unit", "describes")
"""What is told of each row of an exported programme."""


def audit_tables(audit: Audit) -> Mapping[str, str]:
    """The package, what it costs, what it does, and what every rule finds in it."""
    return {
        "package.csv": _package(audit),
        "costs.csv": _records(Spending, spendings(audit.ledger)),
        "payments.csv": _records(Payment, audit.ledger.payments),
        "employment.csv": _records(EmploymentLine, employment_lines(audit.ledger)),
        "rules.csv": comma_separated(RULE_COLUMNS, map(finding_cells, audit.findings)),
    }


def price_table(prices: Sequence[RowPrice]) -> Mapping[str, str]:
    """What each row costs in the linear relaxation (floating point: the solver's word)."""
    rows = ((one.rule, *one.place, Fraction(one.price)) for one in prices)
    return {"prices.csv": comma_separated(("id", *Place._fields, "price"), rows)}


def row_table(rows: Iterable[RowMeaning]) -> str:
    """What each row of an exported programme is."""
    return comma_separated(ROW_COLUMNS, map(_row, rows))


def _package(audit: Audit) -> str:
    rows = ((one.measure, one.start, one.size) for one in audit.package.choices)
    return comma_separated(("measure", "start", "size"), rows)


def _records(record: type[Any], records: Iterable[Any]) -> str:
    """A table with a column for each field of a record."""
    columns = [field.name for field in fields(record)]
    return comma_separated(columns, ([getattr(one, name) for name in columns] for one in records))


def finding_cells(found: Finding) -> list[Cell]:
    """What one row of a rule comes to, in the order of RULE_COLUMNS."""
    return [
        found.rule,
        found.family,
        *found.place,
        found.measured,
        found.sense,
        found.bound,
        found.slack,
        found.met,
        found.is_binding,
        found.unit,
    ]


def _row(row: RowMeaning) -> list[Cell]:
    return [
        row.row,
        row.rule,
        row.family,
        *row.place,
        row.sense,
        row.bound,
        row.unit,
        row.describes,
    ]
