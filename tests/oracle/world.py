# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is so before any package: levels, changes, people and scenario weights."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from functools import cache
from typing import Any

from compensatie.facts.employment import Change, Employment, Scenario
from compensatie.facts.instance import Instance
from compensatie.policy import Model

ZERO = Fraction(0)


class Unknown(Exception):
    """A figure of a province that is asked for is not given."""


class Refused(Exception):
    """A rule cannot be read on this instance: bad input."""


class World:
    """An instance as one model counts it."""

    def __init__(
        self, instance: Instance, model: Model, scenarios: Iterable[str] | None = None
    ) -> None:
        self.instance = instance
        self.model = model
        listed = instance.scenarios or (Scenario(id="base"),)
        self.scenario = {item.id: item for item in listed}
        self.selected = list(self.scenario) if scenarios is None else list(scenarios)
        self.horizon = list(range(instance.years.first, instance.years.last + 1))
        self.codes = [province.code for province in instance.provinces]
        self.province = {province.code: province for province in instance.provinces}
        self.filled_posts = model.counting.basis == "filled"
        self.delivery: dict[str, Fraction] = {}
        """Supposed: the share of its jobs that a measure brings, where it is not all of them."""
        # One world is asked the same thing for every package.
        self.baseline = cache(self._baseline)
        self.changed = cache(self._changed)
        self.country = cache(self._country)
        self.country_changed = cache(self._country_changed)
        self.people = cache(self._people)
        self.share = cache(self._share)

    def _baseline(
        self, province: str, year: int, scenario: str, sectors: tuple[str, ...] | None = None
    ) -> Fraction:
        """Jobs that are there anyway: a scenario's line from its first year on, else the own."""
        own = _records(self.instance.employment, province, sectors)
        other = _records(self.scenario[scenario].employment, province, sectors)
        if not own | other:
            raise Unknown(f"employment of {province}")
        jobs = ZERO
        for sector in own | other:
            line = other.get(sector)
            if line is None or year < min(line.jobs.root):
                line = own.get(sector)
            if line is None:
                raise Unknown(f"{sector} of {province} in {year}")
            jobs += level(line.jobs.root, year, line.growth)
        return jobs

    def all_changes(self, scenario: str) -> list[Change]:
        """The changes of every scenario, and those of this one."""
        return [*self.instance.changes, *self.scenario[scenario].changes]

    def moved(self, change: Change, year: int) -> Fraction:
        """Jobs moved so far: the figure given last, as posts or as filled posts."""
        past = [at for at in change.jobs.root if at <= year]
        posts = Fraction(change.jobs.root[max(past)]) if past else ZERO
        return posts * Fraction(change.fill_rate) if self.filled_posts else posts

    def _changed(
        self, province: str, year: int, scenario: str, sectors: tuple[str, ...] | None = None
    ) -> Fraction:
        jobs = ZERO
        for change in self.all_changes(scenario):
            if sectors is not None and change.sector not in sectors:
                continue
            if change.to == province:
                jobs += self.moved(change, year)
            if change.from_ == province:
                jobs -= self.moved(change, year)
        return jobs

    def _country(self, year: int, scenario: str) -> Fraction:
        """National jobs as given, or the sum of the listed provinces; no changes in it."""
        series = self.scenario[scenario].national
        if series is None or year < min(series.root):
            series = self.instance.national
        try:
            if series is not None:
                return level(series.root, year)
            return sum((self.baseline(code, year, scenario) for code in self.codes), ZERO)
        except Unknown as missing:
            # Without the country no province can be tested, whatever the rule says of unknown ones.
            raise Refused(str(missing)) from missing

    def _country_changed(self, year: int, scenario: str) -> Fraction:
        """A move changes nothing; jobs that come from, or go, nowhere do."""
        jobs = ZERO
        for change in self.all_changes(scenario):
            if change.from_ is None:
                jobs += self.moved(change, year)
            elif change.to is None:
                jobs -= self.moved(change, year)
        return jobs

    def _people(self, kind: str, province: str | None, year: int) -> Fraction:
        """Population or labour force of a province, or of the country."""
        if province is None:
            series = getattr(self.instance, f"national_{kind}")
            if series is None:
                return sum((self.people(kind, code, year) for code in self.codes), ZERO)
        else:
            series = getattr(self.province[province], kind)
        if series is None:
            raise Unknown(f"{kind} of {province}")
        return level(series.root, year)

    def _share(self, kind: str, province: str, year: int) -> Fraction:
        """A province's part of the people of the country."""
        return self.people(kind, province, year) / self.people(kind, None, year)

    def high_grade_of_sector(
        self, province: str, sector: str | None, year: int, scenario: str
    ) -> Fraction:
        """The share of high-grade jobs of a sector there; 0 where it is not given."""
        own = _records(self.instance.employment, province, None)
        other = _records(self.scenario[scenario].employment, province, None)
        line = own.get(sector)
        if sector in other and year >= min(other[sector].jobs.root):
            line = other[sector]
        if line is None or line.high_grade_share is None:
            return ZERO
        return Fraction(line.high_grade_share)

    def weight(self, scenario: str | None) -> Fraction:
        """What a shortfall in a scenario counts for; 1 where it is in none."""
        if scenario is None:
            return Fraction(1)
        given = {name: self.scenario[name].probability for name in self.selected}
        whole = sum((Fraction(share) for share in given.values() if share is not None), ZERO)
        if whole == 0:
            return Fraction(1, len(self.selected))
        return Fraction(given[scenario]) / whole


def level(root: dict[int, Any], year: int, growth: Any = 0) -> Fraction:
    """A yearly figure: straight between given years, growing or flat after the last."""
    first, last = min(root), max(root)
    if year < first:
        raise Unknown(f"figure of {year}")
    if year > last:
        return Fraction(root[last]) * (Fraction(1) + Fraction(growth)) ** (year - last)
    if year in root:
        return Fraction(root[year])
    before = max(at for at in root if at < year)
    after = min(at for at in root if at > year)
    part = Fraction(year - before) / Fraction(after - before)
    return (1 - part) * Fraction(root[before]) + part * Fraction(root[after])


def _records(
    records: Iterable[Employment], province: str, sectors: tuple[str, ...] | None
) -> dict[str | None, Employment]:
    return {
        record.sector: record
        for record in records
        if record.province == province and (sectors is None or record.sector in sectors)
    }
