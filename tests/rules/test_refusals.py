# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What rules refuse of an instance, and what they want people to know: where, in which words."""

from __future__ import annotations

from typing import Any

import pytest

from compensatie.engine.case import Case, bind
from compensatie.errors import Fault, InputError
from compensatie.facts.place import Place
from tests.support.written import instance, measure, model

DESKS = {"id": "desks", "available": 4}
DRENTHE = {"code": "DR", "name": "Drenthe"}
FRYSLAN = {"code": "FR", "name": "Fryslân"}
CIVIL = {"province": "DR", "sector": "civil"}
PARTS: dict[str, Any] = {
    "provinces": [DRENTHE, FRYSLAN],
    "measures": [measure("agency"), measure("hub")],
    "resources": [DESKS],
    "scenarios": [{"id": "stays"}, {"id": "leaves"}],
}
"""Drenthe has 10 jobs, and nothing else is known of either province."""
WORKPLACES = {"family": "workplaces"}
NET = {"family": "net-employment", "provinces": ["DR"]}
PACE = {"family": "national-deviation", "provinces": ["DR"]}
EVEN = {"family": "even-distribution", "provinces": ["DR"]}
PEOPLE = {**DRENTHE, "population": {2022: 8}}


def bound(rule: dict[str, Any], **parts: Any) -> Case:
    return bind(instance(**{**PARTS, **parts}), model(rule))


def told(fault: Fault) -> tuple[Any, ...]:
    """Where a fault lies, what it says, and what would be right."""
    where = (fault.code, fault.field_name)
    return (*where, fault.value, fault.message("en"), fault.allowed_message("en"), fault.suggestion)


NAMES = [
    (
        {**WORKPLACES, "resources": ["desks", "desk"]},
        (
            "unknown-resource",
            "rules[0].resources[1]",
            "desk",
            "there is no resource “desk”",
            "one of: desks",
            "desks",
        ),
    ),
    (
        {"family": "bound", "quantity": "size", "at_most": 1, "measures": ["hub", "agenci"]},
        (
            "unknown-measure",
            "rules[0].measures[1]",
            "agenci",
            "there is no measure “agenci”",
            "one of: agency, hub",
            "agency",
        ),
    ),
    (
        {**NET, "floor": 0, "scenarios": ["stays", "leave"]},
        (
            "unknown-scenario",
            "rules[0].scenarios[1]",
            "leave",
            "there is no scenario “leave”",
            "one of: stays, leaves",
            "leaves",
        ),
    ),
    (
        {**PACE, "base_year": 2023},
        (
            "base-year-too-late",
            "rules[0].base_year",
            "2023",
            "2023 lies after the reference year",
            "a year up to the reference year 2022",
            None,
        ),
    ),
]
TOLERANCE = (
    "tolerance-unknown",
    "rules[0].tolerance",
    None,
    "the tolerance of 2023 is not given",
    None,
    None,
)


@pytest.mark.parametrize(("rule", "wanted"), NAMES, ids=lambda one: str(one)[:30])
def test_what_a_rule_names_must_be_there(rule: dict[str, Any], wanted: tuple[Any, ...]) -> None:
    with pytest.raises(InputError) as caught:
        bound(rule)
    assert [told(fault) for fault in caught.value.faults] == [wanted]


@pytest.mark.parametrize("rule", [PACE, NET], ids=lambda one: str(one["family"]))
def test_a_tolerance_by_year_must_be_given_from_the_first_year_on(rule: dict[str, Any]) -> None:
    national: dict[str, Any] = {"national": {2022: 100}}
    with pytest.raises(InputError) as caught:
        bound({**rule, "tolerance": {2024: 0.1}}, **national)
    assert [told(fault) for fault in caught.value.faults] == [TOLERANCE]
    case = bound({**rule, "tolerance": {2023: 0.1}}, **national)
    assert len(case.rules[0].without_measures) == 3 * 2


LEVELS = [
    (PACE, {"employment": [{**CIVIL, "jobs": {2022: 0}}], "national": {2022: 100}}, "DR", 2022),
    (PACE, {"employment": [{**CIVIL, "jobs": {2022: 10}}], "national": {2022: 0}}, "written", 2022),
    (
        {**PACE, "base_year": 2021},
        {"employment": [{**CIVIL, "jobs": {2021: 0, 2022: 1}}], "national": {2021: 100}},
        "DR",
        2021,
    ),
    (
        EVEN,
        {"provinces": [PEOPLE], "national": {2022: 9}, "national_population": {2023: 0, 2022: 1}},
        "written",
        2023,
    ),
    (
        {**EVEN, "limit": "reference"},
        {"provinces": [PEOPLE], "national": {2022: 0}, "national_population": {2022: 9}},
        "written",
        2022,
    ),
]


@pytest.mark.parametrize(("rule", "parts", "name", "year"), LEVELS)
def test_nothing_is_compared_with_a_level_of_0(
    rule: dict[str, Any], parts: dict[str, Any], name: str, year: int
) -> None:
    with pytest.raises(InputError) as caught:
        bound(rule, **parts)
    text = f"the level of {name} in {year} is 0: a relative rule cannot be tested"
    wanted = ("zero-level", "rules[0]", None, text, None, None)
    assert {told(fault) for fault in caught.value.faults} == {wanted}


WORKERS = {**DRENTHE, "labour_force": {2022: 8}}
UNKNOWN = [
    (NET, {"employment": []}, "there are no employment figures of DR"),
    (
        {**NET, "sectors": ["defence"]},
        {},
        "there are no employment figures of DR",
    ),
    (
        {**NET, "sectors": ["defence"], "floor": 1},
        {},
        "there are no employment figures of DR",
    ),
    (
        {**NET, "floor": 1},
        {"employment": [{**CIVIL, "jobs": {2024: 10}}]},
        "employment of DR in sector civil is unknown in 2023",
    ),
    (PACE, {"employment": [], "national": {2022: 9}}, "there are no employment figures of DR"),
    (
        {**PACE, "base_year": 2020},
        {"national": {2020: 9}},
        "employment of DR in sector civil is unknown in 2020",
    ),
    (EVEN, {"national": {2022: 9}}, "the people of DR are not counted for 2023"),
    (
        {**EVEN, "by": "labour_force"},
        {"provinces": [PEOPLE], "national": {2022: 9}},
        "the people of DR are not counted for 2023",
    ),
    (
        {**EVEN, "limit": "reference"},
        {"provinces": [{**DRENTHE, "population": {2023: 8}}], "national": {2022: 9}},
        "the people of DR are not counted for 2022",
    ),
    (
        EVEN,
        {"provinces": [PEOPLE], "employment": [], "national": {2022: 9}},
        "there are no employment figures of DR",
    ),
    (
        {"family": "absorption", "provinces": ["DR"], "share": 1},
        {"provinces": [PEOPLE]},
        "the people of DR are not counted for 2023",
    ),
]


@pytest.mark.parametrize(("rule", "parts", "text"), UNKNOWN, ids=lambda one: str(one)[:40])
def test_a_province_without_figures_is_refused_or_reported(
    rule: dict[str, Any], parts: dict[str, Any], text: str
) -> None:
    with pytest.raises(InputError) as caught:
        bound(rule, **parts)
    found = [(fault.code, fault.message()) for fault in caught.value.faults]
    assert found == [("missing-fact", text)]
    (entry,) = bound({**rule, "where_unknown": "report"}, **parts).rules
    (finding,) = entry.without_measures
    assert (finding.rule, finding.family) == ("rule-1", rule["family"])
    assert (finding.place, finding.sense, finding.unit) == (Place(province="DR"), ">=", "jobs")
    assert (finding.measured, finding.bound, finding.met) == (None, None, None)


def test_a_figure_that_is_needed_in_no_year_in_scope_may_be_unknown() -> None:
    later = {"provinces": [{**DRENTHE, "labour_force": {2024: 8}}]}
    rule = {"family": "absorption", "provinces": ["DR"], "share": 1, "years": {"first": 2024}}
    findings = bound(rule, **later).rules[0].without_measures
    assert [(one.place.year, one.bound) for one in findings] == [(2024, 8), (2025, 8)]


def test_a_sum_over_years_names_no_year_and_a_state_its_last() -> None:
    for quantity, year in (("cost", None), ("cost-once", None), ("jobs", 2025), ("size", 2025)):
        rule = {"family": "bound", "quantity": quantity, "at_most": 1}
        (finding,) = bound(rule).rules[0].without_measures
        assert (finding.family, finding.place) == ("bound", Place(year=year, side="upper"))


def test_a_soft_rule_that_is_not_tested_is_still_a_soft_rule() -> None:
    soft = {**NET, "strength": "soft", "price": 1, "where_unknown": "report"}
    for rule, is_hard in ((soft, False), ({**NET, "where_unknown": "report"}, True)):
        (entry,) = bound(rule, employment=[]).rules
        assert [one.is_hard for one in entry.without_measures] == [is_hard]


def test_a_province_that_is_not_listed_is_refused() -> None:
    with pytest.raises(InputError) as caught:
        bound({**NET, "provinces": ["DR", "Drente"]})
    (fault,) = caught.value.faults
    assert (fault.code, fault.value, fault.suggestion) == ("unknown-province", "Drente", "Drenthe")


def test_the_reference_year_is_early_enough_to_count_from() -> None:
    national: dict[str, Any] = {"national": {2022: 100}}
    assert bound({**PACE, "base_year": 2022}, **national).rules[0].without_measures


def test_a_missing_high_grade_share_counts_as_0_and_that_is_said() -> None:
    leave = {"from": "DR", "sector": "civil", "jobs": {2024: 1}}
    case = bound(
        {"family": "high-grade", "provinces": ["DR"]},
        measures=[measure("agency"), measure("hub", high_grade_share=0)],
        changes=[{"id": "office", **leave}, {"id": "barracks", **leave, "high_grade_share": 0.1}],
    )
    said = [(one.code, one.record, one.message("en")) for one in case.notices]
    assert said == [
        (
            "high-grade-share-missing",
            name,
            f"“{name}” has no high-grade share: it counts as 0",
        )
        for name in ("agency", "office")
    ]
    assert case.notices[0].message("nl") != said[0][2]
