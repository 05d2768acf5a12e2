# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The answer under each reading equals enumeration, and what is left out changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from decimal import Decimal
from itertools import product
from random import Random
from typing import Any

import pytest

import compensatie as cp
from compensatie.facts.series import Series
from compensatie.studies.definitions import Answered, Definitions, ReadingStatus
from compensatie.studies.study import Stop
from tests.oracle.play import Play
from tests.oracle.search import rounded, rows_of, solve
from tests.oracle.world import Refused, World
from tests.support.dice import Dice
from tests.support.drawn_case import Case, drawn_package, is_read
from tests.support.seeded import seeded_case, seeds
from tests.support.unsettled import TimedOut

WHOLE = 500
FAMILIES = ("national-deviation", "even-distribution", "net-employment", "high-grade", "bound")
EARLIER = "2020"
Values = tuple[tuple[str, Any], ...]


def drawn(seed: int) -> Case:
    """A case in which norms leave things open: earlier figures, and some that are missing."""
    case = seeded_case(seed, FAMILIES[seed % len(FAMILIES)], FAMILIES)
    dice = Dice(Random(seed))
    content = deepcopy(case.instance_content)
    if dice.chance(50):
        for record in content["employment"]:
            record["jobs"] = {EARLIER: dice.one((4, 8, 8, 16)), **record["jobs"]}
    if "national" in content and dice.chance(70):
        content["national"] = {EARLIER: dice.one((16, 32)), **content["national"]}
    if dice.chance(25):
        dice.one(content["provinces"]).pop("labour_force")
    model = deepcopy(case.model_content)
    for rule in model["rules"]:
        if dice.chance(25):
            rule["where_unknown"] = "report"
    return Case(content, model)


def read(case: Case, values: Values) -> Case:
    """The case with its definitions filled in so; written apart from the program."""
    model = deepcopy(case.model_content)
    for key, value in values:
        if key in ("basis", "hub_factor"):
            model.setdefault("counting", {})[key] = value
        for rule in model["rules"]:
            families = {
                "national": "national-deviation",
                "base_year": "national-deviation",
                "by": "even-distribution",
            }
            if families.get(key) == rule["family"]:
                rule[key] = value
    return Case(case.instance_content, model)


def provinces_tested(case: Case) -> set[tuple[str, str | None]]:
    """What rules look at.

    Raises:
        Refused: a figure that they need is missing.
    """
    world = World(case.instance, case.model)
    none = Play(world, ())
    return {
        (rule.id, row.province) for rule in case.model.rules for row in rows_of(world, rule, none)
    }


def expected(case: Case, own: Case) -> tuple[str, Decimal | None]:
    """Status and first objective by looking at every package."""
    try:
        if not provinces_tested(own) <= provinces_tested(case):
            return "missing facts", None
    except Refused:
        return "missing facts", None
    answer = solve(case.instance, case.model)
    if answer.status != "optimal":
        return answer.status, None
    stages = {rounded(one.values[0], case.model.objective.minimise) for one in answer.best.values()}
    return "optimal", min(stages) if len(stages) == 1 else None


def told(one: Answered, case: Case) -> tuple[str, Decimal | None]:
    if one.criteria is None:
        return str(one.status), None
    return str(one.status), rounded(one.criteria.value, case.model.objective.minimise)


def every_value(case: Case) -> Iterator[Values]:
    """Every way to fill in one definition; base years as far as they are written down."""
    yield from ((("basis", one),) for one in ("posts", "filled"))
    yield from ((("hub_factor", Decimal(one)),) for one in (0, 1))
    yield from ((("national", one),) for one in ("total", "without-province"))
    yield from ((("by", one),) for one in ("population", "labour_force"))
    yield from ((("base_year", one),) for one in (int(EARLIER), case.instance.reference_year))


def combined(asked: Definitions) -> set[Values]:
    """Every choice of readings that fills in more than one definition."""
    single: dict[str, list[Values]] = {}
    for one in asked.single:
        single.setdefault(one.reading.values[0][0], []).append(one.reading.values)
    chosen = product(*([(), *own] for own in single.values()))
    every = (tuple(pair for one in some for pair in one) for some in chosen)
    return {values for values in every if len(values) > 1}


def held_to_enumeration(case: Case) -> set[str]:
    found = cp.explain(case.instance, case.model, definitions=True)
    asked = found.definitions
    assert isinstance(asked, Definitions)
    assert found.is_complete
    own = expected(case, case)
    for one in asked.every:
        wanted = expected(read(case, one.reading.values), case)
        is_tie = wanted[0] == "optimal" and wanted[1] is None
        assert told(one, case) == wanted or (is_tie and str(one.status) == "optimal"), case
    assert {one.reading.values for one in asked.together} == combined(asked)
    assert asked.left_out == 0
    listed = {one.reading.values for one in asked.every}
    for values in every_value(case):
        if values in listed:
            continue
        other = read(case, values)
        if values[0][0] == "base_year" and expected(other, case)[0] == "missing facts":
            continue  # a year that the figures do not allow is no reading
        assert expected(other, case) == own, (values, str(case))
    return {str(one.status) for one in asked.every[1:]} | ({"same"} if asked.same else set())


def cases() -> Iterator[Case]:
    for seed in seeds(WHOLE):
        case = drawn(seed)
        if is_read(case):
            yield case


def test_every_reading_is_answered_as_enumeration_does(validated: Callable[..., None]) -> None:
    seen = [held_to_enumeration(case) for case in cases()]
    validated(cases=len(seen))
    assert len(seen) > len(seeds(WHOLE)) / 2
    for kind in ("optimal", "infeasible", "missing facts", "same"):
        assert sum(kind in one for one in seen) >= 2, kind


def klein() -> tuple[cp.Instance, cp.Model]:
    return cp.load_instance("instances/klein.toml"), cp.load_model("models/per-saldo.toml")


def test_klein_by_hand() -> None:
    """The desks do not count by the strict reading: the 28 posts that they bring must come else.

    See instances/README.md for the answer by the model's own reading.
    """
    found = cp.explain(*klein(), definitions=True).definitions
    keys = [one.reading.values[0][0] for one in found.single]
    assert "hub_factor" in keys
    assert found.own.criteria.value == Decimal("3194953.59")
    assert all(one.status is not ReadingStatus.UNSOLVED for one in found.every)


def test_a_package_that_is_given_is_checked_under_each_reading() -> None:
    instance, model = klein()
    desks = cp.Choice(measure="gastplekken", start=2025, size=20)
    growth = cp.Choice(measure="uitbreiding", start=2025, size=30)
    package = cp.Package(name="mine", choices=(desks, growth))
    found = cp.explain(instance, model, package=package, definitions=True).definitions
    for one in found.every:
        again = cp.audit(instance, package, one.reading.of(model))
        assert one.given.met == again.met
    assert found.own.given.met


def test_a_drawn_package_is_enough_as_its_audit_says() -> None:
    for seed, case in zip(seeds(100), cases(), strict=False):
        package = drawn_package(Dice(Random(seed)), case.instance, within_range=True)
        found = cp.explain(case.instance, case.model, package=package, definitions=True)
        for one in found.definitions.every:
            if one.status is not ReadingStatus.MISSING_FACTS:
                other = read(case, one.reading.values)
                assert one.given.met == cp.audit(other.instance, package, other.model).met


def test_too_many_combinations_are_counted_and_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensatie.studies.definitions.MOST_TOGETHER", 0)
    drenthe = cp.load_instance("instances/drenthe-2023.toml")
    model = cp.load_model("models/per-saldo.toml")
    found = cp.explain(drenthe, model, scenarios=["havelte-600"], definitions=True).definitions
    assert [one.reading.values for one in found.single] == [
        (("basis", "filled"),),
        (("hub_factor", Decimal(0)),),
    ]
    assert found.together == ()
    assert found.left_out == 1


def test_the_motion_of_de_vries_asks_the_same_with_or_without_the_province() -> None:
    """(E−E₀)/E₀ ≥ (N−N₀)/N₀ exactly where it is so of the rest of the country."""
    drenthe = cp.load_instance("instances/drenthe-2023.toml")
    model = cp.load_model("models/motie-de-vries.toml")
    found = cp.explain(drenthe, model, definitions=True).definitions
    assert [one.values for one in found.same] == [(("national", "without-province"),)]
    tolerant = [
        rule.model_copy(update={"tolerance": Series({1900: Decimal("0.01")})})
        if rule.family == "national-deviation"
        else rule
        for rule in model.rules
    ]
    loose = model.model_copy(update={"rules": tuple(tolerant)})
    assert cp.explain(drenthe, loose, definitions=True).definitions.same == ()


def test_of_a_soft_rule_the_same_row_at_another_scale_is_priced_otherwise() -> None:
    """Without the province a shortfall is N₀/(N₀−E₀) as large, so its price is too."""
    drenthe = cp.load_instance("instances/drenthe-2023.toml")
    model = cp.load_model("models/kabinetsinzet.toml")
    words = {"scenarios": ["defensie-blijft"], "definitions": True}
    found = cp.explain(drenthe, model, **words).definitions
    # Nobody leaves in this scenario, and every post of a measure is filled.
    assert [one.values for one in found.same] == [(("basis", "filled"),)]
    assert (("national", "without-province"),) in [one.reading.values for one in found.single]


def test_a_time_out_is_no_answer_under_any_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
    found = cp.explain(*klein(), definitions=True)
    assert found.stop is Stop.TIME
    assert {str(one.status) for one in found.definitions.every} == {"unsolved"}
    assert all(found.definitions.extra_cost(one) is None for one in found.definitions.every)


def test_a_table_for_notebooks() -> None:
    found = cp.explain(*klein(), definitions=True)
    frame = found.definitions.to_frame()
    assert len(frame) == len(found.definitions.every)
    assert frame["status"][0] == "optimal"
    assert frame["extra_cost"][0] == 0
