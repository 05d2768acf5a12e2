# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Why the answer is what it is."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike

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
from compensatie.studies.explaining import explain as explained
from compensatie.studies.explanation import Explanation
from compensatie.studies.study import Watch, unwatched
from compensatie.studies.subject import Asked

NO_THRESHOLDS = Fault(
    "no-thresholds",
    "this model does not say which decisions need advice",
    ("advice",),
    allowed="a table [advice] with advice_above and report_from",
)
"""Thresholds are policy: none are made up."""


def explain(
    instance: Instance,
    model: Model,
    *,
    package: Package | str | PathLike[str] | None = None,
    definitions: bool = False,
    advice: bool = False,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    time_limit: float | None = None,
    gap: Amount = 0,
    solver: str = HIGHS,
    store: str | PathLike[str] | None = None,
    watch: Watch = unwatched,
) -> Explanation:
    """Why the answer is what it is; where no package exists, what stands in the way.

    Args:
        instance: the facts.
        model: the policy.
        package: the package to explain, or the file that it is in; the best one by default.
        definitions: tell instead what the answer is under each lawful reading of the norms.
        advice: tell instead what the minister is advised, by the thresholds of the model.
        scenarios: ids of the scenarios in which a package must hold; all by default.
        include: measures that a package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.
        time_limit: seconds after which to stop with what is known.
        gap: EUR by which an answer may be worse than the best one.
        solver: HiGHS, or any solver that PuLP finds on this machine.
        store: file that keeps what is proven; the same call then goes on where it stopped.
        watch: told how far it is.

    Returns:
        The best package or that there is none, and the parts that explain it. A figure that was
        not proven says so.

    Raises:
        InputError: facts, policy and package do not fit together, or advice is asked of a model
            that has no thresholds for it.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> found = cp.explain(instance, model)
        >>> str(found.status), found.is_complete
        ('optimal', True)
    """
    chosen = tuple(scenarios)
    locks = {"include": tuple(include), "exclude": tuple(exclude)}
    brought = package if package is None or isinstance(package, Package) else load_package(package)
    asked = Asked(brought, definitions=definitions, advice=advice)
    if advice and model.advice is None:
        raise InputError([NO_THRESHOLDS])
    case = bind(instance, model, chosen, **locks)
    words = {"scenarios": chosen, **locks, **asked.as_texts()}
    options = Options(time_limit, exact(gap), solver)
    origin = provenance(instance, model, options, words)
    effort = study_effort(origin, time_limit, gap, solver, store, watch)
    return explained(case, effort, origin, asked)
