# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A list of packages in the making: the best so many, or all within a margin."""

from __future__ import annotations

from collections.abc import Sequence
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
from compensatie.studies.enumeration import Enumeration
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
        while len(self.found) < min(count, self.limit) and self._another(()):
            pass
        if self.course.stop is None and len(self.found) >= count:
            tied = AtMost(self.goal, self.goal.rounded(self.found[-1]))
            while len(self.found) <= self.limit and self._another((tied,)):
                pass
        elif self.course.stop is None and len(self.found) == self.limit:
            self._another(())
        self._cut()

    def _another(self, restrictions: Sequence[Restriction]) -> bool:
        """The best package that is none of those found; False where no more is known."""
        others = [other_than(one.package, self.distinct) for one in self.found]
        found = self.inquiry.by_model((*others, *restrictions), ties_only=True)
        if not self.course.settles(found) or found.best is None:
            return False
        self._add(found.best)
        return True

    def within(self, share: Fraction) -> None:
        """Every package whose value is within a share of the optimum."""
        value = self.goal.rounded(self.optimum)
        self.margin = value + share * abs(value)
        if is_highs(self.effort.solver):
            self._walk(self.margin)
        else:
            limit = AtMost(self.goal, self.margin)
            while len(self.found) <= self.limit and self._another((limit,)):
                pass
        self._cut()

    def _walk(self, margin: Fraction) -> None:
        tree = Enumeration(self.inquiry, self.goal, self.distinct, self.course)
        is_other = other_than(self.optimum.package, self.distinct)
        for package in tree.within(lambda: margin):
            if is_other.holds(package):
                self._add(package)
            if len(self.found) > self.limit:
                break

    def _add(self, package: Audit) -> None:
        self.found.append(package)
        self.effort.watch(Progress(len(self.found), best=self.goal.rounded(package)))

    def _cut(self) -> None:
        """Puts them in order, and drops what is too many; the first one found always stays."""
        if len(self.found) > self.limit:
            del self.found[self.limit :]
            self.course.stop = self.course.stop or Stop.LIMIT
        self.found.sort(key=self._order)

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
