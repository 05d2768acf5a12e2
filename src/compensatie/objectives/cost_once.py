# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""One-off cost."""

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
class CostOnce(Objective):
    r"""One-off cost of all measures, undiscounted: :math:`\sum_t \text{once}_t`, in EUR."""

    name: ClassVar[str] = "cost-once"
    unit: ClassVar[Literal["EUR", "jobs"]] = "EUR"
    adds_penalty: ClassVar[bool] = True

    def expression(self, facts: Facts, decision: Decision) -> Linear:
        """What each choice costs in its start year."""
        return decision.once_cost(facts.measures, facts.years, self.payers)

    def value(self, facts: Facts, ledger: Ledger) -> Fraction:
        """The one-off payments of the package."""
        everything = [measure.id for measure in facts.measures]
        return ledger.paid(everything, facts.years, self.payers, "once")
