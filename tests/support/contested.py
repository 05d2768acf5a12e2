# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Cases in which payers, provinces and norms pull in different directions."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from tests.support.drawn_case import Case

PAYERS = ("A", "B")
PROVINCES = ("DR", "ZH")
OBJECTIVES = (
    *("cost", "cost:A", "cost:B", "cost-once:A", "cost-yearly:B", "measures"),
    *("jobs-taken", "jobs-taken:ZH", "shortfall:jobs", "shortfall:spread"),
)
"""What can be asked of every such case."""


def contested_case(seed: int) -> Case:
    """Some measures of one or more sizes and starts, paid by two, under a norm for each province.

    Discounting and thirds make cents that are no whole steps; the second norm may be soft.
    """
    dice = Random(seed)
    measures = [_measure(dice, number) for number in range(dice.randint(3, 4))]
    soft = {"strength": "soft", "price": dice.choice([1, 700])} if dice.random() < 0.4 else {}
    rules = [
        _floor("jobs", "DR", dice.randint(1, 8)),
        {**_floor("spread", "ZH", -dice.randint(1, 9)), **soft},
    ]
    instance = {
        "format": 1,
        "name": "contested",
        "unit": "fte",
        "reference_year": 2024,
        "years": {"first": 2025, "last": 2026},
        "price_year": 2025,
        "provinces": [{"code": code} for code in PROVINCES],
        "measures": measures,
    }
    rate = dice.choice([Decimal(0), Decimal("0.03")])
    objective = {"minimise": "cost", "discount_rate": rate}
    model = {"format": 1, "name": "contested", "objective": objective, "rules": rules}
    return Case(instance, model)


def drawn_objectives(seed: int, count: int) -> list[str]:
    """So many objectives, in any order."""
    return Random(seed).sample(OBJECTIVES, count)


def _floor(name: str, province: str, least: int) -> dict[str, Any]:
    scope = {"family": "bound", "quantity": "jobs", "provinces": [province]}
    return {"id": name, **scope, "at_least": least}


def _measure(dice: Random, number: int) -> dict[str, Any]:
    least = dice.randint(1, 2)
    return {
        "id": f"measure-{number}",
        "kind": "custom",
        "size": {"min": least, "max": least + dice.choice([0, 0, 1, 2])},
        "start": {"earliest": 2025, "latest": dice.choice([2025, 2026])},
        "effects": {"DR": dice.randint(1, 4), "ZH": dice.choice([-3, -2, -1, Decimal("-0.5"), 1])},
        "costs": [_line(dice, payer) for payer in PAYERS],
    }


def _line(dice: Random, payer: str) -> dict[str, Any]:
    each = Decimal(dice.randint(0, 900)) / dice.choice([1, 100])
    once, yearly = dice.choice([0, 0, 300]), dice.choice([0, 0, 40, Decimal("3.33")])
    return {
        "label": "all",
        "payer": payer,
        "once_per_unit": each,
        "once": once,
        "yearly": yearly,
    }
