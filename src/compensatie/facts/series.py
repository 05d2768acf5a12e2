# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Figures by year: between given years, after the last, and before the first."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, RootModel, WithJsonSchema, model_validator
from pydantic_core import PydanticCustomError

from compensatie.facts.numbers import YEARS, Number, YearKey, exact


class Series(RootModel[dict[YearKey, Number]]):
    """A figure for some years: `{ 2022 = 2976, 2026 = 3023 }`."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="after")
    def _has_a_year(self) -> Series:
        if not self.root:
            raise PydanticCustomError("empty-series", "give the figure of at least one year")
        object.__setattr__(self, "root", dict(sorted(self.root.items())))
        return self

    @property
    def first(self) -> int:
        """The first year given; what lies before it is unknown."""
        return next(iter(self.root))

    @property
    def last(self) -> int:
        """The last year given."""
        return next(reversed(self.root))

    def level(self, year: int, growth: Decimal = Decimal(0)) -> Fraction | None:
        """The figure of `year`: linear between given years, `last·(1+growth)^n` after the last.

        Returns:
            The exact figure, or None where `year` lies before the first year given.
        """
        if year >= self.last:
            return Fraction(self.root[self.last]) * (1 + Fraction(growth)) ** (year - self.last)
        years = list(self.root)
        position = bisect_right(years, year)
        if position == 0:
            return None
        start, end = years[position - 1], years[position]
        low, high = Fraction(self.root[start]), Fraction(self.root[end])
        return low + (high - low) * Fraction(year - start, end - start)

    def step(self, year: int) -> Fraction:
        """The figure last given by `year`, held until the next; 0 before the first."""
        given = [value for at, value in self.root.items() if at <= year]
        return Fraction(given[-1]) if given else Fraction(0)


def _one_number(value: Any) -> Any:
    """A single number holds for every year."""
    return value if isinstance(value, dict | Series) else {YEARS[0]: exact(value)}


SeriesOrNumber = Annotated[
    Series,
    BeforeValidator(_one_number),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "number"},
                {"type": "object", "additionalProperties": {"type": "number"}},
            ]
        }
    ),
]
"""One number for every year, or a figure by year."""
