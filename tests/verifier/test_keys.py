# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The verifier reads every key as the engine does: none is left out of what is compared."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from random import Random
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel, ValidationError

from compensatie.engine.case import bind
from compensatie.errors import InputError
from compensatie.policy import families
from compensatie.verifier.facts import Instance
from compensatie.verifier.programme import Programme
from compensatie.verifier.reading import parsed
from tests.support.case_in_files import as_json
from tests.support.dice import Dice
from tests.support.drawn_case import Case
from tests.support.drawn_instance import FIRST, drawn_instance
from tests.support.drawn_model import drawn_model, drawn_rule
from tests.support.seeded import seeds
from tests.verifier.test_rows import engine_rows, verified_rows

WHOLE = 600
"""Cases of each family."""
NO_FIGURES = {
    "format", "name", "title", "unit", "source", "status", "remark", "remark_nl", "sources",
    "label", "label_nl", "national_source", "national_status", "tile", "place", "advice", "extends",
    "drop", "signals", "known_from", "uncertainties", "then",
}  # fmt: skip
"""Keys that say nothing about the rows, or about the first objective."""


def drawn(seed: int, family: str) -> Case:
    """A case with one rule of a family, any of its parameters, and every other key at times."""
    dice = Dice(Random(seed))
    instance = drawn_instance(dice)
    if dice.chance(30):
        _renamed(dice, instance)
    if dice.chance(30):
        instance |= {"reference_year": FIRST, "changes": [], "scenarios": []}
    if dice.chance(30):
        _without_step(dice.one(instance["measures"]))
    model = drawn_model(dice, instance, [])
    rule = {"id": "rule", **drawn_rule(dice, family, instance, as_proposed=30)}
    if dice.chance(30):
        rule = {"scenarios": "every", "strength": "hard", "where_unknown": "error"} | rule
    if "base_year" in families()[family].model_fields and dice.chance(50):
        rule["base_year"] = dice.one((FIRST - 1, instance["reference_year"]))
    return Case(instance, model | {"rules": [rule]})


def _renamed(dice: Dice, instance: dict[str, Any]) -> None:
    """Calls a province by another of its names wherever there is employment."""
    province = dice.one(instance["provinces"])
    province |= {"name": "Home", "also": ["H1", "H2"]}
    for record in instance["employment"]:
        if record["province"] == province["code"]:
            record["province"] = dice.one(("home", "h1", "H2", province["code"].lower()))


def _without_step(measure: dict[str, Any]) -> None:
    """A measure of any size: steps of a hundredth."""
    measure["size"] |= {"step": 0}
    measure["size"]["max"] = measure["size"]["min"] + Decimal("0.03")


def keys(value: Any) -> Iterator[tuple[str, ...]]:
    """Every key that is given, and every word where there is a choice of words."""
    if isinstance(value, BaseModel):
        for key in value.model_fields_set:
            found = getattr(value, key)
            yield type(value).__name__, key
            if isinstance(found, str):
                yield type(value).__name__, key, found
            yield from keys(found)
    elif isinstance(value, dict):
        yield from keys([*value.values()])
    elif isinstance(value, list | tuple):
        for one in value:
            yield from keys(one)


def types(value: Any) -> Iterator[type[BaseModel]]:
    """The class of every record."""
    if isinstance(value, BaseModel):
        yield type(value)
        value = [getattr(value, key) for key in type(value).model_fields]
    for one in value if isinstance(value, list | tuple) else ():
        yield from types(one)


def wanted(kind: type[BaseModel]) -> Iterator[tuple[str, ...]]:
    """Every key of a record that says something about the rows, with each of its words."""
    for key, field in kind.model_fields.items():
        name = field.alias or key
        if name.strip("_") in NO_FIGURES:
            continue
        yield kind.__name__, key
        for one in (field.annotation, *get_args(field.annotation)):
            if get_origin(one) is Literal:
                yield from ((kind.__name__, key, word) for word in get_args(one))


@pytest.mark.parametrize("family", sorted(families()))
def test_every_key_makes_the_same_rows(family, validated):
    seen, asked = set(), set()
    for seed in seeds(WHOLE):
        case = drawn(seed, family)
        try:
            records = [case.instance, case.model]
            bound = bind(*records)
        except (InputError, ValidationError):
            continue
        table = Instance(parsed(as_json(case.instance_content), "instance"))
        model = parsed(as_json(case.model_content), "model")
        assert verified_rows(Programme(table, model, {})) == engine_rows(bound), seed
        seen |= {*keys(records)}
        asked |= {one for kind in types(records) for one in wanted(kind)}
        validated(cases=1)
    assert asked - seen == set()
