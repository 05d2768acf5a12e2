# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The facts as a model counts them: employment, money and resources as sums over the choices."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from fractions import Fraction
from functools import cache

from compensatie.verifier.facts import Instance
from compensatie.verifier.form import NONE, Amount, Form
from compensatie.verifier.shapes import Refused, Series, Table

Names = tuple[str, ...]
Sectors = Names | None
Years = Collection[int]
Measures = Iterable[Table]
Each = Callable[[Table], Fraction]


class Unknown(Exception):
    """A figure that the instance does not give."""


class Figures:
    """What an instance comes to under a model."""

    def __init__(self, instance: Instance, model: Table) -> None:
        self.instance, self.model = instance, model
        self.measures = tuple(instance.measures.values())
        self.baseline, self.national = cache(self._baseline), cache(self._national)
        self.jobs = cache(lambda codes, year, of=None: self.net_jobs(self._of(of), codes, year))

    def _of(self, sectors: Sectors) -> list[Table]:
        return [one for one in self.measures if sectors is None or one.sector in sectors]

    def _baseline(
        self, code: str, year: int, scenario: str, sectors: Names | None = None
    ) -> Fraction:
        """Jobs in a province before changes and measures: of each sector the last that began."""
        levels: dict[str, Fraction | None] = {}
        for record in self.instance.scenarios[scenario].employment:
            if record.province == code and (sectors is None or record.sector in sectors):
                level = record.jobs.level(year, record.growth)
                levels[record.sector] = levels.get(record.sector) if level is None else level
        known = [level for level in levels.values() if level is not None]
        if not levels or len(known) < len(levels):
            raise Unknown(f"employment of {code} in {year}")
        return sum(known, NONE)

    def people(self, kind: str, code: str, year: int) -> Fraction:
        """Inhabitants or labour force of a province."""
        series: Series | None = getattr(self.instance.provinces[code], kind)
        if series is None or (level := series.level(year)) is None:
            raise Unknown(f"{kind} of {code} in {year}")
        return level

    def people_in_country(self, kind: str, year: int) -> Fraction:
        """Inhabitants or labour force of the country."""
        own = getattr(self.instance.table, f"national_{kind}")
        return self._of_country((own,), year, lambda code: self.people(kind, code, year))

    def national_baseline(self, year: int, scenario: str) -> Fraction:
        """Jobs in the country before changes and measures."""
        lines = (self.instance.scenarios[scenario].national, self.instance.table.national)
        return self._of_country(lines, year, lambda code: self.baseline(code, year, scenario))

    def _of_country(
        self, lines: tuple[Series | None, ...], year: int, part: Callable[[str], Fraction]
    ) -> Fraction:
        """The first line that has begun; the sum of the provinces where the last is not given."""
        for line in lines:
            if line is not None and (level := line.level(year)) is not None:
                return level
        try:
            if lines[-1] is None:
                return sum(map(part, self.instance.provinces), NONE)
        except Unknown as unknown:
            raise Refused(f"a figure of the country rests on {unknown}, which is unknown") from None
        raise Refused(f"a figure of the country in {year} is unknown")

    def _counts(self, fill_rate: Fraction) -> Fraction:
        return fill_rate if self.model.counting.basis == "filled" else Fraction(1)

    def moved(self, change: Table, year: int) -> Fraction:
        """Jobs that a change has moved by a year, as they are counted."""
        moved: Fraction = change.jobs.step(year)
        return moved * self._counts(change.fill_rate)

    def _changed(self, year: int, scenario: str, sign: Callable[[Table], int]) -> Fraction:
        changes = self.instance.scenarios[scenario].changes
        return sum((sign(one) * self.moved(one, year) for one in changes), NONE)

    def effect(self, measure: Table, codes: Collection[str], lost: Fraction | int = 1) -> Fraction:
        """Jobs that a unit brings to some provinces, less those that it takes times `lost`."""
        hub = self.model.counting.hub_factor if measure.kind == "rijkshub" else 1
        gained = sum((jobs for code, jobs in measure.gained.items() if code in codes), NONE)
        taken = sum((jobs for code, jobs in measure.taken.items() if code in codes), NONE)
        return hub * self._counts(measure.fill_rate) * (gained - lost * taken)

    def active(self, measures: Measures, year: int, each: Each) -> Form:
        """The activity of measures in a year, times something of each."""
        amounts: dict[tuple[str, int], Amount] = {}
        for one in measures:
            effect = each(one)
            for start in one.starts if effect else ():
                if year >= start:
                    share = one.ramp[min(year - start, len(one.ramp) - 1)]
                    amounts[one.id, start] = (NONE, effect * share)
        return Form(NONE, amounts)

    def net_jobs(self, measures: Measures, codes: Collection[str], year: int) -> Form:
        """Net jobs of some measures in some provinces."""
        return self.active(measures, year, lambda one: self.effect(one, codes))

    def employment(self, code: str, year: int, scenario: str, sectors: Sectors = None) -> Form:
        """Jobs in a province: baseline, changes and measures."""

        def sign(change: Table) -> int:
            counts = sectors is None or change.sector in sectors
            ends: int = (change.target == code) - (change.source == code)
            return ends if counts else 0

        given = self.baseline(code, year, scenario, sectors)
        jobs: Form = self.jobs((code,), year, sectors)
        return jobs.plus(given + self._changed(year, scenario, sign))

    def _national(self, year: int, scenario: str) -> Form:
        """Jobs in the country."""
        given = self.national_baseline(year, scenario)
        given += self._changed(
            year, scenario, lambda one: (one.source is None) - (one.target is None)
        )
        jobs: Form = self.jobs(tuple(self.instance.provinces), year)
        return jobs.plus(given)

    def high_grade(self, change: Table, scenario: str) -> Fraction:
        """High-grade share of a change: its own, or its sector's where it leaves or arrives."""
        shares = [
            one.high_grade_share
            for one in self.instance.scenarios[scenario].employment
            if (one.province, one.sector) == (change.source or change.target, change.sector)
        ]
        found = (one for one in (change.high_grade_share, *reversed(shares)) if one is not None)
        return next(found, NONE)

    def started(self, measures: Measures, year: int) -> Form:
        """How many of some measures have started by a year."""
        one = (Fraction(1), NONE)
        return Form(NONE, {(m.id, at): one for m in measures for at in m.starts if at <= year})

    def sized(self, measures: Measures, year: int, each: Each) -> Form:
        """The size of measures that have started, times something of each."""
        return Form(
            NONE, {(m.id, at): (NONE, each(m)) for m in measures for at in m.starts if at <= year}
        )

    def paid(self, measures: Measures, payers: Names | None, once: Worth, yearly: Worth) -> Form:
        """EUR paid, where a euro of each year counts for so much."""
        amounts = {}
        for one in measures:
            lines = [line for line in one.costs if payers is None or line.payer in payers]
            sums = [
                sum((getattr(line, key) for line in lines), NONE)
                for key in ("once", "once_per_unit", "yearly", "yearly_per_unit")
            ]
            for start in one.starts:
                euro = once.get(start, NONE)
                going = {year: worth for year, worth in yearly.items() if year >= start}
                last = len(one.ramp) - 1
                active = (one.ramp[min(year - start, last)] * euro for year, euro in going.items())
                whole = euro * sums[0] + sum(going.values()) * sums[2]
                amounts[one.id, start] = (whole, euro * sums[1] + sum(active) * sums[3])
        return Form(NONE, amounts)

    def present_value(self, measures: Measures, years: Years, payers: Names | None) -> Form:
        """EUR of the price year; the last year's yearly cost goes on for a while."""
        table, last = self.model.objective, self.instance.years[-1]

        def worth(year: int) -> Fraction:
            found: Fraction = (1 + table.discount_rate) ** (self.instance.table.price_year - year)
            return found

        once = {year: worth(year) for year in years}
        yearly = dict(once)
        if last in yearly:
            yearly[last] += sum(worth(last + 1 + more) for more in range(table.continue_years))
        return self.paid(measures, payers, once, yearly)


Worth = dict[int, Fraction]
"""What a euro of each year counts for."""


def undiscounted(years: Years) -> Worth:
    """A euro is a euro."""
    return dict.fromkeys(years, Fraction(1))
