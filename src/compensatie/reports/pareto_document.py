# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Points that no package beats, as a JSON document, and as tables of exact figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from compensatie.errors import Notice
from compensatie.language import Language
from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.reports.document import (
    Document,
    amount,
    package_document,
    provenance_of,
    stop_notices,
    warnings_of,
)
from compensatie.studies.pareto import Pareto, Point, Values


def pareto_document(found: Pareto, language: Language) -> Document:
    """The answer of `pareto`."""
    notices = [*found.case.notices, *_incomplete(found), *stop_notices(found.reason)]
    return {
        "format": 1,
        "command": "pareto",
        "status": str(found.status),
        "certified": False,
        "points": [_point(one, found) for one in found.points],
        "complete": found.is_complete,
        "stop": None if found.stop is None else str(found.stop),
        "open_zones": found.open_zones,
        "payoff": [_payoff(text, point, found) for text, point in found.payoff.items()],
        "ideal": _values(found.ideal, found),
        "nadir": _values(found.nadir, found),
        "warnings": warnings_of(notices, language),
        "provenance": provenance_of(found.provenance),
    }


def _incomplete(found: Pareto) -> list[Notice]:
    if found.is_complete:
        return []
    text = "there may be more points, in {count} zones: the worst values are of the points found"
    return [Notice("incomplete-points", text, {"count": str(found.open_zones)})]


def _point(point: Point, found: Pareto) -> Document:
    return {
        "values": _values(point.values, found),
        "package": package_document(point.package),
        "met": point.audit.met,
    }


def _payoff(text: str, point: Point, found: Pareto) -> Document:
    return {"objective": text, "values": _values(point.values, found), "point": point.name}


def _values(values: Values, found: Pareto) -> Document:
    return {text: amount(value, found.units[text]) for text, value in values.items()}


def pareto_tables(found: Pareto) -> Mapping[str, str]:
    """Every table, by the name of its file."""
    texts = list(found.units)
    points = ((one.name, *_in_order(one.values, texts)) for one in found.points)
    choices = (
        (one.name, choice.measure, choice.start, Fraction(choice.size))
        for one in found.points
        for choice in one.package.choices
    )
    payoff = ((text, *_in_order(point.values, texts)) for text, point in found.payoff.items())
    return {
        "points.csv": comma_separated(["point", *texts], points),
        "packages.csv": comma_separated(["point", "measure", "start", "size"], choices),
        "payoff.csv": comma_separated(["objective", *texts], payoff),
    }


def _in_order(values: Values, texts: list[str]) -> Iterator[Cell]:
    return (values[text] for text in texts)
