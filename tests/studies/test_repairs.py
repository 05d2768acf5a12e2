# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Repairs are the least that enumeration finds, and a conflict needs every member it has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

import pytest

import compensatie as cp
from compensatie.engine.answer import Answer
from compensatie.engine.audit import RELATION_TEXTS
from compensatie.engine.case import bind
from compensatie.engine.limits import unlimited
from compensatie.engine.relief import one_more_measure
from compensatie.engine.solver import Live
from compensatie.errors import InputError
from compensatie.policy import families
from compensatie.studies.conflicting import conflict_of
from compensatie.studies.explanation import Explanation
from compensatie.studies.repair import LimitMoved, MeasureAdded, Repair
from compensatie.studies.repairing import repairs_of
from compensatie.studies.study import Proof
from tests.oracle.repairs import Enumeration, FreePackages, Members, least_more, place_of
from tests.oracle.search import rounded
from tests.support.contested import contested_case
from tests.support.drawn_case import Case
from tests.support.seeded import IS_NIGHTLY, seeded_case, seeds

FAMILIES = sorted(families())
WHOLE = 500
MOST_PLAYS = 3_000 if IS_NIGHTLY else 800
MOST_FREE = 20_000 if IS_NIGHTLY else 2_000
KLEIN = "instances/klein.toml"
NONE_LEFT = ("gastplekken", "uitbreiding")


def pressed_case(seed: int) -> Case:
    """A contested case whose norms ask more, and that may have a budget and relations."""
    case, dice = contested_case(seed), Random(seed)
    jobs, spread = ({**rule} for rule in case.model_content["rules"])
    jobs["at_least"] = dice.randint(4, 30)
    spread["at_least"] = -dice.randint(1, 12)
    rules = [jobs, spread]
    if dice.random() < 0.5:
        most = dice.randint(100, 6000)
        rules.append({"id": "budget", "family": "bound", "quantity": "cost", "at_most": most})
    if dice.random() < 0.3:
        rules.append({"id": "few", "family": "bound", "quantity": "measures", "at_most": 2})
    if dice.random() < 0.3:
        each = {"id": "soon", "family": "bound", "quantity": "jobs", "each_year": True}
        rules.append({**each, "provinces": ["DR"], "at_least": dice.randint(1, 9)})
    names = [one["id"] for one in case.instance_content["measures"]]
    relations = [_relation(dice, names)] if dice.random() < 0.4 else []
    lock = dice.choice(["include", "exclude"])
    locks = {lock: [dice.choice(names)]} if dice.random() < 0.3 else {}
    return Case(
        {**case.instance_content, "relations": relations},
        {**case.model_content, "rules": rules, "locks": locks},
    )


def _relation(dice: Random, names: list[str]) -> dict[str, Any]:
    kind, members = dice.choice(sorted(RELATION_TEXTS)), dice.sample(names, 2)
    if kind in ("requires", "excludes"):
        return {"kind": kind, "measure": members[0], "on": members[1]}
    count = {} if kind == "together" else {"count": dice.randint(1, 2)}
    return {"kind": kind, "measures": members, **count}


def drawn(whole: int) -> Iterator[tuple[int, Case]]:
    """Two in three under pressure, the others of every family."""
    for seed in seeds(whole):
        is_pressed = seed // 10 % 3 < 2
        case = pressed_case(seed) if is_pressed else seeded_case(seed, FAMILIES[seed % 9])
        if is_small(case) and is_read(case):
            yield seed, case


def is_small(case: Case) -> bool:
    plays = 1
    for measure in case.instance.measures:
        steps = 1 + int((measure.size.max - measure.size.min) / measure.size.step)
        plays *= 1 + steps * len(measure.start.years)
    return plays <= MOST_PLAYS


def is_read(case: Case) -> bool:
    try:
        cp.audit(case.instance, cp.Package(), case.model)
    except InputError:
        return False
    return True


def held_to_enumeration(case: Case) -> Counter[str]:
    """Compares everything that is said of a case; says what kinds there were."""
    found, every = cp.explain(case.instance, case.model), Enumeration(case.instance, case.model)
    assert found.is_complete, case
    if every.exists:
        assert (found.status, found.repairs, found.conflict) == ("optimal", None, None), case
        return Counter({"feasible": 1})
    assert found.status == "infeasible", case
    seen = Counter({"infeasible": 1})
    assert found.repairs.undetermined == ()
    assert {one.status for one in found.repairs.every} <= {Proof.PROVEN}
    seen += held_single(case, found, every)
    seen += held_combined(case, found, every)
    seen += held_added(case, found, every)
    seen += held_limits(case, found, every)
    seen += held_conflict(case, found)
    return seen


def held_single(case: Case, found: Explanation, every: Enumeration) -> Counter[str]:
    least = {rule.id: every.least(rule.id) for rule in every.hard}
    told = {one.moved[0].rule: one for one in found.repairs.single}
    expected = {name: amount for name, amount in least.items() if amount is not None}
    assert {name: one.moved[0].amount for name, one in told.items()} == expected, case
    assert set(found.repairs.hopeless) == set(least) - set(expected)
    for name, one in told.items():
        assert value_of(case, one) in every.best({name: expected[name]}), case
    shares = [one.moved[0].share for one in found.repairs.single]
    known = [share for share in shares if share is not None]
    assert shares == sorted(known) + [None] * (len(shares) - len(known))
    return Counter({"single": len(told)})


def value_of(case: Case, repair: Repair) -> Decimal:
    assert repair.best == "optimal"
    return rounded(repair.audit.objective(), case.model.objective.minimise)


def held_combined(case: Case, found: Explanation, every: Enumeration) -> Counter[str]:
    told: dict[tuple[str, ...], set[tuple[Fraction, ...]]] = {}
    for one in found.repairs.combined:
        names = tuple(change.rule for change in one.moved)
        told.setdefault(names, set()).add(tuple(change.amount for change in one.moved))
        amounts = {change.rule: change.amount for change in one.moved}
        assert value_of(case, one) in every.best(amounts), case
    for names, vectors in told.items():
        assert vectors <= every.vectors(names), case
        assert all(min(vector) > 0 for vector in vectors)
    if found.repairs.has_all_combinations:
        names = [rule.id for rule in every.hard]
        for size in range(2, len(names) + 1):
            for some in combinations(names, size):
                whole = {one for one in every.vectors(some) if min(one) > 0}
                assert told.get(some, set()) == whole, (some, case)
    else:
        assert told, case
    seen = Counter({"whole list": int(found.repairs.has_all_combinations)})
    for names, vectors in told.items():
        seen[f"of {len(names)} rules"] += len(vectors)
    return seen


def held_added(case: Case, found: Explanation, every: Enumeration) -> Counter[str]:
    """For each province the least size by year, but for those that another is no worse than."""
    told = {
        (change.province, change.year): (change.amount, one)
        for one in found.repairs.by_facts
        for change in one.changes
        if isinstance(change, MeasureAdded)
    }
    bound = bind(case.instance, case.model)
    for province in (one.code for one in case.instance.provinces):
        measure = one_more_measure(bound, province)
        sizes = {year: least_more(every, measure, year) for year in range(*ends(case, whole=True))}
        known = {year: size for year, size in sizes.items() if size is not None}
        best = {
            (province, year): size
            for year, size in known.items()
            if not any(known[other] <= size for other in known if other > year)
        }
        own = {place: size for place, (size, _) in told.items() if place[0] == province}
        assert own == best, (province, case)
    assert all(one.best == "optimal" for _, one in told.values()), case
    return Counter({"added": len(told)})


def ends(case: Case, *, whole: bool) -> tuple[int, int]:
    years = case.instance.years
    return years.first, years.last + (1 if whole else 0)


def held_limits(case: Case, found: Explanation, every: Enumeration) -> Counter[str]:
    """Every limit that helps when it alone is moved, by the least that does."""
    bound, seen = bind(case.instance, case.model), Counter[str]()
    told = {
        (change.measure, change.limit): change.after
        for one in found.repairs.by_facts
        for change in one.changes
        if isinstance(change, LimitMoved)
    }
    for measure in case.instance.measures:
        if measure.id in bound.locks.exclude:
            continue
        free = unlimited(bound, measure)
        for limit, steps in (
            ("size", sizes_above(measure, free)),
            ("latest", range(measure.start.latest + 1, free.start.latest + 1)),
            ("earliest", range(measure.start.earliest - 1, free.start.earliest - 1, -1)),
        ):
            least = next((one for one in steps if helps(case, measure, limit, one)), None)
            assert told.get((measure.id, limit)) == least, (measure.id, limit, case)
            seen[limit] += least is not None
    return seen


def sizes_above(measure: cp.Measure, free: cp.Measure) -> Iterator[Decimal]:
    size = measure.size.max + measure.size.step
    while size <= min(free.size.max, measure.size.max + 40 * measure.size.step):
        yield size
        size += measure.size.step


def helps(case: Case, measure: cp.Measure, limit: str, value: Any) -> bool:
    """Whether there is a package where one limit is so."""
    part = {"size": "max", "latest": "latest", "earliest": "earliest"}[limit]
    record = "size" if limit == "size" else "start"
    content = dict(case.instance_content)
    content["measures"] = [
        {**one, record: {**one[record], part: value}} if one["id"] == measure.id else one
        for one in content["measures"]
    ]
    changed = Case(content, case.model_content)
    return Enumeration(changed.instance, changed.model).exists


def held_conflict(case: Case, found: Explanation) -> Counter[str]:
    """No package keeps all members; one does where any single member is left out."""
    conflict, bound = found.conflict, bind(case.instance, case.model)
    assert conflict.is_proven_minimal, case
    assert conflict.members
    free = {one.id: unlimited(bound, one) for one in case.instance.measures}
    packages = FreePackages(case.instance, case.model, free)
    members = Members(
        frozenset((one.rule.id, *place_of(one.rule, one.place)) for one in conflict.rows),
        frozenset(one.number for one in conflict.relations),
        frozenset((one.measure, one.limit) for one in conflict.limits),
    )
    assert len(members.every()) == len(conflict.members)
    whole = packages.can_be(members, MOST_FREE)
    assert whole is not True, case
    kinds = {type(one).__name__ for one in conflict.members}
    seen = Counter({"conflict": 1, "conflict not enumerated": whole is None})
    for one in members.every():
        less = packages.can_be(members.without(one), MOST_FREE)
        assert less is not False, (one, case)
        seen["member not enumerated" if less is None else "member"] += 1
    return seen + Counter(kinds)


@pytest.fixture
def _only_these_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """What explains a package that there is has tests of its own."""
    own = {"repairs": repairs_of, "conflict": conflict_of}
    monkeypatch.setattr("compensatie.studies.explaining.PARTS", own)


@pytest.mark.usefixtures("_only_these_parts")
def test_everything_that_helps_and_stands_in_the_way_is_that_of_enumeration(validated) -> None:
    seen, number = Counter[str](), 0
    for _, case in drawn(WHOLE):
        seen += held_to_enumeration(case)
        number += 1
    validated(cases=number, **seen)
    assert number > len(seeds(WHOLE)) / 3
    assert seen["whole list"] > seen["infeasible"] * 3 / 4, seen
    for kind in (
        "feasible",
        "infeasible",
        "single",
        "of 2 rules",
        "of 3 rules",
        "added",
        "size",
        "conflict",
    ):
        assert seen[kind] >= 2, seen


# -- What is not settled is never claimed


@pytest.fixture
def hopeless() -> Explanation:
    """Klein without the measures that it needs: beyond reach, which no solver need say."""
    instance, model = cp.load_instance(KLEIN), cp.load_model("models/per-saldo.toml")
    return cp.explain(instance, model, exclude=NONE_LEFT)


def late(*_: Any) -> Answer:
    return Answer("unsolved", (), None, None, 0.0, "Time limit reached")


def test_a_solver_that_never_answers_determines_nothing(monkeypatch, hopeless) -> None:
    assert hopeless.repairs.single
    assert hopeless.conflict.is_proven_minimal
    monkeypatch.setattr(Live, "ask", late)
    found = cp.explain(hopeless.case.instance, hopeless.case.model, exclude=NONE_LEFT)
    assert (found.status, found.stop) == ("infeasible", "time-limit")  # exact: beyond reach
    assert found.repairs.every == ()
    assert found.repairs.hopeless == ()
    assert set(found.repairs.undetermined) >= {rule.rule.id for rule in hopeless.case.rules}
    assert not found.repairs.has_all_combinations
    assert not found.conflict.is_proven_minimal
    assert {one.short for one in found.conflict.rows} == {None}


def test_a_proof_that_does_not_come_leaves_a_bound(monkeypatch, hopeless) -> None:
    """The solver finds packages, but never proves that there is none."""
    ask = Live.ask
    monkeypatch.setattr(
        Live,
        "ask",
        lambda *asked: late() if (found := ask(*asked)).status == "infeasible" else found,
    )
    found = cp.explain(hopeless.case.instance, hopeless.case.model, exclude=NONE_LEFT)
    assert {one.status for one in found.repairs.single} == {Proof.BOUNDED}
    told = [one.moved[0].amount for one in found.repairs.single]
    assert told == [one.moved[0].amount for one in hopeless.repairs.single]
    assert not found.is_complete


def test_ctrl_c_keeps_the_repairs_found_so_far(monkeypatch, hopeless) -> None:
    asked = iter(range(6))
    ask = Live.ask

    def interrupted(*arguments: Any) -> Answer:
        if next(asked, None) is None:
            raise KeyboardInterrupt
        return ask(*arguments)

    monkeypatch.setattr(Live, "ask", interrupted)
    found = cp.explain(hopeless.case.instance, hopeless.case.model, exclude=NONE_LEFT)
    assert found.stop == "interrupted"
    assert len(found.repairs.single) >= 1
    assert found.repairs.undetermined


# -- The tolerance that says the same


def tolerated(case: Case, rule: str, tolerance: Fraction) -> bool:
    """Whether there is a package where a rule has this tolerance."""
    decimal = Decimal(tolerance.numerator) / Decimal(tolerance.denominator)
    rules = [
        {**one, "tolerance": decimal} if one["id"] == rule else one
        for one in case.model_content["rules"]
    ]
    changed = Case(case.instance_content, {**case.model_content, "rules": rules})
    return Enumeration(changed.instance, changed.model).exists


@pytest.mark.usefixtures("_only_these_parts")
def test_an_equivalent_tolerance_is_enough_and_less_is_not() -> None:
    number = 0
    for seed in seeds(WHOLE):
        family = ("net-employment", "national-deviation")[seed % 2]
        case = seeded_case(seed, family, [family])
        if not is_small(case) or not is_read(case):
            continue
        found = cp.explain(case.instance, case.model)
        for one in found.repairs.single if found.repairs else ():
            (change,) = one.moved
            if change.tolerance is None:
                continue
            up = Fraction(-(-change.tolerance * 10**12 // 1), 10**12)
            assert tolerated(case, change.rule, up), (change, case)
            assert not tolerated(case, change.rule, up - Fraction(1, 10**6)), (change, case)
            number += 1
    assert number >= 2


# -- Three rules together, by hand


def test_three_rules_give_way_together_where_no_two_help() -> None:
    """Three provinces lose 10, 5 and 3 jobs, and there is nothing to be done."""
    lost = {"DR": 10, "FR": 5, "LI": 3}
    instance = {
        "format": 1,
        "name": "three",
        "unit": "fte",
        "reference_year": 2024,
        "years": {"first": 2025, "last": 2025},
        "price_year": 2025,
        "provinces": [{"code": code} for code in lost],
        "employment": [
            {"province": code, "sector": "civil", "jobs": {"2024": 100, "2025": 100 - jobs}}
            for code, jobs in lost.items()
        ],
    }
    floors = [{"id": code, "family": "net-employment", "provinces": [code]} for code in lost]
    model = {"format": 1, "name": "three", "rules": floors}
    case = Case(instance, model)
    found = cp.explain(case.instance, case.model)
    assert found.repairs.single == ()
    assert set(found.repairs.hopeless) == set(lost)
    (repair,) = found.repairs.combined
    assert {one.rule: one.amount for one in repair.moved} == lost
    assert (repair.status, repair.best) == (Proof.PROVEN, "optimal")
    assert {(one.place.province, one.shortfall) for one in repair.rows} == set(lost.items())
    # One floor is enough for a conflict: no measure helps it.
    assert [one.rule.id for one in found.conflict.rows] == ["DR"]
