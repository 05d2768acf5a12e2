# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The nine rule families: what each asks of a package, as sums that must be at least 0.

`FAMILIES` says of each whether it asks this for every scenario, province and year; it is called
once for each, so that a province whose figures are unknown can be left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from compensatie.verifier.figures import Figures, is_among
from compensatie.verifier.form import Form
from compensatie.verifier.shapes import Refused, Series, Table


class Place(NamedTuple):
    """Which row of a rule it is; empty or 0 where that does not apply."""

    scenario: str
    province: str
    year: int
    """The last year in scope, for a family that does not ask of every year."""
    side: str = ""
    item: str = ""


Years = Sequence[int]
"""All years in the scope of a rule."""
Rows = Iterator[tuple[Place, Form]]


def _tolerance(series: Series, year: int) -> Fraction:
    if (level := series.level(year)) is None:
        raise Refused(f"the tolerance of {year} is not given")
    return level


def _divisor(level: Fraction) -> Fraction:
    if level == 0:
        raise Refused("a relative rule rests on a level of 0")
    return level


def net_employment(figures: Figures, rule: Table, at: Place, years: Years) -> Rows:
    """E ≥ (1 − tolerance) · (reference level, or a floor)."""
    level = rule.floor
    if level is None:
        level = figures.in_province("jobs", at.province, figures.base, at.scenario, rule.sectors)
    employment = figures.employment(at.province, at.year, at.scenario, rule.sectors)
    yield at, employment - level * (1 - _tolerance(rule.tolerance, at.year))


def national_deviation(figures: Figures, rule: Table, at: Place, years: Years) -> Rows:
    """E ≥ E₀ · (N/N₀ − tolerance), and with `both` also E ≤ E₀ · (N/N₀ + tolerance)."""
    base, part = rule.base_year or figures.base, int(rule.national == "without-province")
    level = _divisor(figures.in_province("jobs", at.province, base, at.scenario))
    country = _divisor(figures.in_country("jobs", base, at.scenario) - level * part)
    employment = figures.employment(at.province, at.year, at.scenario)
    national = figures.national(at.year, at.scenario) - employment * part
    ahead = employment - national * (level / country)
    room = level * _tolerance(rule.tolerance, at.year)
    yield at._replace(side="lower"), ahead + room
    if rule.direction == "both":
        yield at._replace(side="upper"), ahead * -1 + room


def even_distribution(figures: Figures, rule: Table, at: Place, years: Years) -> Rows:
    """E ≥ (1 − tolerance) · share · N, or a gap no wider than in the reference year."""

    def share(year: int) -> Fraction:
        country = _divisor(figures.in_country(rule.by, year, at.scenario))
        return figures.in_province(rule.by, at.province, year, at.scenario) / country

    demand = share(at.year) * (1 - rule.tolerance)
    if rule.limit == "reference":
        if rule.tolerance:
            raise Refused("tolerance goes with the proportional limit only")
        had = figures.in_province("jobs", at.province, figures.base, at.scenario)
        country = _divisor(figures.in_country("jobs", figures.base, at.scenario))
        demand += had / country - share(figures.base)
    employment = figures.employment(at.province, at.year, at.scenario)
    yield at, employment - figures.national(at.year, at.scenario) * demand


def high_grade(figures: Figures, rule: Table, at: Place, years: Years) -> Rows:
    """High-grade jobs gained ≥ share · high-grade jobs lost."""
    codes, lost = (at.province,), rule.share
    form = figures.active(at.year, lambda m: m.high_grade_share * figures.effect(m, codes, lost))
    moved = figures.moved(
        codes, at.year, at.scenario, lambda one: figures.high_grade(one, at.scenario), lost
    )
    yield at, form + moved


def workplaces(figures: Figures, rule: Table, at: Place, years: Years) -> Rows:
    """Σ uses ≤ available + Σ provides."""
    for name, resource in figures.instance.resources.items():

        def spare(measure: Table, name: str = name) -> Fraction:
            return Fraction(measure.provides.get(name, 0) - measure.uses.get(name, 0))

        if is_among(name, rule.resources):
            yield at._replace(item=name), figures.sized(at.year, spare) + resource.available


def protected_origin(figures: Figures, rule: Table, at: Place, years: Years) -> Rows:
    """Σ jobs taken from these provinces ≤ at_most."""
    codes = figures.instance.provinces if rule.provinces is None else rule.provinces
    yield at, figures.taken(at.year, codes) * -1 + rule.at_most


def concentration(figures: Figures, rule: Table, at: Place, years: Years) -> Rows:
    """Jobs gained through one agency ≤ share · jobs gained."""
    measures, everywhere = figures.instance.measures.values(), figures.instance.provinces
    gained = figures.active(at.year, lambda one: figures.effect(one, everywhere, 0))
    for agency in dict.fromkeys(one.agency for one in measures if one.agency):
        own = gained.of({one.id for one in measures if one.agency == agency})
        yield at._replace(item=agency), gained * rule.share - own


def absorption(figures: Figures, rule: Table, at: Place, years: Years) -> Rows:
    """Net jobs this year less last year's ≤ share · labour force."""
    most = rule.share * figures.in_province("labour_force", at.province, at.year, at.scenario)
    before, now = (figures.jobs((at.province,), year) for year in (at.year - 1, at.year))
    yield at, before - now + most


def bound(figures: Figures, rule: Table, at: Place, years: Years) -> Rows:
    """A quantity is at most, at least, or exactly a value."""
    least, most, exactly = rule.at_least, rule.at_most, rule.exactly
    if (exactly is None) == (least is None and most is None):
        raise Refused("give at_most, at_least or both, or exactly alone")
    if exactly is not None:
        least = most = exactly
    spans = rule.quantity in ("cost", "cost-once") and not rule.each_year
    for spell in [(year,) for year in years] if rule.each_year else [years]:
        form, year = figures.quantity(rule.quantity, spell, rule), 0 if spans else spell[-1]
        for side, value, sign in (("lower", least, 1), ("upper", most, -1)):
            if value is not None:
                yield at._replace(year=year, side=side), (form - value) * sign


FAMILIES: Mapping[str, tuple[Callable[[Figures, Table, Place, Years], Rows], str]] = {
    "net-employment": (net_employment, "scenario province year"),
    "national-deviation": (national_deviation, "scenario province year"),
    "even-distribution": (even_distribution, "scenario province year"),
    "high-grade": (high_grade, "scenario province year"),
    "workplaces": (workplaces, "year"),
    "protected-origin": (protected_origin, "year"),
    "concentration": (concentration, ""),
    "absorption": (absorption, "province year"),
    "bound": (bound, ""),
}
"""Every family, and of what it asks its rows one by one."""
