# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Many futures as tables of exact figures: the same ones for comma-separated text and Parquet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from decimal import Decimal

from compensatie.reports.comma_separated import Cell, comma_separated
from compensatie.studies.drawn_answer import Held, Worth
from compensatie.studies.ensemble import Ensemble
from compensatie.studies.morris import Effect


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table for programs."""

    columns: tuple[str, ...]
    """Names of its columns."""
    rows: tuple[tuple[Cell, ...], ...]
    """Its lines."""


def ensemble_tables(found: Ensemble) -> Mapping[str, PlainTable]:
    """Every table, by name; none of them says how or when a draw was answered."""
    return {
        "draws": PlainTable(
            ("draw", *found.names, "status", "objective", "cost", "failure", "reason"),
            tuple(_draws(found)),
        ),
        "choices": PlainTable(("draw", "measure", "start", "size"), tuple(_choices(found))),
        "packages": PlainTable(
            ("draw", "package", "met", "objective", "cost"), tuple(_packages(found))
        ),
        "misses": PlainTable(
            ("draw", "package", "rule", "scenario", "province", "year", "worst_of_all_years"),
            tuple(_misses(found)),
        ),
        "measures": PlainTable(
            ("measure", "chosen", "of", "least_size", "middle_size", "most_size"),
            tuple(_measures(found)),
        ),
        "boxes": PlainTable(
            ("package", "uncertainty", "least", "most", "inside", "failing_inside", "failing"),
            tuple(_boxes(found)),
        ),
        **_morris(found),
    }


def ensemble_texts(found: Ensemble) -> Mapping[str, str]:
    """Every table as comma-separated text, by the name of its file."""
    tables = ensemble_tables(found).items()
    return {f"{name}.csv": comma_separated(one.columns, one.rows) for name, one in tables}


def _draws(found: Ensemble) -> Iterator[tuple[Cell, ...]]:
    for number, one in found.drawn.items():
        worth = _worth(one.worth)
        failure = None if one.failure is None else str(one.failure)
        told = (*worth, failure, one.reason or None)
        yield number, *found.point(number), str(one.status), *told


def _worth(worth: Worth | None) -> tuple[Decimal | None, Decimal | None]:
    return (None, None) if worth is None else (worth.objective, worth.cost)


def _choices(found: Ensemble) -> Iterator[tuple[Cell, ...]]:
    for number, one in found.drawn.items():
        for choice in one.choices:
            yield number, choice.measure, choice.start, choice.size


def _packages(found: Ensemble) -> Iterator[tuple[Cell, ...]]:
    for number, label, held in _held(found):
        yield number, label, held.met, *_worth(held.worth)


def _held(found: Ensemble) -> Iterator[tuple[int, str, Held]]:
    for number in found.drawn:
        for label, held in found.held(number).items():
            yield number, label, held


def _misses(found: Ensemble) -> Iterator[tuple[Cell, ...]]:
    for number, label, held in _held(found):
        for miss in held.misses:
            place = (number, label, miss.rule, miss.scenario, miss.province)
            for year in miss.years or (None,):
                yield *place, year, miss.worst


def _measures(found: Ensemble) -> Iterator[tuple[Cell, ...]]:
    for one in found.measures_chosen:
        sizes = one.sizes
        told = (None,) * 3 if sizes is None else (sizes.least, sizes.middle, sizes.most)
        yield one.measure, one.chosen, one.of, *told


def _boxes(found: Ensemble) -> Iterator[tuple[Cell, ...]]:
    named = [(one.label, one.box) for one in found.packages_held]
    for label, box in [(None, found.box_without_package), *named]:
        if box is not None:
            counts = (box.inside, box.failing_inside, box.failing)
            for limit in box.limits:
                yield label, limit.uncertainty, limit.least, limit.most, *counts


def _morris(found: Ensemble) -> dict[str, PlainTable]:
    if found.morris is None:
        return {}
    columns = tuple(field.name for field in fields(Effect))
    rows = [
        (one.uncertainty, _plain(one.mu), _plain(one.mu_star), _plain(one.sigma))
        for one in found.morris.effects
    ]
    return {"morris": PlainTable(columns, tuple(rows))}


def _plain(value: float) -> Decimal:
    """A float as the decimal that it prints as, to the cent."""
    return Decimal(f"{value:.2f}")
