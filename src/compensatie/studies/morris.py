# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which uncertainty matters to the cost: Morris's elementary effects, by SALib.

A trajectory changes one uncertainty at a time, by a jump over its distribution. What the cost of
the best package changes by is an elementary effect. Its mean size (mu*) says how much it matters;
its standard deviation (sigma) whether that depends on the other uncertainties.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from compensatie.studies.draws import LEVELS, Draws, morris_problem, morris_shares, salib

FEWEST = 2
"""Whole trajectories below which nothing is said."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one uncertainty does to the cost of the best package, EUR (floating point)."""

    uncertainty: str
    """Id of the uncertainty."""
    mu: float
    """Mean effect of a jump from the least to the greatest value: above 0 where it costs more."""
    mu_star: float
    """Mean size of that effect."""
    sigma: float
    """Standard deviation of that effect."""


@dataclass(frozen=True, slots=True)
class Morris:
    """What every uncertainty does to the cost."""

    effects: tuple[Effect, ...]
    """For each uncertainty; none where too few trajectories have a cost throughout."""
    trajectories: int
    """Trajectories that were used."""
    of: int
    """Trajectories that were drawn."""


def morris(names: Sequence[str], draws: Draws, costs: Sequence[Decimal | None]) -> Morris:
    """The effect of each uncertainty.

    Args:
        names: the uncertainties.
        draws: what was drawn.
        costs: of the best package at every point of the trajectories; None where there is none.
    """
    length = len(names) + 1
    drawn = len(costs) // length
    whole = [
        number
        for number in range(drawn)
        if all(cost is not None for cost in costs[number * length : (number + 1) * length])
    ]
    if len(whole) < FEWEST:
        return Morris((), len(whole), drawn)
    rows = [number * length + step for number in whole for step in range(length)]
    shares = morris_shares(names, drawn, draws.seed)[rows]
    values = np.array([float(costs[row] or 0) for row in rows], dtype=np.float64)
    found = salib("analyze.morris").analyze(
        morris_problem(names), shares, values, num_levels=LEVELS, seed=draws.seed
    )
    return Morris(tuple(_effects(names, found)), len(whole), drawn)


def _effects(names: Sequence[str], found: Any) -> list[Effect]:
    columns = (np.nan_to_num(found[name]).tolist() for name in ("mu", "mu_star", "sigma"))
    return [Effect(*line) for line in zip(names, *columns, strict=True)]
