# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The equivalent put together from arrays is the one built row by row, and keeps what it must."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

from compensatie.engine import deciding
from compensatie.engine.audit import audit_package
from compensatie.engine.block import Block, of_scenario
from compensatie.engine.case import bind
from compensatie.engine.deciding import Deciding, asked, written_out
from compensatie.engine.draft import Draft
from compensatie.engine.equivalent import Equivalent
from compensatie.engine.plan import Plan
from compensatie.engine.plan_goal import Mean, Tail, Worst, tail_mean
from compensatie.engine.programme import Programme
from compensatie.errors import InputError
from compensatie.facts.knowledge import Knowledge
from compensatie.facts.package import Choice, Package
from compensatie.formulation.linear import Linear, Term
from tests.oracle.plans import Plans
from tests.support.drawn_case import Case
from tests.support.row_by_row import row_by_row, solved_row_by_row
from tests.support.seeded import seeded_case, seeds
from tests.support.uncertain import uncertain_case

FAMILIES = ("net-employment", "national-deviation", "even-distribution", "high-grade")
HALF = Fraction(1, 2)
MOST_PLANS = 40


def drawn(seed: int) -> Case:
    if seed % 20 < 10:
        return uncertain_case(seed)
    case = seeded_case(seed, FAMILIES[seed // 20 % len(FAMILIES)])
    case.instance_content["known_from"] = case.instance.years.last
    return Case(case.instance_content, case.model_content)


def test_it_has_the_optimum_of_the_one_built_row_by_row(validated) -> None:
    seen: Counter[str] = Counter()
    for seed in seeds(400):
        case = drawn(seed)
        try:
            whole = bind(case.instance, case.model)
        except InputError:
            continue
        block = Block(whole)
        told = Knowledge.of(case.instance, whole.facts.scenarios)
        knowledge = told.never() if seed % 3 == 0 else told
        if block.impossible:
            names = [name for name in block.scenarios if name not in block.impossible]
            knowledge = knowledge.among(names)
        if not knowledge.scenarios:
            continue
        equivalent = Equivalent(block, knowledge)
        weights = whole.facts.within(knowledge.scenarios).weights()
        draft = equivalent.draft()
        aim = Mean(weights).aim(draft, equivalent)
        mine = asked(draft.arrays(aim.terms, aim.constant), "HiGHS", None, 0.0)
        other = solved_row_by_row(row_by_row(case, knowledge))
        assert mine.status == other.status, (seed, mine, other)
        if mine.objective is not None and other.objective is not None:
            assert abs(mine.objective - other.objective) <= 1e-5, seed
        seen[mine.status] += 1
    validated(**seen)
    assert seen["optimal"] > len(seeds(400)) / 2
    assert seen["infeasible"]


def test_one_package_for_all_is_one_block() -> None:
    case = uncertain_case(11)
    block = Block(bind(case.instance, case.model))
    never = Equivalent(block, Knowledge.of(case.instance, block.scenarios).never())
    shared = block.latest < block.latest.max()
    shortfalls = int((~shared).sum()) if (~shared).any() else 0
    assert never.columns.max() + 1 <= int(shared.sum()) + shortfalls * len(block.scenarios)
    assert (never.columns[:, shared] == never.columns[0, shared]).all()


Asked = dict[frozenset[tuple[Term, Fraction]], Fraction]
"""By coefficients over starts and sizes: the most that a row asks."""


def over_choices(programme: Programme, form: Linear) -> frozenset[tuple[Term, Fraction]]:
    """A form over starts and sizes: what quantities are called depends on who asks first."""
    terms = programme.decision.expanded(form).terms
    return frozenset((term, value) for term, value in terms.items() if value)


def asked_of_hard_rules(programme: Programme) -> Asked:
    found: Asked = {}
    for entry, row in programme.labelled:
        if entry is not None and entry.source.rule.is_hard:
            terms = over_choices(programme, entry.surplus())
            found[terms] = max(row.right, found.get(terms, row.right))
    return found


def asked_of_block(block: Block, scenario: str) -> Asked:
    found: Asked = {}
    for row in block.rule_rows[: block.first_soft - block.first_rule]:
        if scenario in row.asked:
            terms, least = over_choices(block.programme, row.form), row.asked[scenario]
            found[terms] = max(least, found.get(terms, least))
    return found


def test_the_block_of_a_scenario_is_its_own_programme() -> None:
    """Each row asks what it asks in a programme of that scenario alone, to the last digit."""
    rows = 0
    for seed in seeds(200):
        case = drawn(seed)
        try:
            whole = bind(case.instance, case.model)
        except InputError:
            continue
        block = Block(whole)
        for name in block.scenarios:
            own, derived = bind(case.instance, case.model, [name]), of_scenario(whole, name)
            assert [one.rule.id for one in own.rules] == [one.rule.id for one in derived.rules]
            assert own.facts.scenarios == derived.facts.scenarios == (name,)
            alone = Programme(own)
            assert bool(alone.impossible) == (name in block.impossible)
            if not alone.impossible:
                asked_alone = asked_of_hard_rules(alone)
                assert asked_of_block(block, name) == asked_alone, (seed, name)
                rows += len(asked_alone)
    assert rows > 20


def test_other_solvers_are_given_the_same_numbers() -> None:
    case = uncertain_case(3)
    block = Block(bind(case.instance, case.model))
    equivalent = Equivalent(block, Knowledge.of(case.instance, block.scenarios))
    arrays = equivalent.arrays
    copy = written_out(arrays)
    assert len(copy.columns) == len(arrays.costs)
    for index, row in enumerate(copy.constraints[:20]):
        first, last = arrays.starts[index], arrays.starts[index + 1]
        assert list(row.terms) == arrays.indices[first:last].tolist()
        assert float(row.right) in (arrays.row_lower[index], arrays.row_upper[index])


def test_a_draft_adds_rows_columns_and_entries() -> None:
    case = uncertain_case(3)
    block = Block(bind(case.instance, case.model))
    base = Equivalent(block, Knowledge.of(case.instance, block.scenarios)).arrays
    draft = Draft(base)
    column = draft.add_column(0.0, 2.0, is_integer=True)
    draft.add_row({0: 2.0, column: -1.0}, -np.inf, 3.0)
    draft.add_entry(1, column, 5.0)
    made = draft.arrays({column: 4.0}, 7.0)
    assert made.integer[column]
    assert made.costs[column] == 4.0
    assert made.constant == 7.0
    assert made.row_upper[-1] == 3.0
    assert made.indices[made.starts[1] : made.starts[2]].tolist() == [
        *base.indices[base.starts[1] : base.starts[2]].tolist(),
        column,
    ]
    assert made.indices[made.starts[-2] : made.starts[-1]].tolist() == [0, column]
    assert draft.range_of({column: -3.0}) == (-6.0, 0.0)


def every_plan(equivalent: Equivalent, goal: Mean) -> Iterator[Plan]:
    """Plans one after the other, each left out of the next question."""
    question = deciding._Question(equivalent, goal)
    for _ in range(2 * MOST_PLANS):
        answer = Deciding()._ask(question)
        if answer.status == "infeasible":
            return
        plan = question.plan(answer)
        assert plan is not None
        assert not plan.missed
        yield plan
        question.exclude(answer)
    raise AssertionError("a plan that was left out comes back")


def test_what_is_left_out_is_left_out_alone() -> None:
    """Plan after plan comes out exactly the packages that brute force counts."""
    counted = 0
    for seed in range(30):
        case = uncertain_case(seed)
        every = Plans(case.instance, case.model)
        if not every.values or not 0 < len(every.everywhere) <= MOST_PLANS:
            continue
        block = Block(bind(case.instance, case.model))
        never = Knowledge.of(case.instance, every.values).never()
        goal = Mean(block.case.facts.within(never.scenarios).weights())
        found = [
            plan.package(never.scenarios[0]) for plan in every_plan(Equivalent(block, never), goal)
        ]
        packages = {
            frozenset((one.measure, one.start, Fraction(one.size)) for one in package.choices)
            for package in found
        }
        assert len(packages) == len(found)
        assert packages == {frozenset(map(tuple, one)) for one in every.everywhere}, seed
        counted += len(found)
    assert counted > 40


def test_a_plan_that_foresees_is_seen() -> None:
    case = uncertain_case(3)
    block = Block(bind(case.instance, case.model))
    one, other, *_ = block.scenarios
    measure = case.instance.measures[0]
    package = Package(
        choices=(Choice(measure=measure.id, start=measure.start.earliest, size=measure.size.min),)
    )
    audits = {
        one: audit_package(block.cases[one], package),
        other: audit_package(block.cases[other], Package()),
    }
    weights = {one: HALF, other: HALF}
    start = measure.start.earliest
    for year, foresees_nothing in ((start, True), (start + 1, False)):
        told = (frozenset({one}), frozenset({other}))
        knowledge = Knowledge((one, other), ((year, told),))
        assert Plan(knowledge, audits, weights).foresees_nothing == foresees_nothing


@pytest.mark.parametrize(
    ("level", "expected"),
    [(Fraction(0), Fraction(25)), (HALF, Fraction(40)), (Fraction(9, 10), Fraction(40))],
)
def test_the_mean_of_the_worst_part(level: Fraction, expected: Fraction) -> None:
    values = {"a": Fraction(10), "b": Fraction(40)}
    assert tail_mean(values, {"a": HALF, "b": HALF}, level) == expected


class Stubborn:
    """A solver that first returns what misses a rule, as a tolerance would let it."""

    def __init__(self, block: Block) -> None:
        self.block, self.calls, self.whole = block, 0, deciding.asked

    def __call__(self, arrays, solver, time_limit, gap):
        self.calls += 1
        loose = arrays
        if self.calls == 1:
            lower = arrays.row_lower.copy()
            lower[np.isfinite(lower) & (lower > 0)] -= 1.0
            loose = type(arrays)(
                **{
                    name: lower if name == "row_lower" else getattr(arrays, name)
                    for name in arrays.__dataclass_fields__
                }
            )
        return self.whole(loose, solver, time_limit, gap)


def test_what_misses_a_rule_is_left_out_and_asked_again(monkeypatch) -> None:
    repaired = 0
    for seed in range(40):
        case = uncertain_case(seed)
        block = Block(bind(case.instance, case.model))
        names = [name for name in block.scenarios if name not in block.impossible]
        if not names:
            continue
        knowledge = Knowledge.of(case.instance, names)
        equivalent = Equivalent(block, knowledge)
        weights = block.case.facts.within(names).weights()
        for goal in (Mean(weights), Worst({}), Tail(weights, HALF)):
            right = Deciding().best(equivalent, [goal])
            stub = Stubborn(block)
            monkeypatch.setattr(deciding, "asked", stub)
            found = Deciding().best(equivalent, [goal])
            monkeypatch.setattr(deciding, "asked", stub.whole)
            assert found.is_proven
            assert found.value == right.value or found.plan is not None
            assert (found.plan is None) == (right.plan is None)
            if found.plan is not None and right.plan is not None:
                assert abs(found.value - right.value) < Fraction(1, 100)
                assert not found.plan.missed
            repaired += stub.calls > 1
    assert repaired > 5
