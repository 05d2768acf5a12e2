# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Linear forms over the choices of a package, with exact coefficients."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Literal, NamedTuple


class Term(NamedTuple):
    """One unknown of the programme.

    `start`: 1 where the measure starts in that year, else 0. `size`: its size where it starts
    in that year, else 0. `quantity`: a linear form with a name of its own, such as the jobs of a
    province in that year, that many rows share. `shortfall`: what a soft rule is short of.
    """

    kind: Literal["start", "size", "quantity", "shortfall"]
    name: str
    year: int


class Linear:
    """A constant plus coefficients times unknowns; never changed once made.

    The coefficients are kept as whole numbers over one denominator: sums and products of whole
    numbers cost a tenth of those of fractions.
    """

    __slots__ = ("_denominator", "_numerators", "constant")

    def __init__(
        self, terms: Mapping[Term, Fraction] | None = None, constant: Fraction | int = 0
    ) -> None:
        """A form from its coefficients.

        Args:
            terms: coefficient of each unknown; unknowns that are left out have 0.
            constant: what is there without any choice.
        """
        given = terms or {}
        self.constant = Fraction(constant)
        self._denominator = lcm(*(value.denominator for value in given.values()))
        self._numerators = {
            term: value.numerator * (self._denominator // value.denominator)
            for term, value in given.items()
        }

    @classmethod
    def over(
        cls, numerators: dict[Term, int], denominator: int, constant: Fraction | int = 0
    ) -> Linear:
        """A form from whole numbers over one denominator."""
        form = cls.__new__(cls)
        form.constant = Fraction(constant)
        form._numerators, form._denominator = numerators, denominator
        return form

    @property
    def terms(self) -> dict[Term, Fraction]:
        """Coefficient of each unknown."""
        return {term: Fraction(n, self._denominator) for term, n in self._numerators.items()}

    @property
    def is_constant(self) -> bool:
        """Whether no unknown is in it."""
        return not self._numerators

    @property
    def denominator(self) -> int:
        """What every whole number of `numerators` is divided by."""
        return self._denominator

    @property
    def numerators(self) -> Mapping[Term, int]:
        """The coefficients as whole numbers over `denominator`."""
        return self._numerators

    def direction(self) -> tuple[frozenset[tuple[Term, int]], Fraction]:
        """The coefficients in lowest whole numbers, and what they are multiplied by.

        Forms of one direction are multiples of one another; the coefficient of the first unknown,
        in the order of their names, is positive.
        """
        shared = gcd(*self._numerators.values())
        if shared == 0:
            return frozenset(), Fraction(0)
        first = min(term for term, number in self._numerators.items() if number)
        shared *= 1 if self._numerators[first] > 0 else -1
        items = ((term, number // shared) for term, number in self._numerators.items() if number)
        return frozenset(items), Fraction(shared, self._denominator)

    def __repr__(self) -> str:
        parts = [f"{value}·{term.kind}[{term.name},{term.year}]" for term, value in self]
        return " + ".join([*parts, str(self.constant)])

    def __iter__(self) -> Iterator[tuple[Term, Fraction]]:
        return iter(self.terms.items())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Linear):
            return NotImplemented
        return self.terms == other.terms and self.constant == other.constant

    def __hash__(self) -> int:
        return hash((frozenset(self.terms.items()), self.constant))

    def __add__(self, other: Linear | Fraction | int) -> Linear:
        if isinstance(other, Linear):
            return total((self, other))
        return Linear.over(self._numerators, self._denominator, self.constant + other)

    def __sub__(self, other: Linear | Fraction | int) -> Linear:
        return self + other * Fraction(-1)

    def __mul__(self, factor: Fraction | int) -> Linear:
        if factor == 1:
            return self
        if factor == 0:
            return Linear()
        times, over = Fraction(factor).as_integer_ratio()
        numerators = {term: number * times for term, number in self._numerators.items()}
        constant = self.constant * factor if self.constant else self.constant
        return Linear.over(numerators, self._denominator * over, constant)

    __rmul__ = __mul__

    def value(self, at: Callable[[Term], Fraction | int]) -> Fraction:
        """What it comes to where `at` gives the value of each unknown."""
        chosen = (number * Fraction(at(term)) for term, number in self._numerators.items())
        return sum(chosen, Fraction(0)) / self._denominator + self.constant


def total(forms: Iterable[Linear]) -> Linear:
    """The sum of linear forms."""
    summands = list(forms)
    shared = lcm(*(form.denominator for form in summands))
    numerators: dict[Term, int] = {}
    for form in summands:
        times = shared // form.denominator
        for term, number in form.numerators.items():
            numerators[term] = numerators.get(term, 0) + number * times
    constants = (form.constant for form in summands if form.constant)
    return Linear.over(numerators, shared, sum(constants, Fraction(0)))
