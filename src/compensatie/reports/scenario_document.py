# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Plans for scenarios as a JSON document, and as tables of exact figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from compensatie import units
from compensatie.engine.audit import Audit
from compensatie.engine.outcome import Status
from compensatie.facts.package import Package
from compensatie.language import Language
from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.reports.document import (
    Document,
    amount,
    package_document,
    provenance_of,
    stop_notices,
    warnings_of,
)
from compensatie.reports.sentences import present_value
from compensatie.studies.scenario_plans import (
    Commitment,
    Figure,
    PlanKind,
    Planned,
    ScenarioPlans,
)

OWN, AVERAGE = "own", "average"
"""What the own optimum of a scenario, and the package for the average one, are called."""


def scenarios_document(found: ScenarioPlans, language: Language) -> Document:
    """The answer of `scenarios`."""
    return {
        "format": 1,
        "command": "scenarios",
        "status": str(found.status),
        "certified": False,
        "scenarios": [_scenario(name, found) for name in found.own],
        "plans": [entry for name, one in named(found) for entry in _plan(name, one, found)],
        "table": [_line(name, scenario, audit) for name, scenario, audit in audited(found)],
        "evpi": _figure(found.evpi, found),
        "vss": _figure(found.vss, found),
        "price_of_robustness": _figure(found.price_of_robustness, found),
        "knowing_earlier": _figure(found.knowing_earlier, found),
        "saving": _figure(found.saving, found),
        "regret": [_regret(str(kind), one, found) for kind, one in found.plans.items()],
        "commit": [_commitment(one, found) for one in found.commitments],
        "complete": found.is_complete,
        "stop": None if found.stop is None else str(found.stop),
        "warnings": warnings_of([*found.notices, *stop_notices(found.reason)], language),
        "provenance": provenance_of(found.provenance),
    }


def named(found: ScenarioPlans) -> Iterator[tuple[str, Planned]]:
    """Every plan with its name: those asked, the own optima, and the average."""
    yield from ((str(kind), one) for kind, one in found.plans.items())
    yield from ((OWN, one) for one in found.own.values() if one.plan is not None)
    if found.average.plan is not None:
        yield AVERAGE, found.average


def audited(found: ScenarioPlans) -> Iterator[tuple[str, str, Audit | None]]:
    """Every plan in every scenario; nothing where it says nothing of that scenario."""
    for name, one in named(found):
        if name != OWN:
            for scenario in found.own:
                yield name, scenario, found.audit_in(one, scenario)
    for scenario, one in found.own.items():
        yield OWN, scenario, found.audit_in(one, scenario)


def _scenario(name: str, found: ScenarioPlans) -> Document:
    own, weight = found.own[name], found.weights.get(name)
    return {
        "scenario": name,
        "status": str(own.status),
        "weight": None if weight is None else units.jobs(weight),
        "objective": None if own.value is None else amount(own.value, _unit(found)),
    }


def _unit(found: ScenarioPlans) -> str:
    return found.case.stages[0].objective.unit


def _plan(name: str, one: Planned, found: ScenarioPlans) -> Iterator[Document]:
    """A plan: once where it is one package, else once for each scenario."""
    head = {"plan": name, "status": str(one.status), "objective": _objective(name, one, found)}
    for scenario, package in packages_of(name, one):
        told = None if package is None else package_document(package)
        yield {**head, "scenario": scenario, "package": told}


def packages_of(name: str, one: Planned) -> Iterator[tuple[str | None, Package | None]]:
    """The packages of a plan, each with its scenario; None: it is the one for all."""
    if one.plan is None:
        yield None, None
        return
    packages = {scenario: audit.package for scenario, audit in one.plan.audits.items()}
    if name in {PlanKind.ADAPTIVE, OWN}:
        yield from packages.items()
    else:
        yield None, next(iter(packages.values())).model_copy(update={"name": name})


def _objective(name: str, one: Planned, found: ScenarioPlans) -> Document | None:
    if one.value is None:
        return None
    least = one.value if one.bound is None else min(one.bound, one.value)
    gap = Fraction(0) if one.status is Status.OPTIMAL else one.value - least
    unit = _unit(found)
    return {
        "name": found.case.stages[0].objective.name,
        "measure": measure_of(name, found),
        "value": amount(one.value, unit),
        "bound": amount(least, unit),
        "gap": amount(gap, unit),
    }


def measure_of(name: str, found: ScenarioPlans) -> str:
    """What a plan is the best by, over the scenarios."""
    match name:
        case PlanKind.ADAPTIVE:
            return str(found.asked.measure)
        case PlanKind.REGRET:
            return "regret"
    return "expected"


def _line(name: str, scenario: str, audit: Audit | None) -> Document:
    head = {"plan": name, "scenario": scenario}
    if audit is None:
        return {**head, "cost": None, "objective": None, "met": None, "shortfalls": []}
    return {
        **head,
        "cost": units.money(present_value(audit)),
        "objective": amount(audit.objective(), audit.case.stages[0].objective.unit),
        "penalty": units.money(audit.penalty),
        "met": audit.met,
        "shortfalls": [
            {
                "rule": one.rule,
                "province": one.place.province,
                "year": one.place.year,
                "side": one.place.side,
                "item": one.place.item,
                "hard": one.is_hard,
                "shortfall": units.exact(one.shortfall),
            }
            for one in audit.findings
            if one.met is False
        ],
    }


def _figure(figure: Figure | None, found: ScenarioPlans) -> Document | None:
    if figure is None:
        return None
    value = None if figure.value is None else amount(figure.value, _unit(found))
    told = {"status": str(figure.status), "value": value}
    if figure.is_infinite:
        return {**told, "infinite": True, "scenarios": list(figure.infinite_in)}
    return told


def _regret(name: str, one: Planned, found: ScenarioPlans) -> Document:
    """In which scenario a plan costs most more than its own optimum."""
    greatest = found.greatest_regret(one)
    if greatest is None:
        return {"plan": name, "scenario": None, "value": None}
    return {"plan": name, "scenario": greatest[0], "value": amount(greatest[1], _unit(found))}


def _commitment(one: Commitment, found: ScenarioPlans) -> Document:
    extra = None if one.extra_cost is None else amount(one.extra_cost, _unit(found))
    return {
        "measure": one.measure,
        "year": one.year,
        "verdict": None if one.verdict is None else str(one.verdict),
        "scenarios": list(one.scenarios),
        "sizes": {name: units.exact(size) for name, size in one.sizes.items()},
        "needed": one.is_needed,
        "status": str(one.status),
        "extra_cost": extra,
    }


def scenario_tables(found: ScenarioPlans) -> Mapping[str, str]:
    """Every table, by the name of its file."""
    lines = (
        (name, scenario, audit.objective(), present_value(audit), audit.met)
        for name, scenario, audit in audited(found)
        if audit is not None
    )
    return {
        "table.csv": comma_separated(("plan", "scenario", "objective", "cost", "met"), lines),
        "packages.csv": comma_separated(
            ("plan", "scenario", "measure", "start", "size"), _choices(found)
        ),
        "commit.csv": comma_separated(
            ("measure", "year", "scenario", "size", "verdict", "status", "extra_cost"),
            _commitment_lines(found),
        ),
    }


def _choices(found: ScenarioPlans) -> Iterator[tuple[Cell, ...]]:
    for name, one in named(found):
        for scenario, package in packages_of(name, one):
            for choice in () if package is None else package.choices:
                yield name, scenario, choice.measure, choice.start, Fraction(choice.size)


def _commitment_lines(found: ScenarioPlans) -> Iterator[tuple[Cell, ...]]:
    for one in found.commitments:
        verdict = None if one.verdict is None else str(one.verdict)
        for scenario, size in one.sizes.items():
            told = (verdict, str(one.status), one.extra_cost)
            yield one.measure, one.year, scenario, size, *told
