# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A comparison as tables for notebooks; the exact figures stay in the records."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from compensatie.engine.outcome import Status
    from compensatie.facts.package import Choice
    from compensatie.studies.comparison import Comparison, Solved
    from compensatie.studies.criteria import Criteria

PACKAGES = (
    *("model", "package", "source", "completion", "status", "met", "objective", "cost"),
    *("extra_cost", "penalty", "measures", "jobs_gained", "high_grade_share", "least_slack"),
)
"""Columns of the table of packages."""


def package_frame(found: Comparison) -> pd.DataFrame:
    """One line for each model and package, and for each completion."""
    lines = []
    for policy in found.policies:
        optimum = policy.optimum.criteria
        for one in policy.packages:
            head = [policy.label, one.label, one.source]
            asked = ((None, one), ("exact", one.completion), ("enlarged", one.enlarged))
            for kind, other in asked:
                if other is not None:
                    extra = _more(other.criteria, optimum)
                    lines.append([*head, kind, *_figures(other.status, other.criteria, extra)])
    return _frame(PACKAGES, lines)


def _more(one: Criteria | None, optimum: Criteria | None) -> float | None:
    return None if one is None or optimum is None else float(one.cost - optimum.cost)


def _figures(status: Status, one: Criteria | None, extra: float | None) -> list[object]:
    if one is None:
        return [str(status), *[None] * 9]
    share = one.high_grade_share
    slacks = [finding.slack for finding in one.least_slack if finding.slack is not None]
    return [
        str(status),
        one.audit.met,
        float(one.value),
        float(one.cost),
        extra,
        float(one.audit.penalty),
        one.measures,
        float(one.gained),
        None if share is None else float(share),
        float(min(slacks)) if slacks else None,
    ]


def difference_frame(found: Comparison) -> pd.DataFrame:
    """One line for each difference from the first package."""
    columns = (
        *("model", "package", "completion", "measure", "field"),
        *("first_start", "first_size", "other_start", "other_size", "cost"),
    )
    lines = [
        [
            *(policy.label, one.label, kind, difference.measure, difference.field),
            *(*_choice(difference.first), *_choice(difference.other), float(difference.cost)),
        ]
        for policy in found.policies
        for one, kind, difference in policy.differences()
    ]
    return _frame(columns, lines)


def _choice(choice: Choice | None) -> list[object]:
    return [None, None] if choice is None else [choice.start, float(choice.size)]


def change_frame(found: Comparison) -> pd.DataFrame:
    """One line for each model and number of changes."""
    lines = [
        [policy.label, step.most, *_solved(step.solved)]
        for policy in found.policies
        for step in policy.changes
    ]
    return _frame(("model", "k", "status", "objective", "cost"), lines)


def model_frame(found: Comparison) -> pd.DataFrame:
    """One line for each model."""
    lines = [
        [policy.label, *_solved(policy.optimum), _known(found.extra_cost(policy))]
        for policy in found.policies
    ]
    return _frame(("model", "status", "objective", "cost", "extra_cost"), lines)


def rule_frame(found: Comparison) -> pd.DataFrame:
    """One line for each model and rule left out."""
    lines = [
        [policy.label, one.rule, *_solved(one.solved), _known(policy.saving(one))]
        for policy in found.policies
        for one in policy.without_rule
    ]
    return _frame(("model", "rule", "status", "objective", "cost", "saving"), lines)


def _solved(one: Solved) -> list[object]:
    figures = one.criteria
    known = (None, None) if figures is None else (figures.value, figures.cost)
    return [str(one.status), *map(_known, known)]


def _known(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _frame(columns: tuple[str, ...], lines: list[list[object]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(lines, columns=list(columns))
