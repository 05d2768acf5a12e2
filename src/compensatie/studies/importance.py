# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What each measure means for the packages within a margin, and what doing without it costs.

Nothing here is read off a list that is not whole: what no package at hand shows is asked, and an
answer that was not proven stays open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Literal, get_args

from compensatie.engine.audit import Audit
from compensatie.engine.goal import Goal
from compensatie.engine.inquiry import Found, Inquiry
from compensatie.engine.neighbourhood import Keeping
from compensatie.engine.restriction import AtMost, Restriction, With, Without
from compensatie.facts.measure import Measure
from compensatie.studies.study import Course, Progress, Proof, Watch

Share = Literal["all", "some", "none"]
"""In how many of the packages a measure is."""
Pair = Literal["never", "always", "open"]
"""How another measure goes with one: never, in every package that it is in, or not settled."""
PAIRS: tuple[Pair, ...] = get_args(Pair)
Part = tuple[frozenset[str], frozenset[str]]
"""Measures that a package has, and others that it has not."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure, and how it stands."""

    status: Proof
    """Proven, a bound, or not known."""
    value: Fraction | None = None
    """The figure; None where there is none."""


@dataclass(frozen=True, slots=True)
class Importance:
    """What one measure means for the packages within the margin."""

    measure: str
    """Its id."""
    share: Share | None
    """In all, some or none of them; None where that was not settled."""
    least: Figure
    """Its least size in any of them, 0 where one does without it."""
    greatest: Figure
    """Its greatest size in any of them."""
    rest_kept: Figure
    """What doing without it costs where the rest stays: the same starts, no smaller sizes."""
    rest_free: Figure
    """What doing without it costs where all else may change."""
    never_with: tuple[str, ...] = ()
    """Measures with which it never is together, although each is in some package."""
    always_with: tuple[str, ...] = ()
    """Measures that are in every package that it is in."""
    open_with: tuple[str, ...] = ()
    """Measures for which one of the two was not settled."""

    def line(self) -> tuple[object, ...]:
        """The figures as notebooks use them, in the order of `LINE`."""
        figures = (self.least, self.greatest, self.rest_kept, self.rest_free)
        shown = (
            part
            for one in figures
            for part in (None if one.value is None else float(one.value), str(one.status))
        )
        pairs = (", ".join(self.never_with), ", ".join(self.always_with))
        return (self.measure, self.share, *shown, *pairs)


LINE = (
    "measure",
    "in",
    "least",
    "least_status",
    "greatest",
    "greatest_status",
    "rest_kept",
    "rest_kept_status",
    "rest_free",
    "rest_free_status",
    "never_with",
    "always_with",
)
"""Columns of the table of importance; costs in EUR more than the optimum."""


@dataclass
class Weighing:
    """The importance of every measure, worked out one by one."""

    inquiry: Inquiry
    """What is asked about the case."""
    goal: Goal
    """What the margin is on."""
    optimum: Audit
    """The best package."""
    margin: Fraction
    """The greatest value allowed."""
    packages: Sequence[Audit]
    """Packages within the margin."""
    is_complete: bool
    """Whether there are no others, as far as their measures go."""
    course: Course
    """How it went."""

    def run(self, watch: Watch) -> list[Importance]:
        """Every measure, in the order of the file; fewer where the work is broken off."""
        found: list[Importance] = []
        measures = self.inquiry.case.facts.measures
        with self.course.held():
            for measure in measures:
                found.append(self._of(measure))
                watch(Progress(len(found), len(measures)))
        return found

    def _of(self, measure: Measure) -> Importance:
        share = self._share(measure.id)
        together = self._together(measure.id)
        return Importance(
            measure.id,
            share,
            self._least(measure, share),
            self._greatest(measure, share),
            self._replacement(measure.id, rest_kept=True),
            self._replacement(measure.id, rest_kept=False),
            never_with=together["never"],
            always_with=together["always"],
            open_with=together["open"],
        )

    @cached_property
    def _sets(self) -> list[frozenset[str]]:
        """The sets of measures that are known to be within the margin."""
        return [frozenset(one.package.by_measure()) for one in self.packages]

    @cached_property
    def _answers(self) -> dict[Part, bool | None]:
        return {}

    def _is_possible(self, chosen: Iterable[str], left_out: Iterable[str] = ()) -> bool | None:
        """Whether a package within the margin has these measures and not those; None: open."""
        wanted, unwanted = part = frozenset(chosen), frozenset(left_out)
        if any(wanted <= one and not unwanted & one for one in self._sets):
            return True
        if self.is_complete:
            return False
        if part not in self._answers:
            self._answers[part] = self._asked(part)
        return self._answers[part]

    def _asked(self, part: Part) -> bool | None:
        wanted, unwanted = part
        asked = [*map(With, sorted(wanted)), *map(Without, sorted(unwanted))]
        found = self.inquiry.best(self.goal, (AtMost(self.goal, self.margin), *asked))
        if found.best is not None:
            self._sets.append(frozenset(found.best.package.by_measure()))
            return True
        return False if self.course.settles(found) else None

    def _share(self, measure: str) -> Share | None:
        is_in, is_out = self._is_possible([measure]), self._is_possible([], [measure])
        if is_in is None or is_out is None:
            return None
        return ("some" if is_out else "all") if is_in else "none"

    def _together(self, measure: str) -> Mapping[Pair, tuple[str, ...]]:
        """The other measures, by how they go with this one, as far as that says anything."""
        others = [one.id for one in self.inquiry.case.facts.measures if one.id != measure]
        pairs = {other: self._pair(measure, other) for other in others}
        return {
            kind: tuple(other for other, pair in pairs.items() if pair == kind) for kind in PAIRS
        }

    def _pair(self, measure: str, other: str) -> Pair | None:
        """How another measure goes with one; None where it may be there or not."""
        each = {self._is_possible([measure]), self._is_possible([other])}
        if False in each:
            return None
        both = self._is_possible([measure, other])
        alone = self._is_possible([measure], [other])
        if None in (*each, both, alone):
            return "open"
        return "never" if not both else "always" if not alone else None

    def _least(self, measure: Measure, share: Share | None) -> Figure:
        if share in ("some", "none"):
            return Figure(Proof.PROVEN, Fraction(0))
        return self._extreme(measure, 1)

    def _greatest(self, measure: Measure, share: Share | None) -> Figure:
        if share == "none":
            return Figure(Proof.PROVEN, Fraction(0))
        return self._extreme(measure, -1)

    def _extreme(self, measure: Measure, sign: int) -> Figure:
        """The least size within the margin, or, with sign −1, the greatest."""
        last = self.inquiry.case.facts.years[-1]
        goal = Goal(
            f"{sign} × size of {measure.id}",
            "size",
            self.inquiry.programme.decision.size(measure, last) * sign,
            lambda audit: audit.ledger.size(measure.id, last) * sign,
        )
        found = self.inquiry.best(goal, (AtMost(self.goal, self.margin),), known=self._known(goal))
        return self._figure(found, None if found.best is None else goal.value(found.best) * sign)

    def _known(self, goal: Goal) -> Audit:
        return min(self.packages, key=goal.value)

    def _replacement(self, measure: str, *, rest_kept: bool) -> Figure:
        """What the best package without a measure costs more than the best one."""
        choices = self.optimum.package.by_measure()
        if measure not in choices:
            return Figure(Proof.PROVEN, Fraction(0))
        kept = (one for name, one in choices.items() if name != measure)
        asked: list[Restriction] = [Without(measure)]
        asked += [Keeping(one, may_grow=True) for one in kept if rest_kept]
        found = self.inquiry.best(self.goal, asked)
        value = None if found.best is None else self.goal.rounded(found.best)
        return self._figure(
            found, None if value is None else value - self.goal.rounded(self.optimum)
        )

    def _figure(self, found: Found, value: Fraction | None) -> Figure:
        self.course.settles(found)
        return Figure(Proof.of(found), value)
