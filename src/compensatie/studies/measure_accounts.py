# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Why each measure is in the package or not, and what would change that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from compensatie.engine.audit import Audit
from compensatie.engine.inquiry import Found
from compensatie.engine.restriction import With, Without
from compensatie.facts.measure import Measure
from compensatie.facts.package import Choice
from compensatie.studies.cost_break_even import CostBreakEven
from compensatie.studies.importance import Figure
from compensatie.studies.jobs_break_even import JobsBreakEven
from compensatie.studies.removal import Removal, removals
from compensatie.studies.study import Proof
from compensatie.studies.subject import Subject

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class MeasureAccount:
    """One measure, in the package that is explained or not; values in the objective's unit."""

    measure: str
    """Its id."""
    choice: Choice | None
    """How the package has it; None where it does not."""
    removal: Removal | None
    """What the package lacks without it, all else the same; None where it does not have it."""
    difference: Figure
    """What the best package that decides otherwise about this measure is worse than this one;
    below 0 it is better."""
    own: Fraction | None
    """What it costs in the package, as the objective counts it."""
    factor: Figure | None
    """The greatest factor on its costs with which it is in a best package; no value: not even for
    nothing, or whatever it costs. None: its cost is no matter of the objective, or may be 0."""
    share: Figure | None
    """A share of its jobs with which it is in a best package at the same cost, and a little below
    which it is not; no value: it is with none at all, or is not with ten times as many. None: it
    has no jobs."""

    @property
    def is_chosen(self) -> bool:
        """Whether the package has it."""
        return self.choice is not None


@dataclass(frozen=True, slots=True)
class MeasureAccounts:
    """Every measure of the instance."""

    accounts: tuple[MeasureAccount, ...]
    """Those of the package first, each group in the order of the file."""

    def to_frame(self) -> pd.DataFrame:
        """One line for each measure."""
        import pandas as pd

        return pd.DataFrame([_line(one) for one in self.accounts], columns=LINE)


LINE = (
    *("measure", "start", "size", "difference", "difference_status", "own_cost"),
    *("cost_factor", "cost_factor_status", "jobs_share", "jobs_share_status"),
)
"""Columns of the table of measures."""


def _line(one: MeasureAccount) -> tuple[object, ...]:
    figures = (one.difference, one.factor, one.share)
    shown = [(None, None) if figure is None else _shown(figure) for figure in figures]
    start, size = (one.choice.start, float(one.choice.size)) if one.choice else (None, None)
    own = None if one.own is None else float(one.own)
    return (one.measure, start, size, *shown[0], own, *shown[1], *shown[2])


def _shown(figure: Figure) -> tuple[float | None, str]:
    return None if figure.value is None else float(figure.value), str(figure.status)


def measure_accounts(subject: Subject) -> MeasureAccounts | None:
    """Why each measure is in or not; None where there is no package to speak of."""
    explained = subject.kept
    if explained is None:
        return None
    measures = subject.case.facts.measures
    subject.questioner.expect(25 * len(measures))
    removed = {one.measure: one for one in removals(explained)}
    accounts = [_account(subject, explained, one, removed) for one in measures]
    return MeasureAccounts(tuple(sorted(accounts, key=lambda one: not one.is_chosen)))


def _account(
    subject: Subject, explained: Audit, measure: Measure, removed: Mapping[str, Removal]
) -> MeasureAccount:
    name, goal = measure.id, subject.inquiry.goals()[0]
    choice = explained.package.by_measure().get(name)
    known = None if choice is None else explained
    has = subject.questioner.best(subject.inquiry, goal, (With(name),), known)
    lacks = subject.questioner.best(
        subject.inquiry, goal, (Without(name),), explained if choice is None else None
    )
    other, value = (has if choice is None else lacks), goal.rounded(explained)
    worse = None if other.best is None else goal.rounded(other.best) - value
    cost = CostBreakEven(subject.inquiry, subject.questioner, measure)
    return MeasureAccount(
        name,
        choice,
        removed.get(name),
        Figure(Proof.of(other), worse),
        cost.own(explained) if choice is not None and cost.is_money else None,
        _factor(cost, has, lacks) if cost.is_defined else None,
        _share(subject, measure, has, lacks),
    )


def _factor(cost: CostBreakEven, has: Found, lacks: Found) -> Figure:
    """Whatever it costs where there is no package without it."""
    if not (has.is_proven and lacks.is_proven):
        return Figure(Proof.UNSOLVED)
    if has.best is None:
        return Figure(Proof.NO_PACKAGE)
    if lacks.best is None:
        return Figure(Proof.PROVEN)
    return cost.factor(has.best, lacks.best.objective())


def _share(subject: Subject, measure: Measure, has: Found, lacks: Found) -> Figure | None:
    without = None if lacks.best is None else lacks.best.objective()
    jobs = JobsBreakEven(subject.case, subject.questioner, measure, without)
    if not jobs.is_defined:
        return None
    if not (has.is_proven and lacks.is_proven):
        return Figure(Proof.UNSOLVED)
    return jobs.share(has.best)
