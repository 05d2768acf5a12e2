# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where points that nothing dominates can still be: search zones below local upper bounds.

A zone is a corner u and holds every vector that is less than u in each of its parts. A known point
splits each zone that it lies in; a proof that a box holds nothing closes each zone inside the box.
What is left when no zone is open is the whole set, whatever the points were found by.
(Klamroth, Lacour and Vanderpooten, On the representation of the search region in multi-objective
optimization, European Journal of Operational Research 245, 2015.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Generic, TypeVar

Vector = tuple[int, ...]
"""Values of the objectives, each in steps of its own."""
Value = TypeVar("Value", int, Fraction)
"""What vectors are made of: steps, or amounts as they are."""


class Zones(Generic[Value]):
    """The zones that are open."""

    def __init__(self, corner: tuple[Value, ...]) -> None:
        """One zone, that holds every vector there can be.

        Args:
            corner: greater than any vector, in each part.
        """
        self.corner: tuple[Value, ...] = corner
        self.open: list[tuple[Value, ...]] = [corner]
        self._empty: list[tuple[Value, ...]] = []

    def split(self, point: tuple[Value, ...]) -> None:
        """Leaves out all that a point weakly dominates."""
        around = [zone for zone in self.open if _is_within(point, zone)]
        hit = [zone for zone in around if all(p < u for p, u in zip(point, zone, strict=True))]
        if not hit:
            return
        others: list[tuple[Value, ...]] = [zone for zone in around if zone not in hit]
        parts: set[tuple[Value, ...]] = {
            lowered(zone, at, value) for zone in hit for at, value in enumerate(point)
        }
        among = parts.union(others)
        whole = [part for part in parts if not self._is_covered(part, among)]
        left = set(self.open).difference(hit)
        self.open = sorted(left.union(part for part in whole if not _is_in_any(part, self._empty)))

    def close(self, box: tuple[Value, ...]) -> None:
        """Leaves out a box below a corner in which it is proven that nothing is."""
        self._empty = [one for one in self._empty if not _is_within(one, box)]
        self._empty.append(box)
        self.open = [zone for zone in self.open if not _is_within(zone, box)]

    def widest(self, free: int, ideal: tuple[Value, ...]) -> tuple[Value, ...]:
        """The open zone with most room in every part but one.

        Args:
            free: the part that does not count.
            ideal: the least value of each part.
        """
        return max(self.open, key=lambda zone: (self._room(zone, free, ideal), zone))

    def _room(self, zone: tuple[Value, ...], free: int, ideal: tuple[Value, ...]) -> Value | int:
        room: Value | int = 1
        for at, (most, least) in enumerate(zip(zone, ideal, strict=True)):
            if at != free and most - least > 1:
                room = room * (most - least)
        return room

    def _is_covered(self, part: tuple[Value, ...], among: Iterable[tuple[Value, ...]]) -> bool:
        return any(part != other and _is_within(part, other) for other in among)


def undominated(vectors: Iterable[tuple[Value, ...]]) -> set[tuple[Value, ...]]:
    """The vectors that no other is as good as in every part."""
    every = set(vectors)
    return {one for one in every if not any(_is_within(two, one) for two in every - {one})}


def _is_within(one: tuple[Value, ...], other: tuple[Value, ...]) -> bool:
    return all(a <= b for a, b in zip(one, other, strict=True))


def _is_in_any(part: tuple[Value, ...], boxes: Sequence[tuple[Value, ...]]) -> bool:
    return any(_is_within(part, box) for box in boxes)


def lowered(zone: tuple[Value, ...], at: int, value: Value) -> tuple[Value, ...]:
    """A corner with another value in one part."""
    return tuple(value if number == at else one for number, one in enumerate(zone))
