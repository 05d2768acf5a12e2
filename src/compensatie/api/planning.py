# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Plans for when it is not known which scenario comes true."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum

import compensatie.reports.notebook  # noqa: F401 (answers show themselves in notebooks)
from compensatie.api.effort import Amount, exact, study_effort
from compensatie.api.provenance import provenance
from compensatie.engine.answering import Options
from compensatie.engine.case import bind
from compensatie.engine.solver import HIGHS
from compensatie.errors import Fault, InputError
from compensatie.facts.instance import Instance
from compensatie.facts.references import unknown
from compensatie.policy import Model
from compensatie.studies.planning import plan_scenarios
from compensatie.studies.scenario_plans import Asked, Measured, PlanKind, ScenarioPlans
from compensatie.studies.study import Watch, unwatched


def scenarios(
    instance: Instance,
    model: Model,
    *,
    plans: Iterable[str] = (),
    all_but: int = 0,
    measure: str = Measured.EXPECTED,
    level: Amount = 0.9,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    time_limit: float | None = None,
    gap: Amount = 0,
    solver: str = HIGHS,
    watch: Watch = unwatched,
) -> ScenarioPlans:
    """Plans for when it is not known which scenario comes true, and what must be decided now.

    Args:
        instance: the facts; `known_from` and `signals` say what is known when.
        model: the policy.
        plans: `robust`, `expected`, `adaptive`, `regret`; all four where none is given.
        all_but: in how many scenarios the robust package may miss hard rules.
        measure: what the adaptive plan is best by: `expected`, `worst` or `cvar`.
        level: with `cvar`, the part of the scenarios, by weight, that does not count.
        scenarios: ids of the scenarios to look at; all by default.
        include: measures that every package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.
        time_limit: seconds after which to stop with what is known.
        gap: EUR by which an answer may be worse than the best one.
        solver: HiGHS, or any solver that PuLP finds on this machine.
        watch: told how far it is.

    Returns:
        Each plan with what it comes to in every scenario, each scenario's own optimum, and what
        knowing more or sooner would be worth. Scenarios without any package are named.

    Raises:
        InputError: facts and policy do not fit together, or the call asks what cannot be.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> found = cp.scenarios(instance, model, plans=["robust"])
        >>> found.plans["robust"].value == cp.solve(instance, model).objective.value
        True
    """
    names = {plans} if isinstance(plans, str) else set(plans)
    if faults := [
        *_unknown(names, PlanKind, "--plan"),
        *_unknown({measure}, Measured, "--measure"),
    ]:
        raise InputError(faults)
    kinds = tuple(kind for kind in PlanKind if kind in names) or tuple(PlanKind)
    asked = Asked(kinds, all_but, Measured(measure), exact(level))
    chosen = tuple(scenarios)
    locks = {"include": tuple(include), "exclude": tuple(exclude)}
    case = bind(instance, model, chosen, **locks)
    if faults := list(asked.faults(case.facts.scenarios)):
        raise InputError(faults)
    words = {"scenarios": chosen, **locks, **asked.as_texts()}
    origin = provenance(instance, model, Options(time_limit, exact(gap), solver), words)
    effort = study_effort(origin, time_limit, gap, solver, None, watch)
    return plan_scenarios(case, effort, origin, asked)


def _unknown(names: Iterable[str], known: type[StrEnum], option: str) -> Iterator[Fault]:
    words = [str(one) for one in known]
    for name in sorted(set(names) - set(words)):
        yield unknown("unknown-word", "“{name}” is not known here", name, words, option)
