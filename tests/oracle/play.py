# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What one package does: jobs by province and year, resources, and money."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cache, cached_property
from typing import NamedTuple

from compensatie.facts.measure import Measure
from tests.oracle.world import ZERO, World


class Picked(NamedTuple):
    """One measure of a package."""

    measure: str
    start: int
    size: Fraction


class Effect:
    """What one chosen measure does; made once for all packages that have it."""

    def __init__(self, world: World, measure: Measure, picked: Picked) -> None:
        self.world, self.measure, self.picked = world, measure, picked
        self.gain: dict[tuple[str, int], Fraction] = {}
        self.loss: dict[tuple[str, int], Fraction] = {}
        self.new = dict.fromkeys(world.horizon, ZERO)
        for year in world.horizon:
            activity = self.activity(year)
            for province, jobs in self.per_unit().items():
                self.gain[province, year] = jobs[0] * activity
                self.loss[province, year] = jobs[1] * activity
                self.new[year] += self.gain[province, year] - self.loss[province, year]
        self.present_value = cache(self._present_value)

    def activity(self, year: int) -> Fraction:
        """Size times the ramp's share so many years after the start."""
        if year < self.picked.start:
            return ZERO
        ramp = self.measure.ramp
        position = year - self.picked.start
        return self.picked.size * Fraction(ramp[position] if position < len(ramp) else ramp[-1])

    def per_unit(self) -> dict[str, tuple[Fraction, Fraction]]:
        """Jobs gained and lost by province, as they are counted, per unit of activity."""
        measure, counting = self.measure, self.world.model.counting
        weight = Fraction(measure.fill_rate) if self.world.filled_posts else Fraction(1)
        weight *= self.world.delivery.get(measure.id, Fraction(1))
        if measure.effects is not None:
            jobs = {code: Fraction(value) * weight for code, value in measure.effects.items()}
            return {code: (max(ZERO, value), max(ZERO, -value)) for code, value in jobs.items()}
        if measure.kind == "rijkshub":
            weight *= Fraction(counting.hub_factor)
            if measure.fte_per_workplace is not None:
                weight *= Fraction(measure.fte_per_workplace)
        jobs_there = {measure.province: (weight, ZERO)}
        for code, share in measure.origin.items():
            gained = jobs_there.get(code, (ZERO, ZERO))[0]
            jobs_there[code] = (gained, Fraction(share) * weight)
        return jobs_there  # type: ignore[return-value]

    def started(self, year: int) -> bool:
        return self.picked.start <= year

    def once(self, payers: tuple[str, ...] | None) -> Fraction:
        """EUR in the start year."""
        return sum(
            (
                Fraction(line.once) + Fraction(line.once_per_unit) * self.picked.size
                for line in self.measure.costs
                if payers is None or line.payer in payers
            ),
            ZERO,
        )

    def yearly(self, year: int, payers: tuple[str, ...] | None) -> Fraction:
        """EUR in every year from the start on."""
        if not self.started(year):
            return ZERO
        return sum(
            (
                Fraction(line.yearly) + Fraction(line.yearly_per_unit) * self.activity(year)
                for line in self.measure.costs
                if payers is None or line.payer in payers
            ),
            ZERO,
        )

    def _present_value(self, payers: tuple[str, ...] | None, years: tuple[int, ...]) -> Fraction:
        """Each year's money discounted; after the last year its yearly cost goes on."""
        money = {year: self.yearly(year, payers) for year in years}
        if self.picked.start in money:
            money[self.picked.start] += self.once(payers)
        last, terms = self.world.horizon[-1], self.world.model.objective
        if last in years:
            for more in range(terms.continue_years):
                money[last + more + 1] = self.yearly(last, payers)
        growth, price_year = 1 + Fraction(terms.discount_rate), self.world.instance.price_year
        return sum((eur / growth ** (year - price_year) for year, eur in money.items()), ZERO)


class Play:
    """One package, played."""

    def __init__(self, world: World, effects: tuple[Effect, ...]) -> None:
        self.world, self.effects = world, effects

    @property
    def package(self) -> frozenset[Picked]:
        return frozenset(effect.picked for effect in self.effects)

    @cached_property
    def started_in(self) -> dict[str, int]:
        """The start year of each measure that is in the package."""
        return {effect.picked.measure: effect.picked.start for effect in self.effects}

    def of_sectors(self, sectors: tuple[str, ...] | None) -> Iterator[Effect]:
        return (
            effect for effect in self.effects if sectors is None or effect.measure.sector in sectors
        )

    def net(self, province: str, year: int, sectors: tuple[str, ...] | None = None) -> Fraction:
        """Jobs that measures bring to a province, less those that they take there."""
        jobs = ZERO
        for effect in self.of_sectors(sectors):
            if (province, year) in effect.gain:
                jobs += effect.gain[province, year] - effect.loss[province, year]
        return jobs

    def employment(
        self, province: str, year: int, scenario: str, sectors: tuple[str, ...] | None = None
    ) -> Fraction:
        world = self.world
        there = world.baseline(province, year, scenario, sectors)
        return (
            there
            + world.changed(province, year, scenario, sectors)
            + self.net(province, year, sectors)
        )

    def country(self, year: int, scenario: str) -> Fraction:
        """Jobs in the whole country: those that are new count, those that move cancel out."""
        world = self.world
        new = sum((effect.new[year] for effect in self.effects), ZERO)
        return world.country(year, scenario) + world.country_changed(year, scenario) + new

    def present_value(self, payers: tuple[str, ...] | None, years: tuple[int, ...]) -> Fraction:
        return sum((effect.present_value(payers, years) for effect in self.effects), ZERO)
