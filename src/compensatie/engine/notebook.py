# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What notebooks show of an answer: small tables in HTML, in which no name can do anything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from compensatie import units
from compensatie.language import preferred_language, translate

if TYPE_CHECKING:
    from compensatie.engine.audit import Audit
    from compensatie.engine.outcome import Outcome
    from compensatie.facts.package import Package
    from compensatie.rule import Finding


def outcome_html(outcome: Outcome) -> str:
    """The status and the objective; with a package, its measures and its rules."""
    parts = [f"<strong>{_shown(_said(str(outcome.status)))}</strong>"]
    if objective := outcome.objective:
        parts.append(f"{_shown(_said(objective.name))}: {_amount(objective.value, objective.unit)}")
    head = f"<p>{' – '.join(parts)}</p>"
    if outcome.package is None:
        return f"<div>{head}</div>"
    return f"<div>{head}{_package(outcome.package)}{_rules(outcome.findings)}</div>"


def audit_html(audit: Audit) -> str:
    """Whether a package is enough, its measures, its rules, and what else it breaks."""
    met = _said("enough") if audit.met else _said("not enough")
    head = f"<p><strong>{_shown(met)}</strong></p>"
    breaches = [(one.kind, one.record, one.value or "") for one in audit.breaches]
    columns = ("Broken", "Record", "Value")
    broken = _table(columns, breaches) if breaches else ""
    return f"<div>{head}{broken}{_package(audit.package)}{_rules(audit.findings)}</div>"


def _package(package: Package) -> str:
    rows = ((one.measure, str(one.start), units.plain(one.size)) for one in package.choices)
    return _table(("Measure", "Start", "Size"), rows)


def _rules(findings: Sequence[Finding]) -> str:
    return _table(("Rule", "Rows", "Missed", "Least slack"), _rule_rows(findings))


def _rule_rows(findings: Sequence[Finding]) -> Iterator[tuple[str, ...]]:
    for name in dict.fromkeys(one.rule for one in findings):
        own = [one for one in findings if one.rule == name]
        slacks = [one.slack for one in own if one.slack is not None]
        missed = sum(one.met is False for one in own)
        least = f"{units.exact(min(slacks))} {own[0].unit}" if slacks else "–"
        yield name, str(len(own)), str(missed), least


def _amount(value: Fraction, unit: str) -> str:
    return f"€ {units.money(value)}" if unit == "EUR" else units.jobs(value)


def _table(columns: Iterable[str], rows: Iterable[Sequence[str]]) -> str:
    head = "".join(f"<th>{_shown(_said(column))}</th>" for column in columns)
    body = "".join(
        f"<tr>{''.join(f'<td>{_shown(cell)}</td>' for cell in row)}</tr>" for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _said(text: str) -> str:
    return translate(text, preferred_language())


def _shown(text: str) -> str:
    """A text in HTML, with what commands or cannot be seen written out."""
    seen = (
        one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in text
    )
    return escape("".join(seen))
