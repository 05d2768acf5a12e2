# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What changed since another version as part of a JSON document, and as tables."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from compensatie import units
from compensatie.facts.package import Choice
from compensatie.files.notation import inline
from compensatie.files.setting import joined
from compensatie.language import Language
from compensatie.policy import objectives
from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.reports.comparison_document import solved_document
from compensatie.reports.document import Document, amount
from compensatie.studies.explanation import Explanation
from compensatie.studies.since import NO_CASE, Otherwise, Since, Standing
from compensatie.studies.versions import ABSENT, Change

CHANGES = ("file", "path", "before", "after", "was_at", "is_at", "counts", "explains")
PACKAGES = ("measure", "old_start", "old_size", "new_start", "new_size", "cost")


def since_document(found: Explanation, language: Language) -> object:
    """Both answers, every change, and a smallest set that explains; null where not asked."""
    told = found.since
    if told is None:
        return None
    extra = told.extra_cost
    return {
        "instance_sha256": told.old.instance.sha256,
        "model_sha256": told.old.model.sha256,
        "before": solved_document(told.before),
        "after": solved_document(told.after),
        "extra_cost": None if extra is None else units.money(extra),
        "changes": [_change(one, told) for one in told.changes],
        "explaining": {
            "changes": [_path(one) for one in told.explaining.changes],
            "proof": str(told.explaining.proof),
            "sets_tried": told.explaining.asked,
        },
        "otherwise": [_otherwise(one) for one in told.otherwise()],
    }


def _path(change: Change) -> str:
    """Where a value stands, as `--set` takes it."""
    return joined(change.path)


def _change(change: Change, told: Since) -> Document:
    was, now = told.place(change)
    return {
        "file": change.kind,
        "path": _path(change),
        "before": _plain(change.before),
        "after": _plain(change.after),
        "was_at": was,
        "is_at": now,
        "counts": change.counts,
        "by_itself": _standing(told.by_itself(change)) if change.counts else None,
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it, figures as texts; null where there is nothing."""
    if value is ABSENT:
        return None
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return units.plain(value)
    return value.isoformat() if isinstance(value, datetime.date) else value


def _standing(standing: Standing | None) -> Document:
    """What one change comes to without the others."""
    if standing is None:
        return {"status": "not determined", "objective": None}
    if standing == NO_CASE:
        return {"status": "needs others", "objective": None}
    if standing.value is None:
        return {"status": "infeasible", "objective": None}
    unit = objectives()[str(standing.objective)].unit
    return {"status": "optimal", "objective": amount(standing.value, unit)}


def _otherwise(one: Otherwise) -> Document:
    return {
        "measure": one.measure,
        "before": _choice(one.before),
        "after": _choice(one.after),
        "cost": units.money(one.cost),
    }


def _choice(choice: Choice | None) -> Document | None:
    if choice is None:
        return None
    return {"start": choice.start, "size": units.plain(choice.size)}


def since_tables(found: Explanation) -> Mapping[str, str]:
    """Every change, and what the best package does otherwise."""
    told = found.since
    if told is None:
        return {}
    return {
        "changes.csv": comma_separated(CHANGES, _change_rows(told)),
        "otherwise.csv": comma_separated(PACKAGES, map(_otherwise_row, told.otherwise())),
    }


def _change_rows(told: Since) -> Iterator[list[Cell]]:
    for one in told.changes:
        values = [None if each is ABSENT else inline(each) for each in (one.before, one.after)]
        explains = one in told.explaining.changes
        yield [one.kind, _path(one), *values, *told.place(one), one.counts, explains]


def _otherwise_row(one: Otherwise) -> list[Cell]:
    cells: list[Cell] = [one.measure]
    for choice in (one.before, one.after):
        cells += [None, None] if choice is None else [choice.start, choice.size]
    return [*cells, one.cost]
