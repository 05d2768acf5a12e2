# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""No agency brings most of the jobs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from compensatie.facts.facts import Facts
from compensatie.facts.measure import Measure
from compensatie.facts.numbers import Share
from compensatie.facts.place import Place
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, total
from compensatie.formulation.row import Row
from compensatie.language import Language
from compensatie.ledger import Ledger
from compensatie.rule import Finding, Rule, Unit, Words


class Concentration(Rule):
    r"""The jobs gained through one agency stay within a share of all jobs gained.

    Asked for each agency :math:`a`, in the last year in scope, gross, in jobs; measures without
    an agency count in the whole only.

    .. math:: \sum_{m \in a} \sum_p \text{gained}_{m,p}\, A_{m,t} \le
       \sigma \sum_m \sum_p \text{gained}_{m,p}\, A_{m,t}

    Passes: 50 of 100 where half is allowed. Fails: 51 of 100.

    Source: what rests on one agency goes when that agency goes.
    """

    family: Literal["concentration"]
    """The rule family."""
    share: Share
    """Largest part of all jobs gained that one agency may bring."""

    @property
    def unit(self) -> Unit:
        """Jobs."""
        return "jobs"

    @property
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language."""
        return WORDS

    def _agencies(self, facts: Facts) -> dict[str, list[Measure]]:
        """The measures of each agency, in the order of the file."""
        found: dict[str, list[Measure]] = {}
        for measure in facts.measures:
            if measure.agency is not None:
                found.setdefault(measure.agency, []).append(measure)
        return found

    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """Each agency's gain less the share of the whole."""
        for year in self.years_in(facts)[-1:]:

            def gained(measures: list[Measure], year: int = year) -> Linear:
                return total(decision.gained(one, facts.provinces, year) for one in measures)

            allowed = gained(list(facts.measures)) * Fraction(self.share)
            for agency, measures in self._agencies(facts).items():
                place = Place(year=year, item=agency)
                yield Row(gained(measures) - allowed, "<=", Fraction(0), place)

    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """What each agency brings, against the share of what the package brings."""
        for year in self.years_in(facts)[-1:]:
            brought = {agency: Fraction(0) for agency in self._agencies(facts)}
            whole = Fraction(0)
            for measure, _, _ in ledger.choices():
                for province in facts.provinces:
                    jobs = ledger.gained(measure, province, year)
                    whole += jobs
                    if measure.agency is not None:
                        brought[measure.agency] += jobs
            for agency, jobs in brought.items():
                place = Place(year=year, item=agency)
                yield self.finding(place, jobs, "<=", Fraction(self.share) * whole)


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        asks="Geen dienst brengt een te groot deel van de banen.",
        met="{item} brengt in {year} {measured} {unit}; {bound} mag.",
        missed="{item} brengt in {year} {measured} {unit}, {shortfall} meer dan mag.",
    ),
    "en": Words(
        asks="No agency brings too large a part of the jobs.",
        met="{item} brings {measured} {unit} in {year}; {bound} are allowed.",
        missed="{item} brings {measured} {unit} in {year}, {shortfall} more than allowed.",
    ),
}
