# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The columns of the programme, and what each unknown of a linear form is made of.

Each start of a measure is a column that is 0 or 1. A measure of one size needs no more: its size
is that many times its start. Else one whole number counts its size in steps, and the size of each
start year is continuous but adds up to whole steps: that branches on one number a measure, where
whole sizes would branch on one a start year. A named quantity (the jobs of a province in a year)
is a column too, tied to its definition by one row, so that the many rows that use it stay short.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.lattice import lattice_step
from compensatie.engine.linear_programme import Column, Constraint
from compensatie.engine.reach import Reach
from compensatie.facts.measure import Measure
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term

Part = tuple[int, int | Fraction]
"""A column, and what it is multiplied by: mostly a whole number, which multiplies fastest."""


class Columns:
    """Every column, by what it stands for."""

    def __init__(self, decision: Decision, reach: Reach) -> None:
        self.all: list[Column] = []
        self._decision = decision
        self._reach = reach
        self._parts: dict[Term, Part] = {}
        self._widths: dict[int, int | Fraction | None] = {}
        self._steps: dict[str, int] = {}
        self._is_closed = False
        for measure in decision.facts.measures:
            self._add_measure(measure)

    def _add(
        self, name: str, lower: Fraction, upper: Fraction, width: Fraction | None, *, integer: bool
    ) -> int:
        """A column, and what it is a multiple of in every package (None: of nothing)."""
        self.all.append(Column(name, lower, upper, integer))
        self._widths[len(self.all) - 1] = None if width is None else _plain(width)
        return len(self.all) - 1

    def _add_measure(self, measure: Measure) -> None:
        name, size, years = measure.id, measure.size, measure.start.years
        one, zero = Fraction(1), Fraction(0)
        for year in years:
            start = self._add(f"start[{name},{year}]", zero, one, one, integer=True)
            self._parts[Term("start", name, year)] = (start, 1)
            if size.is_fixed:
                self._parts[Term("size", name, year)] = (start, _plain(Fraction(size.max)))
        if size.is_fixed:
            return
        most, step = Fraction(size.most_steps), Fraction(size.step)
        self._steps[name] = self._add(f"steps[{name}]", zero, most, one, integer=True)
        for year in years:
            part = (self._steps[name], _plain(step))
            if len(years) > 1:
                upper = Fraction(size.max)
                column = self._add(f"size[{name},{year}]", zero, upper, step, integer=False)
                part = (column, 1)
            self._parts[Term("size", name, year)] = part

    def add_shortfall(self, name: str, most: Fraction) -> Term:
        """A column for what a row of a soft rule is short of."""
        term = Term("shortfall", name, 0)
        column = self._add(f"shortfall[{name}]", Fraction(0), most, None, integer=False)
        self._parts[term] = (column, 1)
        return term

    def add_shift(self, rule: str, least: Fraction, most: Fraction) -> Term:
        """A column for what all rows of a rule are moved by."""
        term = Term("shortfall", f"shift of {rule}", 0)
        column = self._add(f"shift[{rule}]", least, most, None, integer=False)
        self._parts[term] = (column, 1)
        return term

    def _add_quantity(self, term: Term) -> Part:
        meaning = Linear({term: Fraction(1)})
        definition = self._on_measures(self._decision.definitions[term])
        widths = self.widths(definition)
        width = lattice_step(set(widths)) if widths else None
        least, most = self._reach.least(meaning), self._reach.most(meaning)
        name = f"{term.name}[{term.year}]"
        self._parts[term] = (self._add(name, least, most, width, integer=False), 1)
        return self._parts[term]

    def _on_measures(self, form: Linear) -> dict[int, Fraction]:
        return self.on_columns(self._decision.expanded(form))

    def close(self) -> None:
        """From now on no quantity gets a column: one that has none is replaced by its meaning."""
        self._is_closed = True

    def on_columns(self, form: Linear) -> dict[int, Fraction]:
        """The coefficients of a form over the columns; quantities get theirs when first used."""
        if self._is_closed and any(term not in self._parts for term in form.numerators):
            form = self._decision.expanded(form)
        found: dict[int, int | Fraction] = {}
        for term, number in form.numerators.items():
            column, factor = self._parts.get(term) or self._add_quantity(term)
            found[column] = found.get(column, 0) + number * factor
        return {
            column: Fraction(number, form.denominator) for column, number in found.items() if number
        }

    def definitions(self) -> Iterator[Constraint]:
        """The row that ties each quantity in use to its definition."""
        for term, (column, _) in list(self._parts.items()):
            if term.kind == "quantity":
                terms = self._on_measures(self._decision.definitions[term])
                name = f"{term.name}[{term.year}]"
                yield Constraint(name, {**terms, column: Fraction(-1)}, "=", Fraction(0))

    def latest_starts(self) -> dict[int, int]:
        """The last start year that each column depends on, but for shortfalls and shifts."""
        found: dict[int, int] = {}
        for term, (column, _) in self._parts.items():
            if term.kind in {"start", "size"}:
                found[column] = max(term.year, found.get(column, term.year))
        for name, column in self._steps.items():
            found[column] = self._decision.facts.instance.measure_by_id[name].start.latest
        for term, (column, _) in self._parts.items():
            if term.kind == "quantity":
                terms = self._on_measures(self._decision.definitions[term])
                found[column] = max(found[one] for one in terms)
        return found

    def quantities(self) -> list[int]:
        """The columns that are tied to a definition: their bounds only help the solver."""
        return [column for term, (column, _) in self._parts.items() if term.kind == "quantity"]

    def shortfalls(self) -> list[int]:
        """The columns of what soft rules are short of."""
        return [column for term, (column, _) in self._parts.items() if term.kind == "shortfall"]

    def widths(self, terms: dict[int, Fraction]) -> list[Fraction] | None:
        """By how much each summand can step, up or down; None where one is not of whole steps."""
        found = []
        for column, coefficient in terms.items():
            width = self._widths[column]
            if width is None:
                return None
            found.append(coefficient if width == 1 else coefficient * width)
        return found

    def start(self, measure: str, year: int) -> int:
        """The column that says whether a measure starts in a year."""
        return self._parts[Term("start", measure, year)][0]

    def size(self, measure: str, year: int) -> Part:
        """The column, with its factor, that is the measure's size if it starts in a year."""
        return self._parts[Term("size", measure, year)]

    def steps(self, measure: str) -> int | None:
        """The column that counts the size of a measure in steps; None where it has one size."""
        return self._steps.get(measure)


def _plain(factor: Fraction) -> int | Fraction:
    """A whole number as such."""
    return factor.numerator if factor.denominator == 1 else factor
