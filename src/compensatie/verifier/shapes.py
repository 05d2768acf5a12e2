# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What files may hold, and how it is read: exactly, and without a key that is not understood.

`shapes.toml` lists the keys of every table with their kinds. Nothing more is asked of a file than
it takes to understand it; whether it makes sense is for `compensatie check` to say.
"""

from __future__ import annotations

import json
import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from operator import attrgetter
from pathlib import Path
from types import SimpleNamespace
from typing import Any


class Refused(Exception):
    """A file, or the call, cannot be understood: nothing was checked."""


class NotProved(Exception):
    """Everything was understood, and it does not prove what it claims."""


def folded(name: str) -> str:
    """The name of a province without the differences that people do not mean."""
    return name.strip().casefold()


_FILE = tomllib.loads(Path(__file__).with_name("shapes.toml").read_text("utf-8"))
OFFICIAL_NAMES = tuple(frozenset(map(folded, line.split())) for line in _FILE["official_names"])
"""What each Dutch province is called in official statistics."""
_SHAPES, _VARIANTS = _FILE["shapes"], _FILE["variants"]
_WRITTEN = re.compile(r"-?[0-9]{1,80}(\.[0-9]{1,80})?")
_FINEST = 30
"""Most digits after the point, and most zeros before it."""


class Table(SimpleNamespace):
    """A table of a file; what it holds depends on its shape."""


class Series(dict[int, Fraction]):
    """A figure by year, of one year at least."""

    def level(self, year: int, growth: Fraction = Fraction(0)) -> Fraction | None:
        """Linear between given years, growing after the last; None before the first."""
        years, at = sorted(self), bisect_right(sorted(self), year)
        if year >= years[-1]:
            return self[years[-1]] * (1 + growth) ** (year - years[-1])
        if at == 0:
            return None
        low, high = years[at - 1], years[at]
        return self[low] + (self[high] - self[low]) * Fraction(year - low, high - low)

    def step(self, year: int) -> Fraction:
        """The figure last given; 0 before the first."""
        return self[max(given)] if (given := [one for one in self if one <= year]) else Fraction(0)


class Reader:
    """Reads content by its shape, and knows the names that were read before."""

    def __init__(self) -> None:
        self._known: dict[str, Mapping[str, str]] = {}

    def table(self, content: Any, shape: str, place: str) -> Table:
        """A table of a shape."""
        given = {key: one for key, one in _of(content, dict, place).items() if one is not None}
        found, keys = Table(), f"{_SHAPES[shape]} {_SHAPES['every']}".split()
        for word in keys:
            key, _, kind = word.partition("=")
            kind, optional, default = kind.partition("?")
            if key not in given and not optional:
                raise Refused(f"{place}: `{key}` is missing")
            value = given.pop(key, json.loads(default or "null"))
            if kind == "variant":
                kind = "|".join(_VARIANTS[shape])
                keys += _VARIANTS[shape].get(str(value), "").split()
            where = f"{place}, {key}"
            setattr(found, key, None if value is None else self.value(value, kind, where))
        if given:
            raise Refused(f"{place}: `{min(given)}` is not known here")
        return found

    def value(self, content: Any, kind: str, place: str) -> Any:
        """A value of a kind."""
        if kind == "line":
            kind, content = "{year:number}", content if type(content) is dict else {1900: content}
        if kind[0] == "[":
            return self._list(content, kind[1:-1], place)
        if kind[0] == "{":
            return self._mapping(content, kind[1:-1], place)
        if kind[0] == "@":
            return self._name(content, kind[1:], place)
        if "|" in kind and content not in kind.split("|"):
            raise Refused(f"{place}: this must be one of {kind}")
        if "|" in kind:
            return content
        return self.table(content, kind, place) if kind in _SHAPES else KINDS[kind](content, place)

    def _list(self, content: Any, kind: str, place: str) -> Any:
        inside, *keys = kind.split("/")
        listed = enumerate(_of(content, list, place))
        items = tuple(self.value(one, inside, f"{place}[{number}]") for number, one in listed)
        if not keys:
            return items
        found: dict[Any, Table] = dict(zip(map(attrgetter(*keys), items), items, strict=True))
        if len(found) < len(items):
            raise Refused(f"{place}: two of these have the same name")
        names = {one: one for one in found}
        self._known[inside] = _called(found) if inside == "province" else names
        return found

    def _mapping(self, content: Any, kind: str, place: str) -> Any:
        key, each = kind.split(":")
        listed = _of(content, dict, place).items()
        found = {
            self.value(name, key, place): self.value(one, each, f"{place}.{name}")
            for name, one in listed
        }
        if len(found) < len(listed) or (key == "year" and not found):
            raise Refused(f"{place}: two of these have the same name, or there is none")
        return Series(found) if key == "year" else found

    def _name(self, content: Any, shape: str, place: str) -> str:
        name = _of(content, str, place)
        known = self._known[shape].get(folded(name) if shape == "province" else name)
        if known is None:
            raise Refused(f"{place}: there is no {shape} {name!r}")
        return known


def _called(provinces: Mapping[str, Table]) -> Mapping[str, str]:
    """The code of each province by every name: codes before own names, these before others."""
    if len({*map(folded, provinces)}) < len(provinces):
        raise Refused("two provinces have one code")
    own = {
        code: [*map(folded, (code, one.name or code, *one.also))] for code, one in provinces.items()
    }
    codes = [(names[0], code) for code, names in own.items()]
    others = [(name, code) for code, names in own.items() for name in names]
    lines = [(line, code) for name, code in others for line in OFFICIAL_NAMES if name in line]
    official = [(name, code) for line, code in lines for name in line]
    return dict(reversed([*codes, *others, *official]))


def _of(value: Any, kind: type, place: str) -> Any:
    if type(value) is not kind or (kind is str and not value):
        raise Refused(f"{place}: this must be a {kind.__name__}")
    return value


def _exact(value: Any) -> Fraction | None:
    """An exact number; in certificates it is a text, of any length."""
    if isinstance(value, str) and _WRITTEN.fullmatch(value):
        return Fraction(value)
    if type(value) is Decimal and value.is_finite():
        # Of one that is too fine or too large there would be no end of digits.
        return Fraction(value) if abs(int(value.as_tuple().exponent)) <= _FINEST else None
    return Fraction(value) if type(value) is int else None


def _number(least: int, most: int, turned: type = Fraction) -> Callable[[Any, str], Any]:
    def within(value: Any, place: str) -> Any:
        found = _exact(value)
        if found is None or not least <= found <= most or found != turned(found):
            raise Refused(f"{place}: this must be a number from {least} to {most}")
        return turned(found)

    return within


KINDS: Mapping[str, Callable[[Any, str], Any]] = {
    "any": lambda value, place: value,
    "text": lambda value, place: _of(value, str, place),
    "flag": lambda value, place: _of(value, bool, place),
    "one": _number(1, 1, int),
    "year": _number(1900, 2200, int),
    "years": _number(0, 1_000, int),
    "count": _number(0, 10**6, int),
    "steps": _number(0, 10**18, int),
    "number": _number(-(10**15), 10**15),
    "amount": _number(0, 10**15),
    "share": _number(0, 1),
    "written": _number(-(10**80), 10**80),
}
