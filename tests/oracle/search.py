# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""All packages of an instance, and the best of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from compensatie.facts.instance import Instance
from compensatie.facts.measure import Measure
from compensatie.facts.relation import Relation
from compensatie.policy import Model
from tests.oracle.families import FAMILIES, Row, scenarios_of
from tests.oracle.play import Effect, Picked, Play
from tests.oracle.world import ZERO, Refused, World

Package = frozenset[Picked]


@dataclass
class Found:
    """One package, and what became of it."""

    package: Package
    rows: dict[str, list[Row]]
    values: list[Fraction]
    """The value of each objective in turn, penalties in it."""
    penalty: Fraction


@dataclass
class Answer:
    """What brute force says about an instance under a model."""

    status: str
    """optimal, infeasible or refused."""
    least: Fraction | None = None
    """Least value of the first objective, penalty in it."""
    best: dict[Package, Found] = field(default_factory=dict)
    """Every package that no other beats, after all objectives in turn."""
    first_ties: int = 0
    """How many packages have the least value of the first objective."""

    def binds(self, rule: str) -> bool:
        """Whether a rule leaves no room at all in one of the best packages."""
        return any(row.slack == 0 for found in self.best.values() for row in found.rows[rule])


def solve(instance: Instance, model: Model, scenarios: list[str] | None = None) -> Answer:
    """The best packages, by looking at all of them."""
    world = World(instance, model, scenarios)
    try:
        for rule in model.rules:  # whether a rule can be read does not depend on the package
            rows_of(world, rule, Play(world, ()))
        kept = [found for found in map(judged(world), packages(world)) if found is not None]
    except Refused:
        return Answer("refused")
    if not kept:
        return Answer("infeasible")
    stages = stages_of(model)
    least = min(found.values[0] for found in kept)
    ties = sum(same(found.values[0], least, stages[0][0]) for found in kept)
    return Answer("optimal", least, {one.package: one for one in best_of(kept, stages)}, ties)


def packages(world: World) -> Iterator[Play]:
    """Every package that sizes, start years, relations and locks allow."""
    options = [list(choices(world, measure)) for measure in world.instance.measures]
    for chosen in product(*options):
        play = Play(world, tuple(effect for effect in chosen if effect is not None))
        if _is_allowed(world, play):
            yield play


def choices(world: World, measure: Measure) -> Iterator[Effect | None]:
    yield None
    size = Fraction(measure.size.min)
    while size <= Fraction(measure.size.max):
        for start in range(measure.start.earliest, measure.start.latest + 1):
            yield Effect(world, measure, Picked(measure.id, start, size))
        size += Fraction(measure.size.step)


def _is_allowed(world: World, play: Play) -> bool:
    locks, chosen = world.model.locks, play.started_in
    if not all(name in chosen for name in locks.include):
        return False
    if any(name in chosen for name in locks.exclude):
        return False
    return all(holds(relation, chosen) for relation in world.instance.relations)


def holds(relation: Relation, chosen: dict[str, int]) -> bool:
    """Whether a relation holds among the measures chosen, each with its start year."""
    number = sum(name in chosen for name in relation.measures)
    match relation.kind:
        case "requires":
            if relation.measure not in chosen:
                return True
            return relation.on in chosen and chosen[relation.on] <= chosen[relation.measure]
        case "excludes":
            return not (relation.measure in chosen and relation.on in chosen)
        case "together":
            return number in (0, len(relation.measures))
        case "at-most":
            return number <= relation.count
        case "at-least":
            return number >= relation.count
    raise AssertionError(relation.kind)


def rows_of(world: World, rule: Any, play: Play) -> list[Row]:
    """The room in every row of one rule."""
    if not scenarios_of(world, rule):
        return []
    rows = list(FAMILIES[rule.family](world, rule, play))
    if not rows:
        raise Refused(f"{rule.id} makes no row")
    return rows


def judged(world: World) -> Callable[[Play], Found | None]:
    """Makes the rows and values of a package; None where it misses a hard rule."""
    stages = stages_of(world.model)

    def judge(play: Play) -> Found | None:
        rows: dict[str, list[Row]] = {}
        short = penalty = ZERO
        for rule in world.model.rules:
            rows[rule.id] = rows_of(world, rule, play)
            for row in rows[rule.id]:
                if row.slack >= 0:
                    continue
                if rule.strength == "hard":
                    return None
                short -= row.slack
                penalty -= Fraction(rule.price) * row.slack * world.weight(row.scenario)
        values = [value_of(play, stage[0], stage[1], penalty, short) for stage in stages]
        return Found(play.package, rows, values, penalty)

    return judge


Stage = tuple[str, tuple[str, ...] | None, Fraction]
"""An objective, its payers, and the share by which its optimum may be missed later on."""


def stages_of(model: Model) -> list[Stage]:
    """The objectives in turn; the net present value last where cost is not the first."""
    asked = [model.objective, *model.objective.then]
    shares = [Fraction(next_one.within) for next_one in model.objective.then] + [ZERO]
    stages = [(one.minimise, one.payers, share) for one, share in zip(asked, shares, strict=True)]
    if model.objective.minimise != "cost":
        stages.append(("cost", None, ZERO))
    return stages


def value_of(
    play: Play, objective: str, payers: tuple[str, ...] | None, penalty: Fraction, short: Fraction
) -> Fraction:
    """The value of one objective."""
    last = play.world.horizon[-1]
    match objective:
        case "cost":
            return play.present_value(payers, tuple(play.world.horizon)) + penalty
        case "cost-once":
            return sum((effect.once(payers) for effect in play.effects), ZERO) + penalty
        case "cost-yearly":
            return sum((one.yearly(last, payers) for one in play.effects), ZERO) + penalty
        case "jobs-taken":
            taken = (one.loss.items() for one in play.effects)
            return sum((jobs for one in taken for (_, at), jobs in one if at == last), ZERO)
        case "shortfall":
            return short
    raise AssertionError(objective)


def rounded(value: Fraction, objective: str) -> Decimal:
    """To the cent, jobs to six decimals."""
    places = Decimal("0.000001") if objective in ("jobs-taken", "shortfall") else Decimal("0.01")
    exact = Fraction(value) / Fraction(places)
    return (Decimal(round(exact)) * places).quantize(places, ROUND_HALF_EVEN)


def same(one: Fraction, other: Fraction, objective: str) -> bool:
    """Whether two values are a tie."""
    return rounded(one, objective) == rounded(other, objective)


def best_of(kept: list[Found], stages: list[Stage]) -> list[Found]:
    """What is left after each objective in turn."""
    for position, (objective, _, within) in enumerate(stages):
        least = min(found.values[position] for found in kept)
        is_last = position == len(stages) - 1
        most = least if is_last else least + within * abs(least)
        kept = [
            found
            for found in kept
            if rounded(found.values[position], objective) <= rounded(most, objective)
        ]
    return kept
