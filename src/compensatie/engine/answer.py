# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a solver said, before anything is audited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Verdict = Literal["optimal", "feasible", "infeasible", "unsolved"]


@dataclass(frozen=True, slots=True)
class Answer:
    """One solver's answer to one programme, in floating point: a claim, not yet a result."""

    status: Verdict
    """`optimal`: the solver proved it · `feasible`: stopped at a limit or gap with a point ·
    `infeasible`: the solver proved that no point exists · `unsolved`: neither."""
    values: tuple[float, ...]
    """Value of each column as the solver left it, not rounded; empty where there is no point."""
    objective: float | None
    """Objective of the point, its constant included."""
    bound: float | None
    """No point is cheaper than this, as far as the solver proved; None where it proved nothing."""
    seconds: float
    """Time spent in the solver, by the clock on the wall."""
    reason: str
    """Why the solver stopped, in its own words."""


@dataclass(frozen=True, slots=True)
class Relaxation:
    """The linear relaxation solved: every column continuous, or fixed where it was asked."""

    answer: Answer
    """Status, values and objective."""
    prices: tuple[float, ...]
    """By row: change of the objective per unit that the row's bound rises; empty where not
    optimal."""
    reduced_costs: tuple[float, ...]
    """By column: change of the objective per unit that the column is pushed up from where it
    rests; empty where not optimal."""


def with_point(answer: Answer, values: tuple[float, ...], objective: float) -> Answer:
    """A claim with its point: `optimal` where its bound leaves no room below the point.

    A solver that stops at a gap calls that optimal too, and one that reaches the optimum may call
    it a gap; where it names no bound, its word stands.
    """
    if answer.bound is None:
        bound = objective if answer.status == "optimal" else None
        return replace(answer, values=values, objective=objective, bound=bound)
    room = objective - answer.bound
    status: Verdict = "optimal" if room <= max(1e-6, 1e-9 * abs(objective)) else "feasible"
    return replace(answer, status=status, values=values, objective=objective)
