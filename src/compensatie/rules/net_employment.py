# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Employment does not fall, on balance."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from compensatie.facts.facts import Facts
from compensatie.facts.numbers import NonNegative
from compensatie.facts.place import Place
from compensatie.facts.record import Name
from compensatie.facts.series import Series, SeriesOrNumber
from compensatie.formulation.decision import Decision
from compensatie.formulation.row import Row
from compensatie.language import Language
from compensatie.ledger import Ledger
from compensatie.rule import Finding, Rule, Unit, Words


class NetEmployment(Rule):
    r"""Employment in a province does not fall below its level in the reference year.

    Asked for each scenario, province and year in scope:

    .. math:: E_{p,t,s} \ge (1-\theta_t)\, E^0_p \qquad\text{or, with a floor,}\qquad
       E_{p,t,s} \ge (1-\theta_t)\, F

    Linear as it stands: :math:`E` is baseline + changes + effect times activity. In jobs.

    Passes: reference 7944, employment 7944, tolerance 0. Fails: the same with 7943.99.

    Source: the cabinet's commitment that employment shall not fall on balance
    (*per saldo niet dalen*).
    """

    family: Literal["net-employment"]
    """The rule family."""
    provinces: tuple[Name, ...] | None = None
    """Provinces that it protects (default: every listed one)."""
    tolerance: SeriesOrNumber = Series({1900: 0})
    """Share of the level that may be lost; one number, or by year."""
    sectors: tuple[Name, ...] | None = None
    """Sectors that count (default: all)."""
    floor: NonNegative | None = None
    """Level to keep in place of the reference level, in jobs."""

    @property
    def unit(self) -> Unit:
        """Jobs."""
        return "jobs"

    @property
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language."""
        return WORDS

    def need(self, facts: Facts, province: str) -> None:
        """Reads the employment of every scenario and year in scope."""
        for scenario in facts.scenarios:
            self._level(facts, province, scenario)
            for year in self.years_in(facts):
                facts.baseline(province, year, scenario, self.sectors)

    def _level(self, facts: Facts, province: str, scenario: str) -> Fraction:
        if self.floor is not None:
            return Fraction(self.floor)
        return facts.reference(province, scenario, self.sectors)

    def _places(self, facts: Facts) -> Iterator[tuple[str, str, int, Fraction]]:
        """Each scenario, province and year in scope, with the bound there."""
        for scenario in facts.scenarios:
            for province in self.tested(facts):
                level = self._level(facts, province, scenario)
                for year in self.years_in(facts):
                    share = 1 - self.tolerance_in(self.tolerance, year)
                    yield scenario, province, year, share * level

    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """Employment as it depends on the choices, at least the level to keep."""
        for scenario, province, year, bound in self._places(facts):
            employment = decision.employment(province, year, scenario, self.sectors)
            place = Place(scenario, province, year)
            yield Row(employment, ">=", bound, place, scale=max(bound, Fraction(1)))

    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """Employment as the package leaves it, against the level to keep."""
        for scenario in facts.scenarios:
            for province in self.tested(facts):
                for year in self.years_in(facts):
                    level = self._level(facts, province, scenario)
                    lost = level * self.tolerance_in(self.tolerance, year)
                    measured = ledger.employment(province, year, scenario, self.sectors)
                    place = Place(scenario, province, year)
                    yield self.finding(place, measured, ">=", level - lost)


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        asks="De werkgelegenheid daalt per saldo niet onder het niveau dat behouden moet blijven.",
        met="{province} houdt in {year} ({scenario}) {measured} {unit}; nodig is {bound}, "
        "de ruimte is {slack}.",
        missed="{province} komt in {year} ({scenario}) {shortfall} {unit} tekort: {measured} "
        "van de {bound}.",
    ),
    "en": Words(
        asks="Employment does not fall, on balance, below the level to be kept.",
        met="{province} keeps {measured} {unit} in {year} ({scenario}); {bound} are needed, "
        "{slack} to spare.",
        missed="{province} is {shortfall} {unit} short in {year} ({scenario}): {measured} "
        "of {bound}.",
    ),
}
