# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The facts as a model counts them: employment, money and resources as sums over the choices."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction
from functools import cache

from compensatie.verifier.facts import Instance
from compensatie.verifier.form import NONE, Amount, Form
from compensatie.verifier.shapes import Refused, Table

Names = tuple[str, ...] | None
"""Some names; None is all of them."""
Factor = Fraction | int
Each = Callable[[Table], Factor]
"""Something of a measure or a change."""
Worth = Mapping[int, Fraction]
"""What a euro of each year counts for."""


class Unknown(Exception):
    """A figure that the instance does not give."""


def is_among(name: str | None, names: Names) -> bool:
    """Whether a name is one of some, or of all."""
    return names is None or name in names


def is_of(record: Table, sectors: Names) -> bool:
    """Whether jobs are of some sectors."""
    return is_among(record.sector, sectors)


def _ramp(measure: Table, start: int, year: int) -> Fraction:
    """The share of its full effect that a measure has in a year."""
    shares: tuple[Fraction, ...] = measure.ramp
    return shares[min(year - start, len(shares) - 1)] if year >= start else NONE


class Figures:
    """What an instance comes to under a model."""

    def __init__(self, instance: Instance, model: Table) -> None:
        self.instance, self.table, self.model = instance, instance.table, model
        self.base: int = self.table.reference_year
        self.in_province, self.national = cache(self._in_province), cache(self._national)
        self.jobs = cache(self._jobs)

    def _total(self, amount: Callable[[Table, int], tuple[Factor, Factor]]) -> Form:
        """The sum of what measures add in each of their start years: in all, and per unit."""
        amounts: dict[tuple[str, int], Amount] = {}
        for one in self.instance.measures.values():
            for start in one.starts:
                whole, each = amount(one, start)
                amounts[one.id, start] = (Fraction(whole), each * one.step)
        return Form(amounts)

    def active(self, year: int, each: Each) -> Form:
        """The activity of every measure in a year, times something of it."""
        return self._total(lambda one, start: (0, _ramp(one, start, year) * each(one)))

    def sized(self, year: int, each: Each) -> Form:
        """The size of every measure that has started, times something of it."""
        return self._total(lambda one, start: (0, (start <= year) * each(one)))

    def started(self, year: int, counts: Each) -> Form:
        """How many measures have started, of those that count."""
        return self._total(lambda one, start: ((start <= year) * counts(one), 0))

    def _in_province(
        self, kind: str, code: str, year: int, scenario: str, sectors: Names = None
    ) -> Fraction:
        """Jobs (of each sector by the last line that began), population or labour force."""
        lines = [("", getattr(self.instance.provinces[code], kind, None), NONE)]
        if kind == "jobs":
            given = [
                one for one in self.instance.scenarios[scenario].employment if one.province == code
            ]
            lines = [(one.sector, one.jobs, one.growth) for one in given if is_of(one, sectors)]
        levels: dict[str, Fraction | None] = {}
        for sector, series, growth in lines:
            level = None if series is None else series.level(year, growth)
            levels[sector] = levels.get(sector) if level is None else level
        known = [level for level in levels.values() if level is not None]
        if not levels or len(known) < len(levels):
            raise Unknown(f"{kind} of {code} in {year}")
        return sum(known, NONE)

    def in_country(self, kind: str, year: int, scenario: str) -> Fraction:
        """The first line that has begun; the sum of the provinces where the last is not given."""
        own = "national" if kind == "jobs" else f"national_{kind}"
        lines = [
            getattr(self.instance.scenarios.get(scenario), own, None),
            getattr(self.table, own),
        ]
        levels = [line.level(year) for line in lines if line is not None]
        known: list[Fraction] = [level for level in levels if level is not None]
        if not known and lines[-1] is not None:
            raise Refused(f"a figure of the country in {year} is unknown")
        codes = self.instance.provinces
        try:
            given = known[:1] or [self.in_province(kind, one, year, scenario) for one in codes]
        except Unknown as unknown:
            raise Refused(f"a figure of the country rests on {unknown}, which is unknown") from None
        return sum(given, NONE)

    def _counted(self, record: Table) -> Fraction:
        """The share of its posts that counts."""
        return record.fill_rate if self.model.counting.basis == "filled" else Fraction(1)

    def effect(self, measure: Table, codes: Collection[str], lost: Factor = 1) -> Fraction:
        """Jobs that a unit brings to some provinces, less those that it takes times `lost`."""
        hub = self.model.counting.hub_factor if measure.kind == "rijkshub" else 1
        gained = sum(jobs for code, jobs in measure.gained.items() if code in codes)
        taken = sum(jobs for code, jobs in measure.taken.items() if code in codes)
        return Fraction(hub * self._counted(measure) * (gained - lost * taken))

    def taken(self, year: int, codes: Collection[str]) -> Form:
        """Jobs that measures take from some provinces."""
        return self.active(year, lambda one: self.effect(one, codes, 0) - self.effect(one, codes))

    def moved(
        self, codes: Collection[str], year: int, scenario: str, each: Each, lost: Factor = 1
    ) -> Fraction:
        """Jobs that changes bring to some provinces, less those that they take times `lost`."""
        found = NONE
        for one in self.instance.scenarios[scenario].changes:
            crosses = (one.to in codes) - lost * (getattr(one, "from") in codes)
            found += crosses * each(one) * self._counted(one) * one.jobs.step(year)
        return found

    def _jobs(self, codes: tuple[str, ...], year: int, sectors: Names = None) -> Form:
        """Net jobs of measures of some sectors in some provinces."""
        return self.active(year, lambda one: is_of(one, sectors) and self.effect(one, codes))

    def employment(self, code: str, year: int, scenario: str, sectors: Names = None) -> Form:
        """Jobs in a province: baseline, changes and measures."""
        moved = self.moved((code,), year, scenario, lambda one: is_of(one, sectors))
        given = self.in_province("jobs", code, year, scenario, sectors)
        return self.jobs((code,), year, sectors) + given + moved

    def _national(self, year: int, scenario: str) -> Form:
        """Jobs in the country: what moves within it changes nothing."""
        codes = tuple(self.instance.provinces)
        given = self.in_country("jobs", year, scenario)
        return self.jobs(codes, year) + given + self.moved(codes, year, scenario, lambda _: 1)

    def high_grade(self, change: Table, scenario: str) -> Fraction:
        """High-grade share of a change: its own, or its sector's where it leaves or arrives."""
        place = (getattr(change, "from") or change.to, change.sector)
        found: Fraction | None = change.high_grade_share
        for one in reversed(self.instance.scenarios[scenario].employment):
            if found is None and (one.province, one.sector) == place:
                found = one.high_grade_share
        return found or NONE

    def _paid(self, once: Worth, yearly: Worth, counts: Each, payers: Names) -> Form:
        """EUR paid for measures that count, where a euro of each year is worth so much."""

        def amount(measure: Table, start: int) -> Amount:
            euro, whole, each = once.get(start, NONE), NONE, NONE
            going = sum(worth for year, worth in yearly.items() if year >= start)
            active = sum(worth * _ramp(measure, start, year) for year, worth in yearly.items())
            for line in measure.costs if counts(measure) else ():
                if is_among(line.payer, payers):
                    whole += euro * line.once + going * line.yearly
                    each += euro * line.once_per_unit + active * line.yearly_per_unit
            return whole, each

        return self._total(amount)

    def _worth(self, name: str, years: Sequence[int], scope: Table) -> tuple[Worth, Worth]:
        """What a euro once, and one every year, counts for: in the price year, or as it is."""
        is_present = name == "cost" and not scope.each_year
        table, last, base = self.model.objective, self.instance.years[-1], self.table.price_year
        rate = 1 + table.discount_rate * is_present
        euro = {year: rate ** (base - year) for year in years}
        later = range(last + 1, last + 1 + table.continue_years * is_present)
        more = sum(rate ** (base - year) for year in later)
        yearly = {year: one + more * (year == last) for year, one in euro.items()}
        if name == "cost-yearly":
            return {}, {years[-1]: Fraction(1)}
        return euro, {} if name == "cost-once" else yearly

    def quantity(self, name: str, years: Sequence[int], scope: Table) -> Form:
        """What an objective or a bound looks at, in some years or the last of them."""
        last, is_everywhere = years[-1], scope.provinces is None
        codes = tuple(self.instance.provinces) if is_everywhere else scope.provinces

        def counts(measure: Table) -> bool:
            """Of some kinds, named, and that bring jobs to some provinces."""
            is_there = is_everywhere or not measure.gained.keys().isdisjoint(codes)
            is_named = is_among(measure.kind, scope.kinds) and is_among(measure.id, scope.measures)
            return is_named and (is_there or name == "jobs")

        match name:
            case "cost" | "cost-once" | "cost-yearly":
                return self._paid(*self._worth(name, years, scope), counts, scope.payers)
            case "jobs":
                return self.active(last, lambda one: counts(one) and self.effect(one, codes))
            case "jobs-taken":
                return self.taken(last, codes)
            case "size":
                return self.sized(last, counts)
            case "measures":
                return self.started(last, counts)
        return Form({})
