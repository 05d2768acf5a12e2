# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which figures of an instance its uncertainties draw: paths as in `--set`, found and tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from pydantic import ValidationError

from compensatie.errors import Fault, InputError, Path
from compensatie.facts.instance import Instance
from compensatie.facts.otherwise import FigurePlace, figure_at, otherwise
from compensatie.facts.uncertainty import Uncertainty
from compensatie.files.content import content_of
from compensatie.files.explanation import faults
from compensatie.files.refusals import refusals
from compensatie.files.route import routed
from compensatie.files.setting import split_path
from compensatie.files.syntax import Content
from compensatie.files.tree import follow

_COST = r"(once|yearly)(_per_unit)?"
_LEVEL = r"jobs(/\d{4})?|high_grade_share"
_DRAWABLE = re.compile(
    rf"measures/\d+/(costs/\d+/({_COST})"
    r"|ramp(/\d+)?|fte_per_workplace|fill_rate|high_grade_share)"
    rf"|(scenarios/\d+/)?(changes/\d+/({_LEVEL}|fill_rate)|employment/\d+/({_LEVEL}|growth)"
    r"|national(/\d{4})?)"
)


NOT_A_PATH = Fault("not-a-path", "this is no path of ids and keys")
NOT_DRAWABLE = Fault(
    "not-drawable",
    "“{path}” is no figure that can be drawn",
    allowed="a cost, ramp, fill_rate, high_grade_share or fte_per_workplace of a measure; jobs, "
    "fill_rate, growth or high_grade_share of a change or of employment; or national",
)
NO_FIGURE = Fault("no-figure", "the instance gives no figure “{path}”")
SEVERAL = Fault(
    "value-for-several",
    "“{path}” holds several figures, and value stands in place of one",
    allowed="factor, or one of its figures",
)
TWICE = Fault(
    "drawn-twice",
    "“{path}” is drawn by “{other}” already",
    allowed="each figure in one draw",
)
TOO_FAR = Fault(
    "drawn-too-far", "a draw of {draw} is possible, and makes a figure what it cannot be"
)


@dataclass(frozen=True, slots=True)
class DrawnFigures:
    """The figures that one draw decides on."""

    uncertainty: Uncertainty
    """How they can turn out."""
    written: Mapping[FigurePlace, Decimal]
    """Each figure as the file has it, by its place."""

    def under(self, drawn: Decimal) -> dict[FigurePlace, Decimal]:
        """Each figure under a draw."""
        return {
            place: self.uncertainty.figure(figure, drawn) for place, figure in self.written.items()
        }


def drawn_figures(instance: Instance) -> tuple[DrawnFigures, ...]:
    """The figures of each uncertainty of an instance, in the order of the file.

    Raises:
        InputError: a path leads nowhere, or to what cannot be drawn, or two draws share a figure.
    """
    content = content_of(instance, is_complete=True) if instance.uncertainties else {}
    found: list[DrawnFigures] = []
    wrong: list[Fault] = []
    for number, one in enumerate(instance.uncertainties):
        places: dict[FigurePlace, Decimal] = {}
        for text in one.of:
            try:
                for place in _places(content, one, text):
                    _require_new(place, text, [*found, DrawnFigures(one, places)])
                    places[place] = figure_at(instance, place)
            except InputError as error:
                place_of_path = ("uncertainties", number, "of")
                wrong += (replace(fault, path=place_of_path) for fault in error.faults)
        found.append(DrawnFigures(one, places))
    if wrong:
        raise InputError(wrong)
    return tuple(found)


def require_drawable(instance: Instance) -> None:
    """Looks whether every uncertain figure is there, and may be as low and as high as it can be.

    Raises:
        InputError: with every fault, at its place in the file.
    """
    wrong: list[Fault] = []
    for number, one in enumerate(drawn_figures(instance)):
        distribution = one.uncertainty.distribution
        for extreme in (distribution.least_value, distribution.most_value):
            wrong += (
                fault.at("uncertainties", number) for fault in _refused(instance, one, extreme)
            )
    if wrong:
        raise InputError(wrong)


def _places(content: Content, one: Uncertainty, text: str) -> Iterator[FigurePlace]:
    """The places of the figures that a path leads to: one, or those of a table of figures."""
    steps, rest = split_path(text)
    if not steps or rest.strip():
        raise _astray(NOT_A_PATH, text)
    path = routed(Instance, content, steps)
    if not _DRAWABLE.fullmatch("/".join(map(str, path))):
        raise _astray(NOT_DRAWABLE, text)
    inside = follow(content, path)
    if isinstance(inside, Decimal):
        yield _place(path)
    elif not isinstance(inside, Mapping | list):
        raise _astray(NO_FIGURE, text)
    elif one.factor is None:
        raise _astray(SEVERAL, text)
    else:
        figures = inside if isinstance(inside, Mapping) else range(len(inside))
        yield from (_place((*path, step)) for step in figures)


def _place(path: Path) -> FigurePlace:
    """Years are numbers to those who have no text to read."""
    return tuple(int(step) if str(step).isdigit() else step for step in path)


def _require_new(place: FigurePlace, text: str, before: list[DrawnFigures]) -> None:
    for other in before:
        if place in other.written:
            raise _astray(TWICE, text, other=other.uncertainty.id)


def _astray(fault: Fault, path: str, **details: str) -> InputError:
    return InputError([replace(fault, value=path, details={"path": path, **details})])


def _refused(instance: Instance, one: DrawnFigures, extreme: Decimal) -> list[Fault]:
    """What cannot stand in the file under an extreme draw."""
    figures = one.under(extreme)
    content = content_of(otherwise(instance, figures))
    key = "value" if one.uncertainty.factor is None else "factor"
    try:
        Instance.model_validate(content, by_alias=True, by_name=False)
    except ValidationError as error:
        found = faults(refusals(error, content), Instance, content)
        return [_beyond(fault, key, extreme) for fault in found[:1]]
    except InputError as error:
        return [_beyond(fault, key, extreme) for fault in error.faults[:1]]
    return []


def _beyond(fault: Fault, key: str, extreme: Decimal) -> Fault:
    """What is wrong with a figure, told of the distribution that can make it so."""
    details = {**fault.details, "draw": f"{extreme:f}"}
    told = replace(TOO_FAR, path=(key,), details=details)
    return replace(told, value=fault.value, allowed=fault.allowed)
