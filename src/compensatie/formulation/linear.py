# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Linear forms over the choices of a package, with exact coefficients."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
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


@dataclass(frozen=True, slots=True)
class Linear:
    """A constant plus coefficients times unknowns."""

    terms: Mapping[Term, Fraction] = field(default_factory=dict)
    """Coefficient of each unknown; unknowns that are left out have 0."""
    constant: Fraction = Fraction(0)
    """What is there without any choice."""

    def __add__(self, other: Linear | Fraction | int) -> Linear:
        if not isinstance(other, Linear):
            return Linear(self.terms, self.constant + other)
        return total((self, other))

    def __sub__(self, other: Linear | Fraction | int) -> Linear:
        return self + other * Fraction(-1)

    def __mul__(self, factor: Fraction | int) -> Linear:
        if factor == 1:
            return self
        if factor == 0:
            return Linear()
        terms = {term: coefficient * factor for term, coefficient in self.terms.items()}
        return Linear(terms, self.constant * factor)

    __rmul__ = __mul__

    def value(self, at: Callable[[Term], Fraction | int]) -> Fraction:
        """What it comes to where `at` gives the value of each unknown."""
        chosen = (coefficient * at(term) for term, coefficient in self.terms.items())
        return sum(chosen, self.constant)


def total(forms: Iterable[Linear]) -> Linear:
    """The sum of linear forms."""
    terms: dict[Term, Fraction] = {}
    constant = Fraction(0)
    for form in forms:
        constant += form.constant
        if not terms:
            terms.update(form.terms)
            continue
        for term, coefficient in form.terms.items():
            terms[term] = terms[term] + coefficient if term in terms else coefficient
    return Linear(terms, constant)
