# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The optimum, completions and few changes equal enumeration; costs of differences add up."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest

import compensatie as cp
from compensatie.engine.answer import Answer
from compensatie.engine.inquiry import Inquiry
from compensatie.errors import InputError, SolverError
from compensatie.studies.study import Stop
from tests.oracle.play import Picked
from tests.oracle.search import rounded
from tests.support.dice import Dice
from tests.support.drawn_case import Case, drawn_package
from tests.support.enumerated import Enumerated, enumerated, picked, small_cases
from tests.support.seeded import seeds

WHOLE = 500
MOST_CHANGES = 4


def given(seed: int, case: Case, every: Enumerated) -> list[cp.Package]:
    """A package of any kind, one that is part of a package that is enough, and one too small."""
    random = Random(seed)
    found = [drawn_package(Dice(random), case.instance, within_range=seed % 3 > 0)]
    if every.kept:
        whole = sorted(random.choice(every.kept).package)
        part = random.sample(whole, random.randint(0, len(whole)))
        found.insert(random.randint(0, 1), cp.Package(name="part", choices=choices(part)))
        least = {one.id: Fraction(one.size.min) for one in case.instance.measures}
        small = (one._replace(size=least[one.measure]) for one in whole)
        found.append(cp.Package(name="small", choices=choices(small)))
    return found


def choices(picked: Iterable[Picked]) -> tuple[cp.Choice, ...]:
    sizes = ((one, Decimal(one.size.numerator) / one.size.denominator) for one in picked)
    return tuple(cp.Choice(measure=one.measure, start=one.start, size=size) for one, size in sizes)


def distance(one: frozenset[Picked], other: frozenset[Picked]) -> int:
    """How many measures two packages do not treat alike."""
    return len({choice.measure for choice in one ^ other})


def is_grown(package: frozenset[Picked], whole: frozenset[Picked]) -> bool:
    """Whether every start of a package is kept, and every size at least."""
    after = {choice.measure: choice for choice in whole}
    return all(
        one.measure in after
        and after[one.measure].start == one.start
        and after[one.measure].size >= one.size
        for one in package
    )


def told(solved) -> tuple[str, Decimal | None]:
    """Status and first objective of an answer."""
    value = None if solved.criteria is None else solved.criteria.value
    name = "cost" if value is None else solved.criteria.audit.case.model.objective.minimise
    return str(solved.status), None if value is None else rounded(value, name)


def expected(value: Decimal | None) -> tuple[str, Decimal | None]:
    return ("infeasible" if value is None else "optimal"), value


def held_to_enumeration(seed: int, case: Case) -> set[str]:
    """Compares everything that is asked; says what kinds of answer there were."""
    every = enumerated(case)
    mine = given(seed, case, every)
    found = cp.compare(case.instance, case.model, mine, changes=MOST_CHANGES)
    assert found.is_complete
    optimum = told(found.first.optimum)
    assert (optimum[1] in every.optima()) if every.kept else optimum == ("infeasible", None)
    seen = {optimum[0]}
    for package, one in zip(mine, found.packages, strict=False):
        own = picked(package)
        is_kept = any(own == other.package for other in every.kept)
        assert one.met == is_kept, case
        assert (one.completion is None) == is_kept
        if one.completion is not None:
            best = every.best(other for other in every.kept if own <= other.package)
            assert told(one.completion) == expected(best), case
            seen.add(f"completion {one.completion.status}")
        if one.enlarged is not None:
            assert one.completion is not None
            grown = (other for other in every.kept if is_grown(own, other.package))
            is_allowed = all(size_is_allowed(case, choice) for choice in package.choices)
            best = every.best(grown) if is_allowed else None
            assert told(one.enlarged) == expected(best), case
            seen.add(f"enlarged {one.enlarged.status}")
    first = picked(mine[0])
    for step in found.first.changes:
        near = (other for other in every.kept if distance(first, other.package) <= step.most)
        assert told(step.solved) == expected(every.best(near)), (case, step.most)
    return seen


def size_is_allowed(case: Case, choice: cp.Choice) -> bool:
    return case.instance.measure_by_id[choice.measure].size.allows(Fraction(choice.size))


def test_every_answer_is_that_of_enumeration() -> None:
    seen = [held_to_enumeration(seed, case) for seed, case in small_cases(WHOLE)]
    kinds = {kind: sum(kind in one for one in seen) for kind in set().union(*seen)}
    assert len(seen) > len(seeds(WHOLE)) / 3
    for kind in ("optimal", "infeasible", "completion optimal", "completion infeasible"):
        assert kinds[kind] >= 3, kinds
    assert kinds["enlarged infeasible"], kinds
    assert kinds["enlarged optimal"], kinds


def test_costs_of_differences_add_up_exactly() -> None:
    looked_at = 0
    for seed, case in small_cases(200):
        dice = Dice(Random(seed))
        mine = [drawn_package(dice, case.instance) for _ in range(3)]
        found = cp.compare(case.instance, case.model, mine, changes=1)
        first = found.packages[0].criteria
        sums: dict[tuple[str, str | None], Fraction] = {}
        for one, kind, difference in found.first.differences():
            key = (one.label, kind)
            sums[key] = sums.get(key, Fraction(0)) + difference.cost
        for one in found.packages:
            for kind, figures in one.versions():
                if figures is not None and (one is not found.packages[0] or kind):
                    whole = sums.get((one.label, kind), Fraction(0))
                    assert whole == figures.cost - first.cost
                    looked_at += whole != 0
    assert looked_at > 10


def test_more_changes_never_cost_more_and_end_at_the_optimum() -> None:
    falling = 0
    for seed, case in small_cases(WHOLE):
        case.model_content["objective"].pop("then", None)
        own = Case(case.instance_content, case.model_content)
        package = drawn_package(Dice(Random(seed)), own.instance, within_range=True)
        every = len(own.instance.measures)
        found = cp.compare(own.instance, own.model, [package], changes=every)
        values = [
            step.solved.criteria and step.solved.criteria.value for step in found.first.changes
        ]
        known = [value for value in values if value is not None]
        assert values == [*[None] * (len(values) - len(known)), *known]
        assert all(later <= earlier for earlier, later in pairwise(known))
        assert told(found.first.changes[-1].solved) == told(found.first.optimum)
        falling += len(set(known)) > 1
    assert falling >= 3


def klein():
    return cp.load_instance("instances/klein.toml"), cp.load_model("models/per-saldo.toml")


def package(*picks, name="hand"):
    chosen = tuple(cp.Choice(measure=m, start=start, size=size) for m, start, size in picks)
    return cp.Package(name=name, choices=chosen)


DESKS = ("gastplekken", 2025, 20)
WORSE = ("gastplekken", 2024, 20)
EXPANSION = ("uitbreiding", 2025, 30)


def test_klein_by_hand() -> None:
    """The optimum of instances/README.md; the desks alone are completed to it."""
    found = cp.compare(*klein(), [package(DESKS), package(WORSE, EXPANSION)], changes=2)
    desks, worse, optimum = found.packages
    assert [one.label for one in found.packages] == ["hand (1)", "hand (2)", "optimum"]
    assert [str(one.status) for one in found.packages] == ["infeasible", "feasible", "optimal"]
    assert desks.completion.criteria.value == Fraction("3194953.59")
    assert desks.extra_cost < 0 < worse.extra_cost
    assert optimum.extra_cost == 0
    assert worse.completion is None
    assert str(found.first.changes[0].solved.status) == "infeasible"
    assert found.first.changes[1].solved.criteria.value == Fraction("3194953.59")
    assert found.first.changes[2].solved.criteria.value == Fraction("3194953.59")


def test_the_optimum_itself_is_optimal_and_differs_in_nothing() -> None:
    found = cp.compare(*klein(), [package(DESKS, EXPANSION)])
    assert str(found.packages[0].status) == "optimal"
    assert list(found.first.differences()) == []


def test_without_packages_there_is_the_optimum_alone() -> None:
    found = cp.compare(*klein())
    assert [one.label for one in found.packages] == ["optimum"]
    assert list(found.first.differences()) == []


def test_a_start_and_a_size_that_differ_are_two_differences() -> None:
    found = cp.compare(*klein(), [package(DESKS), package(("gastplekken", 2024, 25))])
    both = [one for other, kind, one in found.first.differences() if other is found.packages[1]]
    assert [one.field for one in both if one.measure == "gastplekken"][:2] == ["start", "size"]


def test_prices_of_rules_and_models() -> None:
    instance, model = klein()
    free = model.model_copy(update={"name": "free", "rules": ()})
    found = cp.compare(instance, [free, model], drop_each_rule=True)
    assert found.extra_cost(found.policies[1]) == found.policies[1].optimum.criteria.cost
    without = {one.rule: one for one in found.policies[1].without_rule}
    assert set(without) == {rule.id for rule in model.rules}
    saved = found.policies[1].saving(without["per-saldo"])
    assert saved == found.policies[1].optimum.criteria.cost
    assert found.first.without_rule == ()


def test_rules_left_out_are_those_of_a_model_without_them() -> None:
    for _, case in small_cases(100):
        found = cp.compare(case.instance, case.model, drop_each_rule=True)
        for one in found.first.without_rule:
            rules = tuple(rule for rule in case.model.rules if rule.id != one.rule)
            bare = case.model.model_copy(update={"rules": rules})
            assert told(one.solved) == told(cp.compare(case.instance, bare).first.optimum), case


def changed_content(case: Case, change) -> Case:
    content = deepcopy(case.instance_content)
    change(content)
    return Case(content, case.model_content)


def answers(case: Case, mine: list[cp.Package]) -> list[tuple[str, Fraction | None]]:
    found = cp.compare(case.instance, case.model, mine, changes=2)
    solved = [found.first.optimum, *(step.solved for step in found.first.changes)]
    solved += [one.completion for one in found.packages if one.completion]
    return [(str(one.status), one.criteria and one.criteria.cost) for one in solved]


def test_the_order_of_measures_changes_nothing() -> None:
    for seed, case in small_cases(100):
        case.model_content["objective"] = {"minimise": "cost"}
        own = Case(case.instance_content, case.model_content)
        mine = [drawn_package(Dice(Random(seed)), own.instance)]
        turned = changed_content(own, lambda content: content["measures"].reverse())
        assert answers(own, mine) == answers(turned, mine)


def trebled(content) -> None:
    for measure in content["measures"]:
        for cost in measure["costs"]:
            for key in ("once", "once_per_unit", "yearly", "yearly_per_unit"):
                cost[key] = 3 * cost.get(key, Decimal(0))


def test_costs_times_three_are_three_times_the_costs() -> None:
    for seed, case in small_cases(100):
        soft = any(rule.get("strength") == "soft" for rule in case.model_content["rules"])
        budget = any(rule["family"] == "bound" for rule in case.model_content["rules"])
        if soft or budget:
            continue
        case.model_content["objective"] = {"minimise": "cost"}
        own = Case(case.instance_content, case.model_content)
        mine = [drawn_package(Dice(Random(seed)), own.instance)]
        dear = answers(changed_content(own, trebled), mine)
        # Equal to the cent is a tie: of two such packages either may come out.
        for (status, cost), (other, three) in zip(answers(own, mine), dear, strict=True):
            assert status == other
            assert (cost is None) == (three is None)
            assert cost is None or abs(3 * cost - three) <= Fraction(5, 100)


class TimedOut:
    """A solver that never comes to anything."""

    seconds = 0.0

    def ask(self, goal, restrictions, time_limit):
        return Answer("unsolved", (), None, None, 0.0, "time")


def every_answer(found: cp.Comparison):
    policy = found.first
    yield policy.optimum
    yield from (one.solved for one in (*policy.changes, *policy.without_rule))
    for one in policy.packages:
        yield from (other for other in (one.completion, one.enlarged) if other is not None)


def asked_by(monkeypatch, asker, **words) -> cp.Comparison:
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: asker)
    return cp.compare(*klein(), [package(DESKS)], changes=2, drop_each_rule=True, **words)


def test_a_time_out_is_unsolved_and_never_infeasible(monkeypatch) -> None:
    found = asked_by(monkeypatch, TimedOut())
    assert {str(one.status) for one in every_answer(found)} == {"unsolved"}
    assert found.stop is Stop.TIME
    assert found.packages[0].met is False
    assert found.packages[0].extra_cost is None
    assert all(found.first.saving(one) is None for one in found.first.without_rule)


@pytest.mark.parametrize(
    ("error", "stop"), [(KeyboardInterrupt(), Stop.INTERRUPTED), (SolverError("x"), Stop.SOLVER)]
)
def test_what_is_broken_off_keeps_what_is_known(monkeypatch, error, stop) -> None:
    whole = Inquiry.by_model
    asked = []

    def by_model(self, restrictions=(), **words):
        asked.append(restrictions)
        if len(asked) > 2:
            raise error
        return whole(self, restrictions, **words)

    monkeypatch.setattr(Inquiry, "by_model", by_model)
    found = cp.compare(*klein(), [package(DESKS)], changes=2, drop_each_rule=True)
    assert found.stop is stop
    statuses = [str(one.status) for one in every_answer(found)]
    assert statuses.count("optimal") == 2
    assert set(statuses) == {"optimal", "unsolved"}
    assert str(found.packages[0].completion.status) == "optimal"


def test_no_time_asks_nothing_and_compares_what_is_given() -> None:
    found = cp.compare(*klein(), [package(DESKS)], time_limit=1e-9)
    assert str(found.first.optimum.status) == "unsolved"
    assert found.stop is Stop.TIME
    assert found.packages[0].criteria.measures == 1


def test_a_store_goes_on_without_a_solver(monkeypatch, tmp_path) -> None:
    words = {"changes": 2, "drop_each_rule": True, "store": tmp_path / "store"}
    before = cp.compare(*klein(), [package(DESKS)], **words)
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
    after = cp.compare(*klein(), [package(DESKS)], **words)
    assert after.is_complete
    assert [told(one) for one in every_answer(after)] == [told(one) for one in every_answer(before)]


def test_what_cannot_be_asked_is_refused() -> None:
    for words in ({"changes": -1}, {"changes": 10**9}):
        with pytest.raises(InputError):
            cp.compare(*klein(), [package(DESKS)], **words)
    with pytest.raises(InputError, match="no package to change"):
        cp.compare(*klein(), changes=1)
    with pytest.raises(InputError, match="no measure"):
        cp.compare(*klein(), [package(("nothing", 2025, 1))])
    with pytest.raises(InputError, match="there is no model"):
        cp.compare(klein()[0], [])


def test_tables_for_notebooks() -> None:
    found = cp.compare(*klein(), [package(DESKS, name="<b>x</b>")], changes=1, drop_each_rule=True)
    assert list(found.to_frame()["package"]) == ["<b>x</b>", "<b>x</b>", "optimum"]
    assert list(found.changes["k"]) == [0, 1]
    assert len(found.without_rule) == 2
    assert len(found.models) == 1
    assert found.differences["cost"].sum() != 0
    assert "<b>x" not in found._repr_html_()
