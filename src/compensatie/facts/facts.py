# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The facts as a model reads them: what employment is before any measure, exactly.

`Facts` is what rules, objectives, the formulation and the ledger share: an instance, the way
its jobs are counted and its money is valued, and the scenarios in scope.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, TypeVar

from compensatie.errors import Fault, InputError, MissingFactError
from compensatie.facts.baseline import baseline_level
from compensatie.facts.counting import Counting, Valuation
from compensatie.facts.employment import Change, Scenario
from compensatie.facts.instance import Instance
from compensatie.facts.measure import Measure
from compensatie.facts.references import unknown
from compensatie.facts.series import Series

PeopleKind = Literal["population", "labour_force"]
"""Whom shares are taken of."""
Figure = TypeVar("Figure")


@dataclass(frozen=True)
class Facts:
    """An instance under one reading; every figure is an exact fraction.

    Jobs are in the instance's unit on 1 January, counted on the basis of `counting`;
    money is in EUR of the price year.
    """

    instance: Instance
    """The facts as they stand in the file."""
    counting: Counting = field(default_factory=Counting)
    """How jobs are counted."""
    valuation: Valuation = field(default_factory=Valuation)
    """How money of different years is added."""
    scenarios: tuple[str, ...] = ()
    """Ids of the scenarios in scope; all of the instance where none is given."""
    delivery: Mapping[str, Fraction] = field(default_factory=dict)
    """Supposed share of its jobs that a measure brings, by id; 1 where it is not named."""
    moving: Mapping[str, Fraction] = field(default_factory=dict)
    """Supposed factor on the own changes of a scenario, by id; 1 where it is not named."""
    _known: dict[tuple[object, ...], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        if not self.scenarios:
            object.__setattr__(self, "scenarios", tuple(self.instance.scenario_by_id))

    def within(self, scenarios: Iterable[str]) -> Facts:
        """The same facts with other scenarios in scope; figures already worked out are shared."""
        found = replace(self, scenarios=tuple(scenarios))
        object.__setattr__(found, "_known", self._known)
        return found

    def _once(self, key: tuple[object, ...], make: Callable[[], Figure]) -> Figure:
        """A figure, worked out when it is first asked for: rows ask for the same ones often."""
        if key not in self._known:
            self._known[key] = make()
        figure: Figure = self._known[key]
        return figure

    @property
    def years(self) -> range:
        """The years of the horizon."""
        return self.instance.years.all

    @property
    def reference_year(self) -> int:
        """The year whose 1 January levels are compared with."""
        return self.instance.reference_year

    @property
    def provinces(self) -> tuple[str, ...]:
        """Codes of the listed provinces."""
        return tuple(self.instance.province_by_code)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures, in the order of the file."""
        return self.instance.measures

    def named(self, provinces: Iterable[str]) -> tuple[str, ...]:
        """The codes of provinces called by any of their names.

        Raises:
            InputError: a name belongs to no listed province.
        """
        codes = [(name, self.instance.code(name)) for name in provinces]
        listed = [text for item in self.instance.provinces for text in (item.code, item.title)]
        if faults := [
            unknown("unknown-province", "there is no province “{name}”", name, listed, "provinces")
            for name, code in codes
            if code is None
        ]:
            raise InputError(faults)
        return tuple(dict.fromkeys(code for _, code in codes if code is not None))

    def baseline(
        self, province: str, year: int, scenario: str, sectors: Sequence[str] | None = None
    ) -> Fraction:
        """Jobs in a province before changes and measures, in the given sectors (default: all).

        Raises:
            MissingFactError: the instance gives no figure for that province, sector or year.
        """
        scope = None if sectors is None else tuple(sectors)

        def level() -> Fraction:
            own = self.instance.scenario_by_id[scenario].employment
            return baseline_level((*self.instance.employment, *own), province, year, sectors)

        return self._once(("baseline", province, year, scenario, scope), level)

    def changes_in(self, scenario: str) -> tuple[Change, ...]:
        """The changes that happen in a scenario: the instance's, then its own."""
        return (*self.instance.changes, *self.instance.scenario_by_id[scenario].changes)

    def changed_jobs(self, change: Change, year: int, scenario: str) -> Fraction:
        """Jobs that a change has moved by 1 January of `year` in a scenario, as counted."""
        jobs = change.jobs.step(year) * self.filled(change.fill_rate)
        return jobs * self._moving(change, scenario) if self.moving else jobs

    def _moving(self, change: Change, scenario: str) -> Fraction:
        own = self.instance.scenario_by_id[scenario].changes
        is_own = any(change is one for one in own)
        return self.moving.get(scenario, Fraction(1)) if is_own else Fraction(1)

    def high_grade_share(self, change: Change, scenario: str) -> Fraction | None:
        """High-grade share of a change: its own, or else its sector's where it leaves or arrives.

        Returns:
            The share, or None where neither is given.
        """
        if change.high_grade_share is not None:
            return Fraction(change.high_grade_share)
        province = change.from_ or change.to
        own = self.instance.scenario_by_id[scenario].employment
        for record in (*own, *self.instance.employment):
            here = record.province == province and record.sector == change.sector
            if here and record.high_grade_share is not None:
                return Fraction(record.high_grade_share)
        return None

    def changes(
        self, province: str, year: int, scenario: str, sectors: Sequence[str] | None = None
    ) -> Fraction:
        """Net jobs that decided changes have brought to a province by 1 January of `year`."""
        scope = None if sectors is None else tuple(sectors)

        def net() -> Fraction:
            total = Fraction(0)
            for change in self.changes_in(scenario):
                sign = (change.to == province) - (change.from_ == province)
                if sign and (sectors is None or change.sector in sectors):
                    total += sign * self.changed_jobs(change, year, scenario)
            return total

        return self._once(("changes", province, year, scenario, scope), net)

    def reference(
        self,
        province: str,
        scenario: str,
        sectors: Sequence[str] | None = None,
        base_year: int | None = None,
    ) -> Fraction:
        """The baseline of the reference year (or `base_year`), with which levels are compared."""
        year = self.reference_year if base_year is None else base_year
        return self.baseline(province, year, scenario, sectors)

    def national_baseline(self, year: int, scenario: str) -> Fraction:
        """Jobs in the whole country before changes and measures.

        Raises:
            MissingFactError: no national figure for that year, or, where none are given at all,
                a listed province is unknown.
        """
        key = ("national", year, scenario)
        return self._once(key, lambda: self._national_baseline(year, scenario))

    def _national_baseline(self, year: int, scenario: str) -> Fraction:
        for series in (self.instance.scenario_by_id[scenario].national, self.instance.national):
            level = series.level(year) if series is not None else None
            if level is not None:
                return level
        if self.instance.national is not None:
            raise MissingFactError(
                "the national jobs of {year} are unknown", ("national",), year=str(year)
            )
        return sum((self.baseline(code, year, scenario) for code in self.provinces), Fraction(0))

    def national_changes(self, year: int, scenario: str) -> Fraction:
        """Net jobs that changes have brought to the whole country: moves cancel out."""

        def net() -> Fraction:
            total = Fraction(0)
            for change in self.changes_in(scenario):
                sign = (change.from_ is None) - (change.to is None)
                total += sign * self.changed_jobs(change, year, scenario) if sign else 0
            return total

        return self._once(("national changes", year, scenario), net)

    def people(self, kind: PeopleKind, province: str, year: int) -> Fraction:
        """Inhabitants or labour force of a province.

        Raises:
            MissingFactError: the instance does not give it for that year.
        """
        series = getattr(self.instance.province_by_code[province], kind)
        return self._once((kind, province, year), lambda: self._people(series, province, year))

    def people_in_country(self, kind: PeopleKind, year: int) -> Fraction:
        """Inhabitants or labour force of the country; the listed provinces' where not given.

        Raises:
            MissingFactError: a figure is not given for that year.
        """
        series: Series | None = getattr(self.instance, f"national_{kind}")

        def level() -> Fraction:
            if series is not None:
                return self._people(series, self.instance.name, year)
            return sum((self.people(kind, code, year) for code in self.provinces), Fraction(0))

        return self._once((f"national {kind}", year), level)

    @staticmethod
    def _people(series: Series | None, name: str, year: int) -> Fraction:
        level = series.level(year) if series is not None else None
        if level is None:
            raise MissingFactError(
                "the people of {name} are not counted for {year}", name=name, year=str(year)
            )
        return level

    def filled(self, fill_rate: Decimal) -> Fraction:
        """What one post counts for: 1, or its fill rate where filled posts are counted."""
        return Fraction(fill_rate) if self.counting.basis == "filled" else Fraction(1)

    def counted(self, measure: Measure) -> Fraction:
        """What one job of a measure counts for: fill rate, delivery, and hub factor for a hub."""
        hub = Fraction(self.counting.hub_factor) if measure.kind == "rijkshub" else Fraction(1)
        return hub * self.filled(measure.fill_rate) * self.delivery.get(measure.id, Fraction(1))

    def gained(self, measure: Measure) -> Mapping[str, Fraction]:
        """Jobs counted in each province that a measure brings them to, per unit of activity."""
        return self._once(("gained", measure.id), lambda: self._scaled(measure, measure.gained()))

    def taken(self, measure: Measure) -> Mapping[str, Fraction]:
        """Jobs counted from each province that a measure takes them from, per unit, at least 0."""
        return self._once(("taken", measure.id), lambda: self._scaled(measure, measure.taken()))

    def _scaled(self, measure: Measure, effect: Mapping[str, Fraction]) -> Mapping[str, Fraction]:
        factor = self.counted(measure)
        return {code: jobs * factor for code, jobs in effect.items()}

    def discount(self, year: int) -> Fraction:
        """What a euro of `year` is worth in the price year."""
        growth = 1 + Fraction(self.valuation.discount_rate)
        return self._once(("discount", year), lambda: growth ** (self.instance.price_year - year))

    def scenario(self, name: str) -> Scenario:
        """The scenario with this id.

        Raises:
            InputError: there is none.
        """
        found = self.instance.scenario_by_id.get(name)
        if found is None:
            fault: Fault = unknown(
                "unknown-scenario",
                "there is no scenario “{name}”",
                name,
                list(self.instance.scenario_by_id),
            )
            raise InputError([fault])
        return found

    def weights(self) -> dict[str, Fraction]:
        """Weight of each scenario in scope: its probability, or equal; they add up to 1."""
        chosen = {name: self.scenario(name).probability for name in self.scenarios}
        total = sum((Fraction(p) for p in chosen.values() if p is not None), Fraction(0))
        if total == 0:
            return dict.fromkeys(chosen, Fraction(1, len(chosen)))
        return {name: Fraction(p or 0) / total for name, p in chosen.items()}
