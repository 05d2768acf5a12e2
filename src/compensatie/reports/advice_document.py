# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The minister's advice as part of a JSON document, and as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from compensatie import units
from compensatie.engine.demand import Demand
from compensatie.language import Language
from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.reports.document import (
    Document,
    amount,
    finding_document,
    objective_of,
    package_document,
)
from compensatie.studies.advice import Advice, Cumulative, Decision, ScenarioAdvice
from compensatie.studies.explanation import Explanation
from compensatie.studies.movement import Ends

DECISIONS = ("kind", "decision", "scenario", "posts", "duty", "province", "net")
CUMULATIVE = (
    *("scenario", "province", "attention", "changes", "measures", "total"),
    *("lowest", "lowest_year"),
)
SCENARIOS = ("scenario", "opinion", "status", "measure", "start", "size")


def advice_document(found: Explanation, language: Language) -> object:
    """Thresholds, decisions, what they add up to, and what is advised; null where not asked."""
    told = found.advice
    if told is None:
        return None
    return {
        "advice_above": units.plain(told.table.advice_above),
        "report_from": units.plain(told.table.report_from),
        "attention": list(told.case.facts.named(told.table.attention)),
        "package": None if told.package is None else package_document(told.package),
        "scenarios": [_scenario(one) for one in told.scenarios],
        "decisions": [_decision(one) for one in told.decisions],
        "cumulative": [_cumulative(one) for one in told.cumulative],
    }


def _scenario(one: ScenarioAdvice) -> Document:
    needed, worst = one.needed, one.worst
    return {
        "scenario": one.scenario,
        "advice": str(one.opinion),
        "status": None if one.status is None else str(one.status),
        "package": None if needed is None else package_document(needed.package),
        "objective": None if needed is None else objective_of(needed),
        "missed": None if worst is None else finding_document(worst),
        "out_of_reach": None if one.demand is None else _demand(one.demand),
    }


def _demand(demand: Demand) -> Document:
    unit = demand.rule.unit
    return {
        "rule": demand.rule.id,
        "province": demand.place.province,
        "year": demand.place.year,
        "missing": amount(demand.missing, unit),
        "reach": amount(demand.reach, unit),
        "remaining": amount(demand.remaining, unit),
        "unit": unit,
    }


def _decision(one: Decision) -> Document:
    return {
        "kind": one.kind,
        "id": one.name,
        "scenarios": list(one.scenarios),
        "posts": units.jobs(one.movement.posts),
        "from": _ends(one.movement.leaving),
        "to": _ends(one.movement.arriving),
        "asks": str(one.duty),
    }


def _ends(ends: Ends) -> list[Document]:
    return [{"province": code, "posts": units.jobs(posts)} for code, posts in ends]


def _cumulative(one: Cumulative) -> Document:
    return {
        "scenario": one.scenario,
        "province": one.province,
        "attention": one.has_attention,
        "changes": units.jobs(one.changes),
        "measures": units.jobs(one.measures),
        "total": units.jobs(one.total),
        "lowest": units.jobs(one.lowest),
        "lowest_year": one.lowest_year,
    }


def advice_tables(found: Explanation) -> Mapping[str, str]:
    """Decisions by province, what they add up to, and the package of each scenario's advice."""
    told = found.advice
    if told is None:
        return {}
    return {
        "advice.csv": comma_separated(SCENARIOS, _scenario_rows(told)),
        "decisions.csv": comma_separated(DECISIONS, _decision_rows(told)),
        "cumulative.csv": comma_separated(CUMULATIVE, map(_cumulative_row, told.cumulative)),
    }


def _scenario_rows(told: Advice) -> Iterator[list[Cell]]:
    for one in told.scenarios:
        status = None if one.status is None else str(one.status)
        head: list[Cell] = [one.scenario, str(one.opinion), status]
        for choice in one.package.choices:
            yield [*head, choice.measure, choice.start, choice.size]
        if not one.package.choices:
            yield [*head, None, None, None]


def _decision_rows(told: Advice) -> Iterator[list[Cell]]:
    for one in told.decisions:
        for scenario in one.scenarios:
            head: list[Cell] = [one.kind, one.name, scenario, one.movement.posts, str(one.duty)]
            for code, posts in one.movement.net():
                yield [*head, code, posts]
            if not one.movement.posts:
                yield [*head, None, None]


def _cumulative_row(one: Cumulative) -> list[Cell]:
    figures = (one.changes, one.measures, one.total, one.lowest)
    return [one.scenario, one.province, one.has_attention, *figures, one.lowest_year]
