# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Sums over what is chosen: a constant, and for each measure and start year an amount.

The amount has two parts: one whatever the size, and one for each unit of size. Every quantity of
the policy is such a sum: jobs, money, numbers of measures, what is used of a resource.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

Option = tuple[str, int]
"""A measure that starts in a year."""
Amount = tuple[Fraction, Fraction]
"""What an option adds: in all, and per unit of its size."""
Package = Mapping[str, tuple[int, Fraction]]
"""Start year and size of every measure chosen."""
NONE = Fraction(0)


class Form:
    """A constant and the amounts of options; never changed once made."""

    def __init__(self, constant: Fraction, amounts: Mapping[Option, Amount] | None = None) -> None:
        self.constant = constant
        self.amounts = {option: pair for option, pair in (amounts or {}).items() if any(pair)}

    def plus(self, other: Form | Fraction, times: Fraction | int = 1) -> Form:
        """The sum of this form and a multiple of another."""
        if isinstance(other, Fraction):
            return Form(self.constant + other * times, self.amounts)
        amounts = dict(self.amounts)
        for option, (whole, each) in other.amounts.items():
            had = amounts.get(option, (NONE, NONE))
            amounts[option] = (had[0] + whole * times, had[1] + each * times)
        return Form(self.constant + other.constant * times, amounts)

    def value(self, package: Package) -> Fraction:
        """What it comes to for a package."""
        found = self.constant
        for name, (start, size) in package.items():
            whole, each = self.amounts.get((name, start), (NONE, NONE))
            found += whole + each * size
        return found
