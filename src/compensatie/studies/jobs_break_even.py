# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From which share of its jobs on a measure is in a best package, at the same cost.

Its jobs stand in rows together with sizes, so that no one linear question gives the share: it is
looked for by halving, from 1 down to 0 where the measure is worth its cost, and up to ten times
the jobs where it is not. At each share one question is put, in exact terms: is there a package
with the measure that is no worse than the best one without it? The answer is yes at one end of
what is left and no at the other, both proven, and less than a millionth apart. The package at the
yes end then tells the exact share: the one at which it keeps every rule, and is no dearer, just.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import Case
from compensatie.engine.goal import SMALLEST_UNIT
from compensatie.engine.restriction import With
from compensatie.facts.measure import Measure
from compensatie.facts.package import Package
from compensatie.studies.importance import Figure
from compensatie.studies.study import Proof
from compensatie.studies.subject import Questioner
from compensatie.studies.supposing import with_delivery

MOST = Fraction(10)
"""Times its jobs up to which is looked."""
NEAR = Fraction(1, 10**6)
NONE, ONE = Fraction(0), Fraction(1)


@dataclass
class JobsBreakEven:
    """From which share of its jobs on one measure is in a best package."""

    case: Case
    """The case as it is."""
    questioner: Questioner
    """Through whom every question is put."""
    measure: Measure
    """The measure."""
    without: Fraction | None
    """The objective of the best package without it; None: there is none."""

    @property
    def is_defined(self) -> bool:
        """Whether it brings or takes jobs that are counted."""
        facts = self.case.facts
        return any([*facts.gained(self.measure).values(), *facts.taken(self.measure).values()])

    def share(self, best_with: Audit | None) -> Figure:
        """A share with which some package that has it is as good as the best one without it.

        Just below it none is. Where no rule gets tighter by its jobs, it is the least such share.

        Args:
            best_with: the best package that has it as it is; None: there is none.

        Returns:
            The share; without a value where ten times the jobs are not enough, or where it is
            worth its cost without any.
        """
        is_in = best_with is not None and self._is_as_good(best_with)
        good, bad = (ONE, NONE) if is_in else (MOST, ONE)
        known = best_with if is_in else None
        outer = self._asked(bad if is_in else good)
        if outer is None:
            return Figure(Proof.UNSOLVED)
        if is_in == bool(outer):
            return Figure(Proof.PROVEN, None)
        return self._halved(good, bad, known or outer[0])

    def _halved(self, good: Fraction, bad: Fraction, known: Audit) -> Figure:
        """The share between one that is enough and one that is not."""
        while good - bad >= NEAR:
            middle = _short((good + bad) / 2)
            found = self._asked(middle)
            if found is None:
                return Figure(Proof.BOUNDED, good)
            if found:
                good, known = middle, found[0]
            else:
                bad = middle
        return Figure(Proof.PROVEN, self._exact(known.package, good, bad))

    def _asked(self, share: Fraction) -> tuple[Audit, ...] | None:
        """A package with it that is as good at this share, if there is one; None: not known."""
        inquiry = replace(self.questioner.effort, store=None).inquiry(self._at(share))
        found = self.questioner.best(inquiry, inquiry.goals()[0], (With(self.measure.id),))
        if found.best is not None and self._is_as_good(found.best):
            return (found.best,)
        return () if found.is_proven else None

    def _at(self, share: Fraction) -> Case:
        return with_delivery(self.case, (self.measure.id,), share)

    def _is_as_good(self, audit: Audit) -> bool:
        if self.without is None:
            return audit.met
        return audit.met and self._rounded(audit.objective()) <= self._rounded(self.without)

    def _rounded(self, value: Fraction) -> int:
        return round(value / SMALLEST_UNIT[self.case.stages[0].objective.unit])

    def _exact(self, package: Package, good: Fraction, bad: Fraction) -> Fraction:
        """The least share, of those between, with which a package is as good."""
        turns = (*self._rows_turn(package), *self._value_turns(package, good, bad))
        between = sorted(one for one in turns if bad < one < good)
        return next((one for one in between if self._holds(package, one)), good)

    def _holds(self, package: Package, share: Fraction) -> bool:
        return self._is_as_good(audit_package(self._at(share), package))

    def _rows_turn(self, package: Package) -> Iterator[Fraction]:
        """The shares at which a row of a rule has no room left."""
        none, whole = (audit_package(self._at(share), package) for share in (NONE, ONE))
        for less, more in zip(none.findings, whole.findings, strict=True):
            if less.slack is not None and more.slack is not None and less.slack != more.slack:
                yield less.slack / (less.slack - more.slack)

    def _value_turns(self, package: Package, good: Fraction, bad: Fraction) -> Iterator[Fraction]:
        """The share at which it is as good, where what soft rules miss makes it dearer."""
        low, high = (audit_package(self._at(share), package).objective() for share in (bad, good))
        if self.without is not None and low != high:
            yield bad + (good - bad) * (self.without - low) / (high - low)


def _short(share: Fraction) -> Fraction:
    """A share that has few decimals, so that exact arithmetic stays quick."""
    return Fraction(round(share * 10**8), 10**8)
