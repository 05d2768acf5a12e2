# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The programme: every row that a package must keep, and what it costs, from facts and policy."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Context, Decimal
from fractions import Fraction
from math import gcd, lcm
from typing import Any, NamedTuple

from compensatie.verifier.facts import Instance
from compensatie.verifier.families import FAMILIES, Place
from compensatie.verifier.figures import Figures, Unknown
from compensatie.verifier.form import ALWAYS, NONE, Form, Package
from compensatie.verifier.shapes import NotProved, Refused, Table

Key = tuple[str | int | None, ...]
"""Name of a row: a rule's id and place, or the number of a relation and of its row."""
SCOPE = dict.fromkeys(("provinces", "kinds", "measures", "each_year"))
"""An objective looks at all measures, over all years together."""


class Row(NamedTuple):
    """Something that must be at least 0."""

    surplus: Form
    price: Fraction | None = None
    """What a unit of shortfall adds to the objective; None: no package may be short."""

    def tightened(self) -> Form:
        """The surplus less what whole steps cannot reach, where no package may be short.

        Every package adds whole multiples of one number to the constant. The surplus is
        therefore at least 0 exactly where it is at least the smallest such value that is.
        """
        amounts = [pair for at, pair in self.surplus.amounts.items() if at != ALWAYS]
        common = lcm(*(part.denominator for pair in amounts for part in pair))
        width = Fraction(gcd(*(int(part * common) for pair in amounts for part in pair)), common)
        is_hard = self.price is None and width
        return self.surplus - self.surplus.constant % width if is_hard else self.surplus


class Programme:
    """An instance under a model, for the scenarios and locks of a call."""

    def __init__(self, instance: Instance, model: Any, chosen: Mapping[str, set[str]]) -> None:
        self.instance, self.model = instance, instance.reader.table(model, "model", "the model")
        self.figures, self.objective = Figures(instance, self.model), self.model.objective
        self.include = {*self.model.locks.include, *chosen.get("include", ())}
        self.exclude = {*self.model.locks.exclude, *chosen.get("exclude", ())}
        wanted = {*chosen.get("scenarios", ())} or {*instance.scenarios}
        self.scenarios = tuple(one for one in instance.scenarios if one in wanted)
        is_known = self.include | self.exclude <= {*instance.measures}
        if not is_known or len(self.scenarios) < len(wanted):
            raise Refused("a scenario or a lock names what the instance does not have")
        self.left_out: list[str] = []
        """Rules that look at none of the scenarios."""
        self.untested: list[tuple[str, str]] = []
        """Rules and provinces that could not be tested, because figures are unknown."""
        self._is_cost: bool = self.objective.minimise.startswith("cost")
        self._places = 2 if self._is_cost else 6
        scope = Table(**SCOPE, payers=self.objective.payers)
        self.cost = self.figures.quantity(self.objective.minimise, instance.years, scope)
        self.rows = dict([*self._relation_rows(), *self._rule_rows()])

    def _relation_rows(self) -> Iterator[tuple[Key, Row]]:
        for number, relation in enumerate(self.instance.table.relations, start=1):
            for position, form in enumerate(self._relation(relation), start=1):
                yield (number, position), Row(form)

    def _relation(self, relation: Table) -> Iterator[Form]:
        """What a relation asks, of how many of its measures have started by a year."""

        def started(*names: str, year: int = self.instance.years[-1]) -> Form:
            return self.figures.started(year, lambda one: one.id in names)

        match relation.kind:
            case "requires":
                for year in self.instance.measures[relation.measure].starts:
                    yield started(relation.on, year=year) - started(relation.measure, year=year)
            case "excludes":
                yield started(relation.measure, relation.on) * -1 + 1
            case "together":
                for name in relation.measures[1:]:
                    ahead = started(name) - started(relation.measures[0])
                    yield from (ahead, ahead * -1)
            case "at-most":
                yield started(*relation.measures) * -1 + relation.count
            case _:  # at-least
                yield started(*relation.measures) - relation.count

    def _rule_rows(self) -> Iterator[tuple[Key, Row]]:
        for name, rule in self.model.rules.items():
            wanted: Collection[str] = self.scenarios
            if rule.scenarios != "every":
                wanted = self.instance.reader.value(rule.scenarios, "[@scenario]", repr(name))
            scenarios = [one for one in self.scenarios if one in wanted]
            rows = list(self._rows_of(rule, scenarios)) if scenarios else []
            if not scenarios:
                self.left_out.append(name)
            elif not rows and name not in dict(self.untested):
                raise Refused(f"the rule {name!r} asks nothing of this instance")
            for place, surplus in rows:
                price = None if rule.strength == "hard" else self._price(rule, place)
                yield (name, *(part or None for part in place)), Row(surplus, price)

    def _rows_of(self, rule: Table, scenarios: list[str]) -> Iterator[tuple[Place, Form]]:
        family, asks = FAMILIES[rule.family]
        horizon, codes = self.instance.years, getattr(rule, "provinces", None)
        first, last = rule.years.first or horizon[0], rule.years.last or horizon[-1]
        years = [year for year in horizon if first <= year <= last]
        codes = self.instance.provinces if codes is None else codes
        for code in codes if "province" in asks else [""]:
            places = [
                Place(scenario, code, year)
                for scenario in (scenarios if "scenario" in asks else [""])
                for year in (years if "year" in asks else years[-1:])
            ]
            try:
                yield from [row for at in places for row in family(self.figures, rule, at, years)]
            except Unknown as unknown:
                if rule.where_unknown == "error":
                    raise Refused(f"the rule {rule.id!r}: {unknown} is unknown") from None
                self.untested.append((rule.id, code))

    def _price(self, rule: Table, place: Place) -> Fraction:
        """What a unit of shortfall of a row adds to the objective."""
        if rule.price is None:
            raise Refused(f"the soft rule {rule.id!r} needs a price")
        if not self._is_cost:
            return Fraction(self.objective.minimise == "shortfall")
        if not place.scenario:
            return Fraction(rule.price)
        given = {one: self.instance.scenarios[one].probability or NONE for one in self.scenarios}
        total = sum(given.values())
        share = given[place.scenario] / total if total else Fraction(1, len(given))
        return Fraction(rule.price * share)

    def rounded(self, value: Fraction) -> Fraction:
        """A value of the objective, as values compare."""
        return round(value, self._places)

    def shown(self, value: Fraction) -> str:
        """A value of the objective with its unit."""
        unit = "EUR" if self._is_cost else self.instance.table.unit
        return f"{_decimal(value):,.{self._places}f} {unit}"

    def worth(self, package: Package) -> Fraction:
        """What the first objective comes to, to the last digit."""
        found = self.cost.value(package)
        for surplus, price in self.rows.values():
            found += (price or 0) * max(NONE, -surplus.value(package))
        return found

    def package(self, choices: Iterable[Table]) -> Package:
        """Start year and steps of every measure chosen, each of which can be so."""
        found = {}
        for one in choices:
            measure = self.instance.measures.get(one.measure)
            if measure is None:
                raise NotProved(f"the package chooses {one.measure!r}, which is not there")
            steps = one.size / measure.step
            is_whole = steps.denominator == 1 and measure.least <= steps <= measure.most
            if one.start not in measure.starts or not is_whole:
                raise NotProved(f"{one.measure!r} cannot be of that size, or start in {one.start}")
            found[one.measure] = (one.start, int(steps))
        return found

    def broken(self, package: Package) -> str:
        """What a package breaks; nothing where it keeps everything."""
        if broken := (self.include - {*package}) | (self.exclude & {*package}):
            return f"the package does not keep the lock on {min(broken)!r}"
        for key, (surplus, price) in self.rows.items():
            missing = -surplus.value(package)
            if price is None and missing > 0:
                what = "relation" if type(key[0]) is int else "rule"
                where = ", ".join(str(part) for part in key if part is not None)
                return f"the package misses the {what} {where} by {_decimal(missing):.6g}"
        return ""


def _decimal(value: Fraction) -> Decimal:
    """A figure for people, with so many digits that none is missed."""
    return Context(prec=9_999).divide(Decimal(value.numerator), Decimal(value.denominator))
