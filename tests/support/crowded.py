# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Cases with many packages that are nearly as good: like measures at like costs, with ties."""

from __future__ import annotations

from random import Random
from typing import Any

from tests.support.drawn_case import Case

OBJECTIVES: tuple[dict[str, Any], ...] = (
    {"minimise": "cost"},
    {"minimise": "cost"},
    {"minimise": "cost-once", "then": [{"minimise": "jobs-taken"}]},
    {"minimise": "jobs-taken", "then": [{"minimise": "cost-yearly", "within": 1}]},
)


def crowded_case(seed: int) -> Case:
    """Five or six measures of one or two sizes under one norm; in some cases they save money."""
    dice = Random(seed)
    saved = dice.choice([0, 0, 0, 8])
    measures = [_measure(dice, number, saved) for number in range(dice.randint(5, 6))]
    least = dice.randint(0, 7)
    rule = {"family": "bound", "quantity": "jobs", "provinces": ["DR"], "at_least": least}
    soft = {"strength": "soft", "price": dice.randint(1, 4)} if dice.random() < 0.2 else {}
    instance = {
        "format": 1,
        "name": "crowded",
        "unit": "fte",
        "reference_year": 2024,
        "years": {"first": 2025, "last": 2026},
        "price_year": 2025,
        "provinces": [{"code": "DR"}, {"code": "ZH"}],
        "measures": measures,
        "relations": _relations(dice),
    }
    model = {
        "format": 1,
        "name": "crowded",
        "objective": dice.choice(OBJECTIVES),
        "rules": [{"id": "jobs", **rule, **soft}],
    }
    return Case(instance, model)


def _measure(dice: Random, number: int, saved: int) -> dict[str, Any]:
    least = dice.randint(1, 2)
    once, yearly = dice.randint(5, 9) - saved, dice.randint(0, 1)
    return {
        "id": f"measure-{number}",
        "kind": "custom",
        "size": {"min": least, "max": least + dice.choice([0, 0, 1])},
        "start": {"earliest": 2025, "latest": dice.choice([2025, 2025, 2026])},
        "effects": {"DR": dice.randint(1, 2), "ZH": -dice.randint(0, 1)},
        "costs": [{"label": "all", "payer": "A", "once": once, "yearly": yearly}],
    }


def _relations(dice: Random) -> list[dict[str, Any]]:
    one, two = (f"measure-{number}" for number in dice.sample(range(5), 2))
    kind = dice.choice(["requires", "excludes", None])
    return [] if kind is None else [{"kind": kind, "measure": one, "on": two}]
