# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The programme of one scenario, compiled once for all of them: a block of the equivalent.

Scenarios share columns and coefficients. What tells one from another is how much each row asks,
and by how much a soft rule can be missed: two tables of bounds, a line for each scenario.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil

import numpy as np

from compensatie.engine.arrays import Arrays, Real, Whole
from compensatie.engine.case import Case, RuleInCase
from compensatie.engine.lattice import lattice_step
from compensatie.engine.linear_programme import Constraint, LinearProgramme
from compensatie.engine.programme import Programme
from compensatie.facts.place import Place
from compensatie.formulation.linear import Linear, Term, total
from compensatie.formulation.row import Row

NEVER = 10_000
"""The year of what is never the same in two scenarios: later than any."""
RowKey = tuple[str, Place, frozenset[tuple[Term, int]], int]
"""What two scenarios must have in common for a row of a soft rule to be the same row."""


def of_scenario(case: Case, scenario: str) -> Case:
    """The case with one of its scenarios only, and the rules that look at it."""
    rules = tuple(
        replace(
            entry,
            facts=entry.facts.within([scenario]),
            without_measures=tuple(
                one for one in entry.without_measures if one.place.scenario in (None, scenario)
            ),
        )
        for entry in case.rules
        if scenario in entry.facts.scenarios
    )
    return replace(case, facts=case.facts.within([scenario]), rules=rules)


@dataclass(slots=True)
class SharedRow:
    """A row that scenarios share, and what each of them asks."""

    terms: Mapping[int, Fraction]
    """Coefficients over the columns."""
    form: Linear
    """The same over the choices, without what the scenario gives."""
    step: Fraction
    """Of what the sum is a multiple in every package; 0: of nothing."""
    asked: dict[str, Fraction]
    """The least value of the sum, by scenario; a scenario that is left out asks nothing."""

    def ask(self, scenario: str, least: Fraction) -> None:
        """Asks so much in a scenario, moved to where whole steps reach it."""
        bound = ceil(least / self.step) * self.step if self.step else least
        self.asked[scenario] = max(bound, self.asked.get(scenario, bound))


@dataclass(slots=True)
class SharedShortfall:
    """What a row of a soft rule is short of: one column in every block."""

    column: int
    """Its column."""
    term: Term
    """Its unknown."""
    price: Fraction
    """EUR per unit."""
    most: dict[str, Fraction]
    """The most that it can be, by scenario; 0 where a scenario is left out."""


class Block:
    """What all scenarios share, and what each of them asks."""

    def __init__(self, case: Case) -> None:
        """Compiles the programme of a case.

        Args:
            case: facts and policy, with the scenarios in scope.
        """
        self.case = case
        self.scenarios = case.facts.scenarios
        self.programme = Programme(replace(case, rules=()))
        self.cases = {name: of_scenario(case, name) for name in self.scenarios}
        self.impossible: set[str] = set()
        """Scenarios in which a row of a hard rule is missed whatever is chosen."""
        self._rows: dict[tuple[frozenset[tuple[Term, int]], int], SharedRow] = {}
        self._shortfalls: dict[RowKey, SharedShortfall] = {}
        self._soft: dict[RowKey, SharedRow] = {}
        for entry in case.rules:
            self._take(entry)

    def _take(self, entry: RuleInCase) -> None:
        for scenarios, row in self._rows_of(entry):
            for scenario in scenarios:
                if entry.rule.is_hard:
                    self._take_hard(scenario, row)
                else:
                    self._take_soft(scenario, row, entry)

    def _rows_of(self, entry: RuleInCase) -> Iterator[tuple[tuple[str, ...], Row]]:
        """Every row of a rule, with the scenarios that ask it."""
        decision, every = self.programme.decision, entry.facts.scenarios
        for position, scenario in enumerate(every):
            rows = list(entry.rule.rows(entry.facts.within([scenario]), decision))
            if position == 0 and rows and all(row.place.scenario is None for row in rows):
                yield from ((every, row) for row in rows)
                return
            yield from (((scenario,), row) for row in rows)

    def _take_hard(self, scenario: str, row: Row) -> None:
        surplus = row.surplus()
        if self.programme.reach.most(surplus) < 0:
            self.impossible.add(scenario)
        key = (frozenset(surplus.numerators.items()), surplus.denominator)
        if key not in self._rows:
            self._rows[key] = self._shared(surplus)
        if self._rows[key].terms:
            self._rows[key].ask(scenario, -surplus.constant)

    def _take_soft(self, scenario: str, row: Row, entry: RuleInCase) -> None:
        surplus = row.surplus()
        most = -self.programme.reach.least(surplus)
        if most <= 0:
            return
        items = frozenset(surplus.numerators.items())
        key = (entry.rule.id, row.place._replace(scenario=None), items, surplus.denominator)
        if key not in self._shortfalls:
            name = f"{entry.rule.id}[{len(self._shortfalls)}]"
            term = self.programme.columns.add_shortfall(name, most)
            column = len(self.programme.columns.all) - 1
            price = Fraction(entry.rule.price or 0)
            self._shortfalls[key] = SharedShortfall(column, term, price, {})
            self._soft[key] = self._shared(total([surplus, Linear({term: Fraction(1)})]))
        self._shortfalls[key].most[scenario] = most
        self._soft[key].ask(scenario, -surplus.constant)

    def _shared(self, surplus: Linear) -> SharedRow:
        columns = self.programme.columns
        terms = columns.on_columns(surplus)
        widths = columns.widths(terms)
        step = lattice_step(widths) if widths else Fraction(0)
        return SharedRow(terms, surplus - surplus.constant, step, {})

    @cached_property
    def rule_rows(self) -> tuple[SharedRow, ...]:
        """The rows of rules that some scenario asks; they stand behind all others."""
        rows = (*self._rows.values(), *self._soft.values())
        return tuple(row for row in rows if row.asked)

    @cached_property
    def arrays(self) -> Arrays:
        """The block compiled, without an objective; its rules ask what some scenario does."""
        from compensatie.engine import lp

        rules = [
            Constraint("rule", row.terms, ">=", next(iter(row.asked.values())))
            for row in self.rule_rows
        ]
        columns = self.programme.columns
        rows = (*self.programme.constraints, *rules)
        return lp.arrays(lp.build(LinearProgramme(tuple(columns.all), rows, {}, Fraction(0))))

    @property
    def first_rule(self) -> int:
        """Index of the first row of a rule."""
        return len(self.arrays.row_lower) - len(self.rule_rows)

    @property
    def first_soft(self) -> int:
        """Index of the first row of a soft rule; all before are hard."""
        return self.first_rule + sum(bool(row.asked) for row in self._rows.values())

    def lift(self, index: int, scenario: str) -> float:
        """What must be added to a row of a hard rule so that it holds whatever is chosen."""
        row = self.rule_rows[index - self.first_rule]
        missing = row.asked[scenario] - self.programme.reach.least(row.form)
        steps = max(Fraction(0), missing)
        return float(ceil(steps / row.step) * row.step if row.step else steps)

    @cached_property
    def row_lower(self) -> Real:
        """The least value of each row, a line for each scenario."""
        lower = np.tile(self.arrays.row_lower, (len(self.scenarios), 1))
        for index, row in enumerate(self.rule_rows, start=self.first_rule):
            lower[:, index] = [
                float(row.asked[name]) if name in row.asked else -np.inf for name in self.scenarios
            ]
        return lower

    @cached_property
    def column_upper(self) -> Real:
        """The greatest value of each column, a line for each scenario."""
        upper = np.tile(self.arrays.column_upper, (len(self.scenarios), 1))
        for one in self._shortfalls.values():
            most = (one.most.get(name, Fraction(0)) for name in self.scenarios)
            upper[:, one.column] = [float(value) for value in most]
        return upper

    @cached_property
    def latest(self) -> Whole:
        """The last start year that each column depends on."""
        known = self.programme.columns.latest_starts()
        every = range(len(self.programme.columns.all))
        return np.array([known.get(column, NEVER) for column in every], dtype=np.int32)

    @cached_property
    def row_latest(self) -> Whole:
        """The last start year that each row depends on."""
        latest = self.latest[self.arrays.indices]
        return np.maximum.reduceat(latest, self.arrays.starts[:-1]).astype(np.int32)

    def costs(self, position: int) -> tuple[Whole, Real, float]:
        """One of the case's objectives in a scenario: its columns, coefficients and constant."""
        if position not in self._costs:
            self._costs[position] = self._costs_of(position)
        return self._costs[position]

    @cached_property
    def _costs(self) -> dict[int, tuple[Whole, Real, float]]:
        return {}

    def _costs_of(self, position: int) -> tuple[Whole, Real, float]:
        objective = self.case.stages[position].objective
        extra: dict[Term, Fraction] = defaultdict(Fraction)
        for one in self._shortfalls.values():
            extra[one.term] += one.price if objective.adds_penalty else 0
            extra[one.term] += 1 if objective.adds_shortfall else 0
        own = objective.expression(self.case.facts, self.programme.decision)
        form = total([own, Linear({term: price for term, price in extra.items() if price})])
        terms = self.programme.columns.on_columns(form)
        values = np.array([float(value) for value in terms.values()], dtype=np.float64)
        return np.array(list(terms), dtype=np.int32), values, float(form.constant)
