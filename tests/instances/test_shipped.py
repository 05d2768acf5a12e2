# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is shipped gives what was worked out for it, apart from the program."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import compensatie as cp
from compensatie.engine.case import bind
from compensatie.policy import families
from compensatie.units import money

ROOT = Path(__file__).parents[2]
EXPECTED = Path(__file__).parent / "expected"
INSTANCES = {path.stem: path for path in sorted((ROOT / "instances").glob("*.toml"))}
MODELS = {path.stem: path for path in sorted((ROOT / "models").glob("*.toml"))}


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((EXPECTED / f"{name}.toml").read_text("utf-8"), parse_float=Decimal)


EVERYWHERE = read("everywhere")
ANSWERS = [
    (name, one)
    for name in INSTANCES
    if (EXPECTED / f"{name}.toml").exists()
    for one in read(name)["expected"]
]
AUDITS = [
    (name, one)
    for name in INSTANCES
    if (EXPECTED / f"{name}.toml").exists()
    for one in read(name).get("audits", [])
]


def named(value: Any) -> str | None:
    if isinstance(value, dict):
        return "-".join([value["model"], *value.get("scenarios", [])])
    return value if isinstance(value, str) else None


def test_every_model_has_its_answer_on_every_instance() -> None:
    assert EVERYWHERE.keys() == INSTANCES.keys()
    assert all(answers.keys() == MODELS.keys() for answers in EVERYWHERE.values())


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("instance", INSTANCES)
def test_every_model_on_every_instance(instance: str, model: str) -> None:
    facts, policy = cp.load_instance(INSTANCES[instance]), cp.load_model(MODELS[model])
    expected = EVERYWHERE[instance][model]
    if isinstance(expected, dict):
        with pytest.raises(cp.InputError) as refusal:
            cp.solve(facts, policy)
        assert {fault.code for fault in refusal.value.faults} == {expected["refused"]}
        assert all(fault.path for fault in refusal.value.faults)
        return
    outcome = cp.solve(facts, policy)
    assert outcome.status == expected
    assert (outcome.package is not None) == (expected == "optimal")
    if outcome.package is not None:
        assert cp.audit(facts, outcome.package, policy).met


@pytest.mark.parametrize(("instance", "expected"), ANSWERS, ids=named)
def test_the_answer_worked_out(instance: str, expected: dict[str, Any]) -> None:
    facts = cp.load_instance(INSTANCES[instance])
    policy = cp.load_model(MODELS[expected["model"]])
    outcome = cp.solve(facts, policy, scenarios=expected.get("scenarios", ()))
    assert outcome.status == expected["status"]
    if outcome.objective is not None:
        assert money(outcome.objective.value) == expected["objective"]
        assert money(outcome.objective.penalty) == expected["penalty"]
    else:
        assert "objective" not in expected
    if "choices" in expected and outcome.package is not None:
        chosen = {one.measure: (one.start, one.size) for one in outcome.package.choices}
        worked = {one["measure"]: (one["start"], one["size"]) for one in expected["choices"]}
        assert chosen == worked


@pytest.mark.parametrize(("instance", "expected"), AUDITS, ids=named)
def test_what_was_announced(instance: str, expected: dict[str, Any]) -> None:
    facts = cp.load_instance(INSTANCES[instance])
    package = cp.load_package(ROOT / "instances" / "packages" / f"{expected['package']}.toml")
    audit = cp.audit(facts, package, cp.load_model(MODELS[expected["model"]]))
    missing = {
        (finding.place.scenario, str(finding.place.year)): finding.shortfall
        for finding in audit.findings
        if finding.shortfall
    }
    worked = {
        (scenario, year): Fraction(fte)
        for scenario, years in expected["shortfall"].items()
        for year, fte in years.items()
    }
    assert missing == worked
    assert audit.met is expected["met"]
    assert money(audit.objective()) == expected["npv"]


@cache
def in_full() -> tuple[cp.Instance, cp.Model, cp.Outcome]:
    """The invented country under the model that uses everything."""
    facts = cp.load_instance(INSTANCES["nederland-fictief"])
    policy = cp.load_model(MODELS["volledig"])
    return facts, policy, cp.solve(facts, policy)


@pytest.mark.parametrize("family", families())
def test_every_family_bites_on_the_invented_country(family: str) -> None:
    """Its rule binds, is short, or the answer is another one without it."""
    facts, policy, outcome = in_full()
    assert outcome.objective is not None
    if any(
        finding.family == family and (finding.is_binding or finding.shortfall)
        for finding in outcome.findings
    ):
        return
    rest = tuple(rule for rule in policy.rules if rule.family != family)
    assert len(rest) < len(policy.rules)
    without = cp.solve(facts, policy.model_copy(update={"rules": rest}))
    assert without.objective is not None
    assert without.objective.value < outcome.objective.value


def test_every_family_is_used_by_the_full_model() -> None:
    facts = cp.load_instance(INSTANCES["nederland-fictief"])
    case = bind(facts, cp.load_model(MODELS["volledig"]))
    assert {one.rule.family for one in case.rules} == set(families())
