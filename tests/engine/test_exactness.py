# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where floating point goes wrong by a hair, the answer does not."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from compensatie.engine.audit import audit_package
from compensatie.engine.case import bind
from compensatie.engine.outcome import Status
from tests.support.solved import solved
from tests.support.written import cost, instance, measure, model, package


def bound(quantity: str, **parts: Any) -> dict[str, Any]:
    return {"family": "bound", "quantity": quantity, **parts}


@pytest.mark.parametrize(("floor", "status"), [(10, Status.OPTIMAL), (11, Status.INFEASIBLE)])
def test_without_measures_the_empty_package_is_the_answer(floor: int, status: Status) -> None:
    """Ten jobs stay; there is nothing to choose, and so no column to solve for."""
    policy = model({"family": "net-employment", "floor": floor})
    outcome = solved(instance(), policy)
    assert outcome.status is status
    chosen = None if outcome.package is None else outcome.package.choices
    assert chosen == (() if status is Status.OPTIMAL else None)


def test_eleven_is_eleven() -> None:
    """Least 3x + 2y with x + y ≥ 4.5, x ≥ 1.2 and x whole: 2 and 2.5, and not 10.999999."""
    facts = instance(
        measures=[
            measure("x", size={"min": 1, "max": 10}, costs=cost(once_per_unit=3)),
            measure("y", size={"min": 0.01, "max": 10, "step": 0}, costs=cost(once_per_unit=2)),
        ]
    )
    policy = model(bound("size", at_least=4.5), bound("size", at_least=1.2, measures=["x"]))
    outcome = solved(facts, policy)
    assert outcome.objective is not None
    assert outcome.objective.value == Fraction(11)
    assert outcome.package is not None
    assert outcome.package.by_measure()["x"].size == 2
    assert outcome.package.by_measure()["y"].size == Decimal("2.5")


HAIRS = [Decimal(1).scaleb(-power) for power in (6, 7, 8, 9, 11, 12)]


@pytest.mark.parametrize("hair", HAIRS, ids=str)
def test_a_rule_missed_by_a_hair_is_missed(hair: Decimal) -> None:
    """The cheap measure brings a hair too little; the dear one brings what is asked."""
    facts = instance(
        measures=[
            measure("cheap", size={"min": 1, "max": 1}, costs=cost(once=1)),
            measure(
                "dear",
                kind="custom",
                effects={"DR": 1 + hair},
                size={"min": 1, "max": 1},
                costs=cost(once=2),
            ),
        ],
        relations=[{"kind": "excludes", "measure": "cheap", "on": "dear"}],
    )
    policy = model(bound("jobs", at_least=1 + hair))
    audit = audit_package(bind(facts, policy), package(("cheap", 2023, 1)))
    assert not audit.met
    assert audit.findings[0].slack == -Fraction(hair)
    outcome = solved(facts, policy)
    assert outcome.status is Status.OPTIMAL
    assert outcome.package is not None
    assert set(outcome.package.by_measure()) == {"dear"}


@pytest.mark.parametrize("hair", HAIRS, ids=str)
def test_what_no_package_reaches_by_a_hair_is_infeasible(hair: Decimal) -> None:
    facts = instance(measures=[measure("only", size={"min": 1, "max": 3})])
    assert solved(facts, model(bound("jobs", at_least=3))).status is Status.OPTIMAL
    assert solved(facts, model(bound("jobs", at_least=3 + hair))).status is Status.INFEASIBLE


@pytest.mark.parametrize("hair", HAIRS[:3], ids=str)
def test_a_budget_passed_by_a_hair_is_passed(hair: Decimal) -> None:
    facts = instance(measures=[measure("only", costs=cost(once=10, once_per_unit=hair))])
    needed = bound("jobs", at_least=1)
    enough = model(needed, bound("cost", at_most=10 + hair))
    too_little = model(needed, bound("cost", at_most=10))
    assert solved(facts, enough).status is Status.OPTIMAL
    assert solved(facts, too_little).status is Status.INFEASIBLE


def test_what_is_asked_exactly_is_met_exactly() -> None:
    """Thirds have no decimals: a third of the people, a third of the jobs."""
    facts = instance(
        provinces=[{"code": code, "population": {2022: 1}} for code in ("DR", "FR", "ZH")],
        employment=[
            {"province": code, "sector": "civil", "jobs": {2022: jobs}}
            for code, jobs in (("DR", 7), ("FR", 10), ("ZH", 13))
        ],
        measures=[
            measure(
                "moved",
                origin={"ZH": 1},
                size={"min": 0.01, "max": 9, "step": 0},
                costs=cost(once_per_unit=1),
            ),
        ],
    )
    outcome = solved(facts, model({"family": "even-distribution"}))
    assert outcome.objective is not None
    assert outcome.objective.value == 3
    assert all(finding.slack == 0 for finding in outcome.findings)


@pytest.mark.parametrize("price", [10**power for power in (6, 8, 9, 10)])
def test_a_cent_counts_beside_billions(price: int) -> None:
    """Something dear must be bought anyway; of the two that are left one is a cent cheaper."""
    facts = instance(
        measures=[
            measure("needed", size={"min": 1, "max": 1}, costs=cost(once=price)),
            measure("one", size={"min": 1, "max": 1}, costs=cost(once=Decimal("100.01"))),
            measure("other", size={"min": 1, "max": 1}, costs=cost(once=100)),
        ],
        relations=[{"kind": "at-least", "count": 1, "measures": ["one", "other"]}],
    )
    outcome = solved(facts, model(locks={"include": ["needed"]}))
    assert outcome.objective is not None
    assert outcome.objective.value == price + 100


def test_losing_nothing_costs_nothing() -> None:
    facts = instance(measures=[measure("hub", costs=cost(once_per_unit=1000))])
    outcome = solved(facts, model({"family": "net-employment"}))
    assert outcome.objective is not None
    assert outcome.objective.value == 0
    assert outcome.package is not None
    assert outcome.package.choices == ()


def test_what_pays_for_itself_is_done_without_being_asked() -> None:
    facts = instance(measures=[measure("saving", costs=cost(once=-100, once_per_unit=30))])
    outcome = solved(facts, model())
    assert outcome.objective is not None
    assert outcome.objective.value == -70


def test_quantities_that_move_together_do_not_lose_the_optimum() -> None:
    """All new jobs are Drenthe's, so that both quantities are one.

    HiGHS 1.15.1 takes the dear package for the best where each has a column: Drenthe needs 2 jobs
    more in 2024, and may take in half a job, so that 1.5 are too many; 4 jobs are 3.5 too many.
    """
    flat = [("DR", "civil", {2022: 4, 2026: 8}), ("FR", "defence", {2022: 4})]
    facts = instance(
        provinces=[
            {"code": "DR", "population": {2022: 8}, "labour_force": {2022: 4}},
            {"code": "FR", "population": {2022: 4}},
            {"code": "GE", "population": {2022: 8}},
        ],
        employment=[
            *({"province": code, "sector": name, "jobs": jobs} for code, name, jobs in flat),
            {"province": "DR", "sector": "defence", "jobs": {2022: 4}, "growth": -0.5},
            {"province": "GE", "sector": "defence", "jobs": {2022: 8}},
        ],
        changes=[{"id": "leave", "from": "DR", "to": "FR", "jobs": {2024: 6.75}}],
        scenarios=[{"id": "stay"}, {"id": "leave"}],
        resources=[{"id": "desks"}],
        measures=[
            measure(
                "uses",
                size={"min": 6, "max": 6},
                start={"earliest": 2023, "latest": 2024},
                uses={"desks": 1},
            ),
            measure(
                "provides",
                size={"min": 2, "max": 4, "step": 2},
                start={"earliest": 2023, "latest": 2024},
                provides={"desks": 1},
            ),
        ],
    )
    soft = {"strength": "soft", "price": 1000}
    policy = model(
        {"family": "even-distribution", "tolerance": 0.75},
        {"family": "absorption", "provinces": ["DR"], "share": 0.125, **soft},
        {"family": "workplaces"},
    )
    outcome = solved(facts, policy)
    assert outcome.objective is not None
    assert outcome.objective.value == 1500
