# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Other packages that are nearly as good, and what each measure means for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from os import PathLike
from typing import Any

import compensatie.reports.notebook  # noqa: F401 (answers show themselves in notebooks)
from compensatie.api.certifying import list_certified, subject_of
from compensatie.api.effort import Amount, exact, study_effort
from compensatie.api.provenance import provenance
from compensatie.engine.answering import Options
from compensatie.engine.case import bind
from compensatie.engine.solver import HIGHS
from compensatie.engine.switch import Distinct
from compensatie.errors import Fault, InputError
from compensatie.facts.instance import Instance
from compensatie.facts.references import unknown
from compensatie.policy import Model
from compensatie.studies.alternatives import Alternatives, Asked
from compensatie.studies.alternatives import alternatives as listed
from compensatie.studies.study import Watch, unwatched


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
    certificate: str | PathLike[str] | None = None,
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
        certificate: with `within`, file for a proof that the list is whole, in exact arithmetic.
        watch: told how far it is.

    Raises:
        InputError: facts and policy do not fit together, or the call asks nothing that can be.
        InternalError: with a certificate, the list is not whole.

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
        None if within is None else _share(within),
        different,
        _distinct(distinct),
        limit,
        importance,
    )
    if faults := list(_faults(asked, certificate)):
        raise InputError(faults)
    chosen = tuple(scenarios)
    locks = {"include": tuple(include), "exclude": tuple(exclude)}
    case = bind(instance, model, chosen, **locks)
    words = {"scenarios": chosen, **locks, **asked.as_texts()}
    origin = provenance(instance, model, Options(time_limit, exact(gap), solver), words)
    effort = study_effort(origin, time_limit, gap, solver, store, watch)
    if certificate is None:
        return listed(case, effort, origin, asked)
    subject = subject_of(instance, model, origin.version, {"scenarios": chosen, **locks})
    return list_certified(listed(case, effort, origin, asked), subject, certificate, time_limit)


def _faults(asked: Asked, certificate: str | PathLike[str] | None) -> Iterator[Fault]:
    """What cannot be asked, or cannot be certified."""
    yield from asked.faults()
    if certificate is not None and (asked.within is None or asked.different is not None):
        text, allowed = "only a whole list can be certified", "--within PERCENT, all of them"
        yield Fault("nothing-to-certify", text, ("--certificate",), allowed=allowed)


def _share(percent: Amount) -> Fraction:
    if not Decimal(str(percent)).is_finite():
        fault = Fault(
            "no-number", "this must be a number", ("--within",), str(percent), "0 or more"
        )
        raise InputError([fault])
    return exact(percent) / 100


def _distinct(word: str) -> Distinct:
    if word not in list(Distinct):
        text = "packages cannot be told apart by “{name}”"
        raise InputError([unknown("unknown-distinct", text, word, Distinct, "--distinct")])
    return Distinct(word)


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
