# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How an instance lies in a workbook: a sheet for each table of the file, a column for each value.

Read from the classes, so that a new kind of record has its sheet without a line here:

- `instance` has a row for each single value at the top of the file;
- `national` has a row for each figure by year at the top, and a column for each year;
- every list of records has a sheet of its name; a list inside records is called by both names
  (`measures.costs`), and its first column has the id of the record that each row belongs to.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from compensatie.facts.instance import Instance
from compensatie.facts.numbers import YEARS
from compensatie.facts.record import Record
from compensatie.facts.series import Series

TOP, NATIONAL = "instance", "national"
"""The sheets for what stands at the top of the file."""
EXPLANATIONS = ("explanation", "toelichting")
"""Sheets and columns that explain the others; they hold no facts."""
KEY, VALUE = "key", "value"
"""The columns of the first sheet."""

Kind = Literal["text", "number", "whole", "date", "texts", "numbers", "groups"]
"""What a cell holds: lists as in `0.5; 1`, and lists of texts as in `a; b | c`."""
LISTS: frozenset[Kind] = frozenset({"texts", "numbers", "groups"})
"""The kinds that are lists."""
Open = Literal["", "year", "name"]
"""Whether a column stands for many, one for each year or name: `jobs.2022`, `origin.ZH`."""


@dataclass(frozen=True, slots=True)
class Column:
    """Where one value of a record stands."""

    keys: tuple[str, ...]
    """Keys from the record to the value; one more follows where the column is open."""
    kind: Kind
    """What its cells hold."""
    opens: Open = ""
    """What the last step of its heading is, where there can be many."""
    choices: tuple[str, ...] = ()
    """The only texts that may stand there; empty: any."""
    is_required: bool = False
    """Whether every record has it."""
    explanation: str = ""
    """What it means, in English."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the records of one table stand."""

    keys: tuple[str, ...]
    """Keys from the top of the file to the records, those of lists inside records last."""
    columns: tuple[Column, ...]
    """Its columns, in order; those of its parent's id, and of its own key, not included."""
    is_keyed: bool = False
    """Whether its records are kept by a name of their own, as sources are."""

    @property
    def name(self) -> str:
        """What the sheet is called."""
        return ".".join(self.keys)

    @property
    def own_column(self) -> str | None:
        """The heading of the column that tells to which record a row belongs, or its own name."""
        if self.is_keyed:
            return "id"
        return self.keys[0] if len(self.keys) > 1 else None

    @property
    def series(self) -> Column | None:
        """Its one figure by year: a year alone can head its columns; None where it has more."""
        found = [column for column in self.columns if column.opens == "year"]
        return found[0] if len(found) == 1 else None


@cache
def sheets() -> tuple[Sheet, ...]:
    """Every sheet of an instance, in order."""
    columns = tuple(_columns(Instance))
    top = tuple(one for one in columns if not one.opens)
    by_year = (Column((), "number", "year"),)
    return (Sheet((TOP,), top), Sheet((NATIONAL,), by_year), *_record_sheets(Instance, ()))


@cache
def national_keys() -> Mapping[str, Column]:
    """The figures by year at the top of the file, by their key."""
    return {one.keys[0]: one for one in _columns(Instance) if one.opens == "year"}


def _record_sheets(cls: type[BaseModel], above: tuple[str, ...]) -> Iterator[Sheet]:
    for key, field in _fields(cls):
        record, is_keyed = _record_of(field.annotation)
        if record is not None:
            keys = (*above, key)
            yield Sheet(keys, tuple(_columns(record)), is_keyed)
            yield from _record_sheets(record, keys)


def _fields(cls: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The keys of a table, where its figures come from last."""
    fields = cls.model_fields
    for name in sorted(fields, key=lambda name: name in Record.model_fields):
        yield fields[name].alias or name, fields[name]


def _record_of(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The class of the records that a list, or a table kept by name, holds."""
    kind = _plain(annotation)
    if get_origin(kind) is tuple:
        inner = _plain(get_args(kind)[0])
        return (inner, False) if _is_table(inner) else (None, False)
    if _is_mapping(kind):
        inner = _plain(get_args(kind)[1])
        return (inner, True) if _is_table(inner) else (None, False)
    return None, False


def _columns(cls: type[BaseModel], above: tuple[str, ...] = ()) -> Iterator[Column]:
    """The columns of a record's own values: single ones, lists of them, and figures by year."""
    for key, field in _fields(cls):
        kind, keys = _plain(field.annotation), (*above, key)
        if _record_of(field.annotation)[0] is not None:
            continue
        about = field.description or ""
        if kind is Series:
            yield Column(keys, "number", "year", (), field.is_required(), about)
        elif _is_table(kind):
            yield from _columns(kind, keys)
        elif _is_mapping(kind):
            yield Column(keys, _scalar(_plain(get_args(kind)[1])), "name", (), False, about)
        else:
            yield Column(keys, _cell(kind), "", _choices(kind), field.is_required(), about)


def _cell(kind: Any) -> Kind:
    if get_origin(kind) is not tuple:
        return _scalar(kind)
    inner = _plain(get_args(kind)[0])
    if get_origin(inner) is tuple:
        return "groups"
    return "texts" if _scalar(inner) == "text" else "numbers"


def _scalar(kind: Any) -> Kind:
    if kind is Decimal:
        return "number"
    if kind is int or kind == Literal[1]:
        return "whole"
    return "date" if kind is datetime.date else "text"


def _choices(kind: Any) -> tuple[str, ...]:
    if get_origin(kind) is not Literal:
        return ()
    return tuple(one for one in get_args(kind) if isinstance(one, str))


def _plain(annotation: Any) -> Any:
    """An annotation without what only adds to it, and without `None`; of several, a list."""
    if get_origin(annotation) is Annotated:
        return _plain(get_args(annotation)[0])
    if get_origin(annotation) in (Union, UnionType):
        kinds = [_plain(one) for one in get_args(annotation) if one is not type(None)]
        return next((one for one in kinds if get_origin(one) is tuple), kinds[0])
    return annotation


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _is_mapping(kind: Any) -> bool:
    origin = get_origin(kind)
    return isinstance(origin, type) and issubclass(origin, Mapping)


def is_year(text: str) -> bool:
    """Whether a heading is a year."""
    return text.isascii() and text.isdigit() and len(text) == 4 and int(text) in YEARS
