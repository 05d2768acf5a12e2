# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The records of an instance with every province by its code, however the file calls it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compensatie.facts.employment import Change, Employment, Scenario
    from compensatie.facts.instance import Instance
    from compensatie.facts.measure import Measure


def resolved_records(instance: Instance) -> dict[str, tuple[Any, ...]]:
    """The records that name provinces, with every province by its code."""

    def code(name: str) -> str:
        return instance.code(name) or name

    return {
        "employment": tuple(_coded_baseline(item, code) for item in instance.employment),
        "changes": tuple(_coded_change(item, code) for item in instance.changes),
        "scenarios": tuple(_coded_scenario(item, code) for item in instance.scenarios),
        "measures": tuple(_coded_measure(item, code) for item in instance.measures),
    }


def _coded_baseline(record: Employment, code: Callable[[str], str]) -> Employment:
    return record.model_copy(update={"province": code(record.province)})


def _coded_change(change: Change, code: Callable[[str], str]) -> Change:
    ends = {"from_": change.from_, "to": change.to}
    return change.model_copy(update={end: name and code(name) for end, name in ends.items()})


def _coded_scenario(scenario: Scenario, code: Callable[[str], str]) -> Scenario:
    return scenario.model_copy(
        update={
            "employment": tuple(_coded_baseline(item, code) for item in scenario.employment),
            "changes": tuple(_coded_change(item, code) for item in scenario.changes),
        }
    )


def _coded_measure(measure: Measure, code: Callable[[str], str]) -> Measure:
    effects = measure.effects
    return measure.model_copy(
        update={
            "province": measure.province and code(measure.province),
            "origin": {code(name): share for name, share in measure.origin.items()},
            "effects": effects and {code(name): jobs for name, jobs in effects.items()},
        }
    )
