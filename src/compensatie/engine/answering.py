# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""One question, answered: from a case and options to an outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from time import monotonic

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.figures import cost_share_by_status
from compensatie.engine.inquiry import Found, Inquiry
from compensatie.engine.outcome import ObjectiveValue, Outcome, Provenance, Status
from compensatie.engine.relaxing import relaxed
from compensatie.engine.solver import HIGHS


@dataclass(frozen=True, slots=True)
class Options:
    """How to solve."""

    time_limit: float | None = None
    """Seconds; none: as long as it takes."""
    gap: Fraction = Fraction(0)
    """EUR by which the answer may be worse than the optimum."""
    solver: str = HIGHS
    """Name of the solver, as PuLP knows it."""
    relax: bool = False
    """Solve the linear relaxation instead, and price its rows."""

    def as_texts(self) -> Mapping[str, str]:
        """The options that are not as usual, for provenance."""
        usual = Options()
        names = ("time_limit", "gap", "solver", "relax")
        return {
            name: str(getattr(self, name))
            for name in names
            if getattr(self, name) != getattr(usual, name)
        }


def answered(case: Case, options: Options, provenance: Provenance) -> Outcome:
    """Solves a case, or its relaxation, and audits what comes out.

    Raises:
        SolverError: the solver is not there, or broke down.
    """
    if options.relax:
        return relaxed(case, options.time_limit, provenance)
    deadline = None if options.time_limit is None else monotonic() + options.time_limit
    found = Inquiry(case, solver=options.solver, gap=options.gap, deadline=deadline).by_model()
    return outcome_of(found, case, provenance)


def outcome_of(found: Found, case: Case, provenance: Provenance) -> Outcome:
    """The answer to the question for the best package, as an outcome."""
    outcome = Outcome(
        status=_status(found),
        case=case,
        provenance=provenance,
        reason=found.reason,
        notices=case.notices,
    )
    if found.best is None:
        return outcome
    shares = cost_share_by_status(found.best.ledger)
    return replace(
        outcome,
        objective=_objective(found, found.best),
        audit=found.best,
        provenance=replace(provenance, cost_share_by_status=shares),
    )


def _status(found: Found) -> Status:
    if found.best is None:
        return Status.INFEASIBLE if found.is_proven else Status.UNSOLVED
    return Status.OPTIMAL if found.is_proven else Status.FEASIBLE


def _objective(found: Found, best: Audit) -> ObjectiveValue:
    first = best.case.stages[0].objective
    value = best.objective()
    bound = value if found.bound is None else min(found.bound, value)
    return ObjectiveValue(
        name=first.name,
        unit=first.unit,
        value=value,
        bound=bound,
        gap=Fraction(0) if found.is_proven else value - bound,
        penalty=best.penalty if first.adds_penalty else Fraction(0),
    )
