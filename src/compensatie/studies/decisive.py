# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""On which figures the choice hangs: what to find out before deciding.

A figure is decisive by how small a relative change of it turns something: the package fails, or a
measure goes or comes. Figures that nobody published come first, whatever their distance: those
are the ones that can be found out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from compensatie.engine.case import Case
from compensatie.studies.importance import Figure
from compensatie.studies.measure_accounts import MeasureAccount, MeasureAccounts
from compensatie.studies.study import Proof
from compensatie.studies.tipping import TippingPoint, TippingPoints

Quantity = Literal["losses", "jobs", "costs"]
"""Which figure: the jobs that a scenario's changes move; the jobs, or the costs, of a measure."""
Turn = Literal["fails", "impossible", "leaves", "enters"]
"""What then happens: this package fails; every package does; a package without the measure is
better; one with it is as good."""
DOUBTFUL = ("imputed", "assumed", "derived")
"""How sure a figure can be, the least sure first; what was published comes after these."""
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class DecisiveFact:
    """A figure, and the nearest change of it that turns something."""

    quantity: Quantity
    """Which figure."""
    scenario: str | None
    """Of which scenario."""
    measure: str | None
    """Of which measure; None of either kind: of all measures together."""
    record_status: str
    """How sure it is: that of its least certain record."""
    change: Fraction
    """The relative change beyond which it turns; below 0: it becomes smaller."""
    turn: Turn
    """What then happens."""

    @property
    def is_doubtful(self) -> bool:
        """Whether nobody published it as it is."""
        return self.record_status in DOUBTFUL


def decisive_facts(
    case: Case, measures: MeasureAccounts, tipping: TippingPoints
) -> tuple[DecisiveFact, ...]:
    """One entry for each figure that can turn something: doubtful ones first, then the nearest.

    A second one tells where no package is left at all. Only what was proven counts. What comes
    late is told in years, and is not among them.
    """
    nearest: dict[tuple[str, str | None, str | None, bool], DecisiveFact] = {}
    for one in (*_failing(case, tipping), *_changing(case, measures)):
        key = (one.quantity, one.scenario, one.measure, one.turn == "impossible")
        if key not in nearest or abs(one.change) < abs(nearest[key].change):
            nearest[key] = one
    order = sorted(nearest.values(), key=lambda one: (not one.is_doubtful, abs(one.change)))
    return tuple(order)


def _failing(case: Case, tipping: TippingPoints) -> Iterator[DecisiveFact]:
    """What would make this package fail, or every package."""
    for point in tipping.points:
        if point.kind == "delay":
            continue
        quantity: Quantity = "losses" if point.kind == "losses" else "jobs"
        ends: tuple[tuple[Figure | None, Turn], ...] = (
            (point.package, "fails"),
            (point.some_package, "impossible"),
        )
        for figure, turn in ends:
            if (change := _change(figure)) is not None:
                status = _status_of(case, point)
                yield DecisiveFact(quantity, point.scenario, point.measure, status, change, turn)


def _status_of(case: Case, point: TippingPoint) -> str:
    """How sure the jobs are that turn out worse."""
    if point.scenario is not None:
        changes = case.instance.scenario_by_id[point.scenario].changes
        return _least_certain(one.status for one in changes)
    among = case.instance.measures
    return _least_certain(one.status for one in among if point.measure in (None, one.id))


def _changing(case: Case, measures: MeasureAccounts) -> Iterator[DecisiveFact]:
    """What would change which measures are in."""
    for account in measures.accounts:
        measure = case.instance.measure_by_id[account.measure]
        costs = _least_certain(one.status for one in measure.costs)
        if (change := _change(account.factor)) is not None:
            yield DecisiveFact("costs", None, measure.id, costs, change, _turn(account))
        if (change := _change(account.share)) is not None:
            yield DecisiveFact("jobs", None, measure.id, measure.status, change, _turn(account))


def _turn(account: MeasureAccount) -> Turn:
    return "leaves" if account.is_chosen else "enters"


def _change(figure: Figure | None) -> Fraction | None:
    if figure is None or figure.status is not Proof.PROVEN or figure.value is None:
        return None
    return figure.value - ONE


def _least_certain(statuses: Iterable[str]) -> str:
    found = list(statuses)
    return next((one for one in DOUBTFUL if one in found), "sourced")
