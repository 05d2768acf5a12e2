# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A programme whose rows can be stretched, all by one amount, each by its own weight.

How far a supposition can go before no package is left is a question about that amount: it is one
unknown more, and linear, where the supposition changes only the constants of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.goal import Goal
from compensatie.engine.programme import Programme, RuleRow
from compensatie.formulation.linear import Linear, Term

STRETCH = "stretch"
"""Name of the column."""


class StretchedProgramme(Programme):
    """The programme of a case whose rows take something off, in proportion to one unknown."""

    def __init__(self, case: Case, weights: tuple[Fraction, ...]) -> None:
        """Prepares the programme.

        Args:
            case: the case; every rule is hard.
            weights: by row, in the order of the rules: what one unit of stretch takes off its
                surplus, at least 0.
        """
        self._weights = weights
        self.is_bounded = any(weights)
        self.most = Fraction(0)
        super().__init__(case)

    def _rule_rows(self) -> Iterator[RuleRow]:
        rows = list(super()._rule_rows())
        if not self.is_bounded:
            yield from rows
            return
        pairs = list(zip(rows, self._weights, strict=True))
        ends = (self.reach.most(one.row.surplus()) / weight for one, weight in pairs if weight)
        self.most = max(min(ends), Fraction(0))
        term = self.columns.add_shift(STRETCH, Fraction(0), self.most)
        for entry, weight in pairs:
            yield replace(entry, shortfall=term, weight=-weight) if weight else entry

    def farthest(self, reach: Callable[[Audit], Fraction]) -> Goal:
        """The package that can be stretched most.

        Args:
            reach: how far a package can be stretched, exactly.
        """
        form = Linear({Term("shortfall", f"shift of {STRETCH}", 0): Fraction(-1)})
        return Goal("farthest", "jobs", form, lambda audit: -reach(audit))
