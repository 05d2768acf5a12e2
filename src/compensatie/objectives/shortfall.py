# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What soft rules are short of."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Literal

from compensatie.facts.facts import Facts
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear
from compensatie.ledger import Ledger
from compensatie.objective import Objective


@dataclass(frozen=True)
class Shortfall(Objective):
    r"""The sum of the shortfalls of all soft rules, unpriced and unweighted.

    .. math:: \sum_{r \text{ soft}} \sum_{i} \max(0,\, b_{r,i} - a_{r,i}(w,z))

    Each in the unit of its own rule. The engine adds the shortfalls; no choice costs anything
    by itself.
    """

    name: ClassVar[str] = "shortfall"
    unit: ClassVar[Literal["EUR", "jobs"]] = "jobs"
    adds_shortfall: ClassVar[bool] = True

    def expression(self, facts: Facts, decision: Decision) -> Linear:
        """Nothing but the shortfalls."""
        return Linear()

    def value(self, facts: Facts, ledger: Ledger) -> Fraction:
        """Nothing but the shortfalls."""
        return Fraction(0)
