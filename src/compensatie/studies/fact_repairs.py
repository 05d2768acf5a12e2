# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How far facts must be otherwise for a package to exist: one more measure, or a limit moved.

Each repair is found in a programme made for it, and verified by solving the case with the changed
facts in it, as a file would say them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction

from compensatie.engine.case import Case
from compensatie.engine.goal import Goal
from compensatie.engine.inquiry import Found, Inquiry
from compensatie.engine.limits import (
    StartsWithin,
    earlier,
    including,
    later,
    steps,
    unlimited,
    with_measures,
)
from compensatie.engine.programme import Programme
from compensatie.engine.relief import (
    Helps,
    RelievedBy,
    RelievedProgramme,
    helps_by_year,
    one_more_measure,
)
from compensatie.engine.restriction import AtMost, Restriction, Sized
from compensatie.facts.measure import Measure
from compensatie.studies.repair import MILLIONTH, Limit, LimitMoved, MeasureAdded, Repair
from compensatie.studies.rule_repairs import MOST_STEPS
from compensatie.studies.study import Effort, Proof, status_of
from compensatie.studies.subject import Questioner


@dataclass
class FactRepairs:
    """Looks for them."""

    case: Case
    """The case, without a package."""
    questioner: Questioner
    """Through whom every question is put."""
    undetermined: list[str] = field(default_factory=list)
    """Provinces and measures of which it was not determined."""

    @property
    def effort(self) -> Effort:
        """How long it may take."""
        # The store knows nothing of facts that are otherwise.
        return replace(self.questioner.effort, store=None)

    @property
    def exactly(self) -> Effort:
        """The same, for least amounts."""
        return self.effort.exactly

    def every(self) -> tuple[Repair, ...]:
        """One more measure first, then limits in the order of the measures."""
        return (*self.added(), *self.limits())

    # -- One more measure

    def added(self) -> Iterator[Repair]:
        """In each province where one more measure helps: how large, and by when at the latest."""
        hard = self.case.only_hard
        hopeless = [(one.source.rule.id, one.row.place) for one in Programme(hard).impossible]
        for province in self.case.facts.provinces:
            if self.questioner.is_over:
                self.note(Found(), province)
                continue
            measure = one_more_measure(hard, province)
            by_year = helps_by_year(with_measures(hard, measure), measure)
            able = {
                year: helps
                for year, helps in by_year.items()
                if all(any(part > 0 for part in helps[row]) for row in hopeless)
                and any(part > 0 for one in helps.values() for part in one)
            }
            yield from map(self._with_package, _latest(self._by_year(hard, province, able)))

    def _by_year(self, hard: Case, province: str, able: Mapping[int, Helps]) -> Iterator[_Added]:
        """The least size for each year; where none is enough, later ones are not either.

        That holds where the measure harms no row; else every year is asked.
        """
        harms = any(part < 0 for helps in able.values() for one in helps.values() for part in one)
        for year, helps in able.items():
            added = self._added(RelievedProgramme(hard, helps), province, year)
            if added is not None:
                yield added
            elif not harms:
                return

    def _added(self, programme: RelievedProgramme, province: str, year: int) -> _Added | None:
        if programme.impossible:
            return None
        inquiry, goal = self.exactly.inquiry(programme.case, programme), programme.size()
        found = self.questioner.best(inquiry, goal)
        for _ in range(MOST_STEPS):
            if found.best is None:
                self.note(found, province)
                return None
            size = programme.needed(found.best) or Fraction(0)
            if size == 0:
                return _Added(province, year, size, is_proven=True)
            below = RelievedBy(programme, size - MILLIONTH)
            less = self.questioner.best(inquiry, goal, (below,))
            if less.best is None:
                return _Added(province, year, size, less.is_nothing)
            found = less
        return _Added(province, year, size, is_proven=False)

    def _with_package(self, added: _Added) -> Repair:
        """Verified with a measure of that size, in place by that year and in every package."""
        measure = one_more_measure(self.case, added.province, added.size)
        start = measure.start.model_copy(update={"earliest": added.year, "latest": added.year})
        placed = measure.model_copy(update={"start": start})
        case = including(with_measures(self.case, placed), placed.id)
        found = self.questioner.by_model(self.effort.inquiry(case))
        change = MeasureAdded(added.province, added.year, added.size)
        return _repair(change, found, is_proven=added.is_proven)

    # -- Limits

    def limits(self) -> Iterator[Repair]:
        """For each measure: how much larger, sooner or later it would have to be."""
        self.questioner.expect(3 * len(self.case.facts.measures))
        for measure in self.case.facts.measures:
            if measure.id not in self.case.locks.exclude:
                yield from self._limits_of(measure)

    def _limits_of(self, measure: Measure) -> Iterator[Repair]:
        if self.questioner.is_over:
            self.note(Found(), measure.id)
            return
        free = unlimited(self.case, measure)
        case = with_measures(self.case, free)
        programme = Programme(case.only_hard)
        if programme.impossible:
            return
        search = _LimitSearch(self, measure, case, self.exactly.inquiry(programme.case, programme))
        start, size = measure.start, measure.size
        first, last = free.start.earliest, free.start.latest
        same_size = Sized(measure.id, 0, size.most_steps)
        if free.size.max > size.max:
            within = StartsWithin(measure.id, start.earliest, start.latest)
            yield from search.least("size", steps(programme, measure), (within,))
        if last > start.latest:
            within = StartsWithin(measure.id, start.earliest, last)
            yield from search.least("latest", later(programme, measure), (same_size, within))
        if first < start.earliest:
            within = StartsWithin(measure.id, first, start.latest)
            yield from search.least("earliest", earlier(programme, measure), (same_size, within))

    def note(self, found: Found, name: str) -> None:
        """Remembers what was not determined."""
        if not found.is_nothing and name not in self.undetermined:
            self.undetermined.append(name)


@dataclass(frozen=True, slots=True)
class _Added:
    """One more measure that is enough."""

    province: str
    year: int
    size: Fraction
    is_proven: bool


def _latest(found: Iterable[_Added]) -> list[_Added]:
    """Those than which none is both smaller and later."""
    every = list(found)
    return [
        one
        for one in every
        if not any(
            other.size <= one.size and other.year >= one.year and other is not one
            for other in every
        )
    ]


@dataclass(frozen=True, slots=True)
class _LimitSearch:
    """Questions about the limits of one measure."""

    repairs: FactRepairs
    measure: Measure
    case: Case
    """The case in which it has no limits."""
    inquiry: Inquiry
    """Of the same without its soft rules."""

    def least(
        self, limit: Limit, goal: Goal, restrictions: tuple[Restriction, ...]
    ) -> Iterator[Repair]:
        """The least by which a limit must be moved, where that helps at all."""
        ask = self.repairs.questioner
        found = ask.best(self.inquiry, goal, restrictions)
        if found.best is None:
            self.repairs.note(found, self.measure.id)
            return
        count = goal.rounded(found.best)
        below = ask.best(self.inquiry, goal, (*restrictions, AtMost(goal, count - 1)))
        whole = self.repairs.effort.inquiry(self.case)
        then = ask.by_model(whole, (*restrictions, AtMost(goal, count)))
        before, after = self._values(limit, int(count))
        change = LimitMoved(self.measure.id, limit, before, after)
        yield _repair(change, then, is_proven=found.is_proven and below.is_nothing)

    def _values(self, limit: Limit, count: int) -> tuple[Decimal | int, Decimal | int]:
        """What a limit is, and what it must be."""
        size, start = self.measure.size, self.measure.start
        match limit:
            case "size":
                return size.max, count * size.step
            case "latest":
                return start.latest, start.latest + count
            case "earliest":
                return start.earliest, start.earliest - count


def _repair(change: MeasureAdded | LimitMoved, found: Found, *, is_proven: bool) -> Repair:
    status = Proof.PROVEN if is_proven else Proof.BOUNDED
    return Repair((change,), status, found.best, status_of(found))
