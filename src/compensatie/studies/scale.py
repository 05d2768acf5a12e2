# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The values of a goal as whole numbers of steps, so that none is lost between two of them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from compensatie.engine.audit import Audit
from compensatie.engine.goal import Goal
from compensatie.engine.lattice import lattice_step
from compensatie.engine.programme import Programme
from compensatie.engine.restriction import AtMost
from compensatie.formulation.linear import Linear

ZERO = Fraction(0)


@dataclass(frozen=True)
class Scale:
    """A goal, and the steps in which its rounded values are counted."""

    goal: Goal
    """What is counted."""
    step: Fraction
    """The least difference between two values."""
    origin: Fraction
    """The value that is counted as 0."""
    least: int
    """No package has less."""
    most: int
    """No package has more."""
    is_whole: bool
    """Whether values are whole steps as they are, so that rounding changes none of them."""

    @classmethod
    def of(cls, goal: Goal, programme: Programme) -> Scale:
        """The widest steps that leave out no value of a goal."""
        origin, step, is_whole = Fraction(0), goal.smallest, False
        if whole := _whole_steps(goal, programme):
            origin, step, is_whole = goal.form.constant, whole, True
        low, high = (((end - origin) / step) for end in _ends(goal, programme))
        return cls(goal, step, origin, floor(low), ceil(high), is_whole)

    def count(self, audit: Audit) -> int:
        """The rounded value of a package in steps."""
        return int((self.goal.rounded(audit) - self.origin) / self.step)

    def value(self, count: int) -> Fraction:
        """So many steps as a value."""
        return self.origin + count * self.step

    def at_most(self, count: int) -> AtMost:
        """No more steps than this."""
        return AtMost(self.goal, self.value(count))


def _whole_steps(goal: Goal, programme: Programme) -> Fraction | None:
    """What every value is a multiple of, where no value is changed by rounding."""
    missing, chosen = _parted(goal.form)
    widths = programme.columns.widths(programme.columns.on_columns(chosen))
    shortfalls = _shortfall_steps(missing, programme)
    if widths is None or shortfalls is None:
        return None
    step = lattice_step([*widths, *shortfalls])
    if not step or step % goal.smallest or goal.form.constant % goal.smallest:
        return None
    return step


def _shortfall_steps(form: Linear, programme: Programme) -> list[Fraction] | None:
    """What each shortfall is a multiple of: steps of its row, counted from the row's bound.

    A bound a millionth below the next shortfall led HiGHS to lose packages that keep it.
    """
    found, columns = [], programme.columns
    rows = {one.shortfall: one.row.surplus() for one in programme.rule_rows}
    for term, amount in form:
        widths = columns.widths(columns.on_columns(rows[term]))
        if widths is None:
            return None
        found.append(amount * lattice_step([*widths, rows[term].constant]))
    return found


def _parted(form: Linear) -> tuple[Linear, Linear]:
    """What depends on shortfalls, and what on the choices themselves."""
    missing = {term: amount for term, amount in form if term.kind == "shortfall"}
    chosen = {term: amount for term, amount in form if term.kind != "shortfall"}
    return Linear(missing), Linear(chosen, form.constant)


def _ends(goal: Goal, programme: Programme) -> tuple[Fraction, Fraction]:
    """The least and the greatest value that a goal can have."""
    missing, form = _parted(goal.form)
    terms = programme.columns.on_columns(missing)
    most = sum((amount * programme.columns.all[at].upper for at, amount in terms.items()), ZERO)
    return programme.reach.least(form), programme.reach.most(form) + most
