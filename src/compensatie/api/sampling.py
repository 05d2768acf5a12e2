# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Many drawn futures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from functools import partial
from hashlib import sha256
from importlib.metadata import version
from os import PathLike, fspath
from typing import Any

import compensatie.reports.notebook  # noqa: F401 (answers show themselves in notebooks)
from compensatie.api.effort import Amount, exact
from compensatie.api.provenance import provenance
from compensatie.engine.answering import Options
from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case, bind
from compensatie.engine.outcome import Provenance
from compensatie.engine.solver import HIGHS
from compensatie.errors import Fault, InputError
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.files.content import text_of
from compensatie.files.draws import load_draws
from compensatie.files.package import load_package
from compensatie.files.uncertain import require_drawable
from compensatie.policy import Model
from compensatie.studies.cluster import Cluster
from compensatie.studies.comparison import Given, labels
from compensatie.studies.drawing import answer_draws
from compensatie.studies.draws import MOST_DRAWS, Draws, Method, drawn
from compensatie.studies.ensemble import Ensemble
from compensatie.studies.ensemble_store import EnsembleStore
from compensatie.studies.futures import Subject
from compensatie.studies.study import Watch, unwatched
from compensatie.studies.workers import Workers


def ensemble(
    instance: Instance,
    model: Model,
    packages: Iterable[Package | str | PathLike[str]] = (),
    *,
    draws: int | str | PathLike[str],
    seed: int = 0,
    method: Method = "latin",
    trajectories: int = 0,
    store: str | PathLike[str] | None = None,
    workers: int | None = None,
    dask: str | None = None,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    time_limit: float | None = None,
    gap: Amount = 0,
    solver: str = HIGHS,
    watch: Watch = unwatched,
) -> Ensemble:
    """Draws the uncertain figures of an instance many times, and answers each future.

    For every draw the best package is found, and every given package is checked. Worker processes
    do that; a script that calls this keeps its own work under `if __name__ == "__main__":`.

    Args:
        instance: the facts, with `uncertainties`.
        model: the policy.
        packages: packages to check in every future, or the files that they are in.
        draws: how many; or a file of comma-separated text with a column for each uncertainty.
        seed: of the random numbers; the same seed gives the same draws.
        method: `latin` (Latin hypercube) or `sobol` (needs SALib).
        trajectories: how many Morris trajectories to answer besides, each of one more futures
            than there are uncertainties: they tell which uncertainty matters (needs SALib).
        store: file that keeps every answer; the same call then goes on where it stopped.
        workers: how many processes; as many as there are processors where it is left out.
        dask: address of a Dask cluster that answers in their place.
        scenarios: ids of the scenarios in which a package must hold; all by default.
        include: measures that a package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.
        time_limit: seconds for each draw.
        gap: EUR by which an answer may be worse than the best one.
        solver: HiGHS, or any solver that PuLP finds on this machine.
        watch: told how far it is.

    Raises:
        InputError: nothing is uncertain, or facts, policy, packages, draws or store do not fit.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/drenthe-2023.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> found = cp.ensemble(instance, model, draws=8, seed=1, scenarios=["havelte-600"])
        >>> found.is_complete, found.measures_chosen[0].chosen
        (True, 8)
    """
    given = [_given(one) for one in packages]
    locks = {"scenarios": tuple(scenarios), "include": tuple(include), "exclude": tuple(exclude)}
    case = _case(instance, model, given, locks)
    points = _draws(instance, draws, method, seed, trajectories)
    options = Options(time_limit, exact(gap), solver)
    origin = _origin(case, options, locks, points, given)
    subject = _texts(case, options, locks, given)
    crew = partial(Workers, subject, workers) if dask is None else partial(Cluster, subject, dask)
    with closing(EnsembleStore(store, _subject(origin))) as kept:
        course = answer_draws(points, kept, crew, time_limit, watch)
        answers = dict(kept.answers())
    named = labels([(one.package.name, one.source) for one in given])
    sources = tuple(one.source for one in given)
    return Ensemble(case, origin, points, answers, named, sources, course.stop, course.reason)


def _given(package: Package | str | PathLike[str]) -> Given:
    if isinstance(package, Package):
        return Given(package)
    return Given(load_package(package), fspath(package))


def _case(
    instance: Instance, model: Model, given: Sequence[Given], locks: Mapping[str, tuple[str, ...]]
) -> Case:
    """The case with the figures of the file; packages that cannot be checked are refused now."""
    if not instance.uncertainties:
        text = "nothing in this instance is uncertain: there is nothing to draw"
        fault = Fault("nothing-uncertain", text, ("uncertainties",), allowed="[[uncertainties]]")
        raise InputError([fault])
    require_drawable(instance)
    case = bind(instance, model, *(locks[name] for name in ("scenarios", "include", "exclude")))
    for one in given:
        audit_package(case, one.package)
    return case


def _draws(
    instance: Instance,
    draws: int | str | PathLike[str],
    method: Method,
    seed: int,
    trajectories: int,
) -> Draws:
    if not isinstance(draws, int):
        points = load_draws(draws, instance.uncertainties)
        further = drawn(instance.uncertainties, 1, "latin", seed, trajectories).trajectories
        return Draws(points, "file", seed, further)
    if not 1 <= draws <= MOST_DRAWS:
        allowed = "a whole number from 1 to 1000000"
        fault = Fault(
            "bad-draws", "so many draws cannot be made", ("--draws",), str(draws), allowed
        )
        raise InputError([fault])
    return drawn(instance.uncertainties, draws, method, seed, trajectories)


def _texts(
    case: Case, options: Options, locks: Mapping[str, tuple[str, ...]], given: Sequence[Given]
) -> Subject:
    """What workers are told, as texts."""
    return Subject(
        text_of(case.instance),
        text_of(case.model),
        tuple(text_of(one.package) for one in given),
        **locks,
        gap=str(options.gap),
        time_limit=options.time_limit,
        solver=options.solver,
        version=version("compensatie"),
    )


def _origin(
    case: Case,
    options: Options,
    locks: Mapping[str, tuple[str, ...]],
    draws: Draws,
    given: Sequence[Given],
) -> Provenance:
    digests = (sha256(text_of(one.package).encode()).hexdigest() for one in given)
    words = {
        **locks,
        "draws": (str(len(draws.points)),),
        "method": (draws.method,),
        "seed": (str(draws.seed),),
        "trajectories": (str(len(draws.trajectories)),) if draws.trajectories else (),
        "draws_sha256": (draws.sha256,),
        "packages": tuple(digests),
    }
    return provenance(case.instance, case.model, options, words)


def _subject(origin: Provenance) -> dict[str, Any]:
    """What a store belongs to; only the time limit of a draw may differ when it goes on."""
    options = {name: one for name, one in origin.options.items() if name != "time_limit"}
    return {
        "instance_sha256": origin.instance_sha256,
        "model_sha256": origin.model_sha256,
        "version": origin.version,
        "solver": origin.solver,
        **options,
    }
