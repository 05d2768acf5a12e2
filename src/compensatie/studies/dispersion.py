# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The packages of a list that differ most from one another: the largest least distance, exactly.

Whether so many packages lie at least some distance apart is a question for a clique in the graph
of the pairs that do; it is asked for one distance after the other until the answer is no.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from time import monotonic

import numpy as np
from numpy.typing import NDArray

from compensatie.studies.study import Course, Stop

Description = Mapping[str, Hashable]
"""What a package does with each measure that it chooses."""


@dataclass(frozen=True, slots=True)
class Dispersion:
    """Packages that lie far apart."""

    chosen: tuple[int, ...]
    """Their positions in the list."""
    distance: int | None
    """In how many measures the two that are most alike differ; None where there is one only."""


class _OutOfTimeError(Exception):
    """The deadline passed."""


def most_diverse(
    packages: Sequence[Description], count: int, course: Course, deadline: float | None = None
) -> Dispersion:
    """The first package and those that, with it, have the greatest least distance.

    Args:
        packages: what each package does, at least one; the first is always chosen.
        count: how many are wanted.
        course: how it goes; where it stops early, others may be farther apart.
        deadline: moment (of the monotonic clock) at which to stop.
    """
    distances = _distances(packages)
    chosen = _greedy(distances, min(count, len(packages)))
    if len(chosen) < 2:
        return Dispersion(tuple(chosen), None)
    with course.held():
        try:
            while (better := _apart(distances, chosen, deadline)) is not None:
                chosen = better
        except _OutOfTimeError:
            course.stop = Stop.TIME
    return Dispersion(tuple(sorted(chosen)), _least(distances, chosen))


def _distances(packages: Sequence[Description]) -> NDArray[np.int16]:
    """In how many measures each two packages differ."""
    found = np.zeros((len(packages), len(packages)), dtype=np.int16)
    for measure in sorted({name for package in packages for name in package}):
        codes: dict[Hashable, int] = {}
        states = [package.get(measure) for package in packages]
        column = np.array([codes.setdefault(state, len(codes)) for state in states])
        found += column[:, None] != column[None, :]
    return found


def _least(distances: NDArray[np.int16], chosen: Sequence[int]) -> int:
    """The distance of the two that are most alike."""
    return int(min(distances[a, b] for a, b in combinations(chosen, 2)))


def _greedy(distances: NDArray[np.int16], count: int) -> list[int]:
    """The first, and then each time the one that is farthest from all before it."""
    chosen = [0]
    nearest = distances[0].copy()
    while len(chosen) < count:
        nearest[chosen] = -1
        chosen.append(int(nearest.argmax()))
        nearest = np.minimum(nearest, distances[chosen[-1]])
    return chosen


def _apart(
    distances: NDArray[np.int16], chosen: Sequence[int], deadline: float | None
) -> list[int] | None:
    """As many as chosen, the first among them, each two farther apart; None: there are none.

    Raises:
        _OutOfTimeError: the deadline passed.
    """
    count, least = len(chosen), _least(distances, chosen) + 1
    far = np.flatnonzero(distances[0] >= least)
    if len(far) < count - 1:
        return None
    pairs = distances[np.ix_(far, far)] >= least
    rows = np.packbits(pairs, axis=1, bitorder="little")
    neighbours = [int.from_bytes(row.tobytes(), "little") for row in rows]
    clique = _clique(neighbours, (1 << len(far)) - 1, count - 1, deadline)
    return None if clique is None else [0, *(int(far[one]) for one in clique)]


def _clique(
    neighbours: Sequence[int], candidates: int, count: int, deadline: float | None
) -> list[int] | None:
    """So many candidates that are all neighbours; branch and bound by colouring."""
    if count == 0:
        return []
    if deadline is not None and monotonic() > deadline:
        raise _OutOfTimeError
    for vertex, colours in reversed(_coloured(neighbours, candidates)):
        if colours < count:
            return None
        rest = _clique(neighbours, candidates & neighbours[vertex], count - 1, deadline)
        if rest is not None:
            return [vertex, *rest]
        candidates &= ~(1 << vertex)
    return None


def _coloured(neighbours: Sequence[int], candidates: int) -> list[tuple[int, int]]:
    """The candidates by colour: no clique among the first ones has more than that colour says."""
    found, colour = [], 0
    while candidates:
        colour += 1
        free = candidates
        while free:
            vertex = (free & -free).bit_length() - 1
            found.append((vertex, colour))
            candidates &= ~(1 << vertex)
            free &= ~(1 << vertex) & ~neighbours[vertex]
    return found
