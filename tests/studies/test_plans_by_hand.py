# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The two scenarios of docs/plans-by-hand.md: the program comes to every figure of that page."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from typing import Any

import pytest

import compensatie as cp
from compensatie.policy import Model
from compensatie.studies.study import Proof
from tests.support.plans_page import INSTANCE, MODEL

FACTS, POLICY = (tomllib.loads(text, parse_float=Decimal) for text in (INSTANCE, MODEL))
BARRED = {"kind": "excludes", "measure": "small", "on": "late"}


def found(relations: tuple[dict[str, str], ...] = (), **words: Any) -> cp.ScenarioPlans:
    instance = cp.Instance.model_validate({**FACTS, "relations": list(relations)})
    return cp.scenarios(instance, Model.model_validate(POLICY), **words)


def chosen(plans: cp.ScenarioPlans, kind: str, scenario: str) -> list[str]:
    return [one.measure for one in plans.plans[kind].plan.package(scenario).choices]


def test_own_optima() -> None:
    plans = found()
    assert {name: one.value for name, one in plans.own.items()} == {"stay": 30, "leave": 130}


@pytest.mark.parametrize(
    ("kind", "value"), [("robust", 130), ("expected", 130), ("adaptive", 110), ("regret", 100)]
)
def test_plans(kind: str, value: int) -> None:
    one = found().plans[kind]
    assert (str(one.status), one.value) == ("optimal", value)


def test_what_is_in_them() -> None:
    plans = found()
    for kind in ("robust", "expected", "regret"):
        assert chosen(plans, kind, "stay") == chosen(plans, kind, "leave") == ["desk", "early"]
    assert chosen(plans, "adaptive", "stay") == ["desk"]
    assert chosen(plans, "adaptive", "leave") == ["desk", "late"]
    assert plans.greatest_regret(plans.plans["regret"]) == ("stay", 100)


@pytest.mark.parametrize(
    ("measure", "level", "value"),
    [("expected", 0.9, 110), ("worst", 0.9, 130), ("cvar", 0.25, 130), ("cvar", 0, 110)],
)
def test_measures(measure: str, level: float, value: int) -> None:
    plans = found(plans=["adaptive"], measure=measure, level=level)
    assert plans.plans["adaptive"].value == value
    assert plans.evpi.value == 30  # always of the mean


def test_all_but_one() -> None:
    plans = found(all_but=1)
    assert (plans.plans["robust"].value, chosen(plans, "robust", "leave")) == (30, ["desk"])
    assert plans.plans["robust"].plan.missed == ("leave",)
    assert plans.plans["expected"].value == 130
    assert plans.saving.value == 20  # against the package that holds in every scenario


def test_figures() -> None:
    plans = found()
    values = {
        name: getattr(plans, name).value
        for name in ("evpi", "knowing_earlier", "saving", "vss", "price_of_robustness")
    }
    assert values == {
        "evpi": 30,
        "knowing_earlier": 30,
        "saving": 20,
        "vss": 45,
        "price_of_robustness": 55,
    }
    assert plans.average.value == 75


def test_what_must_be_decided_now() -> None:
    told = {
        (one.measure, one.year): (str(one.verdict), one.scenarios, one.extra_cost)
        for one in found().commitments
    }
    assert told == {
        ("desk", 2025): ("commit now", ("stay", "leave"), 15),
        ("late", 2026): ("only if", ("leave",), 20),
    }


def test_what_is_decided_when_all_is_known_may_wait() -> None:
    """Known from 2025, the start of 2025 that every scenario needs is not decided in the dark."""
    early = {**FACTS, "known_from": 2025}
    plans = cp.scenarios(cp.Instance.model_validate(early), Model.model_validate(POLICY))
    told = {(one.measure, one.scenarios): str(one.verdict) for one in plans.commitments}
    assert told == {("desk", ("stay", "leave")): "may wait", ("early", ("leave",)): "only if"}
    assert plans.evpi.value == 0


def test_an_infinite_vss_names_the_scenario() -> None:
    plans = found((BARRED,))
    assert plans.plans["adaptive"].value == 110
    assert plans.vss.status is Proof.NO_PACKAGE
    assert plans.vss.is_infinite
    assert plans.vss.infinite_in == ("leave",)
