# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What can turn out worse by degrees, and how far a package stands it: exactly, by its rows.

A stress has one amount `t`, 0 as things are. A scenario's changes move `1 + t` times the jobs; or
measures bring `1/(1 + t)` of their jobs. Either way the room in a row of a rule, times `scale(t)`,
is a straight line in `t`: so two audits tell where each row of a package runs out of room. And
where only the constants of the rows depend on `t`, how far *any* package can stand it is one
linear question, with whole numbers, and no search.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case
from compensatie.facts.package import Package
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear
from compensatie.rule import Finding
from compensatie.studies.supposing import with_delivery, with_losses

NONE, ONE, TWO = Fraction(0), Fraction(1), Fraction(2)


@dataclass(frozen=True)
class Stress(ABC):
    """Something that can turn out worse."""

    case: Case
    """The case as it is, its hard rules only."""

    @abstractmethod
    def at(self, amount: Fraction) -> Case:
        """The case where it has gone so far."""

    @abstractmethod
    def scale(self, amount: Fraction) -> Fraction:
        """What room is multiplied by, so that it changes in a straight line."""

    @abstractmethod
    def weights(self) -> tuple[Fraction, ...] | None:
        """What one unit takes off each row, at least 0; None where that depends on the package."""

    @cached_property
    def _further(self) -> Case:
        return self.at(ONE)

    def reach(self, package: Package) -> Fraction | None:
        """How far a package stands it; None: however far. Below 0: it fails as things are."""
        now, then = (audit_package(one, package) for one in (self.case, self._further))
        ends = (
            _end(before, after, self.scale(ONE))
            for before, after in zip(now.findings, then.findings, strict=True)
        )
        return min((end for end in ends if end is not None), default=None)

    def _surpluses(self, case: Case) -> list[Linear]:
        decision = Decision(case.facts)
        return [
            decision.expanded(row.surplus())
            for entry in case.rules
            for row in entry.rule.rows(entry.facts, decision)
        ]


def _end(now: Finding, then: Finding, scale: Fraction) -> Fraction | None:
    if now.slack is None or then.slack is None:
        return None
    lost = now.slack - then.slack * scale
    return now.slack / lost if lost > 0 else None


@dataclass(frozen=True)
class Losses(Stress):
    """The own changes of a scenario move more jobs: so many times as many as given, and once."""

    scenario: str
    """Id of the scenario."""

    def at(self, amount: Fraction) -> Case:
        """Its changes move 1 + amount times the jobs."""
        return with_losses(self.case, self.scenario, ONE + amount)

    def scale(self, amount: Fraction) -> Fraction:
        """Room is a straight line as it is."""
        return ONE

    def weights(self) -> tuple[Fraction, ...] | None:
        """By how much twice the changes take away room."""
        pairs = zip(self._surpluses(self.case), self._surpluses(self._further), strict=True)
        grown = [then - now for now, then in pairs]
        if any(any(one.numerators.values()) for one in grown):
            return None
        return tuple(max(-one.constant, NONE) for one in grown)


@dataclass(frozen=True)
class Shortage(Stress):
    """Measures bring fewer jobs, all by the same share, at the same cost."""

    measures: tuple[str, ...]
    """Ids of the measures."""

    def at(self, amount: Fraction) -> Case:
        """They bring 1/(1 + amount) of their jobs."""
        return with_delivery(self.case, self.measures, ONE / (ONE + amount))

    def scale(self, amount: Fraction) -> Fraction:
        """Room over the share of the jobs is a straight line."""
        return ONE + amount

    def weights(self) -> tuple[Fraction, ...] | None:
        """What a row lacks without measures, where all that it measures are their jobs.

        Such a row says `share · jobs ≥ lacking`: the same as `jobs ≥ (1 + amount) · lacking`.
        """
        empty = with_delivery(self.case, self.measures, NONE)
        found = []
        for now, none in zip(self._surpluses(self.case), self._surpluses(empty), strict=True):
            if not any((now - none).numerators.values()):
                found.append(NONE)
            elif any(none.numerators.values()):
                return None
            else:
                found.append(max(-none.constant, NONE))
        return tuple(found)
