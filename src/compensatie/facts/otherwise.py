# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The same facts with some figures otherwise: all that is not on the way to them is shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from compensatie.facts.instance import Instance
from compensatie.facts.record import Document
from compensatie.facts.series import Series

FigurePlace = tuple[str | int, ...]
"""Where a figure stands in an instance: fields, positions, and years as numbers."""


def otherwise(instance: Instance, figures: Mapping[FigurePlace, Decimal]) -> Instance:
    """A copy of the facts with other figures; nothing is validated again.

    Args:
        instance: the facts.
        figures: a figure for each place that differs; each must be one that may stand there.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> other = otherwise(instance, {("measures", 0, "size", "max"): Decimal(40)})
        >>> other.measures[0].size.max, other.employment is instance.employment
        (Decimal('40'), True)
    """
    changed: Instance = _with(instance, _nested(figures))
    return changed


def figure_at(instance: Instance, place: FigurePlace) -> Decimal:
    """The figure that stands at a place."""
    found: Any = instance
    for step in place:
        if isinstance(found, Series):
            found = found.root[int(step)]
        elif isinstance(found, BaseModel):
            found = getattr(found, str(step))
        else:
            found = found[step]
    figure: Decimal = found
    return figure


def figures_touched(places: Iterable[FigurePlace]) -> frozenset[str]:
    """The kinds of record that figures stand in: measures, changes, employment or national."""
    return frozenset(str(place[2] if place[0] == "scenarios" else place[0]) for place in places)


def _nested(figures: Mapping[FigurePlace, Decimal]) -> dict[str | int, Any]:
    tree: dict[str | int, Any] = {}
    for place, figure in figures.items():
        branch = tree
        for step in place[:-1]:
            branch = branch.setdefault(step, {})
        branch[place[-1]] = figure
    return tree


def _with(record: Any, changes: Any) -> Any:
    """A record with what differs put in place, however deep."""
    if not isinstance(changes, dict):
        return changes
    if isinstance(record, tuple):
        items = list(record)
        for position, inner in changes.items():
            items[position] = _with(items[position], inner)
        return tuple(items)
    if isinstance(record, Series):
        return Series.model_construct(root={**record.root, **changes})
    copy = record.__copy__()
    values = copy.__dict__
    # What was worked out from the old figures must not come along.
    for name in values.keys() - type(record).model_fields.keys():
        del values[name]
    if isinstance(copy, Document):
        copy.unread()
    values.update({name: _with(values[name], inner) for name, inner in changes.items()})
    return copy
