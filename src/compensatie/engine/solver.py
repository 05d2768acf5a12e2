# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which solver is asked, and how: HiGHS in its own session, or any other through PuLP."""

from __future__ import annotations

from fractions import Fraction
from importlib.metadata import version

from compensatie.engine.linear_programme import LinearProgramme
from compensatie.engine.solving import Answer, Ask

HIGHS = "HiGHS"
"""The solver that is asked where the call names none."""


def described(solver: str) -> str:
    """Name and version of a solver, for provenance."""
    if solver.casefold() == HIGHS.casefold():
        return f"{HIGHS} {version('highspy')}"
    return f"{solver} (PuLP {version('pulp')})"


def asking(solver: str, gap: Fraction) -> Ask:
    """A function that puts a programme to a solver.

    Args:
        solver: name of the solver, as PuLP knows it.
        gap: EUR by which the answer may be worse than the optimum.

    Raises:
        SolverError: when asked, where the solver is not there.
    """
    return _ask_highs(gap) if solver.casefold() == HIGHS.casefold() else _ask_other(solver, gap)


def _ask_highs(gap: Fraction) -> Ask:
    from compensatie.engine import lp
    from compensatie.engine.session import Session

    def ask(programme: LinearProgramme, seconds: float | None) -> Answer:
        session = Session(lp.arrays(lp.build(programme)))
        return session.solve(time_limit=seconds, gap=float(gap))

    return ask


def _ask_other(solver: str, gap: Fraction) -> Ask:
    from compensatie.engine import lp

    def ask(programme: LinearProgramme, seconds: float | None) -> Answer:
        return lp.solve_with(lp.build(programme), solver, time_limit=seconds, gap=float(gap))

    return ask
