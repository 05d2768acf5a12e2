# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Exact figures: decimals as they are written, never floats, with limits that keep sums sane."""

from __future__ import annotations

from decimal import Context, Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

LARGEST = Decimal(10) ** 15
"""No figure of public employment or money comes near this; a larger one is a slip."""
MOST_DECIMALS = 12
"""Digits after the decimal point: finer figures are noise, and make exact sums slow."""
_FINEST = Decimal(1).scaleb(-MOST_DECIMALS)
_WIDE = Context(prec=60)
YEARS = range(1900, 2201)
"""Years that a calendar of public employment can hold."""


def exact(value: Any) -> Decimal:
    """`value` as an exact decimal.

    Floats come only from Python callers (files are read as decimals): their shortest
    written form is taken, so 0.1 means one tenth.

    Raises:
        PydanticCustomError: `value` is not a number, not finite, or beyond the limits.
    """
    if isinstance(value, float):
        value = Decimal(repr(value))
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("not-a-number", "this must be a number, without quotes")
    # An int is compared before it is turned, because turning a huge one takes long.
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise PydanticCustomError("too-large", "the number is too large")
        return Decimal(value)
    return _within_limits(value)


def _within_limits(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise PydanticCustomError("not-finite", "the number must be finite")
    if value and value.adjusted() > LARGEST.adjusted() - 1:
        raise PydanticCustomError("too-large", "the number is too large")
    # Not by `normalize`, which rounds to the precision of the context before it looks.
    if value.quantize(_FINEST, context=_WIDE) != value:
        raise PydanticCustomError("too-fine", "the number has too many decimals")
    return value


def _year(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("not-a-year", "this must be a year, such as 2026")
    if value not in YEARS:
        raise PydanticCustomError("not-a-year", "this must be a year, such as 2026")
    return value


def _year_key(value: Any) -> int:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 4:
        value = int(value)
    return _year(value)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise PydanticCustomError("not-a-whole-number", "this must be a whole number")
    if not 0 <= value <= 1_000_000:
        raise PydanticCustomError("not-a-whole-number", "this must be a whole number from 0")
    return value


def _at_least_zero(value: Decimal) -> Decimal:
    if value < 0:
        raise PydanticCustomError("negative", "the number must not be below 0")
    return value


def _above_zero(value: Decimal) -> Decimal:
    if value <= 0:
        raise PydanticCustomError("not-positive", "the number must be above 0")
    return value


def _share(value: Decimal) -> Decimal:
    if not 0 <= value <= 1:
        raise PydanticCustomError("not-a-share", "this is a share: it must be from 0 to 1")
    return value


Number = Annotated[Decimal, BeforeValidator(exact), WithJsonSchema({"type": "number"})]
"""An exact figure."""
NonNegative = Annotated[Number, AfterValidator(_at_least_zero)]
"""An exact figure of at least 0."""
Positive = Annotated[Number, AfterValidator(_above_zero)]
"""An exact figure above 0."""
Share = Annotated[Number, AfterValidator(_share)]
"""A share of a whole: 0.14 is 14 %."""
Year = Annotated[int, BeforeValidator(_year), WithJsonSchema({"type": "integer"})]
"""A calendar year; a level of year t is that of 1 January t."""
YearKey = Annotated[int, BeforeValidator(_year_key)]
"""A year as the key of a table, where files can only write text."""
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
"""A whole number of at least 0."""
