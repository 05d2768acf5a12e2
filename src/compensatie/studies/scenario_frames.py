# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Plans for scenarios as tables for notebooks; the exact figures stay in the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from compensatie.studies.scenario_plans import ScenarioPlans


def plan_frame(found: ScenarioPlans) -> pd.DataFrame:
    """One line for each plan, scenario and measure."""
    lines = [
        [str(kind), str(one.status), scenario, choice.measure, choice.start, float(choice.size)]
        for kind, one in found.plans.items()
        if one.plan is not None
        for scenario in one.plan.audits
        for choice in one.plan.package(scenario).choices
    ]
    return _frame(("plan", "status", "scenario", "measure", "start", "size"), lines)


def table_frame(found: ScenarioPlans) -> pd.DataFrame:
    """One line for each plan and scenario."""
    lines = [
        [str(kind), scenario, float(audit.objective()), audit.met]
        for kind, one in found.plans.items()
        for scenario in found.own
        if (audit := found.audit_in(one, scenario)) is not None
    ]
    return _frame(("plan", "scenario", "objective", "met"), lines)


def commitment_frame(found: ScenarioPlans) -> pd.DataFrame:
    """One line for each measure and year in which the adaptive plan starts it."""
    lines: list[list[object]] = [
        [
            *(one.measure, one.year, ", ".join(one.scenarios)),
            None if one.verdict is None else str(one.verdict),
            str(one.status),
            None if one.extra_cost is None else float(one.extra_cost),
        ]
        for one in found.commitments
    ]
    return _frame(("measure", "year", "scenarios", "verdict", "status", "extra_cost"), lines)


def _frame(columns: tuple[str, ...], lines: list[list[object]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(lines, columns=list(columns))
