# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The smallest set of changes that explains an answer is that of all subsets, played out."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from pydantic import ValidationError

import compensatie as cp
from compensatie.policy import families
from compensatie.studies.since import NO_CASE, SetProof, Since, Standing
from compensatie.studies.study import Stop
from compensatie.studies.versions import changes_between, with_changes
from compensatie.units import money
from tests.oracle.search import rounded, solve
from tests.support.dice import Dice
from tests.support.drawn_case import Case, is_read
from tests.support.drawn_model import drawn_rule
from tests.support.seeded import seeded_case, seeds
from tests.support.unsettled import TimedOut

WHOLE = 500
HAND = tomllib.loads((Path(__file__).parent / "cases" / "since.toml").read_text("utf-8"))["cases"]
FAMILIES = sorted(families())
Content = dict[str, Any]
Steps = tuple[str, ...]
Answer = tuple[str, str | None, Decimal | None]


@dataclass(frozen=True)
class Edit:
    """One change of a file, written apart from the program."""

    path: Steps
    make: Callable[[Content, Content], None]
    """Changes the content of an instance, or of a model."""


def put(path: Steps, table: Callable[[Content, Content], Content], value: Any) -> Edit:
    """Another value under the last key of a path."""

    def make(facts: Content, policy: Content) -> None:
        table(facts, policy)[path[-1]] = value

    return Edit(path, make)


def named(records: list[Content], name: str) -> Content:
    return next(one for one in records if one["id"] == name)


def edits(dice: Dice, case: Case) -> Iterator[Edit]:
    """Every edit that can be drawn for a case."""
    facts, policy = case.instance_content, case.model_content
    for measure in facts["measures"]:
        yield from _of_measure(dice, measure)
    for record in facts["employment"]:
        path = ("employment", f"{record['province']}/{record['sector']}", "jobs")
        at = facts["employment"].index(record)
        jobs = {"2022": dice.one((4, 8, 12, 16))}
        yield put(path, lambda facts, _, at=at: facts["employment"][at], jobs)
    for change in facts["changes"]:
        name, jobs = change["id"], {"2024": dice.one((1, 2, 3))}
        path = ("changes", name, "jobs")
        yield put(path, lambda facts, _, name=name: named(facts["changes"], name), jobs)
    new = {"id": "new", "from": "DR", "sector": "civil", "jobs": {"2024": dice.one((1, 2))}}
    yield Edit(("changes", "new"), lambda facts, _: facts["changes"].append(new))
    resource = facts["resources"][0]["id"]
    path = ("resources", resource, "available")
    yield put(path, lambda facts, _: facts["resources"][0], dice.one((0, 4)))
    yield from _of_model(dice, case, policy)


def _of_measure(dice: Dice, measure: Content) -> Iterator[Edit]:
    name = measure["id"]

    def own(facts: Content, _: Content) -> Content:
        return named(facts["measures"], name)

    size = measure["size"]
    path = ("measures", name, "size", "max")
    yield put(path, lambda *both: own(*both)["size"], size["max"] + size["step"])
    yield put(("measures", name, "fill_rate"), own, Decimal("0.25"))
    yield put(("measures", name, "ramp"), own, [Decimal("0.25"), Decimal(1)])
    for at, line in enumerate(measure["costs"]):
        key = f"{line['payer']}/{line['label']}"
        path = ("measures", name, "costs", key, "once_per_unit")
        yield put(path, lambda *both, at=at: own(*both)["costs"][at], 1000 * dice.one((1, 3)))
    yield Edit(
        ("measures", name),
        lambda facts, _: facts["measures"].remove(named(facts["measures"], name)),
    )


def _of_model(dice: Dice, case: Case, policy: Content) -> Iterator[Edit]:
    counting = {**policy.get("counting", {"basis": "posts"})}
    other = "posts" if counting["basis"] == "filled" else "filled"
    yield put(("counting", "basis"), lambda _, own: own.setdefault("counting", {}), other)
    yield put(("objective", "continue_years"), lambda _, own: own["objective"], 7)
    for rule in policy["rules"]:
        name = rule["id"]
        yield Edit(
            ("rules", name),
            lambda _, own, name=name: own["rules"].remove(named(own["rules"], name)),
        )
    new = {"id": "new", **drawn_rule(dice, dice.one(FAMILIES), case.instance_content)}
    yield Edit(("rules", "new"), lambda _, own: own["rules"].append(new))


def edited(case: Case, chosen: Iterable[Edit]) -> Case | None:
    """The case with some edits; None where they fit no file."""
    facts, policy = deepcopy(case.instance_content), deepcopy(case.model_content)
    try:
        # What goes goes last, so that what is changed in it is there.
        for one in sorted(chosen, key=lambda edit: -len(edit.path)):
            one.make(facts, policy)
        other = Case(facts, policy)
        assert other.instance
        assert other.model
    except (ValidationError, cp.InputError):
        return None
    return other


def answer(case: Case | None) -> Answer | None:
    """Status and first objective, by looking at every package; None for no case."""
    if case is None or not is_read(case):
        return None
    found = solve(case.instance, case.model)
    if found.status == "refused":
        return None
    name = case.model.objective.minimise
    value = None if found.least is None else rounded(found.least, name)
    return found.status, None if value is None else name, value


def drawn() -> Iterator[tuple[Case, list[Edit]]]:
    """Cases with two to four edits of places of their own, readable before and after."""
    for seed in seeds(WHOLE):
        case = seeded_case(seed, FAMILIES[seed % len(FAMILIES)])
        dice = Dice(Random(seed))
        pool = list(edits(dice, case))
        mine: list[Edit] = []
        for _ in range(20):
            one = dice.one(pool)
            nested = any(
                one.path[: len(other.path)] == other.path[: len(one.path)] for other in mine
            )
            if len(mine) < 2 + seed % 3 and not nested:
                mine.append(one)
        if answer(case) is not None and answer(edited(case, mine)) is not None:
            yield case, mine


def smallest(case: Case, mine: list[Edit]) -> int:
    """How many edits it takes to have the new answer, trying every subset."""
    target = answer(edited(case, mine))
    for number in range(len(mine) + 1):
        for chosen in combinations(mine, number):
            if answer(edited(case, chosen)) == target:
                return number
    raise AssertionError("all edits together give the new answer")


def since(case: Case, new: Case) -> Since:
    found = cp.explain(new.instance, new.model, since=case.instance, since_model=case.model)
    assert found.since is not None
    return found.since


def held_to_subsets(case: Case, mine: list[Edit]) -> tuple[int, int]:
    new = edited(case, mine)
    found = since(case, new)
    by_path = {one.path: one for one in mine}
    told = {one.path for one in found.counting}
    # An edit that puts what was there already is no change.
    assert told <= by_path.keys()
    assert answer(edited(case, [by_path[path] for path in told])) == answer(new)
    needed = [by_path[one.path] for one in found.explaining.changes]
    assert found.explaining.proof is SetProof.PROVEN
    assert answer(edited(case, needed)) == answer(new), str(case)
    assert len(needed) == smallest(case, mine), str(case)
    for change, alone in zip(found.counting, found.alone, strict=True):
        wanted = answer(edited(case, [by_path[change.path]]))
        assert alone is not None
        if wanted is None:
            assert alone == NO_CASE
        else:
            value = None if alone.value is None else rounded(alone.value, alone.objective)
            assert (alone.objective, value) == wanted[1:]
    held_to_sums(found)
    return len(needed), len(told)


def held_to_sums(found: Since) -> None:
    """What packages do otherwise adds up to the difference in cost."""
    if found.before.criteria is None or found.after.criteria is None:
        assert list(found.otherwise()) == []
        return
    difference = found.after.criteria.cost - found.before.criteria.cost
    assert sum((one.cost for one in found.otherwise()), Fraction(0)) == difference


def test_the_smallest_set_is_that_of_every_subset(validated: Callable[..., None]) -> None:
    sizes = [held_to_subsets(case, mine) for case, mine in drawn()]
    validated(cases=len(sizes))
    assert len(sizes) > len(seeds(WHOLE)) / 3
    for needed in (0, 1, 2):
        assert sum(one == needed for one, _ in sizes) >= 2, sizes
    assert sum(0 < one < whole for one, whole in sizes) >= 2, sizes


def test_a_version_written_again_is_the_same() -> None:
    for seed in seeds(WHOLE):
        case = seeded_case(seed, FAMILIES[seed % len(FAMILIES)])
        for document in (case.instance, case.model):
            again = with_changes(document, document, ())
            changes = changes_between("instance", document, again)
            assert [one.path for one in changes if one.counts] == []


KLEIN = ("instances/klein.toml", "models/per-saldo.toml")


def klein(*settings: str) -> tuple[cp.Instance, cp.Model]:
    return cp.load_instance(KLEIN[0], settings), cp.load_model(KLEIN[1])


def test_the_same_version_has_nothing_to_explain() -> None:
    found = cp.explain(*klein(), since=KLEIN[0]).since
    assert found.changes == ()
    assert found.explaining.changes == ()
    assert found.explaining.proof is SetProof.PROVEN
    assert found.extra_cost == 0


def test_answers_are_one_as_nearly_as_they_are_proven() -> None:
    large = Standing(True, "cost", Fraction(10**9))
    assert large.is_same(large._replace(value=Fraction(10**9 + 10)))
    assert not large.is_same(large._replace(value=Fraction(10**9 + 11)))
    assert not large.is_same(large._replace(objective="cost-once"))
    assert not Standing(False).is_same(NO_CASE)
    cents = Standing(True, "cost", Fraction("0.01"))
    assert not cents.is_same(cents._replace(value=Fraction("0.02")))


def test_records_are_matched_by_id_whatever_their_order() -> None:
    instance, model = klein()
    turned = instance.model_copy(update={"measures": instance.measures[::-1]})
    assert cp.explain(turned, model, since=instance).since.changes == ()


def test_texts_are_told_apart_from_what_counts() -> None:
    instance, model = klein("measures.gastplekken.remark='x'", "measures.gastplekken.size.min=20")
    found = cp.explain(instance, model, since=KLEIN[0]).since
    told = {one.path[-1]: one.counts for one in found.changes}
    assert told == {"min": True, "remark": False}


@pytest.mark.parametrize("case", HAND, ids=lambda case: case["name"])
def test_changes_worked_by_hand(case: dict[str, Any]) -> None:
    instance, model = klein(*(quoted(one) for one in case["settings"]))
    found = cp.explain(instance, model, since=KLEIN[0]).since
    assert [".".join(one.path) for one in found.explaining.changes] == case["explaining"]
    assert found.explaining.proof is SetProof.PROVEN


def quoted(setting: str) -> str:
    """A setting with the name of a cost line between quotes, where it has blanks."""
    return setting.replace("Rijk/setting up and wages", '"Rijk/setting up and wages"')


def test_a_scenario_that_is_not_looked_at_explains_nothing() -> None:
    drenthe = cp.load_instance("instances/drenthe-2023.toml")
    model = cp.load_model("models/per-saldo.toml")
    other = "scenarios.beide.changes.45-painfbat.jobs={ 2025 = 900 }"
    new = cp.load_instance("instances/drenthe-2023.toml", [other])
    found = cp.explain(new, model, since=drenthe, scenarios=["havelte-600"]).since
    assert [one.path for one in found.changes] == [
        ("scenarios", "beide", "changes", "45-painfbat", "jobs")
    ]
    assert found.explaining.changes == ()


def test_where_sets_are_too_many_it_is_not_called_smallest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensatie.studies.tracing.MOST_SETS", 4)
    drenthe = cp.load_instance("instances/drenthe-2023.toml")
    model = cp.load_model("models/per-saldo.toml")
    settings = [
        "measures.bzk-inspanning.size.max=140",
        "measures.uitbreiding-rvo.size.max=140",
        "measures.uitbreiding-dictu.size.max=60",
        "measures.rijkshub-gastplekken.size.max=55",
    ]
    new = cp.load_instance("instances/drenthe-2023.toml", settings)
    found = cp.explain(new, model, since=drenthe, scenarios=["havelte-600"]).since
    assert found.explaining.proof is SetProof.BOUNDED
    assert found.explaining.changes
    part = with_changes(drenthe, new, [one.path for one in found.explaining.changes])
    again = cp.solve(part, model, scenarios=["havelte-600"])
    assert money(again.objective.value) == money(found.after.criteria.value)


def test_a_time_out_explains_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
    instance, model = klein("measures.gastplekken.size.min=20")
    found = cp.explain(instance, model, since=KLEIN[0])
    assert found.stop is Stop.TIME
    assert found.since.explaining.proof is SetProof.UNKNOWN
    assert found.since.explaining.changes == ()
    assert set(found.since.alone) == {None}
    assert found.since.extra_cost is None


def test_a_version_that_does_not_fit_is_refused_in_its_own_file(tmp_path: Path) -> None:
    old = tmp_path / "old.toml"
    text = Path(KLEIN[1]).read_text("utf-8").replace('["DR"]', '["DR", "FRL2"]')
    old.write_text(text, "utf-8")
    with pytest.raises(cp.InputError) as refused:
        cp.explain(*klein(), since=KLEIN[0], since_model=old)
    (fault,) = refused.value.faults
    assert (fault.code, fault.file) == ("unknown-province", str(old))
    assert "FRL2" in text.split("\n")[int(fault.line) - 1]


def test_a_table_for_notebooks() -> None:
    instance, model = klein("measures.uitbreiding.costs.relocation.once_per_unit=46000")
    frame = cp.explain(instance, model, since=KLEIN[0]).since.to_frame()
    assert list(frame["before"]) == [45000]
    assert list(frame["after"]) == [46000]
    assert list(frame["explains"]) == [True]
