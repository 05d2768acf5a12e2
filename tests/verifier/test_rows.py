# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The verifier derives the same programme as the engine, though they share nothing."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import pytest

from compensatie.engine.case import bind
from compensatie.engine.programme import Programme
from compensatie.errors import InputError
from compensatie.facts.province import official_names
from compensatie.verifier.facts import Instance
from compensatie.verifier.form import ALWAYS
from compensatie.verifier.programme import Programme as Verified
from compensatie.verifier.reading import parsed, read_model, read_table
from compensatie.verifier.shapes import OFFICIAL_NAMES, Refused
from tests.engine.test_brute_force import numbered_case
from tests.instances import shipped
from tests.support.case_in_files import as_json
from tests.support.seeded import seeds

WHOLE = 1_500


def amounts(programme, form):
    """The form by measure and start year: in all, and per unit."""
    found = defaultdict(lambda: [Fraction(0), Fraction(0)])
    for term, amount in programme.decision.expanded(form):
        found[term.name, term.year][term.kind == "size"] += amount
    return {option: tuple(pair) for option, pair in found.items() if any(pair)}


def engine_rows(case):
    """Every row of a rule, as the engine has it: constant, amounts, price."""
    programme = Programme(case)
    adds_penalty = case.stages[0].objective.adds_penalty
    rows = {}
    for entry in programme.rule_rows:
        rule, surplus = entry.source.rule, entry.row.surplus()
        price = case.price(entry.row.place, rule) if adds_penalty and not rule.is_hard else None
        key = (rule.id, *entry.row.place)
        rows[key] = (surplus.constant, amounts(programme, surplus), price)
    cost = case.stages[0].objective.expression(case.facts, programme.decision)
    return rows, amounts(programme, cost)


def per_unit(verified, form):
    """The form by measure and start year: in all, and per unit in place of per step."""
    measures = verified.instance.measures
    return {
        (name, start): (whole, each / measures[name].step)
        for (name, start), (whole, each) in form.amounts.items()
        if (name, start) != ALWAYS
    }


def verified_rows(verified):
    is_priced = verified.objective.minimise.startswith("cost")
    rows = {
        key: (
            row.surplus.constant,
            per_unit(verified, row.surplus),
            row.price if is_priced else None,
        )
        for key, row in verified.rows.items()
        if not isinstance(key[0], int)
    }
    return rows, per_unit(verified, verified.cost)


@pytest.mark.parametrize("question", shipped.QUESTIONS, ids=str)
def test_the_same_rows_of_what_is_shipped(question):
    table, _ = read_table(shipped.INSTANCES[question.instance])
    model, sha256 = read_model(shipped.MODELS[question.model])
    assert sha256 == shipped.model(question.model).sha256
    chosen = {"scenarios": {*question.scenarios}}
    if question.status == "refused":
        with pytest.raises(Refused):
            Verified(Instance(table), model, chosen)
        return
    names = (shipped.instance(question.instance), shipped.model(question.model))
    case = bind(*names, question.scenarios)
    assert verified_rows(Verified(Instance(table), model, chosen)) == engine_rows(case)


@pytest.mark.parametrize("part", range(2))
def test_the_same_rows_of_drawn_cases(part, validated):
    for seed in seeds(WHOLE)[part::2]:
        drawn = numbered_case(seed)
        table = parsed(as_json(drawn.instance_content), "instance")
        model = parsed(as_json(drawn.model_content), "model")
        try:
            case = bind(drawn.instance, drawn.model)
        except InputError:
            with pytest.raises(Refused):
                Verified(Instance(table), model, {})
            continue
        assert verified_rows(Verified(Instance(table), model, {})) == engine_rows(case), seed
        validated(cases=1)


def test_the_same_official_names():
    assert {*OFFICIAL_NAMES} == {*official_names()}
