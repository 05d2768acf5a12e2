# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A province takes in no more jobs a year than it can fill."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from compensatie.facts.facts import Facts
from compensatie.facts.numbers import Share
from compensatie.facts.place import Place
from compensatie.facts.record import Name
from compensatie.formulation.decision import Decision
from compensatie.formulation.row import Row
from compensatie.language import Language
from compensatie.ledger import Ledger
from compensatie.rule import Finding, Rule, Unit, Words


class Absorption(Rule):
    r"""Net jobs that measures add in a year stay within a share of the labour force.

    Asked for each province and year in scope; before the horizon no measure has jobs. In jobs.

    .. math:: J_{p,t} - J_{p,t-1} \le \sigma\, \text{labour force}_{p,t}

    Passes: 100 more where the labour force is 10,000 and 1 % is allowed. Fails: 101 more.

    Source: a region that is thinly peopled cannot fill large units at once.
    """

    family: Literal["absorption"]
    """The rule family."""
    provinces: tuple[Name, ...] | None = None
    """Provinces whose labour market is looked at (default: every listed one)."""
    share: Share
    """Largest part of the labour force by which the measures' jobs may grow in a year."""

    @property
    def unit(self) -> Unit:
        """Jobs."""
        return "jobs"

    @property
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language."""
        return WORDS

    def need(self, facts: Facts, province: str) -> None:
        """Reads the labour force of every year in scope."""
        for year in self.years_in(facts):
            facts.people("labour_force", province, year)

    def _limit(self, facts: Facts, province: str, year: int) -> Fraction:
        return Fraction(self.share) * facts.people("labour_force", province, year)

    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """The jobs of measures this year less those of last year."""
        for province in self.tested(facts):
            for year in self.years_in(facts):
                limit = self._limit(facts, province, year)
                growth = decision.jobs(province, year) - decision.jobs(province, year - 1)
                place = Place(province=province, year=year)
                yield Row(growth, "<=", limit, place, scale=max(limit, Fraction(1)))

    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """The growth of the package's jobs against the share of the labour force."""
        for province in self.tested(facts):
            for year in self.years_in(facts):
                growth = ledger.jobs(province, year) - ledger.jobs(province, year - 1)
                limit = self._limit(facts, province, year)
                yield self.finding(Place(province=province, year=year), growth, "<=", limit)


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        asks="Er komen niet meer banen tegelijk bij dan de provincie kan vervullen.",
        met="In {province} komen er in {year} {measured} {unit} bij; {bound} kan.",
        missed="In {province} komen er in {year} {measured} {unit} bij, {shortfall} meer dan kan.",
    ),
    "en": Words(
        asks="No more jobs come at once than the province can fill.",
        met="{province} gains {measured} {unit} in {year}; {bound} can be taken in.",
        missed="{province} gains {measured} {unit} in {year}, {shortfall} more than it can "
        "take in.",
    ),
}
