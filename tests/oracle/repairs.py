# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What would help where no package exists, and what cannot hold together, by looking at them all.

A rule's need is what a package is short of at its worst place; a package with its needs is one
answer, and the least of all answers is the least repair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import product
from math import prod
from typing import Any

from compensatie.facts.instance import Instance
from compensatie.facts.measure import Measure
from compensatie.policy import Model
from tests.oracle.families import FAMILIES, Row, scenarios_of
from tests.oracle.play import Effect, Picked, Play
from tests.oracle.search import (
    best_of,
    choices,
    holds,
    judged,
    packages,
    rounded,
    rows_of,
    stages_of,
)
from tests.oracle.world import ZERO, World

Needs = Mapping[str, Fraction]
"""What a package is short of, by hard rule; 0 where it keeps it."""


@dataclass
class Enumeration:
    """Every package that relations, locks, sizes and start years allow, with its needs."""

    instance: Instance
    model: Model

    @cached_property
    def world(self) -> World:
        return World(self.instance, self.model)

    @cached_property
    def hard(self) -> list[Any]:
        return [
            rule
            for rule in self.model.rules
            if rule.strength == "hard" and scenarios_of(self.world, rule)
        ]

    @cached_property
    def plays(self) -> list[tuple[Play, Needs]]:
        return [(play, self.needs(play)) for play in packages(self.world)]

    def needs(self, play: Play) -> Needs:
        return {
            rule.id: max([ZERO, *(-row.slack for row in rows_of(self.world, rule, play))])
            for rule in self.hard
        }

    @property
    def exists(self) -> bool:
        """Whether there is a package."""
        return any(not any(needs.values()) for _, needs in self.plays)

    def least(self, rule: str) -> Fraction | None:
        """The least that one rule must give where all others are kept."""
        found = [
            needs[rule]
            for _, needs in self.plays
            if not any(amount for name, amount in needs.items() if name != rule)
        ]
        return min(found, default=None)

    def vectors(self, rules: Iterable[str]) -> set[tuple[Fraction, ...]]:
        """What these rules give together, none less without another more; all others are kept."""
        names = list(rules)
        every = {
            tuple(needs[name] for name in names)
            for _, needs in self.plays
            if not any(amount for name, amount in needs.items() if name not in names)
        }
        return {one for one in every if not any(is_beaten(one, other) for other in every)}

    def best(self, amounts: Needs) -> set[Decimal]:
        """What the first objective can come to where rules give so much."""
        stages = stages_of(self.model)
        kept = []
        for play, needs in self.plays:
            if all(need <= amounts.get(name, ZERO) for name, need in needs.items()):
                kept.append(self._judge(play))
        return {rounded(found.values[0], stages[0][0]) for found in best_of(kept, stages)}

    @cached_property
    def _judge(self) -> Callable[[Play], Any]:
        """Values of a package whose hard rules are not looked at."""
        soft = tuple(rule for rule in self.model.rules if rule.strength == "soft")
        world = World(self.instance, self.model)
        world.model = self.model.model_copy(update={"rules": soft})
        return judged(world)


def is_beaten(one: tuple[Fraction, ...], other: tuple[Fraction, ...]) -> bool:
    """Whether another is nowhere more, and somewhere less."""
    return other != one and all(b <= a for a, b in zip(one, other, strict=True))


# -- One more measure


def least_more(enumeration: Enumeration, measure: Measure, year: int) -> Fraction | None:
    """The least size of a measure that starts in a year with which there is a package."""
    instance = enumeration.instance
    world = World(
        instance.model_copy(update={"measures": (*instance.measures, measure)}), enumeration.model
    )
    found = [_least_size(world, play, enumeration.hard, measure, year) for play in packages(world)]
    return min((size for size in found if size is not None), default=None)


def _least_size(
    world: World, play: Play, rules: list[Any], measure: Measure, year: int
) -> Fraction | None:
    """Each row is a straight line in the size of the measure."""
    if any(effect.picked.measure == measure.id for effect in play.effects):
        return None
    at = [
        Play(world, (*play.effects, Effect(world, measure, Picked(measure.id, year, Fraction(n)))))
        for n in (1, 2)
    ]
    lines = []
    for rule in rules:
        one, two = (rows_of(world, rule, other) for other in at)
        for low, high in zip(one, two, strict=True):
            slope = high.slack - low.slack
            lines.append((low.slack - slope, slope))
    size = max([ZERO, *(-start / slope for start, slope in lines if slope > 0)])
    return size if all(start + slope * size >= 0 for start, slope in lines) else None


# -- What cannot hold together


@dataclass(frozen=True)
class Members:
    """What holds: rows by rule and place, relations by number, and limits of measures."""

    rows: frozenset[tuple[Any, ...]]
    relations: frozenset[int]
    limits: frozenset[tuple[str, str]]

    def without(self, member: Any) -> Members:
        return Members(self.rows - {member}, self.relations - {member}, self.limits - {member})

    def every(self) -> list[Any]:
        return [*self.rows, *self.relations, *self.limits]


@dataclass
class FreePackages:
    """All packages where measures have no limits but for those that are asked."""

    instance: Instance
    model: Model
    free: Mapping[str, Measure]
    """Each measure as it is without limits."""

    def can_be(self, members: Members, most: int) -> bool | None:
        """Whether a package keeps all of these; None where more than so many could be looked at."""
        world = World(self.instance, self.model)
        options = [
            list(self._options(world, measure, members)) for measure in self.instance.measures
        ]
        if prod(map(len, options)) > most:
            return None
        for chosen in product(*options):
            play = Play(world, tuple(effect for effect in chosen if effect is not None))
            if self._relations(play, members) and self._rows(world, play, members):
                return True
        return False

    def _options(self, world: World, measure: Measure, members: Members) -> Iterator[Effect | None]:
        asked = {limit for name, limit in members.limits if name == measure.id}
        for effect in choices(world, self.free[measure.id]):
            if effect is None:
                if "include" not in asked:
                    yield None
                continue
            picked = effect.picked
            fits = (
                ("size" not in asked or picked.size <= Fraction(measure.size.max))
                and ("earliest" not in asked or picked.start >= measure.start.earliest)
                and ("latest" not in asked or picked.start <= measure.start.latest)
            )
            if fits and "exclude" not in asked:
                yield effect

    def _relations(self, play: Play, members: Members) -> bool:
        kept = (self.instance.relations[number - 1] for number in members.relations)
        return all(holds(relation, play.started_in) for relation in kept)

    def _rows(self, world: World, play: Play, members: Members) -> bool:
        asked = {rule for rule, *_ in members.rows}
        for rule in world.model.rules:
            if rule.id in asked:
                for place, slack in placed(rule, list(FAMILIES[rule.family](world, rule, play))):
                    if (rule.id, *place) in members.rows and slack < 0:
                        return False
        return True


def placed(rule: Any, rows: list[Row]) -> Iterator[tuple[tuple[Any, ...], Fraction]]:
    """Rows by scenario, province, year, side and item."""
    for number, row in enumerate(rows):
        side = None
        if rule.family == "national-deviation":
            twice = rule.direction == "both"
            side = "upper" if twice and number % 2 else "lower"
        if rule.family == "bound":
            both = rule.exactly is not None or None not in (rule.at_most, rule.at_least)
            first = "lower" if rule.exactly is not None else "upper"
            other = {"lower": "upper", "upper": "lower"}[first]
            single = "upper" if rule.at_most is not None else "lower"
            side = (other if number % 2 else first) if both else single
        yield place_of(rule, (row.scenario, row.province, row.year, side, row.item)), row.slack


def place_of(rule: Any, place: Iterable[Any]) -> tuple[Any, ...]:
    """A place as it is named here: a bound in total has no year."""
    scenario, province, year, side, item = place
    in_total = rule.family == "bound" and not rule.each_year
    return scenario, province, None if in_total else year, side, item
