# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What each rule comes to for a package: its rows taken together."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from compensatie.engine.audit import Audit
from compensatie.rule import Finding, Rule


@dataclass(frozen=True)
class RuleResult:
    """One rule with everything that it found."""

    rule: Rule
    """The rule."""
    findings: tuple[Finding, ...]
    """What it found, row by row."""

    @cached_property
    def tested(self) -> tuple[Finding, ...]:
        """The rows for which there are figures."""
        return tuple(found for found in self.findings if found.met is not None)

    @cached_property
    def untested(self) -> tuple[Finding, ...]:
        """The rows for which there are none."""
        return tuple(found for found in self.findings if found.met is None)

    @cached_property
    def missed(self) -> tuple[Finding, ...]:
        """The rows that are missed, by the largest shortfall first."""
        found = (one for one in self.tested if not one.met)
        return tuple(sorted(found, key=lambda one: -one.shortfall))

    @cached_property
    def binding(self) -> tuple[Finding, ...]:
        """The rows with no room left."""
        return tuple(found for found in self.tested if found.is_binding)

    @cached_property
    def tightest(self) -> Finding | None:
        """The row with the least room, missed ones included; None where none was tested."""
        # Among equals, the one that says most: 0 of 0 says nothing.
        return min(self.tested, key=_tightness, default=None)


def _tightness(found: Finding) -> tuple[Fraction, Fraction]:
    return found.slack or Fraction(0), -abs(found.bound or Fraction(0))


def rule_results(audit: Audit) -> tuple[RuleResult, ...]:
    """Every rule of a case, hard ones first, in the order of the model."""
    by_rule: dict[str, list[Finding]] = {one.rule.id: [] for one in audit.case.rules}
    for found in audit.findings:
        by_rule[found.rule].append(found)
    results = [RuleResult(one.rule, tuple(by_rule[one.rule.id])) for one in audit.case.rules]
    return tuple(sorted(results, key=lambda one: not one.rule.is_hard))
