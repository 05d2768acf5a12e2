# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A knapsack with several objectives, and the same question asked as a package of measures.

A knapsack takes items so that each objective is greatest and each capacity keeps. Complemented,
measures are the items that stay behind: each objective is a payer, whose one-off cost is least, and
each capacity a province, where the items left behind must bring at least what did not fit.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from compensatie.facts.package import Choice, Package
from tests.support.drawn_case import Case

YEAR = 2025
PLACE = Path(__file__).parent

Vector = tuple[Decimal, ...]


class NotInstalled(Exception):
    """The package whose data a published problem is, in the version that is meant, is not here."""


@dataclass(frozen=True)
class Knapsack:
    """Items to choose from: what each is worth to each objective, and takes of each capacity."""

    name: str
    worth: tuple[Vector, ...]
    """One row an objective, one figure an item."""
    weights: tuple[Vector, ...]
    """One row a capacity, one figure an item."""
    capacities: Vector

    @property
    def items(self) -> range:
        return range(len(self.worth[0]))

    @property
    def payers(self) -> tuple[str, ...]:
        """One an objective, in their order."""
        return tuple(f"objective-{row}" for row, _ in enumerate(self.worth, 1))

    @property
    def provinces(self) -> tuple[str, ...]:
        """One a capacity, in their order."""
        return tuple(f"capacity-{row}" for row, _ in enumerate(self.weights, 1))

    def fits(self, taken: Iterable[int]) -> bool:
        """Whether these items keep every capacity."""
        chosen = tuple(taken)
        return all(
            sum(row[item] for item in chosen) <= capacity
            for row, capacity in zip(self.weights, self.capacities, strict=True)
        )

    def vector(self, taken: Iterable[int]) -> Vector:
        """What these items are worth to each objective."""
        chosen = tuple(taken)
        return tuple(sum((row[item] for item in chosen), Decimal(0)) for row in self.worth)

    def maxima(self, costs: Sequence[Decimal]) -> Vector:
        """The vector in its published form, from the least cost of each payer, in their order."""
        totals = self.vector(self.items)
        return tuple(total - cost for total, cost in zip(totals, costs, strict=True))

    def package(self, taken: Iterable[int]) -> Package:
        """The measures that stand for the items that are not taken."""
        left = sorted(set(self.items) - set(taken))
        return Package(
            choices=tuple(
                Choice(measure=f"item-{item + 1}", start=YEAR, size=Decimal(1)) for item in left
            )
        )

    def case(self, payer: str | None = None) -> Case:
        """Instance and model, with the one-off cost of this payer, or of all, as the objective."""
        return Case(self._instance(), self._model(payer))

    def _instance(self) -> dict[str, Any]:
        return {
            "format": 1,
            "name": self.name,
            "unit": "fte",
            "reference_year": YEAR - 1,
            "years": {"first": YEAR, "last": YEAR},
            "price_year": YEAR,
            "provinces": [{"code": code} for code in self.provinces],
            "measures": [self._measure(item) for item in self.items],
        }

    def _measure(self, item: int) -> dict[str, Any]:
        weights = zip(self.provinces, self.weights, strict=True)
        worth = zip(self.payers, self.worth, strict=True)
        return {
            "id": f"item-{item + 1}",
            "kind": "custom",
            "size": {"min": 1, "max": 1},
            "start": {"earliest": YEAR, "latest": YEAR},
            "effects": {code: row[item] for code, row in weights},
            "costs": [{"label": "worth", "payer": who, "once": row[item]} for who, row in worth],
        }

    def _model(self, payer: str | None) -> dict[str, Any]:
        scope = {} if payer is None else {"payers": [payer]}
        return {
            "format": 1,
            "name": self.name,
            "objective": {"minimise": "cost-once", **scope},
            "rules": [self._floor(row) for row, _ in enumerate(self.weights)],
        }

    def _floor(self, row: int) -> dict[str, Any]:
        """What does not fit must stay behind."""
        return {
            "id": self.provinces[row],
            "family": "bound",
            "quantity": "jobs",
            "provinces": [self.provinces[row]],
            "at_least": sum(self.weights[row]) - self.capacities[row],
        }


@dataclass(frozen=True)
class Published:
    """A problem that others published, with the whole set of vectors that nothing dominates."""

    knapsack: Knapsack
    points: tuple[Vector, ...]
    record: dict[str, Any]
    """What our own file says of it: where it is from, and how much there should be."""


def names() -> list[str]:
    """The published problems that there is a file of."""
    return sorted(path.stem for path in PLACE.glob("*.toml"))


def published(name: str) -> Published:
    """A published problem, its figures read from the package that ships them.

    Raises:
        NotInstalled: that package is not here, or is another version.
    """
    record = tomllib.loads((PLACE / f"{name}.toml").read_text(encoding="utf-8"))
    folder = _installed(record["package"], record["version"]) / record["folder"]
    worth, weights, capacities, points = (
        _table(folder / record["tables"][table])
        for table in ("worth", "weights", "capacities", "points")
    )
    knapsack = Knapsack(name, worth, weights, tuple(row[0] for row in capacities))
    return Published(knapsack, points, record)


def _installed(package: str, wanted: str) -> Path:
    """The folder of an installed package, found without running any of it."""
    try:
        found = version(package)
    except PackageNotFoundError:
        raise NotInstalled(f"{package} {wanted} is not installed") from None
    spec = find_spec(package)
    if found != wanted or spec is None or not spec.submodule_search_locations:
        raise NotInstalled(f"{package} {wanted} is wanted, {found} is installed")
    return Path(spec.submodule_search_locations[0])


def _table(path: Path) -> tuple[Vector, ...]:
    """The figures below the heading, without the first column, which numbers the rows."""
    with path.open(encoding="utf-8", newline="") as file:
        _, *rows = csv.reader(file)
    return tuple(tuple(Decimal(figure) for figure in row[1:]) for row in rows)
