# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Exact figures as text: decimals for files, JSON and tables."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

CENT = Decimal("0.01")
"""Money is printed to this."""
MILLIONTH = Decimal("0.000001")
"""Jobs are printed to at most this."""
MOST_DIGITS = 60
"""Digits that an exact decimal may take before it is rounded."""


def money(amount: Fraction) -> str:
    """EUR to the cent, half to even.

    Example:
        >>> money(Fraction(1234567891, 1000))
        '1234567.89'
    """
    return str(rounded(amount, CENT))


def jobs(amount: Fraction) -> str:
    """Jobs, to at most six decimals, half to even, without empty ones.

    Example:
        >>> jobs(Fraction(118)), jobs(Fraction(1, 3))
        ('118', '0.333333')
    """
    return plain(rounded(amount, MILLIONTH))


def exact(amount: Fraction) -> str:
    """All digits where the decimal ends; else enough that it is never 0 and its sign is right.

    Example:
        >>> exact(Fraction(1, 10**9)), exact(Fraction(1, 3))
        ('0.000000001', '0.333333333333')
    """
    decimal = terminating(amount)
    if decimal is not None:
        return plain(decimal)
    with localcontext(prec=12):
        return plain(Decimal(amount.numerator) / Decimal(amount.denominator))


def terminating(amount: Fraction) -> Decimal | None:
    """The decimal that a fraction is exactly; None where it never ends."""
    rest, twos, fives = amount.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > MOST_DIGITS:
        return None
    with localcontext(prec=2 * MOST_DIGITS):
        return Decimal(amount.numerator) / Decimal(amount.denominator)


def rounded(amount: Fraction, unit: Decimal) -> Decimal:
    """`amount` as the nearest multiple of a unit, half to even, decided exactly."""
    count = round(amount / Fraction(unit))
    with localcontext(prec=MOST_DIGITS, rounding=ROUND_HALF_EVEN):
        return Decimal(count) * unit


def rounded_up(amount: Fraction, unit: Decimal) -> Decimal:
    """The least multiple of a unit that is no smaller: an amount that is surely enough.

    Example:
        >>> rounded_up(Fraction(1, 3), MILLIONTH), rounded_up(Fraction(3), CENT)
        (Decimal('0.333334'), Decimal('3.00'))
    """
    count = -(-amount // Fraction(unit))
    with localcontext(prec=MOST_DIGITS):
        return Decimal(count) * unit


def plain(number: Decimal) -> str:
    """A decimal without exponent, empty decimals or a negative zero."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
