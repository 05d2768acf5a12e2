# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A programme in which the bounds of hard rules can move: by one amount in all rows of a rule.

A positive shift loosens a rule: that much it may be short of, at its worst place. A negative one
tightens it: that much must be left everywhere. What a rule must give, and which rows cannot hold
together, are questions about these shifts.

The rules stay hard, so that audits and objectives are those of the case as it is; only what the
programme itself asks of a package leaves them out, and a restriction puts back as many of their
rows as a question wants, moved by as much. Those rows lie on the lattice that whole steps reach:
two bounds that differ by less than the solver can see are never mistaken for each other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import NamedTuple

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.goal import Goal, GoalUnit
from compensatie.engine.lattice import lattice_step, on_lattice
from compensatie.engine.linear_programme import Constraint
from compensatie.engine.programme import Programme, RuleRow
from compensatie.engine.restriction import IMPOSSIBLE, Extension, Restriction
from compensatie.facts.place import Place
from compensatie.formulation.linear import Linear, Term
from compensatie.rule import Rule

ZERO, ONE = Fraction(0), Fraction(1)


class FreeRow(NamedTuple):
    """A row that holds only where a restriction says so."""

    place: Place
    """Which row of its rule it is."""
    terms: dict[int, Fraction]
    """Its surplus over the columns, without the constant."""
    constant: Fraction
    """Its surplus without any choice."""
    widths: list[Fraction] | None
    """By how much each term can step."""
    most: Fraction
    """The greatest surplus that there can be."""


class ElasticProgramme(Programme):
    """The programme of a case whose hard rules, or some of them, have a shift each."""

    name = "elastic"

    def __init__(self, case: Case, rules: Collection[str] | None = None) -> None:
        """Prepares the programme.

        Args:
            case: the case as it is.
            rules: ids of the hard rules that are freed; all by default.
        """
        hard = [entry.rule for entry in case.rules if entry.rule.is_hard]
        self._free_ids = tuple(r.id for r in hard if rules is None or r.id in rules)
        if rules is not None:
            self.name = f"elastic in {', '.join(self._free_ids)}"
        self._shifts: dict[str, Term] = {}
        self._free_rows: dict[str, tuple[FreeRow, ...]] = {}
        super().__init__(case)
        self.elastic = tuple(rule for rule in hard if rule.id in self._shifts)

    def _rule_rows(self) -> Iterator[RuleRow]:
        rows = list(super()._rule_rows())
        for rule in self._free_ids:
            own = [entry for entry in rows if entry.source.rule.id == rule]
            self._shifts |= {rule: self._shift(rule, own)} if own else {}
        for entry in rows:
            shift = self._shifts.get(entry.source.rule.id)
            yield entry if shift is None else replace(entry, shortfall=shift)

    def _shift(self, rule: str, rows: list[RuleRow]) -> Term:
        """The column of a shift, from the tightest that can be kept to the loosest that counts."""
        surpluses = [entry.row.surplus() for entry in rows]
        least = max(-self.reach.most(surplus) for surplus in surpluses)
        most = max(-self.reach.least(surplus) for surplus in surpluses)
        return self.columns.add_shift(rule, least, most)

    def loosest(self, rule: str) -> Fraction:
        """By how much a freed rule is missed at the most, whatever the package."""
        own = (one.row.surplus() for one in self.rule_rows if one.source.rule.id == rule)
        return max(-self.reach.least(surplus) for surplus in own)

    def _impossible(self) -> Iterator[RuleRow]:
        return (one for one in super()._impossible() if one.source.rule.id not in self._free_ids)

    def keeps(self, audit: Audit) -> bool:
        """Whether a package keeps everything hard but the freed rules."""
        hard = (one for one in audit.findings if one.is_hard and one.rule not in self._free_ids)
        return not audit.breaches and all(one.met is not False for one in hard)

    def shift(self, rule: Rule) -> Goal:
        """By how much a rule must be loosened for a package; below 0: what it leaves everywhere."""
        unit: GoalUnit = "EUR" if rule.unit == "EUR" else "jobs"
        return Goal(
            f"shift of {rule.id}",
            unit,
            Linear({self._shifts[rule.id]: ONE}),
            lambda audit: needed_shift(audit, rule.id),
        )

    def free_rows(self, rule: str) -> tuple[FreeRow, ...]:
        """The rows of a freed rule."""
        if rule not in self._free_rows:
            own = (one for one in self.rule_rows if one.source.rule.id == rule)
            self._free_rows[rule] = tuple(self._free_row(entry) for entry in own)
        return self._free_rows[rule]

    def _free_row(self, entry: RuleRow) -> FreeRow:
        surplus = entry.row.surplus()
        terms = self.columns.on_columns(surplus)
        widths = self.columns.widths(terms)
        return FreeRow(entry.row.place, terms, surplus.constant, widths, self.reach.most(surplus))


def needed_shift(audit: Audit, rule: str, places: Collection[Place] | None = None) -> Fraction:
    """The least shift of a rule with which a package keeps it everywhere, or at some places."""
    slacks = (
        one.slack
        for one in audit.findings
        if one.rule == rule and one.slack is not None and (places is None or one.place in places)
    )
    return -min(slacks)


@dataclass(frozen=True, slots=True)
class Moved(Restriction):
    """A freed rule holds with its bound moved by at most so much, exactly; 0: as it is."""

    rule: str
    """Id of the rule."""
    by: Fraction = ZERO
    """How far its bound is moved; above 0 it asks less."""
    places: tuple[Place, ...] | None = None
    """Which of its rows are meant; all by default."""
    strictly: bool = False
    """Whether it must hold with the bound moved less than that too, however little less."""

    def extension(self, programme: Programme, first: int) -> Extension:
        """Each of these rows, its bound on the lattice of what is measured."""
        assert isinstance(programme, ElasticProgramme)
        rows = programme.free_rows(self.rule)
        meant = [one for one in rows if self.places is None or one.place in self.places]
        if any(one.most + self.by < 0 for one in meant):
            return IMPOSSIBLE
        if self.strictly and any(one.most + self.by == 0 for one in meant):
            return IMPOSSIBLE
        return Extension(rows=tuple(self._constraint(one) for one in meant if one.terms))

    def _constraint(self, row: FreeRow) -> Constraint:
        bound = -row.constant - self.by
        right = on_lattice(bound, row.widths)
        if self.strictly and right == bound:
            right += lattice_step(row.widths or ())
        return Constraint(f"moved {self.rule}", row.terms, ">=", right)

    def holds(self, audit: Audit) -> bool:
        """Compared exactly, without rounding."""
        needed = needed_shift(audit, self.rule, self.places)
        return needed < self.by if self.strictly else needed <= self.by
