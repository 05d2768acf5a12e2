# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Tiny instances, drawn: as the content of a file, so that a failing one can be read and kept."""

from __future__ import annotations

from decimal import Decimal
from math import prod
from typing import Any

from tests.support.dice import Dice

REFERENCE = 2022
FIRST = 2023
PROVINCES = ("DR", "FR", "GE", "ZH")
PAYERS = ("BZK", "DEF")
AGENCIES = ("RVO", "CJIB", None)
MOST_PACKAGES = 400
"""Brute force looks at every package of a drawn instance."""


def drawn_instance(dice: Dice) -> dict[str, Any]:
    """The content of an instance file."""
    last = FIRST + dice.whole(1, 3)
    codes = list(PROVINCES[: dice.one((2, 2, 3, 3, 4))])
    known = codes[:-1] if dice.chance(12) else codes
    sectors = ["civil", "defence"] if dice.chance(50) else ["civil"]
    resources = [f"resource-{number}" for number in range(1, dice.one((1, 1, 2)) + 1)]
    employment = [_baseline(dice, code, sector) for code in known for sector in sectors]
    content: dict[str, Any] = {
        "format": 1,
        "name": "drawn",
        "unit": "fte",
        "reference_year": REFERENCE,
        "years": {"first": FIRST, "last": last},
        "price_year": dice.one((REFERENCE, FIRST)),
        "provinces": [_province(dice, code) for code in codes],
        "employment": employment,
        "changes": [
            _change(dice, f"change-{number}", known, sectors, last)
            for number in range(dice.one((0, 0, 1, 2)))
        ],
        "scenarios": _scenarios(dice, known, sectors, employment, last),
        "resources": [
            {"id": name, "available": dice.one((0, 1, 1, 2, 2, 3))} for name in resources
        ],
        "measures": [
            _measure(dice, f"measure-{number}", codes, sectors, resources, last)
            for number in range(1, dice.one((1, 2, 2, 3, 3, 4)) + 1)
        ],
    }
    if len(known) < len(codes) or dice.chance(80):
        content["national"] = _series(dice, (16, 32, 32, 64))
    for kind, levels in (("population", (16, 32)), ("labour_force", (16, 32))):
        if dice.chance(80):
            content[f"national_{kind}"] = _series(dice, levels)
    _keep_small(content["measures"])
    content["relations"] = _relations(dice, [item["id"] for item in content["measures"]])
    return content


def _series(dice: Dice, levels: tuple[int, ...]) -> dict[str, Any]:
    """A level in the reference year, and at times another one, two or four years later."""
    series = {str(REFERENCE): dice.one(levels)}
    if dice.chance(25):
        series[str(dice.one((FIRST, FIRST + 1, FIRST + 3)))] = dice.one(levels)
    return series


def _province(dice: Dice, code: str) -> dict[str, Any]:
    return {
        "code": code,
        "population": _series(dice, (4, 8, 8, 16)),
        "labour_force": _series(dice, (2, 4, 4, 8)),
    }


def _baseline(dice: Dice, code: str, sector: str) -> dict[str, Any]:
    record: dict[str, Any] = {"province": code, "sector": sector}
    record["jobs"] = _series(dice, (4, 8, 8, 16))
    if dice.chance(10):
        record["growth"] = dice.one((Decimal("-0.5"), Decimal("0.25"), Decimal("0.5")))
    if dice.chance(60):
        record["high_grade_share"] = dice.share()
    return record


def _change(
    dice: Dice, name: str, known: list[str], sectors: list[str], last: int
) -> dict[str, Any]:
    ends = {"from": dice.one(known), "to": dice.one(known)}
    if (drop := dice.one(("to", "to", "from", None, None))) is not None:
        del ends[drop]
    start = dice.whole(FIRST, last)
    jobs = {str(start): dice.one((1, 1, 2, 2, 3, Decimal("0.5")))}
    if dice.chance(40):
        jobs[str(dice.whole(start, last))] = dice.whole(0, 4)
    change: dict[str, Any] = {"id": name, **ends, "sector": dice.one(sectors), "jobs": jobs}
    if dice.chance(40):
        change["fill_rate"] = dice.one((Decimal("0.5"), Decimal("0.75"), Decimal(1)))
    if dice.chance(40):
        change["high_grade_share"] = dice.share()
    return change


def _scenarios(
    dice: Dice,
    known: list[str],
    sectors: list[str],
    employment: list[dict[str, Any]],
    last: int,
) -> list[dict[str, Any]]:
    names = ("stay", "leave", "grow")[: dice.one((0, 1, 2, 2, 3))]
    weights = {1: ("1",), 2: ("0.25", "0.75"), 3: ("0", "0.5", "0.5")}
    with_weights = dice.chance(50)
    scenarios = []
    for position, name in enumerate(names):
        scenario: dict[str, Any] = {"id": name}
        if with_weights:
            scenario["probability"] = Decimal(weights[len(names)][position])
        if dice.chance(25):
            scenario["national"] = {str(dice.whole(REFERENCE, last)): dice.one((16, 32, 64))}
        if dice.chance(25):
            scenario["employment"] = [_replaced(dice, dice.one(employment), last)]
        scenario["changes"] = [
            _change(dice, f"{name}-{number}", known, sectors, last)
            for number in range(dice.one((0, 1, 1)))
        ]
        scenarios.append(scenario)
    return scenarios


def _replaced(dice: Dice, record: dict[str, Any], last: int) -> dict[str, Any]:
    """Another line for the same province and sector, of the same grade, from some year on."""
    start = str(dice.whole(REFERENCE, last))
    return {**record, "jobs": {start: dice.one((4, 8, 8, 12))}, "growth": Decimal(0)}


def _measure(
    dice: Dice,
    name: str,
    codes: list[str],
    sectors: list[str],
    resources: list[str],
    last: int,
) -> dict[str, Any]:
    earliest = dice.whole(FIRST, last)
    step = dice.one((Decimal(1), Decimal(1), Decimal(2), Decimal("0.5"), Decimal("0.25")))
    smallest = dice.whole(1, 3)
    measure: dict[str, Any] = {
        "id": name,
        "kind": dice.one(("rijkshub", "agency-expansion", "new-agency", "custom")),
        "size": {
            "min": smallest * step,
            "max": (smallest + dice.one((0, 1, 2, 3))) * step,
            "step": step,
        },
        "start": {"earliest": earliest, "latest": dice.whole(earliest, min(last, earliest + 2))},
        "costs": _costs(dice),
    }
    if dice.chance(70):
        measure["sector"] = dice.one(sectors)
    agency = AGENCIES[0] if name == "measure-1" else dice.one(AGENCIES)
    if agency is not None:
        measure["agency"] = agency
    measure |= _effect(dice, measure["kind"], codes)
    measure |= _details(dice, resources)
    return measure


def _effect(dice: Dice, kind: str, codes: list[str]) -> dict[str, Any]:
    if kind == "custom" and dice.chance(80):
        places = dice.some(codes, at_least=1)
        return {"effects": {code: dice.quarters(-2, 3) for code in places}}
    effect: dict[str, Any] = {"province": dice.one((codes[0], codes[0], *codes))}
    if kind == "rijkshub" and dice.chance(60):
        effect["fte_per_workplace"] = dice.one((Decimal("0.5"), Decimal("1.5"), Decimal(2)))
    if dice.chance(60):
        origins = dice.some(codes[1:])[:2]
        effect["origin"] = {code: Decimal(dice.whole(0, 2)) / 4 for code in origins}
    return effect


def _details(dice: Dice, resources: list[str]) -> dict[str, Any]:
    details: dict[str, Any] = {}
    if dice.chance(40):
        rising = (Decimal("0.5"), Decimal(1)), (Decimal(0), Decimal("0.5"), Decimal(1))
        details["ramp"] = dice.one((*rising, (Decimal(1), Decimal("0.5"))))
    for key in ("provides", "uses", "uses", "uses"):
        if dice.chance(40):
            details[key] = {dice.one(resources): dice.one((1, 1, 2, Decimal("0.5")))}
    if dice.chance(70):
        details["high_grade_share"] = dice.share()
    if dice.chance(25):
        details["fill_rate"] = dice.one((Decimal("0.5"), Decimal("0.75")))
    return details


def _costs(dice: Dice) -> list[dict[str, Any]]:
    """Cost lines in thousands of EUR; some are zero, some are savings."""
    lines = []
    for number in range(dice.one((0, 0, 1, 1, 2))):
        line: dict[str, Any] = {"label": f"line-{number}", "payer": dice.one(PAYERS)}
        for key in ("once", "once_per_unit", "yearly", "yearly_per_unit"):
            if dice.chance(35):
                line[key] = 1000 * dice.one((-2, -1, 0, 1, 1, 2, 4))
        lines.append(line)
    return lines


def _options(measure: dict[str, Any]) -> int:
    """How many choices there are for one measure, leaving it out included."""
    size, start = measure["size"], measure["start"]
    sizes = int((size["max"] - size["min"]) / size["step"]) + 1
    return 1 + sizes * (start["latest"] - start["earliest"] + 1)


def _keep_small(measures: list[dict[str, Any]]) -> None:
    """Narrows the measures with most choices until every package can be looked at."""
    while prod(map(_options, measures)) > MOST_PACKAGES:
        widest = max(measures, key=_options)
        size, start = widest["size"], widest["start"]
        if size["max"] > size["min"]:
            size["max"] -= size["step"]
        else:
            start["latest"] -= 1


def _relations(dice: Dice, measures: list[str]) -> list[dict[str, Any]]:
    relations = []
    for _ in range(dice.one((0, 0, 1, 1, 2)) if len(measures) > 1 else 0):
        kind = dice.one(("requires", "excludes", "together", "at-most", "at-least"))
        members = dice.some(measures, at_least=2)
        relation: dict[str, Any] = {"kind": kind}
        if kind in ("requires", "excludes"):
            relation |= {"measure": members[-1], "on": members[0]}
        else:
            relation["measures"] = members
        if kind in ("at-most", "at-least"):
            relation["count"] = dice.whole(0 if kind == "at-least" else 1, len(members))
        relations.append(relation)
    return relations
