# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The first objective of a case put to SCIP and CP-SAT; what they find is audited exactly."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from compensatie.engine import lp
from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case
from compensatie.engine.export import Format
from compensatie.engine.goal import SMALLEST_UNIT
from compensatie.engine.linear_programme import LinearProgramme
from compensatie.engine.programme import Programme
from tests.support.whole_numbers import WholeNumbers

ROOT = Path(__file__).parents[2]
SCIP_OPTIONS = {"numerics/feastol": 1e-9, "limits/gap": 0.0, "limits/absgap": 0.0}


@dataclass(frozen=True)
class Found:
    """What a solver found, as far as exact arithmetic bears it out."""

    status: str
    """optimal or infeasible; anything else is the solver's own word."""
    value: Fraction | None = None
    """The first objective of its package, to the cent or to six decimals of a job."""
    met: bool | None = None
    """Whether its package passes the audit."""


def first_objective(programme: Programme) -> LinearProgramme:
    """The programme that minimises the first objective."""
    return programme.linear_programme(programme.objective(programme.case.stages[0]))


def to_unit(case: Case, value: Fraction) -> Fraction:
    """A value of the first objective, rounded as the engine compares it."""
    unit = SMALLEST_UNIT[case.stages[0].objective.unit]
    return round(value / unit) * unit


def audited(programme: Programme, values: Sequence[float]) -> Found:
    """The package nearest to the values of the columns, in exact numbers."""
    audit = audit_package(programme.case, programme.package(values))
    return Found("optimal", to_unit(programme.case, audit.objective(0)), audit.met)


def by_scip(programme: Programme, path: Path, form: Format) -> Found:
    """What SCIP makes of the exported file."""
    from pyscipopt import Model

    names = lp.export(first_objective(programme), path, form)
    model = Model()
    model.hideOutput()
    model.setParams(SCIP_OPTIONS)
    model.readProblem(str(path))
    model.optimize()
    if model.getStatus() != "optimal":
        return Found(model.getStatus())
    values = {column.name: model.getVal(column) for column in model.getVars()}
    return audited(programme, [values[name] for name in names.columns])


def by_cp_sat(questions: Sequence[WholeNumbers]) -> list[Found]:
    """What CP-SAT makes of the programmes, in one process beside ours."""
    told = subprocess.run(
        [sys.executable, "-m", "tests.support.cp_sat"],
        input=json.dumps([question.content() for question in questions]),
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert told.returncode == 0, told.stderr
    return [
        audited(question.programme, answer["values"])
        if answer["status"] == "optimal"
        else Found(answer["status"])
        for question, answer in zip(questions, json.loads(told.stdout), strict=True)
    ]
