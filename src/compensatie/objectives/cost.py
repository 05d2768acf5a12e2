# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Net present value of all cost."""

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
class Cost(Objective):
    r"""Cost over the horizon, discounted to the price year.

    .. math:: \sum_t (1+r)^{-(t-t_0)} (\text{once}_t + \text{yearly}_t)
       + \sum_{k=1}^{N} (1+r)^{-(T+k-t_0)}\, \text{yearly}_T

    with price year :math:`t_0`, last year :math:`T`, discount rate :math:`r` and
    :math:`N` continued years. In EUR of the price year.
    """

    name: ClassVar[str] = "cost"
    unit: ClassVar[Literal["EUR", "jobs"]] = "EUR"
    adds_penalty: ClassVar[bool] = True

    def expression(self, facts: Facts, decision: Decision) -> Linear:
        """Each choice's discounted payments."""
        return decision.present_value(facts.measures, facts.years, self.payers)

    def value(self, facts: Facts, ledger: Ledger) -> Fraction:
        """The payments of the package, year by year, discounted."""
        everything = [measure.id for measure in facts.measures]
        return ledger.present_value(everything, facts.years, self.payers)
