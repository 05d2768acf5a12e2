# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A package played year by year in exact numbers: what checks, audits and tables read.

This is the other road beside the formulation: the formulation goes from a measure to its
coefficients, the ledger from a package to its sums. They share the facts and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property
from typing import Literal

from compensatie.facts.facts import Facts
from compensatie.facts.measure import Measure
from compensatie.facts.package import Choice, Package


@dataclass(frozen=True, slots=True)
class Payment:
    """One amount that one payer pays for one measure in one year."""

    measure: str
    """Id of the measure."""
    label: str
    """What is paid for."""
    payer: str
    """Who pays."""
    year: int
    """Calendar year."""
    kind: Literal["once", "yearly"]
    """Paid in the start year only, or every year."""
    amount: Fraction
    """EUR of the price year, undiscounted."""
    status: str
    """How sure the cost figure is."""


@dataclass(frozen=True)
class Ledger:
    """What a package comes to under the facts, in exact fractions."""

    facts: Facts
    """The facts, as they are counted."""
    package: Package
    """The package that is played."""
    _chosen: dict[str, Choice] = field(init=False, repr=False, compare=False)
    _known_activity: dict[tuple[str, int], Fraction] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _known_jobs: dict[tuple[object, ...], Fraction] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_chosen", dict(self.package.by_measure()))

    def choices(self) -> Iterator[tuple[Measure, int, Fraction]]:
        """Every measure of the package, with its start year and size."""
        return iter(self._chosen_measures)

    @cached_property
    def _chosen_measures(self) -> tuple[tuple[Measure, int, Fraction], ...]:
        known = self.facts.instance.measure_by_id
        return tuple(
            (known[name], choice.start, Fraction(choice.size))
            for name, choice in self._chosen.items()
        )

    def has_started(self, measure: str, year: int) -> bool:
        """Whether a measure is in place on 1 January of `year`."""
        choice = self._chosen.get(measure)
        return choice is not None and choice.start <= year

    def size(self, measure: str, year: int) -> Fraction:
        """The size of a measure that is in place in `year`, else 0."""
        return (
            Fraction(self._chosen[measure].size) if self.has_started(measure, year) else Fraction(0)
        )

    def gained(self, measure: Measure, province: str, year: int) -> Fraction:
        """Jobs that one measure brings to a province in `year`, gross."""
        per_unit = self.facts.gained(measure).get(province)
        return per_unit * self._active(measure, year) if per_unit else Fraction(0)

    def taken(self, measure: Measure, province: str, year: int) -> Fraction:
        """Jobs that one measure takes from a province in `year`, gross, at least 0."""
        per_unit = self.facts.taken(measure).get(province)
        return per_unit * self._active(measure, year) if per_unit else Fraction(0)

    def _active(self, measure: Measure, year: int) -> Fraction:
        """Size times ramp in `year`."""
        key = (measure.id, year)
        if key not in self._known_activity:
            choice = self._chosen.get(measure.id)
            share = measure.ramp_share(year - choice.start) if choice else Fraction(0)
            self._known_activity[key] = share * Fraction(choice.size) if choice else share
        return self._known_activity[key]

    def net_jobs(
        self, measures: Iterable[Measure], provinces: Iterable[str], year: int
    ) -> Fraction:
        """Net jobs of these measures, summed over these provinces."""
        net = Fraction(0)
        among = tuple(provinces)
        for measure in measures:
            effects = self._net_effects.get(measure.id, {})
            per_unit = sum((effects[code] for code in among if code in effects), Fraction(0))
            if per_unit:
                net += per_unit * self._active(measure, year)
        return net

    @cached_property
    def _net_effects(self) -> dict[str, dict[str, Fraction]]:
        """Net jobs per unit of activity that each chosen measure brings to each province."""
        found: dict[str, dict[str, Fraction]] = {}
        for measure, _, _ in self.choices():
            effects = found[measure.id] = dict(self.facts.gained(measure))
            for code, jobs in self.facts.taken(measure).items():
                effects[code] = effects.get(code, Fraction(0)) - jobs
        return found

    def jobs(self, province: str, year: int, sectors: Sequence[str] | None = None) -> Fraction:
        """Net jobs of the package in a province, of these sectors (default: all)."""
        key = (province, year, None if sectors is None else tuple(sectors))
        if key not in self._known_jobs:
            counted = (
                measure
                for measure in self._acting_in.get(province, ())
                if sectors is None or measure.sector in sectors
            )
            self._known_jobs[key] = self.net_jobs(counted, (province,), year)
        return self._known_jobs[key]

    @cached_property
    def _acting_in(self) -> dict[str, list[Measure]]:
        """The measures of the package that bring jobs to each province, or take them."""
        found: dict[str, list[Measure]] = {}
        for measure, _, _ in self.choices():
            for code in self._net_effects[measure.id]:
                found.setdefault(code, []).append(measure)
        return found

    def employment(
        self, province: str, year: int, scenario: str, sectors: Sequence[str] | None = None
    ) -> Fraction:
        """Jobs in a province: baseline, changes and measures.

        Raises:
            MissingFactError: the baseline is unknown.
        """
        return (
            self.facts.baseline(province, year, scenario, sectors)
            + self.facts.changes(province, year, scenario, sectors)
            + self.jobs(province, year, sectors)
        )

    def national(self, year: int, scenario: str, without: str | None = None) -> Fraction:
        """Jobs in the whole country, or in all of it but one province.

        Raises:
            MissingFactError: the national figure, or that province's baseline, is unknown.
        """
        jobs = self._new_jobs(year) + self.facts.national_baseline(year, scenario)
        jobs += self.facts.national_changes(year, scenario)
        return jobs if without is None else jobs - self.employment(without, year, scenario)

    def _new_jobs(self, year: int) -> Fraction:
        """Net jobs of the package in all provinces together."""
        key = (year,)
        if key not in self._known_jobs:
            net = (self.jobs(code, year) for code in self.facts.provinces)
            self._known_jobs[key] = sum(net, Fraction(0))
        return self._known_jobs[key]

    def used(self, resource: str, year: int) -> Fraction:
        """How much of a resource the package uses."""
        return sum(
            (
                self.size(measure.id, year) * Fraction(measure.uses[resource])
                for measure, _, _ in self.choices()
                if measure.uses.get(resource)
            ),
            Fraction(0),
        )

    def provided(self, resource: str, year: int) -> Fraction:
        """How much of a resource the package provides, beyond what is there already."""
        return sum(
            (
                self.size(measure.id, year) * Fraction(measure.provides[resource])
                for measure, _, _ in self.choices()
                if measure.provides.get(resource)
            ),
            Fraction(0),
        )

    @cached_property
    def payments(self) -> tuple[Payment, ...]:
        """Every amount paid within the horizon that is not zero, undiscounted."""
        return tuple(self._payments())

    def _payments(self) -> Iterator[Payment]:
        for measure, start, size in self.choices():
            years = range(start, self.facts.years[-1] + 1)
            for cost in measure.costs:
                told = (measure.id, cost.label, cost.payer)
                once = Fraction(cost.once) + Fraction(cost.once_per_unit) * size
                if once:
                    yield Payment(*told, start, "once", once, cost.status)
                whole, each = Fraction(cost.yearly), Fraction(cost.yearly_per_unit)
                for year in years if whole or each else ():
                    if yearly := whole + each * self._active(measure, year):
                        yield Payment(*told, year, "yearly", yearly, cost.status)

    def paid(
        self,
        measures: Iterable[str],
        years: Collection[int],
        payers: Collection[str] | None,
        kind: Literal["once", "yearly"] | None = None,
    ) -> Fraction:
        """EUR paid for these measures in these years, undiscounted."""
        chosen = frozenset(measures)
        amounts = (
            payment.amount
            for payment in self.payments
            if payment.measure in chosen
            and payment.year in years
            and (payers is None or payment.payer in payers)
            and kind in (None, payment.kind)
        )
        return sum(amounts, Fraction(0))

    def present_value(
        self, measures: Iterable[str], years: Collection[int], payers: Collection[str] | None
    ) -> Fraction:
        """EUR of the price year: each year's payments discounted, the last yearly ones going on."""
        chosen, last = frozenset(measures), self.facts.years[-1]
        # Added up by year first: what a year is worth has many digits, what is paid has few.
        paid, going_on = dict.fromkeys(years, Fraction(0)), Fraction(0)
        for payment in self.payments:
            is_asked = payment.measure in chosen and payment.year in paid
            if is_asked and (payers is None or payment.payer in payers):
                paid[payment.year] += payment.amount
                if payment.year == last and payment.kind == "yearly":
                    going_on += payment.amount
        more = range(last + 1, last + 1 + self.facts.valuation.continue_years)
        worth = sum((self.facts.discount(year) for year in more), Fraction(0))
        value = going_on * worth
        return value + sum(amount * self.facts.discount(year) for year, amount in paid.items())
