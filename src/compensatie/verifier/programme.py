# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The programme: every row that a package must keep, and what it costs, from facts and policy."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm
from typing import Any

from compensatie.verifier.facts import Instance
from compensatie.verifier.families import BY_PROVINCE, FAMILIES, Asked, Place
from compensatie.verifier.figures import Figures, Unknown, undiscounted
from compensatie.verifier.form import NONE, Form, Package
from compensatie.verifier.shapes import NotProved, Refused, Table, read

Key = tuple[str | int | None, ...]
"""Name of a row: a rule's id and place, or the number of a relation and of its row."""


@dataclass(frozen=True)
class Row:
    """Something that must be at least 0."""

    key: Key
    surplus: Form
    price: Fraction | None
    """What a unit of shortfall adds to the objective; None: no package may be short."""

    def strengthened(self, steps: Mapping[str, Fraction]) -> Form:
        """The surplus less what whole steps cannot reach.

        Every package adds whole multiples of one number to the constant. The surplus is
        therefore at least 0 exactly where it is at least the smallest such value that is.
        """
        parts = [
            part
            for (name, _), (whole, each) in self.surplus.amounts.items()
            for part in (whole, each * steps[name])
        ]
        common = lcm(*(part.denominator for part in parts))
        width = Fraction(gcd(*(int(part * common) for part in parts)), common)
        if self.price is not None or not width:
            return self.surplus
        return self.surplus.plus(self.surplus.constant % width, -1)


class Programme:
    """An instance under a model, for the scenarios and locks of a call."""

    def __init__(
        self,
        instance: Instance,
        model: Any,
        scenarios: Collection[str] = (),
        include: Collection[str] = (),
        exclude: Collection[str] = (),
    ) -> None:
        self.instance, self.model = instance, read(model, "model", "the model")
        self.figures = Figures(instance, self.model)
        locks, known = self.model.locks, instance.scenarios
        self.include = {*(locks.include or ()), *include}
        self.exclude = {*(locks.exclude or ()), *exclude}
        if not {*scenarios} <= {*known} or not self.include | self.exclude <= {*instance.measures}:
            raise Refused("a scenario or a lock names what the instance does not have")
        if self.include & self.exclude:
            raise Refused("a measure is both included and excluded")
        self.scenarios = tuple(one for one in known if one in scenarios or not scenarios)
        self.left_out: list[str] = []
        """Rules that look at none of the scenarios."""
        self.untested: list[tuple[str, str]] = []
        """Rules and provinces that could not be tested, because figures are unknown."""
        self.cost = self._cost()
        self.rows = {row.key: row for row in (*self._relation_rows(), *self._rule_rows())}

    def _cost(self) -> Form:
        """What the first objective comes to, shortfalls left out."""
        figures, objective, years = self.figures, self.model.objective, self.instance.years
        measures, payers, codes = figures.measures, objective.payers, self.instance.provinces
        match objective.minimise:
            case "cost":
                return figures.present_value(measures, years, payers)
            case "cost-once":
                return figures.paid(measures, payers, undiscounted(years), {})
            case "cost-yearly":
                return figures.paid(measures, payers, {}, undiscounted(years[-1:]))
            case "jobs-taken":
                gross = figures.net_jobs(measures, codes, years[-1])
                gained = figures.active(measures, years[-1], lambda m: figures.effect(m, codes, 0))
                return gained.plus(gross, -1)
        return Form(NONE)

    def _relation_rows(self) -> Iterator[Row]:
        for number, relation in enumerate(self.instance.table.relations, start=1):
            for position, form in enumerate(self._relation(relation), start=1):
                yield Row((number, position), form, None)

    def _relation(self, relation: Table) -> Iterator[Form]:
        members = [self.instance.measures[name] for name in relation.members]
        last, started = self.instance.years[-1], self.figures.started
        chosen, together = [started([one], last) for one in members], started(members, last)
        match relation.kind:
            case "requires":
                for year in members[0].starts:
                    yield started(members[1:], year).plus(started(members[:1], year), -1)
            case "excludes":
                yield Form(Fraction(1)).plus(together, -1)
            case "together":
                for one in chosen[1:]:
                    yield one.plus(chosen[0], -1)
                    yield chosen[0].plus(one, -1)
            case "at-most":
                yield Form(Fraction(relation.count)).plus(together, -1)
            case _:
                yield together.plus(Fraction(relation.count), -1)

    def _rule_rows(self) -> Iterator[Row]:
        rules = Instance.by(self.model.rules, "id")
        for rule in rules.values():
            if rule.family not in FAMILIES:
                raise Refused(f"the rule {rule.id!r} is of a family that is not there")
            wanted = (
                self.instance.scenarios if rule.scenarios in (None, "every") else rule.scenarios
            )
            if not isinstance(wanted, Collection) or not {*wanted} <= {*self.instance.scenarios}:
                raise Refused(f"the rule {rule.id!r} names scenarios that are not there")
            scenarios = tuple(one for one in self.scenarios if one in wanted)
            rows = list(self._rows_of(rule, scenarios)) if scenarios else []
            self.left_out += [] if scenarios else [rule.id]
            if scenarios and not rows and rule.id not in dict(self.untested):
                raise Refused(f"the rule {rule.id!r} asks nothing of this instance")
            for place, surplus in rows:
                yield Row((rule.id, *place), surplus, self._price(rule, place))

    def _rows_of(self, rule: Table, scenarios: tuple[str, ...]) -> Iterator[tuple[Place, Form]]:
        horizon = self.instance.years
        first, last = rule.years.first or horizon[0], rule.years.last or horizon[-1]
        years = tuple(year for year in horizon if first <= year <= last)
        is_local = rule.family in BY_PROVINCE
        for code in self.instance.codes(rule.provinces) if is_local else ("",):
            try:
                asked = Asked(rule, years, scenarios, code)
                yield from list(FAMILIES[rule.family](self.figures, asked))
            except Unknown as unknown:
                if rule.where_unknown == "error":
                    raise Refused(f"the rule {rule.id!r}: {unknown} is unknown") from None
                self.untested.append((rule.id, code))

    def _price(self, rule: Table, place: Place) -> Fraction | None:
        """What a unit of shortfall of a row adds to the objective."""
        if rule.strength == "hard":
            return None
        if rule.price is None:
            raise Refused(f"the soft rule {rule.id!r} needs a price")
        price = {"shortfall": Fraction(1), "jobs-taken": NONE}.get(self.model.objective.minimise)
        if price is not None:
            return price
        found: Fraction = rule.price
        return found if place.scenario is None else found * self._weight(place.scenario)

    def _weight(self, scenario: str) -> Fraction:
        """The probability of a scenario among those selected, or equal parts."""
        known = self.instance.scenarios
        given = {name: Fraction(known[name].probability or 0) for name in self.scenarios}
        total = sum(given.values())
        return given[scenario] / total if total else Fraction(1, len(given))

    @property
    def parts(self) -> int:
        """Values compare after rounding: euros to cents, jobs to millionths."""
        return 100 if self.model.objective.minimise.startswith("cost") else 10**6

    def rounded(self, value: Fraction) -> Fraction:
        """A value of the objective, as values compare."""
        return Fraction(round(value * self.parts), self.parts)

    def value(self, package: Package) -> Fraction:
        """What the first objective comes to, rounded."""
        return self.rounded(self.worth(package))

    def worth(self, package: Package) -> Fraction:
        """What the first objective comes to, to the last digit."""
        priced = [row for row in self.rows.values() if row.price]
        short = (row.price * max(NONE, -row.surplus.value(package)) for row in priced if row.price)
        return self.cost.value(package) + sum(short)

    def require_kept(self, package: Package) -> None:
        """Refuses a package that breaks anything."""
        for name, (start, size) in package.items():
            measure = self.instance.measures.get(name)
            if measure is None:
                raise NotProved(f"the package chooses {name!r}, which is not there")
            steps = size / measure.step
            if start not in measure.starts or steps not in range(measure.least, measure.most + 1):
                raise NotProved(f"{name!r} cannot start in {start} at size {size}")
        if broken := (self.include - {*package}) | (self.exclude & {*package}):
            raise NotProved(f"the package does not keep the lock on {min(broken)!r}")
        for row in self.rows.values():
            missing = -row.surplus.value(package)
            if row.price is None and missing > 0:
                raise NotProved(f"the package misses {named(row.key)} by {float(missing)}")


def named(key: Key) -> str:
    """A row in words."""
    if isinstance(key[0], int):
        return f"relation {key[0]}"
    return f"the rule {key[0]!r} ({', '.join(str(part) for part in key[1:] if part is not None)})"
