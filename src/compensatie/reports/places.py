# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where a rule is missed or has no room left, in few words: equal years taken together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from compensatie.facts.place import Place
from compensatie.reports.reader import Reader
from compensatie.reports.titles import Titles

Value = TypeVar("Value", bound=Hashable)

MOST_GROUPS = 6
"""Groups of rows that one sentence can hold."""


def periods(years: Iterable[int]) -> str:
    """Years, those that follow each other taken together: `2024, 2026–2029`."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][1] + 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    return ", ".join(period(first, last) for first, last in spans)


def period(first: int, last: int) -> str:
    """From one year to another."""
    return str(first) if first == last else f"{first}–{last}"


def runs(values: Iterable[tuple[int, Value]]) -> list[tuple[int, int, Value]]:
    """Years that follow each other with equal values: first year, last year, value."""
    found: list[tuple[int, int, Value]] = []
    for year, value in sorted(values, key=lambda item: item[0]):
        if found and found[-1][1] == year - 1 and found[-1][2] == value:
            found[-1] = (found[-1][0], year, value)
        else:
            found.append((year, year, value))
    return found


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """Says where rows of rules are."""

    titles: Titles
    """What things are called."""
    reader: Reader
    """Who reads."""
    tells_scenario: bool = True
    """Whether there are several scenarios to tell apart."""

    def scenario(self, place: Place) -> str:
        """The scenario of a row; all of them where it has none."""
        if place.scenario is None:
            return self.reader.say("any scenario")
        return self.titles.scenario(place.scenario)

    def where(self, place: Place) -> str:
        """Province, resource or agency, and side of a row."""
        parts = [] if place.province is None else [self.titles.province(place.province)]
        if place.item is not None:
            parts.append(self.titles.item(place.item))
        if place.side == "upper" and place.province is not None:
            parts.append(self.reader.say("upper bound"))
        return ", ".join(parts)

    def in_words(self, places: Sequence[Place]) -> str:
        """Rows taken together: `Havelte, Drenthe: 2027–2032; both, Drenthe: 2025`."""
        groups: dict[Place, list[int]] = defaultdict(list)
        for place in places:
            groups[place._replace(year=None)].extend([] if place.year is None else [place.year])
        told = list(dict.fromkeys(self._group(place, years) for place, years in groups.items()))
        if len(told) > MOST_GROUPS:
            rest = str(len(told) - MOST_GROUPS + 1)
            told[MOST_GROUPS - 1 :] = [self.reader.say("and {count} more", count=rest)]
        return "; ".join(told)

    def _group(self, place: Place, years: Sequence[int]) -> str:
        names = []
        if self.tells_scenario and place.scenario is not None:
            names.append(self.titles.scenario(place.scenario))
        if where := self.where(place):
            names.append(where)
        known = ": ".join(part for part in (", ".join(names), periods(years)) if part)
        return known or self.reader.say("the whole package")
