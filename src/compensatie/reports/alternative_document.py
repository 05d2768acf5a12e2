# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Alternatives and importance as a JSON document, and as tables of exact figures."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from compensatie import units
from compensatie.language import Language
from compensatie.reports.comma_separated import comma_separated
from compensatie.reports.document import (
    Document,
    amount,
    objective_of,
    package_document,
    provenance_of,
    stop_notices,
    warnings_of,
)
from compensatie.studies.alternatives import Alternative, Alternatives
from compensatie.studies.importance import Figure, Importance

LINES = ("package", "objective", "extra", "tied", "measure", "start", "size")
"""Columns of the table of packages: one line for each choice."""


def alternatives_document(found: Alternatives, language: Language) -> Document:
    """The answer of `alternatives`."""
    notices = [*found.case.notices, *stop_notices(found.reason)]
    return {
        "format": 1,
        "command": "alternatives",
        "status": str(found.status),
        "certified": found.certified,
        "distinct": str(found.distinct),
        "limit": None if found.limit is None else amount(found.limit, _unit(found)),
        "packages": [_alternative(one, found) for one in found.packages],
        "complete": found.is_complete,
        "stop": None if found.stop is None else str(found.stop),
        "distance": found.distance,
        "importance": [_importance(one, _unit(found)) for one in found.importance],
        "warnings": warnings_of(notices, language),
        "provenance": provenance_of(found.provenance),
    }


def _unit(found: Alternatives) -> str:
    return found.case.stages[0].objective.unit


def _alternative(one: Alternative, found: Alternatives) -> Document:
    extra = one.value - found.packages[0].value
    return {
        **package_document(one.package),
        "objective": objective_of(one.audit),
        "extra": amount(extra, _unit(found)),
        "tied": one.is_tied,
        "met": one.audit.met,
    }


def _importance(one: Importance, unit: str) -> Document:
    return {
        "measure": one.measure,
        "in": one.share,
        "least": _size(one.least),
        "least_status": str(one.least.status),
        "greatest": _size(one.greatest),
        "greatest_status": str(one.greatest.status),
        "replacement": {
            "rest_kept": _replacement(one.rest_kept, unit),
            "rest_free": _replacement(one.rest_free, unit),
        },
        "never_with": list(one.never_with),
        "always_with": list(one.always_with),
        "open_with": list(one.open_with),
    }


def _size(figure: Figure) -> str | None:
    return None if figure.value is None else units.exact(figure.value)


def _replacement(figure: Figure, unit: str) -> Document:
    cost = None if figure.value is None else amount(figure.value, unit)
    return {"status": str(figure.status), "cost": cost}


def alternative_tables(found: Alternatives) -> Mapping[str, str]:
    """Every table, by the name of its file."""
    lines = (
        (one.name, one.value, one.value - found.packages[0].value, one.is_tied, *choice)
        for one in found.packages
        for choice in _choices(one)
    )
    tables = {"alternatives.csv": comma_separated(LINES, lines)}
    if found.importance:
        tables["importance.csv"] = comma_separated(IMPORTANCE, map(_line, found.importance))
    return tables


def _choices(one: Alternative) -> list[tuple[str, int, Fraction] | tuple[None, None, None]]:
    """What a package chooses; one empty line where it chooses nothing."""
    chosen = one.package.choices
    return [(choice.measure, choice.start, Fraction(choice.size)) for choice in chosen] or [
        (None, None, None)
    ]


IMPORTANCE = (
    *("measure", "in", "least", "least_status", "greatest", "greatest_status"),
    *("rest_kept", "rest_kept_status", "rest_free", "rest_free_status"),
    *("never_with", "always_with", "open_with"),
)
"""Columns of the table of importance."""


def _line(one: Importance) -> tuple[str | Fraction | None, ...]:
    figures = (one.least, one.greatest, one.rest_kept, one.rest_free)
    shown = (part for figure in figures for part in (figure.value, str(figure.status)))
    pairs = (one.never_with, one.always_with, one.open_with)
    return (one.measure, one.share, *shown, *("; ".join(names) for names in pairs))
