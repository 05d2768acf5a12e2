# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What every rule family is held to. No family is named here: a new one is covered on arrival."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from fractions import Fraction
from random import Random
from typing import Any, get_args

import pytest
from hypothesis import given

from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import bind
from compensatie.errors import InputError
from compensatie.facts.facts import Facts
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.facts.place import Place
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Term
from compensatie.language import LANGUAGES
from compensatie.ledger import Ledger
from compensatie.policy import Model, families
from compensatie.rule import Finding, Rule, Words
from compensatie.units import exact
from tests.support.case_file import (
    CASES,
    GOLDEN,
    LEFT_OUT,
    Example,
    case_content,
    case_path,
    examples,
)
from tests.support.dice import Dice
from tests.support.drawn_case import Case, cases, drawn_package
from tests.support.seeded import seeded_case, seeds
from tests.support.sentence import fields_of, sentence
from tests.support.solved import solved
from tests.support.unknowns import values_of

FAMILIES = sorted(families())
EXAMPLES = [example for family in FAMILIES for example in examples(family)]
EVERY_FAMILY = pytest.mark.parametrize("family", FAMILIES)
EVERY_EXAMPLE = pytest.mark.parametrize("example", EXAMPLES, ids=str)
DRAWN = 400
"""Cases drawn for each family."""

Slacks = dict[Place, Fraction]


def room_by_rows(rule: Rule, facts: Facts, package: Package) -> Slacks | None:
    """The room that the algebra leaves at each place; None where the rule refuses the facts."""
    value, decision = values_of(package), Decision(facts)
    try:
        rows = list(rule.rows(facts, decision))
    except InputError:
        return None
    slacks = {row.place: decision.expanded(row.surplus()).value(value) for row in rows}
    assert len(slacks) == len(rows), "two rows at one place"
    return slacks


def room_by_check(rule: Rule, facts: Facts, package: Package) -> Slacks | None:
    """The room that the ledger leaves at each place; None where the rule refuses the facts."""
    try:
        findings = list(rule.check(facts, Ledger(facts, package)))
    except InputError:
        return None
    slacks = {one.place: one.slack for one in findings if one.slack is not None}
    assert len(slacks) == len(findings), "two findings at one place, or one without figures"
    assert all(type(one.measured) is type(one.bound) is Fraction for one in findings), "inexact"
    return slacks


def facts_of(rule: Rule, case: Case) -> Facts:
    """The facts, with the rule's own scenarios in scope."""
    named = case.facts.scenarios if rule.scenarios == "every" else rule.scenarios
    return case.facts.within(named)


def disagreements(case: Case, package: Package) -> list[str]:
    """Every rule of a case on which algebra and ledger differ."""
    found = []
    for rule in case.model.rules:
        facts = facts_of(rule, case)
        by_rows, by_check = room_by_rows(rule, facts, package), room_by_check(rule, facts, package)
        if by_rows != by_check:
            found.append(f"{rule!r}: rows leave {by_rows}, check leaves {by_check}")
    return found


@EVERY_FAMILY
def test_algebra_and_ledger_leave_the_same_room(
    family: str, validated: Callable[..., None]
) -> None:
    tested = missed = 0
    for seed in seeds(DRAWN):
        case = seeded_case(seed, family)
        dice = Dice(Random(f"package {seed}"))
        for _ in range(3):
            package = drawn_package(dice, case.instance)
            assert disagreements(case, package) == [], f"{case}\n{package}"
            rule = case.model.rules[0]
            slacks = room_by_check(rule, facts_of(rule, case), package) or {}
            tested += bool(slacks)
            missed += any(slack < 0 for slack in slacks.values())
    asked = 3 * len(seeds(DRAWN))
    validated(drawn_packages=asked, that_miss_the_rule=missed)
    assert tested > 0.8 * asked, "the draws are hardly ever readable"
    assert 0.1 * asked < missed < 0.95 * asked, "the draws are hardly ever kept, or missed"


@given(cases())
def test_algebra_and_ledger_agree_on_whatever_hypothesis_finds(drawn: tuple[Case, Package]) -> None:
    case, package = drawn
    assert disagreements(case, package) == []


@EVERY_FAMILY
def test_nothing_chosen_leaves_the_constant(family: str) -> None:
    for seed in seeds(DRAWN):
        assert disagreements(seeded_case(seed, family), Package()) == []


@pytest.mark.parametrize("example", [one for one in EXAMPLES if "scale" in one.told], ids=str)
def test_a_row_is_of_the_size_that_an_example_says(example: Example) -> None:
    audit = audited(example)
    rows = audit.case.model.rules[0].rows(audit.case.facts, Decision(audit.case.facts))
    at = stated(example, audit).place
    assert [row.scale for row in rows if row.place == at] == [Fraction(example.told["scale"])]


@EVERY_FAMILY
def test_rows_have_a_scale_above_zero(family: str) -> None:
    for seed in seeds(DRAWN):
        case = seeded_case(seed, family)
        rule = case.model.rules[0]
        facts = facts_of(rule, case)
        assert all(row.scale > 0 for row in rule.rows(facts, Decision(facts)))


@EVERY_EXAMPLE
def test_quantities_that_a_rule_names_have_a_name(example: Example) -> None:
    case = audited(example).case
    rows = case.model.rules[0].rows(case.facts, Decision(case.facts))
    names = [term.name for row in rows for term, _ in row.left if term.kind == "quantity"]
    assert all(type(name) is str and "None" not in name for name in names)


@EVERY_FAMILY
def test_what_the_engine_returns_passes(family: str) -> None:
    found = 0
    for seed in seeds(DRAWN)[:20]:
        case = seeded_case(seed, family)
        outcome = solved(case.instance, case.model)
        if outcome.package is not None:
            found += 1
            assert audit_package(bind(case.instance, case.model), outcome.package).met, f"{case}"
    assert found > 5


@EVERY_FAMILY
def test_it_has_a_case_that_passes_fails_and_stands_on_the_edge(family: str) -> None:
    assert case_path(family).exists(), f"write {case_path(family)}"
    told = list(examples(family))
    assert sum(example.passes for example in told) >= 2
    assert sum(not example.passes for example in told) >= 2
    assert any(example.slack == 0 for example in told), "no package stands exactly on the edge"
    assert any("scale" in example.told for example in told), "state the size of a row"
    for passes in (True, False):
        assert any(
            example.passes == passes and set(LANGUAGES) <= set(example.told) for example in told
        ), "state a sentence in every language for one that passes, and one that fails"


def test_every_case_and_golden_file_has_its_family() -> None:
    assert {path.stem for path in CASES.iterdir()} == set(FAMILIES)
    assert {path.stem for path in GOLDEN.iterdir()} == set(FAMILIES)


def audited(example: Example) -> Audit:
    """An example, checked."""
    instance = Instance.model_validate(example.instance)
    model = Model.model_validate(example.model())
    package = Package.model_validate({"choices": example.told["choices"]})
    return audit_package(bind(instance, model), package)


def stated(example: Example, audit: Audit) -> Finding:
    """The one finding at the place that the example names."""
    at = Place(**example.told["at"])
    found = [
        finding
        for finding in audit.findings
        if all(told is None or told == own for told, own in zip(at, finding.place, strict=True))
    ]
    assert len(found) == 1, f"{at} is {len(found)} places: {[one.place for one in audit.findings]}"
    return found[0]


@EVERY_EXAMPLE
def test_an_example_passes_or_fails_as_it_says(example: Example) -> None:
    audit = audited(example)
    assert {breach.kind for breach in audit.breaches} <= {"relation"}, "no such size or start"
    missed = [finding for finding in audit.findings if not finding.met]
    assert (missed == []) == example.passes, f"missed at {[one.place for one in missed]}"
    if "at" in example.told:
        assert stated(example, audit).slack == example.slack


@EVERY_EXAMPLE
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_example_says_what_it_should(example: Example, language: str) -> None:
    audit = audited(example)
    rule = audit.case.model.rules[0]
    said = {
        finding.place: sentence(rule, finding, audit.case.instance, language)  # type: ignore[arg-type]
        for finding in audit.findings
    }
    assert all("{" not in text and "None" not in text for text in said.values())
    if language in example.told:
        assert said[stated(example, audit).place] == example.told[language]


@EVERY_EXAMPLE
def test_rows_and_check_agree_on_an_example(example: Example) -> None:
    audit = audited(example)
    rule, facts = audit.case.model.rules[0], audit.case.facts
    by_rows = room_by_rows(rule, facts, audit.package)
    assert by_rows == room_by_check(rule, facts, audit.package)
    sides = {row.place: row.sense for row in rule.rows(facts, Decision(facts))}
    assert sides == {finding.place: finding.sense for finding in audit.findings}
    assert set(sides.values()) <= {">=", "<="}


@EVERY_FAMILY
def test_rules_of_one_family_in_one_programme_do_not_mix(family: str) -> None:
    """Quantities with one meaning share a column; two rules must not share one with two."""
    told = case_content(family)["tighter"]
    example = next(examples(family))
    entries = [example.model(**{told["parameter"]: value})["rules"][0] for value in told["values"]]
    numbered = [{**entry, "id": f"rule-{at}"} for at, entry in enumerate(entries)]
    model = Model.model_validate({**example.model(), "rules": numbered})
    case = bind(Instance.model_validate(example.instance), model)
    shared = Decision(case.facts)
    for rule in model.rules:
        own = Decision(case.facts)
        for row, alone in zip(
            rule.rows(case.facts, shared), rule.rows(case.facts, own), strict=True
        ):
            assert shared.expanded(row.left) == own.expanded(alone.left)


@EVERY_FAMILY
def test_its_words_use_known_fields_in_both_languages(family: str) -> None:
    for example in examples(family):
        rule = Model.model_validate(example.model()).rules[0]
        assert set(rule.words) == set(LANGUAGES)
        for words in rule.words.values():
            for template in (words.asks, words.met, words.missed):
                assert template
                assert fields_of(template) <= Words.FIELDS
            assert fields_of(words.asks) == set(), "what a rule asks is said before any finding"
        first, second = rule.words.values()
        assert first != second


@EVERY_FAMILY
def test_tightening_never_lowers_the_cost(family: str) -> None:
    told = case_content(family)["tighter"]
    example = next(examples(family))
    instance = Instance.model_validate(example.instance)
    costs = []
    for value in told["values"]:
        content = example.model(**{told["parameter"]: value})
        outcome = solved(instance, Model.model_validate(content))
        costs.append(float("inf") if outcome.objective is None else outcome.objective.value)
    assert costs == sorted(costs)
    assert costs[0] < costs[-1], "tightening makes no difference: the case shows nothing"


GOLDEN_HEAD = """\\ SPDX-FileCopyrightText: 2026 The compensatie developers
\\ SPDX-License-Identifier: EUPL-1.2
\\ The rows of {family}.toml, over start years and sizes; written by `COMPENSATIE_GOLDEN=1 pytest`.
Subject To
"""


def golden_text(family: str) -> str:
    """The rows of a family's case as an LP file writes them, over start years and sizes only."""
    example = next(examples(family))
    model = Model.model_validate(example.model())
    case = bind(Instance.model_validate(example.instance), model)
    decision = Decision(case.facts)
    lines = []
    for row in model.rules[0].rows(case.facts, decision):
        form = decision.expanded(row.left)
        place = ",".join(str(part) for part in row.place if part is not None)
        terms = [_term(*one) for one in sorted(form.terms.items()) if one[1]]
        right = exact(row.right - form.constant)
        lines.append(f" {family}[{place}]: {' '.join(terms)} {row.sense} {right}")
    return GOLDEN_HEAD.format(family=family) + "\n".join([*lines, "End", ""])


def _term(term: Term, coefficient: Fraction) -> str:
    sign = "-" if coefficient < 0 else "+"
    return f"{sign} {exact(abs(coefficient))} {term.kind}[{term.name},{term.year}]"


@EVERY_FAMILY
def test_its_rows_are_as_they_were_read(family: str) -> None:
    """`COMPENSATIE_GOLDEN=1 pytest tests/rules` writes the files anew: read the difference."""
    golden = GOLDEN / f"{family}.lp"
    text = golden_text(family)
    if os.environ.get("COMPENSATIE_GOLDEN") == "1":
        golden.write_text(text, "utf-8")
    assert golden.read_text("utf-8") == text


@EVERY_FAMILY
def test_it_is_one_class_in_a_file_of_its_name(family: str) -> None:
    rule = families()[family]
    module = inspect.getmodule(rule)
    assert module is not None
    assert module.__name__.rpartition(".")[2] == family.replace("-", "_")
    own = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, Rule) and value is not Rule
    ]
    assert own == [rule]
    assert get_args(rule.model_fields["family"].annotation) == (family,)


@EVERY_FAMILY
def test_its_docstring_is_a_page_of_the_manual(family: str) -> None:
    rule = families()[family]
    page = inspect.getdoc(rule) or ""
    for part in (".. math::", "Passes:", "Fails:", "Source:"):
        assert part in page, f"the docstring has no “{part}”"
    for name, field in rule.model_fields.items():
        assert field.description, f"{name} has no docstring"


@EVERY_FAMILY
def test_its_case_proposes_values_that_it_accepts(family: str) -> None:
    parameters = set(families()[family].model_fields)
    for table in case_content(family).get("draw", []):
        assert set(table) <= parameters
        first = {name: values[0] for name, values in table.items()}
        entry: dict[str, Any] = {"id": "rule", "family": family, **first}
        families()[family].model_validate(
            {name: value for name, value in entry.items() if value != LEFT_OUT}
        )
