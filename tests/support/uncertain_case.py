# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Drawn cases with uncertain figures; and the file that says what a draw makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import version
from random import Random
from typing import Any

import compensatie as cp
from compensatie.files.content import text_of
from compensatie.studies.futures import Subject
from tests.support.drawn_case import Case
from tests.support.seeded import seeded_case

LEAST, MOST = Decimal("0.25"), Decimal(1)
"""Factors and shares that are drawn; a share of at most 1 is one everywhere."""


@dataclass(frozen=True)
class UncertainCase:
    """A drawn case, and where its uncertain figures stand in the file."""

    case: Case
    places: tuple[tuple[Any, ...], ...]
    """For each uncertainty: keys and positions from the top of the file."""

    @property
    def instance(self) -> cp.Instance:
        told = [self._told(number, place) for number, place in enumerate(self.places)]
        return cp.Instance.model_validate({**self.case.instance_content, "uncertainties": told})

    def _told(self, number: int, place: Sequence[Any]) -> dict[str, Any]:
        path = "".join(f".{step}" if _is_key(step) else f"[{step}]" for step in place)
        spread = {"shape": "uniform", "least": LEAST, "most": MOST}
        return {"id": f"draw-{number}", "of": path.removeprefix("."), _kind(place): spread}

    def drawn(self, point: Sequence[Decimal]) -> cp.Instance:
        """The file that says itself what was drawn."""
        content = _changeable(self.case.instance_content)
        for place, value in zip(self.places, point, strict=True):
            around: Any = content
            for step in place[:-1]:
                around = around[step]
            last = place[-1]
            figure = value if _kind(place) == "value" else value * around[last]
            around[last] = figure
        return cp.Instance.model_validate(content)

    def subject(self, packages: Sequence[cp.Package] = ()) -> Subject:
        """What workers are told."""
        texts = tuple(map(text_of, packages))
        told = (text_of(self.instance), text_of(self.case.model), texts, (), (), ())
        return Subject(*told, "0", None, "HiGHS", version("compensatie"))


def _is_key(step: Any) -> bool:
    return isinstance(step, str) or step > 1900


def _changeable(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _changeable(item) for key, item in value.items()}
    return [_changeable(item) for item in value] if isinstance(value, list | tuple) else value


def _kind(place: Sequence[Any]) -> str:
    return "value" if "ramp" in place or place[-1] == "fill_rate" else "factor"


def uncertain_case(seed: int, family: str, others: Sequence[str]) -> UncertainCase:
    """The case of a number; every second one has one objective, cost."""
    case = seeded_case(seed, family, others)
    if seed % 2:
        plain = {**case.model_content.get("objective", {}), "minimise": "cost", "then": []}
        case = Case(case.instance_content, {**case.model_content, "objective": plain})
    random = Random(seed)
    places = [place for place in _figures(case.instance_content) if random.random() < 0.5]
    return UncertainCase(case, tuple(places[:6]))


def _figures(content: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    for position, measure in enumerate(content["measures"]):
        for number, cost in enumerate(measure["costs"]):
            keys = ("once", "once_per_unit", "yearly", "yearly_per_unit")
            yield from (("measures", position, "costs", number, key) for key in keys if key in cost)
        if "ramp" in measure:
            yield "measures", position, "ramp", 0
        if "fill_rate" in measure:
            yield "measures", position, "fill_rate"
    for position, change in enumerate(content["changes"]):
        yield from (("changes", position, "jobs", year) for year in change["jobs"])
    for position, line in enumerate(content["employment"]):
        yield from (("employment", position, "jobs", year) for year in list(line["jobs"])[1:])
