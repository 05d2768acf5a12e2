# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Many futures of drenthe-2023: what surrounds HiGHS, the rate beside plain PuLP, and memory.

In the suite a few draws run once, to see that it works; `make bench` runs many and prints figures.
"""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter, process_time

import psutil
import pytest

import compensatie as cp
from compensatie.engine import lp
from compensatie.engine.programme import Programme
from compensatie.engine.session import Session
from compensatie.studies.futures import Futures
from tests.instances.shipped import instance, model
from tests.support.drenthe_draws import SCENARIO, points, subject

MEMORY_MAY_GROW = 1.1


def shares(count):
    """Seconds of the processor a draw: in all, and in HiGHS."""
    futures, inside = Futures(subject()), [0.0]
    assert futures.moving is not None
    asked = Session._asked

    def timed(self, *arguments):
        began = process_time()
        try:
            return asked(self, *arguments)
        finally:
            inside[0] += process_time() - began

    futures.answer(points(1)[0])
    Session._asked = timed
    try:
        began = process_time()
        for point in points(count):
            futures.answer(point)
        return (process_time() - began) / count, inside[0] / count
    finally:
        Session._asked = asked


def plain_loop(number, count):
    """PuLP alone: seconds in which every draw's problem is built anew and solved."""
    futures, seconds = Futures(subject()), 0.0
    for point in points(2 * count)[number::2]:
        case = futures.case_at(point)
        programme = Programme(case)
        exact = programme.linear_programme(programme.objective(case.stages[0]))
        began = perf_counter()
        assert lp.solve_with(lp.build(exact), "HiGHS").status == "optimal"
        seconds += perf_counter() - began
    return seconds


def plain_rate(count):
    """Draws a second of two such loops beside each other."""
    context = multiprocessing.get_context("forkserver")
    with ProcessPoolExecutor(2, mp_context=context) as pool:
        seconds = list(pool.map(plain_loop, (0, 1), (count, count)))
    return sum(count / one for one in seconds)


def run(count):
    """Draws a second of a whole run, its start included, and what memory it takes meanwhile."""
    seen = []

    def watch(progress):
        own = psutil.Process()
        family = [own, *own.children(recursive=True)]
        seen.append((progress.done, sum(one.memory_info().rss for one in family)))

    began = perf_counter()
    found = cp.ensemble(
        *(instance("drenthe-2023"), model("per-saldo")),
        **{"draws": count, "seed": 1, "scenarios": [SCENARIO], "workers": 2, "watch": watch},
    )
    assert found.is_complete
    return count / (perf_counter() - began), seen


def test_futures_a_second(benchmark):
    is_measured = not benchmark.disabled
    in_all, in_highs = shares(300 if is_measured else 5)
    around = in_all - in_highs
    rate, seen = benchmark.pedantic(run, (10_000 if is_measured else 20,))
    if not is_measured:
        assert rate > 0
        return
    plain = plain_rate(150)
    settled = [memory for done, memory in seen if done > 1_000]
    print(
        f"\na draw: {in_highs * 1e3:.1f} ms in HiGHS, {around * 1e3:.2f} ms around it "
        f"({around / in_highs:.0%}); {rate:.0f} draws a second on 2 workers, "
        f"plain PuLP {plain:.0f} ({rate / plain:.2f} times); memory {min(settled) / 2**20:.0f} to "
        f"{max(settled) / 2**20:.0f} MiB"
    )
    assert max(settled) <= MEMORY_MAY_GROW * min(settled)


@pytest.mark.nightly
def test_most_of_a_draw_is_highs():
    in_all, in_highs = shares(200)
    assert in_all - in_highs < 0.5 * in_highs
