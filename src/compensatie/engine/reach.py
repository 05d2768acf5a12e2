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
    starts: int
    """In how many years it can start."""


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
        values: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
        for (kind, name, year), number in form.numerators.items():
            least, most, _ = self._limits[name]
            size = most if number > 0 else least
            values[name][year] += number * (self._denominator if kind == "start" else size)
        best = sum(self._best(name, by_year) for name, by_year in values.items())
        return Fraction(best, form.denominator * self._denominator)

    def _best(self, name: str, by_year: Mapping[int, int]) -> int:
        """The best that one measure can do, where each start year comes to so much."""
        if name in self._excluded:
            return 0
        best = max(by_year.values())
        is_free = name not in self._included or len(by_year) < self._limits[name].starts
        return max(best, 0) if is_free else best

    def _limits_of(self, measure: Measure) -> _Limits:
        least, most = (
            int(Fraction(limit) * self._denominator)
            for limit in (measure.size.min, measure.size.max)
        )
        return _Limits(least, most, len(measure.start.years))
