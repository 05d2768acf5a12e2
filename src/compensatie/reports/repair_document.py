# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The repairs of a case without a package, as JSON and as tables of exact figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compensatie import units
from compensatie.engine.outcome import RuleMoved
from compensatie.language import Language
from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.reports.document import (
    Document,
    amount,
    enough,
    objective_of,
    package_document,
    rule_moved_document,
)
from compensatie.rule import Finding
from compensatie.studies.explanation import Explanation
from compensatie.studies.repair import (
    Change,
    LimitMoved,
    MeasureAdded,
    Repair,
)


def repairs_document(found: Explanation, language: Language) -> list[Document] | None:
    """Each repair: by one rule first, then by several, then by facts; null where none is needed."""
    return None if found.repairs is None else [_repair(one) for one in found.repairs.every]


def beyond_repair_document(found: Explanation, language: Language) -> Document | None:
    """What does not help, and what was not determined."""
    repairs = found.repairs
    if repairs is None:
        return None
    return {
        "rules_not_enough": list(repairs.hopeless),
        "not_determined": list(repairs.undetermined),
        "all_combinations": repairs.has_all_combinations,
    }


def _repair(repair: Repair) -> Document:
    audit = repair.audit
    return {
        "changes": [change_document(one) for one in repair.changes],
        "least": str(repair.status),
        "rows": [_row(one) for one in repair.rows],
        "status": str(repair.best),
        "objective": None if audit is None else objective_of(audit),
        "package": None if audit is None else package_document(audit.package),
    }


def change_document(change: Change) -> Document:
    """What becomes otherwise; amounts are rounded up, so that they are enough."""
    match change:
        case RuleMoved():
            return rule_moved_document(change)
        case MeasureAdded():
            return {
                "measure": None,
                "province": change.province,
                "year": change.year,
                "amount": enough(change.amount, units.MILLIONTH),
                "unit": "jobs",
            }
        case LimitMoved():
            return {
                "measure": change.measure,
                "limit": change.limit,
                "before": _limit(change.before),
                "after": _limit(change.after),
            }


def _limit(value: object) -> object:
    return value if isinstance(value, int) else str(value)


def _row(found: Finding) -> Document:
    return {
        "rule": found.rule,
        **found.place._asdict(),
        "shortfall": amount(found.shortfall, found.unit),
    }


def repair_tables(found: Explanation) -> Mapping[str, str]:
    """Every change, every row that is missed then, and every package."""
    if found.repairs is None:
        return {}
    every = list(enumerate(found.repairs.every, start=1))
    changes = (
        (number, *_cells(change), str(one.status), str(one.best), _value(one))
        for number, one in every
        for change in one.changes
    )
    rows = (
        (number, row.rule, *row.place, row.shortfall, row.unit)
        for number, one in every
        for row in one.rows
    )
    choices = (
        (number, choice.measure, choice.start, choice.size)
        for number, one in every
        if one.audit is not None
        for choice in one.audit.package.choices
    )
    return {
        "repairs.csv": comma_separated(CHANGES, changes),
        "repair_rows.csv": comma_separated(ROWS, rows),
        "repair_packages.csv": comma_separated(("repair", "measure", "start", "size"), choices),
    }


CHANGES = (
    *("repair", "rule", "measure", "limit", "province", "year", "before", "after", "amount"),
    *("unit", "share", "tolerance", "least", "status", "objective"),
)
ROWS = ("repair", "rule", "scenario", "province", "year", "side", "item", "shortfall", "unit")


def _cells(change: Change) -> Iterator[Cell]:
    """Of one change, from `rule` up to `tolerance`."""
    cells: dict[str, Cell] = dict.fromkeys(CHANGES[1:12])
    match change:
        case RuleMoved():
            cells |= {"rule": change.rule, "amount": change.amount, "unit": change.unit}
            cells |= {"share": change.share, "tolerance": change.tolerance}
        case MeasureAdded():
            cells |= {"province": change.province, "year": change.year}
            cells |= {"amount": change.amount, "unit": "jobs"}
        case LimitMoved():
            cells |= {"measure": change.measure, "limit": change.limit}
            cells |= {"before": change.before, "after": change.after}
    yield from cells.values()


def _value(repair: Repair) -> Cell:
    return None if repair.audit is None else repair.audit.objective()
