# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Why the answer is what it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from os import PathLike

import compensatie.reports.notebook  # noqa: F401 (answers show themselves in notebooks)
from compensatie.api.effort import Amount, exact, study_effort
from compensatie.api.provenance import provenance
from compensatie.engine.answering import Options
from compensatie.engine.case import Case
from compensatie.engine.solver import HIGHS
from compensatie.errors import Fault, InputError
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.facts.references import unknown
from compensatie.files.instance import load_instance
from compensatie.files.located import located
from compensatie.files.model import load_model
from compensatie.files.package import load_package
from compensatie.files.whereabouts import whereabouts
from compensatie.policy import Model
from compensatie.studies.explaining import explain as explained
from compensatie.studies.explanation import Explanation
from compensatie.studies.study import Watch, unwatched
from compensatie.studies.subject import Asked, Call, PriceRange
from compensatie.studies.versions import Kind

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
    price: str | None = None,
    price_from: Amount | None = None,
    price_to: Amount | None = None,
    since: Instance | str | PathLike[str] | None = None,
    since_model: Model | str | PathLike[str] | None = None,
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
        price: id of a hard rule of which the whole price is wanted, and nothing else: the least
            cost for every bound in a range.
        price_from: move of that rule's bound at which the range begins, in the rule's own unit:
            above 0 the rule asks less, below 0 more. As tight as can be kept by default.
        price_to: move at which it ends; as loose as makes a difference by default.
        since: tell instead what changed since this version of the instance, or the file that it
            is in, and a smallest set of the changes that explains the new answer.
        since_model: the model of that version, or its file; the same model by default.
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
        InputError: facts, policy and package do not fit together, in one version or the other, or
            advice is asked of a model that has no thresholds for it.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> found = cp.explain(instance, model)
        >>> str(found.status), found.is_complete
        ('optimal', True)
        >>> {one.measure: one.is_chosen for one in found.measures.accounts}
        {'gastplekken': True, 'uitbreiding': True, 'nieuwe-dienst': False}
    """
    call = Call(tuple(scenarios), tuple(include), tuple(exclude))
    brought = package if package is None or isinstance(package, Package) else load_package(package)
    if advice and model.advice is None:
        raise InputError([NO_THRESHOLDS])
    case = call.bound(instance, model)
    priced = _price_range(case, price, price_from, price_to)
    old = None if since is None else _old_version(since, since_model or model, call)
    asked = Asked(brought, definitions, advice, priced, old, call)
    words = {**asdict(call), **asked.as_texts()}
    options = Options(time_limit, exact(gap), solver)
    origin = provenance(instance, model, options, words)
    effort = study_effort(origin, time_limit, gap, solver, store, watch)
    return explained(case, effort, origin, asked)


def _price_range(
    case: Case, rule: str | None, first: Amount | None, last: Amount | None
) -> PriceRange | None:
    """Which rule is priced, over which range.

    Raises:
        InputError: there is no such rule, or it is soft, or a range is given without a rule.
    """
    if rule is None:
        if first is not None or last is not None:
            text = "a range is given, but no rule to price over it"
            raise InputError([Fault("no-price", text, ("--price",), allowed="the id of a rule")])
        return None
    rules = {entry.rule.id: entry.rule for entry in case.rules}
    if rule not in rules:
        text = "there is no rule “{name}”"
        raise InputError([unknown("unknown-rule", text, rule, list(rules), "--price")])
    if not rules[rule].is_hard:
        text = "rule “{name}” is soft: its price is the one that the model gives it"
        hard = [name for name, one in rules.items() if one.is_hard]
        allowed, details = "a hard rule: {hard}", {"name": rule, "hard": ", ".join(hard)}
        raise InputError([Fault("soft-rule", text, ("--price",), rule, allowed, details=details)])
    ends = [None if one is None else exact(one) for one in (first, last)]
    if ends[0] is not None and ends[1] is not None:
        ends.sort()
    return PriceRange(rule, *ends)


def _old_version(
    instance: Instance | str | PathLike[str], model: Model | str | PathLike[str], call: Call
) -> Case:
    """The version that is compared with.

    Raises:
        InputError: it cannot be read, or its facts and policy do not fit together.
    """
    files = [one for one in (model, instance) if not isinstance(one, Instance | Model)]
    facts = instance if isinstance(instance, Instance) else load_instance(instance)
    policy = model if isinstance(model, Model) else load_model(model)
    try:
        return call.bound(facts, policy)
    except InputError as error:
        for file in files:
            error = located(error, file)
        raise error from None


def located_changes(
    found: Explanation,
    old: tuple[str | None, str | None],
    new: tuple[str, str],
    settings: Iterable[str] = (),
) -> Explanation:
    """The same explanation, with the file and line of everything that changed between versions.

    Args:
        found: an explanation that tells what changed.
        old: files of the instance and the model of the old version.
        new: those of the new one.
        settings: what the call sets otherwise in the new files.
    """
    if found.since is None:
        return found
    made, places = tuple(settings), list[tuple[str | None, str | None]]()
    for kind, was, now in zip(KINDS, old, new, strict=True):
        names = [one.path for one in found.since.changes if one.kind == kind]
        before = whereabouts(kind, was, names) if was else (None,) * len(names)
        after = whereabouts(kind, now, names, made)
        places += zip(before, after, strict=True)
    return replace(found, since=replace(found.since, places=tuple(places)))


KINDS: tuple[Kind, ...] = ("instance", "model")
"""The kinds of file that a version has."""
