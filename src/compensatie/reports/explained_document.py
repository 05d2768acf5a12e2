# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Prices, measures, tipping points and decisive figures as parts of a JSON document.

A figure has a status; a value of null under `proven` is an end that is never reached.
"""

from __future__ import annotations

from fractions import Fraction

from compensatie import units
from compensatie.language import Language
from compensatie.reports.document import Document, amount, finding_document, package_document
from compensatie.rule import Unit
from compensatie.studies.explanation import Explanation
from compensatie.studies.importance import Figure
from compensatie.studies.measure_accounts import MeasureAccount
from compensatie.studies.pricing import Staircase, Step
from compensatie.studies.rule_accounts import RuleAccount


def prices_document(found: Explanation, language: Language) -> list[Document] | None:
    """What each rule costs, one step either way."""
    if found.prices is None:
        return None
    return [_rule(one, _unit_of(one.rule, found), found) for one in found.prices.accounts]


def price_document(found: Explanation, language: Language) -> Document | None:
    """The whole price of the rule that was asked for."""
    if found.price is None:
        return None
    return _staircase(found.price, _unit_of(found.price.rule, found), found)


def _unit_of(rule: str, found: Explanation) -> Unit:
    units_of: dict[str, Unit] = {one.rule.id: one.rule.unit for one in found.case.rules}
    return units_of[rule]


def _unit(found: Explanation) -> str:
    return found.case.stages[0].objective.unit


def _rule(one: RuleAccount, unit: Unit, found: Explanation) -> Document:
    price = None if one.marginal is None else amount(one.marginal, _unit(found))
    return {
        "rule": one.rule,
        "unit": unit,
        "rests_on": list(one.rests_on),
        "forces": None if one.forces is None else list(one.forces),
        "now": _step(one.now, found),
        "stricter": _step(one.tighter, found),
        "looser": _step(one.looser, found),
        "marginal": {"kind": "linear programme, start years kept, sizes not whole", "price": price},
        "proven": one.is_proven,
    }


def _staircase(stairs: Staircase, unit: Unit, found: Explanation) -> Document:
    return {
        "rule": stairs.rule,
        "unit": unit,
        "from": _exact(stairs.tightest),
        "to": _exact(stairs.loosest),
        "steps": [_step(one, found) for one in stairs.steps],
        "no_package_below": _exact(stairs.impossible_below),
        "complete": stairs.is_complete,
    }


def _step(step: Step | None, found: Explanation) -> Document:
    """A step; `move` is where it starts: above 0 the bound is looser than it is."""
    if step is None:
        return {"status": "unsolved", "move": None, "value": None, "tied": None, "package": None}
    return {
        "status": str(step.status),
        "move": None if step.value is None else _exact(step.start),
        "value": None if step.value is None else amount(step.value, _unit(found)),
        "tied": step.is_tied,
        "package": None if step.audit is None else package_document(step.audit.package),
    }


def _exact(value: Fraction | None) -> str | None:
    return None if value is None else units.exact(value)


def measures_document(found: Explanation, language: Language) -> list[Document] | None:
    """Why each measure is in the package or not, and where that turns."""
    if found.measures is None:
        return None
    return [_measure(one, _unit(found)) for one in found.measures.accounts]


def _measure(one: MeasureAccount, unit: str) -> Document:
    removal = one.removal
    worst = None if removal is None else removal.worst
    return {
        "measure": one.measure,
        "chosen": one.is_chosen,
        "start": None if one.choice is None else one.choice.start,
        "size": None if one.choice is None else units.plain(one.choice.size),
        "lacking_without": None if worst is None else finding_document(worst),
        "breaks_without": None if removal is None else bool(removal.breaches),
        "difference": figure_document(one.difference, unit),
        "own_cost": None if one.own is None else amount(one.own, unit),
        "cost_factor": _optional(one.factor),
        "jobs_share": _optional(one.share),
    }


def figure_document(figure: Figure, unit: str) -> Document:
    """A figure in the unit of the objective, and how it stands."""
    value = None if figure.value is None else amount(figure.value, unit)
    return {"status": str(figure.status), "value": value}


def _optional(figure: Figure | None) -> Document | None:
    if figure is None:
        return None
    return {"status": str(figure.status), "value": _exact(figure.value)}


def tipping_document(found: Explanation, language: Language) -> list[Document] | None:
    """How far each thing may turn out worse: a factor, a share, or a number of years."""
    if found.tipping is None:
        return None
    return [
        {
            "kind": one.kind,
            "scenario": one.scenario,
            "measure": one.measure,
            "package": _optional(one.package),
            "some_package": _optional(one.some_package),
        }
        for one in found.tipping.points
    ]


def decisive_document(found: Explanation, language: Language) -> list[Document] | None:
    """On which figures the choice hangs, in order."""
    if found.measures is None or found.tipping is None:
        return None
    return [
        {
            "quantity": one.quantity,
            "scenario": one.scenario,
            "measure": one.measure,
            "record_status": one.record_status,
            "change": _exact(one.change),
            "turn": one.turn,
        }
        for one in found.decisive
    ]
