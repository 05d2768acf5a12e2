# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A programme in which the bound of each hard rule can move: by one amount in all its rows.

A positive shift loosens a rule: that much it may be short of, at its worst place. A negative one
tightens it: that much must be left everywhere. What a rule must give, what one more unit of it
costs, and which rules cannot hold together are questions about these shifts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case, RuleInCase, Stage
from compensatie.engine.goal import Goal, GoalUnit
from compensatie.engine.programme import Programme, RuleRow
from compensatie.engine.restriction import IMPOSSIBLE, Extension, Restriction
from compensatie.formulation.linear import Linear, Term, total
from compensatie.rule import Rule

ZERO, ONE = Fraction(0), Fraction(1)


def softened(case: Case) -> Case:
    """The same case with every hard rule soft, at no price: an audit of it looks at the rest."""
    return replace(case, rules=tuple(_softened(entry) for entry in case.rules))


def _softened(entry: RuleInCase) -> RuleInCase:
    if not entry.rule.is_hard:
        return entry
    free = entry.rule.model_copy(update={"strength": "soft", "price": ZERO})
    return replace(entry, rule=free)


class ElasticProgramme(Programme):
    """The programme of a case whose hard rules have a shift each."""

    def __init__(self, case: Case) -> None:
        """Prepares the programme.

        Args:
            case: the case as it is, its rules hard.
        """
        self.elastic = tuple(entry.rule for entry in case.rules if entry.rule.is_hard)
        self._elastic_ids = frozenset(rule.id for rule in self.elastic)
        self.original = case
        super().__init__(softened(case))

    def _rule_rows(self) -> Iterator[RuleRow]:
        rows = list(super()._rule_rows())
        shifts = {rule.id: self._shift(rule, rows) for rule in self.elastic}
        for entry in rows:
            shift = shifts.get(entry.source.rule.id)
            yield entry if shift is None else replace(entry, shortfall=shift)

    def _with_shortfall(self, entry: RuleRow) -> RuleRow:
        is_elastic = entry.source.rule.id in self._elastic_ids
        return entry if is_elastic else super()._with_shortfall(entry)

    def _shift(self, rule: Rule, rows: Iterable[RuleRow]) -> Term | None:
        """The column of a shift, from the tightest to the loosest that makes a difference."""
        own = [entry.row.surplus() for entry in rows if entry.source.rule.id == rule.id]
        if not own:
            return None
        least = min(-self.reach.most(surplus) for surplus in own)
        most = max(-self.reach.least(surplus) for surplus in own)
        return self.columns.add_shift(rule.id, least, most)

    def objective(self, stage: Stage) -> Linear:
        """What a stage minimises; the shifts cost nothing."""
        form = super().objective(stage)
        shifts = {shift_term(rule.id) for rule in self.elastic}
        return total([form, Linear({term: -form.terms.get(term, ZERO) for term in shifts})])

    def shift(self, rule: Rule) -> Goal:
        """By how much a rule must be loosened for a package; below 0: what it leaves everywhere."""
        unit: GoalUnit = "EUR" if rule.unit == "EUR" else "jobs"
        return Goal(
            f"shift of {rule.id}",
            unit,
            Linear({shift_term(rule.id): ONE}),
            lambda audit: needed_shift(audit, rule.id),
        )


def shift_term(rule: str) -> Term:
    """The unknown that is a rule's shift."""
    return Term("shortfall", f"shift of {rule}", 0)


def needed_shift(audit: Audit, rule: str) -> Fraction:
    """The least shift of a rule with which a package keeps it everywhere."""
    slacks = (one.slack for one in audit.findings if one.rule == rule and one.slack is not None)
    return -min(slacks)


@dataclass(frozen=True, slots=True)
class Shifted(Restriction):
    """A rule holds with its bound moved by at most so much, exactly; 0: it holds as it is."""

    rule: str
    most: Fraction = ZERO

    def extension(self, programme: Programme, first: int) -> Extension:
        """The greatest value of the shift."""
        (column,) = programme.columns.on_columns(Linear({shift_term(self.rule): ONE}))
        lower = programme.columns.all[column].lower
        return IMPOSSIBLE if self.most < lower else Extension(bounds={column: (lower, self.most)})

    def holds(self, audit: Audit) -> bool:
        """Compared exactly, without rounding."""
        return needed_shift(audit, self.rule) <= self.most
