# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the library offers: each function does what the command of its name does."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version
from os import PathLike, fspath
from pathlib import Path

from compensatie.engine.answering import Options, answered
from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import bind
from compensatie.engine.exporting import Exported, export_programme, form_of, left_out
from compensatie.engine.outcome import Outcome, Provenance, Status
from compensatie.engine.review import review
from compensatie.engine.solver import HIGHS, described
from compensatie.errors import InputError, Notice
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.files.aside import unwritable, write_text
from compensatie.files.conversion import convert
from compensatie.files.instance import load_instance
from compensatie.files.model import load_model
from compensatie.files.package import load_package, write_package
from compensatie.files.template import new
from compensatie.policy import Model
from compensatie.studies.scenario_status import scenario_statuses

__all__ = [
    "audit",
    "check",
    "convert",
    "export",
    "load_instance",
    "load_model",
    "load_package",
    "new",
    "provenance",
    "solve",
    "write_package",
]


def solve(
    instance: Instance,
    model: Model,
    *,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    relax: bool = False,
    time_limit: float | None = None,
    gap: Decimal | int | float = 0,
    solver: str = HIGHS,
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

    Returns:
        The outcome. Infeasible is an answer; where several scenarios were asked, the outcome then
        says how each stands by itself.

    Raises:
        InputError: facts and policy do not fit together.
        SolverError: the solver is not there, or broke down.

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
    options = Options(time_limit, Fraction(Decimal(str(gap))), solver, relax)
    case = bind(instance, model, chosen, **locks)
    asked = {"scenarios": chosen, **locks}
    outcome = answered(case, options, provenance(instance, model, options, asked))
    if outcome.status is not Status.INFEASIBLE or len(case.facts.scenarios) == 1:
        return outcome

    def alone(scenario: str) -> Outcome:
        one = bind(instance, model, [scenario], **locks)
        return answered(one, options, outcome.provenance)

    return replace(outcome, scenario_statuses=scenario_statuses(case.facts.scenarios, alone))


def audit(
    instance: Instance, package: Package, model: Model, *, scenarios: Iterable[str] = ()
) -> Audit:
    """A package made by anyone against every rule, relation and lock, without a solver.

    Args:
        instance: the facts.
        package: the package.
        model: the policy.
        scenarios: ids of the scenarios in which it must hold; all by default.

    Raises:
        InputError: facts, policy and package do not fit together.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> nothing = cp.Package(name="nothing")
        >>> audited = cp.audit(instance, nothing, model)
        >>> audited.met
        False
        >>> [str(finding.shortfall) for finding in audited.findings if finding.met is False]
        ['40', '60']
    """
    return audit_package(bind(instance, model, scenarios), package)


def check(instance: Instance, model: Model | None = None) -> tuple[Notice, ...]:
    """What looks wrong in facts and policy although it is allowed.

    Raises:
        InputError: facts and policy do not fit together.

    Example:
        >>> import compensatie as cp
        >>> cp.check(cp.load_instance("instances/klein.toml"))
        ()
    """
    return review(instance, model)


def export(
    instance: Instance,
    model: Model,
    path: str | PathLike[str],
    *,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
) -> Exported:
    """Writes the programme itself for any other solver, and what each of its rows is.

    Beside `name.lp` or `name.mps`, `name.rows.csv` says of every row of the file which rule it
    comes from, and where. Rows that no package meets are there as well, so that another solver
    finds what `solve` finds.

    Args:
        instance: the facts.
        model: the policy.
        path: the file, .lp (CPLEX LP) or .mps (free MPS); one that is there is replaced.
        scenarios: ids of the scenarios in which the package must hold; all by default.
        include: measures that the package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.

    Returns:
        Both files and every row; the notices say what one objective cannot hold.

    Raises:
        InputError: facts and policy do not fit together, or a file cannot be written.

    Example:
        >>> import compensatie as cp, tempfile
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     exported = cp.export(instance, model, f"{folder}/klein.lp")
        >>> exported.rows[0].describes
        'one start of gastplekken'
    """
    from compensatie.reports.exact_tables import row_table

    file = Path(path)
    form, rows_file = form_of(file), file.with_suffix(".rows.csv")
    case = bind(instance, model, scenarios, include, exclude)
    try:
        rows = export_programme(case, file, form)
    except OSError as error:
        raise InputError([unwritable(fspath(path), error)]) from None
    write_text(rows_file, row_table(rows))
    return Exported(file, rows_file, rows, (*case.notices, *left_out(case)))


def provenance(
    instance: Instance,
    model: Model,
    options: Options | None = None,
    asked: Mapping[str, tuple[str, ...]] | None = None,
) -> Provenance:
    """From what and by what an answer is made; without options, no solver was asked.

    Args:
        instance: the facts.
        model: the policy.
        options: how it was solved.
        asked: names that the call gave (scenarios, measures to include or exclude).
    """
    named = {**(asked or {}), "set": (*instance.settings, *model.settings)}
    given = {name: "; ".join(values) for name, values in named.items() if values}
    return Provenance(
        instance_sha256=instance.sha256,
        model_sha256=model.sha256,
        version=version("compensatie"),
        solver=described(options.solver) if options else "",
        options={**(options.as_texts() if options else {}), **given},
        cost_share_by_status={},
    )
