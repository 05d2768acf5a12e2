# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""High-grade jobs that leave are made up for by high-grade jobs that come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Literal

from compensatie.errors import Notice
from compensatie.facts.facts import Facts
from compensatie.facts.numbers import NonNegative
from compensatie.facts.place import Place
from compensatie.facts.record import Name
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, total
from compensatie.formulation.row import Row
from compensatie.language import Language
from compensatie.ledger import Ledger
from compensatie.rule import Finding, Rule, Unit, Words


class HighGrade(Rule):
    r"""High-grade jobs gained make up for high-grade jobs lost, province by province.

    Asked for each scenario, province and year in scope, in jobs. With :math:`\eta` the high-grade
    share (of a change its own, or else its sector's; a missing one counts as 0):

    .. math:: \sum_{c \to p} \eta_c\, \text{jobs}_{c,t}
       + \sum_m \eta_m\, \text{gained}_{m,p} A_{m,t}
       \ge \sigma \Big(\sum_{c \leftarrow p} \eta_c\, \text{jobs}_{c,t}
       + \sum_m \eta_m\, \text{taken}_{m,p} A_{m,t}\Big)

    Passes: 30 high-grade jobs leave, 30 come. Fails: 29 come.

    Source: the state matters to a region as an employer of high-grade work above all.
    """

    family: Literal["high-grade"]
    """The rule family."""
    provinces: tuple[Name, ...] | None = None
    """Provinces that it protects (default: every listed one)."""
    share: NonNegative = Decimal(1)
    """Part of the high-grade jobs lost that must come back."""

    @property
    def unit(self) -> Unit:
        """Jobs."""
        return "jobs"

    @property
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language."""
        return WORDS

    def notices(self, facts: Facts) -> Iterator[Notice]:
        """Changes and measures whose high-grade share is missing."""
        for measure in facts.measures:
            if measure.high_grade_share is None:
                yield _counts_as_zero(measure.id)
        changes = {
            change.id: facts.high_grade_share(change, scenario)
            for scenario in facts.scenarios
            for change in facts.changes_in(scenario)
        }
        yield from (_counts_as_zero(name) for name, share in changes.items() if share is None)

    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """What comes less the part of what goes, each weighed by its high-grade share."""
        part = Fraction(self.share)
        for scenario in facts.scenarios:
            for province in self.provinces_in(facts):
                for year in self.years_in(facts):
                    balance = self._balance(facts, decision, province, year)
                    came, went = self._changed(facts, scenario, province, year)
                    place = Place(scenario, province, year)
                    scale = max(went * part, Fraction(1))
                    yield Row(balance, ">=", part * went - came, place, scale)

    def _balance(self, facts: Facts, decision: Decision, province: str, year: int) -> Linear:
        """High-grade jobs that measures bring, less the part of those that they take."""

        def made() -> Linear:
            forms = []
            for measure in facts.measures:
                high = Fraction(measure.high_grade_share or 0)
                lost = high * Fraction(self.share)
                forms.append(decision.gained(measure, {province}, year) * high)
                forms.append(decision.taken(measure, {province}, year) * -lost)
            return total(forms)

        name = f"high-grade jobs[{province}]"
        return decision.quantity(name, year, made, of=(self.id, province))

    def _changed(
        self, facts: Facts, scenario: str, province: str, year: int
    ) -> tuple[Fraction, Fraction]:
        """High-grade jobs that changes bring to, and take from, a province."""
        came = went = Fraction(0)
        for change in facts.changes_in(scenario):
            grade = facts.high_grade_share(change, scenario) or 0
            high = facts.changed_jobs(change, year, scenario) * grade
            came += high if change.to == province else 0
            went += high if change.from_ == province else 0
        return came, went

    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """High-grade jobs that come, against the part of those that go."""
        provinces, years = self.provinces_in(facts), self.years_in(facts)
        moved = {at: self._moved(ledger, *at) for at in product(provinces, years)}
        for scenario, province, year in product(facts.scenarios, provinces, years):
            brought, taken = moved[province, year]
            came, went = self._changed(facts, scenario, province, year)
            place = Place(scenario, province, year)
            bound = Fraction(self.share) * (went + taken)
            yield self.finding(place, came + brought, ">=", bound)

    def _moved(self, ledger: Ledger, province: str, year: int) -> tuple[Fraction, Fraction]:
        """High-grade jobs that the package brings to, and takes from, a province."""
        came = went = Fraction(0)
        for measure, _, _ in ledger.choices():
            high = Fraction(measure.high_grade_share or 0)
            came += high * ledger.gained(measure, province, year)
            went += high * ledger.taken(measure, province, year)
        return came, went


def _counts_as_zero(name: str) -> Notice:
    text = "“{name}” has no high-grade share: it counts as 0"
    return Notice("high-grade-share-missing", text, {"name": name}, record=name)


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        asks="Tegenover hoogwaardige banen die verdwijnen staan hoogwaardige banen die komen.",
        met="In {province} komen er in {year} ({scenario}) {measured} hoogwaardige {unit}; nodig "
        "is {bound}.",
        missed="In {province} ontbreken er in {year} ({scenario}) {shortfall} hoogwaardige {unit}.",
    ),
    "en": Words(
        asks="High-grade jobs that go are made up for by high-grade jobs that come.",
        met="{province} gains {measured} high-grade {unit} in {year} ({scenario}); {bound} are "
        "needed.",
        missed="{province} lacks {shortfall} high-grade {unit} in {year} ({scenario}).",
    ),
}
