# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which scenarios have no package even by themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from compensatie.engine.outcome import Outcome, ScenarioStatus


def scenario_statuses(
    scenarios: Iterable[str], solve_one: Callable[[str], Outcome]
) -> tuple[ScenarioStatus, ...]:
    """Solves each scenario by itself.

    A scenario that could not be settled is called unsolved, never infeasible.
    """
    return tuple(ScenarioStatus(name, solve_one(name).status) for name in scenarios)
