# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Does what becomes known of the scenarios fit the instance: years, names and groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from compensatie.errors import Fault
from compensatie.facts.references import Known, outside_horizon, twice, unknown

if TYPE_CHECKING:
    from compensatie.facts.instance import Instance
    from compensatie.facts.knowledge import Signal


def wrong_signals(instance: Instance, known: Known) -> Iterator[Fault]:
    """What is known too early or too late, or does not put every scenario in one group."""
    code = "known-outside-horizon"
    if instance.known_from is not None:
        yield from outside_horizon(instance, instance.known_from, code, ("known_from",))
    for number, signal in enumerate(instance.signals):
        yield from outside_horizon(instance, signal.year, code, ("signals", number, "year"))
        for fault in _groups(instance, signal, known):
            yield fault.at("signals", number, "groups")


def _groups(instance: Instance, signal: Signal, known: Known) -> Iterator[Fault]:
    scenarios = {*instance.scenario_by_id, *known.get("scenarios", ())}
    seen: set[str] = set()
    for number, group in enumerate(signal.groups):
        for position, name in enumerate(group):
            if name not in scenarios:
                text = "there is no scenario “{name}”"
                yield unknown("unknown-scenario", text, name, scenarios, number, position)
            if name in seen:
                yield twice(name, (number, position))
            seen.add(name)
    if missing := [name for name in instance.scenario_by_id if name not in seen]:
        yield Fault(
            "scenario-in-no-group",
            "this signal has no group for: {names}",
            allowed="each scenario in one group; those that it does not tell apart in the same",
            details={"names": ", ".join(missing)},
        )
