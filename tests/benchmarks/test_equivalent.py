# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Building the deterministic equivalent of 100 scenarios, against solving it.

In the suite a few scenarios run once, to see that it works; `make bench` runs all and prints.
"""

from __future__ import annotations

import os
from decimal import Decimal
from pathlib import Path
from random import Random
from time import process_time

import pytest

import compensatie as cp
from compensatie.engine.arrays import Arrays
from compensatie.engine.block import Block
from compensatie.engine.case import Case, bind
from compensatie.engine.deciding import asked
from compensatie.engine.equivalent import Equivalent
from compensatie.engine.plan_goal import Mean
from compensatie.facts.knowledge import Knowledge

ROOT = Path(__file__).parents[2]
SECONDS = float(os.environ.get("COMPENSATIE_BENCH_SECONDS", "60"))
"""How long HiGHS may take."""
LARGEST_SHARE = 0.1
"""Part of HiGHS's own time that building may take."""
MOST_LEAVING = 620
"""More posts than this cannot be made up for in Drenthe."""


def many_scenarios(count: int) -> Case:
    """Drenthe, with so many futures of the barracks; in 2026 it is known which one comes."""
    dice = Random(0)
    scenarios = []
    for number in range(count):
        posts = dice.randint(0, MOST_LEAVING)
        jobs = {2025: Decimal(posts // 3), 2026: Decimal(2 * posts // 3), 2027: Decimal(posts)}
        change = {"id": f"leave-{number}", "from": "DR", "to": "GE", "sector": "defence"}
        content = {"id": f"future-{number}", "changes": [{**change, "jobs": jobs}]}
        scenarios.append(cp.Scenario.model_validate(content))
    instance = cp.load_instance(ROOT / "instances" / "drenthe-2023.toml").model_copy(
        update={"scenarios": tuple(scenarios), "signals": (), "known_from": 2026}
    )
    return bind(instance, cp.load_model(ROOT / "models" / "per-saldo.toml"))


def built(case: Case) -> Arrays:
    """The equivalent with its objective, from facts and policy."""
    block = Block(case)
    equivalent = Equivalent(block, Knowledge.of(case.instance, block.scenarios))
    draft = equivalent.draft()
    aim = Mean(case.facts.weights()).aim(draft, equivalent)
    return draft.arrays(aim.terms, aim.constant)


@pytest.mark.parametrize("count", [4, 100])
def test_building_takes_little_of_what_solving_takes(benchmark, count) -> None:
    if not benchmark.enabled and count > 4:
        pytest.skip("make bench runs the larger case")
    case = many_scenarios(count)
    arrays = benchmark.pedantic(built, args=[case], rounds=3 if benchmark.enabled else 1)
    assert len(arrays.row_lower) > count
    if benchmark.enabled:
        afresh = many_scenarios(count)
        before = process_time()
        built(afresh)
        building = process_time() - before
        answer = asked(arrays, "HiGHS", SECONDS, 0.0)
        print(
            f"\n| {count} | {len(arrays.costs)} | {len(arrays.row_lower)} | {building:.2f} | "
            f"{answer.seconds:.1f} | {answer.status} | {building / answer.seconds:.1%} |"
        )
        if count == 100:
            assert building <= LARGEST_SHARE * answer.seconds
