# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What must be proved, in whole numbers: rows and cost by start year and step, and exact bounds.

A row times a multiplier of at least 0, taken off the cost, lowers it for every package that keeps
the row. What is then left falls apart into measures, and each is made as small as it can be: so
any multipliers give a bound. HiGHS only says which ones are good.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

from compensatie.engine.case import Case
from compensatie.engine.lattice import lattice_step
from compensatie.engine.proving.box import Box, Part, least_steps, whole
from compensatie.engine.structure import relation_rows
from compensatie.facts.place import Place
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear
from compensatie.rule import Rule

NONE = Fraction(0)

RowKey = tuple[str | int | None, ...]
"""Name of a row: a rule's id and place, or the number of a relation and of its row."""
Option = tuple[int, int]
"""A measure, by its number in the file, and a start year."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """A sum over what is chosen, in whole numbers over the common denominator."""

    constant: int
    """What is there without any choice."""
    options: Mapping[Option, tuple[int, int]]
    """What each measure and start year adds: in all, and per step."""


@dataclass(frozen=True, slots=True)
class ProvingRow:
    """A row that must be at least 0."""

    key: RowKey
    """Its name in a certificate."""
    amounts: Amounts
    """Its surplus."""
    price: Fraction | None
    """What a unit of shortfall costs; None where no package may be short."""


class Weighing:
    """A case in whole numbers over one denominator."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.measures = case.facts.measures
        self.root = whole(self.measures, case.locks)
        self._decision = Decision(case.facts)
        self._numbers = {one.id: at for at, one in enumerate(self.measures)}
        self._least = [least_steps(one) for one in self.measures]
        rows = [(key, self._by_step(form), price) for key, form, price in self._named_forms()]
        first = case.stages[0].objective
        cost = self._by_step(first.expression(case.facts, self._decision))
        forms = [cost, *(form if price is not None else _stronger(form) for _, form, price in rows)]
        self.scale = lcm(*(one.denominator for form in forms for one in form.figures()))
        self.cost, *amounts = [form.whole(self.scale) for form in forms]
        self.rows = [
            ProvingRow(key, one, price) for (key, _, price), one in zip(rows, amounts, strict=True)
        ]

    def _named_forms(self) -> Iterator[tuple[RowKey, Linear, Fraction | None]]:
        """Every row by its name, as a surplus, with the price of its shortfall."""
        for number, relation in enumerate(self.case.instance.relations, start=1):
            rows = relation_rows(relation, self.case, self._decision)
            for position, row in enumerate(rows, start=1):
                yield (number, position), row.surplus(), None
        for entry in self.case.rules:
            for row in entry.rule.rows(entry.facts, self._decision):
                price = self._price(entry.rule, row.place)
                yield (entry.rule.id, *row.place), row.surplus(), price

    def _price(self, rule: Rule, place: Place) -> Fraction | None:
        first = self.case.stages[0].objective
        if rule.is_hard:
            return None
        if first.adds_penalty:
            return self.case.price(place, rule)
        return Fraction(1 if first.adds_shortfall else 0)

    def _by_step(self, form: Linear) -> _Form:
        options: dict[Option, tuple[Fraction, Fraction]] = {}
        for term, amount in self._decision.expanded(form):
            number = self._numbers[term.name]
            step = Fraction(self.measures[number].size.step)
            whole_part, each = options.get((number, term.year), (NONE, NONE))
            if term.kind == "start":
                whole_part += amount
            else:
                each += amount * step
            options[number, term.year] = (whole_part, each)
        return _Form(form.constant, options)

    def bound(self, box: Box, multipliers: Mapping[int, Fraction], *, with_cost: bool) -> Fraction:
        """What no package of a box that keeps the rows can go below.

        Args:
            box: the packages.
            multipliers: of rows, by number; at least 0, and of a soft row at most its price.
            with_cost: of the cost; without it, of nothing: above 0, the box holds no package.
        """
        common = lcm(*(one.denominator for one in multipliers.values()))
        constant, options = 0, dict[Option, tuple[int, int]]()
        weighed = [(self.cost, common)] if with_cost else []
        weighed += [
            (self.rows[number].amounts, -int(one * common)) for number, one in multipliers.items()
        ]
        for amounts, times in weighed:
            constant += amounts.constant * times
            for option, (all_in, each) in amounts.options.items():
                before = options.get(option, (0, 0))
                options[option] = (before[0] + all_in * times, before[1] + each * times)
        return Fraction(constant + self._best(box, options), self.scale * common)

    def _best(self, box: Box, options: Mapping[Option, tuple[int, int]]) -> int:
        """The least that the measures of a box can add, each by itself."""
        found = 0
        for number, part in enumerate(box):
            pairs = (options.get((number, start), (0, 0)) for start in part.starts)
            sizes = self.sizes(number, part)
            values = [all_in + each * size for all_in, each in pairs for size in sizes]
            found += min(values if part.low else [0, *values])
        return found

    def sizes(self, number: int, part: Part) -> tuple[int, int]:
        """The smallest and largest size that a measure has in a box where it is chosen."""
        return max(part.low, self._least[number]), part.high

    def least(self, number: int, box: Box) -> Fraction:
        """The least surplus of a row in a box, the other rows left aside."""
        amounts = self.rows[number].amounts
        return Fraction(amounts.constant + self._best(box, amounts.options), self.scale)


@dataclass(frozen=True, slots=True)
class _Form:
    """A sum over what is chosen, in fractions, by step."""

    constant: Fraction
    options: Mapping[Option, tuple[Fraction, Fraction]]

    def figures(self) -> Iterator[Fraction]:
        yield self.constant
        for pair in self.options.values():
            yield from pair

    def whole(self, scale: int) -> Amounts:
        options = {
            option: (int(all_in * scale), int(each * scale))
            for option, (all_in, each) in self.options.items()
        }
        return Amounts(int(self.constant * scale), options)


def _stronger(form: _Form) -> _Form:
    """The same row less what whole steps cannot reach: it asks no more, and bounds better."""
    widths = [one for pair in form.options.values() for one in pair]
    width = lattice_step(widths) if any(widths) else NONE
    return replace(form, constant=form.constant - form.constant % width) if width else form
