# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What decisions move and ask, what they add up to, and what is advised in each scenario."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

import compensatie as cp
from compensatie.policy import families
from compensatie.studies.advice import Advice, Decision, Duty, Opinion
from compensatie.studies.study import Stop
from tests.oracle.play import Effect, Picked, Play
from tests.oracle.search import packages, rows_of, solve
from tests.oracle.world import World
from tests.support.dice import Dice
from tests.support.drawn_case import Case, drawn_package, is_read
from tests.support.seeded import seeded_case, seeds
from tests.support.unsettled import TimedOut

WHOLE = 500
FAMILIES = sorted(families())
HAND = tomllib.loads(
    (Path(__file__).parent / "cases" / "advice.toml").read_text("utf-8"), parse_float=Decimal
)["cases"]
USUAL = {"advice_above": 100, "report_from": 50, "attention": ["DR"]}


def by_hand(case: dict[str, Any]) -> tuple[cp.Instance, cp.Model, cp.Package]:
    """An instance with one decision, and the package that takes it."""
    change, measure = case.get("change"), case.get("measure")
    size = case.get("size", 1)
    content: dict[str, Any] = {
        "format": 1,
        "name": "hand",
        "unit": "fte",
        "reference_year": 2022,
        "years": {"first": 2023, "last": 2026},
        "price_year": 2023,
        "provinces": [{"code": code} for code in ("DR", "GE", "ZH")],
        "employment": [{"province": "DR", "sector": "civil", "jobs": {"2022": 1000}}],
        "changes": [{"id": "it", **change}] if change else [],
    }
    if measure:
        own = {"size": {"min": size, "max": size, "step": size}, "costs": []}
        start = {"earliest": 2024, "latest": 2024}
        content["measures"] = [{"id": "it", "start": start, **own, **measure}]
    counting = {key: case[key] for key in ("basis", "hub_factor") if key in case}
    model = {"format": 1, "name": "hand", "advice": USUAL, "counting": counting}
    choices = (cp.Choice(measure="it", start=2024, size=size),) if measure else ()
    package = cp.Package(name="hand", choices=choices)
    return cp.Instance.model_validate(content), cp.Model.model_validate(model), package


def advised(instance: cp.Instance, model: cp.Model, **words: Any) -> Advice:
    found = cp.explain(instance, model, advice=True, **words).advice
    assert found is not None
    return found


@pytest.mark.parametrize("case", HAND, ids=lambda case: case["name"])
def test_a_decision_worked_by_hand(case: dict[str, Any]) -> None:
    instance, model, package = by_hand(case)
    (decision,) = advised(instance, model, package=package).decisions
    moved = decision.movement
    assert moved.posts == Fraction(case["posts"])
    assert str(decision.duty) == case["asks"]
    if "change" in case and case["posts"]:
        posts = Fraction(case["posts"])
        assert moved.leaving == (("DR", posts),)
        assert moved.arriving == (("GE", posts),)
    for name in ("leaving", "arriving"):
        if name in case:
            wanted = {code: Fraction(posts) for code, posts in case[name].items()}
            assert dict(getattr(moved, name)) == wanted


def drawn(seed: int) -> Case:
    """A case with thresholds that some decisions reach exactly."""
    case = seeded_case(seed, FAMILIES[seed % len(FAMILIES)])
    dice = Dice(Random(seed))
    report = dice.one((0, 1, 2))
    table = {
        "report_from": report,
        "advice_above": report + dice.one((0, 1, 2)),
        "attention": dice.some([item["code"] for item in case.instance_content["provinces"]]),
    }
    return Case(case.instance_content, {**case.model_content, "advice": table})


def cases() -> Iterator[tuple[int, Case]]:
    for seed in seeds(WHOLE):
        case = drawn(seed)
        if is_read(case):
            yield seed, case


def is_enough(case: Case, package: cp.Package, scenario: str) -> bool:
    """Whether a package keeps every hard rule, relation and lock in one scenario."""
    world = World(case.instance, case.model, [scenario])
    picked = {Picked(one.measure, one.start, Fraction(one.size)) for one in package.choices}
    for play in packages(world):
        if play.package == picked:
            hard = (rule for rule in case.model.rules if rule.strength == "hard")
            return all(row.slack >= 0 for rule in hard for row in rows_of(world, rule, play))
    return False


def opinion(case: Case, package: cp.Package | None, scenario: str) -> Opinion:
    """What is advised, by looking at every package."""
    if is_enough(case, package or cp.Package(), scenario):
        return Opinion.NO_OBJECTION
    status = solve(case.instance, case.model, [scenario]).status
    return {"optimal": Opinion.UNLESS, "infeasible": Opinion.NEGATIVE}[status]


def moved(case: Case, decision: Decision, package: cp.Package) -> Fraction:
    """Posts across borders, reckoned from the files."""
    if decision.kind == "change":
        every = [*case.instance_content["changes"]]
        for scenario in case.instance_content["scenarios"]:
            if scenario["id"] in decision.scenarios:
                every += scenario["changes"]
        change = next(one for one in every if one["id"] == decision.name)
        is_move = {"from", "to"} <= change.keys() and change["from"] != change["to"]
        return Fraction(max(change["jobs"].values())) if is_move else Fraction(0)
    measure = case.instance.measure_by_id[decision.name]
    world = World(case.instance, posts_counted(case).model)
    choice = package.by_measure()[decision.name]
    effect = Effect(world, measure, Picked(measure.id, choice.start, Fraction(choice.size)))
    height = Fraction(choice.size) * max(map(Fraction, measure.ramp))
    net = [(gain - loss) * height for gain, loss in effect.per_unit().values()]
    return min(sum(one for one in net if one > 0), -sum(one for one in net if one < 0), key=abs)


def posts_counted(case: Case) -> Case:
    counting = {**case.model_content.get("counting", {}), "basis": "posts"}
    return Case(case.instance_content, {**case.model_content, "counting": counting})


def held_to_enumeration(seed: int, case: Case) -> set[str]:
    found = advised(case.instance, case.model)
    whole = solve(case.instance, case.model)
    assert (found.package is None) == (whole.status == "infeasible")
    table = case.model_content["advice"]
    seen = set()
    for one in found.scenarios:
        assert one.opinion == opinion(case, found.package, one.scenario), (seed, one.scenario)
        seen.add(str(one.opinion))
        if one.needed is not None:
            assert is_enough(case, one.needed.package, one.scenario)
        weighed = one.package if found.package is None else found.package
        mine = [each for each in found.decisions if one.scenario in each.scenarios]
        chosen = {each.name for each in mine if each.kind == "measure"}
        assert chosen == set(weighed.by_measure())
        for each in mine:
            assert each.movement.posts == moved(case, each, weighed), (seed, each.name)
            assert each.duty == duty(each.movement.posts, table)
            seen.add(str(each.duty))
        held_to_sums(case, found, one.scenario, weighed)
    return seen


def duty(posts: Fraction, table: dict[str, Any]) -> Duty:
    if posts > table["advice_above"]:
        return Duty.ADVICE
    return Duty.REPORT if posts and posts >= table["report_from"] else Duty.NONE


def held_to_sums(case: Case, found: Advice, scenario: str, package: cp.Package) -> None:
    """What decisions add up to, province by province."""
    world = World(case.instance, posts_counted(case).model)
    picked = [Picked(one.measure, one.start, Fraction(one.size)) for one in package.choices]
    measures = case.instance.measure_by_id
    play = Play(world, tuple(Effect(world, measures[one.measure], one) for one in picked))
    told = {one.province: one for one in found.cumulative if one.scenario == scenario}
    for code in world.codes:
        sums = {
            year: (world.changed(code, year, scenario), play.net(code, year))
            for year in world.horizon
        }
        assert (code in told) == any(any(pair) for pair in sums.values())
        if code in told:
            one, last = told[code], sums[world.horizon[-1]]
            assert (one.changes, one.measures, one.total) == (*last, sum(last))
            assert one.lowest == min(sum(pair) for pair in sums.values())
            assert sum(sums[one.lowest_year]) == one.lowest
            assert one.has_attention == (code in case.model_content["advice"]["attention"])


def test_advice_is_that_of_enumeration(validated: Callable[..., None]) -> None:
    seen = [held_to_enumeration(seed, case) for seed, case in cases()]
    validated(cases=len(seen))
    assert len(seen) > len(seeds(WHOLE)) / 2
    kinds = ("no objection", "negative unless", "negative", "advice", "report", "none")
    for kind in kinds:
        assert sum(kind in one for one in seen) >= 3, kind


def test_a_package_that_is_given_is_weighed_itself() -> None:
    seen = set()
    for seed, case in cases():
        package = drawn_package(Dice(Random(seed)), case.instance, within_range=True)
        found = advised(case.instance, case.model, package=package)
        assert found.package == package
        for one in found.scenarios:
            assert one.opinion == opinion(case, package, one.scenario), (seed, one.scenario)
            seen.add(one.opinion)
    assert {Opinion.NO_OBJECTION, Opinion.UNLESS, Opinion.NEGATIVE} <= seen


def drenthe() -> tuple[cp.Instance, cp.Model]:
    return cp.load_instance("instances/drenthe-2023.toml"), cp.load_model(
        "models/kabinetsinzet.toml"
    )


def test_drenthe_scenario_by_scenario() -> None:
    """As `solve` says of each scenario by itself; 1,003 = 7,944 − (7,991 − 1,050) are missing."""
    found = advised(*drenthe())
    assert found.package is None
    assert [(one.scenario, str(one.opinion)) for one in found.scenarios] == [
        ("defensie-blijft", "no objection"),
        ("havelte-600", "negative unless"),
        ("assen-sluit", "negative"),
        ("beide", "negative"),
        ("groei-prognose-2022", "no objection"),
        ("groei-rijk-gerealiseerd", "no objection"),
    ]
    closes = found.scenarios[2]
    assert closes.demand.missing == 7944 - (7991 - 1050)
    asked = {one.name: str(one.duty) for one in found.decisions}
    assert asked["45-painfbat"] == asked["jwf-kazerne"] == "advice"
    assert asked["uitbreiding-ez"] == "report"  # 75 posts
    assert asked["rijkshub-huisvesting"] == "none"  # its jobs count with those who are housed
    battalion = next(one for one in found.decisions if one.name == "45-painfbat")
    assert battalion.scenarios == ("havelte-600", "beide")


def test_a_model_without_thresholds_is_refused() -> None:
    instance, _ = drenthe()
    with pytest.raises(cp.InputError) as refused:
        cp.explain(instance, cp.load_model("models/per-saldo.toml"), advice=True)
    assert [one.code for one in refused.value.faults] == ["no-thresholds"]


def test_a_time_out_is_no_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
    found = cp.explain(*drenthe(), advice=True)
    assert found.stop is Stop.TIME
    told = {one.scenario: one for one in found.advice.scenarios}
    # Where taking no measure is enough, no solver is needed to see it.
    assert told["defensie-blijft"].opinion is Opinion.NO_OBJECTION
    assert told["havelte-600"].opinion is Opinion.UNKNOWN
    # Nor where a row lies beyond the reach of all measures together.
    for one in told.values():
        assert one.opinion is not Opinion.UNLESS
        assert one.opinion is not Opinion.NEGATIVE or one.demand.remaining > 0


def test_tables_for_notebooks() -> None:
    found = advised(*drenthe(), scenarios=["havelte-600"])
    assert list(found.to_frame()["opinion"]) == ["no objection"]
    moves = found.decision_frame()
    assert moves[moves["decision"] == "uitbreiding-rvo"]["net"].sum() == 0
    sums = found.cumulative_frame().set_index("province")
    assert sums["total"]["DR"] == sums["changes"]["DR"] + sums["measures"]["DR"]
