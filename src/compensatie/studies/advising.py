# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Works out the minister's advice: what each decision moves, and how each scenario stands.

Only where the package at hand does not do in a scenario is anything solved: what that scenario
would take by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case, bind
from compensatie.engine.demand import Demand, demands
from compensatie.engine.outcome import Status
from compensatie.facts.facts import Facts
from compensatie.facts.package import Package
from compensatie.ledger import Ledger
from compensatie.policy import AdviceTable
from compensatie.studies.advice import (
    Advice,
    Cumulative,
    Decision,
    DecisionKind,
    Duty,
    Opinion,
    ScenarioAdvice,
)
from compensatie.studies.movement import (
    Movement,
    facts_in_posts,
    movement_of_change,
    movement_of_measure,
)
from compensatie.studies.study import status_of
from compensatie.studies.subject import Subject


def advice(subject: Subject) -> Advice | None:
    """The advice on the package that is explained; None where it was not asked."""
    table = subject.case.model.advice
    if not subject.asked.advice or table is None:
        return None
    package = None if subject.explained is None else subject.explained.package
    scenarios = subject.case.facts.scenarios
    subject.questioner.expect(len(scenarios))
    advised = tuple(_of_scenario(subject, one, package) for one in scenarios)
    chosen = {one.scenario: one.package if package is None else package for one in advised}
    facts = facts_in_posts(subject.case)
    return Advice(
        subject.case,
        table,
        package,
        tuple(_decisions(facts, chosen, table)),
        tuple(_cumulative(facts, chosen, table)),
        advised,
    )


def _of_scenario(subject: Subject, scenario: str, package: Package | None) -> ScenarioAdvice:
    """What is advised in one scenario by itself."""
    case, locks = subject.case, subject.case.locks
    alone = bind(case.instance, case.model, [scenario], locks.include, locks.exclude)
    at_hand = audit_package(alone, package or Package(name="none"))
    if at_hand.met:
        return ScenarioAdvice(scenario, Opinion.NO_OBJECTION, at_hand)
    found = subject.questioner.by_model(subject.effort.inquiry(alone))
    status = status_of(found)
    if found.best is not None:
        return ScenarioAdvice(scenario, Opinion.UNLESS, at_hand, found.best, status)
    if status is Status.INFEASIBLE:
        furthest = _furthest(alone)
        return ScenarioAdvice(scenario, Opinion.NEGATIVE, at_hand, None, status, furthest)
    return ScenarioAdvice(scenario, Opinion.UNKNOWN, at_hand, None, status)


def _furthest(case: Case) -> Demand | None:
    """The row that all measures together leave furthest from its bound; jobs first."""
    short = [one for one in demands(case) if one.remaining]
    return max(short, key=lambda one: (one.rule.unit == "jobs", one.remaining), default=None)


Chosen = Mapping[str, Package]
"""The package that is weighed in each scenario."""


def _decisions(facts: Facts, chosen: Chosen, table: AdviceTable) -> Iterator[Decision]:
    """Every decision with the scenarios in which it is the same: changes first."""
    happening: dict[tuple[DecisionKind, str, Movement], list[str]] = {}
    for scenario in facts.scenarios:
        for one in (*_changes(facts, scenario), *_measures(facts, chosen[scenario])):
            happening.setdefault(one, []).append(scenario)
    for (kind, name, moved), scenarios in sorted(happening.items(), key=lambda one: one[0][0]):
        yield Decision(kind, name, tuple(scenarios), moved, Duty.of(moved, table))


def _changes(facts: Facts, scenario: str) -> Iterator[tuple[DecisionKind, str, Movement]]:
    for change in facts.changes_in(scenario):
        yield "change", change.id, movement_of_change(change)


def _measures(facts: Facts, package: Package) -> Iterator[tuple[DecisionKind, str, Movement]]:
    for choice in package.choices:
        measure = facts.instance.measure_by_id[choice.measure]
        yield "measure", measure.id, movement_of_measure(measure, Fraction(choice.size), facts)


def _cumulative(facts: Facts, chosen: Chosen, table: AdviceTable) -> Iterator[Cumulative]:
    """Every province that a decision touches within the horizon, scenario by scenario."""
    attention = set(facts.named(table.attention))
    for scenario in facts.scenarios:
        ledger = Ledger(facts, chosen[scenario])
        for province in facts.provinces:
            found = _of_province(facts, ledger, scenario, province, province in attention)
            if found is not None:
                yield found


def _of_province(
    facts: Facts, ledger: Ledger, scenario: str, province: str, has_attention: bool
) -> Cumulative | None:
    years = {
        year: (facts.changes(province, year, scenario), ledger.jobs(province, year))
        for year in facts.years
    }
    if not any(any(pair) for pair in years.values()):
        return None
    changes, measures = years[facts.years[-1]]
    lowest_year = min(years, key=lambda year: sum(years[year]))
    lowest = sum(years[lowest_year], Fraction(0))
    return Cumulative(scenario, province, has_attention, changes, measures, lowest, lowest_year)
