# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What measures use of a resource is there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from compensatie.errors import Fault
from compensatie.facts.facts import Facts
from compensatie.facts.place import Place
from compensatie.facts.record import Name
from compensatie.facts.references import unknown
from compensatie.formulation.decision import Decision
from compensatie.formulation.row import Row
from compensatie.language import Language
from compensatie.ledger import Ledger
from compensatie.rule import Finding, Rule, Unit, Words


class Workplaces(Rule):
    r"""Measures use no more of a resource than is available or provided.

    Asked for each resource :math:`i` and year in scope, in the resource's own unit:

    .. math:: \sum_m \text{uses}_{m,i}\, Z_{m,t} \le
       \text{available}_i + \sum_m \text{provides}_{m,i}\, Z_{m,t},
       \qquad Z_{m,t} = \sum_{\tau\le t} z_{m,\tau}

    Passes: 120 there, 40 provided, 160 used. Fails: 161 used.

    Source: a desk seats one guest at a time.
    """

    family: Literal["workplaces"]
    """The rule family."""
    resources: tuple[Name, ...] | None = None
    """Resources that it holds (default: all)."""

    @property
    def unit(self) -> Unit:
        """The resource's own."""
        return "resource"

    @property
    def words(self) -> Mapping[Language, Words]:
        """Sentences in every language."""
        return WORDS

    def faults(self, facts: Facts) -> Iterator[Fault]:
        """Also: a resource that the instance does not have."""
        yield from super().faults(facts)
        known = [resource.id for resource in facts.instance.resources]
        for position, name in enumerate(self.resources or ()):
            if name not in known:
                text = "there is no resource “{name}”"
                yield unknown("unknown-resource", text, name, known, "resources", position)

    def _places(self, facts: Facts) -> Iterator[tuple[str, Fraction, int]]:
        """Each resource in scope, what is there of it, and each year."""
        for resource in facts.instance.resources:
            if self.resources is None or resource.id in self.resources:
                for year in self.years_in(facts):
                    yield resource.id, Fraction(resource.available), year

    def rows(self, facts: Facts, decision: Decision) -> Iterator[Row]:
        """Use beyond what measures provide, at most what is there."""
        for resource, available, year in self._places(facts):
            left = decision.used(resource, year) - decision.provided(resource, year)
            place = Place(year=year, item=resource)
            yield Row(left, "<=", available, place, scale=max(available, Fraction(1)))

    def check(self, facts: Facts, ledger: Ledger) -> Iterator[Finding]:
        """Use against all that is there."""
        for resource, available, year in self._places(facts):
            bound = available + ledger.provided(resource, year)
            place = Place(year=year, item=resource)
            yield self.finding(place, ledger.used(resource, year), "<=", bound)


WORDS: Mapping[Language, Words] = {
    "nl": Words(
        asks="De maatregelen gebruiken niet meer dan er is.",
        met="Van {item} is in {year} {measured} in gebruik en {bound} beschikbaar.",
        missed="Van {item} is in {year} {shortfall} te weinig: {measured} nodig, {bound} "
        "beschikbaar.",
    ),
    "en": Words(
        asks="Measures use no more than there is.",
        met="Of {item}, {measured} are used in {year} and {bound} are available.",
        missed="Of {item}, {shortfall} are lacking in {year}: {measured} needed, {bound} "
        "available.",
    ),
}
