# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Says what a case holds: a reader, and what things are called, together."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from compensatie import units
from compensatie.engine.case import Case
from compensatie.facts.place import Place
from compensatie.language import Language
from compensatie.reports.inert import inert, shortened
from compensatie.reports.places import PlaceNames
from compensatie.reports.reader import Reader
from compensatie.reports.titles import Titles
from compensatie.rule import Finding, Rule, Unit

TENTH = Decimal("0.1")
"""What is not money is printed to this where it must be enough."""


@dataclass(frozen=True)
class Speaker:
    """Speaks of one case in one language."""

    case: Case
    """What is spoken of."""
    language: Language
    """The language."""

    @cached_property
    def reader(self) -> Reader:
        """Who reads."""
        return Reader(self.language)

    @cached_property
    def titles(self) -> Titles:
        """What things are called."""
        return Titles(self.case.instance, self.language)

    @cached_property
    def places(self) -> PlaceNames:
        """Where rows of rules are."""
        return PlaceNames(self.titles, self.reader, len(self.case.facts.scenarios) > 1)

    @property
    def unit(self) -> str:
        """The unit of jobs."""
        return self.titles.unit

    def name(self, text: str) -> str:
        """A name from a file, inert, and cut where it is longer than people want to read."""
        return shortened(text)

    def long_name(self, text: str) -> str:
        """A text from a file, inert and whole, however long."""
        return inert(text)

    @property
    def horizon(self) -> tuple[int, int]:
        """First and last year."""
        return self.case.facts.years[0], self.case.facts.years[-1]

    def amount(self, value: Fraction, unit: Unit) -> str:
        """A figure in its unit, the unit itself only where it is money."""
        return self.reader.money(value) if unit == "EUR" else self.reader.number(value)

    def amount_with_unit(self, value: Fraction, unit: Unit) -> str:
        """A figure and its unit."""
        shown = self.amount(value, unit)
        return f"{shown} {self.unit_word(unit)}" if unit != "EUR" else shown

    def enough(self, value: Fraction, unit: Unit) -> str:
        """A figure and its unit, printed no smaller than it is: what it says is enough."""
        step = units.CENT if unit == "EUR" else TENTH
        return self.amount_with_unit(Fraction(units.rounded_up(value, step)), unit)

    def unit_word(self, unit: Unit) -> str:
        """What a rule measures in, in a word."""
        match unit:
            case "jobs":
                return self.unit
            case "EUR":
                return self.reader.say("EUR")
            case "measures":
                return self.reader.say("measures")
            case "size":
                return self.reader.say("units of size")
            case "resource":
                return self.reader.say("units")

    def scenarios(self) -> str:
        """The scenarios looked at: one by its title, several by their number."""
        names = self.case.facts.scenarios
        if len(names) == 1:
            return self.reader.say("the scenario “{title}”", title=self.titles.scenario(names[0]))
        number = self.reader.number(Fraction(len(names)))
        return self.reader.say("each of the {count} scenarios", count=number)

    def finding(self, finding: Finding, rule: Rule) -> str:
        """What a rule found, in the words of its family."""
        words = rule.words[self.language]
        template = words.missed if finding.met is False else words.met
        return template.format_map(self._places(finding))

    def _places(self, finding: Finding) -> dict[str, str]:
        figures = {
            "measured": finding.measured,
            "bound": finding.bound,
            "slack": finding.slack,
            "shortfall": finding.shortfall,
        }
        shown = {
            name: "–" if value is None else self.amount(value, finding.unit)
            for name, value in figures.items()
        }
        return {**shown, **self._names(finding.place), "unit": self.unit_word(finding.unit)}

    def _names(self, place: Place) -> dict[str, str]:
        names = self.titles
        return {
            "province": "–" if place.province is None else names.province(place.province),
            "scenario": self.places.scenario(place),
            "item": "–" if place.item is None else names.item(place.item),
            "year": "–" if place.year is None else str(place.year),
        }
