# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Cases in which scenarios ask for different packages, and something becomes known of them."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from tests.support.drawn_case import Case

NAMES = ("stay", "leave", "close")
FIRST, LAST = 2025, 2027
SHARES = {2: (("0.25", "0.75"), ("0.5", "0.5")), 3: (("0.2", "0.3", "0.5"), ("0", "0.5", "0.5"))}


def uncertain_case(seed: int) -> Case:
    """Two or three scenarios in which more or fewer jobs leave; measures that can wait or not.

    Money is whole, and nothing is discounted, so that every sum is exact.
    """
    dice = Random(seed)
    names = NAMES[: dice.choice([2, 3, 3])]
    instance = {
        "format": 1,
        "name": "uncertain",
        "unit": "fte",
        "reference_year": 2024,
        "years": {"first": FIRST, "last": LAST},
        "price_year": 2025,
        "provinces": [{"code": "DR"}, {"code": "ZH"}],
        "national": {"2024": 1000, "2027": dice.choice([1000, 1030])},
        "employment": [
            {"province": "DR", "sector": "civil", "jobs": {"2024": 100}},
            {"province": "ZH", "sector": "civil", "jobs": {"2024": 400}},
        ],
        "scenarios": _scenarios(dice, names),
        "measures": [_measure(dice, number) for number in range(dice.randint(2, 3))],
        **_known(dice, names),
    }
    rate = dice.choice([0, 0, 0, Decimal("0.03")])
    objective = {"minimise": dice.choice(["cost", "cost", "cost", "cost-once", "jobs-taken"])}
    model = {
        "format": 1,
        "name": "uncertain",
        "objective": {**objective, "discount_rate": rate},
        "rules": list(_rules(dice, names)),
    }
    return Case(instance, model)


def _scenarios(dice: Random, names: tuple[str, ...]) -> list[dict[str, Any]]:
    shares = dice.choice([None, *SHARES[len(names)]])
    found = []
    for number, name in enumerate(names):
        scenario: dict[str, Any] = {"id": name}
        if shares is not None:
            scenario["probability"] = Decimal(shares[number])
        if number:
            jobs = {str(dice.choice([2026, 2027])): dice.randint(1, 4 + 3 * number)}
            scenario["changes"] = [{"id": name, "from": "DR", "to": "ZH", "jobs": jobs}]
        if dice.random() < 0.2:
            line = {"province": "DR", "sector": "civil", "jobs": {"2026": dice.choice([98, 102])}}
            scenario["employment"] = [line]
        if dice.random() < 0.2:
            scenario["national"] = {"2026": dice.choice([990, 1040])}
        found.append(scenario)
    return found


def _known(dice: Random, names: tuple[str, ...]) -> dict[str, Any]:
    known: dict[str, Any] = {}
    if dice.random() < 0.6:
        known["known_from"] = dice.choice([2025, 2026, 2026, 2027])
    if dice.random() < 0.5:
        apart = dice.choice(names)
        rest = [name for name in names if name != apart]
        known["signals"] = [{"year": dice.choice([2025, 2026, 2027]), "groups": [rest, [apart]]}]
    return known


def _measure(dice: Random, number: int) -> dict[str, Any]:
    least = dice.randint(1, 3)
    steps = dice.choice([0, 0, 1, 2])
    cost = {
        "label": "all",
        "payer": "A",
        "once": dice.choice([0, 100, 300]),
        "once_per_unit": dice.randint(10, 90),
        "yearly": dice.choice([0, 20]),
        "yearly_per_unit": dice.randint(0, 30),
    }
    return {
        "id": f"measure-{number}",
        "kind": "agency-expansion",
        "province": "DR",
        "size": {"min": least, "max": least + steps},
        "start": {"earliest": 2025, "latest": dice.choice([2025, 2026, 2027])},
        "ramp": dice.choice([[1], [Decimal("0.5"), 1], [0, 1]]),
        "origin": {"ZH": dice.choice([0, Decimal("0.5"), 1])},
        "costs": [cost],
    }


def _rules(dice: Random, names: tuple[str, ...]) -> list[dict[str, Any]]:
    floor = {"id": "floor", "family": "net-employment", "provinces": ["DR"]}
    rules: list[dict[str, Any]] = []
    if dice.random() < 0.75:
        rules.append({**floor, "years": {"first": dice.choice([2025, 2026, 2027])}})
    if not rules or dice.random() < 0.5:
        soft = {"strength": "soft", "price": dice.choice([20, 90, 400])}
        rules.append({**floor, "id": "soft", "tolerance": Decimal("-0.02"), **soft})
    if dice.random() < 0.3:  # no more than so much, so that scenarios can exclude one another
        rules.append(
            {
                "id": "ceiling",
                "family": "national-deviation",
                "provinces": ["DR"],
                "tolerance": dice.choice([Decimal("0.01"), Decimal("0.04")]),
                "direction": "both",
                "years": {"first": 2027},
            }
        )
    if dice.random() < 0.3:
        pace = {"id": "pace", "family": "national-deviation", "provinces": ["DR"]}
        rules.append({**pace, "tolerance": Decimal("0.03"), "scenarios": [dice.choice(names)]})
    return rules
