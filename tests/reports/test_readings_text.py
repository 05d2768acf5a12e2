# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is said of readings and advice: every sentence in both languages, figures read back."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

import compensatie as cp
from compensatie.engine.outcome import Status
from compensatie.errors import Fault
from compensatie.language import LANGUAGES, translate
from compensatie.reports.advice_opinions import opinions
from compensatie.reports.advice_text import advice_blocks
from compensatie.reports.definition_text import definition_blocks
from compensatie.reports.sentences import present_value
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Paragraph, Points
from compensatie.studies.advice import Opinion
from compensatie.studies.definitions import ReadingStatus
from compensatie.studies.reading import Reading
from tests.studies import test_advice, test_definitions
from tests.support.dice import Dice
from tests.support.drawn_case import drawn_package
from tests.support.read_back import Said, is_as_shown, number
from tests.support.shown_texts import shown_texts
from tests.support.unsettled import TimedOut

REPORTS = Path(__file__).parents[2] / "src" / "compensatie" / "reports"
MODULES = ("advice_text", "advice_opinions", "definition_text")


def explanations() -> Iterator[cp.Explanation]:
    """Drawn cases, with a package and without; and the shipped one."""
    for seed, case in list(test_advice.cases())[:20]:
        yield cp.explain(case.instance, case.model, advice=True, definitions=True)
        package = drawn_package(Dice(Random(seed)), case.instance, within_range=True)
        yield cp.explain(case.instance, case.model, advice=True, package=package)
    for case in list(test_definitions.cases())[:20]:
        yield cp.explain(case.instance, case.model, definitions=True)
    drenthe, model = test_advice.drenthe()
    yield cp.explain(drenthe, model, advice=True, definitions=True)
    motion = cp.load_model("models/motie-de-vries.toml")
    yield cp.explain(drenthe, motion, definitions=True)
    announced = "instances/packages/aangekondigd-2023.toml"
    without = Reading((("national", "without-province"), ("hub_factor", Decimal("0.5")))).of(model)
    for scenario in ("defensie-blijft", "havelte-600"):
        words = {"package": announced, "scenarios": [scenario], "definitions": True}
        yield cp.explain(drenthe, without, **words)


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
    for block in (*advice_blocks(found, speaker), *definition_blocks(found, speaker)):
        if isinstance(block, Paragraph):
            told.append(block.text)
        if isinstance(block, Points):
            told += [line for point in block.points for line in point]
    return "\n".join(told)


def unsettled(monkeypatch: pytest.MonkeyPatch, *scenarios: str) -> cp.Explanation:
    with monkeypatch.context() as patch:
        patch.setattr("compensatie.engine.inquiry.asker", lambda *_: TimedOut())
        words = {"advice": True, "definitions": True, "scenarios": scenarios}
        return cp.explain(*test_advice.drenthe(), **words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said_in_both_languages(
    language: str,
    explained: list[cp.Explanation],
    said: Said,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = [in_words(one, language) for one in explained]
    told += [in_words(not_proven(one), language) for one in explained if one.advice]
    told.append(in_words(unsettled(monkeypatch), language))
    told.append(in_words(unsettled(monkeypatch, "havelte-600"), language))
    told.append(in_words(with_too_many(explained), language))
    written = {
        text
        for name in MODULES
        for text in shown_texts(ast.parse((REPORTS / f"{name}.py").read_text("utf-8")))
    }
    assert written - {text for text, _, _ in said} == set()
    assert not any("{" in text or "None" in text for text in told)
    if language == "nl":
        english = {text for text in written if len(text) > 30 and text in "\n".join(told)}
        assert english == set()


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


def test_names_from_a_file_are_inert(explained: list[cp.Explanation]) -> None:
    found = next(one for one in explained if one.definitions and one.definitions.single)
    evil = Fault("x", "the people of {name} are not counted for {year}", details={"name": "\x1b["})
    lacking = replace(found.definitions.single[0], solved=None, faults=(evil,))
    told = replace(found, definitions=replace(found.definitions, single=(lacking,)))
    assert "\x1b" not in in_words(told, "en")
    assert translate(evil.text, "nl") != evil.text
