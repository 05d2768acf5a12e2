# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every key that a file may have, and every key that one has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel, RootModel


def keys_of(kind: Any, path: str = "") -> Iterator[str]:
    """Every key that a file may have at a table of this kind, dotted."""
    for name, field in kind.model_fields.items():
        here = f"{path}{field.alias or name}"
        yield here
        for inner in tables_in(field.annotation):
            yield from keys_of(inner, f"{here}.")


def tables_in(annotation: Any) -> Iterator[Any]:
    """The tables that a type speaks of; a series has years in place of keys."""
    is_table = isinstance(annotation, type) and issubclass(annotation, BaseModel)
    if is_table and not issubclass(annotation, RootModel):
        yield annotation
    for inner in getattr(annotation, "__args__", ()):
        yield from tables_in(inner)


def keys_in(table: Mapping[str, Any], path: str = "") -> Iterator[str]:
    """Every key of a file's tables, dotted, places in lists left out."""
    for name, value in table.items():
        yield f"{path}{name}"
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, Mapping):
                yield from keys_in(inner, f"{path}{name}.")
