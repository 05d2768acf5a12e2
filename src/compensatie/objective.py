# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What every objective is: a quantity to make small, as algebra and as a sum over a package."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from compensatie.facts.facts import Facts

if TYPE_CHECKING:
    from fractions import Fraction

    from compensatie.formulation.decision import Decision
    from compensatie.formulation.linear import Linear
    from compensatie.ledger import Ledger


@dataclass(frozen=True)
class Objective(ABC):
    """A quantity that a model makes as small as it can."""

    payers: tuple[str, ...] | None = None
    """Only what these pay counts (default: everyone)."""

    name: ClassVar[str]
    """What model files call it."""
    unit: ClassVar[Literal["EUR", "jobs"]]
    """What it is measured in."""
    adds_penalty: ClassVar[bool] = False
    """Whether shortfalls of soft rules are added at their price."""
    adds_shortfall: ClassVar[bool] = False
    """Whether shortfalls of soft rules are added as they are."""

    @abstractmethod
    def expression(self, facts: Facts, decision: Decision) -> Linear:
        """The quantity as it depends on the choices, shortfalls of soft rules left out."""

    @abstractmethod
    def value(self, facts: Facts, ledger: Ledger) -> Fraction:
        """The same of a finished package, by the other road."""
