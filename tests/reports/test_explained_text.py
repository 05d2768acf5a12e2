# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is said of prices, measures and tipping points: every sentence, its figures read back."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.language import LANGUAGES, translate
from compensatie.reports import explained_measures as measures
from compensatie.reports import explained_rules as rules
from compensatie.reports import explained_staircase as staircase
from compensatie.reports import explained_tipping as tipping
from compensatie.reports.reader import Reader
from compensatie.reports.speaker import Speaker
from compensatie.studies.importance import Figure
from compensatie.studies.measure_accounts import MeasureAccount
from compensatie.studies.rule_accounts import RuleAccount
from compensatie.studies.study import Proof
from tests.oracle.stakes import hard
from tests.support.hard_cases import TENTH, hard_cases
from tests.support.shown_texts import shown_texts
from tests.support.unsettled import TimedOut

MODULES = (measures, rules, staircase, tipping)
ONE, NONE = Fraction(1), Fraction(0)
DRENTHE = ("instances/drenthe-2023.toml", "models/kabinetsinzet.toml")
Said = list[tuple[str, dict[str, str], str]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """Every sentence that is said from here on: its text, its places, and what it came to."""
    heard: Said = []
    whole = Reader.say

    def say(self: Reader, text: str, **places: str) -> str:
        told = whole(self, text, **places)
        heard.append((text, places, told))
        return told

    monkeypatch.setattr(Reader, "say", say)
    return heard


def number(text: str, language: str) -> Fraction:
    """The one number in a place, as its reader reads it; per cent as a share."""
    thousands, decimals = (".", ",") if language == "nl" else (",", ".")
    (found,) = re.findall(r"\d[\d.,]*", text)
    size = Fraction(Decimal(found.rstrip(".,").replace(thousands, "").replace(decimals, ".")))
    return size / 100 if "%" in text else size


def is_near(shown: Fraction, exact: Fraction) -> bool:
    """Whether a number is an exact figure, rounded as it is shown: to a tenth, a cent or finer."""
    return any(shown == round(exact * 10**digits) / Fraction(10**digits) for digits in range(1, 7))


def is_below(shown: Fraction, exact: Fraction) -> bool:
    """Whether it is rounded down: what holds with more holds with this."""
    return shown <= exact < shown + Fraction(1, 1000)


def is_above(shown: Fraction, exact: Fraction) -> bool:
    return shown - Fraction(1, 1000) < exact <= shown


def explanations() -> Iterator[cp.Explanation]:
    """Drawn cases, and the shipped one, with and without a package that is given."""
    for _, case in list(hard_cases(TENTH))[:40]:
        found = cp.explain(case.instance, case.model)
        if found.measures is not None:
            yield found
            yield from dearer(case, found)
    instance, model = cp.load_instance(DRENTHE[0]), cp.load_model(DRENTHE[1])
    yield cp.explain(instance, model, scenarios=["havelte-600"])


def dearer(case, found: cp.Explanation) -> Iterator[cp.Explanation]:
    """The same with a package that is given: the one on the step that is stricter."""
    for one in found.prices.accounts:
        if one.tighter and one.tighter.audit is not None:
            package = one.tighter.audit.package
            yield cp.explain(case.instance, case.model, package=package)
            return


@pytest.fixture(scope="module")
def explained() -> list[cp.Explanation]:
    return list(explanations())


@pytest.fixture(scope="module")
def priced(explained: list[cp.Explanation]) -> list[cp.Explanation]:
    """The whole price of every rule of some of them, over all bounds and over a few."""
    found = []
    for one in explained[:20:2]:
        for rule in (account.rule for account in one.prices.accounts):
            for ends in ({}, {"price_from": -1, "price_to": 1}, {"price_to": -3}):
                case = one.case
                found.append(cp.explain(case.instance, case.model, price=rule, **ends))
    return [*found, *without_package()]


def without_package() -> Iterator[cp.Explanation]:
    """Prices where no package exists: some rules give one where they are loosened, some do not."""
    for _, case in hard_cases(TENTH):
        if str(cp.solve(case.instance, case.model).status) == "infeasible":
            for rule in hard(case.model):
                yield cp.explain(case.instance, case.model, price=rule)


def unproven(figure: Figure | None) -> list[Figure]:
    """The same as it would be where a limit was reached."""
    if figure is None:
        return []
    broken = [Figure(Proof.UNSOLVED), replace(figure, status=Proof.BOUNDED)]
    return broken if figure.value is not None else broken[:1]


def accounts(found: cp.Explanation) -> Iterator[MeasureAccount]:
    """Every account, and what it would be with figures that were not proven or fell otherwise."""
    for one in found.measures.accounts:
        yield one
        for name in ("difference", "factor", "share"):
            for figure in unproven(getattr(one, name)):
                yield replace(one, **{name: figure})
        for value in (NONE, Fraction(-5, 2), Fraction(7, 2)):
            yield replace(one, difference=Figure(Proof.PROVEN, value), factor=None)


Check = tuple[str, Callable[[Fraction, Fraction], bool], Callable[[MeasureAccount], Fraction]]
FIGURES: dict[str, tuple[Check, ...]] = {
    **{
        text: (("more", is_near, lambda one: abs(one.difference.value)),)
        for texts in (measures.WITH, measures.WITHOUT)
        for how, text in texts.items()
        if how != "as good"
    },
    "It stays up to a cost of {most} instead of {now}, or with its costs {more} higher.": (
        ("most", is_near, lambda one: one.own + one.difference.value),
        ("now", is_near, lambda one: one.own),
        ("more", is_below, lambda one: one.factor.value - 1),
    ),
    "It comes in where it costs {less} less, or with all its costs {share} lower.": (
        ("less", is_near, lambda one: one.difference.value),
        ("share", is_above, lambda one: 1 - one.factor.value),
    ),
    "It still pays with {share} of its jobs; a little below that, a package without it is "
    "better.": (("share", is_above, lambda one: one.share.value),),
    "It will do with {share} of its jobs; a little below that, no package exists.": (
        ("share", is_above, lambda one: one.share.value),
    ),
    "It comes in where it brings {more} more jobs at the same cost.": (
        ("more", is_above, lambda one: one.share.value - 1),
    ),
}
"""Of each sentence about a measure what its places hold."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_about_measures_are_the_exact_ones(explained, said: Said, language) -> None:
    seen = set()
    for found in explained:
        speaker = Speaker(found.case, language)
        for one in accounts(found):
            said.clear()
            lines = measures.measure_lines(one, speaker)
            assert all(lines)
            for text, places, told in list(said):
                for place, is_shown, exact in FIGURES.get(text, ()):
                    assert is_shown(number(places[place], language), exact(one)), (told, one)
                    assert told in " ".join(lines)
                    seen.add(text)
            if one.removal is not None and one.removal.worst is not None:
                worst = one.removal.worst
                assert speaker.amount(worst.measured, worst.unit) in lines[0]
    assert seen == set(FIGURES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_about_rules_are_the_exact_ones(explained, said: Said, language) -> None:
    seen = set()
    for found in explained:
        speaker = Speaker(found.case, language)
        for one in rule_accounts(found):
            said.clear()
            rules.rule_lines(one, found.explained, speaker)
            for text, places, told in list(said):
                for place, exact in of_rule(text, one).items():
                    assert is_near(number(places[place], language), exact), (told, one)
                    seen.add(text)
    assert len(seen) == 5


def of_rule(text: str, one: RuleAccount) -> dict[str, Fraction]:
    """What the places of a sentence about a rule hold."""
    if text == "Up to {amount} stricter costs nothing.":
        return {"amount": -one.now.start}
    if text.startswith("Stricter") and one.tighter:
        return {"amount": -one.tighter.start, "more": one.tighter.value - one.now.value}
    if text == "Looser, by {amount}, saves {saved}.":
        return {"amount": one.looser.start, "saved": one.now.value - one.looser.value}
    if text.startswith("Marginal price"):
        return {"price": one.marginal}
    return {}


def rule_accounts(found: cp.Explanation) -> Iterator[RuleAccount]:
    """Every account, and what it would be with steps that were not proven."""
    for one in found.prices.accounts:
        yield one
        yield replace(one, now=None)
        yield replace(one, tighter=None, looser=None, forces=None, marginal=None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_is_told_with_its_bound_and_value(priced, language) -> None:
    tables = 0
    for found in priced:
        speaker = Speaker(found.case, language)
        for block in staircase.explained_staircase(found, speaker):
            for row, step in zip(getattr(block, "rows", ()), found.price.steps, strict=False):
                if step.start:
                    assert is_near(number(row[0], language), abs(step.start))
                    side = "{amount} looser" if step.start > 0 else "{amount} stricter"
                    assert translate(side, language).split()[-1] == row[0].split()[-1]
                assert is_near(number(row[1], language), abs(step.value))
                tables += 1
    assert tables > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_much_may_turn_out_worse_is_rounded_to_where_it_holds(explained, language) -> None:
    seen = set()
    for found in explained:
        speaker = Speaker(found.case, language)
        for point in found.tipping.points:
            for figure in (point.package, point.some_package):
                if figure is None or figure.value in (None, ONE, NONE):
                    continue
                told = number(tipping.worse(point, figure, speaker), language)
                if point.kind == "delay":
                    assert told == figure.value
                else:
                    assert is_below(told, abs(figure.value - 1))
                seen.add(point.kind)
        for fact in found.decisive:
            words = tipping.fact_words([fact], speaker)
            change = re.search(r"\d[\d.,]*%", words)
            assert (change is None) == (fact.change == 0)
            if change is not None:
                near = is_above if fact.turn == "enters" else is_below
                assert near(number(change.group(), language), abs(fact.change))
    assert seen == {"losses", "delivery", "delay"}


def out_of_time(found: cp.Explanation, monkeypatch: pytest.MonkeyPatch) -> Iterator[cp.Explanation]:
    """Explanations of prices where the time was over at once."""
    with monkeypatch.context() as patch:
        patch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
        for rule in ("per-saldo", "werkplekken"):
            words = {"scenarios": ["havelte-600"], "price": rule}
            yield cp.explain(found.case.instance, found.case.model, **words)
    accounts = (replace(one, now=None) for one in found.prices.accounts)
    yield replace(found, prices=replace(found.prices, accounts=tuple(accounts)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_is_said(explained, priced, said: Said, language, monkeypatch) -> None:
    broken = list(out_of_time(explained[-1], monkeypatch))
    monkeypatch.setattr(tipping, "MOST_FACTS", 1)
    said.clear()
    for found in (*explained, *brought(explained), *priced, *broken):
        speaker = Speaker(found.case, language)
        for section in (
            measures.explained_measures,
            rules.explained_rules,
            staircase.explained_staircase,
            tipping.explained_tipping,
            tipping.explained_decisive,
        ):
            list(section(found, speaker))
        if found.measures is not None:
            for one in accounts(found):
                measures.measure_lines(one, speaker)
            for one in rule_accounts(found):
                rules.rule_lines(one, found.explained, speaker)
        for fact in found.decisive:
            tipping.fact_words([fact], speaker)
        for point in found.tipping.points if found.tipping else ():
            for figure in unproven(point.package):
                tipping.worse(point, figure, speaker)
    list(staircase.explained_staircase(with_open_ties(priced), Speaker(priced[0].case, language)))
    heard = {text for text, _, _ in said}
    assert texts() - heard == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_a_given_package_compares_is_told(explained, said: Said, language) -> None:
    seen = set()
    for found in brought(explained):
        said.clear()
        list(measures.explained_measures(found, Speaker(found.case, language)))
        more = found.given.objective() - found.outcome.objective.value
        for text, places, _ in said:
            if text in measures.GIVEN.values():
                is_equal = text == measures.GIVEN["as good"]
                assert round(more, 6) == 0 if is_equal else more
                if not is_equal:
                    assert is_near(number(places["more"], language), abs(more))
                    is_worse = text in (measures.GIVEN["costs more"], measures.GIVEN["worse"])
                    assert is_worse == (more > 0)
                seen.add(text)
    assert seen == set(measures.GIVEN.values())


def brought(explained: list[cp.Explanation]) -> Iterator[cp.Explanation]:
    """Explanations of a package that is given: dearer than the best known, as good, and cheaper."""
    for found in explained:
        objective = found.outcome.objective
        for more in (NONE, Fraction(5, 4), Fraction(-5, 4)):
            best = replace(objective, value=found.explained.objective() - more)
            outcome = replace(found.outcome, objective=best)
            yield replace(found, given=found.explained, outcome=outcome)


def with_open_ties(priced: list[cp.Explanation]) -> cp.Explanation:
    """A price of which one step is not proven, and no tie was looked for."""
    stairs = priced[0].price
    steps = (replace(stairs.steps[0], status=Proof.BOUNDED, is_tied=None), *stairs.steps[1:])
    return replace(priced[0], price=replace(stairs, steps=steps, is_complete=False))


def texts() -> set[str]:
    """Every text of the modules; dates and words that all reports share are not theirs alone."""
    found = set()
    for module in MODULES:
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        found |= set(shown_texts(tree))
    return found
