# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Employment is spread evenly over the provinces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from compensatie.facts.facts import Facts
from compensatie.facts.numbers import Share
from compensatie.facts.place import Place
from compensatie.facts.record import Name
from compensatie.formulation.decision import Decision
from compensatie.formulation.row import Row
from compensatie.language import Language
from compensatie.ledger import Ledger
from compensatie.rule import Finding, Rule, Unit, Words, relative_level


class EvenDistribution(Rule):
    r"""A province has its part of the country's employment.

    With :math:`q_{p,t}` the province's part of the country's population or labour force:

    .. math:: \text{proportional:}\quad E_{p,t,s} \ge (1-\theta)\, q_{p,t}\, N_{t,s}

    .. math:: \text{reference:}\quad q_{p,t} - \frac{E_{p,t,s}}{N_{t,s}} \le
       q_{p,0} - \frac{E^0_p}{N^0_s}
       \;\Longleftrightarrow\;
       E_{p,t,s} \ge \Big(q_{p,t} - q_{p,0} + \frac{E^0_p}{N^0_s}\Big) N_{t,s}

    Linear, because :math:`q` does not depend on the choices. Measured, bound and slack in jobs.

    Passes: 10 % of the people, 100 of 1000 jobs. Fails: 99 of 1000.

    Source: motie-Bisschop/Inge van Dijk (Kamerstuk 36 200 VII, nr. 34).
    """

    family: Literal["even-distribution"]
    """The rule family."""
    provinces: tuple[Name, ...] | None = None
    """Provinces that are to have their part (default: every listed one)."""
    by: Literal["population", "labour_force"] = "population"
    """Whom the province's part is taken of."""
    limit: Literal["proportional", "reference"] = "proportional"
    """Ask for the whole part, or only that the gap is no wider than in the reference year."""
    tolerance: Share = Decimal(0)
    """Share of the part that may be lacking (proportional only)."""

    @model_validator(mode="after")
    def _tolerance_fits(self) -> EvenDistribution:
        if self.limit == "reference" and self.tolerance:
            raise PydanticCustomError(
                "tolerance-not-here", 'tolerance goes with limit = "proportional" only'
            )
        return self

    @property
    def unit(self) -> Unit:
        """Jobs."""
        return "jobs"

    @property
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language."""
        return WORDS

    def need(self, facts: Facts, province: str) -> None:
        """Reads people and employment of every scenario and year in scope."""
        years = self.years_in(facts)
        if self.limit == "reference":
            years = (facts.reference_year, *years)
        for year in years:
            facts.people(self.by, province, year)
            for scenario in facts.scenarios:
                facts.baseline(province, year, scenario)

    def _part(self, facts: Facts, province: str, year: int) -> Fraction:
        """The province's part of the people of the country."""
        country = facts.people_in_country(self.by, year)
        return facts.people(self.by, province, year) / relative_level(
            country, facts.instance.name, year
        )

    def _demand(self, facts: Facts, province: str, year: int, scenario: str) -> Fraction:
        """The part of the country's employment that the province is to have."""
        part = self._part(facts, province, year)
        if self.limit == "proportional":
            return (1 - Fraction(self.tolerance)) * part
        base = facts.reference_year
        country = facts.national_baseline(base, scenario)
        had = facts.reference(province, scenario) / relative_level(
            country, facts.instance.name, base
        )
        return part - self._part(facts, province, base) + had

    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """Employment less the province's part of the country's."""
        for scenario in facts.scenarios:
            for province in self.tested(facts):
                for year in self.years_in(facts):
                    demand = self._demand(facts, province, year, scenario)
                    national = decision.national(year, scenario)
                    employment = decision.employment(province, year, scenario)
                    place = Place(scenario, province, year)
                    scale = max(abs(demand * national.constant), Fraction(1))
                    yield Row(employment - national * demand, ">=", Fraction(0), place, scale)

    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """Employment against the province's part of the country's."""
        for scenario in facts.scenarios:
            for province in self.tested(facts):
                for year in self.years_in(facts):
                    measured = ledger.employment(province, year, scenario)
                    demand = self._demand(facts, province, year, scenario)
                    bound = ledger.national(year, scenario) * demand
                    yield self.finding(Place(scenario, province, year), measured, ">=", bound)


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        asks="De rijkswerkgelegenheid is evenredig over de provincies verdeeld.",
        met="{province} heeft in {year} ({scenario}) zijn deel: {measured} {unit}, nodig is "
        "{bound}, de ruimte is {slack}.",
        missed="{province} heeft in {year} ({scenario}) {shortfall} {unit} minder dan zijn deel: "
        "{measured} van de {bound}.",
    ),
    "en": Words(
        asks="Central-government employment is spread evenly over the provinces.",
        met="{province} has its part in {year} ({scenario}): {measured} {unit}, {bound} are "
        "needed, {slack} to spare.",
        missed="{province} has {shortfall} {unit} less than its part in {year} ({scenario}): "
        "{measured} of {bound}.",
    ),
}
