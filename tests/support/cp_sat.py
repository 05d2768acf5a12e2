# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""CP-SAT in a process of its own: whole-number programmes on stdin, answers on stdout, as JSON.

HiGHS and OR-Tools cannot live in one process: nothing of the project is imported here.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from ortools.sat.python import cp_model


def answer(programme: dict[str, Any]) -> dict[str, Any]:
    """Status and values of a programme whose every number is whole."""
    model = cp_model.CpModel()
    columns = [
        model.new_int_var(least, most, f"x{position}")
        for position, (least, most) in enumerate(programme["columns"])
    ]
    for row in programme["rows"]:
        total = cp_model.LinearExpr.weighted_sum(
            [columns[position] for position in row["columns"]], row["coefficients"]
        )
        model.add_linear_constraint(total, row["least"], row["most"])
    model.minimize(cp_model.LinearExpr.weighted_sum(columns, programme["objective"]))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 1
    solver.parameters.absolute_gap_limit = 0
    status = solver.status_name(solver.solve(model)).lower()
    values = [solver.value(column) for column in columns] if status == "optimal" else []
    return {"status": status, "values": values}


if __name__ == "__main__":
    json.dump([answer(programme) for programme in json.load(sys.stdin)], sys.stdout)
