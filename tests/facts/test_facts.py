# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is so before any measure, against numbers worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from compensatie.errors import InputError, MissingFactError
from compensatie.facts.counting import Counting, Valuation
from compensatie.facts.facts import Facts
from compensatie.facts.instance import Instance
from tests.support.written import instance, measure

PROVINCES = [
    {"code": "DR", "population": {2022: 10}, "labour_force": {2022: 5}},
    {"code": "ZH", "population": {2022: 30}},
]
EMPLOYMENT = [
    {"province": "DR", "sector": "civil", "jobs": {2022: 10}},
    {"province": "DR", "sector": "defence", "jobs": {2022: 6, 2024: 8}},
    {"province": "ZH", "sector": "civil", "jobs": {2022: 100}},
]
CHANGES = [
    {
        "id": "move",
        "from": "DR",
        "to": "ZH",
        "sector": "defence",
        "jobs": {2023: 2, 2025: 3},
        "fill_rate": 0.5,
    },
    {"id": "new", "to": "DR", "sector": "civil", "jobs": {2024: 1}},
    {"id": "gone", "from": "ZH", "sector": "civil", "jobs": {2024: 4}},
]


def written(**parts: Any) -> Instance:
    return instance(
        **{"provinces": PROVINCES, "employment": EMPLOYMENT, "changes": CHANGES, **parts}
    )


def test_a_baseline_is_the_sum_of_its_sectors() -> None:
    facts = Facts(written())
    assert facts.baseline("DR", 2023, "base") == 17
    assert facts.baseline("DR", 2023, "base", ["defence"]) == 7
    assert facts.reference("DR", "base") == 16


def test_a_scenario_replaces_a_line_from_its_first_year_on() -> None:
    other = {"province": "DR", "sector": "defence", "jobs": {2024: 2}, "growth": 1}
    facts = Facts(written(scenarios=[{"id": "shrink", "employment": [other]}]))
    levels = [facts.baseline("DR", year, "shrink", ["defence"]) for year in range(2022, 2026)]
    assert levels == [6, 7, 2, 4]


def test_no_record_means_unknown_and_not_zero() -> None:
    facts = Facts(written(employment=EMPLOYMENT[:2]))
    with pytest.raises(MissingFactError):
        facts.baseline("ZH", 2023, "base")
    with pytest.raises(MissingFactError):
        facts.baseline("DR", 2021, "base")
    with pytest.raises(MissingFactError):
        facts.national_baseline(2023, "base")


def test_changes_add_where_they_arrive_and_take_where_they_leave() -> None:
    facts = Facts(written())
    assert [facts.changes("DR", year, "base") for year in facts.years] == [-2, -1, -2]
    assert [facts.changes("ZH", year, "base") for year in facts.years] == [2, -2, -1]
    assert facts.changes("DR", 2025, "base", ["civil"]) == 1


def test_filled_posts_are_the_posts_times_their_fill_rate() -> None:
    facts = Facts(written(), Counting(basis="filled"))
    assert facts.changes("DR", 2025, "base") == Fraction(-1, 2)


def test_a_move_changes_nothing_in_the_country() -> None:
    facts = Facts(written())
    assert [facts.national_changes(year, "base") for year in facts.years] == [0, -3, -3]
    assert facts.national_baseline(2023, "base") == 117


def test_national_figures_are_the_scenarios_from_its_first_year_on() -> None:
    facts = Facts(
        written(national={2022: 200}, scenarios=[{"id": "grow", "national": {2024: 300}}])
    )
    assert [facts.national_baseline(year, "grow") for year in facts.years] == [200, 300, 300]


def test_the_people_of_the_country_are_those_of_its_provinces_unless_given() -> None:
    assert Facts(written()).people_in_country("population", 2023) == 40
    given = Facts(written(national_population={2022: 50}))
    assert given.people_in_country("population", 2023) == 50
    with pytest.raises(MissingFactError):
        Facts(written()).people_in_country("labour_force", 2023)


def test_a_hub_counts_by_workplace_factor_and_fill_rate() -> None:
    hub = measure("hub", kind="rijkshub", fte_per_workplace=1.5, origin={"ZH": 0.5}, fill_rate=0.8)
    made = written(measures=[hub])
    facts = Facts(made, Counting(basis="filled", hub_factor=Decimal("0.5")))
    assert facts.gained(made.measures[0]) == {"DR": Fraction(3, 5)}  # 1.5 × 0.5 × 0.8
    assert facts.taken(made.measures[0]) == {"ZH": Fraction(3, 10)}


def test_an_effect_counts_by_province_without_hub_factor() -> None:
    custom = measure("custom", kind="custom", effects={"DR": 2, "ZH": -0.5})
    made = written(measures=[custom])
    facts = Facts(made, Counting(hub_factor=Decimal(0)))
    assert facts.gained(made.measures[0]) == {"DR": 2}
    assert facts.taken(made.measures[0]) == {"ZH": Fraction(1, 2)}


def test_later_money_counts_less_and_earlier_money_more() -> None:
    facts = Facts(instance(price_year=2024), valuation=Valuation(discount_rate=Decimal("0.25")))
    assert [facts.discount(year) for year in facts.years] == [Fraction(5, 4), 1, Fraction(4, 5)]


@pytest.mark.parametrize(
    ("given", "selected", "weights"),
    [
        ((None, None, None), ("a", "b", "c"), {"a": "1/3", "b": "1/3", "c": "1/3"}),
        (("0.5", "0.25", "0.25"), ("a", "b", "c"), {"a": "1/2", "b": "1/4", "c": "1/4"}),
        (("0.5", "0.25", "0.25"), ("a", "b"), {"a": "2/3", "b": "1/3"}),
        (("1", "0", "0"), ("b", "c"), {"b": "1/2", "c": "1/2"}),
    ],
)
def test_scenarios_weigh_by_probability_rescaled_to_one(
    given: tuple[str | None, ...], selected: tuple[str, ...], weights: dict[str, str]
) -> None:
    scenarios = [
        {"id": name} if share is None else {"id": name, "probability": Decimal(share)}
        for name, share in zip("abc", given, strict=True)
    ]
    facts = Facts(written(scenarios=scenarios)).within(selected)
    assert facts.weights() == {name: Fraction(share) for name, share in weights.items()}


def test_a_change_of_the_reference_year_is_refused() -> None:
    early = {"id": "early", "from": "DR", "jobs": {2022: 1}}
    with pytest.raises(InputError) as refused:
        written(changes=[early])
    assert [fault.code for fault in refused.value.faults] == ["change-too-early"]
