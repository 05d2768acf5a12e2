# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Lists of packages equal enumeration, in order, and are never called whole where they are not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable
from copy import deepcopy
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations

import pytest

import compensatie as cp
from compensatie.engine.answer import Answer
from compensatie.engine.inquiry import Inquiry
from compensatie.errors import InputError, SolverError
from compensatie.studies import enumeration
from compensatie.studies.dispersion import most_diverse
from compensatie.studies.study import Course, Stop
from tests.instances import shipped
from tests.oracle.play import Picked
from tests.oracle.search import Found, best_of
from tests.support.crowded import crowded_case
from tests.support.drawn_case import Case
from tests.support.enumerated import Enumerated, enumerated, picked, small_cases
from tests.support.seeded import seeds

WHOLE = 500
MARGINS = (0, 10, 30)
Kind = Callable[[Iterable[Picked]], frozenset[Hashable]]
DISTINCT: dict[str, Kind] = {
    "measures": lambda package: frozenset(one.measure for one in package),
    "start": lambda package: frozenset((one.measure, one.start) for one in package),
    "size": frozenset,
}
"""What tells two packages apart."""


@dataclass
class Group:
    """Packages that count as one: what they have in common, and the best of them."""

    kind: frozenset[Hashable]
    value: Decimal
    best: set[frozenset[Picked]]


@cache
def cases() -> tuple[tuple[int, Enumerated], ...]:
    """So many drawn cases of every family, and as many with many packages that are nearly alike."""
    crowded = ((seed, crowded_case(seed)) for seed in seeds(WHOLE))
    return tuple((seed, enumerated(case)) for seed, case in (*small_cases(WHOLE), *crowded))


def groups(every: Enumerated, distinct: str) -> list[Group]:
    """Every package that counts as another one, the best first."""
    by_kind: dict[frozenset[Hashable], list[Found]] = defaultdict(list)
    for found in every.kept:
        by_kind[DISTINCT[distinct](found.package)].append(found)
    # Later objectives choose only among packages that are equally good by the earlier ones.
    stages = [(name, payers, Fraction(0)) for name, payers, _ in every.stages]
    made = []
    for kind, alike in by_kind.items():
        best = {one.package for one in best_of(alike, stages)}
        made.append(Group(kind, every.best(alike), best))
    return sorted(made, key=lambda one: one.value)


def within(every: Enumerated, distinct: str, percent: int) -> list[Group]:
    """Those that are at most so many per cent worse than the best one."""
    least = min((found.values[0] for found in every.kept), default=Fraction(0))
    most = every.rounded(least + abs(least) * Fraction(percent, 100))
    return [one for one in groups(every, distinct) if one.value <= most]


def asked(case: Case, **words: object) -> cp.Alternatives:
    return cp.alternatives(case.instance, case.model, **words)


def held(case: Case, found: cp.Alternatives, expected: list[Group], distinct: str) -> None:
    """Compares a list that is whole: the same packages, each the best of its kind, in order."""
    assert found.is_complete, str(case)
    assert found.stop is None
    assert found.status == ("optimal" if expected else "infeasible")
    assert [one.value for one in found.packages] == [one.value for one in expected], str(case)
    by_kind = {one.kind: one for one in expected}
    shown = [picked(one.package) for one in found.packages]
    assert {DISTINCT[distinct](one) for one in shown} == by_kind.keys(), str(case)
    assert all(one in by_kind[DISTINCT[distinct](one)].best for one in shown), str(case)
    values = Counter(one.value for one in expected)
    assert [one.is_tied for one in found.packages] == [values[one.value] > 1 for one in expected]


@pytest.mark.parametrize("distinct", DISTINCT)
def test_every_package_within_a_margin_is_there_and_no_other(distinct: str, validated) -> None:
    lengths = Counter[int]()
    below_zero = 0
    for _, every in cases():
        for percent in MARGINS:
            found = asked(every.case, within=percent, distinct=distinct)
            expected = within(every, distinct, percent)
            held(every.case, found, expected, distinct)
            lengths[percent] += len(expected) > 2
            below_zero += len(expected) > 1 and expected[0].value < 0
    validated(lists=len(cases()) * len(MARGINS))
    assert lengths[0] >= 2
    assert below_zero
    assert lengths[30] > lengths[10] > lengths[0]


@pytest.mark.parametrize("distinct", DISTINCT)
def test_asking_about_whole_parts_of_the_tree_leaves_no_package_out(
    distinct: str, monkeypatch
) -> None:
    """A search that finds nothing for long asks the solver whether there is anything ahead."""
    monkeypatch.setattr(enumeration, "PATIENCE", 0)
    asks, empty = enumeration.Enumeration._ask_widest, []

    def ask_widest(self, frontier, limit) -> None:
        widest = frontier.widest()
        asks(self, frontier, limit)
        empty.append(widest is not None and widest.is_closed)

    monkeypatch.setattr(enumeration.Enumeration, "_ask_widest", ask_widest)
    for _, every in cases()[::10]:
        found = asked(every.case, within=10, distinct=distinct)
        held(every.case, found, within(every, distinct, 10), distinct)
    assert 0 < sum(empty) < len(empty)


@pytest.mark.parametrize("distinct", DISTINCT)
def test_the_best_so_many_come_in_order_with_all_that_tie(distinct: str) -> None:
    longer = short = 0
    for seed, every in cases():
        ordered = groups(every, distinct)
        count = 1 + seed // 10 % 5
        last = ordered[min(count, len(ordered)) - 1].value if ordered else 0
        expected = [one for one in ordered if one.value <= last]
        held(every.case, asked(every.case, best=count, distinct=distinct), expected, distinct)
        longer += len(expected) > count
        short += len(expected) < count
    assert longer >= 5
    assert short >= 5


@pytest.mark.parametrize("distinct", DISTINCT)
def test_the_most_diverse_are_as_far_apart_as_can_be(distinct: str) -> None:
    seen = Counter[int]()
    for seed, every in cases():
        case, expected = every.case, within(every, distinct, 30)
        count = 2 + seed // 10 % 3
        found = asked(case, within=30, different=count, distinct=distinct)
        shown = [DISTINCT[distinct](picked(one.package)) for one in found.packages]
        kinds = [one.kind for one in expected]
        assert found.is_complete
        assert len(set(shown)) == len(shown) == min(count, len(kinds))
        assert set(shown) <= set(kinds)
        if len(shown) > 1:
            first, others = shown[0], [one for one in kinds if one != shown[0]]
            assert found.packages[0].value == expected[0].value
            chosen = combinations(others, len(shown) - 1)
            most = max(apart([first, *some]) for some in chosen)
            assert (apart(shown), found.distance) == (most, most), str(case)
            seen[most] += 1
            values = Counter(one.value for one in found.packages)
            assert all(one.is_tied == (values[one.value] > 1) for one in found.packages)
    assert len(seen) > 2, seen


def apart(kinds: Iterable[frozenset[Hashable]]) -> int:
    """In how many measures the two that are most alike differ."""
    return min(len({measure_of(one) for one in a ^ b}) for a, b in combinations(kinds, 2))


def measure_of(part: Hashable) -> Hashable:
    return part if isinstance(part, str) else part[0]


def test_a_limit_cuts_the_list_and_says_so() -> None:
    cut = 0
    for _, every in cases():
        case, whole = every.case, within(every, "size", 30)
        values = [one.value for one in groups(every, "size")]
        for limit in (1, 3):
            found = asked(case, within=30, distinct="size", limit=limit)
            best = asked(case, best=limit + 1, distinct="size", limit=limit)
            assert len(found.packages) == min(limit, len(whole))
            assert found.is_complete == (len(whole) <= limit)
            assert found.stop == (None if found.is_complete else Stop.LIMIT)
            assert [one.value for one in best.packages] == values[:limit]
            assert best.is_complete == (len(values) <= limit)
            cut += not found.is_complete
    assert cut >= 10


def priced(*costs: int, **instance: object) -> Case:
    """One measure of one job for each cost; one job must come."""
    measures = [
        {
            "id": f"measure-{number}",
            "kind": "custom",
            "size": {"min": 1, "max": 1},
            "start": {"earliest": 2025, "latest": 2025},
            "effects": {"DR": 1},
            "costs": [{"label": "all", "payer": "A", "once": cost}],
        }
        for number, cost in enumerate(costs, 1)
    ]
    facts = {
        "format": 1,
        "name": "priced",
        "unit": "fte",
        "reference_year": 2024,
        "years": {"first": 2025, "last": 2025},
        "price_year": 2025,
        "provinces": [{"code": "DR"}],
        "measures": measures,
    }
    rule = {"id": "jobs", "family": "bound", "quantity": "jobs", "at_least": 1}
    return Case({**facts, **instance}, {"format": 1, "name": "priced", "rules": [rule]})


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (0, ["1"]),
        (20, ["1"]),
        (99.4, ["1"]),
        (100, ["1", "2"]),
        (199, ["1", "2"]),
        (200, ["1", "2", "3", "12"]),
        (300, ["1", "2", "3", "12", "13"]),
        (1000, ["1", "2", "3", "12", "13", "23", "123"]),
    ],
)
def test_costs_of_1_2_and_3_by_hand(percent: float, expected: list[str]) -> None:
    found = asked(priced(1, 2, 3), within=percent)
    sets = [
        "".join(one.measure.removeprefix("measure-") for one in alternative.package.choices)
        for alternative in found.packages
    ]
    assert sorted(sets) == sorted(expected)
    assert found.is_complete
    assert found.limit == round(Fraction(str(percent)) + 100) / Fraction(100)


def test_a_margin_of_a_saving_is_a_share_of_its_size() -> None:
    """What saves 10 is within 50 % where 5 is saved, and not where less is."""
    found = asked(priced(-10, 2, 5, 6), within=50)
    assert [one.value for one in found.packages] == [-10, -8, -5]
    assert found.limit == -5


def test_no_norm_leaves_the_empty_package_the_best() -> None:
    case = priced(1, 2)
    found = cp.alternatives(case.instance, case.model.model_copy(update={"rules": ()}), best=2)
    assert [len(one.package.choices) for one in found.packages] == [0, 1]
    assert [one.name for one in found.packages] == ["optimum", "2"]


def test_nothing_to_find_is_proven_and_whole() -> None:
    case = priced(1, relations=[{"kind": "at-most", "count": 0, "measures": ["measure-1"]}])
    for words in ({"best": 3}, {"within": 10}, {"within": 10, "different": 2}):
        found = asked(case, **words)
        assert (found.status, found.is_complete, found.packages) == ("infeasible", True, ())
        assert found.stop is None


def shown(found: cp.Alternatives, distinct: str) -> list[frozenset[Hashable]]:
    return [DISTINCT[distinct](picked(one.package)) for one in found.packages]


@pytest.mark.parametrize("distinct", DISTINCT)
def test_the_order_of_the_measures_changes_nothing(distinct: str) -> None:
    for _, every in cases()[::3]:
        content = every.case.instance_content
        turned = Case({**content, "measures": content["measures"][::-1]}, every.case.model_content)
        for words in ({"within": 30}, {"best": 4}):
            one, other = (asked(case, distinct=distinct, **words) for case in (every.case, turned))
            assert [alternative.value for alternative in one.packages] == [
                alternative.value for alternative in other.packages
            ]
            if distinct != "size":  # of packages with equal values either may come first
                assert set(shown(one, distinct)) == set(shown(other, distinct))


def third(case: Case) -> Case:
    """The same case, every cost a third."""
    content = deepcopy(case.instance_content)
    for measure in content["measures"]:
        for cost in measure["costs"]:
            for key in ("once", "yearly"):
                cost[key] = round(Decimal(cost[key]) / 3, 9)
    return Case(content, case.model_content)


def test_a_third_of_the_costs_changes_nothing_but_costs() -> None:
    looked_at = 0
    for seed in seeds(WHOLE):
        case = crowded_case(seed)
        if case.model_content["objective"]["minimise"] == "jobs-taken" or is_soft(case):
            continue
        for words in ({"within": 0}, {"within": 30}, {"best": 4}, {"within": 10, "different": 2}):
            one, less = asked(case, **words), asked(third(case), **words)
            assert less.is_complete
            assert shown(one, "measures") == shown(less, "measures"), str(case)
            for before, after in zip(one.packages, less.packages, strict=True):
                assert abs(before.value - 3 * after.value) < Fraction(2, 100)
                assert before.is_tied == after.is_tied
            looked_at += len(one.packages) > 2
    assert looked_at >= 10


def is_soft(case: Case) -> bool:
    return any(rule.get("strength") == "soft" for rule in case.model_content["rules"])


@pytest.mark.parametrize("distinct", DISTINCT)
def test_excluding_one_by_one_finds_the_same_as_the_tree(
    monkeypatch: pytest.MonkeyPatch, distinct: str
) -> None:
    """What other solvers than HiGHS are asked."""
    for _, every in cases()[::2]:
        tree = asked(every.case, within=30, distinct=distinct)
        with monkeypatch.context() as other:
            other.setattr("compensatie.studies.listing.is_highs", lambda _: False)
            rows = asked(every.case, within=30, distinct=distinct)
        held(every.case, rows, within(every, distinct, 30), distinct)
        assert [one.value for one in rows.packages] == [one.value for one in tree.packages]


class Late:
    """A solver whose time is always over."""

    seconds = 0.0

    def ask(self, *_: object) -> Answer:
        return Answer("unsolved", (), None, None, 0.0, "Time limit reached")


ASKED = (
    {"best": 7, "distinct": "start"},
    {"within": 300, "distinct": "start"},
    {"within": 300, "different": 3, "distinct": "start"},
    {"within": 300, "importance": True},
)
ids = ("best", "within", "different", "importance")


@pytest.mark.parametrize("words", ASKED, ids=ids)
def test_a_solver_that_is_always_late_finds_nothing_and_proves_nothing(
    monkeypatch: pytest.MonkeyPatch, words: dict[str, object]
) -> None:
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: Late())
    found = asked(priced(1, 2, 3), **words)
    assert (found.status, found.packages, found.is_complete) == ("unsolved", (), False)
    assert (found.stop, found.importance) == (Stop.TIME, ())


@pytest.mark.parametrize(
    ("trouble", "stop"),
    [(KeyboardInterrupt(), Stop.INTERRUPTED), (SolverError("broken"), Stop.SOLVER)],
    ids=["interrupted", "solver"],
)
@pytest.mark.parametrize("after", [0, 1, 3, 5])
@pytest.mark.parametrize("words", ASKED[:3], ids=ids[:3])
def test_what_is_broken_off_holds_only_true_packages(
    monkeypatch: pytest.MonkeyPatch, words: dict[str, object], trouble, stop: Stop, after: int
) -> None:
    case, ask, count = priced(1, 2, 3, 3, 4), Inquiry.best, iter(range(1000))
    every = enumerated(case)

    def best(self: Inquiry, *given, **named):
        if next(count) >= after:
            raise trouble
        return ask(self, *given, **named)

    monkeypatch.setattr(Inquiry, "best", best)
    found = asked(case, **words)
    assert not found.is_complete
    assert found.stop is stop
    assert found.status == ("optimal" if after else "unsolved")
    assert min(after, 1) <= len(found.packages) <= after
    true = {one.package for one in every.kept}
    assert {picked(one.package) for one in found.packages} <= true
    assert [one.name for one in found.packages][:1] == ["optimum"][:after]


def test_a_first_package_that_is_not_proven_is_not_called_optimum(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = Inquiry.by_model

    def by_model(self: Inquiry, *given, **named):
        return replace(whole(self, *given, **named), is_proven=False)

    monkeypatch.setattr(Inquiry, "by_model", by_model)
    for words in ASKED:
        found = asked(priced(1, 2, 3), **words)
        assert (found.status, found.is_complete, found.limit) == ("feasible", False, None)
        assert [one.name for one in found.packages] == ["1"]
        assert found.importance == ()


def test_diverse_packages_whose_proof_is_interrupted_are_still_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("compensatie.studies.dispersion._apart", interrupted)
    found = asked(priced(1, 2, 3), within=1000, different=3)
    assert len(found.packages) == 3
    assert (found.is_complete, found.stop) == (False, Stop.INTERRUPTED)


def test_diverse_packages_at_the_deadline_are_not_called_proven() -> None:
    sets = ("", "abc", "abd", "e")
    chosen = most_diverse([dict.fromkeys(one, True) for one in sets], 3, course := Course(), 0.0)
    assert chosen.chosen == (0, 1, 2)
    assert course.stop is Stop.TIME


def test_more_diverse_packages_than_the_limit_are_cut() -> None:
    found = asked(priced(1, 2, 3), within=1000, different=5, limit=2)
    assert len(found.packages) == 2
    assert (found.is_complete, found.stop) == (False, Stop.LIMIT)
    assert found.compared == 7


def test_a_store_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    case, ask, questions = priced(1, 2, 3, 3), Inquiry._best, Counter[str]()
    words = {"within": 500, "distinct": "start", "importance": True}
    whole = asked(case, **words)

    def best(self: Inquiry, *given):
        questions["all"] += 1
        if questions["all"] == 4:
            raise KeyboardInterrupt
        return ask(self, *given)

    monkeypatch.setattr(Inquiry, "_best", best)
    first = asked(case, **words, store=tmp_path / "store")
    assert 0 < len(first.packages) < len(whole.packages)
    assert not first.is_complete
    second = asked(case, **words, store=tmp_path / "store")
    assert second.is_complete
    before = questions["all"]
    third = asked(case, **words, store=tmp_path / "store")
    assert questions["all"] == before
    assert shown(third, "start") == shown(second, "start") == shown(whole, "start")
    assert third.importance == second.importance == whole.importance


@pytest.mark.parametrize(
    ("words", "field"),
    [
        ({}, "--best"),
        ({"best": 2, "within": 10}, "--best"),
        ({"best": 2, "different": 2}, "--within"),
        ({"best": 2, "importance": True}, "--within"),
        ({"best": 0}, "--best"),
        ({"within": 10, "different": 0}, "--different"),
        ({"within": 10, "limit": 0}, "--limit"),
        ({"within": -1}, "--within"),
        ({"within": float("nan")}, "--within"),
        ({"within": float("inf")}, "--within"),
        ({"within": 10, "distinct": "sizes"}, "--distinct"),
    ],
)
def test_what_cannot_be_asked_is_refused(words: dict[str, object], field: str) -> None:
    with pytest.raises(InputError) as refused:
        asked(priced(1, 2), **words)
    assert field in [fault.path[0] for fault in refused.value.faults]


def test_tables_for_notebooks() -> None:
    found = asked(priced(1, 2, 3), within=100, importance=True)
    assert list(found.to_frame()["package"]) == [1, 2]
    assert list(found.to_frame()["objective"]) == [1.0, 2.0]
    table = found.importance_table
    assert list(table["measure"]) == ["measure-1", "measure-2", "measure-3"]
    assert list(table["in"]) == ["some", "some", "none"]
    assert list(table["never_with"]) == ["measure-2", "measure-1", ""]
    assert "<table" in found._repr_html_()


def test_another_solver_lists_and_weighs_the_same() -> None:
    words = {"within": 300, "distinct": "size", "importance": True}
    klein = shipped.instance("klein"), shipped.model("per-saldo")
    found, other = (
        cp.alternatives(*klein, **words),
        cp.alternatives(*klein, **words, solver="SCIP_PY"),
    )
    assert [one.value for one in other.packages] == [one.value for one in found.packages]
    assert other.importance == found.importance
