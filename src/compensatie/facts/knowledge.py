# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""When it becomes known which scenario comes true: what may then still be decided otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from compensatie.facts.numbers import Year
from compensatie.facts.record import Name, Record

if TYPE_CHECKING:
    from compensatie.facts.instance import Instance

Group = tuple[str, ...]
"""Scenarios that cannot be told from one another, in the order of the instance."""


class Signal(Record):
    """Something that becomes known: from then on some scenarios can be told from others."""

    year: Year
    """From this year on it is known: a measure that starts in this year can depend on it."""
    groups: tuple[Annotated[tuple[Name, ...], Field(min_length=1)], ...]
    """The scenarios, in groups that can be told apart; each scenario stands in one of them."""


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What can be told apart when, over the scenarios looked at."""

    scenarios: Group
    """The scenarios looked at."""
    signals: tuple[tuple[int, tuple[frozenset[str], ...]], ...] = ()
    """From each year on, into which groups they fall; the groups of all signals so far cross."""

    @classmethod
    def of(cls, instance: Instance, scenarios: Iterable[str]) -> Knowledge:
        """What an instance says of these scenarios."""
        looked_at = tuple(scenarios)
        signals = [
            (signal.year, tuple(map(frozenset, signal.groups))) for signal in instance.signals
        ]
        if instance.known_from is not None:
            signals.append((instance.known_from, tuple(frozenset({one}) for one in looked_at)))
        return cls(looked_at, tuple(signals))

    def groups(self, year: int) -> tuple[Group, ...]:
        """The groups that decisions on a start in `year` can depend on."""
        found: dict[tuple[int, ...], list[str]] = {}
        for name in self.scenarios:
            found.setdefault(self._heard(name, year), []).append(name)
        return tuple(map(tuple, found.values()))

    def _heard(self, scenario: str, year: int) -> tuple[int, ...]:
        """What every signal so far says in a scenario, as the number of the group."""
        return tuple(
            next(number for number, group in enumerate(groups) if scenario in group)
            for at, groups in self.signals
            if at <= year
        )

    @property
    def first_year(self) -> int | None:
        """The first year in which something is known of these scenarios; none: nothing ever is."""
        telling = (at for at, _ in self.signals if len(self.groups(at)) > 1)
        return min(telling, default=None)

    def among(self, scenarios: Sequence[str]) -> Knowledge:
        """The same of fewer scenarios."""
        return replace(self, scenarios=tuple(scenarios))

    def earlier(self, years: int = 1) -> Knowledge:
        """Everything known so many years earlier."""
        return replace(self, signals=tuple((at - years, groups) for at, groups in self.signals))

    def never(self) -> Knowledge:
        """Nothing ever known, so that one package must do."""
        return replace(self, signals=())
