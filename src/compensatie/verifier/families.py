# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The nine rule families: what each asks of a package, as sums that must be at least 0.

A family that asks about provinces gives the rows of one at a time, so that one whose figures are
unknown can be left out; `Unknown` is raised for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from compensatie.verifier.figures import Figures, Names, undiscounted
from compensatie.verifier.form import NONE, Form
from compensatie.verifier.shapes import Refused, Series, Table


class Place(NamedTuple):
    """Which row of a rule it is."""

    scenario: str | None = None
    province: str | None = None
    year: int | None = None
    side: str | None = None
    item: str | None = None


class Asked(NamedTuple):
    """A rule, and where its rows are asked for."""

    rule: Table
    years: tuple[int, ...]
    scenarios: Names
    province: str
    """One province, for the families that ask about each; else nothing."""


Rows = Iterator[tuple[Place, Form]]


def _tolerance(series: Series, year: int) -> Fraction:
    if (level := series.level(year)) is None:
        raise Refused(f"the tolerance of {year} is not given")
    return level


def _divisor(level: Fraction) -> Fraction:
    if level == 0:
        raise Refused("a relative rule rests on a level of 0")
    return level


def _sectors(rule: Table) -> Names | None:
    return None if rule.sectors is None else tuple(rule.sectors)


def net_employment(figures: Figures, at: Asked) -> Rows:
    """E ≥ (1 − tolerance) · (reference level, or a floor)."""
    sectors, base = _sectors(at.rule), figures.instance.table.reference_year
    for scenario in at.scenarios:
        level = at.rule.floor
        if level is None:
            level = figures.baseline(at.province, base, scenario, sectors)
        for year in at.years:
            employment = figures.employment(at.province, year, scenario, sectors)
            least = (1 - _tolerance(at.rule.tolerance, year)) * level
            yield Place(scenario, at.province, year), employment.plus(least, -1)


def national_deviation(figures: Figures, at: Asked) -> Rows:
    """E ≥ E₀ · (N/N₀ − tolerance), and with `both` also E ≤ E₀ · (N/N₀ + tolerance)."""
    base, rule = figures.instance.table.reference_year, at.rule
    if rule.base_year is not None and rule.base_year > base:
        raise Refused("a base year lies after the reference year")
    base, part = rule.base_year or base, int(rule.national == "without-province")
    for scenario in at.scenarios:
        level = _divisor(figures.baseline(at.province, base, scenario))
        country = _divisor(figures.national_baseline(base, scenario) - part * level)
        for year in at.years:
            employment = figures.employment(at.province, year, scenario)
            national = figures.national(year, scenario).plus(employment, -part)
            ahead = employment.plus(national, -level / country)
            room = Form(level * _tolerance(rule.tolerance, year))
            yield Place(scenario, at.province, year, "lower"), room.plus(ahead)
            if rule.direction == "both":
                yield Place(scenario, at.province, year, "upper"), room.plus(ahead, -1)


def even_distribution(figures: Figures, at: Asked) -> Rows:
    """E ≥ (1 − tolerance) · share · N, or a gap no wider than in the reference year."""
    base, rule = figures.instance.table.reference_year, at.rule
    if rule.tolerance and rule.limit == "reference":
        raise Refused("tolerance goes with the proportional limit only")

    def share(year: int) -> Fraction:
        country = _divisor(figures.people_in_country(rule.by, year))
        return figures.people(rule.by, at.province, year) / country

    for scenario in at.scenarios:
        had = NONE
        if rule.limit == "reference":
            had = figures.baseline(at.province, base, scenario)
            had = had / _divisor(figures.national_baseline(base, scenario)) - share(base)
        for year in at.years:
            employment = figures.employment(at.province, year, scenario)
            demand = (1 - rule.tolerance) * share(year) + had
            national = figures.national(year, scenario)
            yield Place(scenario, at.province, year), employment.plus(national, -demand)


def high_grade(figures: Figures, at: Asked) -> Rows:
    """High-grade jobs gained ≥ share · high-grade jobs lost."""
    share, here = at.rule.share, (at.province,)

    def each(measure: Table) -> Fraction:
        high: Fraction = measure.high_grade_share
        return high * figures.effect(measure, here, share)

    for scenario in at.scenarios:
        for year in at.years:
            form = figures.active(figures.measures, year, each)
            for one in figures.instance.scenarios[scenario].changes:
                sign = (one.target == at.province) - share * (one.source == at.province)
                form = form.plus(figures.moved(one, year) * figures.high_grade(one, scenario), sign)
            yield Place(scenario, at.province, year), form


def workplaces(figures: Figures, at: Asked) -> Rows:
    """Σ uses ≤ available + Σ provides."""
    resources = figures.instance.resources
    _require(at.rule.resources, resources)
    for name, resource in resources.items():

        def each(measure: Table, name: str = name) -> Fraction:
            return Fraction(measure.provides.get(name, 0) - measure.uses.get(name, 0))

        for year in at.years if at.rule.resources is None or name in at.rule.resources else ():
            form = figures.sized(figures.measures, year, each)
            yield Place(year=year, item=name), form.plus(resource.available)


def protected_origin(figures: Figures, at: Asked) -> Rows:
    """Σ jobs taken from these provinces ≤ at_most."""
    codes = figures.instance.codes(at.rule.provinces)

    def each(measure: Table) -> Fraction:
        return figures.effect(measure, codes) - figures.effect(measure, codes, 0)

    for year in at.years:
        form = figures.active(figures.measures, year, each)
        yield Place(year=year), form.plus(at.rule.at_most)


def concentration(figures: Figures, at: Asked) -> Rows:
    """Jobs gained through one agency ≤ share · jobs gained, in the last year in scope."""
    everywhere = tuple(figures.instance.provinces)
    for agency in dict.fromkeys(one.agency for one in figures.measures if one.agency):

        def each(measure: Table, agency: str = agency) -> Fraction:
            part: Fraction = at.rule.share - (measure.agency == agency)
            return part * figures.effect(measure, everywhere, 0)

        for year in at.years[-1:]:
            yield Place(year=year, item=agency), figures.active(figures.measures, year, each)


def absorption(figures: Figures, at: Asked) -> Rows:
    """Net jobs this year less last year's ≤ share · labour force."""
    for year in at.years:
        most = at.rule.share * figures.people("labour_force", at.province, year)
        before = figures.jobs((at.province,), year - 1).plus(most)
        now = figures.jobs((at.province,), year)
        yield Place(province=at.province, year=year), before.plus(now, -1)


def bound(figures: Figures, at: Asked) -> Rows:
    """A quantity is at most, at least, or exactly a value."""
    rule = at.rule
    least, most = rule.at_least, rule.at_most
    if (rule.exactly is None) == (least is None and most is None):
        raise Refused("give at_most, at_least or both, or exactly alone")
    if rule.exactly is not None:
        least = most = rule.exactly
    spans = rule.quantity in ("cost", "cost-once") and not rule.each_year
    spells = [(year,) for year in at.years] if rule.each_year else [at.years]
    for years in spells if at.years else ():
        form, year = _quantity(figures, rule, years), None if spans else years[-1]
        if least is not None:
            yield Place(year=year, side="lower"), form.plus(least, -1)
        if most is not None:
            yield Place(year=year, side="upper"), Form(most).plus(form, -1)


def _quantity(figures: Figures, rule: Table, years: tuple[int, ...]) -> Form:
    """What a bound looks at, in some years."""
    codes, measures = figures.instance.codes(rule.provinces), _in_scope(figures, rule)
    match rule.quantity:
        case "cost" if not rule.each_year:
            return figures.present_value(measures, years, rule.payers)
        case "cost":
            return figures.paid(measures, rule.payers, undiscounted(years), undiscounted(years))
        case "cost-once":
            return figures.paid(measures, rule.payers, undiscounted(years), {})
        case "cost-yearly":
            return figures.paid(measures, rule.payers, {}, undiscounted(years[-1:]))
        case "jobs":
            return figures.net_jobs(measures, codes, years[-1])
        case "measures":
            return figures.started(measures, years[-1])
    return figures.sized(measures, years[-1], lambda _: Fraction(1))


def _in_scope(figures: Figures, rule: Table) -> list[Table]:
    """The measures that count: of some kinds, named, or that bring jobs to some provinces."""
    _require(rule.measures, figures.instance.measures)
    anywhere = rule.quantity == "jobs" or rule.provinces is None
    codes = set(figures.instance.codes(rule.provinces))
    return [
        one
        for one in figures.measures
        if (rule.kinds is None or one.kind in rule.kinds)
        and (rule.measures is None or one.id in rule.measures)
        and (anywhere or not codes.isdisjoint(one.gained))
    ]


def _require(names: list[str] | None, known: Mapping[str, object]) -> None:
    if names is not None and not set(names) <= set(known):
        raise Refused(f"one of {names} is not there")


FAMILIES: Mapping[str, Callable[[Figures, Asked], Rows]] = {
    "net-employment": net_employment,
    "national-deviation": national_deviation,
    "even-distribution": even_distribution,
    "high-grade": high_grade,
    "workplaces": workplaces,
    "protected-origin": protected_origin,
    "concentration": concentration,
    "absorption": absorption,
    "bound": bound,
}
BY_PROVINCE = frozenset(
    ("net-employment", "national-deviation", "even-distribution", "high-grade", "absorption")
)
"""Families that ask about each province in scope."""
