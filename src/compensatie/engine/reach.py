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

from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term
from compensatie.policy import Locks


class Reach:
    """The range of linear forms, under locks."""

    def __init__(self, decision: Decision, locks: Locks) -> None:
        self._decision = decision
        self._known: dict[tuple[tuple[Term, int], ...], Fraction] = {}
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
        best = (self._most_of(name, terms) for name, terms in spread.items())
        return sum(best, Fraction(0)) / form.denominator

    def _most_of(self, name: str, terms: Mapping[Term, int]) -> Fraction:
        if name in self._excluded:
            return Fraction(0)
        measure = self._decision.facts.instance.measure_by_id[name]
        least, most = Fraction(measure.size.min), Fraction(measure.size.max)
        shared = lcm(least.denominator, most.denominator)
        small, large = int(least * shared), int(most * shared)
        values = []
        for year in measure.start.years:
            each = terms.get(Term("size", name, year), 0)
            whole = terms.get(Term("start", name, year), 0)
            values.append(whole * shared + each * (large if each > 0 else small))
        best = max(values) if name in self._included else max(*values, 0)
        return Fraction(best, shared)
