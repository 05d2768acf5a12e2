# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How much may turn out worse before this package fails, and before no package is left.

For a package both ends are read off its audited rows. For *any* package: how far some package
stands it is one question (see `stress`), and then the case is asked a millionth further on, where
it must be proven that no package exists; where one does exist all the same, it goes on from there.
So on the near side stands a package that was audited, and on the far side a proof.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import Case
from compensatie.engine.goal import ANYTHING
from compensatie.engine.inquiry import Found
from compensatie.engine.stretched import StretchedProgramme
from compensatie.facts.package import Package
from compensatie.studies.importance import Figure
from compensatie.studies.stress import ONE, Losses, Shortage, Stress
from compensatie.studies.study import Proof
from compensatie.studies.subject import Questioner, Subject
from compensatie.studies.supposing import with_delay

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["losses", "delivery", "delay"]
"""A scenario's changes grow; or measures bring fewer jobs; or bring them late."""
NEAR = Fraction(1, 10**6)
MOST_STEPS = 200
"""Packages from which it goes on, one further than the other."""


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """How far one thing may turn out worse; up to and including this, all hard rules are kept.

    A factor on the jobs that a scenario's own changes move, at least 1; the share of their jobs
    that measures bring, at most 1; or a number of years by which their jobs come late. No value:
    however far it goes.
    """

    kind: Kind
    """What turns out worse."""
    scenario: str | None
    """Of which scenario, where it is one."""
    measure: str | None
    """Of which measure; None: of all measures together."""
    package: Figure
    """Up to where this package keeps every hard rule."""
    some_package: Figure | None = None
    """Up to where some package does; None: not asked."""

    @property
    def margin(self) -> Fraction | None:
        """The relative change that the package stands; None: any, or it is a number of years."""
        if self.kind == "delay" or self.package.value is None:
            return None
        return abs(self.package.value - ONE)


@dataclass(frozen=True, slots=True)
class TippingPoints:
    """Everything that may turn out worse."""

    points: tuple[TippingPoint, ...]
    """Scenario by scenario; then all measures together; then each measure of the package."""

    def to_frame(self) -> pd.DataFrame:
        """One line for each point."""
        import pandas as pd

        return pd.DataFrame([_line(one) for one in self.points], columns=LINE)


LINE = ("kind", "scenario", "measure", "package", "some_package", "some_package_status")
"""Columns of the table of tipping points."""


def _line(one: TippingPoint) -> tuple[object, ...]:
    own, some = one.package.value, one.some_package
    return (
        one.kind,
        one.scenario,
        one.measure,
        None if own is None else float(own),
        None if some is None or some.value is None else float(some.value),
        None if some is None else str(some.status),
    )


def tipping_points(subject: Subject) -> TippingPoints | None:
    """Where the package that is explained fails, and where every package does."""
    explained, best = subject.kept, subject.outcome.audit
    if explained is None or best is None:
        return None
    case = subject.case.only_hard
    known = [explained.package, best.package]
    points = _Points(case, subject.questioner, explained.package, known)
    return TippingPoints(tuple(points.all()))


@dataclass(frozen=True)
class _Points:
    case: Case
    questioner: Questioner
    package: Package
    known: Sequence[Package]

    def all(self) -> Iterator[TippingPoint]:
        scenarios = self.case.instance.scenario_by_id
        moving = [name for name in self.case.facts.scenarios if scenarios[name].changes]
        self.questioner.expect(2 * len(moving) + 3)
        for scenario in moving:
            stress = Losses(self.case, scenario)
            some = self.farthest(stress)
            own = _grown(stress.reach(self.package))
            yield TippingPoint("losses", scenario, None, own, _grown(some.value, some.status))
        yield self._delivery()
        yield self._delay()
        chosen = [one.measure for one in self.package.choices if self._brings_jobs(one.measure)]
        for measure in chosen:
            own = _shrunk(Shortage(self.case, (measure,)).reach(self.package))
            yield TippingPoint("delivery", None, measure, own)
        for measure in chosen:
            late = Figure(Proof.PROVEN, self._years(self.package, (measure,)))
            yield TippingPoint("delay", None, measure, late)

    def _brings_jobs(self, measure: str) -> bool:
        facts = self.case.facts
        one = facts.instance.measure_by_id[measure]
        return any([*facts.gained(one).values(), *facts.taken(one).values()])

    @property
    def _measures(self) -> tuple[str, ...]:
        return tuple(one.id for one in self.case.facts.measures)

    def _delivery(self) -> TippingPoint:
        stress = Shortage(self.case, self._measures)
        some = self.farthest(stress)
        own = _shrunk(stress.reach(self.package))
        return TippingPoint("delivery", None, None, own, _shrunk(some.value, some.status))

    def farthest(self, stress: Stress) -> Figure:
        """How far some package stands a stress."""
        reaches = [stress.reach(one) for one in self.known]
        reach = None if None in reaches else max(one for one in reaches if one is not None)
        weights = stress.weights()
        if reach is not None and weights is not None:
            reach = self._stretched(stress, weights, reach)
        for _ in range(MOST_STEPS):
            if reach is None:
                return Figure(Proof.PROVEN, None)
            found = self._any(stress.at(reach + NEAR))
            if found.best is None:
                return Figure(Proof.PROVEN if found.is_proven else Proof.BOUNDED, reach)
            further = stress.reach(found.best.package)
            reach = None if further is None else max(further, reach + NEAR)
        return Figure(Proof.BOUNDED, reach)

    def _stretched(
        self, stress: Stress, weights: tuple[Fraction, ...], known: Fraction
    ) -> Fraction | None:
        """How far the package goes that the solver stretches most; not less far than is known."""
        programme = StretchedProgramme(self.case, weights)
        if not programme.is_bounded:
            return None

        def reach(audit: Audit) -> Fraction:
            end = stress.reach(audit.package)
            return programme.most if end is None else end

        inquiry = replace(self.questioner.effort, store=None).inquiry(self.case, programme)
        found = self.questioner.best(inquiry, programme.farthest(reach))
        if found.best is None:
            return known
        further = stress.reach(found.best.package)
        return None if further is None else max(known, further)

    def _any(self, case: Case) -> Found:
        """Some package of a case."""
        inquiry = replace(self.questioner.effort, store=None).inquiry(case)
        return self.questioner.best(inquiry, ANYTHING)

    def _delay(self) -> TippingPoint:
        own = Figure(Proof.PROVEN, self._years(self.package, self._measures))
        return TippingPoint("delay", None, None, own, self._some_years())

    def _years(self, package: Package, measures: Sequence[str]) -> Fraction | None:
        """Up to how many years late the package keeps every hard rule; None: however late."""
        for years in range(1, len(self.case.facts.years) + 1):
            if not audit_package(with_delay(self.case, measures, years), package).met:
                return Fraction(years - 1)
        return None

    def _some_years(self) -> Figure:
        """The same of any package: the first number of years at which none exists ends it."""
        for years in range(1, len(self.case.facts.years) + 1):
            found = self._any(with_delay(self.case, self._measures, years))
            if found.best is None:
                status = Proof.PROVEN if found.is_proven else Proof.BOUNDED
                return Figure(status, Fraction(years - 1))
        return Figure(Proof.PROVEN, None)


def _grown(amount: Fraction | None, status: Proof = Proof.PROVEN) -> Figure:
    return Figure(status, None if amount is None else ONE + amount)


def _shrunk(amount: Fraction | None, status: Proof = Proof.PROVEN) -> Figure:
    return Figure(status, None if amount is None else ONE / (ONE + amount))
