# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Employment develops no worse than in the whole country."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from compensatie.errors import Fault
from compensatie.facts.facts import Facts
from compensatie.facts.numbers import Year
from compensatie.facts.place import Place
from compensatie.facts.record import Name
from compensatie.facts.series import Series, SeriesOrNumber
from compensatie.formulation.decision import Decision
from compensatie.formulation.row import Row
from compensatie.language import Language
from compensatie.ledger import Ledger
from compensatie.rule import Finding, Rule, Unit, Words, relative_level


class NationalDeviation(Rule):
    r"""The relative change in a province is no lower than that of the country.

    .. math:: \frac{E_{p,t,s}-E^0_p}{E^0_p} \ge \frac{N_{t,s}-N^0_s}{N^0_s} - \theta_t

    Linear, multiplied out; :math:`N` depends on the choices too, because jobs that are new to
    the government add to it:

    .. math:: E_{p,t,s} - \frac{E^0_p}{N^0_s}\, N_{t,s} \ge -\theta_t E^0_p

    `direction = "both"` also asks that it is no higher, by the same tolerance. With
    `national = "without-province"` base and level of the country both leave the province out.
    Measured, bound and slack are in jobs.

    Passes: 100 → 103 where the country goes 1000 → 1030. Fails: 100 → 102.

    Source: motie-De Vries (Kamerstuk 31 490, nr. 126).
    """

    family: Literal["national-deviation"]
    """The rule family."""
    provinces: tuple[Name, ...] | None = None
    """Provinces compared with the country (default: every listed one)."""
    tolerance: SeriesOrNumber = Series({1900: 0})
    """Difference of the two relative changes that is allowed, as a share; one number or by year."""
    direction: Literal["below", "both"] = "below"
    """Whether only lagging behind is refused, or running ahead too."""
    base_year: Year | None = None
    """Year from which change is counted (default: the reference year, and no later)."""
    national: Literal["total", "without-province"] = "total"
    """Whether the country includes the province itself."""

    @property
    def unit(self) -> Unit:
        """Jobs."""
        return "jobs"

    @property
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language."""
        return WORDS

    def faults(self, facts: Facts) -> Iterator[Fault]:
        """Also: a base year after the reference year."""
        yield from super().faults(facts)
        if self.base_year is not None and self.base_year > facts.reference_year:
            yield Fault(
                "base-year-too-late",
                "{year} lies after the reference year",
                path=("base_year",),
                value=str(self.base_year),
                allowed="a year up to the reference year {reference}",
                details={"year": str(self.base_year), "reference": str(facts.reference_year)},
            )

    def _base(self, facts: Facts) -> int:
        return facts.reference_year if self.base_year is None else self.base_year

    def need(self, facts: Facts, province: str) -> None:
        """Reads the employment of the base year and of every scenario and year in scope."""
        for scenario in facts.scenarios:
            for year in (self._base(facts), *self.years_in(facts)):
                facts.baseline(province, year, scenario)

    def _levels(self, facts: Facts, province: str, scenario: str) -> tuple[Fraction, Fraction]:
        """Level of the province and of the country in the base year."""
        base = self._base(facts)
        level = relative_level(facts.baseline(province, base, scenario), province, base)
        country = facts.national_baseline(base, scenario)
        if self.national == "without-province":
            country -= level
        return level, relative_level(country, facts.instance.name, base)

    def _without(self, province: str) -> str | None:
        return province if self.national == "without-province" else None

    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """The province's employment less its share of the country's, for each side."""
        for scenario in facts.scenarios:
            for province in self.tested(facts):
                level, country = self._levels(facts, province, scenario)
                for year in self.years_in(facts):
                    national = decision.national(year, scenario, self._without(province))
                    employment = decision.employment(province, year, scenario)
                    ahead = employment - national * (level / country)
                    room = level * self.tolerance_in(self.tolerance, year)
                    lower = Place(scenario, province, year, "lower")
                    yield Row(ahead, ">=", -room, lower, scale=level)
                    if self.direction == "both":
                        upper = lower._replace(side="upper")
                        yield Row(ahead, "<=", room, upper, scale=level)

    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """Employment against what it would be at the country's own pace."""
        for scenario in facts.scenarios:
            for province in self.tested(facts):
                level, country = self._levels(facts, province, scenario)
                for year in self.years_in(facts):
                    measured = ledger.employment(province, year, scenario)
                    pace = ledger.national(year, scenario, self._without(province)) / country
                    tolerance = self.tolerance_in(self.tolerance, year)
                    lower = Place(scenario, province, year, "lower")
                    yield self.finding(lower, measured, ">=", level * (pace - tolerance))
                    if self.direction == "both":
                        upper = lower._replace(side="upper")
                        yield self.finding(upper, measured, "<=", level * (pace + tolerance))


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        asks="De werkgelegenheid ontwikkelt zich in de provincie niet slechter dan in het land.",
        met="{province} houdt in {year} ({scenario}) het landelijke tempo bij: {measured} {unit}, "
        "de grens is {bound}, de ruimte is {slack}.",
        missed="{province} wijkt in {year} ({scenario}) {shortfall} {unit} te veel af van het "
        "landelijke tempo: {measured}, de grens is {bound}.",
    ),
    "en": Words(
        asks="Employment in the province develops no worse than in the country.",
        met="{province} keeps the national pace in {year} ({scenario}): {measured} {unit}, "
        "the bound is {bound}, {slack} to spare.",
        missed="{province} differs {shortfall} {unit} too much from the national pace in {year} "
        "({scenario}): {measured}, the bound is {bound}.",
    ),
}
