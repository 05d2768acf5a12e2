# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Provinces, and the names by which people call them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from compensatie.facts.numbers import Count
from compensatie.facts.record import Name, Record
from compensatie.facts.series import Series


class Province(Record):
    """A region whose employment is kept: a province, a county, a state."""

    code: Name
    """Short name, used in results."""
    name: Name | None = None
    """Name for people; the code where it is left out."""
    also: tuple[Name, ...] = ()
    """Other names by which files may call it."""
    tile: tuple[Count, Count] | None = None
    """Column and row on the tile map, from 0."""
    population: Series | None = None
    """Inhabitants on 1 January."""
    labour_force: Series | None = None
    """People who work or look for work, on 1 January."""

    @property
    def title(self) -> str:
        """The name for people."""
        return self.name or self.code

    def names(self) -> frozenset[str]:
        """Everything it may be called by, folded: its own names and the official ones."""
        own = {folded(text) for text in (self.code, self.title, *self.also)}
        return frozenset(own.union(*(known for known in official_names() if known & own)))


def folded(name: str) -> str:
    """`name` without the differences that people do not mean: case and outer blanks."""
    return name.strip().casefold()


@cache
def official_names() -> tuple[frozenset[str], ...]:
    """The names that official statistics give to one province, a set for each."""
    content = (files("compensatie") / "facts" / "official_names.toml").read_text("utf-8")
    return tuple(frozenset(map(folded, names)) for names in tomllib.loads(content)["names"])


def codes_by_name(provinces: Iterable[Province]) -> Mapping[str, str]:
    """The code of each province by every folded name, its own code and names first."""
    found: dict[str, str] = {}
    listed = tuple(provinces)
    for province in listed:
        found.setdefault(folded(province.code), province.code)
    for province in listed:
        for name in (province.title, *province.also):
            found.setdefault(folded(name), province.code)
    for province in listed:
        for name in province.names():
            found.setdefault(name, province.code)
    return found
