# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Facts times policy: the exact programme, as columns, rows and objectives."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case, RuleInCase, Stage
from compensatie.engine.columns import Columns
from compensatie.engine.lattice import on_lattice
from compensatie.engine.linear_programme import Constraint, LinearProgramme
from compensatie.engine.reach import Reach
from compensatie.engine.structure import size_rows, structure_rows
from compensatie.facts.measure import Measure
from compensatie.facts.package import Choice, Package
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term, total
from compensatie.formulation.row import Row


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One row of a rule in the programme."""

    source: RuleInCase
    """The rule."""
    row: Row
    """Its row, as the family wrote it."""
    shortfall: Term | None = None
    """The unknown that holds what a soft rule is short of here, where it can be short at all."""
    weight: Fraction = Fraction(1)
    """What one unit of that unknown makes up for."""

    @property
    def name(self) -> str:
        """Rule and place, for people."""
        parts = [str(part) for part in self.row.place if part is not None]
        return f"{self.source.rule.id}[{','.join(parts)}]"

    def surplus(self) -> Linear:
        """At least 0 exactly where the row holds, shortfall counted in."""
        surplus = self.row.surplus()
        if self.shortfall is None:
            return surplus
        return total([surplus, Linear({self.shortfall: self.weight})])


class Programme:
    """The programme of a case: every number in it is exact."""

    name = "usual"
    """What tells answers about it from those about another programme of the same case."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.decision = Decision(case.facts)
        self.reach = Reach(self.decision, case.locks)
        self.columns = Columns(self.decision, self.reach)
        self.rule_rows = tuple(self._rule_rows())
        self.impossible = tuple(self._impossible())

    def _rule_rows(self) -> Iterator[RuleRow]:
        for source in self.case.rules:
            for row in source.rule.rows(source.facts, self.decision):
                yield self._with_shortfall(RuleRow(source, row))

    def _with_shortfall(self, entry: RuleRow) -> RuleRow:
        """The row with an unknown for its shortfall, where it is soft and can be short."""
        if entry.source.rule.is_hard:
            return entry
        most = -self.reach.least(entry.row.surplus())
        if most <= 0:
            return entry
        return replace(entry, shortfall=self.columns.add_shortfall(entry.name, most))

    def _impossible(self) -> Iterator[RuleRow]:
        """The rows of hard rules that no package meets, whatever the other rows say."""
        for entry in self.rule_rows:
            if entry.source.rule.is_hard and self.reach.most(entry.row.surplus()) < 0:
                yield entry

    def keeps(self, audit: Audit) -> bool:
        """Whether a package keeps everything that this programme asks, exactly."""
        return audit.met

    def _constraint(self, name: str, surplus: Linear, *, whole: bool = True) -> Constraint | None:
        """The row `surplus ≥ 0` over the columns; None where it holds whatever is chosen."""
        terms = self.columns.on_columns(surplus)
        if not terms and surplus.constant >= 0:
            return None
        bound = -surplus.constant
        right = on_lattice(bound, self.columns.widths(terms)) if whole else bound
        return Constraint(name, terms, ">=", right)

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """Every row: structure first, then the rules in the order of the model."""
        return tuple(row for _, row in self.labelled)

    @cached_property
    def labelled(self) -> tuple[tuple[RuleRow | None, Constraint], ...]:
        """Every row with the rule's row that it is; None where it is of the structure."""
        rules = self.rule_constraints()
        structure = self._structure()
        links = (self._step_link(measure) for measure in self._measures_of_many_sizes())
        rows: list[tuple[RuleRow | None, Constraint | None]] = [
            *((None, row) for row in structure),
            *rules,
            *((None, row) for row in (*links, *self.columns.definitions())),
        ]
        self.columns.close()
        return tuple((entry, row) for entry, row in rows if row is not None)

    def rule_constraints(self, *, whole: bool = True) -> list[tuple[RuleRow, Constraint]]:
        """The rows of the rules that can fail.

        Args:
            whole: put each bound where whole steps reach it; not for the relaxation, where
                steps are not whole.
        """
        rows = [
            (entry, self._constraint(entry.name, entry.surplus(), whole=whole))
            for entry in self.rule_rows
        ]
        return [(entry, row) for entry, row in rows if row is not None]

    def _structure(self) -> Iterator[Constraint | None]:
        for name, row in structure_rows(self.case, self.decision):
            yield self._constraint(name, row.surplus())
        for measure in self._measures_of_many_sizes():
            for name, row in size_rows(measure):
                yield self._constraint(name, row.surplus())

    def relaxation(self, objective: Linear) -> tuple[LinearProgramme, list[RuleRow]]:
        """The programme for its linear relaxation, and the rules' rows: they come first."""
        rules = self.rule_constraints(whole=False)
        structure = [row for row in self._structure() if row is not None]
        costs = self.columns.on_columns(objective)
        rows = (*(row for _, row in rules), *structure, *self.columns.definitions())
        programme = LinearProgramme(tuple(self.columns.all), rows, costs, objective.constant)
        return programme, [entry for entry, _ in rules]

    def _measures_of_many_sizes(self) -> Iterator[Measure]:
        return (one for one in self.case.facts.measures if not one.size.is_fixed)

    def _step_link(self, measure: Measure) -> Constraint | None:
        """The sizes of all start years add up to whole steps."""
        steps = self.columns.steps(measure.id)
        if steps is None or len(measure.start.years) == 1:
            return None
        terms = self.columns.on_columns(self.decision.size(measure, self.case.facts.years[-1]))
        terms[steps] = -Fraction(measure.size.step)
        return Constraint(f"steps of {measure.id}", terms, "=", Fraction(0))

    def objective(self, stage: Stage) -> Linear:
        """What a stage minimises, shortfalls of soft rules included where they count."""
        form = stage.objective.expression(self.case.facts, self.decision)
        extra: dict[Term, Fraction] = {}
        for entry in self.rule_rows:
            if entry.shortfall is None or entry.source.rule.is_hard:
                continue
            if stage.objective.adds_penalty:
                extra[entry.shortfall] = self.case.price(entry.row.place, entry.source.rule)
            elif stage.objective.adds_shortfall:
                extra[entry.shortfall] = Fraction(1)
        return total([form, Linear(extra)])

    def linear_programme(self, objective: Linear) -> LinearProgramme:
        """The programme with one objective."""
        constraints, costs = self.constraints, self.columns.on_columns(objective)
        return LinearProgramme(
            tuple(self.columns.all), constraints, costs, constant=objective.constant
        )

    def package(self, values: Sequence[float], name: str = "optimum") -> Package:
        """The package nearest to the values of the columns, whole starts and whole steps."""
        choices = []
        for measure in self.case.facts.measures:
            years = {
                year: values[self.columns.start(measure.id, year)] for year in measure.start.years
            }
            start = max(years, key=lambda year: years[year])
            if years[start] > 0.5:
                size = self._size(measure, values)
                choices.append(Choice(measure=measure.id, start=start, size=size))
        return Package(name=name, choices=tuple(choices))

    def _size(self, measure: Measure, values: Sequence[float]) -> Decimal:
        steps = self.columns.steps(measure.id)
        if steps is None:
            return measure.size.max
        size = measure.size.step * round(values[steps])
        return min(max(size, measure.size.min), measure.size.max)
