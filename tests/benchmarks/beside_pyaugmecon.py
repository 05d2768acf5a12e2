# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Asks pyaugmecon for the points of a covering programme: run by an interpreter that has it.

On stdin: {"costs": [[…]], "effects": [[…]], "floors": […], "workers": 1}; on stdout: {"points":
[[…]], "seconds": …, "solved": …}. Everything pyaugmecon says itself goes to stderr.
"""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import sys


def main() -> None:
    multiprocessing.set_start_method("spawn")  # its locks would be of another kind otherwise
    asked = json.load(sys.stdin)
    import pyomo.environ as pyo
    from pyaugmecon import PyAugmecon, PyAugmeconConfig

    model = pyo.ConcreteModel()
    items = range(len(asked["costs"][0]))
    model.chosen = pyo.Var(list(items), within=pyo.Binary)
    model.floors = pyo.ConstraintList()
    for row, floor in zip(asked["effects"], asked["floors"], strict=True):
        model.floors.add(sum(row[item] * model.chosen[item] for item in items) >= floor)
    model.obj_list = pyo.ObjectiveList()
    for row in asked["costs"]:
        expression = sum(row[item] * model.chosen[item] for item in items)
        model.obj_list.add(expr=expression, sense=pyo.minimize)
    options = {"threads": 1}
    config = PyAugmeconConfig(
        name="beside", solver_name="highs", workers=asked["workers"], solver_options=options
    )
    with contextlib.redirect_stdout(sys.stderr):
        result = PyAugmecon(model, config).solve()
    points = sorted([round(value) for value in point] for point in result.points)
    found = {"points": points, "seconds": result.runtime_seconds, "solved": result.models_solved}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
