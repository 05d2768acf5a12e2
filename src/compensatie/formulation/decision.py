# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The policy's own quantities as linear forms over (measure, start year).

With w[m,τ] = 1 where measure m starts in year τ, and z[m,τ] its size then:
activity A[m,t] = Σ_{τ≤t} ramp[t−τ]·z[m,τ]; jobs = effect·A; employment = baseline + changes + jobs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from compensatie.facts.facts import Facts
from compensatie.facts.measure import Measure
from compensatie.formulation.linear import Linear, Term, total
from compensatie.formulation.paying import Paying


class Decision:
    """What can be decided about an instance, as linear forms with exact coefficients."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.definitions: dict[Term, Linear] = {}
        """What each named quantity stands for, over starts and sizes."""
        self._quantities: dict[tuple[str, int, tuple[object, ...]], Linear] = {}
        self._directions: dict[frozenset[tuple[Term, int]], tuple[Term, Fraction]] = {}
        self._activities: dict[tuple[str, int], Linear] = {}
        self._net_effects: dict[str, dict[str, Fraction]] = {}

    def quantity(
        self, name: str, year: int, make: Callable[[], Linear], *, of: tuple[object, ...] = ()
    ) -> Linear:
        """A form with a name of its own, made once: scenarios and rows share it.

        Args:
            name: what people call it.
            year: its year.
            make: makes the form.
            of: what tells it from other quantities whose names happen to read the same.
        """
        key = (name, year, of)
        if key not in self._quantities:
            self._quantities[key] = self._named(name, year, make())
        return self._quantities[key]

    def _named(self, name: str, year: int, form: Linear) -> Linear:
        """A name for the form, or a multiple of what has a name already.

        Two columns for what is one quantity led HiGHS's presolve to lose optima.
        """
        direction, factor = form.direction()
        if not direction:
            return Linear()
        if direction not in self._directions:
            self._directions[direction] = (self._unused(name, year), factor)
            self.definitions[self._directions[direction][0]] = form
        term, unit = self._directions[direction]
        return Linear({term: factor / unit})

    def _unused(self, name: str, year: int) -> Term:
        term = Term("quantity", name, year)
        return self._unused(f"{name}'", year) if term in self.definitions else term

    def expanded(self, form: Linear) -> Linear:
        """The same form over starts and sizes only."""
        named = [term for term in form.numerators if term in self.definitions]
        if not named:
            return form
        terms = form.terms
        parts = [self.definitions[term] * terms.pop(term) for term in named]
        return total([Linear(terms, form.constant), *parts])

    def started(self, measure: Measure, year: int) -> Linear:
        """1 where the measure has started by `year`, else 0."""
        return Linear({Term("start", measure.id, at): Fraction(1) for at in _by(measure, year)})

    def size(self, measure: Measure, year: int) -> Linear:
        """Size of the measure where it has started by `year`, else 0."""
        return Linear({Term("size", measure.id, at): Fraction(1) for at in _by(measure, year)})

    def activity(self, measure: Measure, year: int) -> Linear:
        """Size times ramp in `year`."""
        key = (measure.id, year)
        if key not in self._activities:
            shares = {at: measure.ramp_share(year - at) for at in _by(measure, year)}
            self._activities[key] = Linear(
                {Term("size", measure.id, at): share for at, share in shares.items() if share}
            )
        return self._activities[key]

    def gained(self, measure: Measure, provinces: Collection[str], year: int) -> Linear:
        """Jobs that a measure brings to these provinces in `year`, gross."""
        return self._jobs_of(measure, self.facts.gained(measure), provinces, year)

    def taken(self, measure: Measure, provinces: Collection[str], year: int) -> Linear:
        """Jobs that a measure takes from these provinces in `year`, gross, at least 0."""
        return self._jobs_of(measure, self.facts.taken(measure), provinces, year)

    def _jobs_of(
        self,
        measure: Measure,
        effect: Mapping[str, Fraction],
        provinces: Collection[str],
        year: int,
    ) -> Linear:
        here = sum((jobs for code, jobs in effect.items() if code in provinces), Fraction(0))
        return self.activity(measure, year) * here if here else Linear()

    def jobs(self, province: str, year: int, sectors: Sequence[str] | None = None) -> Linear:
        """Net jobs of all measures in a province, of these sectors (default: all)."""
        of = "" if sectors is None else f";{','.join(sectors)}"
        return self.quantity(
            f"jobs[{province}{of}]",
            year,
            lambda: self.net_jobs(self._of_sectors(sectors), (province,), year),
            of=(province, None if sectors is None else tuple(sectors)),
        )

    def _of_sectors(self, sectors: Sequence[str] | None) -> Iterable[Measure]:
        return (
            measure
            for measure in self.facts.measures
            if sectors is None or measure.sector in sectors
        )

    def net_jobs(
        self, measures: Iterable[Measure], provinces: Collection[str], year: int
    ) -> Linear:
        """Net jobs of these measures, summed over these provinces."""
        forms = []
        for measure in measures:
            here = [jobs for code, jobs in self._effects(measure).items() if code in provinces]
            net = sum(here, Fraction(0)) if len(here) != 1 else here[0]
            if net:
                forms.append(self.activity(measure, year) * net)
        return total(forms)

    def _effects(self, measure: Measure) -> Mapping[str, Fraction]:
        """Net jobs per unit of activity in every province that the measure touches."""
        if measure.id not in self._net_effects:
            net = dict(self.facts.gained(measure))
            for code, jobs in self.facts.taken(measure).items():
                net[code] = net.get(code, Fraction(0)) - jobs
            self._net_effects[measure.id] = net
        return self._net_effects[measure.id]

    def employment(
        self, province: str, year: int, scenario: str, sectors: Sequence[str] | None = None
    ) -> Linear:
        """Jobs in a province: baseline, changes and measures.

        Raises:
            MissingFactError: the baseline is unknown.
        """
        given = self.facts.baseline(province, year, scenario, sectors)
        changed = self.facts.changes(province, year, scenario, sectors)
        return self.jobs(province, year, sectors) + (given + changed)

    def national(self, year: int, scenario: str, without: str | None = None) -> Linear:
        """Jobs in the whole country, or in all of it but one province.

        Raises:
            MissingFactError: the national figure, or that province's baseline, is unknown.
        """
        given = self.facts.national_baseline(year, scenario)
        form = self._new_jobs(year) + (given + self.facts.national_changes(year, scenario))
        return form if without is None else form - self.employment(without, year, scenario)

    def _new_jobs(self, year: int) -> Linear:
        """Jobs that measures add to the whole country: moves cancel out."""
        return self.quantity(
            "new jobs",
            year,
            lambda: self.net_jobs(self.facts.measures, self.facts.provinces, year),
        )

    def used(self, resource: str, year: int) -> Linear:
        """How much of a resource measures use."""
        return total(
            self.size(measure, year) * Fraction(measure.uses[resource])
            for measure in self.facts.measures
            if measure.uses.get(resource)
        )

    def provided(self, resource: str, year: int) -> Linear:
        """How much of a resource measures provide, beyond what is there already."""
        return total(
            self.size(measure, year) * Fraction(measure.provides[resource])
            for measure in self.facts.measures
            if measure.provides.get(resource)
        )

    def once_cost(
        self, measures: Iterable[Measure], years: Iterable[int], payers: Collection[str] | None
    ) -> Linear:
        """One-off cost of these measures in these years, EUR, undiscounted."""
        return self._paid(measures, years, payers, discounted=False, yearly=False)

    def yearly_cost(
        self, measures: Iterable[Measure], year: int, payers: Collection[str] | None
    ) -> Linear:
        """Yearly cost of these measures in one year, EUR."""
        return self._paid(measures, (year,), payers, discounted=False, once=False)

    def present_value(
        self, measures: Iterable[Measure], years: Iterable[int], payers: Collection[str] | None
    ) -> Linear:
        """Cost of these measures in these years, EUR, discounted to the price year.

        Where the last year of the horizon is among them, its yearly cost goes on for
        `continue_years` more.
        """
        return self._paid(measures, years, payers, discounted=True)

    def year_cost(
        self, measures: Iterable[Measure], year: int, payers: Collection[str] | None
    ) -> Linear:
        """All cost of these measures in one year, EUR, undiscounted."""
        return self._paid(measures, (year,), payers, discounted=False)

    def _paid(
        self,
        measures: Iterable[Measure],
        years: Iterable[int],
        payers: Collection[str] | None,
        *,
        discounted: bool,
        once: bool = True,
        yearly: bool = True,
    ) -> Linear:
        worth = self._worth(years, discounted=discounted)
        paying = Paying(worth if once else {}, worth if yearly else {})
        terms: dict[Term, Fraction] = {}
        for measure in measures:
            lines = [one for one in measure.costs if payers is None or one.payer in payers]
            for start, whole, each in paying.amounts(measure, lines):
                terms[Term("start", measure.id, start)] = whole
                terms[Term("size", measure.id, start)] = each
        return Linear({term: amount for term, amount in terms.items() if amount})

    def _worth(
        self, years: Iterable[int], *, discounted: bool
    ) -> dict[int, tuple[Fraction, Fraction]]:
        """What a euro paid once, and one paid yearly, of each year counts for."""
        if not discounted:
            return {year: (Fraction(1), Fraction(1)) for year in years}
        worth = {year: (self.facts.discount(year),) * 2 for year in years}
        last = self.facts.years[-1]
        if last in worth:
            more = range(last + 1, last + 1 + self.facts.valuation.continue_years)
            going_on = sum((self.facts.discount(year) for year in more), Fraction(0))
            worth[last] = (worth[last][0], worth[last][1] + going_on)
        return worth


def _by(measure: Measure, year: int) -> range:
    """The years in which the measure can start so as to have started by `year`."""
    return range(measure.start.earliest, min(measure.start.latest, year) + 1)
