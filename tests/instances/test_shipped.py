# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every shipped model on every shipped instance, in all scenarios and in each: the answer."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import pytest

import compensatie as cp
from compensatie.units import money
from tests.instances.shipped import (
    INSTANCES,
    MODELS,
    QUESTIONS,
    ROOT,
    Question,
    expectations,
    instance,
    model,
    package,
)

REFUSED = [one for one in QUESTIONS if one.status == "refused"]
ANSWERED = [
    pytest.param(one, marks=pytest.mark.nightly) if one.answer.get("long") else one
    for one in QUESTIONS
    if one.status != "refused"
]
AUDITS = [(name, audit) for name in INSTANCES for audit in expectations(name).get("audits", ())]


def test_every_question_has_its_answer() -> None:
    asked = {(one.instance, one.model, one.scenarios) for one in QUESTIONS}
    assert len(asked) == len(QUESTIONS)
    for name, policy in product(INSTANCES, MODELS):
        assert (name, policy, ()) in asked
        if not any((one.instance, one.model) == (name, policy) for one in REFUSED):
            alone = {(name, policy, (scenario,)) for scenario in instance(name).scenario_by_id}
            assert alone <= asked


@cache
def solved(instance_name: str, model_name: str, scenarios: tuple[str, ...]) -> cp.Outcome:
    """The answer that the program gives."""
    return cp.solve(instance(instance_name), model(model_name), scenarios=scenarios)


@pytest.mark.parametrize("question", ANSWERED, ids=str)
def test_the_answer(question: Question) -> None:
    facts, policy = instance(question.instance), model(question.model)
    outcome = solved(question.instance, question.model, question.scenarios)
    assert outcome.status == question.status
    if question.status == "infeasible":
        assert outcome.package is None
        assert outcome.objective is None
        assert "objective" not in question.answer
        return
    assert outcome.package is not None
    assert cp.audit(facts, outcome.package, policy, scenarios=question.scenarios).met
    assert outcome.objective is not None
    assert money(outcome.objective.value) == question.answer["objective"]
    assert money(outcome.objective.penalty) == question.answer["penalty"]
    if "choices" in question.answer:
        assert outcome.package.by_measure() == package(question.answer["choices"]).by_measure()


@pytest.mark.parametrize(
    "question",
    [one for one in QUESTIONS if one.status == "infeasible" and not one.scenarios],
    ids=str,
)
def test_without_a_package_it_says_which_scenarios_have_one(question: Question) -> None:
    outcome = solved(question.instance, question.model, ())
    written = {
        one.scenarios: one.status
        for one in QUESTIONS
        if (one.instance, one.model) == (question.instance, question.model)
    }
    assert len(outcome.scenario_statuses) > 1
    for one in outcome.scenario_statuses:
        assert one.status == written[one.scenario,]


@pytest.mark.parametrize("question", REFUSED, ids=str)
def test_a_refusal_says_where(question: Question) -> None:
    facts, policy = instance(question.instance), model(question.model)
    for ask in (cp.solve, cp.check):
        with pytest.raises(cp.InputError) as refusal:
            ask(facts, policy)
        faults = [(one.code, one.field_name, one.value) for one in refusal.value.faults]
        assert faults == [
            (one["code"], one["field"], one["value"]) for one in question.answer["faults"]
        ]


@pytest.mark.parametrize("policy", ["motie-bisschop", "kabinetsinzet"])
def test_a_figure_that_is_missing_is_told_where_it_is_needed(policy: str) -> None:
    facts = instance("klein")
    bare = tuple(
        province.model_copy(update={"population": None}) if province.code == "DR" else province
        for province in facts.provinces
    )
    with pytest.raises(cp.InputError) as refusal:
        cp.solve(facts.model_copy(update={"provinces": bare}), model(policy))
    (fault,) = refusal.value.faults
    rules = [rule.id for rule in model(policy).rules]
    assert fault.code == "missing-fact"
    assert fault.path[:2] == ("rules", rules.index("evenredig"))


@pytest.mark.parametrize(
    ("name", "expected"), AUDITS, ids=[f"{name}-{one['package']}" for name, one in AUDITS]
)
def test_what_was_announced(name: str, expected: dict[str, Any]) -> None:
    announced = cp.load_package(ROOT / "instances" / "packages" / f"{expected['package']}.toml")
    audit = cp.audit(instance(name), announced, model(expected["model"]))
    missing = {
        (finding.place.scenario, str(finding.place.year)): finding.shortfall
        for finding in audit.findings
        if finding.shortfall
    }
    assert missing == {
        (scenario, year): Fraction(jobs)
        for scenario, years in expected["shortfall"].items()
        for year, jobs in years.items()
    }
    assert audit.met is expected["met"]
    assert money(audit.objective()) == expected["npv"]


def every_package_of(facts: cp.Instance) -> list[cp.Package]:
    """Every combination of starts and sizes."""
    options = []
    for measure in facts.measures:
        sizes = range(int(measure.size.min), int(measure.size.max) + 1, int(measure.size.step))
        options.append(
            [
                (),
                *(
                    ({"measure": measure.id, "start": start, "size": size},)
                    for start, size in product(measure.start.years, sizes)
                ),
            ]
        )
    return [package([one for some in chosen for one in some]) for chosen in product(*options)]


@pytest.mark.parametrize("question", [one for one in QUESTIONS if "meeting" in one.answer], ids=str)
def test_klein_played_package_by_package(question: Question) -> None:
    facts, policy = instance(question.instance), model(question.model)
    packages = every_package_of(facts)
    assert len(packages) == expectations(question.instance)["packages"]
    audits = [cp.audit(facts, one, policy, scenarios=question.scenarios) for one in packages]
    meeting = sorted((one for one in audits if one.met), key=lambda one: one.objective())
    assert len(meeting) == question.answer["meeting"]
    first, second = meeting[:2]
    # Only one optimum, so that its choices can stand in the file.
    assert first.objective() < second.objective()
    assert money(first.objective()) == question.answer["objective"]
    assert money(first.penalty) == question.answer["penalty"]
