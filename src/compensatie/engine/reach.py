# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How small and how large a linear form can be, over every package that ignores the other rows.

Exact, and finite: each measure starts at most once, within its limits of size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term
from compensatie.policy import Locks


class Reach:
    """The range of linear forms, under locks."""

    def __init__(self, decision: Decision, locks: Locks) -> None:
        self._decision = decision
        self._known: dict[tuple[tuple[Term, Fraction], ...], Fraction] = {}
        self._included = frozenset(locks.include)
        self._excluded = frozenset(locks.exclude)

    def most(self, form: Linear) -> Fraction:
        """The largest value that the form can take."""
        terms = tuple(form.terms.items())
        # Rows of different scenarios differ in their constants only.
        if terms not in self._known:
            spread = _by_measure(self._decision.expanded(form))
            each = (self._most_of(*item) for item in spread.items())
            self._known[terms] = sum(each, Fraction(0))
        return form.constant + self._known[terms]

    def least(self, form: Linear) -> Fraction:
        """The smallest value that the form can take."""
        return -self.most(form * -1)

    def _most_of(self, name: str, terms: Mapping[Term, Fraction]) -> Fraction:
        if name in self._excluded:
            return Fraction(0)
        measure = self._decision.facts.instance.measure_by_id[name]
        values = []
        for year in measure.start.years:
            each = terms.get(Term("size", name, year), Fraction(0))
            whole = terms.get(Term("start", name, year), Fraction(0))
            size = measure.size.max if each > 0 else measure.size.min
            values.append(whole + each * Fraction(size))
        best = max(values)
        return best if name in self._included else max(best, Fraction(0))


def _by_measure(form: Linear) -> dict[str, dict[Term, Fraction]]:
    found: dict[str, dict[Term, Fraction]] = defaultdict(dict)
    for term, coefficient in form.terms.items():
        found[term.name][term] = coefficient
    return found
