# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the classes say may stand at a path of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from compensatie.errors import Path
from compensatie.files.tree import follow


def tables_at(cls: type[BaseModel], content: Any, path: Path) -> list[type[BaseModel]]:
    """The kinds of table that may stand at `path`; none where no table may."""
    return [kind for kind in kinds_at(cls, content, path) if _is_table(kind)]


def kinds_at(cls: type[BaseModel], content: Any, path: Path) -> list[Any]:
    """The kinds of value that may stand at `path`."""
    annotations: list[Any] = [cls]
    for depth, step in enumerate(path):
        around = follow(content, path[:depth])
        annotations = [
            inner
            for annotation in annotations
            for kind in _fitting(_kinds(annotation), around)
            for inner in _inside(kind, step)
        ]
    found = [kind for annotation in annotations for kind in _kinds(annotation)]
    return _fitting(found, follow(content, path))


def keys_of(cls: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a table may have, as files write them."""
    return tuple(_key(name, field) for name, field in cls.model_fields.items())


def _key(name: str, field: FieldInfo) -> str:
    return field.alias or name


def _kinds(annotation: Any) -> Iterator[Any]:
    """The alternatives of an annotation, without what only adds to it."""
    origin = get_origin(annotation)
    if origin is Annotated:
        yield from _kinds(get_args(annotation)[0])
    elif origin in (Union, UnionType):
        for alternative in get_args(annotation):
            yield from _kinds(alternative)
    else:
        yield annotation


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def _fitting(kinds: Any, record: Any) -> list[Any]:
    """Of rule families, only the one that the record names."""
    listed = list(kinds)
    family = record.get("family") if isinstance(record, Mapping) else None
    named = [kind for kind in listed if family is not None and _family(kind) == family]
    return named or listed


def _family(kind: Any) -> Any:
    field = kind.model_fields.get("family") if _is_table(kind) else None
    is_named = field is not None and get_origin(field.annotation) is Literal
    return get_args(field.annotation)[0] if field is not None and is_named else None


def _inside(kind: Any, step: str | int) -> Iterator[Any]:
    """What may stand at a key or position of one kind of value."""
    if _is_table(kind):
        for name, field in kind.model_fields.items():
            if step in (name, _key(name, field)):
                yield field.annotation
    elif get_origin(kind) is tuple:
        yield get_args(kind)[0]
    elif isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):
        yield get_args(kind)[1]
