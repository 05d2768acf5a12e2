# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every plan for scenarios, by looking at every package in every scenario."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from types import SimpleNamespace
from typing import Any

from compensatie.facts.employment import Scenario
from compensatie.facts.instance import Instance
from compensatie.policy import Model
from tests.oracle.play import Play
from tests.oracle.search import Package, packages, rows_of, stages_of, value_of
from tests.oracle.world import ZERO, Refused, World

Values = Mapping[str, Mapping[Package, Fraction]]
"""By scenario: what each package that keeps its hard rules comes to there."""
Combine = Callable[[Iterable[Fraction]], Fraction]


class Average(World):
    """The mean of some scenarios."""

    def __init__(self, instance: Instance, model: Model, weights: Mapping[str, Fraction]) -> None:
        rules = tuple(
            rule.model_copy(update={"scenarios": "every"})
            for rule in model.rules
            if rule.scenarios == "every" or set(rule.scenarios) & set(weights)
        )
        self.inner, self.weights = World(instance, model), weights
        super().__init__(instance, model.model_copy(update={"rules": rules}), ["average"])
        self.scenario = {"average": Scenario(id="average")}

    def _mean(self, figure: Callable[[str], Fraction]) -> Fraction:
        return sum((weight * figure(name) for name, weight in self.weights.items()), ZERO)

    def _baseline(self, province: str, year: int, scenario: str, sectors: Any = None) -> Fraction:
        return self._mean(lambda name: self.inner.baseline(province, year, name, sectors))

    def _changed(self, province: str, year: int, scenario: str, sectors: Any = None) -> Fraction:
        return self._mean(lambda name: self.inner.changed(province, year, name, sectors))

    def _country(self, year: int, scenario: str) -> Fraction:
        return self._mean(lambda name: self.inner.country(year, name))

    def _country_changed(self, year: int, scenario: str) -> Fraction:
        return self._mean(lambda name: self.inner.country_changed(year, name))

    def all_changes(self, scenario: str) -> list[Any]:
        return [*self.instance.changes, *self._weighed()]

    def _weighed(self) -> Iterator[Any]:
        for name, weight in self.weights.items():
            for change in self.inner.scenario[name].changes:
                home = change.from_ if change.from_ is not None else change.to
                grade = change.high_grade_share
                if grade is None:
                    last = self.horizon[-1]
                    grade = self.inner.high_grade_of_sector(home, change.sector, last, name)
                ends = {"from_": change.from_, "to": change.to, "sector": change.sector}
                yield SimpleNamespace(**ends, high_grade_share=grade, weight=weight, change=change)

    def moved(self, change: Any, year: int) -> Fraction:
        if isinstance(change, SimpleNamespace):
            return Fraction(change.weight) * self.inner.moved(change.change, year)
        return self.inner.moved(change, year)


@dataclass
class Plans:
    """What brute force says of the plans of an instance under a model."""

    instance: Instance
    model: Model

    @cached_property
    def scenarios(self) -> list[str]:
        return [one.id for one in self.instance.scenarios] or ["base"]

    @cached_property
    def played(self) -> Mapping[str, Mapping[Package, tuple[bool, Fraction]]]:
        """By scenario and package: whether hard rules hold, and the first objective."""
        return {
            name: dict(played(World(self.instance, self.model, [name]))) for name in self.scenarios
        }

    @cached_property
    def values(self) -> Values:
        kept = {
            name: {package: value for package, (is_kept, value) in found.items() if is_kept}
            for name, found in self.played.items()
        }
        return {name: found for name, found in kept.items() if found}

    @cached_property
    def own(self) -> dict[str, Fraction]:
        """The optimum of each scenario that has a package."""
        return {name: min(found.values()) for name, found in self.values.items()}

    @cached_property
    def weights(self) -> dict[str, Fraction]:
        given = {one.id: one.probability for one in self.instance.scenarios}
        shares = {name: Fraction(given.get(name) or 0) for name in self.values}
        whole = sum(shares.values(), ZERO)
        if whole == 0:
            return dict.fromkeys(shares, Fraction(1, len(shares)))
        return {name: share / whole for name, share in shares.items()}

    def mean(self, values: Mapping[str, Fraction]) -> Fraction:
        return sum((self.weights[name] * value for name, value in values.items()), ZERO)

    @cached_property
    def everywhere(self) -> set[Package]:
        """The packages that keep every hard rule in each scenario that has one."""
        return set.intersection(*(set(found) for found in self.values.values()))

    def robust(self, all_but: int = 0) -> Fraction | None:
        found = []
        for package in next(iter(self.played.values())):
            told = {name: self.played[name][package] for name in self.values}
            misses = sum(not is_kept for is_kept, _ in told.values())
            if misses <= min(all_but, len(self.values) - 1):
                found.append(self.mean({name: value for name, (_, value) in told.items()}))
        return min(found, default=None)

    def regret(self) -> Fraction | None:
        found = (
            max(self.values[name][package] - self.own[name] for name in self.values)
            for package in self.everywhere
        )
        return min(found, default=None)

    def adaptive(self, measure: str, level: Fraction = ZERO, earlier: int = 0) -> Fraction | None:
        return self._adaptive(self.values, measure, level, earlier)

    def without(
        self, measure: str, year: int, scenarios: Iterable[str], how: str, level: Fraction
    ) -> Fraction | None:
        """The best adaptive plan in which a measure has not started by a year in some scenarios."""
        barred = set(scenarios)
        left = {
            name: {
                package: value
                for package, value in found.items()
                if name not in barred
                or not any(one.measure == measure and one.start <= year for one in package)
            }
            for name, found in self.values.items()
        }
        return self._adaptive(left, how, level)

    def _adaptive(
        self, values: Values, measure: str, level: Fraction, earlier: int = 0
    ) -> Fraction | None:
        match measure:
            case "expected":
                weighed = {
                    name: {one: self.weights[name] * value for one, value in found.items()}
                    for name, found in values.items()
                }
                return self._node(tuple(values), weighed, total, earlier)
            case "worst":
                return self._node(tuple(values), values, max, earlier)
            case "cvar":
                # The least over thresholds of the least over plans: the order does not matter.
                thresholds = {value for found in values.values() for value in found.values()}
                found = (self._above(values, level, one, earlier) for one in thresholds)
                return min((one for one in found if one is not None), default=None)
        raise AssertionError(measure)

    def _above(
        self, values: Values, level: Fraction, threshold: Fraction, earlier: int
    ) -> Fraction | None:
        above = {
            name: {
                one: self.weights[name] * max(ZERO, value - threshold)
                for one, value in found.items()
            }
            for name, found in values.items()
        }
        found = self._node(tuple(values), above, total, earlier)
        return None if found is None else threshold + found / (1 - level)

    def _node(
        self, group: tuple[str, ...], values: Values, combine: Combine, earlier: int
    ) -> Fraction | None:
        """The best that scenarios that cannot be told apart yet can do."""
        year, parts = self._split(group, earlier)
        if year is None:
            common = set.intersection(*(set(values[name]) for name in group))
            return min(
                (combine(values[name][one] for name in group) for one in common), default=None
            )
        by_start: dict[str, dict[Package, dict[Package, Fraction]]] = {}
        for name in group:
            by_start[name] = defaultdict(dict)
            for package, value in values[name].items():
                by_start[name][before(package, year)][package] = value
        best: list[Fraction] = []
        for start in set.intersection(*(set(found) for found in by_start.values())):
            rest = {name: by_start[name][start] for name in group}
            found = [self._node(part, rest, combine, earlier) for part in parts]
            if None not in found:
                best.append(combine(one for one in found if one is not None))
        return min(best, default=None)

    def _split(
        self, group: tuple[str, ...], earlier: int
    ) -> tuple[int | None, list[tuple[str, ...]]]:
        """The first year in which something tells these scenarios apart, and into what."""
        years = {signal.year for signal in self.instance.signals}
        years |= {self.instance.known_from} - {None}
        for year in sorted(year - earlier for year in years):
            told: dict[tuple[int, ...], list[str]] = defaultdict(list)
            for name in group:
                heard = [
                    [name in part for part in signal.groups].index(True)
                    for signal in self.instance.signals
                    if signal.year - earlier <= year
                ]
                known = self.instance.known_from
                if known is not None and known - earlier <= year:
                    heard.append(group.index(name))
                told[tuple(heard)].append(name)
            if len(told) > 1:
                return year, [tuple(part) for part in told.values()]
        return None, []

    def average(self) -> tuple[Fraction | None, list[Package]] | None:
        """The optimum of the average scenario and the packages that reach it; None: unknown."""
        try:
            found = dict(played(Average(self.instance, self.model, self.weights)))
        except Refused:
            return None
        kept = {package: value for package, (is_kept, value) in found.items() if is_kept}
        least = min(kept.values(), default=None)
        return least, [package for package, value in kept.items() if value == least]

    def after(self, package: Package) -> tuple[Fraction | None, set[str]]:
        """The mean where a package's first starts are kept; the scenarios that cannot be so."""
        year, _ = self._split(tuple(self.values), 0)
        start = package if year is None else before(package, year)
        left = {
            name: {
                one: value
                for one, value in found.items()
                if (one if year is None else before(one, year)) == start
            }
            for name, found in self.values.items()
        }
        return self._adaptive(left, "expected", ZERO), {name for name in left if not left[name]}


def before(package: Package, year: int) -> Package:
    """What a package starts before a year."""
    return frozenset(picked for picked in package if picked.start < year)


def total(values: Iterable[Fraction]) -> Fraction:
    return sum(values, ZERO)


def played(world: World) -> Iterator[tuple[Package, tuple[bool, Fraction]]]:
    """Every package: whether it keeps the hard rules, and what the first objective comes to."""
    objective, payers, _ = stages_of(world.model)[0]
    for play in packages(world):
        is_kept, penalty, short = judged(world, play)
        yield play.package, (is_kept, value_of(play, objective, payers, penalty, short))


def judged(world: World, play: Play) -> tuple[bool, Fraction, Fraction]:
    """Whether hard rules hold; the price of what soft ones are short of, and that itself."""
    is_kept, penalty, short = True, ZERO, ZERO
    for rule in world.model.rules:
        for row in rows_of(world, rule, play):
            if row.slack < 0 and rule.strength == "hard":
                is_kept = False
            elif row.slack < 0:
                short -= row.slack
                penalty -= Fraction(rule.price) * row.slack * world.weight(row.scenario)
    return is_kept, penalty, short
