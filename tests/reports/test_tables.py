# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Tables against numbers that are worked by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest

import compensatie as cp
from compensatie.engine.demand import demands
from compensatie.reports.rule_results import rule_results
from compensatie.reports.speaker import Speaker
from compensatie.reports.tables import (
    balance_tables,
    cost_table,
    demand_tables,
    package_table,
    shortfall_table,
)

RATE = Fraction("1.0225")
# 20 desks at 9,000 EUR from 2025 on: two years in the horizon and ten more, prices of 2024.
DESKS = sum(Fraction(180_000) / RATE**years for years in range(1, 13))
# 30 fte at 45,000 EUR, once, in 2025.
EXPANSION = Fraction(1_350_000) / RATE


def test_the_package(optimum, english):
    table = package_table(optimum, english)
    assert table.rows == (
        ("Guest desks", "Drenthe", 2025, "20 workplaces", 30, DESKS, 0, 180_000),
        ("Expansion of an agency", "Drenthe", 2025, "30 fte", 30, EXPANSION, 1_350_000, 0),
    )
    assert table.total == (
        "Together", "", "", "", 60, DESKS + EXPANSION, 1_350_000, 180_000,
    )  # fmt: skip
    assert round(DESKS + EXPANSION, 2) == Fraction("3194953.59")


def test_one_measure_needs_no_sum(audited, english):
    assert package_table(audited(("uitbreiding", 2024, 20)), english).total is None


def test_costs_by_payer_and_year(optimum, english):
    table = cost_table(optimum, english)
    assert [column.title for column in table.columns] == ["Year", "BZK", "EZK", "Together"]
    assert table.rows == (
        (2024, 0, 0, 0),
        (2025, 180_000, 1_350_000, 1_530_000),
        (2026, 180_000, 0, 180_000),
    )
    assert table.total == ("Together", 360_000, 1_350_000, 1_710_000)


def test_the_balance_of_every_scenario(optimum, english):
    stays, leaves = balance_tables(optimum, english)
    assert stays.title == "All stays – Drenthe"
    # level, changes, measures, total, norm, room
    assert stays.rows == (
        ("2024", 500, 0, 0, 500, 500, 0),
        ("2025", 500, 0, 45, 545, 500, 45),
        ("2026", 500, 0, 60, 560, 500, 60),
    )
    assert leaves.rows == (
        ("2024", 500, 0, 0, 500, 500, 0),
        ("2025", 500, -40, 45, 505, 500, 5),
        ("2026", 500, -60, 60, 500, 500, 0),
    )


def test_years_alike_are_one_line(audited, english):
    stays, _ = balance_tables(audited(), english)
    assert stays.rows == (("2024–2026", 500, 0, 0, 500, 500, 0),)


def test_without_a_norm_the_balance_is_of_where_measures_act(audited, per_saldo):
    bare = per_saldo.model_copy(update={"rules": ()})
    audit = audited(("uitbreiding", 2024, 20), model=bare, scenarios=["blijft"])
    drenthe, south = balance_tables(audit, Speaker(audit.case, "nl"))
    assert drenthe.rows[-1] == ("2025–2026", 500, 0, 20, 520, None, None)
    assert south.rows[-1] == ("2025–2026", 4000, 0, -20, 3980, None, None)


def test_what_is_missing(audited, english):
    audit = audited(("uitbreiding", 2025, 20))
    missed, workplaces = rule_results(audit)
    # 2025: 40 leave, half of 20 come; 2026: 60 leave, 20 come.
    assert shortfall_table(missed, english).rows == (
        ("Sixty jobs leave", "Drenthe", "2025–2026", 40, "2025: 30; 2026: 40"),
    )
    assert workplaces.missed == ()
    assert workplaces.tightest.slack == 5


def test_what_is_asked_and_how_far_measures_reach(english):
    (table,) = demand_tables(demands(english.case), english)
    rule = "Employment in Drenthe does not fall on balance"
    # By 2026 all measures bring 20 · 1.5 + 40 + 30 = 100.
    assert table.rows == (("Sixty jobs leave", rule, "Drenthe", 2026, 60, 100, 0),)


@pytest.mark.parametrize(("leaving", "remaining"), [(100, 0), (101, 1), (250, 150)])
def test_what_is_beyond_reach(klein, per_saldo, leaving, remaining):
    change = klein.scenarios[1].changes[0]
    gone = change.model_copy(update={"jobs": type(change.jobs)({2026: leaving})})
    scenario = klein.scenarios[1].model_copy(update={"changes": (gone,)})
    instance = klein.model_copy(update={"scenarios": (scenario,)})
    outcome = cp.solve(instance, per_saldo)
    (demand,) = demands(outcome.case)
    assert (demand.missing, demand.reach, demand.remaining) == (leaving, 100, remaining)
    if remaining:
        assert outcome.status == "infeasible"
