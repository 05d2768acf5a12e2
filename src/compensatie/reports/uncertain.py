# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The uncertain figures of an instance: which they are, and how they can turn out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Any

from compensatie import units
from compensatie.facts.distribution import Distribution, Shape
from compensatie.facts.instance import Instance
from compensatie.facts.uncertainty import Uncertainty
from compensatie.reports.inert import shortened
from compensatie.reports.reader import Reader, mark
from compensatie.reports.table import Block, Heading, Paragraph, Points
from compensatie.reports.titles import Titles

SHAPES: dict[Shape, str] = {
    "triangular": mark("{least} to {most}, likeliest {middle}"),
    "uniform": mark("{least} to {most}, all alike"),
    "normal": mark("{least} to {most}, normal around {middle} (standard deviation {deviation})"),
    "list": mark("one of {values}"),
}
"""How a figure can turn out, in words."""
MOST_SHOWN = 6
"""Values of a list that are shown."""


def uncertain_figures(instance: Instance, titles: Titles, reader: Reader) -> Iterator[Block]:
    """The uncertain figures, where there are any."""
    if not instance.uncertainties:
        return
    say = reader.say
    yield Heading(say("Uncertain figures"))
    yield Points(
        tuple(
            (f"{titles.uncertainty(one.id)}: {in_words(one, reader)}", *map(shortened, one.of))
            for one in instance.uncertainties
        )
    )
    text = "`solve` uses the figures as the file has them; `ensemble` draws them."
    yield Paragraph(say(text))


def in_words(one: Uncertainty, reader: Reader) -> str:
    """How a draw can turn out: `1 to 2.4, likeliest 1.5, times the figure of the file`."""
    told = _spread(one.distribution, reader)
    if one.factor is None:
        return told
    return reader.say("{spread}, times the figure of the file", spread=told)


def _spread(one: Distribution, reader: Reader) -> str:
    middle = one.mean if one.mode is None else one.mode
    values = [_number(value, reader) for value in one.values[:MOST_SHOWN]]
    more = ["…"] if len(one.values) > MOST_SHOWN else []
    return reader.say(
        SHAPES[one.shape],
        least=_number(one.least_value, reader),
        most=_number(one.most_value, reader),
        middle=_number(middle, reader),
        deviation=_number(one.deviation, reader),
        values=", ".join([*values, *more]),
    )


def _number(value: Decimal | None, reader: Reader) -> str:
    return "" if value is None else reader.number(Fraction(value), decimals=6)


def uncertain_document(instance: Instance) -> list[dict[str, Any]]:
    """The uncertain figures, for programs."""
    return [
        {
            "id": one.id,
            "of": list(one.of),
            "draws": "value" if one.factor is None else "factor",
            "distribution": {
                name: _plain(value)
                for name, value in one.distribution
                if name in one.distribution.model_fields_set
            },
            "status": one.status,
            "source": one.source,
        }
        for one in instance.uncertainties
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return units.plain(value) if isinstance(value, Decimal) else value
