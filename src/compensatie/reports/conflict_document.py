# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What cannot hold together, as JSON and as a table of exact figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from compensatie.facts.place import Place
from compensatie.language import Language
from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.reports.document import Document, amount
from compensatie.rule import Unit
from compensatie.studies.conflict import (
    Conflict,
    LimitInConflict,
    Member,
    RelationInConflict,
    RowInConflict,
)
from compensatie.studies.conflict_figures import rests_on
from compensatie.studies.explanation import Explanation


def conflict_document(found: Explanation, language: Language) -> Document | None:
    """Its members, rows that differ in their year only taken together; null where none is."""
    if found.conflict is None:
        return None
    conflict = found.conflict
    members = [
        *(_rows(group) for group in conflict.groups()),
        *(_relation(one) for one in conflict.relations),
        *(_limit(one) for one in conflict.limits),
    ]
    return {
        "members": members,
        "proven_minimal": conflict.is_proven_minimal,
        "rests_on": [one._asdict() for one in rests_on(conflict)],
    }


def _rows(group: Sequence[RowInConflict]) -> Document:
    first = group[0]
    place, unit = first.place, first.rule.unit
    return {
        "rule": first.rule.id,
        "scenario": place.scenario,
        "province": place.province,
        "years": [one.place.year for one in group if one.place.year is not None],
        "side": place.side,
        "item": place.item,
        "unit": unit,
        "rows": [_row(one, unit) for one in group],
    }


def _row(row: RowInConflict, unit: Unit) -> Document:
    """What is asked and what can be had; null where it was not determined."""
    return {
        "year": row.place.year,
        "missing": amount(row.missing, unit),
        "reach": _known(row.reach, unit),
        "short": _known(row.short, unit),
        "measured": _known(row.measured, unit),
        "bound": _known(row.bound, unit),
    }


def _known(value: Fraction | None, unit: Unit) -> str | None:
    return None if value is None else amount(value, unit)


def _relation(one: RelationInConflict) -> Document:
    return {"relation": one.number, "kind": one.kind, "measures": list(one.measures)}


def _limit(one: LimitInConflict) -> Document:
    value = one.value if one.value is None or isinstance(one.value, int) else str(one.value)
    return {"measure": one.measure, "limit": one.limit, "value": value}


MEMBERS = (
    *("rule", *Place._fields, "relation", "measure", "limit", "value"),
    *("missing", "reach", "short", "measured", "bound", "unit"),
)
"""Columns of the table of members."""


def conflict_tables(found: Explanation) -> Mapping[str, str]:
    """Every member."""
    if found.conflict is None:
        return {}
    return {"conflict.csv": comma_separated(MEMBERS, _lines(found.conflict))}


def _lines(conflict: Conflict) -> list[list[Cell]]:
    return [[_cells(member).get(name) for name in MEMBERS] for member in conflict.members]


def _cells(member: Member) -> dict[str, Cell]:
    match member:
        case RowInConflict():
            figures = {
                name: getattr(member, name)
                for name in ("missing", "reach", "short", "measured", "bound")
            }
            own: dict[str, Cell] = {"rule": member.rule.id, "unit": member.rule.unit}
            return own | member.place._asdict() | figures
        case RelationInConflict():
            return {"relation": member.number}
        case LimitInConflict():
            return {"measure": member.measure, "limit": member.limit, "value": member.value}
