# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Rules that give way together: every combination of which none gives less without another more.

Pairs come first, for few rules are easier to talk about than many. Then zones are looked at in
which other combinations can still be, of any number of rules, until none is open: the list is
whole then. What one rule gives is never added to what another gives.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from compensatie.engine.elastic import Moved
from compensatie.engine.restriction import Restriction
from compensatie.studies.repair import Repair
from compensatie.studies.rule_repairs import Point, RuleRepairs
from compensatie.studies.study import Proof
from compensatie.studies.zones import Zones, lowered, undominated

MOST_POINTS = 12
"""Combinations that are told of at most, those of two rules among them."""
MOST_ZONES = 60
"""Zones that are looked at."""
ZERO = Fraction(0)
Amounts = tuple[Fraction, ...]
"""What every rule gives, in the order of the model; 0 for most."""


@dataclass
class Combinations:
    """Looks for them, once it is known what each rule can do by itself."""

    rules: RuleRepairs
    """What is asked about the rules."""
    is_whole: bool = field(default=False, init=False)
    """Whether there are no others: proven."""

    def __post_init__(self) -> None:
        """Opens one zone, that holds whatever rules can give."""
        self._names = [rule.id for rule in self.rules.programme.elastic]
        most = (self.rules.programme.loosest(name) for name in self._names)
        self._zones = Zones(tuple(max(one, ZERO) + 1 for one in most))
        self._points: dict[Amounts, Point] = {}

    def every(self, single: Sequence[Repair]) -> tuple[Repair, ...]:
        """The combinations found, each with the best package that there is then."""
        for at in range(len(self._names)):
            self._zones.close(lowered(self._zones.corner, at, ZERO))
        for one in single:
            amounts = {change.rule: change.amount for change in one.moved}
            self._note(Point(amounts, one.status is Proof.PROVEN))
        for point in self.rules.of_two(single):
            self._note(point)
        self._look()
        self.rules.questioner.expect(len(self._told()))
        return tuple(
            self.rules.repair(one.amounts, is_proven=one.is_proven) for one in self._told()
        )

    def _told(self) -> list[Point]:
        """The points of two rules and more, those of fewer rules first."""
        found = [self._points[one] for one in sorted(undominated(self._points))]
        several = (one for one in found if len(one.amounts) > 1)
        return sorted(several, key=lambda one: len(one.amounts))

    def _note(self, point: Point) -> None:
        amounts = tuple(point.amounts.get(name, ZERO) for name in self._names)
        self._points[amounts] = point
        self._zones.split(amounts)

    # -- Zones

    def _look(self) -> None:
        """Looks at zones until none is open, or until it is enough."""
        ideal = (ZERO,) * len(self._names)
        for _ in range(MOST_ZONES):
            if not self._zones.open or len(self._told()) >= MOST_POINTS:
                break
            if not self._looked_at(self._zones.widest(0, ideal)):
                return
        proven = all(one.is_proven for one in self._points.values())
        self.is_whole = proven and not self._zones.open

    def _looked_at(self, corner: Amounts) -> bool:
        """Finds a combination below a corner or closes the zone; False where that is not known."""
        at = self._hardest(corner)
        first, others = self._names[at], [*self._names[:at], *self._names[at + 1 :]]
        below = self._below(corner, at)
        least = self.rules.least(first, {}, others, below)
        if least is None:
            self._zones.close(lowered(corner, at, self._zones.corner[at]))
            return self.rules.nothing
        if least.is_proven:
            self._zones.close(lowered(corner, at, least.amount))
        if least.amount >= corner[at]:
            return least.is_proven
        point = self.rules.lexicographic([first, *others], below, {first: least})
        if point is not None:
            self._note(point)
        return point is not None and least.is_proven

    def _hardest(self, corner: Amounts) -> int:
        """The rule that is asked for its least: of those held in a zone the one that gives most.

        Any would do. The others are held strictly below what is known to be enough; a solver that
        is free in the one it must make smallest does not have to search there for what is missing.
        """
        whole = self._zones.corner
        shares = [
            one / most if one < most else ZERO for one, most in zip(corner, whole, strict=True)
        ]
        return shares.index(max(shares))

    def _below(self, corner: Amounts, at: int) -> tuple[Restriction, ...]:
        """Every rule but one gives less than at a corner."""
        held = enumerate(zip(self._names, corner, self._zones.corner, strict=True))
        return tuple(
            Moved(name, most, strictly=True)
            for number, (name, most, whole) in held
            if number != at and most < whole
        )
