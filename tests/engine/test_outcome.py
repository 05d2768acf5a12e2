# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""An answer as tables, and an answer without a package."""

from __future__ import annotations

import compensatie as cp
from compensatie.engine.outcome import Outcome
from tests.support.written import cost, instance, measure, model


def outcome(floor: int = 12, **parts: bool) -> Outcome:
    """Drenthe has 10 jobs and must have more; one job costs 1000 once and 100 a year."""
    costs = cost(once_per_unit=1000, yearly_per_unit=100)
    facts = instance(measures=[measure("m", costs=costs)])
    return cp.solve(facts, model({"family": "net-employment", "floor": floor}), **parts)


def test_the_package_is_a_table() -> None:
    assert outcome().to_frame().to_dict("records") == [{"measure": "m", "start": 2023, "size": 2}]


def test_what_is_paid_is_a_table() -> None:
    table = outcome().costs
    assert list(table.columns) == ["measure", "payer", "year", "amount"]
    assert table.set_index("year").amount.to_dict() == {2023: 2200, 2024: 200, 2025: 200}


def test_the_balance_is_a_table() -> None:
    table = outcome().employment
    assert table.year.tolist() == [2023, 2024, 2025]
    assert table.baseline.tolist() == [10, 10, 10]
    assert table.measures.tolist() == [2, 2, 2]
    assert table.total.tolist() == [12, 12, 12]
    assert table.change.tolist() == [0.2, 0.2, 0.2]


def test_the_rules_are_a_table() -> None:
    table = outcome(floor=11).rules
    assert table.year.tolist() == [2023, 2024, 2025]
    assert table.measured.tolist() == [11, 11, 11]
    assert table.bound.tolist() == [11, 11, 11]
    assert table.slack.tolist() == [0, 0, 0]
    assert table.met.all()
    assert table.binding.all()


def test_without_a_package_the_tables_are_empty_and_keep_their_columns() -> None:
    with_package, without = outcome(), outcome(floor=100)
    assert without.status == "infeasible"
    for name in ("choices", "costs", "employment", "rules"):
        table = getattr(without, name)
        assert table.empty
        assert list(table.columns) == list(getattr(with_package, name).columns)


def test_a_relaxation_without_a_point_is_infeasible() -> None:
    found = outcome(floor=100, relax=True)
    assert found.status == "infeasible"
    assert found.objective is None
    assert found.prices == ()
