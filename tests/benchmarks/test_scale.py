# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What we do around the solver, against what the solver takes, as cases grow.

In the suite the smallest runs once, to see that it works; `make bench` runs all and prints. Seconds
are of the processor, and only ratios within one run are held to a limit: machines differ.
"""

from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

import pytest

from compensatie.engine import lp
from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case, bind
from compensatie.engine.linear_programme import LinearProgramme
from compensatie.engine.programme import Programme
from compensatie.engine.session import Session
from compensatie.files.instance import load_instance
from compensatie.files.model import load_model
from compensatie.files.notation import written
from tests.benchmarks.generated import Generated, generated

SIZES = [(measures, scenarios) for measures in (4, 20, 100, 500) for scenarios in (1, 5, 20)]
SECONDS = float(os.environ.get("COMPENSATIE_BENCH_SECONDS", "60"))
"""How long HiGHS may take."""
WORTH_COMPARING = 2.0
"""Seconds of HiGHS above which our own share is held to its limit."""
LARGEST_SHARE = 0.25
"""Part of HiGHS's own time that all the rest may take."""
ROUNDS_UP_TO = 2.0
"""Seconds that are spent on repeating one step, at most five times."""
STEEPEST = 1.5
"""How much faster than the non-zeros time and memory may grow from one case to the next."""


@dataclass
class Measured:
    """What one case took."""

    measures: int
    scenarios: int
    rounds: int
    nonzeros: int = 0
    mebibytes: float = 0.0
    status: str = ""
    seconds: dict[str, float] = field(default_factory=dict)

    @property
    def ours(self) -> float:
        """Seconds outside HiGHS."""
        return sum(taken for step, taken in self.seconds.items() if step != "HiGHS")

    def time(self, step: str, work: Callable[[], Any]) -> Any:
        """Does something, several times where that is quick, and notes the median."""
        rounds = []
        while not rounds or (len(rounds) < self.rounds and sum(rounds) < ROUNDS_UP_TO):
            gc.collect()
            before = process_time()
            result = work()
            rounds.append(process_time() - before)
        self.seconds[step] = median(rounds)
        return result


@pytest.fixture(scope="module")
def table() -> dict[tuple[int, int], Measured]:
    """What was measured so far."""
    return {}


def built(case: Case) -> LinearProgramme:
    """The exact programme of the first objective."""
    programme = Programme(case)
    return programme.linear_programme(programme.objective(case.stages[0]))


def files(folder: Path, drawn: Generated) -> tuple[Path, Path]:
    """The case as two files."""
    instance, model = folder / "instance.toml", folder / "model.toml"
    instance.write_text(written(drawn.instance, "toml"), "utf-8")
    model.write_text(written(drawn.model, "toml"), "utf-8")
    return instance, model


def memory(case: Case) -> float:
    """The most that the exact programme and its arrays take while they are built, in MiB."""
    tracemalloc.start()
    lp.arrays(lp.build(built(case)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most / 2**20


def measured(folder: Path, measures: int, scenarios: int, *, solve: bool) -> Measured:
    """Reads, binds, builds, solves and audits one case, each timed by itself."""
    drawn = generated(measures, scenarios)
    paths = files(folder, drawn)
    found = Measured(measures, scenarios, rounds=5 if solve else 1)
    instance, model = found.time("reading", lambda: [load_instance(paths[0]), load_model(paths[1])])
    case = found.time("binding", lambda: bind(instance, model))
    linear = found.time("exact", lambda: built(case))
    arrays = found.time("PuLP", lambda: lp.arrays(lp.build(linear)))
    audit = found.time("audit", lambda: audit_package(case, drawn.package))
    found.time("objective", audit.objective)
    assert audit.met
    found.nonzeros = len(arrays.values)
    if solve:
        before = process_time()
        answer = Session(arrays).solve(time_limit=SECONDS)
        found.seconds["HiGHS"] = process_time() - before
        found.status = answer.status
        assert answer.objective is None or answer.objective <= audit.objective() + 1
    return found


@pytest.mark.parametrize(("measures", "scenarios"), SIZES)
def test_little_goes_to_what_is_not_solving(benchmark, table, tmp_path, measures, scenarios):
    if not benchmark.enabled and (measures, scenarios) != SIZES[0]:
        pytest.skip("make bench runs the larger cases")
    case = [tmp_path, measures, scenarios]
    found = benchmark.pedantic(measured, args=case, kwargs={"solve": benchmark.enabled})
    assert found.nonzeros
    if benchmark.enabled:
        drawn = files(tmp_path, generated(measures, scenarios))
        found.mebibytes = memory(bind(load_instance(drawn[0]), load_model(drawn[1])))
        table[measures, scenarios] = found
        print(f"\n{line(found)}")
        if found.seconds["HiGHS"] > WORTH_COMPARING:
            assert found.ours <= LARGEST_SHARE * found.seconds["HiGHS"]


def line(found: Measured) -> str:
    """A row of the table in docs/performance.md."""
    steps = ("reading", "binding", "exact", "PuLP", "audit", "objective", "HiGHS")
    seconds = " | ".join(f"{found.seconds[step]:.2f}" for step in steps)
    share = f"{found.ours / max(found.seconds['HiGHS'], 1e-3):.0%}"
    size = f"{found.measures} × {found.scenarios} | {found.nonzeros} | {found.mebibytes:.0f}"
    return f"| {size} | {seconds} | {found.status} | {share} |"


@pytest.mark.parametrize("scenarios", [1, 5, 20])
def test_time_and_memory_grow_no_faster_than_the_programme(benchmark, table, scenarios):
    """From 100 to 500 measures: smaller cases take a few milliseconds, whatever they hold."""
    if not benchmark.enabled:
        pytest.skip("make bench measures")
    benchmark.pedantic(lambda: None)
    small, large = table[100, scenarios], table[500, scenarios]
    growth = large.nonzeros / small.nonzeros
    assert large.ours / small.ours <= STEEPEST * growth
    assert large.mebibytes / small.mebibytes <= STEEPEST * growth
