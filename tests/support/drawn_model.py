# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Models for a drawn instance: a rule is drawn from the fields of its class, whatever they are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from types import NoneType
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from compensatie.facts.measure import Kind
from compensatie.facts.series import Series
from compensatie.policy import families, objectives
from compensatie.rule import Rule
from tests.support.case_file import drawing_hints
from tests.support.dice import Dice
from tests.support.drawn_instance import FIRST, PAYERS

ENTRY = frozenset(Rule.model_fields)
"""Fields that every rule has; the others are its family's parameters."""


def drawn_model(dice: Dice, instance: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    """The content of a model file, with rules of these families."""
    model: dict[str, Any] = {"format": 1, "name": "drawn", "objective": _objective(dice)}
    if dice.chance(40):
        model["counting"] = {
            "basis": dice.one(("posts", "filled")),
            "hub_factor": dice.one((Decimal(0), Decimal("0.5"), Decimal(1), Decimal(2))),
        }
    measures = [item["id"] for item in instance["measures"]]
    if dice.chance(20):
        lock = dice.one(("include", "exclude"))
        model["locks"] = {lock: [dice.one(measures)]}
    model["rules"] = [
        {"id": f"rule-{number}", **drawn_rule(dice, name, instance)}
        for number, name in enumerate(names, start=1)
    ]
    return model


def _objective(dice: Dice) -> dict[str, Any]:
    objective: dict[str, Any] = {}
    if dice.chance(50):
        objective["minimise"] = dice.one(sorted(objectives()))
    if dice.chance(20):
        objective["payers"] = [dice.one(PAYERS)]
    if dice.chance(40):
        objective["discount_rate"] = dice.one((Decimal("0.25"), Decimal("0.0225"), Decimal(1)))
    if dice.chance(40):
        objective["continue_years"] = dice.whole(0, 3)
    if dice.chance(30):
        objective["then"] = [_next(dice) for _ in range(dice.one((1, 1, 2)))]
    return objective


def _next(dice: Dice) -> dict[str, Any]:
    stage: dict[str, Any] = {"minimise": dice.one(sorted(objectives()))}
    if dice.chance(30):
        stage["payers"] = [dice.one(PAYERS)]
    if dice.chance(50):
        stage["within"] = dice.one((Decimal("0.1"), Decimal("0.5"), Decimal(1)))
    return stage


def drawn_rule(
    dice: Dice, name: str, instance: dict[str, Any], *, as_proposed: int = 90
) -> dict[str, Any]:
    """An entry of one family that its class accepts, without id.

    Of a hundred so many have the values that the family's case file proposes, if it does.
    """
    for _ in range(200):
        entry = _entry(dice, name, instance, as_proposed)
        try:
            families()[name].model_validate({"id": "rule", **entry})
        except ValidationError:
            continue
        return entry
    raise AssertionError(f"no entry of {name} could be drawn")


def _entry(dice: Dice, name: str, instance: dict[str, Any], as_proposed: int) -> dict[str, Any]:
    entry: dict[str, Any] = {"family": name}
    if dice.chance(20):
        entry |= {"strength": "soft", "price": 500 * dice.one((0, 1, 2, 4, 8))}
    if dice.chance(25):
        years = sorted(dice.whole(FIRST, instance["years"]["last"]) for _ in range(2))
        entry["years"] = dict(zip(("first", "last"), years, strict=True))
        del entry["years"][dice.one(("first", "last"))]
    if instance["scenarios"] and dice.chance(20):
        names = [item["id"] for item in instance["scenarios"]]
        entry["scenarios"] = dice.some(names, at_least=1)
    if len(_known(instance)) < len(instance["provinces"]):
        entry["where_unknown"] = "report"
    return entry | _parameters(dice, name, instance, as_proposed)


def _parameters(
    dice: Dice, name: str, instance: dict[str, Any], as_proposed: int
) -> dict[str, Any]:
    """Values that its case file proposes, or any that the fields allow."""
    tables = drawing_hints(name)
    if tables and dice.chance(as_proposed):
        proposed = {field: dice.one(values) for field, values in dice.one(tables).items()}
        return {field: value for field, value in proposed.items() if value != "left out"}
    return {
        field: _value(dice, field, info.annotation, instance)
        for field, info in families()[name].model_fields.items()
        if field not in ENTRY and (info.is_required() or dice.chance(45))
    }


def _value(dice: Dice, field: str, kind: Any, instance: dict[str, Any]) -> Any:
    """A value of a parameter that its type allows."""
    kinds = [one for one in get_args(kind) if one is not NoneType] or [kind]
    first = kind if get_origin(kind) in (Literal, tuple) else kinds[0]
    if get_origin(first) is Literal:
        return dice.one(get_args(first))
    if get_origin(first) is tuple:
        return _names(dice, field, instance)
    if first is bool:
        return dice.chance(50)
    if first is int:
        return instance["reference_year"]
    if first is Series and dice.chance(40):
        return {str(FIRST): dice.share() / 4, str(FIRST + 1): dice.share() / 4}
    return dice.one((dice.share() / 4, dice.share(), dice.quarters(0, 4)))


def _known(instance: dict[str, Any]) -> list[str]:
    return list(dict.fromkeys(item["province"] for item in instance["employment"]))


def _names(dice: Dice, field: str, instance: dict[str, Any]) -> list[str]:
    """Some of the names that a parameter can hold."""
    if field == "provinces":
        names = dice.some(_known(instance), at_least=1)
        listed = [item["code"] for item in instance["provinces"]]
        return names + [code for code in listed if code not in _known(instance)][: dice.one((0, 1))]
    pools: dict[str, Sequence[str]] = {
        "sectors": list(dict.fromkeys(item["sector"] for item in instance["employment"])),
        "resources": [item["id"] for item in instance["resources"]],
        "measures": [item["id"] for item in instance["measures"]],
        "payers": PAYERS,
        "kinds": get_args(Kind),
    }
    return dice.some(pools[field], at_least=1)
