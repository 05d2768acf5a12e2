# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Sums over what is chosen: a constant, and for each measure and start year an amount.

The amount has two parts: one whatever the size, and one for each step of size. Every quantity of
the policy is such a sum: jobs, money, numbers of measures, what is used of a resource.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from fractions import Fraction

Option = tuple[str, int]
"""A measure that starts in a year."""
Amount = tuple[Fraction, Fraction]
"""What an option adds: in all, and per step of its size."""
Package = Mapping[str, tuple[int, int]]
"""Start year and steps of every measure chosen."""
NONE = Fraction(0)
ALWAYS: Option = ("", 0)
"""The option of the constant: no measure has an empty name."""


class Form:
    """The amounts of options, the constant among them; never changed once made."""

    def __init__(self, amounts: Mapping[Option, Amount]) -> None:
        self.amounts = {option: pair for option, pair in amounts.items() if any(pair)}

    @property
    def constant(self) -> Fraction:
        """What is there whatever is chosen."""
        return self.amounts.get(ALWAYS, (NONE, NONE))[0]

    def __add__(self, other: Form | Fraction | int) -> Form:
        added = other.amounts if isinstance(other, Form) else {ALWAYS: (Fraction(other), NONE)}
        amounts = dict(self.amounts)
        for option, (whole, each) in added.items():
            had = amounts.get(option, (NONE, NONE))
            amounts[option] = (had[0] + whole, had[1] + each)
        return Form(amounts)

    def __sub__(self, other: Form | Fraction | int) -> Form:
        return self + other * -1

    def __mul__(self, times: Fraction | int) -> Form:
        return Form(
            {at: (whole * times, each * times) for at, (whole, each) in self.amounts.items()}
        )

    def of(self, names: Collection[str]) -> Form:
        """What some measures add."""
        return Form({at: pair for at, pair in self.amounts.items() if at[0] in names})

    def value(self, package: Package) -> Fraction:
        """What it comes to for a package."""
        found = self.constant
        for name, (start, steps) in package.items():
            whole, each = self.amounts.get((name, start), (NONE, NONE))
            found += whole + each * steps
        return found
