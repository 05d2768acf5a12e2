# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How small and how large a linear form can be, over every package that ignores the other rows.

Exact, and finite: each measure starts at most once, within its limits of size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from compensatie.facts.measure import Measure
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term
from compensatie.policy import Locks


class _Limits(NamedTuple):
    """What a measure can be chosen to be; its sizes over the denominator of all sizes."""

    least: int
    """Smallest size."""
    most: int
    """Largest size."""
    choices: tuple[tuple[Term, Term], ...]
    """The start and the size of each start year."""


class Reach:
    """The range of linear forms, under locks."""

    def __init__(self, decision: Decision, locks: Locks) -> None:
        self._decision = decision
        self._known: dict[tuple[tuple[Term, int], ...], Fraction] = {}
        sizes = [measure.size for measure in decision.facts.measures]
        limits = (limit.as_integer_ratio()[1] for size in sizes for limit in (size.min, size.max))
        self._denominator = lcm(*limits)
        self._limits = {one.id: self._limits_of(one) for one in decision.facts.measures}
        self._included = frozenset(locks.include)
        self._excluded = frozenset(locks.exclude)

    def most(self, form: Linear) -> Fraction:
        """The largest value that the form can take."""
        terms = tuple(form.numerators.items())
        # Rows of different scenarios differ in their constants only.
        if terms not in self._known:
            self._known[terms] = self._most(self._decision.expanded(form)) * form.denominator
        return form.constant + self._known[terms] / form.denominator

    def least(self, form: Linear) -> Fraction:
        """The smallest value that the form can take."""
        return -self.most(form * -1)

    def _most(self, form: Linear) -> Fraction:
        """The largest value without the constant: each measure at its best."""
        spread: dict[str, dict[Term, int]] = defaultdict(dict)
        for term, number in form.numerators.items():
            spread[term.name][term] = number
        best = sum(self._most_of(name, terms) for name, terms in spread.items())
        return Fraction(best, form.denominator * self._denominator)

    def _most_of(self, name: str, terms: Mapping[Term, int]) -> int:
        """The best that one measure can do, over the denominator of all sizes."""
        if name in self._excluded:
            return 0
        limits = self._limits[name]
        values = [] if name in self._included else [0]
        for start, size in limits.choices:
            each = terms.get(size, 0)
            whole = terms.get(start, 0) * self._denominator
            values.append(whole + each * (limits.most if each > 0 else limits.least))
        return max(values)

    def _limits_of(self, measure: Measure) -> _Limits:
        choices = (
            (Term("start", measure.id, year), Term("size", measure.id, year))
            for year in measure.start.years
        )
        least, most = (
            int(Fraction(limit) * self._denominator)
            for limit in (measure.size.min, measure.size.max)
        )
        return _Limits(least, most, tuple(choices))
