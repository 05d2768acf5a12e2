# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The JSON documents of the commands: one each, with exact figures as decimal strings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from compensatie import units
from compensatie.engine.audit import Audit
from compensatie.engine.figures import (
    EmploymentLine,
    Spending,
    cost_share_by_status,
    employment_lines,
    spendings,
)
from compensatie.engine.outcome import ObjectiveValue, Outcome, Provenance, RowPrice, RuleMoved
from compensatie.errors import Fault, Notice
from compensatie.facts.package import Package
from compensatie.language import Language
from compensatie.reports.rule_points import breach_sentence
from compensatie.reports.speaker import Speaker
from compensatie.rule import Finding

Document = dict[str, Any]
"""What is printed as JSON."""


def printed(document: Document) -> str:
    """One line of JSON in plain ASCII, so that no name in it can command a terminal."""
    return json.dumps(document, ensure_ascii=True, allow_nan=False)


def solve_document(outcome: Outcome, language: Language) -> Document:
    """The answer of `solve`."""
    notices = [*outcome.notices, *stop_notices(outcome.reason)]
    document: Document = {
        "format": 1,
        "command": "solve",
        "status": str(outcome.status),
        "certified": outcome.certified,
        "objective": _objective(outcome.objective),
        "package": _package(outcome.package),
        "costs": _costs(outcome.spendings),
        "employment": employment_document(outcome.employment_lines),
        "rules": [finding_document(found) for found in outcome.findings],
        "warnings": warnings_of(notices, language),
        "provenance": provenance_of(outcome.provenance),
    }
    return document | _scenarios(outcome) | _repairs(outcome) | _relaxation(outcome)


def audit_document(audit: Audit, provenance: Provenance, language: Language) -> Document:
    """The answer of `audit`: all findings, whether met or not."""
    speaker = Speaker(audit.case, language)
    shares = cost_share_by_status(audit.ledger)
    breaches = [
        {
            "kind": one.kind,
            "record": one.record,
            "value": one.value,
            "message": breach_sentence(one, speaker),
        }
        for one in audit.breaches
    ]
    return {
        "format": 1,
        "command": "audit",
        "findings": [
            *breaches,
            *({"kind": "rule"} | finding_document(one) for one in audit.findings),
        ],
        "met": audit.met,
        "objective": objective_of(audit),
        "package": _package(audit.package),
        "costs": _costs(spendings(audit.ledger)),
        "employment": employment_document(employment_lines(audit.ledger)),
        "warnings": warnings_of(audit.case.notices, language),
        "provenance": provenance_of(replace(provenance, cost_share_by_status=shares)),
    }


def check_document(notices: Iterable[Notice], language: Language) -> Document:
    """The answer of `check` where the files are well formed."""
    warnings = warnings_of(notices, language)
    return {"format": 1, "command": "check", "valid": True, "warnings": warnings}


def errors_document(
    command: str | None, faults: Iterable[Fault], language: Language, status: str | None = None
) -> Document:
    """Why there is no answer: every fault found."""
    errors = [
        {
            "file": fault.file,
            "line": fault.line,
            "record": fault.record,
            "field": fault.field_name,
            "value": fault.value,
            "allowed": fault.allowed_message(language),
            "suggestion": fault.suggestion,
            "code": fault.code,
            "message": fault.message(language),
        }
        for fault in faults
    ]
    return {"format": 1, "command": command, "status": status, "errors": errors}


def stop_notices(reason: str) -> list[Notice]:
    """Why a search ended early, among the warnings."""
    return [Notice("stopped", "{reason}", {"reason": reason})] if reason else []


def amount(value: Fraction, unit: str) -> str:
    """A figure as a decimal: money to the cent, jobs to six decimals."""
    return units.money(value) if unit == "EUR" else units.jobs(value)


def _known(value: Fraction | None, unit: str = "jobs") -> str | None:
    return None if value is None else amount(value, unit)


def _objective(objective: ObjectiveValue | None) -> Document | None:
    if objective is None:
        return None
    return {
        "name": objective.name,
        "value": amount(objective.value, objective.unit),
        "bound": amount(objective.bound, objective.unit),
        "gap": amount(objective.gap, objective.unit),
        "penalty": units.money(objective.penalty),
    }


def objective_of(audit: Audit) -> Document:
    """What the first objective comes to for a package; nothing is known of better ones."""
    first = audit.case.stages[0].objective
    return {
        "name": first.name,
        "value": amount(audit.objective(), first.unit),
        "bound": None,
        "gap": None,
        "penalty": units.money(audit.penalty if first.adds_penalty else Fraction(0)),
    }


def _package(package: Package | None) -> Document | None:
    return None if package is None else package_document(package)


def package_document(package: Package) -> Document:
    """A package as in its file."""
    choices = [
        {"measure": one.measure, "start": one.start, "size": units.plain(one.size)}
        for one in package.choices
    ]
    return {"name": package.name, "choices": choices}


def _costs(spent: Iterable[Spending]) -> list[Document]:
    return [
        {
            "measure": one.measure,
            "payer": one.payer,
            "year": one.year,
            "amount": units.money(one.amount),
        }
        for one in spent
    ]


def employment_document(lines: Iterable[EmploymentLine]) -> list[Document]:
    """The balance of every scenario, province and year."""
    return [
        {
            "scenario": one.scenario,
            "province": one.province,
            "year": one.year,
            "baseline": _known(one.baseline),
            "changes": units.jobs(one.changes),
            "measures": units.jobs(one.measures),
            "total": _known(one.total),
            "reference": _known(one.reference),
            "national_change": _known(one.national_change),
            "change": _known(one.change),
        }
        for one in lines
    ]


def finding_document(found: Finding) -> Document:
    """What one row of a rule comes to."""
    place = found.place
    return {
        "id": found.rule,
        "family": found.family,
        "scenario": place.scenario,
        "province": place.province,
        "year": place.year,
        "side": place.side,
        "item": place.item,
        "measured": _known(found.measured, found.unit),
        "sense": found.sense,
        "bound": _known(found.bound, found.unit),
        "slack": None if found.slack is None else units.exact(found.slack),
        "met": found.met,
        "binding": found.is_binding,
    }


def warnings_of(notices: Iterable[Notice], language: Language) -> list[Document]:
    """What people should know."""
    return [
        {"code": one.code, "record": one.record, "message": one.message(language)}
        for one in notices
    ]


def provenance_of(provenance: Provenance) -> Document:
    """From what and by what an answer is made."""
    shares: Mapping[str, Fraction] = provenance.cost_share_by_status
    return {
        "instance_sha256": provenance.instance_sha256,
        "model_sha256": provenance.model_sha256,
        "version": provenance.version,
        "solver": provenance.solver or None,
        "options": dict(provenance.options),
        "cost_share_by_status": {name: units.jobs(share) for name, share in shares.items()},
    }


def _scenarios(outcome: Outcome) -> Document:
    """How each scenario stands by itself, where that was asked."""
    statuses = [
        {"scenario": one.scenario, "status": str(one.status)} for one in outcome.scenario_statuses
    ]
    return {"scenarios": statuses} if statuses else {}


def _repairs(outcome: Outcome) -> Document:
    """By how much one rule alone would have to give way, where that was asked."""
    found = [{"changes": [rule_moved_document(one)]} for one in outcome.repairs]
    return {"repairs": found} if found else {}


def rule_moved_document(moved: RuleMoved) -> Document:
    """By how much a bound moves; rounded up, so that it is enough."""
    step = units.CENT if moved.unit == "EUR" else units.MILLIONTH
    tolerance = moved.tolerance
    return {
        "rule": moved.rule,
        "amount": enough(moved.amount, step),
        "unit": moved.unit,
        "share": None if moved.share is None else units.jobs(moved.share),
        "tolerance": None if tolerance is None else enough(tolerance, units.MILLIONTH),
    }


def enough(amount: Fraction, step: Decimal) -> str:
    """A decimal that is no smaller than an amount."""
    nearest = units.rounded_up(amount, step)
    return str(nearest) if step == units.CENT else units.plain(nearest)


def _relaxation(outcome: Outcome) -> Document:
    """Starts in part, and the price of each row (floating point: the solver's word)."""
    if not outcome.relaxed and not outcome.prices:
        return {}
    starts = [
        {"measure": measure, "start": year, "share": _decimal(share), "size": _decimal(size)}
        for (measure, year), (share, size) in outcome.relaxed.items()
    ]
    return {"relaxed": starts, "prices": [_price(one) for one in outcome.prices]}


def _price(price: RowPrice) -> Document:
    return {"id": price.rule, **price.place._asdict(), "price": _decimal(price.price)}


def _decimal(value: float) -> str:
    return units.jobs(Fraction(value))
