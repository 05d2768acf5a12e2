# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Moves a bound to the nearest value that whole steps can reach.

A sum of terms that each grow by whole steps takes values on a lattice: the multiples of one exact
number. A bound between two multiples says the same as the stricter of the two, but a
floating-point solver sees a difference where the bound lies a hair beside a multiple: within its
tolerance it then accepts what misses the bound, and its presolve may even cut off the optimum.
On the lattice the nearest miss is a whole multiple away, and neither happens.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import ceil, gcd, lcm


def on_lattice(bound: Fraction, widths: Sequence[Fraction] | None) -> Fraction:
    """The least value at or above a bound that whole steps of these widths can sum to.

    Args:
        bound: The right-hand side of a row `sum ≥ bound`.
        widths: By how much each term of the sum can step; None where one of them can take any
            value, which leaves the bound where it is.

    Returns:
        A bound that admits the same sums.
    """
    step = lattice_step(widths) if widths else Fraction(0)
    return ceil(bound / step) * step if step else bound


def lattice_step(widths: Iterable[Fraction]) -> Fraction:
    """The greatest number of which every sum of whole steps is a multiple; 0 if all are 0."""
    parts = [width.as_integer_ratio() for width in widths]
    common = lcm(*(denominator for _, denominator in parts))
    whole = (numerator * (common // denominator) for numerator, denominator in parts)
    return Fraction(gcd(*whole), common)
