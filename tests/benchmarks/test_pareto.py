# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Complete sets of points over all-or-nothing measures, side by side with pyaugmecon.

pyaugmecon needs an interpreter of its own: COMPENSATIE_PYAUGMECON names one that has it installed
with HiGHS. Where it is not named, only our own side is measured, and that is said. In the suite a
small case runs once, to see that it works; `make bench` runs all and prints ratios.
"""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from time import perf_counter
from typing import Any

import pytest

import compensatie as cp
from compensatie.studies.study import Effort
from tests.published.knapsack import Knapsack

OTHER = os.environ.get("COMPENSATIE_PYAUGMECON")
"""An interpreter that has pyaugmecon."""
SCRIPT = Path(__file__).with_name("beside_pyaugmecon.py")
SMALL = (2, 10, 3)
FRONTS = [(2, 40, 1), (2, 50, 2), (3, 40, 5)]
"""Objectives, measures, and a number to draw by."""
WORKERS = (1, 2)
"""Processes that pyaugmecon may use; we use one."""
LARGEST_SHARE = 0.1
"""Part of HiGHS's own time that all the rest may take."""
WORTH_COMPARING = 2.0
"""Seconds of HiGHS above which our own share is held to its limit."""


@dataclass
class Side:
    """What one side found, and how long it took."""

    points: list[list[int]]
    seconds: float
    solver_seconds: float = 0.0


def drawn(objectives: int, items: int, seed: int) -> Knapsack:
    dice = Random(seed)

    def rows(count: int) -> tuple[tuple[Decimal, ...], ...]:
        return tuple(
            tuple(Decimal(dice.randint(10, 100)) for _ in range(items)) for _ in range(count)
        )

    weights = rows(2)
    halves = tuple(sum(row, Decimal(0)) // 2 for row in weights)
    return Knapsack("drawn", rows(objectives), weights, halves)


def ours(knapsack: Knapsack, monkeypatch: pytest.MonkeyPatch) -> Side:
    case = knapsack.case()
    inquiries: list[Any] = []
    make = Effort.inquiry

    def inquiry(self: Effort, *words: Any) -> Any:
        inquiries.append(make(self, *words))
        return inquiries[-1]

    monkeypatch.setattr(Effort, "inquiry", inquiry)
    texts = [f"cost-once:{payer}" for payer in knapsack.payers]
    instance, model = case.instance, case.model
    started = perf_counter()
    found = cp.pareto(instance, model, objectives=texts)
    seconds = perf_counter() - started
    assert found.is_complete
    points = [[int(value) for value in point.values.values()] for point in found.points]
    return Side(points, seconds, inquiries[0].asker.seconds)


def theirs(knapsack: Knapsack, workers: int, folder: Path) -> Side:
    floors = [
        int(sum(row) - most)
        for row, most in zip(knapsack.weights, knapsack.capacities, strict=True)
    ]
    asked = {
        "costs": [[int(one) for one in row] for row in knapsack.worth],
        "effects": [[int(one) for one in row] for row in knapsack.weights],
        "floors": floors,
        "workers": workers,
    }
    done = subprocess.run(
        [str(OTHER), str(SCRIPT)],
        input=json.dumps(asked),
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout)
    return Side(found["points"], found["seconds"])


def told(shape: tuple[int, int, int], side: Side) -> str:
    objectives, items, _ = shape
    outside = side.seconds - side.solver_seconds
    return (
        f"{objectives} objectives, {items} measures: {len(side.points)} points in "
        f"{side.seconds:.2f} s, {outside:.2f} s of it outside HiGHS "
        f"({outside / side.solver_seconds:.0%})"
    )


def test_a_small_front(benchmark, monkeypatch) -> None:
    knapsack = drawn(*SMALL)
    side = benchmark.pedantic(lambda: ours(knapsack, monkeypatch), rounds=1)
    assert len(side.points) > 2


@pytest.mark.parametrize("shape", FRONTS, ids=str)
def test_fronts_beside_pyaugmecon(benchmark, monkeypatch, tmp_path, shape) -> None:
    if benchmark.disabled:
        pytest.skip("takes minutes: make bench runs it")
    knapsack = drawn(*shape)
    side = benchmark.pedantic(lambda: ours(knapsack, monkeypatch), rounds=1)
    print(f"\n{told(shape, side)}")
    if side.solver_seconds > WORTH_COMPARING:
        assert side.seconds - side.solver_seconds <= LARGEST_SHARE * side.solver_seconds
    if OTHER is None:
        print("pyaugmecon is not compared: COMPENSATIE_PYAUGMECON names no interpreter with it")
        return
    for workers in WORKERS:
        other = theirs(knapsack, workers, tmp_path)
        assert other.points == side.points
        ratio = side.seconds / other.seconds
        print(
            f"pyaugmecon, {workers} process(es): {other.seconds:.2f} s; we take {ratio:.0%} of it"
        )
        assert ratio <= 1
