# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the unknowns of a programme are in a finished package."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from compensatie.facts.package import Package
from compensatie.formulation.linear import Term


def values_of(package: Package) -> Callable[[Term], Fraction]:
    """What each unknown of the programme is in a package."""
    chosen = package.by_measure()

    def value(term: Term) -> Fraction:
        choice = chosen.get(term.name)
        if choice is None or choice.start != term.year:
            return Fraction(0)
        return {"start": Fraction(1), "size": Fraction(choice.size)}[term.kind]

    return value
