# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What people call things: titles in the reader's language in place of ids and codes."""

from __future__ import annotations

from dataclasses import dataclass

from compensatie.facts.instance import Instance
from compensatie.facts.measure import Measure
from compensatie.facts.package import Package
from compensatie.facts.record import Text
from compensatie.language import Language, translate
from compensatie.policy import Model
from compensatie.reports.inert import shortened
from compensatie.reports.reader import mark
from compensatie.rule import Rule

SECTORS = {"all": mark("all sectors"), "civil": mark("civil"), "defence": mark("defence")}
"""Words that files use for sectors, and what readers call them."""


@dataclass(frozen=True, slots=True)
class Titles:
    """The names of an instance's records, for one reader; short, and inert."""

    instance: Instance
    """The facts."""
    language: Language
    """The reader's language."""

    def _of(self, title: Text | None, name: str) -> str:
        return shortened(title.read(self.language) if title else name)

    @property
    def unit(self) -> str:
        """The unit of jobs."""
        return shortened(self.instance.unit)

    @property
    def of_instance(self) -> str:
        """The facts."""
        return self._of(self.instance.title, self.instance.name)

    def case(self, model: Model) -> str:
        """Facts and policy together."""
        return f"{self.of_instance} – {self._of(model.title, model.name)}"

    def package(self, package: Package) -> str:
        """A package."""
        return shortened(package.name)

    def measure(self, name: str) -> str:
        """A measure, by its id."""
        return self._of(self.instance.measure_by_id[name].title, name)

    def place(self, measure: Measure) -> str:
        """Where a measure is: its town, or else the provinces that gain by it."""
        if measure.place is not None:
            return shortened(measure.place)
        return shortened(", ".join(self.province(code) for code in measure.gained()))

    def province(self, code: str) -> str:
        """A province, by its code."""
        return shortened(self.instance.province_by_code[code].title)

    def sector(self, name: str) -> str:
        """A sector: a free word, of which the usual ones are known in both languages."""
        return shortened(translate(SECTORS[name], self.language) if name in SECTORS else name)

    def scenario(self, name: str) -> str:
        """A scenario, by its id."""
        return self._of(self.instance.scenario_by_id[name].title, name)

    def uncertainty(self, name: str) -> str:
        """A draw of uncertain figures, by its id."""
        titles = {one.id: one.title for one in self.instance.uncertainties}
        return self._of(titles.get(name), name)

    def change(self, name: str) -> str:
        """A change, by its id: the instance's, or that of the first scenario that has it."""
        own = (one for scenario in self.instance.scenarios for one in scenario.changes)
        every = (*self.instance.changes, *own)
        return self._of(next(one.title for one in every if one.id == name), name)

    def rule(self, rule: Rule) -> str:
        """A rule."""
        return self._of(rule.title, rule.id)

    def item(self, name: str) -> str:
        """A resource, by its id; anything else that a rule keeps apart is its own name."""
        titles = {resource.id: resource.title for resource in self.instance.resources}
        return self._of(titles.get(name), name)
