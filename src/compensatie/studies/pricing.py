# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a rule costs: the least value of the objective as a step function of the rule's bound.

Sizes and starts are whole, so the least value does not slope: it stays where it is while the bound
moves, and jumps where the package no longer holds. Each jump is found exactly. The sweep begins
at the loosest bound; of the packages that are best there it takes the one that leaves most room,
and then asks for the best package that leaves more than that, however little more.

A bound moves by one amount in all rows of its rule; above 0 the rule asks less, below 0 more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.elastic import ElasticProgramme, Moved, needed_shift
from compensatie.engine.goal import Goal
from compensatie.engine.inquiry import Found, Inquiry
from compensatie.engine.neighbourhood import OtherPackage
from compensatie.engine.restriction import AtMost, Restriction
from compensatie.studies.study import Proof, Stop
from compensatie.studies.subject import Questioner

if TYPE_CHECKING:
    import pandas as pd

MOST_STEPS = 1000
"""Steps of one function; where there are more, the rest is not determined."""
FEW = 3
"""Packages as good as one another that are looked at before the best of them is asked for."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one bound up to the next, the least value is the same."""

    start: Fraction
    """The tightest move of the bound on this step; it is on it."""
    status: Proof
    """Whether value and start are proven; `no package exists`: tighter than the step above."""
    value: Fraction | None = None
    """The least value of the objective, rounded as values are compared."""
    audit: Audit | None = None
    """A best package that holds on the whole step."""
    is_tied: bool | None = None
    """Whether another package is as good somewhere on the step; None: not determined."""


@dataclass(frozen=True, slots=True)
class Staircase:
    """The steps of one rule over a range of bounds, the loosest first."""

    rule: str
    """Id of the rule."""
    loosest: Fraction | None
    """The move of the bound at which the range begins; None: as loose as makes a difference."""
    tightest: Fraction | None
    """The move at which it ends; None: as tight as any package can keep."""
    steps: tuple[Step, ...]
    """The steps; those that were not determined are left out."""
    impossible_below: Fraction | None
    """Tighter than this no package exists, proven; None: within the range there always is one,
    or it was not determined."""
    is_complete: bool
    """Whether the whole range was settled."""

    def to_frame(self) -> pd.DataFrame:
        """One line for each step, the loosest first."""
        import pandas as pd

        lines = [
            (float(one.start), str(one.status), _float(one.value), one.is_tied)
            for one in self.steps
        ]
        return pd.DataFrame(lines, columns=["from", "status", "value", "tied"])

    def at(self, move: Fraction) -> Step | None:
        """The step on which a bound lies; None where none is known."""
        return next((step for step in self.steps if step.start <= move), None)


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


@dataclass
class Pricing:
    """Questions about one rule of a case, in a live session of their own."""

    case: Case
    """The case, with the rule in it as it is."""
    rule: str
    """Id of the rule, a hard one."""
    questioner: Questioner
    """Through whom every question is put."""
    _answers: dict[tuple[Restriction, ...], Found] = field(default_factory=dict, repr=False)

    @cached_property
    def _programme(self) -> ElasticProgramme:
        return ElasticProgramme(self.case, (self.rule,))

    @cached_property
    def inquiry(self) -> Inquiry:
        """The live session in which the bound of the rule moves."""
        return self.questioner.effort.inquiry(self.case, self._programme)

    @cached_property
    def _shift(self) -> Goal:
        (rule,) = self._programme.elastic
        return self._programme.shift(rule)

    def _needed(self, audit: Audit) -> Fraction:
        return needed_shift(audit, self.rule)

    def moved(self, move: Fraction, *, strictly: bool = False) -> Moved:
        """The rule holds with its bound moved by so much, or by anything less."""
        return Moved(self.rule, move, strictly=strictly)

    @cached_property
    def goal(self) -> Goal:
        """The first objective of the model."""
        return self.inquiry.goals()[0]

    def best(self, *restrictions: Restriction) -> Found:
        """The best package under restrictions, the rule being free but for those."""
        if restrictions not in self._answers:
            found = self.questioner.best(self.inquiry, self.goal, restrictions)
            self._answers[restrictions] = found
        return self._answers[restrictions]

    def step(self, limit: Moved | None) -> Step | None:
        """The step on which a bound lies; None where it was not determined."""
        restrictions = () if limit is None else (limit,)
        found = self.best(*restrictions)
        if found.best is None:
            return Step(Fraction(0), Proof.NO_PACKAGE) if found.is_proven else None
        value = self.goal.rounded(found.best)
        is_tied = self._is_tied(found.best, value, restrictions)
        best, is_roomy = self._roomiest(found.best, value, restrictions)
        status = Proof.PROVEN if found.is_proven and is_roomy else Proof.BOUNDED
        return Step(self._needed(best), status, value, best, is_tied)

    def _is_tied(
        self, best: Audit, value: Fraction, restrictions: Sequence[Restriction]
    ) -> bool | None:
        """Whether another package is as good; None where that was not determined."""
        other = self.best(*restrictions, OtherPackage(best.package))
        if other.best is not None and self.goal.rounded(other.best) == value:
            return True
        return False if other.is_proven else None

    def _roomiest(
        self, best: Audit, value: Fraction, restrictions: Sequence[Restriction]
    ) -> tuple[Audit, bool]:
        """Of the packages that are as good the one that leaves most room; whether it is proven.

        Asking for the best one that leaves more is mostly a question less, and a quick one; where
        many are as good, the one with most room is asked for outright.
        """
        for _ in range(FEW):
            tighter = self.best(self.moved(self._needed(best), strictly=True))
            if tighter.is_nothing or not self._is_as_good(tighter, value):
                return best, tighter.is_proven
            best = tighter.best or best
        equal = (*restrictions, AtMost(self.goal, value))
        roomy = self.questioner.best(self.inquiry, self._shift, equal, best)
        return roomy.best or best, roomy.is_proven

    def _is_as_good(self, found: Found, value: Fraction) -> bool:
        return found.best is not None and self.goal.rounded(found.best) == value

    def looser(self, value: Fraction) -> Step | None:
        """The step on which the objective first gets better than a value."""
        better = AtMost(self.goal, value - self.goal.smallest)
        near = self.questioner.best(self.inquiry, self._shift, (better,))
        if near.best is None or not near.is_proven:
            nothing = Step(Fraction(0), Proof.NO_PACKAGE)
            return nothing if near.is_nothing else None
        start = self._needed(near.best)
        found = self.step(self.moved(start))
        return None if found is None else replace(found, start=start)

    def staircase(self, loosest: Fraction | None, tightest: Fraction | None) -> Staircase:
        """Every step from one bound to another."""
        steps: list[Step] = []
        impossible_below, is_complete = None, False
        for found in self._steps(loosest):
            if found.status is Proof.NO_PACKAGE:
                impossible_below, is_complete = (steps[-1].start if steps else loosest), True
                break
            if steps and steps[-1].value == found.value:
                steps.pop()
                found = replace(found, is_tied=True)
            steps.append(found)
            is_complete = tightest is not None and found.start <= tightest
            if is_complete or found.status is not Proof.PROVEN:
                break
            if len(steps) == MOST_STEPS:
                self.questioner.course.stop = self.questioner.course.stop or Stop.LIMIT
                break
        is_proven = all(step.status is Proof.PROVEN for step in steps)
        return Staircase(
            self.rule, loosest, tightest, tuple(steps), impossible_below, is_complete and is_proven
        )

    def _steps(self, loosest: Fraction | None) -> Iterator[Step]:
        """Steps until one was not determined, or has no package."""
        found = self.step(None if loosest is None else self.moved(loosest))
        while found is not None:
            yield found
            found = self.step(self.moved(found.start, strictly=True))
