# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from os import PathLike, fspath

import compensatie.reports.notebook  # noqa: F401 (answers show themselves in notebooks)
from compensatie.api.effort import Amount, exact, study_effort
from compensatie.api.provenance import provenance
from compensatie.engine.answering import Options
from compensatie.engine.case import bind
from compensatie.engine.solver import HIGHS
from compensatie.errors import Fault, InputError
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.files.package import load_package
from compensatie.policy import Model
from compensatie.studies.comparing import Asked as AskedToCompare
from compensatie.studies.comparing import compare as compared
from compensatie.studies.comparison import Comparison, Given
from compensatie.studies.study import Watch, unwatched


def compare(
    instance: Instance,
    models: Model | Sequence[Model],
    packages: Iterable[Package | str | PathLike[str]] = (),
    *,
    changes: int | None = None,
    drop_each_rule: bool = False,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    time_limit: float | None = None,
    gap: Amount = 0,
    solver: str = HIGHS,
    store: str | PathLike[str] | None = None,
    watch: Watch = unwatched,
) -> Comparison:
    """Packages side by side, and the optimum beside them.

    Args:
        instance: the facts.
        models: the policy, or several: the same is asked under each.
        packages: the packages, or the files that they are in; without any, the optimum alone.
        changes: also the best package that changes at most 0, 1, … so many measures of the first.
        drop_each_rule: also the optimum without each rule in turn.
        scenarios: ids of the scenarios in which a package must hold; all by default.
        include: measures that a package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.
        time_limit: seconds after which to stop with what is known.
        gap: EUR by which an answer may be worse than the best one.
        solver: HiGHS, or any solver that PuLP finds on this machine.
        store: file that keeps what is proven; the same call then goes on where it stopped.
        watch: told how far it is.

    Returns:
        Every package with its figures, and the cheapest completion of each one that fails.

    Raises:
        InputError: facts, policy and packages do not fit together.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> desks = cp.Choice(measure="gastplekken", start=2025, size=20)
        >>> found = cp.compare(instance, model, [cp.Package(name="desks", choices=(desks,))])
        >>> [(one.label, str(one.status), one.met) for one in found.packages]
        [('desks', 'infeasible', False), ('optimum', 'optimal', True)]
        >>> str(found.packages[0].completion.status)
        'optimal'
    """
    policies = (models,) if isinstance(models, Model) else tuple(models)
    given = [_given(one) for one in packages]
    asked = AskedToCompare(changes, drop_each_rule)
    if faults := list(asked.faults(given)):
        raise InputError(faults)
    if not policies:
        raise InputError([Fault("no-model", "there is no model", ("--model",))])
    chosen = tuple(scenarios)
    locks = {"include": tuple(include), "exclude": tuple(exclude)}
    cases = [bind(instance, one, chosen, **locks) for one in policies]
    words = {
        **{"scenarios": chosen, **locks},
        "changes": () if changes is None else (str(changes),),
        "drop_each_rule": ("True",) if drop_each_rule else (),
        "models": tuple(one.sha256 for one in policies[1:]),
    }
    options = Options(time_limit, exact(gap), solver)
    origin = provenance(instance, policies[0], options, words)
    effort = study_effort(origin, time_limit, gap, solver, store, watch)
    return compared(cases, given, effort, origin, asked)


def _given(package: Package | str | PathLike[str]) -> Given:
    if isinstance(package, Package):
        return Given(package)
    return Given(load_package(package), fspath(package))
