# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A list of packages in the making: the best so many, or all within a margin."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

from compensatie.engine.audit import Audit
from compensatie.engine.goal import Goal
from compensatie.engine.inquiry import Found, Inquiry
from compensatie.engine.neighbourhood import OtherMeasures, OtherPackage, OtherStarts, starts_of
from compensatie.engine.restriction import AtMost, Restriction
from compensatie.engine.solver import is_highs
from compensatie.engine.switch import Distinct
from compensatie.facts.package import Package
from compensatie.studies.enumeration import Enumeration, Limit
from compensatie.studies.study import Course, Effort, Progress, Stop


@dataclass
class Listing:
    """A list in the making: what is known is there whenever the work is broken off."""

    inquiry: Inquiry
    """What is asked about the case."""
    effort: Effort
    """How long it may take, and who looks on."""
    distinct: Distinct
    """What counts as another package."""
    limit: int
    """How many packages are listed at most."""
    course: Course = field(default_factory=Course)
    """How it went."""
    first: Found = field(default_factory=Found)
    """The answer to the question for the best package."""
    found: list[Audit] = field(default_factory=list)
    """The packages found."""
    margin: Fraction | None = None
    """The greatest value allowed."""
    _values: list[Fraction] = field(default_factory=list)
    """What they come to, the least first."""

    @cached_property
    def goal(self) -> Goal:
        """What is compared: the model's first objective."""
        return self.inquiry.goals()[0]

    @property
    def optimum(self) -> Audit:
        """The best package, where there is one."""
        return self.found[0]

    def start(self) -> bool:
        """Finds the best package; False where there is none, or it is not proven."""
        self.first = self.inquiry.by_model(ties_only=True)
        if self.first.best is not None:
            self._add(self.first.best)
        return self.course.settles(self.first) and self.first.best is not None

    def best(self, count: int) -> None:
        """The best so many, and all that tie with the last of them."""
        wanted = min(count, self.limit + 1)
        self._fill(lambda: self._last_of(wanted))
        if len(self.found) > wanted:
            most = self._values[wanted - 1]
            self.found = [one for one in self.found if self.goal.rounded(one) <= most]
        self._cut()

    def _last_of(self, wanted: int) -> Fraction | None:
        """What another of the best so many can come to; None while fewer are known.

        That is what the last of them comes to; less, where those known fill the list already.
        """
        if len(self._values) < wanted:
            return None
        most = self._values[wanted - 1]
        is_full = bisect_right(self._values, most) > self.limit
        return most - self.goal.smallest if is_full else most

    def within(self, share: Fraction) -> None:
        """Every package whose value is within a share of the optimum."""
        self.margin = margin = self.goal.limit(self.optimum, share)
        self._fill(lambda: margin)
        self._cut()

    def _fill(self, limit: Limit) -> None:
        """Adds every other package within a limit; those of a margin, until they are too many."""
        packages = self._in_tree if is_highs(self.effort.solver) else self._one_by_one
        for package in packages(limit):
            self._add(package)
            if self.margin is not None and len(self.found) > self.limit:
                break

    def _in_tree(self, limit: Limit) -> Iterator[Audit]:
        best_first = limit() is None
        tree = Enumeration(self.inquiry, self.goal, self.distinct, self.course, best_first)
        return filter(other_than(self.optimum.package, self.distinct).holds, tree.within(limit))

    def _one_by_one(self, limit: Limit) -> Iterator[Audit]:
        """The best one that is none of those found, again and again: what any solver can do."""
        while True:
            asked = [other_than(one.package, self.distinct) for one in self.found]
            if (most := limit()) is not None:
                asked.append(AtMost(self.goal, most))
            found = self.inquiry.by_model(asked, ties_only=True)
            if not self.course.settles(found) or found.best is None:
                return
            yield found.best

    def _add(self, package: Audit) -> None:
        value = self.goal.rounded(package)
        self.found.append(package)
        insort(self._values, value)
        self.effort.watch(Progress(len(self.found), best=self._values[0]))

    def _cut(self) -> None:
        """Puts them in order, and drops what is too many."""
        self.found.sort(key=self._order)
        if len(self.found) > self.limit:
            del self.found[self.limit :]
            self.course.stop = self.course.stop or Stop.LIMIT

    def _order(self, audit: Audit) -> tuple[Fraction, tuple[tuple[str, int, Fraction], ...]]:
        """The best first; ties by the names of their measures, then start years and sizes."""
        choices = audit.package.choices
        names = sorted((one.measure, one.start, Fraction(one.size)) for one in choices)
        return self.goal.rounded(audit), tuple(names)


def other_than(package: Package, distinct: Distinct) -> Restriction:
    """The package is another one than this."""
    match distinct:
        case Distinct.MEASURES:
            return OtherMeasures(frozenset(package.by_measure()))
        case Distinct.START:
            return OtherStarts(starts_of(package))
        case Distinct.SIZE:
            return OtherPackage(package)
