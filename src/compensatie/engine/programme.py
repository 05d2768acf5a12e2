# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Facts times policy: the exact programme, as columns, rows and objectives.

Columns for each measure m and start year τ: `start[m,τ]` is 0 or 1. A measure of one size needs
no more. Else `steps[m]` counts its size in whole steps: it is the only whole number beside the
starts, and `size[m,τ]` is continuous but equals step·steps in the year of the start. That
branches on one number a measure instead of one a start year.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from compensatie.engine.case import Case, RuleInCase, Stage
from compensatie.engine.lattice import on_lattice
from compensatie.engine.linear_programme import Column, Constraint, LinearProgramme
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
        return total([surplus, Linear({self.shortfall: Fraction(1)})])


class Programme:
    """The programme of a case: every number in it is exact."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.decision = Decision(case.facts)
        self.reach = Reach(case.instance.measure_by_id, case.locks)
        self.columns: list[Column] = []
        self._parts: dict[Term, tuple[tuple[int, Fraction], ...]] = {}
        self._steps: dict[str, int] = {}
        for measure in case.facts.measures:
            self._add_measure(measure)
        self.rule_rows = tuple(self._rule_rows())
        self.impossible = tuple(self._impossible())

    def _add(self, name: str, upper: Fraction, *, integer: bool) -> int:
        self.columns.append(Column(name, Fraction(0), upper, integer))
        return len(self.columns) - 1

    def _add_measure(self, measure: Measure) -> None:
        name, size = measure.id, measure.size
        starts = {
            year: self._add(f"start[{name},{year}]", Fraction(1), integer=True)
            for year in measure.start.years
        }
        for year, start in starts.items():
            self._parts[Term("start", name, year)] = ((start, Fraction(1)),)
        if size.is_fixed:
            for year, start in starts.items():
                self._parts[Term("size", name, year)] = ((start, Fraction(size.max)),)
            return
        self._steps[name] = self._add(f"steps[{name}]", Fraction(size.most_steps), integer=True)
        for year in starts:
            if len(starts) == 1:
                part = (self._steps[name], Fraction(size.step))
            else:
                upper = Fraction(size.max)
                part = (self._add(f"size[{name},{year}]", upper, integer=False), Fraction(1))
            self._parts[Term("size", name, year)] = (part,)

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
        term = Term("auxiliary", f"shortfall of {entry.name}", 0)
        column = self._add(f"shortfall[{entry.name}]", most, integer=False)
        self._parts[term] = ((column, Fraction(1)),)
        return RuleRow(entry.source, entry.row, term)

    def _impossible(self) -> Iterator[RuleRow]:
        """The rows of hard rules that no package meets, whatever the other rows say."""
        for entry in self.rule_rows:
            if entry.source.rule.is_hard and self.reach.most(entry.row.surplus()) < 0:
                yield entry

    def on_columns(self, form: Linear) -> dict[int, Fraction]:
        """The coefficients of a form over the columns."""
        found: dict[int, Fraction] = {}
        for term, coefficient in form.terms.items():
            for column, factor in self._parts[term]:
                found[column] = found.get(column, Fraction(0)) + coefficient * factor
        return {column: coefficient for column, coefficient in found.items() if coefficient}

    def constraint(self, name: str, surplus: Linear) -> Constraint | None:
        """The row `surplus ≥ 0` over the columns; None where it holds whatever is chosen."""
        terms = self.on_columns(surplus)
        if not terms and surplus.constant >= 0:
            return None
        right = on_lattice(-surplus.constant, self._widths(terms))
        return Constraint(name, terms, ">=", right)

    def _widths(self, terms: Mapping[int, Fraction]) -> list[Fraction] | None:
        """By how much each term can step; None where one of them is not made of whole steps."""
        widths = []
        for column, coefficient in terms.items():
            width = self._column_steps.get(column)
            if width is None:
                return None
            widths.append(abs(coefficient) * width)
        return widths

    @cached_property
    def _column_steps(self) -> Mapping[int, Fraction]:
        return dict(self._step_of_columns())

    def _step_of_columns(self) -> Iterator[tuple[int, Fraction]]:
        """What each column is a multiple of in every package; shortfalls are of nothing."""
        for number, column in enumerate(self.columns):
            if column.integer:
                yield number, Fraction(1)
        for term, parts in self._parts.items():
            if term.kind == "size" and not self.columns[parts[0][0]].integer:
                yield parts[0][0], Fraction(self.case.instance.measure_by_id[term.name].size.step)

    @cached_property
    def constraints(self) -> tuple[Constraint, ...]:
        """Every row that can bind: structure first, then the rules in the order of the model."""
        named = [
            *((name, row.surplus()) for name, row in structure_rows(self.case, self.decision)),
            *(item for name in self._steps for item in self._size_constraints(name)),
            *((entry.name, entry.surplus()) for entry in self.rule_rows),
        ]
        found = (self.constraint(name, surplus) for name, surplus in named)
        steps = (link for name in self._steps for link in self._step_links(name))
        return (*(item for item in found if item is not None), *steps)

    def _size_constraints(self, name: str) -> Iterator[tuple[str, Linear]]:
        for title, row in size_rows(self.case.instance.measure_by_id[name]):
            yield title, row.surplus()

    def _step_links(self, name: str) -> Iterator[Constraint]:
        """The sizes of all start years add up to whole steps."""
        measure = self.case.instance.measure_by_id[name]
        if len(measure.start.years) > 1:
            last = self.case.facts.years[-1]
            terms = self.on_columns(self.decision.size(measure, last))
            terms[self._steps[name]] = -Fraction(measure.size.step)
            yield Constraint(f"steps of {name}", terms, "=", Fraction(0))

    def objective(self, stage: Stage) -> Linear:
        """What a stage minimises, shortfalls of soft rules included where they count."""
        form = stage.objective.expression(self.case.facts, self.decision)
        extra: dict[Term, Fraction] = {}
        for entry in self.rule_rows:
            if entry.shortfall is not None and stage.objective.adds_penalty:
                extra[entry.shortfall] = self.case.price(entry.row.place, entry.source.rule)
            elif entry.shortfall is not None and stage.objective.adds_shortfall:
                extra[entry.shortfall] = Fraction(1)
        return total([form, Linear(extra)])

    def linear_programme(
        self,
        objective: Linear,
        further: Sequence[Constraint] = (),
        columns: Sequence[Column] = (),
    ) -> LinearProgramme:
        """The programme with one objective, and further columns and rows at its end."""
        return LinearProgramme(
            columns=(*self.columns, *columns),
            constraints=(*self.constraints, *further),
            objective=self.on_columns(objective),
            constant=objective.constant,
        )

    def package(self, values: Sequence[float], name: str = "optimum") -> Package:
        """The package nearest to the values of the columns, whole starts and whole steps."""
        choices = []
        for measure in self.case.facts.measures:
            years = {
                year: values[self._parts[Term("start", measure.id, year)][0][0]]
                for year in measure.start.years
            }
            start = max(years, key=lambda year: years[year])
            if years[start] > 0.5:
                size = self._size(measure, values)
                choices.append(Choice(measure=measure.id, start=start, size=size))
        return Package(name=name, choices=tuple(choices))

    def _size(self, measure: Measure, values: Sequence[float]) -> Decimal:
        if measure.size.is_fixed:
            return measure.size.max
        size = measure.size.step * round(values[self._steps[measure.id]])
        return min(max(size, measure.size.min), measure.size.max)

    def steps(self, measure: str) -> int | None:
        """The column that counts the size of a measure in steps; None where it has one size."""
        return self._steps.get(measure)

    def start(self, measure: str, year: int) -> int:
        """The column that says whether a measure starts in a year."""
        return self._parts[Term("start", measure, year)][0][0]

    def size_parts(self, measure: str, year: int) -> tuple[tuple[int, Fraction], ...]:
        """The columns, with factors, that make up a measure's size if it starts in a year."""
        return self._parts[Term("size", measure, year)]
