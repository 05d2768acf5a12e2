# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is said of readings and advice: every sentence in both languages, figures read back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

import compensatie as cp
from compensatie.engine.outcome import Status
from compensatie.errors import Fault
from compensatie.facts.relation import Relation
from compensatie.language import LANGUAGES, translate
from compensatie.policy import ObjectiveTable
from compensatie.reports.advice_opinions import opinions
from compensatie.reports.advice_text import advice_blocks
from compensatie.reports.definition_text import definition_blocks
from compensatie.reports.sentences import present_value
from compensatie.reports.since_text import since_blocks
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Paragraph, Points
from compensatie.studies.advice import Opinion
from compensatie.studies.definitions import ReadingStatus
from compensatie.studies.reading import Reading
from compensatie.studies.since import SetProof
from tests.studies import test_advice, test_definitions, test_since
from tests.support.dice import Dice
from tests.support.drawn_case import drawn_package
from tests.support.read_back import Said, is_as_shown, number
from tests.support.shown_texts import shown_texts
from tests.support.unsettled import TimedOut

REPORTS = Path(__file__).parents[2] / "src" / "compensatie" / "reports"
MODULES = ("advice_text", "advice_opinions", "definition_text", "since_text", "since_words")


def explanations() -> Iterator[cp.Explanation]:
    """Drawn cases, with a package and without; and the shipped one."""
    for seed, case in islice(test_advice.cases(), 12):
        yield cp.explain(case.instance, case.model, advice=True, definitions=True)
        package = drawn_package(Dice(Random(seed)), case.instance, within_range=True)
        yield cp.explain(case.instance, case.model, advice=True, package=package)
    for case in islice(test_definitions.cases(), 20):
        yield cp.explain(case.instance, case.model, definitions=True)
    drenthe, model = test_advice.drenthe()
    yield cp.explain(drenthe, model, advice=True, definitions=True)
    motion = cp.load_model("models/motie-de-vries.toml")
    yield cp.explain(drenthe, motion, definitions=True)
    announced = "instances/packages/aangekondigd-2023.toml"
    values = (
        ("national", "without-province"),
        ("hub_factor", Decimal("0.5")),
        ("by", "labour_force"),
    )
    without = Reading(values).of(model)
    for scenario in ("defensie-blijft", "havelte-600"):
        words = {"package": announced, "scenarios": [scenario], "definitions": True}
        yield cp.explain(drenthe, without, **words)


def versions() -> Iterator[cp.Explanation]:
    """Drawn pairs of versions, and some that are chosen for what is said of them."""
    for case, mine in islice(test_since.drawn(), 12):
        new = test_since.edited(case, mine)
        yield cp.explain(new.instance, new.model, since=case.instance, since_model=case.model)
    klein, model = test_since.klein()
    yield cp.explain(klein, model, since=klein)
    for setting in (
        "measures.uitbreiding.costs.relocation.once_per_unit=46000",
        "measures.uitbreiding.costs.relocation.once_per_unit=44000",
        "measures.uitbreiding.remark='Other.'",
        "scenarios.vertrek.changes.eenheid.jobs={ 2026 = 100 }",
        "employment.DR/civil.growth=0.1",
    ):
        new, _ = test_since.klein(setting)
        yield cp.explain(new, model, since=klein)
        yield cp.explain(klein, model, since=new)
    yield from models_of(klein, model)
    yield needing_each_other(klein, model)
    policy = cp.load_model("models/kabinetsinzet.toml")
    drenthe, _ = test_advice.drenthe()
    words: dict[str, Any] = {"scenarios": ["havelte-600"], "since": drenthe}
    yield cp.explain(drenthe, policy, since_model=cp.load_model("models/per-saldo.toml"), **words)
    yield many_changes(drenthe, cp.load_model("models/per-saldo.toml"))


def models_of(instance: cp.Instance, model: cp.Model) -> Iterator[cp.Explanation]:
    """Versions of a model: a key that comes or goes, another family, fewer jobs to take."""
    paid = model.model_copy(update={"objective": ObjectiveTable(payers=("BZK",))})
    yield cp.explain(instance, paid, since=instance, since_model=model)
    yield cp.explain(instance, model, since=instance, since_model=paid)
    budget = {"id": "werkplekken", "family": "bound", "quantity": "cost", "at_most": 10**9}
    content = {**model.model_dump(by_alias=True), "rules": [budget]}
    other = cp.Model.model_validate(content)
    yield cp.explain(instance, other, since=instance, since_model=model)
    jobs = model.model_copy(update={"objective": ObjectiveTable(minimise="jobs-taken")})
    fewer, _ = test_since.klein("scenarios.vertrek.changes.eenheid.jobs={ 2026 = 50 }")
    for pair in ((fewer, instance), (instance, fewer)):
        yield cp.explain(pair[0], jobs, since=pair[1], exclude=["nieuwe-dienst"])


def needing_each_other(instance: cp.Instance, model: cp.Model) -> cp.Explanation:
    """A new measure, and a relation that makes no sense without it."""
    extra = instance.measures[0].model_copy(update={"id": "extra"})
    relation = Relation(kind="excludes", measure="extra", on="nieuwe-dienst")
    update = {"measures": (*instance.measures, extra), "relations": (relation,)}
    return cp.explain(instance.model_copy(update=update), model, since=instance)


def many_changes(instance: cp.Instance, model: cp.Model) -> cp.Explanation:
    """Facts of a province that no rule looks at, more of them than are listed."""
    codes = list(instance.province_by_code)
    settings = [f"provinces.{code}.population={{ 2022 = 1 }}" for code in codes]
    settings += [f"provinces.{code}.labour_force={{ 2022 = 1 }}" for code in codes]
    new = cp.load_instance("instances/drenthe-2023.toml", settings)
    return cp.explain(new, model, since=instance, scenarios=["defensie-blijft"])


def bounded(found: cp.Explanation) -> cp.Explanation:
    """The same where sets were too many to try."""
    told = replace(found.since, explaining=replace(found.since.explaining, proof=SetProof.BOUNDED))
    return replace(found, since=told)


@pytest.fixture(scope="module")
def changed() -> list[cp.Explanation]:
    return list(versions())


@pytest.fixture(scope="module")
def explained() -> list[cp.Explanation]:
    return list(explanations())


def not_proven(found: cp.Explanation) -> cp.Explanation:
    """The same where the search for each scenario's package stopped early."""
    scenarios = tuple(
        replace(one, status=Status.FEASIBLE) if one.opinion is Opinion.UNLESS else one
        for one in found.advice.scenarios
    )
    return replace(found, advice=replace(found.advice, scenarios=scenarios))


def in_words(found: cp.Explanation, language: str) -> str:
    """Everything that is said, in one text."""
    speaker = Speaker(found.case, language)
    told = []
    every = (
        section(found, speaker) for section in (advice_blocks, definition_blocks, since_blocks)
    )
    for block in chain.from_iterable(every):
        if isinstance(block, Paragraph):
            told.append(block.text)
        if isinstance(block, Points):
            told += [line for point in block.points for line in point]
    return "\n".join(told)


def unsettled(monkeypatch: pytest.MonkeyPatch, *scenarios: str) -> cp.Explanation:
    with monkeypatch.context() as patch:
        patch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
        drenthe, model = test_advice.drenthe()
        old = cp.load_model("models/per-saldo.toml")
        words: dict[str, Any] = {"since": drenthe, "since_model": old, "scenarios": scenarios}
        return cp.explain(drenthe, model, advice=True, definitions=True, **words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said_in_both_languages(
    language: str,
    explained: list[cp.Explanation],
    changed: list[cp.Explanation],
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = [in_words(one, language) for one in explained]
    told += [in_words(not_proven(one), language) for one in explained if one.advice]
    told.append(in_words(unsettled(monkeypatch), language))
    told.append(in_words(unsettled(monkeypatch, "havelte-600"), language))
    told += [in_words(make(explained), language) for make in (with_too_many, with_gaps)]
    told += [in_words(one, language) for one in changed]
    several = next(one for one in changed if len(one.since.explaining.changes) > 1)
    told.append(in_words(bounded(several), language))
    written = {
        text
        for name in MODULES
        for text in shown_texts(ast.parse((REPORTS / f"{name}.py").read_text("utf-8")))
    }
    assert written - {text for text, _, _ in said} == set()
    assert not any(re.search(r"\{[a-z]+\}|None", text) for text in told)
    if language == "nl":
        english = {text for text in written if len(text) > 30 and text in "\n".join(told)}
        assert english == set()


def with_gaps(explained: list[cp.Explanation]) -> cp.Explanation:
    """One with a reading under which a province could not be tested."""
    found = next(one for one in explained if one.definitions and one.definitions.single)
    lost = ((found.case.rules[0].rule.id, found.case.facts.provinces[0]),)
    lacking = replace(found.definitions.single[0], solved=None, untested=lost)
    return replace(found, definitions=replace(found.definitions, single=(lacking,)))


def with_too_many(explained: list[cp.Explanation]) -> cp.Explanation:
    """One with combinations left out, and one reading the only other one."""
    found = next(one for one in explained if one.definitions and one.definitions.single)
    told = replace(found.definitions, left_out=40, together=(), single=found.definitions.single[:1])
    return replace(found, definitions=told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_advice_are_those_of_the_audit(
    language: str, explained: list[cp.Explanation], said: Said
) -> None:
    compared = 0
    for found in (one for one in explained if one.advice):
        speaker = Speaker(found.case, language)
        for advice in found.advice.scenarios:
            said.clear()
            list(opinions(replace(found.advice, scenarios=(advice,)), speaker))
            figures = exact_figures(advice)
            for _, places, told in said:
                for name in figures.keys() & places.keys():
                    assert places[name] in told
                    assert is_as_shown(number(places[name], language), figures[name])
                    compared += 1
    assert compared > 10


def exact_figures(advice: Any) -> dict[str, Fraction]:
    figures = {}
    if advice.needed is not None:
        figures["cost"] = present_value(advice.needed)
    if advice.demand is not None:
        for name in ("missing", "reach", "remaining"):
            figures[name] = getattr(advice.demand, name)
    return figures


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_readings_are_those_of_the_audit(
    language: str, explained: list[cp.Explanation], said: Said
) -> None:
    compared = 0
    for found in (one for one in explained if one.definitions):
        said.clear()
        list(definition_blocks(found, Speaker(found.case, language)))
        every = found.definitions.every
        best = [one.criteria for one in every if one.status is ReadingStatus.OPTIMAL]
        none = sum(one.status is ReadingStatus.INFEASIBLE for one in every)
        for text, places, told in said:
            if "least" in places:
                costs = [one.present_value for one in best]
                assert places["least"] in told
                assert is_as_shown(number(places["least"], language), min(costs))
                assert is_as_shown(number(places["most"], language), max(costs))
                compared += 1
            if "none" in places:
                assert (int(places["none"]), int(places["count"])) == (none, len(every))
                compared += 1
            if text.startswith("The law leaves open"):
                assert int(places["count"]) == len(every) - 1
    assert compared > 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_changes_are_those_of_the_audit(
    language: str, changed: list[cp.Explanation], said: Said
) -> None:
    compared = 0
    for found in changed:
        since = found.since
        said.clear()
        list(since_blocks(found, Speaker(found.case, language)))
        sides = {"before": since.before.criteria, "after": since.after.criteria}
        for text, places, _ in said:
            if "package" in text and places.keys() & sides.keys():
                for name in places.keys() & sides.keys():
                    assert is_as_shown(number(places[name], language), sides[name].cost)
                    compared += 1
                if "difference" in places:
                    wanted = abs(since.extra_cost)
                    assert is_as_shown(number(places["difference"], language), wanted)
            if "amount" in places:
                moved = {
                    abs(one.value - since.start.value)
                    for one in since.alone
                    if one is not None and one.value is not None
                }
                shown = number(places["amount"].split(" fte")[0], language)
                assert any(is_as_shown(shown, one) for one in moved)
                compared += 1
    assert compared > 10


def test_names_from_a_file_are_inert(explained: list[cp.Explanation]) -> None:
    found = next(one for one in explained if one.definitions and one.definitions.single)
    evil = Fault("x", "the people of {name} are not counted for {year}", details={"name": "\x1b["})
    lacking = replace(found.definitions.single[0], solved=None, faults=(evil,))
    told = replace(found, definitions=replace(found.definitions, single=(lacking,)))
    assert "\x1b" not in in_words(told, "en")
    assert translate(evil.text, "nl") != evil.text
