# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What looks wrong in facts and policy although it is allowed: the warnings of `check`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.case import Case, bind
from compensatie.engine.reach import Reach
from compensatie.errors import MissingFactError, Notice
from compensatie.facts.facts import Facts
from compensatie.facts.instance import Instance
from compensatie.facts.knowledge import Knowledge
from compensatie.facts.record import Record, Table
from compensatie.formulation.decision import Decision
from compensatie.policy import Model


def review(instance: Instance, model: Model | None = None) -> tuple[Notice, ...]:
    """Every warning about an instance, and about a model where one is given.

    Raises:
        InputError: facts and policy do not fit together.
    """
    notices = [
        *(instance.notices if model is None else ()),
        *_without_source(instance),
        *_unused_sources(instance),
        *_more_than_national(instance),
        *_people_of_different_years(instance),
        *_counted_twice(instance),
        *_other_references(instance),
        *_idle_signals(instance),
    ]
    if model is not None:
        case = bind(instance, model)
        notices += [*case.notices, *_unsourced_rules(model), *_unheld_resources(case)]
        notices += [*_sectors_nowhere(case), *_rules_that_cannot_bind(case)]
    return tuple(notices)


def _records(table: Table, name: str) -> Iterator[tuple[str, Record]]:
    """Every record in a table, however deep, with a name for people."""
    for field in type(table).model_fields:
        value = getattr(table, field)
        for position, item in enumerate(value if isinstance(value, tuple) else ()):
            if isinstance(item, Table):
                own = _own_name(item) or f"[{position}]"
                inner = f"{name}.{field}.{own}" if name else f"{field}.{own}"
                if isinstance(item, Record):
                    yield inner, item
                yield from _records(item, inner)


def _own_name(table: Table) -> str | None:
    for field in ("id", "code", "label"):
        if field in type(table).model_fields:
            return str(getattr(table, field))
    if "sector" in type(table).model_fields:
        return f"{getattr(table, 'province', '')}/{getattr(table, 'sector', '')}"
    return None


def _without_source(instance: Instance) -> Iterator[Notice]:
    """Records that neither point at a source nor say themselves that they are assumed."""
    for name, record in _records(instance, ""):
        says_assumed = "status" in record.model_fields_set and record.status == "assumed"
        if record.source is None and not says_assumed:
            text = "{record} has no source and does not say that it is assumed"
            yield Notice("no-source", text, {"record": name}, record=name)
    if instance.national is not None and instance.national_source is None:
        text = "{record} has no source and does not say that it is assumed"
        if "national_status" not in instance.model_fields_set:
            yield Notice("no-source", text, {"record": "national"}, record="national")


def _unused_sources(instance: Instance) -> Iterator[Notice]:
    used = {record.source for _, record in _records(instance, "")} | {instance.national_source}
    for name in instance.sources:
        if name not in used:
            text = "no record points at source “{name}”"
            yield Notice("unused-source", text, {"name": name}, record=f"sources.{name}")
    needed = {name for measure in instance.measures for name in (*measure.uses, *measure.provides)}
    for resource in instance.resources:
        if resource.id not in needed:
            text = "no measure uses or provides resource “{name}”"
            record = f"resources.{resource.id}"
            yield Notice("unused-resource", text, {"name": resource.id}, record=record)


def _more_than_national(instance: Instance) -> Iterator[Notice]:
    """The first year of each scenario in which the provinces add up to more than the country."""
    facts = Facts(instance)
    for scenario in facts.scenarios:
        for year in (facts.reference_year, *facts.years):
            try:
                national = facts.national_baseline(year, scenario)
            except MissingFactError:
                continue
            known = sum(_baselines(facts, year, scenario), Fraction(0))
            if known > national:
                text = "in {scenario} the provinces have more jobs in {year} than the country"
                details = {"scenario": scenario, "year": str(year)}
                yield Notice("more-than-national", text, details, record="national")
                break


def _baselines(facts: Facts, year: int, scenario: str) -> Iterator[Fraction]:
    for province in facts.provinces:
        try:
            yield facts.baseline(province, year, scenario)
        except MissingFactError:
            continue


def _people_of_different_years(instance: Instance) -> Iterator[Notice]:
    for kind in ("population", "labour_force"):
        series = [getattr(province, kind) for province in instance.provinces]
        series.append(getattr(instance, f"national_{kind}"))
        if len({tuple(one.root) for one in series if one is not None}) > 1:
            text = "the figures of {kind} are not of the same years everywhere"
            yield Notice("people-of-different-years", text, {"kind": kind}, record=kind)


def _counted_twice(instance: Instance) -> Iterator[Notice]:
    """Hubs whose own jobs and whose guests' jobs are the same."""
    for hub in instance.measures:
        own_jobs = any(jobs for jobs in hub.gained().values())
        if hub.kind != "rijkshub" or not own_jobs:
            continue
        for guest in instance.measures:
            shared = set(hub.provides) & set(guest.uses)
            if shared and guest.id != hub.id and any(guest.gained().values()):
                text = (
                    "the workplaces of “{hub}” count twice: by its own fte_per_workplace, and "
                    "through “{guest}”, which uses them; give guest desks and housing apart"
                )
                details = {"hub": hub.id, "guest": guest.id}
                yield Notice("counted-twice", text, details, record=hub.id)


def _idle_signals(instance: Instance) -> Iterator[Notice]:
    """Signals that tell no scenarios apart which the others do not tell apart by then."""
    scenarios = tuple(instance.scenario_by_id)
    for number, signal in enumerate(instance.signals):
        others = (*instance.signals[:number], *instance.signals[number + 1 :])
        without = instance.model_copy(update={"signals": others})
        told = Knowledge.of(instance, scenarios).groups(signal.year)
        if told == Knowledge.of(without, scenarios).groups(signal.year):
            text = "the signal of {year} tells nothing that is not known by then"
            name = f"signals[{number}]"
            yield Notice("idle-signal", text, {"year": str(signal.year)}, record=name)


def _other_references(instance: Instance) -> Iterator[Notice]:
    """Scenarios whose own figures change the level of the reference year."""
    facts = Facts(instance)
    for scenario in instance.scenarios:
        for record in scenario.employment:
            own = record.jobs.level(facts.reference_year, record.growth)
            plain = [
                one.jobs.level(facts.reference_year, one.growth)
                for one in instance.employment
                if (one.province, one.sector) == (record.province, record.sector)
            ]
            if own is not None and plain and own != plain[0]:
                text = "scenario “{scenario}” changes the reference level of {province}"
                details = {"scenario": scenario.id, "province": record.province}
                yield Notice("other-reference", text, details, record=scenario.id)


def _unsourced_rules(model: Model) -> Iterator[Notice]:
    for rule in model.rules:
        if rule.source is None:
            text = "rule “{rule}” has no source"
            yield Notice("rule-without-source", text, {"rule": rule.id}, record=rule.id)


def _unheld_resources(case: Case) -> Iterator[Notice]:
    held = {finding.place.item for one in case.rules for finding in one.without_measures}
    for resource in case.instance.resources:
        if resource.id not in held:
            text = "no rule holds resource “{name}”: measures may use more than there is"
            yield Notice("resource-not-held", text, {"name": resource.id}, record=resource.id)


def _sectors_nowhere(case: Case) -> Iterator[Notice]:
    """Sectors that a rule names and no record has."""
    instance = case.instance
    used = {record.sector for record in instance.employment}
    used |= {measure.sector or "" for measure in instance.measures}
    used |= {change.sector or "" for change in instance.changes}
    for scenario in instance.scenarios:
        used |= {record.sector for record in scenario.employment}
        used |= {change.sector or "" for change in scenario.changes}
    for one in case.rules:
        for sector in getattr(one.rule, "sectors", None) or ():
            if sector not in used:
                text = "rule “{rule}” names sector “{sector}”, which no record has"
                details = {"rule": one.rule.id, "sector": sector}
                yield Notice("unused-sector", text, details, record=one.rule.id)


def _rules_that_cannot_bind(case: Case) -> Iterator[Notice]:
    decision = Decision(case.facts)
    reach = Reach(decision, case.locks)
    for one in case.rules:
        rows = list(one.rule.rows(one.facts, decision))
        if rows and all(reach.least(row.surplus()) > 0 for row in rows):
            text = "rule “{rule}” cannot bind: every package keeps it with room to spare"
            yield Notice("cannot-bind", text, {"rule": one.rule.id}, record=one.rule.id)
