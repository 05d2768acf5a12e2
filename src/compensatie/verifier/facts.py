# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The instance: its records, made ready to be counted with."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from compensatie.verifier.shapes import Reader, Refused, Table

SMALLEST_STEP = Fraction(1, 100)


class Instance:
    """All facts of one case; records are tables with the keys of the files."""

    def __init__(self, content: Any) -> None:
        self.reader = Reader()
        """Knows the names of this instance."""
        self.table = table = self.reader.table(content, "instance", "the instance")
        self.years = range(table.years.first, table.years.last + 1)
        self.provinces, self.resources = table.provinces, table.resources
        self.measures: dict[str, Table] = table.measures
        for measure in self.measures.values():
            self._count_steps(measure)
            self._count_jobs(measure)
        base = [{"id": "base"}]
        self.scenarios = table.scenarios or self.reader.value(base, "[scenario/id]", "scenarios")
        for scenario in self.scenarios.values():
            scenario.employment = (*table.employment.values(), *scenario.employment.values())
            scenario.changes = (*table.changes, *scenario.changes)
        given = [one.probability for one in self.scenarios.values() if one.probability is not None]
        if given and sum(given) != 1:
            raise Refused("the probabilities of the scenarios do not add up to 1")

    def _count_steps(self, measure: Table) -> None:
        """Years and sizes that it can have; sizes are whole numbers of steps."""
        measure.starts = range(measure.start.earliest, measure.start.latest + 1)
        measure.step = measure.size.step or SMALLEST_STEP
        least, most = measure.size.min / measure.step, measure.size.max / measure.step
        measure.least, measure.most = int(least), int(most)
        is_whole = (least, most) == (measure.least, measure.most)
        if not is_whole or not 0 < least <= most or not {*measure.starts} <= {*self.years}:
            raise Refused(f"the sizes or start years of {measure.id!r} cannot be")

    @staticmethod
    def _count_jobs(measure: Table) -> None:
        """Jobs that a unit brings to provinces, and takes from them."""
        each, effects = measure.fte_per_workplace, measure.effects
        is_alone = measure.province is None and not measure.origin and each == 1
        if not (measure.province if effects is None else is_alone):
            raise Refused(f"{measure.id!r} must have effects, or a province and its origins")
        if effects is None:
            measure.gained = {measure.province: each}
            measure.taken = {code: share * each for code, share in measure.origin.items()}
        else:
            measure.gained = {code: jobs for code, jobs in effects.items() if jobs > 0}
            measure.taken = {code: -jobs for code, jobs in effects.items() if jobs < 0}
