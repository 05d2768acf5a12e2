# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What `check` warns of: said where it is so, and not where it is not."""

from __future__ import annotations

from typing import Any

import pytest

from compensatie.engine.review import review
from compensatie.facts.instance import Instance
from compensatie.policy import Model
from tests.support.written import instance, measure, model

HELD = {"family": "workplaces"}
FLOOR = {"family": "net-employment", "floor": 11}
SOURCE = {"text": "A letter", "date": "2022-09-07"}
DESKS = {"id": "desks", "available": 4}
PEOPLE = {"code": "DR", "name": "Drenthe", "population": {2022: 100}}
TWO = [{"id": "one"}, {"id": "other"}]
APART = [["one"], ["other"]]
CIVIL = {"province": "DR", "sector": "civil"}


def hub(**parts: Any) -> dict[str, Any]:
    return measure("hub", kind="rijkshub", provides={"desks": 1}, **parts)


def guest(**parts: Any) -> dict[str, Any]:
    return measure("guest", uses={"desks": 1}, **parts)


def scenario(**parts: Any) -> dict[str, Any]:
    return {"id": "other", **parts}


WARNED: dict[str, tuple[str, Instance, Model | None]] = {
    "no-source": ("provinces.DR", instance(), None),
    "no-source of the country": ("national", instance(national={2022: 50}), None),
    "unused-source": ("sources.letter", instance(sources={"letter": {"title": "A letter"}}), None),
    "unused-resource": ("resources.desks", instance(resources=[DESKS]), None),
    "more-than-national": ("national", instance(national={2022: 9}), None),
    "people-of-different-years": (
        "population",
        instance(provinces=[PEOPLE], national_population={2023: 1000}),
        None,
    ),
    "counted-twice": ("hub", instance(measures=[hub(), guest()], resources=[DESKS]), None),
    "other-reference": (
        "other",
        instance(scenarios=[scenario(employment=[{**CIVIL, "jobs": {2022: 11}}])]),
        None,
    ),
    "idle-signal": (
        "signals[0]",
        instance(scenarios=TWO, known_from=2023, signals=[{"year": 2024, "groups": APART}]),
        None,
    ),
    "rule-without-source": ("rule-1", instance(measures=[measure("m")]), model(FLOOR)),
    "resource-not-held": (
        "desks",
        instance(measures=[guest()], resources=[DESKS]),
        model(FLOOR),
    ),
    "unused-sector": (
        "rule-1",
        instance(measures=[measure("m")]),
        model({**FLOOR, "floor": 0, "sectors": ["civil", "defense"]}),
    ),
    "cannot-bind": (
        "rule-1",
        instance(measures=[measure("m")]),
        model({"family": "bound", "quantity": "jobs", "at_most": 5}),
    ),
}
SILENT: dict[str, tuple[str, Instance, Model | None]] = {
    "no-source": (
        "provinces.DR",
        instance(provinces=[{"code": "DR", "name": "Drenthe", "status": "assumed"}]),
        None,
    ),
    "no-source of the country": (
        "national",
        instance(national={2022: 50}, national_status="assumed"),
        None,
    ),
    "unused-source": (
        "sources.letter",
        instance(
            sources={"letter": {"title": "A letter"}},
            national={2022: 50},
            national_source="letter",
        ),
        None,
    ),
    "unused-resource": (
        "resources.desks",
        instance(resources=[DESKS], measures=[guest()]),
        None,
    ),
    "more-than-national": ("national", instance(national={2022: 10}), None),
    "people-of-different-years": (
        "population",
        instance(provinces=[PEOPLE], national_population={2022: 1000}),
        None,
    ),
    "counted-twice": (
        "hub",
        instance(measures=[hub(fte_per_workplace=0), guest()], resources=[DESKS]),
        None,
    ),
    "other-reference": (
        "other",
        instance(scenarios=[scenario(employment=[{**CIVIL, "jobs": {2022: 10, 2024: 5}}])]),
        None,
    ),
    "idle-signal": (
        "signals[0]",
        instance(scenarios=TWO, known_from=2024, signals=[{"year": 2023, "groups": APART}]),
        None,
    ),
    "rule-without-source": (
        "rule-1",
        instance(measures=[measure("m")]),
        model({**FLOOR, "source": SOURCE}),
    ),
    "resource-not-held": (
        "desks",
        instance(measures=[guest()], resources=[DESKS]),
        model(HELD),
    ),
    "unused-sector": (
        "rule-1",
        instance(
            measures=[measure("m")],
            scenarios=[
                scenario(
                    changes=[{"id": "c", "to": "DR", "sector": "defence", "jobs": {2024: 1}}],
                    employment=[{"province": "DR", "sector": "police", "jobs": {2022: 1}}],
                )
            ],
        ),
        model({**FLOOR, "floor": 0, "sectors": ["civil", "defence", "police"]}),
    ),
    "cannot-bind": (
        "rule-1",
        instance(measures=[measure("m")]),
        model({"family": "bound", "quantity": "jobs", "at_most": 4}),
    ),
}


def warned(code: str, facts: Instance, policy: Model | None) -> set[str | None]:
    """The records of which there is this warning."""
    notices = review(facts, policy)
    for notice in notices:
        assert "{" not in notice.message("en") + notice.message("nl")
    return {notice.record for notice in notices if notice.code == code.split()[0]}


@pytest.mark.parametrize("code", WARNED)
def test_it_is_said(code: str) -> None:
    record, facts, policy = WARNED[code]
    assert record in warned(code, facts, policy)


@pytest.mark.parametrize("code", SILENT)
def test_it_is_not_said_where_it_is_not_so(code: str) -> None:
    record, facts, policy = SILENT[code]
    assert record not in warned(code, facts, policy)


def test_both_ways_are_told_of_every_warning() -> None:
    assert WARNED.keys() == SILENT.keys()


def test_provinces_without_figures_count_for_nothing_beside_the_country() -> None:
    unknown = {"code": "FR", "name": "Fryslân"}
    listed = [{"code": "DR", "name": "Drenthe"}, unknown]
    assert warned("more-than-national", instance(provinces=listed), None) == set()
    facts = instance(provinces=listed, national={2022: 9})
    assert warned("more-than-national", facts, None) == {"national"}


def test_the_first_year_is_named_once_for_each_scenario() -> None:
    facts = instance(
        national={2022: 10},
        scenarios=[scenario(), scenario(id="less", national={2024: 9})],
    )
    notices = [one for one in review(facts) if one.code == "more-than-national"]
    assert [one.details for one in notices] == [{"scenario": "less", "year": "2024"}]
