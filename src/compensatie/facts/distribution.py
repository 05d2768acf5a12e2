# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How a figure can turn out: four shapes, each between a least and a greatest value."""

from __future__ import annotations

from bisect import bisect_right
from decimal import Decimal
from itertools import accumulate
from math import sqrt
from statistics import NormalDist
from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from compensatie.facts.numbers import NonNegative, Number, Positive
from compensatie.facts.record import Table

Shape = Literal["triangular", "uniform", "normal", "list"]
"""Shapes of a distribution."""
DECIMALS = 6
"""A drawn figure is rounded to so many decimals, and is exact from then on."""
_OF_SHAPE: dict[Shape, tuple[str, ...]] = {
    "triangular": ("least", "mode", "most"),
    "uniform": ("least", "most"),
    "normal": ("mean", "deviation", "least", "most"),
    "list": ("values",),
}


class Distribution(Table):
    """What a figure can be, and how likely."""

    shape: Shape
    """triangular: from `least` to `most`, around `mode`. uniform: all between `least` and `most`
    alike. normal: around `mean` with a standard `deviation`, cut off at `least` and `most`. list:
    one of `values`."""
    least: Number | None = None
    """Least value."""
    mode: Number | None = None
    """Likeliest value (triangular)."""
    most: Number | None = None
    """Greatest value."""
    mean: Number | None = None
    """Mean before it is cut off (normal)."""
    deviation: Positive | None = None
    """Standard deviation before it is cut off (normal)."""
    values: Annotated[tuple[Number, ...], Field(max_length=1000)] = ()
    """The values that it can have (list)."""
    weights: Annotated[tuple[NonNegative, ...], Field(max_length=1000)] = ()
    """How heavily each value weighs (list); left out: all alike."""

    @model_validator(mode="after")
    def _is_complete(self) -> Distribution:
        needed = _OF_SHAPE[self.shape]
        for name in type(self).model_fields:
            is_given, can_be = getattr(self, name) not in (None, ()), name in needed
            if can_be and not is_given:
                text = "a {shape} distribution needs {name}"
                raise PydanticCustomError(
                    "distribution-lacks", text, {"shape": self.shape, "name": name}
                )
            if is_given and not can_be and name not in ("shape", *self._optional):
                text = "a {shape} distribution has no {name}"
                raise PydanticCustomError(
                    "distribution-has", text, {"shape": self.shape, "name": name}
                )
        return self

    @model_validator(mode="after")
    def _is_in_order(self) -> Distribution:
        if self.weights and len(self.weights) != len(self.values):
            raise PydanticCustomError(
                "weights-not-values", "give one weight for each of the values"
            )
        if self.weights and not sum(self.weights):
            raise PydanticCustomError("no-weight", "one of the weights must be above 0")
        if self.least is not None and self.most is not None and self.least >= self.most:
            raise PydanticCustomError("least-not-below-most", "least must be below most")
        middle = self.mean if self.mode is None else self.mode
        if middle is not None and not self.least_value <= middle <= self.most_value:
            raise PydanticCustomError("middle-outside", "mode and mean must lie from least to most")
        return self

    @property
    def _optional(self) -> tuple[str, ...]:
        return ("weights",) if self.shape == "list" else ()

    @property
    def least_value(self) -> Decimal:
        """The least that it can be."""
        return min(self.values) if self.least is None else self.least

    @property
    def most_value(self) -> Decimal:
        """The greatest that it can be."""
        return max(self.values) if self.most is None else self.most

    def at(self, share: float) -> Decimal:
        """The value below which this share of all draws lies, to six decimals.

        Args:
            share: from 0 to 1.

        Example:
            >>> Distribution(shape="triangular", least=1, mode=1.5, most=2.4).at(0.5)
            Decimal('1.606275')
            >>> Distribution(shape="list", values=(0.7, 1), weights=(3, 1)).at(0.75)
            Decimal('1')
        """
        if self.shape == "list":
            return self._listed(share)
        value = Decimal(repr(round(self._quantile(share), DECIMALS)))
        return min(max(value, self.least_value), self.most_value)

    def _listed(self, share: float) -> Decimal:
        weights = self.weights or (Decimal(1),) * len(self.values)
        reached = list(accumulate(weights))
        # Compared as decimals: a float share of the sum would sometimes fall a hair aside.
        position = bisect_right(reached, Decimal(share) * reached[-1])
        return self.values[min(position, len(self.values) - 1)]

    def _quantile(self, share: float) -> float:
        least, most = float(self.least_value), float(self.most_value)
        if self.mode is not None:
            return _triangular(least, float(self.mode), most, share)
        if self.mean is None or self.deviation is None:
            return least + share * (most - least)
        normal = NormalDist(float(self.mean), float(self.deviation))
        low, high = normal.cdf(least), normal.cdf(most)
        inside = low + share * (high - low)
        if 0 < inside < 1:
            return normal.inv_cdf(inside)
        return least if share < 0.5 else most


def _triangular(least: float, mode: float, most: float, share: float) -> float:
    rise = (mode - least) / (most - least)
    if share < rise:
        return least + sqrt(share * (most - least) * (mode - least))
    return most - sqrt((1 - share) * (most - least) * (most - mode))
