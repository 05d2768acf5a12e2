# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which futures are drawn: spread evenly over all that is uncertain, the same for the same seed.

A draw is a share between 0 and 1 for each uncertainty, turned into the value below which that share
of its distribution lies. A Latin hypercube takes every N-th part of each distribution once; a Sobol
sequence, moved by a seeded shift, also fills the space between several evenly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal, get_args

import numpy as np

from compensatie.engine.arrays import Real
from compensatie.engine.parametric import Point
from compensatie.errors import Fault, InputError
from compensatie.facts.uncertainty import Uncertainty

Method = Literal["latin", "sobol", "file"]
"""How draws are made."""
METHODS: tuple[Method, ...] = get_args(Method)[:2]
"""How draws can be asked for without a file."""
LEVELS = 4
"""Shares that Morris trajectories step through: 0, 1/3, 2/3 and 1."""
MOST_DRAWS = 1_000_000
"""Draws of one run."""
NO_SALIB = Fault(
    "needs-analysis",
    "this needs SALib, which is not installed",
    allowed="after: pip install 'compensatie[analysis]'",
)


@dataclass(frozen=True, eq=False)
class Draws:
    """The draws of a run, by number from 1 on."""

    points: tuple[Point, ...]
    """What each uncertainty comes to in each draw."""
    method: Method
    """How they were made."""
    seed: int
    """Of the random numbers behind them."""
    trajectories: tuple[Point, ...] = ()
    """Further draws, numbered on, that only serve to tell which uncertainty matters (Morris)."""

    @property
    def every(self) -> tuple[Point, ...]:
        """All that is answered."""
        return (*self.points, *self.trajectories)

    @cached_property
    def sha256(self) -> str:
        """What tells these draws from all others."""
        lines = (",".join(map(str, point)) for point in self.every)
        return sha256("\n".join([str(len(self.points)), *lines]).encode()).hexdigest()


def drawn(
    uncertainties: Sequence[Uncertainty], count: int, method: Method, seed: int, trajectories: int
) -> Draws:
    """Draws by a method.

    Args:
        uncertainties: what is drawn.
        count: how many draws.
        method: `latin` or `sobol`.
        seed: of the random numbers.
        trajectories: how many Morris trajectories besides.

    Raises:
        InputError: the method, or Morris, needs SALib and that is not installed.
    """
    random = np.random.Generator(np.random.PCG64(seed))
    size = len(uncertainties)
    shares = _latin(random, count, size) if method == "latin" else _sobol(random, count, size)
    names = [one.id for one in uncertainties]
    paths = morris_shares(names, trajectories, seed) if trajectories else np.empty((0, size))
    return Draws(_points(uncertainties, shares), method, seed, _points(uncertainties, paths))


def _points(uncertainties: Sequence[Uncertainty], shares: Real) -> tuple[Point, ...]:
    distributions = [one.distribution for one in uncertainties]
    return tuple(
        tuple(one.at(share) for one, share in zip(distributions, line, strict=True))
        for line in shares.tolist()
    )


def _latin(random: np.random.Generator, count: int, size: int) -> Real:
    """Each part of each uncertainty once, at random within the part."""
    parts = np.array([random.permutation(count) for _ in range(size)], dtype=np.float64)
    inside = random.random((size, count))
    return ((parts.reshape(size, count) + inside) / count).T


def _sobol(random: np.random.Generator, count: int, size: int) -> Real:
    """A Sobol sequence without its first point, moved round by a random shift."""
    sequence = salib("sample.sobol_sequence").sample(count + 1, size)[1:]
    moved: Real = (sequence + random.random(size)) % 1.0
    return moved


def morris_shares(names: Sequence[str], trajectories: int, seed: int) -> Real:
    """The shares of each uncertainty along Morris trajectories, one trajectory after the other."""
    problem = morris_problem(names)
    found: Real = salib("sample.morris").sample(problem, trajectories, num_levels=LEVELS, seed=seed)
    return found


def morris_problem(names: Sequence[str]) -> dict[str, Any]:
    """What SALib is told: shares of each uncertainty, from 0 to 1."""
    return {"num_vars": len(names), "names": list(names), "bounds": [[0.0, 1.0]] * len(names)}


def salib(module: str) -> Any:
    """A part of SALib, which takes a while to load."""
    from importlib import import_module

    try:
        return import_module(f"SALib.{module}")
    except ImportError:
        raise InputError([NO_SALIB]) from None
