# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The model that uses everything, on the invented country: nothing is left out, each rule matters.

That a rule matters is proven without a solver, by a witness: a package that keeps all other rules
and costs less than the optimum. `COMPENSATIE_GOLDEN=1 pytest tests/instances` finds them anew.
"""

from __future__ import annotations

import os
from fractions import Fraction
from functools import cache
from typing import Any

import pytest

import compensatie as cp
from compensatie.engine.audit import Audit
from compensatie.files.aside import write_text
from compensatie.files.notation import written
from compensatie.files.package import content_of_package
from compensatie.policy import Model, families
from compensatie.rule import Rule
from compensatie.units import money
from tests.instances.keys import keys_in, keys_of
from tests.instances.shipped import HERE, MODELS, content, instance, model, package

WITNESSES = HERE / "witnesses" / "volledig.toml"
RULES = [rule.id for rule in model("volledig").rules]
FILES = ("volledig-basis", "volledig")


def without(rule: str | None = None) -> Model:
    """The model with its first objective only, and without one rule."""
    whole = model("volledig")
    rules = tuple(one for one in whole.rules if one.id != rule)
    objective = whole.objective.model_copy(update={"then": ()})
    return whole.model_copy(update={"rules": rules, "objective": objective})


@cache
def optimum() -> Fraction:
    """What the cheapest package costs, penalties included."""
    outcome = cp.solve(instance("nederland-fictief"), without())
    assert outcome.objective is not None
    return outcome.objective.value


def found_anew() -> dict[str, Any]:
    """The cheapest package without each rule, as a file has it."""
    facts = instance("nederland-fictief")
    witnesses = []
    for rule in RULES:
        found = cp.solve(facts, without(rule)).package
        assert found is not None
        witnesses.append({"without": rule, "choices": content_of_package(found)["choices"]})
    return {"optimum": money(optimum()), "witnesses": witnesses}


@pytest.fixture(scope="module", autouse=True)
def _witnesses_anew() -> None:
    if os.environ.get("COMPENSATIE_GOLDEN") == "1":
        header, _, _ = WITNESSES.read_text("utf-8").partition("\n\n")
        write_text(WITNESSES, f"{header}\n\n{written(found_anew(), 'toml')}")


@cache
def witness(rule: str) -> cp.Package:
    """The package that a rule keeps from being the answer."""
    (told,) = (one for one in content(WITNESSES)["witnesses"] if one["without"] == rule)
    return package(told["choices"])


def audited(rule: str, policy: Model) -> Audit:
    """The witness against a rule, under a model."""
    return cp.audit(instance("nederland-fictief"), witness(rule), policy)


def test_the_optimum_is_the_one_that_witnesses_beat() -> None:
    assert money(optimum()) == content(WITNESSES)["optimum"]


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_matters(rule: str) -> None:
    bound = Fraction(content(WITNESSES)["optimum"])
    free = audited(rule, without(rule))
    assert free.met
    assert free.objective() < bound - 1, "it does not beat the optimum where the rule is left out"
    held = audited(rule, without())
    assert not held.met or held.objective() > bound + 1, "it is an optimum with the rule as well"


def test_every_family_is_there() -> None:
    assert {rule.family for rule in model("volledig").rules} == set(families())


def test_every_key_of_a_model_is_used() -> None:
    used = {key for name in FILES for key in keys_in(content(MODELS[name]))}
    known = {key for key in keys_of(Model) if not key.startswith("rules.")}
    assert used >= known | {"extends", "drop"}


@pytest.mark.parametrize("family", families())
def test_every_key_of_a_family_is_used(family: str) -> None:
    entries = [entry for name in FILES for entry in content(MODELS[name])["rules"]]
    used = {key for entry in entries if entry["family"] == family for key in keys_in(entry)}
    everywhere = {key for entry in entries for key in keys_in(entry)}
    shared = set(keys_of(Rule))
    own = set(keys_of(families()[family])) - shared
    assert own <= used
    assert shared <= everywhere
