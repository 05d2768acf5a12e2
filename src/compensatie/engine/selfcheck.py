# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Whether the solver that is installed gets programmes right whose optimum is known."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files
from itertools import islice
from typing import Any

from compensatie.engine.linear_programme import Column, Constraint, LinearProgramme
from compensatie.engine.solver import HIGHS, described, is_highs
from compensatie.errors import SolverError

EVERY_TIME = 2
"""How many of the smallest programmes are solved before each `solve`."""
PRECISION = 1e-5
"""How near the optimum a floating-point solver must come."""


@dataclass(frozen=True, slots=True)
class Known:
    """A programme and its optimum."""

    name: str
    """Where it comes from."""
    programme: LinearProgramme
    """The programme."""
    optimum: Fraction | None
    """Its optimum; None where there is no point."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What a solver said of one of them."""

    known: Known
    """The programme and its optimum."""
    status: str
    """What the solver calls its answer."""
    value: float | None
    """What it says is the optimum."""

    @property
    def is_right(self) -> bool:
        """Whether it is."""
        if self.known.optimum is None:
            return self.status == "infeasible"
        if self.status != "optimal" or self.value is None:
            return False
        return abs(self.value - float(self.known.optimum)) <= PRECISION

    def __str__(self) -> str:
        right = "no point" if self.known.optimum is None else f"{float(self.known.optimum)}"
        said = self.status if self.value is None else f"{self.status}, {self.value}"
        return f"{self.known.name}: it says {said}; right is {right}"


def tried(solver: str = HIGHS) -> Iterator[Tried]:
    """What a solver says of each known programme, the smallest first.

    Raises:
        InputError: no solver of that name is installed.
        SolverError: it breaks down.
    """
    from compensatie.engine import lp
    from compensatie.engine.session import Session

    for known in known_programmes():
        problem = lp.build(known.programme)
        if is_highs(solver):
            answer = Session(lp.arrays(problem)).solve(time_limit=1.0)
        else:
            answer = lp.solve_with(problem, solver)
        yield Tried(known, answer.status, answer.objective)


def require_sane(solver: str = HIGHS) -> None:
    """Solves the smallest programmes, and refuses a solver that fails one.

    Raises:
        SolverError: it does, or it breaks down.
    """
    for one in islice(tried(solver), EVERY_TIME):
        if not one.is_right:
            raise SolverError(
                f"{described(solver)} fails a programme whose optimum is known: {one}"
            )


@cache
def known_programmes() -> tuple[Known, ...]:
    """Every known programme, the smallest first."""
    text = (files("compensatie") / "engine" / "known_programmes.toml").read_text("utf-8")
    content = tomllib.loads(text, parse_float=Fraction)
    return tuple(_known(entry) for entry in content["programmes"])


def _known(entry: Mapping[str, Any]) -> Known:
    places = {name: at for at, name in enumerate(entry["columns"])}

    def terms(amounts: Mapping[str, Any]) -> dict[int, Fraction]:
        return {places[name]: Fraction(amount) for name, amount in amounts.items()}

    columns = tuple(
        Column(name, Fraction(low), Fraction(high), name in entry["whole"])
        for name, (low, high) in entry["columns"].items()
    )
    rows = tuple(
        Constraint(entry["name"], terms(row["of"]), row["sense"], Fraction(row["right"]))
        for row in entry["rows"]
    )
    programme = LinearProgramme(columns, rows, terms(entry["minimise"]), Fraction(0))
    optimum = entry.get("optimum")
    return Known(entry["name"], programme, None if optimum is None else Fraction(optimum))
