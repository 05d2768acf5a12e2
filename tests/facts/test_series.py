# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Figures by year, against numbers worked by hand."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import ValidationError

from compensatie.facts.series import Series

DEFENCE = Series({2022: Decimal(2976), 2026: Decimal(3023)})


@pytest.mark.parametrize(
    ("year", "level"),
    [
        (2021, None),
        (2022, Fraction(2976)),
        (2023, Fraction("2987.75")),  # 47 jobs in four years
        (2025, Fraction("3011.25")),
        (2026, Fraction(3023)),
        (2040, Fraction(3023)),
    ],
)
def test_a_level_is_unknown_before_straight_between_and_flat_after(
    year: int, level: Fraction | None
) -> None:
    assert DEFENCE.level(year) == level


def test_growth_is_compound_and_starts_after_the_last_given_year() -> None:
    growing = Series({2022: Decimal(100), 2024: Decimal(200)})
    assert growing.level(2023, Decimal("0.1")) == 150
    assert growing.level(2024, Decimal("0.1")) == 200
    assert growing.level(2026, Decimal("0.1")) == 242
    assert growing.level(2026, Decimal("-0.5")) == 50


def test_a_level_between_years_is_exact_where_no_decimal_is() -> None:
    assert Series({2022: Decimal(0), 2025: Decimal(1)}).level(2023) == Fraction(1, 3)


def test_a_step_is_zero_before_and_holds_until_the_next() -> None:
    steps = Series({2025: Decimal(300), 2027: Decimal(600)})
    assert [steps.step(year) for year in range(2024, 2029)] == [0, 300, 300, 600, 600]


def test_years_stand_in_order_however_they_are_written() -> None:
    series = Series({2026: Decimal(2), 2022: Decimal(1)})
    assert (series.first, series.last) == (2022, 2026)
    assert series.level(2024) == Fraction(3, 2)


@pytest.mark.parametrize(
    "content", [{}, {2022: float("nan")}, {2022: "3"}, {1700: 1}, {"22": 1}, {2022: True}]
)
def test_what_is_no_figure_by_year_is_refused(content: dict[object, object]) -> None:
    with pytest.raises(ValidationError):
        Series.model_validate(content)


def test_a_float_from_python_means_what_it_shows() -> None:
    assert Series.model_validate({2022: 0.1}).level(2022) == Fraction(1, 10)
