# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A report for people: what was found, why, and on which figures it rests."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from compensatie.api.comparing import compare
from compensatie.api.effort import Amount
from compensatie.api.explaining import explain
from compensatie.api.listing import alternatives as listed
from compensatie.api.planning import scenarios as scenario_plans
from compensatie.api.solving import solve
from compensatie.engine.solver import HIGHS
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.files.aside import write_bytes
from compensatie.language import Language
from compensatie.policy import Model
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.build import content_of
from compensatie.reports.content.content import Content
from compensatie.reports.format import format_of
from compensatie.reports.theme import Theme, load_theme
from compensatie.studies.pareto_file import read_pareto
from compensatie.studies.study import Watch, unwatched


@dataclass(frozen=True)
class Reported:
    """A report that was written."""

    file: Path
    """The file."""
    content: Content
    """What it says."""


def report(
    instance: Instance,
    model: Model,
    path: str | PathLike[str],
    packages: Iterable[Package | str | PathLike[str]] = (),
    *,
    language: Language = "en",
    brief: bool = False,
    alternatives: Amount | None = None,
    plans: bool = False,
    pareto: str | PathLike[str] | None = None,
    theme: str | PathLike[str] | Theme | None = None,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
    time_limit: float | None = None,
    gap: Amount = 0,
    solver: str = HIGHS,
    watch: Watch = unwatched,
) -> Reported:
    """Writes a report: the advice, the balance, costs, packages, rules, and every source.

    Args:
        instance: the facts.
        model: the policy.
        path: the file, .html, .xlsx or .docx; one that is there is replaced, in whole or not at
            all.
        packages: packages to put beside the best one, or the files that they are in.
        language: Dutch (nl) or English (en).
        brief: leave out why, which takes longest: reasons, repairs, tipping points, readings.
        alternatives: also the packages within this percentage of the best one.
        plans: also the plans for when it is not known which scenario comes true.
        pareto: also the trade-offs in this file, which `pareto --json` printed for the same facts,
            policy, scenarios and locks.
        theme: colours, fonts and logo, or the file that they are in.
        scenarios: ids of the scenarios in which a package must hold; all by default.
        include: measures that a package must have, besides the model's own locks.
        exclude: measures that it must not have, besides the model's own locks.
        time_limit: seconds after which each of its studies stops with what is known.
        gap: EUR by which an answer may be worse than the best one.
        solver: HiGHS, or any solver that PuLP finds on this machine.
        watch: told how far it is.

    Returns:
        The file, and what it says.

    Raises:
        InputError: facts, policy and packages do not fit together, or the file cannot be written.

    Example:
        >>> import compensatie as cp, tempfile
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     reported = cp.report(instance, model, f"{folder}/klein.html")
        >>> reported.content.title
        'Small example (invented)'
    """
    form, look = format_of(path), _theme(theme)
    asked: dict[str, Any] = {
        "scenarios": tuple(scenarios),
        "include": tuple(include),
        "exclude": tuple(exclude),
        "time_limit": time_limit,
        "gap": gap,
        "solver": solver,
        "watch": watch,
    }
    case = (instance, model)
    answers = _brief(case, asked) if brief else _explained(case, asked)
    answers = replace(answers, **_beside(case, tuple(packages), alternatives, plans, asked))
    if pareto is not None:
        points = read_pareto(pareto, answers.case, answers.outcome.provenance)
        answers = replace(answers, pareto=points)
    content = content_of(answers, language)
    write_bytes(path, form.written(content, look))
    return Reported(Path(fspath(path)), content)


def _brief(case: tuple[Instance, Model], asked: dict[str, Any]) -> Answers:
    return Answers(solve(*case, **{name: asked[name] for name in asked if name != "watch"}))


def _explained(case: tuple[Instance, Model], asked: dict[str, Any]) -> Answers:
    """The best package and why; other readings; and what is advised, where thresholds are given."""
    reasons, readings = explain(*case, **asked), [explain(*case, definitions=True, **asked)]
    if case[1].advice is not None:
        readings.append(explain(*case, advice=True, **asked))
    return Answers(reasons.outcome, reasons=reasons, readings=tuple(readings))


def _beside(
    case: tuple[Instance, Model],
    packages: tuple[Package | str | PathLike[str], ...],
    within: Amount | None,
    plans: bool,
    asked: dict[str, Any],
) -> dict[str, Any]:
    """What is put beside the best package."""
    found: dict[str, Any] = {}
    if packages:
        found["comparison"] = compare(*case, packages, **asked)
    if within is not None:
        found["alternatives"] = listed(*case, within=within, **asked)
    if plans:
        found["plans"] = scenario_plans(*case, **asked)
    return found


def _theme(theme: str | PathLike[str] | Theme | None) -> Theme:
    if theme is None:
        return Theme()
    return theme if isinstance(theme, Theme) else load_theme(theme)
