# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The cheapest package that keeps every rule."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from os import PathLike
from time import monotonic

import compensatie.reports.notebook  # noqa: F401 (answers show themselves in notebooks)
from compensatie.api.certifying import certified, subject_of
from compensatie.api.effort import Amount, exact
from compensatie.api.provenance import provenance
from compensatie.engine.answering import Options, answered
from compensatie.engine.case import bind
from compensatie.engine.outcome import Outcome, Status
from compensatie.engine.selfcheck import require_sane
from compensatie.engine.solver import HIGHS
from compensatie.facts.instance import Instance
from compensatie.policy import Model
from compensatie.studies.repairing import least_repairs
from compensatie.studies.scenario_status import scenario_statuses
from compensatie.studies.study import Effort
from compensatie.studies.subject import Questioner


def solve(
    instance: Instance,
    model: Model,
    *,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    relax: bool = False,
    time_limit: float | None = None,
    gap: Amount = 0,
    solver: str = HIGHS,
    certificate: str | PathLike[str] | None = None,
) -> Outcome:
    """The cheapest package that keeps every rule in every selected scenario.

    Args:
        instance: the facts.
        model: the policy.
        scenarios: ids of the scenarios in which the package must hold; all by default.
        include: measures that the package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.
        relax: let starts and sizes be any part of a whole, and give the price of every row.
        time_limit: seconds after which to stop with what is known.
        gap: EUR by which the answer may be worse than the optimum.
        solver: HiGHS, or any solver that PuLP finds on this machine.
        certificate: file for a proof in exact arithmetic that anyone can check; what is not
            proved within the time limit is then not called optimal or infeasible.

    Returns:
        The outcome. Infeasible is an answer: the outcome then says by how much one rule would
        have to give way, and where several scenarios were asked how each stands by itself.

    Raises:
        InputError: facts and policy do not fit together.
        SolverError: the solver is not there, or broke down.
        InternalError: with a certificate, the solver's answer is not right.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> outcome = cp.solve(instance, model)
        >>> str(outcome.status)
        'optimal'
        >>> [(choice.measure, choice.start, str(choice.size)) for choice in outcome.package.choices]
        [('gastplekken', 2025, '20'), ('uitbreiding', 2025, '30')]
    """
    locks = {"include": tuple(include), "exclude": tuple(exclude)}
    chosen = tuple(scenarios)
    options = Options(time_limit, exact(gap), solver, relax)
    case = bind(instance, model, chosen, **locks)
    asked = {"scenarios": chosen, **locks}
    effort = Effort(time_limit, solver=solver)
    origin = provenance(instance, model, options, asked)
    require_sane(solver)
    deadline = None if time_limit is None else monotonic() + time_limit
    if certificate is None:
        outcome = answered(case, options, origin)
    else:
        subject = subject_of(instance, model, origin.version, asked)
        outcome = certified(answered(case, options, origin), subject, certificate, deadline)
    if outcome.status is not Status.INFEASIBLE:
        return outcome
    outcome = replace(outcome, repairs=least_repairs(case, Questioner(effort)))
    if len(case.facts.scenarios) == 1:
        return outcome

    def alone(scenario: str) -> Outcome:
        one = bind(instance, model, [scenario], **locks)
        return answered(one, options, outcome.provenance)

    return replace(outcome, scenario_statuses=scenario_statuses(case.facts.scenarios, alone))
