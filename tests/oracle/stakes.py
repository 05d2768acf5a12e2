# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Prices, break-evens and tipping points of a tiny instance, by looking at every package.

The room in a row is a straight line in what is supposed, so each package holds on an interval; the
intervals of all packages together say where one exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from compensatie.facts.instance import Instance
from compensatie.policy import Model
from tests.oracle.play import Picked, Play
from tests.oracle.search import packages, rounded, rows_of, stages_of, value_of
from tests.oracle.world import ZERO, World

Package = frozenset[Picked]
Interval = tuple[Fraction, Fraction | None]
"""From the first number to the second, both included; None: without end."""


@dataclass(frozen=True)
class Judged:
    """One package that sizes, starts, relations and locks allow, whatever it misses."""

    package: Package
    slacks: Mapping[str, tuple[Fraction, ...]]
    """By rule, row by row."""
    value: Fraction
    """The first objective, penalty in it."""
    own: Mapping[str, Fraction]
    """What each of its measures costs in that objective."""

    def needed(self, rule: str) -> Fraction:
        """By how much the bound of a rule must move."""
        return -min(self.slacks[rule])

    def has(self, measure: str) -> bool:
        return any(one.measure == measure for one in self.package)

    def keeps(self, rules: Iterable[str]) -> bool:
        return all(self.needed(rule) <= 0 for rule in rules)


def judged(
    instance: Instance, model: Model, delivery: Mapping[str, Fraction] | None = None
) -> list[Judged]:
    """Every package, in the same order whatever is supposed."""
    world = World(instance, model)
    world.delivery = dict(delivery or {})
    return [_judged(world, play) for play in packages(world)]


def hard(model: Model) -> list[str]:
    return [rule.id for rule in model.rules if rule.strength == "hard"]


def _judged(world: World, play: Play) -> Judged:
    penalty = short = ZERO
    slacks = {}
    for rule in world.model.rules:
        rows = rows_of(world, rule, play)
        slacks[rule.id] = tuple(row.slack for row in rows)
        for row in rows:
            if rule.strength == "soft" and row.slack < 0:
                short -= row.slack
                penalty -= Fraction(rule.price) * row.slack * world.weight(row.scenario)
    name, payers, _ = stages_of(world.model)[0]
    own = {
        effect.picked.measure: value_of(Play(world, (effect,)), name, payers, ZERO, ZERO)
        for effect in play.effects
    }
    return Judged(play.package, slacks, value_of(play, name, payers, penalty, short), own)


def as_compared(model: Model, value: Fraction) -> Decimal:
    return rounded(value, model.objective.minimise)


@dataclass(frozen=True)
class Stair:
    """From one move of a bound up to the next."""

    start: Fraction
    value: Decimal
    is_tied: bool


def stairs(model: Model, rule: str, every: list[Judged], loosest: Fraction | None) -> list[Stair]:
    """The least value for each move of one rule's bound, the loosest first."""
    others = [name for name in hard(model) if name != rule]
    left = [one for one in every if one.keeps(others)]
    if loosest is not None:
        left = [one for one in left if one.needed(rule) <= loosest]
    found = []
    while left:
        least = min(as_compared(model, one.value) for one in left)
        best = [one for one in left if as_compared(model, one.value) == least]
        start = min(one.needed(rule) for one in best)
        found.append(Stair(start, least, len(best) > 1))
        left = [one for one in left if one.needed(rule) < start]
    return found


def least(model: Model, every: Iterable[Judged]) -> Decimal | None:
    """The least value of packages that keep every hard rule."""
    values = [as_compared(model, one.value) for one in every if one.keeps(hard(model))]
    return min(values, default=None)


def cost_factor(model: Model, every: list[Judged], measure: str) -> Fraction | None:
    """The greatest factor on its costs at which a measure is in a best package; None: below 0."""
    kept = [one for one in every if one.keeps(hard(model))]
    without = min(one.value for one in kept if not one.has(measure))
    factors = (1 + (without - one.value) / one.own[measure] for one in kept if one.has(measure))
    best = max(factors)
    return best if best >= 0 else None


def lines(
    first: list[Judged], second: list[Judged], model: Model, scale: Fraction
) -> list[Interval | None]:
    """For each package on what amounts it keeps every hard rule; the lists are at 0 and at 1."""
    return [_interval(one, two, hard(model), scale) for one, two in zip(first, second, strict=True)]


def _interval(now: Judged, then: Judged, rules: Iterable[str], scale: Fraction) -> Interval | None:
    assert now.package == then.package
    low, high = ZERO, None
    for rule in rules:
        for before, after in zip(now.slacks[rule], then.slacks[rule], strict=True):
            gain = after * scale - before
            if gain == 0 and before < 0:
                return None
            if gain > 0:
                low = max(low, -before / gain)
            if gain < 0:
                high = -before / gain if high is None else min(high, -before / gain)
    return None if high is not None and high < low else (low, high)


def end_of_chain(intervals: Iterable[Interval | None], start: Fraction) -> Fraction | None:
    """How far one can go from `start` while some interval covers; None: without end."""
    left = [one for one in intervals if one is not None]
    end = start
    while True:
        ends = [high for low, high in left if low <= end and (high is None or high >= end)]
        if not ends:
            return end
        if any(high is None for high in ends):
            return None
        if (farthest := max(high for high in ends if high is not None)) == end:
            return end
        end = farthest


def grown(content: dict[str, Any], scenario: str, factor: int) -> dict[str, Any]:
    """An instance file in which a scenario's own changes move so many times the jobs."""
    found = deepcopy(content)
    for one in found["scenarios"]:
        if one["id"] == scenario:
            for change in one["changes"]:
                change["jobs"] = {year: factor * jobs for year, jobs in change["jobs"].items()}
    return found


def late(content: dict[str, Any], measures: Iterable[str], years: int) -> dict[str, Any]:
    """An instance file in which measures bring nothing in their first years."""
    found, among = deepcopy(content), set(measures)
    for one in found["measures"]:
        if one["id"] in among:
            one["ramp"] = [Decimal(0)] * years + list(one.get("ramp", (Decimal(1),)))
    return found


def holds_at(model: Model, every: Iterable[Judged], accept: Callable[[Judged], bool]) -> bool:
    """Whether a package that keeps every hard rule is as wanted."""
    return any(one.keeps(hard(model)) and accept(one) for one in every)
