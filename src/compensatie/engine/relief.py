# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A programme in which one more measure, that nobody has thought of yet, helps every row.

How large it must be at the least is one unknown; what one job of it does for each row is worked
out from a real measure of that kind: so what it does to the national total, or to a limit on the
number of measures, counts as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.goal import Goal
from compensatie.engine.lattice import on_lattice
from compensatie.engine.linear_programme import Constraint
from compensatie.engine.programme import Programme, RuleRow
from compensatie.engine.restriction import IMPOSSIBLE, Extension, Restriction
from compensatie.facts.measure import Measure, Size, Start
from compensatie.facts.place import Place
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term
from compensatie.formulation.row import Row
from compensatie.units import MILLIONTH, rounded_up

RELIEF = "one more measure"
"""Name of the column."""
ZERO, ONE = Fraction(0), Fraction(1)


class Help(NamedTuple):
    """What one more measure does for a row."""

    by_being_there: Fraction
    """What its start adds to the surplus, whatever its size."""
    by_size: Fraction
    """What each job of it adds."""


Helps = Mapping[tuple[str, Place], Help]
"""For each row of a hard rule, by rule and place."""


def one_more_measure(case: Case, province: str, size: Fraction | None = None) -> Measure:
    """A measure that brings jobs new to the government to a province, at no known cost.

    Args:
        case: the case that it is added to.
        province: code of the province.
        size: its jobs, printed up to a millionth; by default they do not matter.
    """
    taken = case.instance.measure_by_id
    name = next(n for n in _names(province) if n not in taken)
    jobs = MILLIONTH if size is None else max(rounded_up(size, MILLIONTH), MILLIONTH)
    first, last = case.facts.years[0], case.facts.years[-1]
    return Measure(
        id=name,
        kind="custom",
        effects={province: Decimal(1)},
        size=Size(min=jobs, max=jobs, step=jobs),
        start=Start(earliest=first, latest=last),
        costs=(),
    )


def _names(province: str) -> Iterator[str]:
    yield f"one-more-{province}"
    yield from (f"one-more-{province}-{number}" for number in range(2, 10**6))


def helps_by_year(case: Case, measure: Measure) -> Mapping[int, Helps]:
    """What a measure that is in the case does for each row, by the year in which it starts."""
    decision = Decision(case.facts)
    found: dict[int, dict[tuple[str, Place], Help]] = {year: {} for year in measure.start.years}
    for entry in case.rules:
        for row in entry.rule.rows(entry.facts, decision) if entry.rule.is_hard else ():
            surplus = decision.expanded(row.surplus())
            for year, helps in found.items():
                start, size = (Term(kind, measure.id, year) for kind in ("start", "size"))
                parts = (surplus.numerators.get(term, 0) for term in (start, size))
                helps[entry.rule.id, row.place] = Help(
                    *(Fraction(part, surplus.denominator) for part in parts)
                )
    return found


class RelievedProgramme(Programme):
    """The programme of a case with one more measure in it, as large as it takes."""

    name = "relieved"

    def __init__(self, case: Case, helps: Helps) -> None:
        """Prepares the programme.

        Args:
            case: the case without the measure.
            helps: what it does for each row of a hard rule.
        """
        self.helps = helps
        self._relief: Term | None = None
        super().__init__(case)

    def _rule_rows(self) -> Iterator[RuleRow]:
        rows = [self._with_start(entry) for entry in super()._rule_rows()]
        sizes = [(one, self.help_of(one).by_size) for one in rows if one.source.rule.is_hard]
        most = max(
            (-self.reach.least(one.row.surplus()) / size for one, size in sizes if size > 0),
            default=ZERO,
        )
        if most > 0:
            self._relief = self.columns.add_shift(RELIEF, ZERO, most)
        for entry in rows:
            size = self.help_of(entry).by_size if entry.source.rule.is_hard else ZERO
            has_relief = self._relief is not None and size != 0
            yield replace(entry, shortfall=self._relief, weight=size) if has_relief else entry

    def help_of(self, entry: RuleRow) -> Help:
        """What the measure does for a row of a hard rule."""
        return self.helps[entry.source.rule.id, entry.row.place]

    def _with_start(self, entry: RuleRow) -> RuleRow:
        if not entry.source.rule.is_hard or not self.help_of(entry).by_being_there:
            return entry
        row, more = entry.row, self.help_of(entry).by_being_there
        right = row.right - more if row.sense == ">=" else row.right + more
        return replace(entry, row=Row(row.left, row.sense, right, row.place, row.scale))

    def _impossible(self) -> Iterator[RuleRow]:
        """Rows that even the measure does not help."""
        for entry in super()._impossible():
            if self._relief is None or self.help_of(entry).by_size <= 0:
                yield entry

    def keeps(self, audit: Audit) -> bool:
        """Whether a package keeps everything with the measure at some size."""
        return not audit.breaches and self.needed(audit) is not None

    def needed(self, audit: Audit) -> Fraction | None:
        """The least size with which a package is enough; None where no size does it."""
        slacks = [
            (
                one.slack + self.helps[one.rule, one.place].by_being_there,
                self.helps[one.rule, one.place].by_size,
            )
            for one in audit.findings
            if one.is_hard and one.slack is not None
        ]
        size = max((-slack / each for slack, each in slacks if each > 0), default=ZERO)
        size = max(size, ZERO)
        return size if all(slack + each * size >= 0 for slack, each in slacks) else None

    def size(self) -> Goal:
        """How large the measure must be."""
        form = Linear({} if self._relief is None else {self._relief: ONE})
        return Goal(RELIEF, "jobs", form, lambda audit: self.needed(audit) or ZERO)


@dataclass(frozen=True, slots=True)
class RelievedBy(Restriction):
    """One more measure of at most so many jobs is enough."""

    programme: RelievedProgramme = field(repr=False)
    """The programme that the measure helps."""
    most: Fraction
    """Its jobs."""

    def extension(self, programme: Programme, first: int) -> Extension:
        """For each row that it helps, what it must do with all of that, on the lattice."""
        rows: list[Constraint] = []
        for entry in programme.rule_rows:
            size = self.programme.help_of(entry).by_size if entry.source.rule.is_hard else ZERO
            if size <= 0:
                continue
            surplus = entry.row.surplus() + size * self.most
            if programme.reach.most(surplus) < 0:
                return IMPOSSIBLE
            if terms := programme.columns.on_columns(surplus):
                right = on_lattice(-surplus.constant, programme.columns.widths(terms))
                rows.append(Constraint(f"relieved {entry.name}", terms, ">=", right))
        return Extension(rows=tuple(rows))

    def holds(self, audit: Audit) -> bool:
        """Compared exactly."""
        needed = self.programme.needed(audit)
        return needed is not None and needed <= self.most
