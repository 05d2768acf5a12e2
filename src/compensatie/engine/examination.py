# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is left of a solver's claim after looking at what it returned, and when."""

from __future__ import annotations

from dataclasses import replace

from compensatie.engine.answer import Answer, with_point
from compensatie.engine.arrays import Arrays

WORST_VIOLATION = 1e-5
"""A point that misses a row by more, relative to its bound, is no answer, whatever is claimed."""


def examined(
    claim: Answer, arrays: Arrays, point: tuple[float, ...], time_limit: float | None
) -> Answer:
    """Believes a claim as far as it can be believed.

    Args:
        claim: What the solver said, without its point.
        arrays: The programme.
        point: The values that the solver left behind; not a number where it left none.
        time_limit: Seconds that it had.

    Returns:
        `infeasible` only from a solver that had time left – some call a limit infeasible;
        `optimal` and `feasible` only with a point that keeps the programme.
    """
    if claim.status == "infeasible" and time_limit is not None and claim.seconds >= time_limit:
        return _doubted(claim, "said when its time was up")
    if claim.status in {"infeasible", "unsolved"}:
        return claim
    violation = arrays.violation(point)
    if violation > WORST_VIOLATION:
        return _doubted(claim, f"the point misses the programme by {violation:.3g}")
    return with_point(claim, point, arrays.objective(point))


def of_whole_numbers(claim: Answer) -> Answer:
    """The claim of a solver that took every column for whole: a point at most, and no proof."""
    if claim.status == "infeasible":
        return _doubted(claim, "continuous columns were rounded")
    rounded = replace(claim, bound=None, reason=f"{claim.reason}; continuous columns were rounded")
    return replace(rounded, status="feasible") if claim.status == "optimal" else rounded


def _doubted(claim: Answer, why: str) -> Answer:
    return replace(claim, status="unsolved", reason=f"{claim.reason}; {why}")
