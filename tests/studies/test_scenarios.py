# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Plans for scenarios equal enumeration: costs, regret, and what knowing is worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

import compensatie as cp
from compensatie.engine import deciding
from compensatie.engine.answer import Answer
from compensatie.engine.deciding import Decided, Deciding
from compensatie.engine.wish import NotBy
from compensatie.errors import InputError, SolverError
from compensatie.policy import Model
from compensatie.studies.plan_questions import PlanQuestions
from compensatie.studies.study import Proof, Stop
from tests.oracle.plans import Plans
from tests.support.drawn_case import Case
from tests.support.seeded import seeded_case, seeds
from tests.support.uncertain import uncertain_case

WHOLE = 240
LEVEL = Fraction(1, 2)
CENT = Fraction(1, 100)
FAMILIES = ("net-employment", "national-deviation", "even-distribution", "high-grade", "bound")


def drawn(whole: int) -> Iterator[tuple[int, Case]]:
    """Cases with scenarios that differ; a quarter have rules of any family."""
    for seed in seeds(whole):
        case = uncertain_case(seed)
        if seed % 4 == 1:
            case = seeded_case(seed, FAMILIES[seed // 4 % len(FAMILIES)])
            if not case.instance.scenarios:
                continue
            case.instance_content["known_from"] = case.instance.years.last
            case = Case(case.instance_content, case.model_content)
        try:
            cp.audit(case.instance, cp.Package(), case.model)
        except InputError:
            continue
        yield seed, case


def same(found, expected: Fraction | None) -> bool:
    """Whether a proven answer is the expected one, to the cent; nothing where there is none."""
    if expected is None:
        return found.status == "infeasible"
    return found.status == "optimal" and abs(found.value - expected) < CENT


def figure(found, expected: Fraction | None) -> bool:
    if expected is None:
        return found.value is None
    return found.status is Proof.PROVEN and abs(found.value - expected) < CENT


def held_to_enumeration(case: Case, seed: int) -> Iterator[str]:
    """Compares everything with brute force; says what kinds of answer there were."""
    every = Plans(case.instance, case.model)
    all_but = seed % 3 if len(every.scenarios) > 2 else 0
    found = cp.scenarios(case.instance, case.model, all_but=all_but)
    assert found.is_complete
    for name, own in found.own.items():
        assert same(own, every.own.get(name)), name
    assert set(found.without_package) == set(every.scenarios) - set(every.values)
    if not every.values:
        assert found.status == "infeasible"
        yield "no scenario has a package"
        return
    assert found.weights == every.weights
    assert same(found.plans["robust"], every.robust(all_but))
    assert same(found.plans["expected"], every.robust())
    assert same(found.plans["regret"], every.regret())
    adaptive = every.adaptive("expected")
    assert same(found.plans["adaptive"], adaptive)
    yield f"robust {found.plans['robust'].status}"
    yield f"adaptive {found.plans['adaptive'].status}"
    if adaptive is not None and every.robust() is None:
        yield "only an adaptive plan"
    for measure in ("worst", "cvar"):
        other = cp.scenarios(
            case.instance, case.model, plans=["adaptive"], measure=measure, level=float(LEVEL)
        )
        assert same(other.plans["adaptive"], every.adaptive(measure, LEVEL)), measure
        assert figures(other, every)
        yield from commitments(other, every)
    yield from commitments(found, every)
    yield from figures(found, every)
    dominated(found)


def figures(found: cp.ScenarioPlans, every: Plans) -> set[str]:
    """Holds what knowing is worth to brute force."""
    seen = {"figures"}
    measure = str(found.asked.measure)
    best, now = every.adaptive("expected"), every.adaptive(measure, LEVEL)
    ideal = every.mean(every.own)
    assert figure(found.evpi, None if best is None else best - ideal)
    sooner = every.adaptive(measure, LEVEL, earlier=1)
    assert figure(found.knowing_earlier, None if now is None else now - sooner)
    average = every.average()
    if average is None or average[0] is None:
        assert found.vss is None
        return seen | {"no average"}
    assert abs(found.average.value - average[0]) < CENT
    robust = found.plans["robust"].proven
    assert figure(found.price_of_robustness, None if robust is None else robust - average[0])
    told = [every.after(package) for package in average[1]]
    if found.vss.status is Proof.NO_PACKAGE:
        assert any(value is None for value, _ in told)
        assert set(found.vss.infinite_in) in [
            failing for value, failing in told if value is None
        ] or (not any(failing for value, failing in told if value is None))
        assert found.vss.infinite_in
        seen.add("infinite VSS")
    elif best is not None:
        assert any(value is not None and figure(found.vss, value - best) for value, _ in told)
        seen.add("finite VSS")
        if found.vss.value > 0:
            seen.add("VSS above 0")
    return seen


def commitments(found: cp.ScenarioPlans, every: Plans) -> Iterator[str]:
    """Holds what must be decided now to brute force."""
    now = every.adaptive(str(found.asked.measure), LEVEL)
    for one in found.commitments:
        how = str(found.asked.measure)
        without = every.without(one.measure, one.year, one.scenarios, how, LEVEL)
        if without is None:
            assert (one.status, one.extra_cost) == (Proof.NO_PACKAGE, None)
        else:
            assert one.status is Proof.PROVEN
            assert abs(one.extra_cost - (without - now)) < CENT
        assert one.is_needed == (without is None or without - now >= CENT)
        yield str(one.verdict)


def dominated(found: cp.ScenarioPlans) -> None:
    """An adaptive plan costs no more than the robust one, and no less than knowing everything."""
    robust, adaptive = found.plans["robust"], found.plans["adaptive"]
    if adaptive.value is None:
        assert robust.value is None or found.asked.all_but
        return
    if robust.value is not None and not found.asked.all_but:
        assert adaptive.value <= robust.value
    own = {name: one.value for name, one in found.own.items() if one.value is not None}
    assert adaptive.value >= sum(found.weights[name] * value for name, value in own.items()) - CENT
    assert all(adaptive.plan.value(name) >= value - CENT for name, value in own.items())


def test_every_plan_and_figure_is_that_of_enumeration(validated) -> None:
    found = [set(held_to_enumeration(case, seed)) for seed, case in drawn(WHOLE)]
    seen = Counter(kind for kinds in found for kind in kinds)
    validated(cases=len(found), infinite_VSS=seen["infinite VSS"], starts_now=seen["commit now"])
    assert sum(seen.values()) > 20
    for kind in ("robust optimal", "adaptive optimal", "infinite VSS", "finite VSS", "commit now"):
        assert seen[kind], seen


def klein(**words):
    instance = cp.load_instance("instances/klein.toml").model_copy(update={"known_from": 2026})
    return cp.scenarios(instance, cp.load_model("models/per-saldo.toml"), **words)


def every_status(found: cp.ScenarioPlans) -> set[str]:
    return {str(one.status) for one in (*found.own.values(), *found.plans.values(), found.average)}


def every_figure(found: cp.ScenarioPlans):
    names = ("evpi", "vss", "price_of_robustness", "knowing_earlier", "saving")
    return [one for name in names if (one := getattr(found, name)) is not None]


def timed_out(*_: object) -> Answer:
    return Answer("unsolved", (), None, None, 0.0, "time")


def test_a_time_out_is_never_a_claim(monkeypatch) -> None:
    monkeypatch.setattr(deciding, "asked", timed_out)
    found = klein()
    assert every_status(found) == {"unsolved"}
    assert found.stop is Stop.TIME
    assert every_figure(found) == []
    assert found.without_package == ()
    assert found.unsettled == ("blijft", "vertrek")
    assert found.commitments == ()


def test_plans_that_time_out_leave_the_own_optima(monkeypatch) -> None:
    whole, calls = deciding.asked, []

    def asked(*words):
        calls.append(words)
        return whole(*words) if len(calls) <= 2 else timed_out()

    monkeypatch.setattr(deciding, "asked", asked)
    found = klein()
    assert {str(one.status) for one in found.own.values()} == {"optimal"}
    assert {str(one.status) for one in found.plans.values()} == {"unsolved"}
    assert all(one.value is None and one.status is Proof.UNSOLVED for one in every_figure(found))
    assert found.stop is Stop.TIME


def test_starts_that_time_out_have_no_verdict(monkeypatch) -> None:
    whole = PlanQuestions.ask

    def ask(self, knowledge, goals, wishes=(), may_miss=0):
        if any(isinstance(one, NotBy) for one in wishes):
            return Decided()
        return whole(self, knowledge, goals, wishes, may_miss)

    monkeypatch.setattr(PlanQuestions, "ask", ask)
    found = klein()
    assert found.commitments
    for one in found.commitments:
        assert one.is_needed is None
        assert one.verdict in (None, "only if", "may wait")
        assert one.status is Proof.UNSOLVED


def test_a_plan_that_is_not_proven_has_no_verdicts(monkeypatch) -> None:
    whole = Deciding.best

    def best(self, equivalent, goals, wishes=()):
        found = whole(self, equivalent, goals, wishes)
        if equivalent.knowledge.first_year is not None and len(equivalent.scenarios) > 1:
            return replace(found, is_proven=False, bound=Fraction(0))
        return found

    monkeypatch.setattr(Deciding, "best", best)
    found = klein()
    assert str(found.plans["adaptive"].status) == "feasible"
    assert {one.verdict for one in found.commitments} == {None}
    assert found.evpi.value is None
    assert found.saving.value is None


@pytest.mark.parametrize(
    ("error", "stop"), [(KeyboardInterrupt(), Stop.INTERRUPTED), (SolverError("x"), Stop.SOLVER)]
)
def test_what_is_broken_off_keeps_what_is_known(monkeypatch, error, stop) -> None:
    whole, calls = deciding.asked, []

    def asked(*words):
        calls.append(words)
        if len(calls) > 3:
            raise error
        return whole(*words)

    monkeypatch.setattr(deciding, "asked", asked)
    found = klein()
    assert found.stop is stop
    assert {str(one.status) for one in found.own.values()} == {"optimal"}
    assert str(found.plans["robust"].status) == "optimal"
    assert str(found.plans["adaptive"].status) == "unsolved"


def test_no_time_asks_nothing() -> None:
    found = klein(time_limit=1e-9)
    assert every_status(found) == {"unsolved"}
    assert found.stop is Stop.TIME


def test_another_solver_gives_the_same_plans() -> None:
    found, other = klein(plans=["adaptive"]), klein(plans=["adaptive"], solver="SCIP_PY")
    assert other.plans["adaptive"].value == found.plans["adaptive"].value


def test_where_nothing_is_ever_known_nothing_can_wait() -> None:
    instance, model = (
        cp.load_instance("instances/klein.toml"),
        cp.load_model("models/per-saldo.toml"),
    )
    found = cp.scenarios(instance, model)
    assert found.plans["adaptive"].value == found.plans["robust"].value
    assert "never-known" in {one.code for one in found.notices}
    assert {str(one.verdict) for one in found.commitments} <= {"commit now", "may wait"}


def test_without_scenarios_there_is_one() -> None:
    instance = cp.load_instance("instances/klein.toml").model_copy(update={"scenarios": ()})
    found = cp.scenarios(instance, cp.load_model("models/per-saldo.toml"))
    assert list(found.own) == ["base"]
    assert found.evpi.value == 0
    assert found.vss.value == 0


def test_the_robust_package_is_what_solve_finds() -> None:
    """And the own optimum of a scenario is what it finds for that one alone."""
    compared = 0
    for _, case in drawn(WHOLE):
        table = case.model.objective
        if table.minimise == "shortfall" or any(one.within for one in table.then):
            continue
        found = cp.scenarios(case.instance, case.model, plans="robust")
        for name, one in found.own.items():
            alone = cp.solve(case.instance, case.model, scenarios=[name])
            assert one.status == alone.status
            assert one.value is None or abs(one.value - alone.objective.value) < CENT
        if found.knowledge.scenarios:
            whole = cp.solve(case.instance, case.model, scenarios=found.knowledge.scenarios)
            robust = found.plans["robust"]
            assert robust.status == whole.status
            assert robust.value is None or abs(robust.value - whole.objective.value) < CENT
            compared += robust.value is not None
    assert compared > 5


def test_a_province_known_in_one_scenario_only_is_tested_there() -> None:
    """Without figures a rule may report only; where they are, it holds: alone and in a plan."""
    own = [{"province": "ZH", "sector": "police", "jobs": {"2024": 100}}]
    leaving = [{"id": "a", "from": "ZH", "jobs": {"2026": 4}}]
    case = uncertain_case(0)
    content = {
        **case.instance_content,
        "employment": case.instance_content["employment"][:1],
        "scenarios": [{"id": "one"}, {"id": "other", "employment": own, "changes": leaving}],
        "signals": [],
    }
    rule = {"id": "floor", "family": "net-employment", "provinces": ["ZH"]}
    model = Model.model_validate(
        {"format": 1, "name": "m", "rules": [{**rule, "where_unknown": "report"}]}
    )
    instance = cp.Instance.model_validate(content)
    found = cp.scenarios(instance, model)
    for name, one in found.own.items():
        assert one.status == cp.solve(instance, model, scenarios=[name]).status
    assert found.without_package == ("other",)


def test_regret_is_no_claim_where_an_own_optimum_is_none(monkeypatch) -> None:
    whole = Deciding.best

    def best(self, equivalent, goals, wishes=()):
        found = whole(self, equivalent, goals, wishes)
        return replace(found, is_proven=len(equivalent.scenarios) > 1)

    monkeypatch.setattr(Deciding, "best", best)
    found = klein(plans="regret")
    assert str(found.own["vertrek"].status) == "feasible"
    assert str(found.plans["regret"].status) == "feasible"


def test_one_plan_can_be_named_by_itself() -> None:
    assert list(klein(plans="regret").plans) == ["regret"]
    assert list(klein(plans="adaptive").plans) == ["robust", "adaptive"]


def between(**keys) -> cp.ScenarioPlans:
    """Two scenarios whose average is between what one measure can make up for."""
    case = uncertain_case(0)
    content = {
        **case.instance_content,
        "scenarios": [
            {"id": "one", "changes": [{"id": "a", "from": "DR", "jobs": {"2026": 4}}]},
            {"id": "other"},
        ],
        "signals": [],
        "known_from": 2026,
        "measures": [
            {
                "id": "four",
                "kind": "agency-expansion",
                "province": "DR",
                "size": {"min": 4, "max": 4},
                "start": {"earliest": 2026, "latest": 2026},
                "costs": [],
            }
        ],
        **keys,
    }
    least = {"id": "least", "family": "net-employment", "provinces": ["DR"]}
    most = {"id": "most", "family": "national-deviation", "provinces": ["DR"]}
    rules = [least, {**most, "direction": "both", "tolerance": 0.01}]
    model = {"format": 1, "name": "between", "rules": rules}
    instance = cp.Instance.model_validate({**content, "national": {"2024": 1000}})
    return cp.scenarios(instance, Model.model_validate(model))


def test_an_average_without_package_says_nothing_and_is_told() -> None:
    """Four jobs make up for four that leave, but are too many for the two that leave on average."""
    found = between()
    assert {str(one.status) for one in found.own.values()} == {"optimal"}
    assert str(found.average.status) == "infeasible"
    assert (found.vss, found.price_of_robustness) == (None, None)
    assert "no-average-package" in {one.code for one in found.notices}
    assert found.evpi.value == 0


def test_an_average_of_which_a_figure_is_unknown_is_told() -> None:
    """Only one scenario has this line, so its mean is not known before."""
    own = [{"province": "ZH", "sector": "police", "jobs": {"2025": 5}}]
    changes = [{"id": "a", "from": "DR", "jobs": {"2026": 4}}]
    found = between(
        scenarios=[{"id": "one", "changes": changes, "employment": own}, {"id": "other"}]
    )
    assert "no-average-scenario" in {one.code for one in found.notices}
    assert str(found.average.status) == "unsolved"
    assert found.is_complete
    assert found.evpi.value == 0


def test_what_cannot_be_asked_is_refused() -> None:
    for words in (
        {"all_but": 2},
        {"level": 1},
        {"plans": ["perfect"]},
        {"measure": "median"},
        {"scenarios": ["nowhere"]},
    ):
        with pytest.raises(InputError):
            klein(**words)


def test_tables_for_notebooks() -> None:
    found = klein()
    assert set(found.to_frame()["plan"]) == {"robust", "expected", "adaptive", "regret"}
    assert set(found.table["scenario"]) == {"blijft", "vertrek"}
    assert len(found.commitment_table) == len(found.commitments) > 0
    assert "<table" in found._repr_html_()
