# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From an answer to its proof in exact arithmetic, and to what may be said of it then."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.figures import cost_share_by_status
from compensatie.engine.outcome import Outcome, Status
from compensatie.engine.proving.certificate import Subject, certificate, proved_bound
from compensatie.engine.proving.claim import Claim, rounded
from compensatie.engine.proving.search import Search, Searched
from compensatie.engine.proving.weighing import Weighing
from compensatie.errors import InternalError

NOT_DONE = "the proof in exact arithmetic was not completed"


@dataclass(frozen=True, slots=True)
class Proved:
    """What was proved."""

    is_complete: bool
    """Whether the claim was."""
    bound: Fraction | None
    """Where it was not, or claims no more than that: no package comes to less."""
    leaves: int
    """Leaves of the tree."""
    text: str
    """The certificate."""


def certify(
    outcome: Outcome, subject: Subject, deadline: float | None = None
) -> tuple[Outcome, Proved | None]:
    """An answer as its proof leaves it, and the proof; none where there is nothing to prove.

    A package that stood when a limit was reached makes room for a better one that the proof finds.

    Args:
        outcome: the answer.
        subject: the files and the call.
        deadline: moment (of the monotonic clock) at which to stop.

    Raises:
        InternalError: the solver called something proven that is not so.
        SolverError: HiGHS broke down.
    """
    weighing = Weighing(outcome.case)
    while (claim := claim_of(outcome)) is not None:
        searched = Search(weighing, claim).run(deadline)
        if searched.against is None:
            proved = _proved(claim, searched, weighing, subject)
            return proven(outcome, proved), proved
        if outcome.status is not Status.FEASIBLE:
            raise InternalError(_contradiction(claim, searched.against))
        outcome = _improved(outcome, searched.against)
    return outcome, None


def prove(claim: Claim, case: Case, subject: Subject, deadline: float | None = None) -> Proved:
    """Proves a claim, or as much of it as there is time for.

    Raises:
        InternalError: a package speaks against the claim.
        SolverError: HiGHS broke down.
    """
    weighing = Weighing(case)
    searched = Search(weighing, claim).run(deadline)
    if searched.against is not None:
        raise InternalError(_contradiction(claim, searched.against))
    return _proved(claim, searched, weighing, subject)


def _proved(claim: Claim, searched: Searched, weighing: Weighing, subject: Subject) -> Proved:
    text = certificate(claim, searched, weighing, subject)
    bound = proved_bound(claim, searched, weighing.case)
    return Proved(searched.is_complete, bound, searched.leaves, text)


def _contradiction(claim: Claim, against: Audit) -> str:
    value = float(rounded(against.objective(), against.case))
    limit = None if claim.limit is None else float(claim.limit)
    said = {
        "optimal": f"it says that no package comes to less than {limit}",
        "infeasible": "it says that there is no package",
        "complete": "it says that its list is whole",
    }[claim.name]
    return f"{said}, and one that keeps every rule comes to {value}"


def claim_of(outcome: Outcome) -> Claim | None:
    """What an answer claims; None where it claims nothing."""
    if outcome.status is Status.INFEASIBLE:
        return Claim("infeasible")
    if outcome.audit is None or outcome.objective is None:
        return None
    value = outcome.objective.value
    least = outcome.objective.bound if outcome.status is Status.OPTIMAL else value
    return Claim("optimal", (outcome.audit,), rounded(least, outcome.case))


def proven(outcome: Outcome, proved: Proved) -> Outcome:
    """An answer as its proof leaves it: certified, or with no more than was proved."""
    if not proved.is_complete and outcome.objective is None:
        return replace(outcome, status=Status.UNSOLVED, reason=NOT_DONE)
    if not proved.is_complete:
        return replace(_bounded(outcome, proved), status=Status.FEASIBLE, reason=NOT_DONE)
    if outcome.status is not Status.FEASIBLE:
        return replace(outcome, certified=True)
    if len(outcome.case.stages) > 1:
        return _bounded(outcome, proved)
    return replace(_bounded(outcome, proved), status=Status.OPTIMAL, reason="", certified=True)


def _bounded(outcome: Outcome, proved: Proved) -> Outcome:
    """With the bound that was proved."""
    objective = outcome.objective
    if objective is None:
        return outcome
    bound = min(objective.value if proved.bound is None else proved.bound, objective.value)
    return replace(outcome, objective=replace(objective, bound=bound, gap=objective.value - bound))


def _improved(outcome: Outcome, audit: Audit) -> Outcome:
    """With a better package."""
    if outcome.objective is None:
        return outcome
    value, first = audit.objective(), outcome.case.stages[0].objective
    penalty = audit.penalty if first.adds_penalty else Fraction(0)
    objective = replace(outcome.objective, value=value, penalty=penalty)
    shares = cost_share_by_status(audit.ledger)
    provenance = replace(outcome.provenance, cost_share_by_status=shares)
    return replace(outcome, audit=audit, objective=objective, provenance=provenance)
