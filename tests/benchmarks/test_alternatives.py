# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every package within a margin, beside a plain PuLP loop that rebuilds, cuts and solves anew.

In the suite a small case runs once, to see that both sides find the same; `make bench` runs the
case of 20 measures and prints ratios.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from time import perf_counter
from typing import Any

import highspy
import pulp
import pytest

import compensatie as cp
from tests.support.drawn_case import Case

SMALL, LARGE = (7, 60, 1), (20, 21, 1)
"""Measures, margin in per cent, and a number to draw by."""
FEWEST = 200
"""Packages that the large case must have, to be worth comparing."""
TIMES_AS_FAST = 3
OPTIMAL = 1
"""The code of a proven optimum, in PuLP 3 and PuLP 4."""


@dataclass(frozen=True)
class Drawn:
    """All-or-nothing measures, what each costs and brings, and what is needed."""

    costs: list[int]
    jobs: list[list[int]]
    floors: list[int]

    def case(self) -> Case:
        provinces = [f"P{number}" for number in range(len(self.floors))]
        measures = [
            {
                "id": f"m{number}",
                "kind": "custom",
                "size": {"min": 1, "max": 1},
                "start": {"earliest": 2025, "latest": 2025},
                "effects": dict(zip(provinces, own, strict=True)),
                "costs": [{"label": "all", "payer": "A", "once": cost}],
            }
            for number, (cost, *own) in enumerate(zip(self.costs, *self.jobs, strict=True))
        ]
        instance: dict[str, Any] = {
            "format": 1,
            "name": "drawn",
            "unit": "fte",
            "reference_year": 2024,
            "years": {"first": 2025, "last": 2025},
            "price_year": 2025,
            "provinces": [{"code": code} for code in provinces],
            "measures": measures,
        }
        rules = [
            {
                "id": f"jobs-{code}",
                "family": "bound",
                "quantity": "jobs",
                "provinces": [code],
                "at_least": floor,
            }
            for code, floor in zip(provinces, self.floors, strict=True)
        ]
        model = {"format": 1, "name": "drawn", "objective": {"minimise": "cost"}, "rules": rules}
        return Case(instance, model)


def drawn(measures: int, seed: int) -> Drawn:
    dice = Random(seed)
    jobs = [[dice.randint(10, 100) for _ in range(measures)] for _ in range(2)]
    costs = [dice.randint(50, 100) for _ in range(measures)]
    return Drawn(costs, jobs, [sum(row) // 2 for row in jobs])


def plain_loop(problem: Drawn, percent: int) -> tuple[set[frozenset[int]], float]:
    """The sets of measures within a margin, each found by a programme built anew with all cuts."""
    found: list[frozenset[int]] = []
    most: float | None = None
    started = perf_counter()
    while True:
        programme = pulp.LpProblem("plain", pulp.LpMinimize)
        make = getattr(programme, "add_variable", None) or pulp.LpVariable
        chosen = [make(f"x{at}", cat="Binary") for at in range(len(problem.costs))]
        cost = pulp.lpSum(one * price for one, price in zip(chosen, problem.costs, strict=True))
        programme += cost
        for row, floor in zip(problem.jobs, problem.floors, strict=True):
            programme += pulp.lpSum(a * b for a, b in zip(chosen, row, strict=True)) >= floor
        if most is not None:
            programme += cost <= most
        for one in found:
            inside = pulp.lpSum(chosen[at] for at in one)
            outside = pulp.lpSum(x for at, x in enumerate(chosen) if at not in one)
            programme += inside - outside <= len(one) - 1
        # PuLP 3 answers with a status, PuLP 4 with a record that holds one.
        answer = programme.solve(pulp.HiGHS(msg=False))
        status = getattr(answer, "status", answer)
        values = [one.value() for one in chosen]
        if int(status) != OPTIMAL or None in values:
            return set(found), perf_counter() - started
        found.append(frozenset(at for at, value in enumerate(values) if value > 0.5))
        if most is None:
            most = sum(problem.costs[at] for at in found[0]) * (1 + percent / 100)


def ours(
    case: Case, percent: int, monkeypatch: pytest.MonkeyPatch
) -> tuple[set[frozenset[int]], float, float]:
    """The same, the seconds that it took, and those of them spent inside HiGHS."""
    inside = 0.0
    run = highspy.Highs.run

    def timed(self: highspy.Highs) -> Any:
        nonlocal inside
        began = perf_counter()
        try:
            return run(self)
        finally:
            inside += perf_counter() - began

    monkeypatch.setattr(highspy.Highs, "run", timed)
    instance, model = case.instance, case.model
    started = perf_counter()
    found = cp.alternatives(instance, model, within=percent, limit=100_000)
    seconds = perf_counter() - started
    assert found.is_complete
    sets = {
        frozenset(int(choice.measure[1:]) for choice in one.package.choices)
        for one in found.packages
    }
    return sets, seconds, inside


def test_both_sides_find_the_same(benchmark, monkeypatch) -> None:
    measures, percent, seed = SMALL
    problem = drawn(measures, seed)
    sets, _, _ = benchmark.pedantic(lambda: ours(problem.case(), percent, monkeypatch), rounds=1)
    assert sets == plain_loop(problem, percent)[0]
    assert len(sets) > 2


def test_within_a_margin_beside_a_plain_loop(benchmark, monkeypatch) -> None:
    if benchmark.disabled:
        pytest.skip("takes minutes: make bench runs it")
    measures, percent, seed = LARGE
    problem = drawn(measures, seed)
    sets, seconds, inside = benchmark.pedantic(
        lambda: ours(problem.case(), percent, monkeypatch), rounds=1
    )
    others, plain = plain_loop(problem, percent)
    print(
        f"\n{measures} measures, {len(sets)} packages within {percent} %: {seconds:.2f} s, of "
        f"which {inside:.2f} s in HiGHS; the plain loop takes {plain:.2f} s, "
        f"{plain / seconds:.1f} times as long"
    )
    assert sets == others
    assert len(sets) >= FEWEST
    assert plain >= TIMES_AS_FAST * seconds
