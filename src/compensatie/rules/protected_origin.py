# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Measures take no jobs from protected provinces."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from compensatie.facts.facts import Facts
from compensatie.facts.numbers import NonNegative
from compensatie.facts.place import Place
from compensatie.facts.record import Name
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import total
from compensatie.formulation.row import Row
from compensatie.language import Language
from compensatie.ledger import Ledger
from compensatie.rule import Finding, Rule, Unit, Words


class ProtectedOrigin(Rule):
    r"""The jobs that measures take from these provinces together stay within a limit.

    Asked for each year in scope, gross: what a measure brings back is not set off. In jobs.

    .. math:: \sum_{p \in P} \sum_m \text{taken}_{m,p}\, A_{m,t} \le L

    Passes: 0 taken where none may be. Fails: 0.5 taken.

    Source: government jobs shall not be moved from one weak region to another.
    """

    family: Literal["protected-origin"]
    """The rule family."""
    provinces: tuple[Name, ...] | None = None
    """Provinces that are protected (default: every listed one)."""
    at_most: NonNegative = Decimal(0)
    """Jobs that may be taken from them together."""

    @property
    def unit(self) -> Unit:
        """Jobs."""
        return "jobs"

    @property
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language."""
        return WORDS

    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """What each measure takes from these provinces, added up."""
        limit, protected = Fraction(self.at_most), self.provinces_in(facts)
        for year in self.years_in(facts):
            left = total(decision.taken(measure, protected, year) for measure in facts.measures)
            yield Row(left, "<=", limit, Place(year=year), scale=max(limit, Fraction(1)))

    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """What the package takes from each of them, added up."""
        for year in self.years_in(facts):
            taken = sum(
                (
                    ledger.taken(measure, province, year)
                    for province in self.provinces_in(facts)
                    for measure, _, _ in ledger.choices()
                ),
                Fraction(0),
            )
            yield self.finding(Place(year=year), taken, "<=", Fraction(self.at_most))


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        asks="De maatregelen halen geen banen weg uit beschermde provincies.",
        met="In {year} halen de maatregelen {measured} {unit} weg uit beschermde provincies; "
        "{bound} mag.",
        missed="In {year} halen de maatregelen {measured} {unit} weg uit beschermde provincies, "
        "{shortfall} meer dan mag.",
    ),
    "en": Words(
        asks="Measures take no jobs from protected provinces.",
        met="In {year} the measures take {measured} {unit} from protected provinces; {bound} "
        "are allowed.",
        missed="In {year} the measures take {measured} {unit} from protected provinces, "
        "{shortfall} more than allowed.",
    ),
}
