# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every rule family of the design's table: the room that a package leaves, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from compensatie.facts.series import Series
from tests.oracle.play import Effect, Play
from tests.oracle.world import ZERO, Refused, Unknown, World, level


class Row(NamedTuple):
    """The room that a package leaves in one row of a rule; below 0 it is missed."""

    scenario: str | None
    province: str | None
    year: int | None
    item: str | None
    slack: Fraction


def years_of(world: World, rule: Any) -> list[int]:
    """The years of the horizon in which a rule holds."""
    first = rule.years.first if rule.years.first is not None else world.horizon[0]
    last = rule.years.last if rule.years.last is not None else world.horizon[-1]
    return [year for year in world.horizon if first <= year <= last]


def scenarios_of(world: World, rule: Any) -> list[str]:
    if rule.scenarios == "every":
        return world.selected
    return [name for name in world.selected if name in rule.scenarios]


def provinces_of(world: World, rule: Any) -> list[str]:
    """The codes of the provinces that a rule names, or of all that are listed."""
    if rule.provinces is None:
        return world.codes
    return [code for code in world.codes if code in rule.provinces]


def tolerance_of(rule: Any, year: int) -> Fraction:
    given = rule.tolerance
    return level(given.root, year) if isinstance(given, Series) else Fraction(given)


def net_employment(world: World, rule: Any, play: Play) -> Iterator[Row]:
    for scenario, province, year in _everywhere(world, rule):

        def room(scenario: str = scenario, province: str = province, year: int = year) -> Fraction:
            kept = rule.floor
            if kept is None:
                reference = world.instance.reference_year
                kept = world.baseline(province, reference, scenario, rule.sectors)
            there = play.employment(province, year, scenario, rule.sectors)
            return there - (1 - tolerance_of(rule, year)) * Fraction(kept)

        yield from _tested(rule, scenario, province, year, room)


def national_deviation(world: World, rule: Any, play: Play) -> Iterator[Row]:
    base = world.instance.reference_year if rule.base_year is None else rule.base_year
    for scenario, province, year in _everywhere(world, rule):

        def room(
            scenario: str = scenario, province: str = province, year: int = year
        ) -> list[Fraction]:
            then, there = (
                world.baseline(province, base, scenario),
                play.employment(province, year, scenario),
            )
            country_then, country = world.country(base, scenario), play.country(year, scenario)
            if rule.national == "without-province":
                country_then, country = country_then - then, country - there
            if then == 0 or country_then == 0:
                raise Refused("a level of 0 in the base year")
            tolerance = tolerance_of(rule, year)
            kept = country / country_then
            rooms = [there - then * (kept - tolerance)]
            if rule.direction == "both":
                rooms.append(then * (kept + tolerance) - there)
            return rooms

        yield from _tested(rule, scenario, province, year, room)


def even_distribution(world: World, rule: Any, play: Play) -> Iterator[Row]:
    reference = world.instance.reference_year
    for scenario, province, year in _everywhere(world, rule):

        def room(scenario: str = scenario, province: str = province, year: int = year) -> Fraction:
            there, country = play.employment(province, year, scenario), play.country(year, scenario)
            share = world.share(rule.by, province, year)
            if rule.limit == "proportional":
                return there - (1 - tolerance_of(rule, year)) * share * country
            share_then = world.share(rule.by, province, reference)
            then = world.baseline(province, reference, scenario)
            if world.country(reference, scenario) == 0:
                raise Refused("a level of 0 in the reference year")
            gap_then = share_then - then / world.country(reference, scenario)
            # share − E/N ≤ gap, times N
            return gap_then * country - share * country + there

        yield from _tested(rule, scenario, province, year, room)


def high_grade(world: World, rule: Any, play: Play) -> Iterator[Row]:
    for scenario, province, year in _everywhere(world, rule):
        gained = lost = ZERO
        for change in world.all_changes(scenario):
            moved = world.moved(change, year)
            grade = change.high_grade_share
            if grade is None:
                home = change.from_ if change.from_ is not None else change.to
                grade = world.high_grade_of_sector(home, change.sector, year, scenario)
            gained += moved * Fraction(grade) if change.to == province else ZERO
            lost += moved * Fraction(grade) if change.from_ == province else ZERO
        for effect in play.effects:
            grade = Fraction(effect.measure.high_grade_share or 0)
            gained += effect.gain.get((province, year), ZERO) * grade
            lost += effect.loss.get((province, year), ZERO) * grade
        yield Row(scenario, province, year, None, gained - Fraction(rule.share) * lost)


def workplaces(world: World, rule: Any, play: Play) -> Iterator[Row]:
    for resource in world.instance.resources:
        if rule.resources is not None and resource.id not in rule.resources:
            continue
        for year in years_of(world, rule):
            room = Fraction(resource.available)
            for effect in play.effects:
                if effect.started(year):
                    provided = Fraction(effect.measure.provides.get(resource.id, 0))
                    used = Fraction(effect.measure.uses.get(resource.id, 0))
                    room += (provided - used) * effect.picked.size
            yield Row(None, None, year, resource.id, room)


def protected_origin(world: World, rule: Any, play: Play) -> Iterator[Row]:
    for year in years_of(world, rule):
        taken = sum(
            (
                effect.loss.get((province, year), ZERO)
                for effect in play.effects
                for province in provinces_of(world, rule)
            ),
            ZERO,
        )
        yield Row(None, None, year, None, Fraction(rule.at_most) - taken)


def concentration(world: World, rule: Any, play: Play) -> Iterator[Row]:
    year = years_of(world, rule)[-1]
    brought = {effect: _brought(effect, year) for effect in play.effects}
    for agency in sorted({item.agency for item in world.instance.measures if item.agency}):
        through = sum((brought[one] for one in brought if one.measure.agency == agency), ZERO)
        room = Fraction(rule.share) * sum(brought.values(), ZERO) - through
        yield Row(None, None, year, agency, room)


def _brought(effect: Effect, year: int) -> Fraction:
    return sum((jobs for (_, at), jobs in effect.gain.items() if at == year), ZERO)


def absorption(world: World, rule: Any, play: Play) -> Iterator[Row]:
    for province in provinces_of(world, rule):
        for year in years_of(world, rule):

            def room(province: str = province, year: int = year) -> Fraction:
                force = world.people("labour_force", province, year)
                grown = play.net(province, year) - play.net(province, year - 1)
                return Fraction(rule.share) * force - grown

            yield from _tested(rule, None, province, year, room)


def bound(world: World, rule: Any, play: Play) -> Iterator[Row]:
    years = years_of(world, rule)
    for year in years if rule.each_year else [None]:
        measured = _quantity(world, rule, play, years, year)
        rooms = []
        if rule.at_most is not None:
            rooms.append(Fraction(rule.at_most) - measured)
        if rule.at_least is not None:
            rooms.append(measured - Fraction(rule.at_least))
        if rule.exactly is not None:
            rooms += [measured - Fraction(rule.exactly), Fraction(rule.exactly) - measured]
        for room in rooms:
            yield Row(None, None, year, None, room)


def _quantity(world: World, rule: Any, play: Play, years: list[int], year: int | None) -> Fraction:
    """The quantity of one year, or in total where `year` is None."""
    scoped = Play(world, tuple(one for one in play.effects if _in_scope(rule, one)))
    by = years[-1] if year is None else year
    payers = rule.payers
    match rule.quantity:
        case "cost" if year is None:
            return scoped.present_value(payers, tuple(years))
        case "cost":
            return _once(scoped, [year], payers) + _yearly(scoped, year, payers)
        case "cost-once":
            return _once(scoped, years if year is None else [year], payers)
        case "cost-yearly":
            return _yearly(scoped, by, payers)
        case "jobs":
            return sum((scoped.net(code, by) for code in provinces_of(world, rule)), ZERO)
        case "measures":
            return Fraction(sum(effect.started(by) for effect in scoped.effects))
        case "size":
            return sum((one.picked.size for one in scoped.effects if one.started(by)), ZERO)
    raise AssertionError(rule.quantity)


def _once(play: Play, years: list[int], payers: Any) -> Fraction:
    return sum((one.once(payers) for one in play.effects if one.picked.start in years), ZERO)


def _yearly(play: Play, year: int, payers: Any) -> Fraction:
    return sum((one.yearly(year, payers) for one in play.effects), ZERO)


def _in_scope(rule: Any, effect: Effect) -> bool:
    """Whether a rule looks at a measure; jobs are scoped by where they are, not by measure."""
    measure = effect.measure
    if rule.kinds is not None and measure.kind not in rule.kinds:
        return False
    if rule.measures is not None and measure.id not in rule.measures:
        return False
    if rule.provinces is None or rule.quantity == "jobs":
        return True
    if measure.effects is None:
        return measure.province in rule.provinces
    return any(measure.effects.get(code, 0) > 0 for code in rule.provinces)


def _everywhere(world: World, rule: Any) -> Iterator[tuple[str, str, int]]:
    for scenario in scenarios_of(world, rule):
        for province in provinces_of(world, rule):
            for year in years_of(world, rule):
                yield scenario, province, year


def _tested(
    rule: Any,
    scenario: str | None,
    province: str,
    year: int,
    room: Callable[[], Fraction | list[Fraction]],
) -> Iterator[Row]:
    """The room in one row, or in a pair of them; nothing where it is unknown and only reported."""
    try:
        found = room()
    except Unknown as missing:
        if rule.where_unknown == "error":
            raise Refused(str(missing)) from missing
        return
    for slack in found if isinstance(found, list) else [found]:
        yield Row(scenario, province, year, None, slack)


FAMILIES: dict[str, Callable[[World, Any, Play], Iterator[Row]]] = {
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
