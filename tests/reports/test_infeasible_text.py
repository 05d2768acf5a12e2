# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What would help and what is in the way: every sentence in both languages, figures read back."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.engine.outcome import Outcome, RuleMoved, Status
from compensatie.facts.place import Place
from compensatie.language import LANGUAGES
from compensatie.reports.conflict_text import RELATIONS, conflict_in_words
from compensatie.reports.infeasible import no_package
from compensatie.reports.repair_text import changed, repairs_in_words
from compensatie.reports.sentences import present_value
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Paragraph, Points, Table
from compensatie.studies.conflict import (
    Conflict,
    LimitInConflict,
    RelationInConflict,
    RowInConflict,
)
from compensatie.studies.repair import LimitMoved, MeasureAdded, Repair, Repairs
from compensatie.studies.study import Proof
from tests.studies.test_repairs import is_read, is_small, pressed_case
from tests.support.drawn_case import Case
from tests.support.read_back import Said, is_as_shown, is_enough, number
from tests.support.shown_texts import shown_texts
from tests.support.unsettled import TimedOut

REPORTS = Path(__file__).parents[2] / "src" / "compensatie" / "reports"
MODULES = ("repair_text", "conflict_text", "infeasible")
DRAWN = 40
MILLIONTH = Fraction(1, 10**6)


def explanations() -> Iterator[cp.Explanation]:
    """Drawn cases without a package, and the two that the documentation shows."""
    for seed in range(DRAWN):
        case = pressed_case(seed)
        if is_small(case) and is_read(case):
            found = cp.explain(case.instance, case.model)
            if found.repairs is not None:
                yield found
    exact = {"id": "exact", "family": "bound", "quantity": "measures", "exactly": 9}
    case = pressed_case(0)
    model = Case(case.instance_content, {**case.model_content, "rules": [exact]}).model
    yield cp.explain(case.instance, model)
    drenthe = cp.load_instance("instances/drenthe-2023.toml")
    yield cp.explain(drenthe, cp.load_model("models/kabinetsinzet.toml"))
    words = {"scenarios": ["groei-rijk-gerealiseerd"]}
    yield cp.explain(drenthe, cp.load_model("models/motie-de-vries.toml"), **words)


@pytest.fixture(scope="module")
def explained() -> list[cp.Explanation]:
    return list(explanations())


def in_words(found: cp.Explanation, language: str) -> str:
    """Everything that is said, in one text."""
    speaker = Speaker(found.case, language)
    blocks = [*repairs_in_words(found, speaker), *conflict_in_words(found, speaker)]
    if found.outcome.status is Status.INFEASIBLE:
        blocks += no_package(found.outcome, speaker)
    return "\n".join(line for block in blocks for line in lines(block))


def lines(block: object) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
    if isinstance(block, Points):
        yield from (line for point in block.points for line in point)
    if isinstance(block, Table):
        yield from (str(cell) for row in block.rows for cell in row if cell is not None)


def made_up(found: cp.Explanation) -> Iterator[cp.Explanation]:
    """What seldom comes about: every kind of change and member, and every status."""
    case, instance = found.case, found.case.instance
    first, second, *_ = (one.id for one in instance.measures)
    rule = case.rules[0].rule.id
    limits = [LimitMoved(first, "size", Decimal(60), Decimal("704.5"))]
    limits += [LimitMoved(first, "latest", 2030, 2031), LimitMoved(first, "earliest", 2026, 2025)]
    added = MeasureAdded(instance.provinces[0].code, 2026, Fraction(1, 3))
    audit = next(one.audit for one in found.repairs.every if one.audit)
    every = [
        Repair((one,), status, of, best)
        for one in (RuleMoved(rule, Fraction(5), "jobs"), added, *limits)
        for status in (Proof.PROVEN, Proof.BOUNDED)
        for of, best in ((audit, Status.OPTIMAL), (audit, Status.FEASIBLE), (None, Status.UNSOLVED))
    ]
    names = (rule, first, instance.provinces[0].code)
    told = Repairs((), tuple(every), False, tuple(every), (rule,), names)
    combined = tuple(one for one in every if isinstance(one.changes[0], RuleMoved))
    yield replace(found, repairs=replace(told, combined=combined))
    yield replace(found, repairs=replace(told, single=(), combined=()))
    yield replace(found, repairs=Repairs())
    yield replace(found, repairs=Repairs(has_all_combinations=False))
    relations = tuple(RelationInConflict(1, kind, (first, second), 2) for kind in RELATIONS)
    locks = tuple(LimitInConflict(first, kind) for kind in ("include", "exclude"))
    years = tuple(LimitInConflict(second, kind, 2026) for kind in ("earliest", "latest"))
    rows = found.conflict.rows
    open_row = RowInConflict(rows[0].rule, Place(year=2026), Fraction(5))
    another = replace(open_row, place=Place(year=2027), missing=Fraction(6), short=Fraction(1))
    unhelped = replace(another, short=Fraction(6), place=Place(province=instance.provinces[0].code))
    yield replace(found, conflict=Conflict(case, (open_row, *relations, *locks)))
    many = tuple(replace(open_row, place=Place(year=year)) for year in range(2025, 2045))
    yield replace(found, conflict=Conflict(case, many))
    yield replace(found, conflict=Conflict(case, (another, unhelped, *years)))
    yield replace(found, conflict=Conflict(case, (open_row, another, *years)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said_in_both_languages(
    language: str, explained: list[cp.Explanation], said: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_relations = next(one for one in explained if one.case.instance.relations)
    both = [one for one in explained if one.conflict.rows]
    told = [in_words(one, language) for one in explained]
    told += [in_words(one, language) for one in made_up(with_relations)]
    moved = tuple(RuleMoved(one.rule.id, Fraction(3), "jobs") for one in both[-1].case.rules)
    told.append(in_words(short(both[-1], moved), language))
    told.append(in_words(short(explained[0], (), by_themselves=True), language))
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


def short(
    found: cp.Explanation, moved: tuple[RuleMoved, ...], *, by_themselves: bool = False
) -> cp.Explanation:
    """The same with the short form that `solve` gives."""
    from compensatie.engine.outcome import ScenarioStatus

    scenario = found.case.facts.scenarios[0]
    statuses = tuple(
        ScenarioStatus(scenario, status)
        for status in (Status.INFEASIBLE, Status.OPTIMAL, Status.UNSOLVED)
        if by_themselves
    )
    outcome: Outcome = replace(found.outcome, repairs=moved, scenario_statuses=statuses)
    return replace(found, outcome=outcome)


@pytest.mark.parametrize("language", LANGUAGES)
def test_amounts_are_printed_so_that_they_are_enough(
    language: str, explained: list[cp.Explanation], said: Said
) -> None:
    compared = 0
    for found in explained:
        speaker = Speaker(found.case, language)
        for repair in found.repairs.every:
            for change in repair.changes:
                said.clear()
                told = changed(change, speaker)
                compared += sum(is_told(change, one, language) for one in said)
                assert not re.search(r"\{|\}", told)
    assert compared > 50


def is_told(change: object, sentence: tuple[str, dict[str, str], str], language: str) -> bool:
    """Whether a sentence has a figure of a change; each that it has is checked."""
    _, places, told = sentence
    seen = {name: number(places[name], language) for name in places.keys() & FIGURES}
    assert all(places[name] in told for name in seen)
    match change:
        case RuleMoved() | MeasureAdded():
            is_money = isinstance(change, RuleMoved) and change.unit == "EUR"
            step = Fraction(1, 100 if is_money else 10)
            if "amount" in seen:
                assert is_enough(seen["amount"], change.amount, step)
            if "share" in seen:
                assert is_as_shown(seen["share"], change.share * 100)
            if "tolerance" in seen:
                assert is_enough(seen["tolerance"], change.tolerance * 100, Fraction(1, 1000))
        case LimitMoved():
            for name in ("before", "after"):
                assert seen[name] == Fraction(getattr(change, name))
    return bool(seen)


FIGURES = {"amount", "share", "tolerance", "before", "after"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_costs_are_those_of_the_audit(
    language: str, explained: list[cp.Explanation], said: Said
) -> None:
    compared = 0
    for found in explained:
        for repair in found.repairs.by_facts + found.repairs.single:
            alone = replace(found, repairs=Repairs(single=(repair,)))
            said.clear()
            list(repairs_in_words(alone, Speaker(found.case, language)))
            for _, places, told in said:
                if "cost" in places:
                    assert places["cost"] in told
                    assert is_as_shown(
                        number(places["cost"], language), present_value(repair.audit)
                    )
                    compared += 1
    assert compared > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_arithmetic_of_a_conflict_is_exact(
    language: str, explained: list[cp.Explanation], said: Said
) -> None:
    compared = 0
    for found in explained:
        for row in found.conflict.rows:
            alone = replace(found, conflict=replace(found.conflict, members=(row,)))
            said.clear()
            list(conflict_in_words(alone, Speaker(found.case, language)))
            assert row.missing - row.reach == row.short > 0
            for _, places, told in said:
                for name in {"missing", "reach", "short", "measured", "bound"} & places.keys():
                    if places[name] in told:
                        shown = number(places[name], language)
                        assert is_as_shown(shown, getattr(row, name))
                        compared += 1
    assert compared > 20


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_claimed_that_no_solver_settled(
    language: str, explained: list[cp.Explanation], monkeypatch: pytest.MonkeyPatch
) -> None:
    drenthe = explained[-2].case
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
    told = in_words(cp.explain(drenthe.instance, drenthe.model), language)
    open_words = {"en": "not determined", "nl": "niet bepaald"}[language]
    assert told.lower().count(open_words) >= 3
    for claim in ("proven", "bewezen", "best package", "beste pakket", "no less", "minder is niet"):
        assert claim not in told
