# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The instance: its records made ready, and whether they fit together."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from compensatie.verifier.shapes import OFFICIAL_NAMES, Refused, Table, read

SMALLEST_STEP = Fraction(1, 100)


def folded(name: str) -> str:
    """A name without the differences that people do not mean."""
    return name.strip().casefold()


class Instance:
    """All facts of one case; records are tables with the keys of the files."""

    def __init__(self, content: Any) -> None:
        self.table = table = read(content, "instance", "the instance")
        self.years = range(table.years.first, table.years.last + 1)
        self.provinces = self.by(table.provinces, "code")
        self._codes = self._named(table.provinces)
        self.resources = self.by(table.resources, "id")
        self.measures = self.by(table.measures, "id")
        for measure in table.measures:
            self._complete(measure)
        self.scenarios = self._scenarios()
        for relation in table.relations:
            self._complete_relation(relation)

    @staticmethod
    def by(records: Iterable[Table], *keys: str) -> dict[Any, Table]:
        """Records by one of their keys, or several together; two of one name are refused."""
        listed = list(records)
        found = {tuple(getattr(one, key) for key in keys): one for one in listed}
        if len(found) < len(listed):
            raise Refused("the instance: two records of one kind have the same name")
        return {name[0] if len(keys) == 1 else name: one for name, one in found.items()}

    def _named(self, provinces: Iterable[Table]) -> dict[str, str]:
        """The code of each province by every name: its own names go before official ones."""
        codes = {folded(code): code for code in self.provinces}
        if len(codes) < len(self.provinces):
            raise Refused("the instance: two provinces have one code")
        own = {one.code: [one.name or one.code, *(one.also or ())] for one in provinces}
        for code, names in own.items():
            for name in names:
                codes.setdefault(folded(name), code)
        for code, names in own.items():
            for official in (set(map(folded, line.split())) for line in OFFICIAL_NAMES):
                if official & set(map(folded, (code, *names))):
                    for name in official:
                        codes.setdefault(name, code)
        return codes

    def code(self, name: str) -> str:
        """The code of a province that is called `name`."""
        if folded(name) not in self._codes:
            raise Refused(f"there is no province {name!r}")
        return self._codes[folded(name)]

    def codes(self, names: Iterable[str] | None) -> tuple[str, ...]:
        """The codes of some provinces; of all where none are named."""
        if names is None:
            return tuple(self.provinces)
        return tuple(dict.fromkeys(map(self.code, names)))

    def _by_code(self, figures: dict[str, Fraction] | None) -> dict[str, Fraction]:
        found = {self.code(name): figure for name, figure in (figures or {}).items()}
        if len(found) < len(figures or {}):
            raise Refused("one province is named twice, by two of its names")
        return found

    def _complete(self, measure: Table) -> None:
        """Puts to a measure its start years, its sizes in steps, and what a unit does."""
        measure.starts = range(measure.start.earliest, measure.start.latest + 1)
        measure.step = measure.size.step or SMALLEST_STEP
        least, most = measure.size.min / measure.step, measure.size.max / measure.step
        measure.least, measure.most = int(least), int(most)
        measure.ramp = measure.ramp or [Fraction(1)]
        measure.uses, measure.provides = measure.uses or {}, measure.provides or {}
        measure.gained, measure.taken = self._effects(measure)
        is_whole = (least, most) == (measure.least, measure.most) and 0 < least <= most
        in_time = {*measure.starts[:1], *measure.starts[-1:]} <= set(self.years)
        if not (is_whole and in_time and measure.starts):
            raise Refused(f"the sizes or start years of {measure.id!r} cannot be")
        if not {*measure.uses, *measure.provides} <= set(self.resources):
            raise Refused(f"{measure.id!r} names a resource that is not there")

    def _effects(self, measure: Table) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
        """Jobs that a unit brings to provinces, and takes from them."""
        jobs, effects = measure.fte_per_workplace, self._by_code(measure.effects)
        if measure.effects is not None:
            if measure.kind != "custom" or measure.province or measure.origin or jobs:
                raise Refused(f"{measure.id!r}: effects stand by themselves, in a custom measure")
            taken = {name: -one for name, one in effects.items() if one < 0}
            return {name: one for name, one in effects.items() if one > 0}, taken
        origin = self._by_code(measure.origin)
        if measure.province is None or sum(origin.values()) > 1:
            raise Refused(f"{measure.id!r}: its province or origins cannot be")
        if jobs is not None and measure.kind not in ("rijkshub", "custom"):
            raise Refused(f"{measure.id!r}: fte_per_workplace belongs to a rijkshub")
        each = Fraction(1) if jobs is None else jobs
        taken = {name: share * each for name, share in origin.items()}
        return {self.code(measure.province): each}, taken

    def _scenarios(self) -> dict[str, Table]:
        """Each with the instance's own employment and changes before its own."""
        base = Table(id="base", probability=None, national=None, employment=[], changes=[])
        found = self.by(self.table.scenarios or [base], "id")
        for scenario in found.values():
            for record in (*scenario.employment, *scenario.changes):
                self._place(record)
            self.by(scenario.employment, "province", "sector")
        for record in (*self.table.employment, *self.table.changes):
            self._place(record)
        self.by(self.table.employment, "province", "sector")
        for scenario in found.values():
            scenario.employment = [*self.table.employment, *scenario.employment]
            scenario.changes = [*self.table.changes, *scenario.changes]
            self.by(scenario.changes, "id")
        given = [one.probability for one in found.values() if one.probability is not None]
        if given and (len(given) < len(found) or sum(given) != 1):
            raise Refused("the probabilities of the scenarios do not add up to 1")
        return found

    def _place(self, record: Table) -> None:
        """Puts the code of each province to an employment record or a change."""
        if hasattr(record, "province"):
            record.province = self.code(record.province)
            return
        ends = (getattr(record, "from"), record.to)
        record.source, record.target = (None if one is None else self.code(one) for one in ends)
        if ends == (None, None) or record.jobs.years[0] <= self.table.reference_year:
            raise Refused(f"the change {record.id!r} cannot be")

    def _complete_relation(self, relation: Table) -> None:
        is_pair, is_counted = relation.kind in ("requires", "excludes"), relation.kind[:3] == "at-"
        pair = [one for one in (relation.measure, relation.on) if one is not None]
        relation.members = pair if is_pair else relation.measures or []
        fits = len(pair) == 2 * is_pair and is_pair != bool(relation.measures)
        names = set(relation.members)
        if (
            not fits
            or is_counted != (relation.count is not None)
            or len(names) < len(relation.members)
            or not names <= set(self.measures)
        ):
            raise Refused(f"a relation of kind {relation.kind!r} cannot be")
