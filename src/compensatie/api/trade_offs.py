# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the library offers for objectives that pull in different directions."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike

import compensatie.reports.notebook  # noqa: F401 (answers show themselves in notebooks)
from compensatie.api.effort import Amount, exact, study_effort
from compensatie.api.provenance import provenance
from compensatie.engine.answering import Options
from compensatie.engine.case import bind
from compensatie.engine.solver import HIGHS
from compensatie.errors import InputError
from compensatie.facts.instance import Instance
from compensatie.policy import Model
from compensatie.studies.aims import aims, softened
from compensatie.studies.pareto import LIMIT as MOST_POINTS
from compensatie.studies.pareto import Pareto, faults_of
from compensatie.studies.pareto import pareto as undominated_points
from compensatie.studies.study import Watch, unwatched


def pareto(
    instance: Instance,
    model: Model,
    *,
    objectives: Iterable[str],
    limit: int = MOST_POINTS,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    time_limit: float | None = None,
    gap: Amount = 0,
    solver: str = HIGHS,
    store: str | PathLike[str] | None = None,
    watch: Watch = unwatched,
) -> Pareto:
    """All packages that no other beats on every objective: one for each vector of values.

    Args:
        instance: the facts.
        model: the policy; what it minimises itself does not matter here.
        objectives: two to four of `cost`, `cost-once` and `cost-yearly` (of one payer as
            `cost:PAYER`), `jobs-taken` (from one province as `jobs-taken:PROVINCE`),
            `shortfall:RULE` (that rule is then soft) and `measures`.
        limit: how many points are found at most.
        scenarios: ids of the scenarios in which a package must hold; all by default.
        include: measures that a package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.
        time_limit: seconds after which to stop with what is known.
        gap: EUR; above 0 the solver stops before it has proven anything, and so does this.
        solver: HiGHS, or any solver that PuLP finds on this machine.
        store: file that keeps what is proven; the same call then goes on where it stopped.
        watch: told how far it is.

    Raises:
        InputError: facts and policy do not fit together, or an objective is not there.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> found = cp.pareto(instance, model, objectives=["cost", "measures"])
        >>> found.is_complete, [str(one.values["measures"]) for one in found.points]
        (True, ['2'])
    """
    wanted, chosen = aims(objectives, instance, model), tuple(scenarios)
    if faults := list(faults_of(limit)):
        raise InputError(faults)
    locks = {"include": tuple(include), "exclude": tuple(exclude)}
    case = bind(instance, softened(model, wanted), chosen, **locks)
    words = {"scenarios": chosen, **locks, "objectives": tuple(one.text for one in wanted)}
    words |= {"limit": (str(limit),)} if limit != MOST_POINTS else {}
    origin = provenance(instance, model, Options(time_limit, exact(gap), solver), words)
    effort = study_effort(origin, time_limit, gap, solver, store, watch)
    return undominated_points(case, wanted, effort, origin, limit)
