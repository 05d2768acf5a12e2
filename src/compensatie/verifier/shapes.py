# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What files may hold, and how it is read: exactly, and without a key that is not understood.

`shapes.toml` lists the keys of every table, with the kind of their values.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any


class Refused(Exception):
    """A file, or the call, cannot be understood: nothing was checked."""


class NotProved(Exception):
    """Everything was understood, and it does not prove what it claims."""


_FILE = tomllib.loads(Path(__file__).with_name("shapes.toml").read_text("utf-8"))
SHAPES: dict[str, str] = _FILE["shapes"]
WORDS: dict[str, str] = _FILE["words"]
OFFICIAL_NAMES: list[str] = _FILE["official_names"]
"""What each Dutch province is called in official statistics."""
_WRITTEN = re.compile(r"-?[0-9]{1,80}(\.[0-9]{1,80})?")
_YEARS = range(1900, 2201)
_MOST, _PARTS = 10**15, 10**12


class Table(SimpleNamespace):
    """A table of a file; what it holds depends on its shape."""


class Series:
    """A figure by year."""

    def __init__(self, figures: dict[int, Fraction]) -> None:
        self.years, self._figures = sorted(figures), figures

    def level(self, year: int, growth: Fraction = Fraction(0)) -> Fraction | None:
        """Linear between given years, growing after the last; None before the first."""
        last, at = self.years[-1], bisect_right(self.years, year)
        if year >= last:
            return self._figures[last] * (1 + growth) ** (year - last)
        if at == 0:
            return None
        low, high = self.years[at - 1], self.years[at]
        rise = self._figures[high] - self._figures[low]
        return self._figures[low] + rise * Fraction(year - low, high - low)

    def step(self, year: int) -> Fraction:
        """The figure last given; 0 before the first."""
        at = bisect_right(self.years, year)
        return self._figures[self.years[at - 1]] if at else Fraction(0)


def read(content: Any, shape: str, place: str) -> Table:
    """A table of a shape; what is left out is None, or an empty list."""
    if not isinstance(content, dict):
        raise Refused(f"{place}: this must be a table")
    left, found = {key: one for key, one in content.items() if one is not None}, Table()
    family = SHAPES.get(str(left.get("family")), "") if shape == "rule" else ""
    for word in f"{SHAPES[shape]} {SHAPES['people']} {family}".split():
        key, _, kind = word.partition("=")
        kind, _, default = kind.partition(":")
        if key in left:
            value = _value(left.pop(key), kind.rstrip("?"), key, f"{place}, {key}")
        elif default:
            value = _value(int(default), kind, key, place)
        elif kind.endswith("?"):
            value = _absent(key, kind, place)
        else:
            raise Refused(f"{place}: `{key}` is missing")
        setattr(found, key, value)
    if left:
        raise Refused(f"{place}: `{min(left)}` is not known here")
    return found


def _absent(key: str, kind: str, place: str) -> Any:
    """What a key stands for that is left out."""
    if kind.startswith("{"):
        return read({}, kind[1:-2], place)
    if kind.startswith("["):
        return []
    return WORDS[key].split()[0] if key in WORDS and kind == "text?" else None


def _value(value: Any, kind: str, key: str, place: str) -> Any:
    if kind.startswith("{"):
        return read(value, kind[1:-1], place)
    if kind.startswith("["):
        shape, items = kind[1:-1], _of(value, list, place)
        return [read(one, shape, f"{place}[{number}]") for number, one in enumerate(items)]
    if kind == "text" and key in WORDS and value not in WORDS[key].split():
        raise Refused(f"{place}: this word is not known here")
    return KINDS[kind](value, place)


def _of(value: Any, kind: type, place: str) -> Any:
    if type(value) is not kind or (kind is str and not value):
        raise Refused(f"{place}: this must be a {kind.__name__}")
    return value


def exact(value: Any, place: str) -> Fraction:
    """A figure of a file, within the limits of any figure."""
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) <= 15:
        if len(value.as_tuple().digits) <= 200:
            value = Fraction(value)
    elif type(value) is int:
        value = Fraction(value)
    is_exact = isinstance(value, Fraction) and _PARTS % value.denominator == 0
    if not is_exact or abs(value) > _MOST:
        raise Refused(f"{place}: this must be a number, not too large and not too fine")
    return Fraction(value)


def _between(least: int, most: int) -> Callable[[Any, str], Fraction]:
    def within(value: Any, place: str) -> Fraction:
        found = exact(value, place)
        if not least <= found <= most:
            raise Refused(f"{place}: this number must be from {least} to {most}")
        return found

    return within


def written(value: Any, place: str) -> Fraction:
    """A decimal of any length as a text; a number is read as one too."""
    if isinstance(value, str) and _WRITTEN.fullmatch(value):
        return Fraction(value)
    return exact(value, place)


def year(value: Any, place: str) -> int:
    """A calendar year; as the key of a table it is a text."""
    if isinstance(value, str) and re.fullmatch("[0-9]{4}", value):
        value = int(value)
    if type(value) is not int or value not in _YEARS:
        raise Refused(f"{place}: this must be a year")
    return value


def _count(value: Any, place: str) -> int:
    return int(_between(0, 10**6)(_of(value, int, place), place))


def _one(value: Any, place: str) -> int:
    if type(value) is not int or value != 1:
        raise Refused(f"{place}: this must be 1")
    return value


def _list_of(kind: str) -> Callable[[Any, str], Any]:
    return lambda value, place: [KINDS[kind](one, place) for one in _of(value, list, place)]


def _table_of(kind: str) -> Callable[[Any, str], Any]:
    return lambda value, place: {
        name: KINDS[kind](one, f"{place}.{name}") for name, one in _of(value, dict, place).items()
    }


def _series(value: Any, place: str) -> Series:
    if not _of(value, dict, place):
        raise Refused(f"{place}: no year is given")
    return Series({year(at, place): exact(one, f"{place}.{at}") for at, one in value.items()})


def _line(value: Any, place: str) -> Series:
    return _series(value if isinstance(value, dict) else {str(_YEARS[0]): value}, place)


KINDS: Mapping[str, Callable[[Any, str], Any]] = {
    "any": lambda value, place: value,
    "text": lambda value, place: _of(value, str, place),
    "texts": _list_of("text"),
    "flag": lambda value, place: _of(value, bool, place),
    "one": _one,
    "count": _count,
    "year": year,
    "number": exact,
    "numbers": _table_of("number"),
    "amount": _between(0, _MOST),
    "amounts": _table_of("amount"),
    "share": _between(0, 1),
    "shares": _list_of("share"),
    "written": written,
    "multipliers": _table_of("written"),
    "series": _series,
    "line": _line,
}
