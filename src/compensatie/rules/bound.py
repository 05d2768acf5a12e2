# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A quantity is at most, at least, or exactly a value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from pydantic import StrictBool, model_validator
from pydantic_core import PydanticCustomError

from compensatie.errors import Fault
from compensatie.facts.facts import Facts
from compensatie.facts.measure import Kind, Measure
from compensatie.facts.numbers import Number
from compensatie.facts.place import Place, Sense
from compensatie.facts.record import Name
from compensatie.facts.references import unknown
from compensatie.formulation.decision import Decision
from compensatie.formulation.row import Row
from compensatie.language import Language
from compensatie.ledger import Ledger
from compensatie.quantity import QUANTITIES, QuantityName, Scope
from compensatie.rule import Finding, Rule, Unit, Words


class Bound(Rule):
    r"""A quantity of the package is at most, at least, or exactly a value.

    .. math:: \text{at\_least} \le Q_t(w, z) \le \text{at\_most}

    :math:`Q` is, over the measures in scope: `cost`, the net present value of the years in scope
    (with `each_year`: that year's EUR); `cost-once` of those years; `cost-yearly` of the last;
    `jobs`, net, summed over the provinces, `measures`, the number started, and `size`, started:
    by the last year in scope, or each. `exactly` is both sides at once.

    Passes: cost 99 where at most 100 is allowed. Fails: cost 100.01.
    Source: a budget, a promise, or a limit that a decision states.
    """

    family: Literal["bound"]
    """The rule family."""
    quantity: QuantityName
    """What is bounded: EUR, jobs, number of measures, or size."""
    at_most: Number | None = None
    """Most that is allowed, in the quantity's unit."""
    at_least: Number | None = None
    """Least that is allowed, in the quantity's unit."""
    exactly: Number | None = None
    """The only value that is allowed, in the quantity's unit."""
    each_year: StrictBool = False
    """Ask it of every year in scope instead of in total."""
    payers: tuple[Name, ...] | None = None
    """Only what these pay counts (default: everyone)."""
    kinds: tuple[Kind, ...] | None = None
    """Only measures of these kinds (default: all)."""
    measures: tuple[Name, ...] | None = None
    """Only these measures (default: all)."""
    provinces: tuple[Name, ...] | None = None
    """Jobs in these provinces; else only measures that bring jobs there (default: all)."""

    @model_validator(mode="after")
    def _has_a_value(self) -> Bound:
        sides = self.at_most is not None or self.at_least is not None
        if sides == (self.exactly is not None):
            raise PydanticCustomError(
                "bound-without-value", "give at_most, at_least or both, or exactly alone"
            )
        return self

    @property
    def unit(self) -> Unit:
        """The quantity's own."""
        return QUANTITIES[self.quantity].unit

    @property
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language, with the quantity's name."""
        quantity = QUANTITIES[self.quantity]
        return {
            "nl": Words(
                asks=f"Er is een grens aan: {quantity.dutch}.",
                met=f"Binnen de grens ({quantity.dutch}): {{measured}}, de grens is {{bound}}.",
                missed=f"Buiten de grens ({quantity.dutch}): {{measured}}, de grens is {{bound}}.",
            ),
            "en": Words(
                asks=f"There is a limit to: {quantity.english}.",
                met=f"Within the limit ({quantity.english}): {{measured}}, the limit is {{bound}}.",
                missed=f"Beyond the limit ({quantity.english}): {{measured}}, allowed {{bound}}.",
            ),
        }

    def faults(self, facts: Facts) -> Iterator[Fault]:
        """Also: a measure that the instance does not have."""
        yield from super().faults(facts)
        known = facts.instance.measure_by_id
        for position, name in enumerate(self.measures or ()):
            if name not in known:
                text = "there is no measure “{name}”"
                yield unknown("unknown-measure", text, name, known, "measures", position)

    def _measures(self, facts: Facts) -> tuple[Measure, ...]:
        """The measures that count."""
        here = frozenset(self.provinces_in(facts))
        anywhere = self.quantity == "jobs" or self.provinces is None
        return tuple(
            one
            for one in facts.measures
            if (self.kinds is None or one.kind in self.kinds)
            and (self.measures is None or one.id in self.measures)
            and (anywhere or not here.isdisjoint(one.gained()))
        )

    def _scopes(self, facts: Facts) -> Iterator[tuple[int | None, Scope]]:
        """What each row looks at, with its year: None where it spans several."""
        years, provinces = self.years_in(facts), self.provinces_in(facts)
        measures = self._measures(facts)
        if self.each_year:
            for year in years:
                yield year, Scope(measures, provinces, (year,), self.payers)
        elif years:
            year_of_row = None if QUANTITIES[self.quantity].spans_years else years[-1]
            yield year_of_row, Scope(measures, provinces, years, self.payers)

    def _sides(self, year: int | None) -> Iterator[tuple[Place, Sense, Fraction]]:
        """Each side that has a value."""
        least = self.at_least if self.exactly is None else self.exactly
        most = self.at_most if self.exactly is None else self.exactly
        if least is not None:
            yield Place(year=year, side="lower"), ">=", Fraction(least)
        if most is not None:
            yield Place(year=year, side="upper"), "<=", Fraction(most)

    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """The quantity as it depends on the choices, against each value."""
        quantity = QUANTITIES[self.quantity]
        for year, scope in self._scopes(facts):
            left = quantity.as_form(decision, scope, each_year=self.each_year)
            for place, sense, right in self._sides(year):
                yield Row(left, sense, right, place, scale=max(abs(right), Fraction(1)))

    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """The quantity of the package against each value."""
        quantity = QUANTITIES[self.quantity]
        for year, scope in self._scopes(facts):
            measured = quantity.as_value(ledger, scope, each_year=self.each_year)
            for place, sense, bound in self._sides(year):
                yield self.finding(place, measured, sense, bound)
