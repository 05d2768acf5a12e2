# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A drawn instance with a drawn model, and packages for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from random import Random
from typing import Any

from hypothesis import strategies as st

from compensatie.engine.case import bind
from compensatie.errors import InputError
from compensatie.facts.facts import Facts
from compensatie.facts.instance import Instance
from compensatie.facts.package import Choice, Package
from compensatie.policy import Model, families
from tests.support.dice import Dice
from tests.support.drawn_instance import drawn_instance
from tests.support.drawn_model import drawn_model


@dataclass(frozen=True)
class Case:
    """The content of two files."""

    instance_content: dict[str, Any]
    model_content: dict[str, Any]

    @cached_property
    def instance(self) -> Instance:
        return Instance.model_validate(self.instance_content)

    @cached_property
    def model(self) -> Model:
        return Model.model_validate(self.model_content)

    @cached_property
    def facts(self) -> Facts:
        """The facts as the model counts them."""
        return Facts(self.instance, self.model.counting, self.model.objective.valuation())

    def __str__(self) -> str:
        content = {"instance": self.instance_content, "model": self.model_content}
        return json.dumps(content, default=_plain, indent=1)


def _plain(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else str(value)


def drawn_case(dice: Dice, family: str | None = None, others: Sequence[str] | None = None) -> Case:
    """A case with one to three rules: the first of `family`, if given, more of any of `others`."""
    instance = drawn_instance(dice)
    pool = sorted(families()) if others is None else others
    more = [dice.one(pool) for _ in range(dice.one((0, 1, 2, 2)))]
    return Case(instance, drawn_model(dice, instance, [family or dice.one(pool), *more]))


def drawn_package(dice: Dice, instance: Instance, *, within_range: bool = False) -> Package:
    """Any package that starts measures in years in which they can start.

    Sizes may be out of range, and relations and rules broken, unless `within_range` asks for sizes
    that are allowed.
    """
    choices = []
    for measure in instance.measures:
        if dice.chance(65):
            start = dice.whole(measure.start.earliest, measure.start.latest)
            size = dice.quarters(-1, 6)
            if within_range or dice.chance(60):
                steps = (measure.size.max - measure.size.min) / measure.size.step
                size = measure.size.min + dice.whole(0, int(steps)) * measure.size.step
            choices.append(Choice(measure=measure.id, start=start, size=size))
    return Package(choices=tuple(choices))


def is_read(case: Case) -> bool:
    """Whether facts and policy fit together, every figure that a rule needs being there."""
    try:
        bind(case.instance, case.model)
    except InputError:
        return False
    return True


def cases() -> st.SearchStrategy[tuple[Case, Package]]:
    """Cases with a package, drawn and shrunk by hypothesis."""

    def made(random: Random) -> tuple[Case, Package]:
        dice = Dice(random)
        case = drawn_case(dice)
        return case, drawn_package(dice, case.instance)

    return st.randoms(use_true_random=False).map(made)
