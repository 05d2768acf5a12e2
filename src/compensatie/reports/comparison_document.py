# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A comparison as a JSON document."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from compensatie import units
from compensatie.engine.outcome import Status
from compensatie.facts.package import Choice, Package
from compensatie.language import Language
from compensatie.reports.comparison_notices import notices_of
from compensatie.reports.document import (
    Document,
    amount,
    employment_document,
    finding_document,
    objective_of,
    package_document,
    provenance_of,
    stop_notices,
    warnings_of,
)
from compensatie.studies.comparison import Compared, Comparison, Policy, Solved
from compensatie.studies.differences import Difference


def comparison_document(found: Comparison, language: Language) -> Document:
    """The answer of `compare`; with several models, all but `models` is under the first."""
    first = found.first
    return {
        "format": 1,
        "command": "compare",
        "status": str(first.optimum.status),
        "certified": False,
        "packages": [_compared(one, first) for one in first.packages],
        **_answers(first),
        "models": [_model(one, found) for one in found.policies],
        "complete": found.is_complete,
        "stop": None if found.stop is None else str(found.stop),
        "warnings": warnings_of([*notices_of(found), *stop_notices(found.reason)], language),
        "provenance": provenance_of(found.provenance),
    }


def _answers(policy: Policy) -> Document:
    """What is asked about one model besides its packages."""
    return {
        "differences": [
            _difference(one, kind, difference) for one, kind, difference in policy.differences()
        ],
        "changes": [{"k": step.most, **solved_document(step.solved)} for step in policy.changes],
        "without_rule": [
            {"rule": one.rule, **solved_document(one.solved), "saving": _money(policy.saving(one))}
            for one in policy.without_rule
        ],
    }


def _model(policy: Policy, found: Comparison) -> Document:
    return {
        "name": policy.case.model.name,
        "label": policy.label,
        "model_sha256": policy.case.model.sha256,
        **solved_document(policy.optimum),
        "extra_cost": _money(found.extra_cost(policy)),
        "packages": [_standing(one) for one in policy.packages],
        **_answers(policy),
    }


def _standing(one: Compared) -> Document:
    """How a package stands, without its figures by year."""
    return {
        "label": one.label,
        "source": one.source,
        "status": str(one.status),
        "objective": None if one.criteria is None else objective_of(one.criteria.audit),
        "extra_cost": _money(one.extra_cost),
        "met": one.met,
        "completion": _completion(one),
    }


def _compared(one: Compared, policy: Policy) -> Document:
    head = {"name": _name(one), **_standing(one)}
    if one is policy.packages[-1]:
        head["objective"] = _objective(policy.optimum)
    if one.criteria is None:
        return {**head, "package": None}
    return {**head, "package": package_document(one.criteria.audit.package), **_figures(one)}


def _name(one: Compared) -> str:
    package = None if one.criteria is None else one.criteria.audit.package
    return one.label if package is None else package.name


def _figures(one: Compared) -> Document:
    figures = one.criteria
    assert figures is not None
    share = figures.high_grade_share
    return {
        "net_present_value": units.money(figures.present_value),
        "penalty": units.money(figures.audit.penalty),
        "once": _amounts(figures.once),
        "yearly": _amounts(figures.yearly),
        "measures": figures.measures,
        "jobs_gained": units.jobs(figures.gained),
        "high_grade_share": None if share is None else units.jobs(share),
        "jobs_taken": {code: units.jobs(jobs) for code, jobs in figures.jobs_taken.items()},
        "least_slack": [finding_document(finding) for finding in figures.least_slack],
        "jobs": employment_document(figures.employment),
    }


def _amounts(paid: Mapping[str, Fraction]) -> Document:
    return {payer: units.money(paid[payer]) for payer in paid}


def _completion(one: Compared) -> Document | None:
    if one.completion is None:
        return None
    enlarged = None if one.enlarged is None else solved_document(one.enlarged)
    return {**solved_document(one.completion), "enlarged": enlarged}


def solved_document(solved: Solved) -> Document:
    """The best package of some kind, or how the search for it ended."""
    package: Package | None = None
    if solved.criteria is not None:
        package = solved.criteria.audit.package
    return {
        "status": str(solved.status),
        "objective": _objective(solved),
        "package": None if package is None else package_document(package),
    }


def _objective(solved: Solved) -> Document | None:
    """What the first objective comes to, and how much lower it could still be."""
    if solved.criteria is None:
        return None
    audit = solved.criteria.audit
    value, unit = audit.objective(), audit.case.stages[0].objective.unit
    least = value if solved.bound is None else min(solved.bound, value)
    gap = Fraction(0) if solved.status is Status.OPTIMAL else value - least
    return {**objective_of(audit), "bound": amount(least, unit), "gap": amount(gap, unit)}


def _difference(one: Compared, kind: str | None, difference: Difference) -> Document:
    return {"package": one.label, "completion": kind, **difference_document(difference)}


def difference_document(difference: Difference) -> Document:
    """One thing that a package does otherwise than another."""
    first, other = _sides(difference)
    return {
        "measure": difference.measure,
        "field": difference.field,
        "first": first,
        "other": other,
        "cost": units.money(difference.cost),
    }


def _sides(difference: Difference) -> tuple[object, object]:
    """What the first package does, and what the other one does."""
    if difference.penalties is not None:
        return tuple(map(units.money, difference.penalties))  # type: ignore[return-value]
    first, other = difference.first, difference.other
    if first is not None and other is not None:
        if difference.field == "start":
            return first.start, other.start
        return units.plain(first.size), units.plain(other.size)
    return _choice(first), _choice(other)


def _choice(choice: Choice | None) -> Document | None:
    if choice is None:
        return None
    return {"start": choice.start, "size": units.plain(choice.size)}


def _money(value: Fraction | None) -> str | None:
    return None if value is None else units.money(value)
