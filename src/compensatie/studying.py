# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the library offers for questions that take several solves; `api` has the others."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from os import PathLike, fspath
from typing import Any

from compensatie.api import provenance
from compensatie.engine.answering import Options
from compensatie.engine.case import bind
from compensatie.engine.outcome import Provenance
from compensatie.engine.solver import HIGHS
from compensatie.engine.switch import Distinct
from compensatie.errors import Fault, InputError
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.files.package import load_package
from compensatie.policy import Model
from compensatie.studies.alternatives import Alternatives, Asked
from compensatie.studies.alternatives import alternatives as listed
from compensatie.studies.comparing import Asked as AskedToCompare
from compensatie.studies.comparing import compare as compared
from compensatie.studies.comparison import Comparison, Given
from compensatie.studies.store import Store
from compensatie.studies.study import Effort, Watch, unwatched

__all__ = ["alternatives", "compare", "importance"]

Amount = Decimal | int | float


def alternatives(
    instance: Instance,
    model: Model,
    *,
    best: int | None = None,
    within: Amount | None = None,
    different: int | None = None,
    distinct: str = Distinct.MEASURES,
    limit: int = 1000,
    importance: bool = False,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    time_limit: float | None = None,
    gap: Amount = 0,
    solver: str = HIGHS,
    store: str | PathLike[str] | None = None,
    watch: Watch = unwatched,
) -> Alternatives:
    """Other packages that are nearly as good.

    Args:
        instance: the facts.
        model: the policy.
        best: the best so many, and all that tie with the last of them.
        within: or every package within this percentage of the optimum.
        different: of those within, so many that differ most from one another.
        distinct: what counts as another package: `measures`, `start` or `size`.
        limit: how many are listed at most.
        importance: also say what each measure means for the packages within the percentage.
        scenarios: ids of the scenarios in which a package must hold; all by default.
        include: measures that a package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.
        time_limit: seconds after which to stop with what is known.
        gap: EUR by which an answer may be worse than the best one.
        solver: HiGHS, or any solver that PuLP finds on this machine.
        store: file that keeps what is proven; the same call then goes on where it stopped.
        watch: told how far it is.

    Raises:
        InputError: facts and policy do not fit together, or the call asks nothing that can be.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> found = cp.alternatives(instance, model, within=100)
        >>> found.is_complete, [str(one.value) for one in found.packages]
        (True, ['319495359/100'])
    """
    asked = Asked(
        best,
        None if within is None else Fraction(Decimal(str(within))) / 100,
        different,
        Distinct(distinct),
        limit,
        importance,
    )
    if faults := list(asked.faults()):
        raise InputError(faults)
    chosen = tuple(scenarios)
    locks = {"include": tuple(include), "exclude": tuple(exclude)}
    case = bind(instance, model, chosen, **locks)
    words = {"scenarios": chosen, **locks, **asked.as_texts()}
    origin = provenance(instance, model, Options(time_limit, _exact(gap), solver), words)
    effort = study_effort(origin, time_limit, gap, solver, store, watch)
    return listed(case, effort, origin, asked)


def importance(instance: Instance, model: Model, *, within: Amount, **asked: Any) -> Alternatives:
    """What each measure means for all packages within a percentage of the optimum.

    The same as `alternatives` with `importance=True`: see `importance` of the answer, and
    `importance_table`.

    Args:
        instance: the facts.
        model: the policy.
        within: percentage of the optimum.
        asked: as in `alternatives`.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> found = cp.importance(instance, model, within=10)
        >>> [(one.measure, one.share) for one in found.importance]
        [('gastplekken', 'all'), ('uitbreiding', 'all'), ('nieuwe-dienst', 'none')]
    """
    return alternatives(instance, model, within=within, importance=True, **asked)


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
    options = Options(time_limit, _exact(gap), solver)
    origin = provenance(instance, policies[0], options, words)
    effort = study_effort(origin, time_limit, gap, solver, store, watch)
    return compared(cases, given, effort, origin, asked)


def _given(package: Package | str | PathLike[str]) -> Given:
    if isinstance(package, Package):
        return Given(package)
    return Given(load_package(package), fspath(package))


def study_effort(
    origin: Provenance,
    time_limit: float | None,
    gap: Amount,
    solver: str,
    store: str | PathLike[str] | None,
    watch: Watch,
) -> Effort:
    """How long a study may take, and where its answers are kept.

    A store belongs to the facts, the policy, the version and the words of one call; only the time
    limit may differ when it goes on.

    Raises:
        InputError: the store belongs to another call, or cannot be written.
    """
    subject = {
        "instance_sha256": origin.instance_sha256,
        "model_sha256": origin.model_sha256,
        "version": origin.version,
        "solver": origin.solver,
        "options": {key: one for key, one in origin.options.items() if key != "time_limit"},
    }
    kept = None if store is None else Store(store, subject)
    return Effort(time_limit, _exact(gap), solver, kept, watch)


def _exact(amount: Amount) -> Fraction:
    return Fraction(Decimal(str(amount)))
