# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Branch and bound of our own: every bound is exact, and HiGHS only shows the way.

The box with the weakest bound is split first. A split is chosen by trying several: what both its
parts come to says how good it is, and nothing of that work is lost. Where time or patience runs
out, the weakest bound that is left is proved.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import accumulate, count
from math import floor, inf
from time import monotonic

from compensatie import units
from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.proving.box import Box, Part, Split, divided, package_of
from compensatie.engine.proving.claim import Claim, Kind, kind_of, rounded
from compensatie.engine.proving.relaxation import Mixture, Relaxation, Relaxed
from compensatie.engine.proving.weighing import NONE, Weighing
from compensatie.facts.package import Package

DIGITS = (3, 6, 10, 17)
"""How many digits of multipliers are tried: few make a short certificate, many a sharp bound."""
WHOLE = 1e-6
"""How near a share must be to 0 or 1 to count as one."""
TRIALS = 6
"""Splits that are tried at a box."""
MOST_LEAVES = 20_000
"""Leaves of a tree that can be checked within a minute."""
MOST_TEXT = 15_000_000
"""Characters of a tree; the verifier reads no more than 20 million of a certificate."""
A_LINE = 100
"""Characters of a node besides its multipliers."""


@dataclass(slots=True)
class Node:
    """A box, and how it is settled: by multipliers, as a single package, or by a split."""

    box: Box
    multipliers: Mapping[int, Fraction]
    """What proves its bound, or that there is no package."""
    bound: Fraction = NONE
    """No package of it that keeps the rows comes to less."""
    rules_out: bool = False
    """Whether the multipliers prove that there is no package."""
    is_package: bool = False
    """Whether it is one package that was looked at."""
    is_closed: bool = False
    """Whether nothing of it speaks against the claim."""
    relaxed: Relaxed | None = None
    split: Split | None = None
    parts: tuple[Node, Node] | None = None

    @property
    def length(self) -> int:
        """About how many characters it has in a certificate."""
        written = (units.exact(one) for one in self.multipliers.values())
        return A_LINE + sum(A_LINE // 10 + len(one) for one in written)


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search came to."""

    root: Node
    """The tree."""
    leaves: int
    """Leaves of the tree."""
    is_complete: bool = False
    """Whether every leaf is closed: the claim holds."""
    weakest: Fraction | None = None
    """The weakest bound of the leaves that are not closed."""
    against: Audit | None = None
    """A package that speaks against the claim."""


class Found(Exception):
    """A package that speaks against the claim."""

    def __init__(self, audit: Audit) -> None:
        super().__init__("a package speaks against the claim")
        self.audit = audit


class Search:
    """The search for a tree that proves a claim about a case."""

    def __init__(self, weighing: Weighing, claim: Claim) -> None:
        self._weighing, self._claim, self._case = weighing, claim, weighing.case
        self._relaxation = Relaxation(weighing)
        self._open: list[tuple[Fraction, int, Node]] = []
        self._leaves, self._length = 1, 0
        self._order = count()
        costs = weighing.cost.options.items()
        self._weights = {option: float(abs(whole) + abs(each)) for option, (whole, each) in costs}

    @property
    def solved(self) -> int:
        """Relaxations so far."""
        return self._relaxation.solved

    def run(
        self,
        deadline: float | None = None,
        most_leaves: int = MOST_LEAVES,
        most_text: int = MOST_TEXT,
    ) -> Searched:
        """Splits until everything is closed, or no time, leaves or text are left.

        Args:
            deadline: moment (of the monotonic clock) at which to stop.
            most_leaves: leaves that the tree may have.
            most_text: characters that the tree may have.

        Raises:
            SolverError: HiGHS broke down.
        """
        root = Node(self._weighing.root, {})
        try:
            self._settle(root)
            self._wait(root)
            while self._open and self._leaves < most_leaves and self._length < most_text:
                if deadline is not None and monotonic() > deadline:
                    break
                self._divide(heappop(self._open)[2])
        except Found as found:
            return Searched(root, self._leaves, against=found.audit)
        weakest = min((bound for bound, _, _ in self._open), default=None)
        return Searched(root, self._leaves, weakest is None, weakest)

    def _wait(self, node: Node) -> None:
        if not node.is_closed:
            heappush(self._open, (node.bound, next(self._order), node))

    def _settle(self, node: Node) -> None:
        """Closes a box, or bounds it as well as its relaxation can.

        Raises:
            Found: it is a single package that speaks against the claim.
        """
        if (package := package_of(node.box, self._weighing.measures)) is not None:
            self._require_fits(audit_package(self._case, package), node.box)
            node.is_package = node.is_closed = True
            return
        node.bound = self._weighing.bound(node.box, node.multipliers, with_cost=True)
        kind = self._claim.kind(node.box)
        if self._closes(node.bound, kind):
            node.is_closed = True
            return
        relaxed = node.relaxed = self._relaxation.of(node.box)
        has_cost = relaxed.value < inf
        for digits in DIGITS if relaxed.multipliers else ():
            multipliers = self._written(relaxed.multipliers, digits, has_cost=has_cost)
            bound = self._weighing.bound(node.box, multipliers, with_cost=has_cost)
            if has_cost and bound > node.bound:
                node.multipliers, node.bound = multipliers, bound
            if self._closes(bound, kind) if has_cost else bound > 0:
                node.multipliers, node.is_closed = multipliers, True
                node.rules_out = not has_cost
                return

    def _closes(self, bound: Fraction, kind: Kind | None) -> bool:
        return self._claim.is_met(rounded(bound, self._case), kind)

    def _require_fits(self, audit: Audit, box: Box | None) -> None:
        """Refuses a package that speaks against the claim."""
        kind = kind_of(audit, self._claim.distinct) if box is None else self._claim.kind(box)
        if audit.met and not self._closes(audit.objective(), kind):
            raise Found(audit)

    def _written(
        self, multipliers: Mapping[int, float], digits: int, *, has_cost: bool
    ) -> dict[int, Fraction]:
        """Multipliers as decimals of a few digits, of soft rows none above the price."""
        found = {}
        for number, value in multipliers.items():
            price = self._weighing.rows[number].price
            written = Fraction(format(value, f".{digits}g"))
            if price is not None:
                most = price if has_cost else NONE
                written = written if written <= most else _below(most)
            if written:
                found[number] = written
        return found

    def _divide(self, node: Node) -> None:
        """Splits a box in the best way of those that are tried."""
        best, score = None, -1.0
        for split in self._splits(node):
            parts = self._parts(node, split)
            worth = self._worth(node, parts)
            if worth > score:
                best, score = (split, parts), worth
            if all(part.is_closed for part in parts):
                break
        if best is not None:
            node.split, node.parts = best
            node.relaxed = None
            self._leaves += 1
            self._length += A_LINE - node.length + sum(part.length for part in node.parts)
            for part in node.parts:
                self._wait(part)

    def _parts(self, node: Node, split: Split) -> tuple[Node, Node]:
        boxes = divided(node.box, split, self._weighing.measures)
        first, second = (Node(box, node.multipliers) for box in boxes)
        for part in (first, second):
            self._settle(part)
        return first, second

    def _worth(self, node: Node, parts: Sequence[Node]) -> float:
        """How good a split is: by how much it raises the bounds of both parts."""
        limit = self._claim.limit
        whole = max(float(limit - node.bound), 1.0) if limit is not None else 1e12
        gains = [
            1.0 if part.is_closed else min(max(float(part.bound - node.bound) / whole, 1e-6), 1.0)
            for part in parts
        ]
        return gains[0] * gains[1]

    def _splits(self, node: Node) -> list[Split]:
        """The splits to try, those of measures that weigh most and are least settled first."""
        found = [
            (doubt * self._weight(mixture.number), split)
            for mixture in (node.relaxed.mixtures if node.relaxed else ())
            for doubt, split in _doubts(mixture, node.box[mixture.number], self._weighing)
        ]
        if not found:
            return [self._any_split(node)]
        found.sort(key=lambda one: -one[0])
        return [split for _, split in found[:TRIALS]]

    def _weight(self, number: int) -> float:
        own = (
            weight * self._weighing.root[number].high
            for (owner, _), weight in self._weights.items()
            if owner == number
        )
        return max(own, default=0.0) + 1.0

    def _any_split(self, node: Node) -> Split:
        """A split where the relaxation has no doubt, and is wrong by a hair; or says nothing.

        Raises:
            Found: what it points at is a package that speaks against the claim.
        """
        if node.relaxed is not None and (package := self._pointed_at(node.relaxed, node.box)):
            self._require_fits(audit_package(self._case, package), None)
        sizes = [(part.high - part.low, len(part.starts), at) for at, part in enumerate(node.box)]
        number = max(
            (at for *_, at in sizes if not node.box[at].is_single), key=lambda at: sizes[at]
        )
        part = node.box[number]
        if part.low == 0:
            return Split(number)
        if len(part.starts) > 1:
            return Split(number, part.starts[: len(part.starts) // 2])
        return Split(number, steps=(part.low + part.high) // 2)

    def _pointed_at(self, relaxed: Relaxed, box: Box) -> Package | None:
        """The package that a relaxation without doubt is."""
        single = list(Part((), 0, 0) for _ in box)
        for mixture in relaxed.mixtures:
            if mixture.chosen > 0.5:
                start = max(mixture.starts, key=lambda year: mixture.starts[year])
                steps = round(mixture.steps)
                single[mixture.number] = Part((start,), steps, steps)
        return package_of(tuple(single), self._weighing.measures)


def _below(price: Fraction) -> Fraction:
    """The largest decimal of a few digits that is not above a price."""
    return Fraction(floor(price * 10**12), 10**12)


def _doubts(mixture: Mixture, part: Part, weighing: Weighing) -> Iterator[tuple[float, Split]]:
    """How a measure that is neither one thing nor another can be split, and how unsettled it is."""
    chosen, number = mixture.chosen, mixture.number
    if not part.low and WHOLE < chosen < 1 - WHOLE:
        yield min(chosen, 1 - chosen), Split(number)
    if chosen <= WHOLE:
        return
    shares = accumulate(mixture.starts.get(year, 0.0) / chosen for year in part.starts[:-1])
    inner = [(share, at) for at, share in enumerate(shares, start=1) if WHOLE < share < 1 - WHOLE]
    if inner:
        share, position = min(inner, key=lambda one: abs(one[0] - 0.5))
        yield min(share, 1 - share) * chosen, Split(number, part.starts[:position])
    least, most = weighing.sizes(number, part)
    steps = min(max(mixture.steps / chosen, least), most)
    if abs(steps - round(steps)) > WHOLE * 10 and least < most:
        yield 0.3 * chosen, Split(number, steps=floor(steps))
