# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A comparison as tables of exact figures, by the name of their file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields

from compensatie.engine.figures import EmploymentLine
from compensatie.facts.package import Choice
from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.reports.exact_tables import RULE_COLUMNS, finding_cells
from compensatie.studies.comparison import Compared, Comparison, Policy, Solved
from compensatie.studies.criteria import Criteria

Line = tuple[Cell, ...]
HEAD = ("model", "package", "completion")
"""Columns that say which package, and whether it is its completion: exact, or enlarged."""
FIGURES = (
    *("status", "met", "objective", "net_present_value", "penalty", "cost", "extra_cost"),
    *("measures", "jobs_gained", "high_grade_share"),
)
SOLVED = ("status", "objective", "cost")
LINE_FIELDS = tuple(field.name for field in fields(EmploymentLine))


def comparison_tables(found: Comparison) -> Mapping[str, str]:
    """Every table that there is."""
    tables: dict[str, tuple[tuple[str, ...], Iterator[Line]]] = {
        "packages.csv": ((*HEAD, "source", *FIGURES), _packages(found)),
        "choices.csv": ((*HEAD, "measure", "start", "size"), _choices(found)),
        "payers.csv": ((*HEAD, "payer", "once", "yearly"), _payers(found)),
        "jobs_taken.csv": ((*HEAD, "province", "jobs"), _taken(found)),
        "least_slack.csv": ((*HEAD, *RULE_COLUMNS), _slacks(found)),
        "employment.csv": ((*HEAD, *LINE_FIELDS), _employment(found)),
        "differences.csv": (DIFFERENCE, _differences(found)),
        "changes.csv": (("model", "k", *SOLVED), _changes(found)),
        "models.csv": (("model", *SOLVED, "extra_cost"), _models(found)),
        "without_rule.csv": (("model", "rule", *SOLVED, "saving"), _without_rule(found)),
    }
    return {name: comma_separated(columns, lines) for name, (columns, lines) in tables.items()}


def _entries(found: Comparison) -> Iterator[tuple[Line, Policy, Compared, Solved]]:
    """Every package and completion, with the cells that say which it is."""
    for policy in found.policies:
        for one in policy.packages:
            own = Solved(one.status, one.criteria)
            for kind, solved in (
                (None, own),
                ("exact", one.completion),
                ("enlarged", one.enlarged),
            ):
                if solved is not None:
                    yield (policy.label, one.label, kind), policy, one, solved


def _figured(found: Comparison) -> Iterator[tuple[Line, Criteria]]:
    """Those of which there is a package."""
    for head, _, _, solved in _entries(found):
        if solved.criteria is not None:
            yield head, solved.criteria


def _packages(found: Comparison) -> Iterator[Line]:
    for head, policy, one, solved in _entries(found):
        figures, optimum = solved.criteria, policy.optimum.criteria
        if figures is None:
            yield (*head, one.source, str(solved.status), *[None] * (len(FIGURES) - 1))
            continue
        yield (
            *(*head, one.source, str(solved.status), figures.audit.met, figures.value),
            *(figures.present_value, figures.audit.penalty, figures.cost),
            None if optimum is None else figures.cost - optimum.cost,
            *(figures.measures, figures.gained, figures.high_grade_share),
        )


def _choices(found: Comparison) -> Iterator[Line]:
    for head, figures in _figured(found):
        for one in figures.audit.package.choices:
            yield (*head, one.measure, one.start, one.size)


def _payers(found: Comparison) -> Iterator[Line]:
    for head, figures in _figured(found):
        for payer in dict.fromkeys((*figures.once, *figures.yearly)):
            yield (*head, payer, figures.once.get(payer, 0), figures.yearly.get(payer, 0))


def _taken(found: Comparison) -> Iterator[Line]:
    for head, figures in _figured(found):
        for code, jobs in figures.jobs_taken.items():
            yield (*head, code, jobs)


def _slacks(found: Comparison) -> Iterator[Line]:
    for head, figures in _figured(found):
        for finding in figures.least_slack:
            yield (*head, *finding_cells(finding))


def _employment(found: Comparison) -> Iterator[Line]:
    for head, figures in _figured(found):
        for line in figures.employment:
            yield (*head, *(getattr(line, name) for name in LINE_FIELDS))


DIFFERENCE = (
    *(*HEAD, "measure", "field"),
    *("first_start", "first_size", "other_start", "other_size", "cost"),
)


def _differences(found: Comparison) -> Iterator[Line]:
    for policy in found.policies:
        for one, kind, difference in policy.differences():
            yield (
                *(policy.label, one.label, kind, difference.measure, difference.field),
                *(*_choice(difference.first), *_choice(difference.other), difference.cost),
            )


def _choice(choice: Choice | None) -> Line:
    return (None, None) if choice is None else (choice.start, choice.size)


def _solved(solved: Solved) -> Line:
    figures = solved.criteria
    if figures is None:
        return (str(solved.status), None, None)
    return (str(solved.status), figures.value, figures.cost)


def _changes(found: Comparison) -> Iterator[Line]:
    for policy in found.policies:
        for step in policy.changes:
            yield (policy.label, step.most, *_solved(step.solved))


def _models(found: Comparison) -> Iterator[Line]:
    for policy in found.policies:
        yield (policy.label, *_solved(policy.optimum), found.extra_cost(policy))


def _without_rule(found: Comparison) -> Iterator[Line]:
    for policy in found.policies:
        for one in policy.without_rule:
            yield (policy.label, one.rule, *_solved(one.solved), policy.saving(one))
