# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Facts bent so that a rule leaves some package no room at all: the edge, where mistakes show."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

from tests.oracle.families import FAMILIES
from tests.oracle.search import packages
from tests.oracle.world import Refused, World
from tests.support.dice import Dice
from tests.support.drawn_case import Case


def aimed(dice: Dice, case: Case) -> Case:
    """The case with changes that leave its first rule no room under one of its packages.

    Jobs move between the rule's only province and one outside its scope, each year as many as the
    package has to spare (or lacks) there. Other rules are left as they are drawn.
    """
    rule = case.model.rules[0]
    scope = getattr(rule, "provinces", None)
    others = [item.code for item in case.instance.provinces if item.code not in (scope or ())]
    if scope is None or len(scope) != 1 or not others or rule.family not in FAMILIES:
        return case
    world = World(case.instance, case.model)
    allowed = list(packages(world))
    if not allowed:
        return case
    play = dice.one(allowed)
    try:
        rows = list(FAMILIES[rule.family](world, rule, play))
    except Refused:
        return case
    room: dict[int, Fraction] = {}
    for row in rows:
        if row.province is not None and row.year is not None:
            room[row.year] = min(row.slack, room.get(row.year, row.slack))
    sectors = getattr(rule, "sectors", None) or ("civil",)
    moves = _moves(room, scope[0], dice.one(others), sectors[0])
    content = case.instance_content
    return Case({**content, "changes": [*content["changes"], *moves]}, case.model_content)


def _moves(room: dict[int, Fraction], here: str, there: str, sector: str) -> list[dict[str, Any]]:
    """Moves that take what is to spare in a year, and bring what lacks."""
    moves = []
    for name, ends, sign in (
        ("aimed-away", {"from": here, "to": there}, 1),
        ("aimed-home", {"from": there, "to": here}, -1),
    ):
        jobs = {str(year): max(Fraction(0), sign * spare) for year, spare in room.items()}
        if any(jobs.values()) and all(_is_short(number) for number in jobs.values()):
            decimals = {
                year: Decimal(number.numerator) / number.denominator
                for year, number in jobs.items()
            }
            moves.append({"id": name, **ends, "sector": sector, "jobs": decimals})
    return moves


def _is_short(number: Fraction) -> bool:
    """Whether it can be written with few decimals."""
    return 10**6 % number.denominator == 0
