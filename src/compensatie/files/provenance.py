# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which content a result rests on: hashes of files, and of facts that were built in Python.

What was loaded remembers its file for as long as it lives. A changed copy of it is another
object, which no file holds: its hash is that of its content.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from os import PathLike
from typing import Any, TypeVar

from pydantic import BaseModel

from compensatie.files.chain import read_chain
from compensatie.files.document import Origin, read_document
from compensatie.files.kind import kinds_of

Remembered = TypeVar("Remembered", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an instance, model or package comes from."""

    sha256: str
    """The hash of its file, as `digest` gives it; of its content where it has no file."""
    file: str | None = None
    """The file, as it was named in the call; None where it was built in Python."""


_loaded: dict[int, Provenance] = {}


def remember(loaded: Remembered, origin: Origin) -> Remembered:
    """Keeps where `loaded` comes from for as long as it lives; gives it back."""
    _loaded[id(loaded)] = Provenance(origin.sha256, origin.file)
    weakref.finalize(loaded, _loaded.pop, id(loaded), None)
    return loaded


def provenance(content: BaseModel) -> Provenance:
    """Where an instance, model or package comes from."""
    return _loaded.get(id(content)) or Provenance(content_digest(content))


def digest(path: str | PathLike[str]) -> str:
    """The hash of a file, as `sha256sum` prints it.

    For a model that extends others it is the hash of their hashes, a line each, the model's own
    first: `sha256sum model.toml parent.toml | cut -c 1-64 | sha256sum`.

    Raises:
        InputError: the file, or one that it extends, cannot be read.
    """
    document = read_document(path)
    return (read_chain(path) if "model" in kinds_of(document.content) else document).sha256


def content_digest(content: BaseModel) -> str:
    """The hash of facts or policy, however they were written: of their canonical JSON.

    That is their content without what is left at its default, keys sorted, without blanks, and
    numbers as plain decimals without closing zeros. Equal content has an equal hash.
    """
    dumped = content.model_dump(by_alias=True, exclude_defaults=True)
    text = json.dumps(_canonical(dumped), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _canonical(value: Any) -> Any:
    """A value as JSON has it, decimals as text: a float could not hold them all."""
    if isinstance(value, Mapping):
        return {str(key): _canonical(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_canonical(item) for item in value]
    if isinstance(value, Decimal):
        return f"{value.normalize() + 0:f}"
    return value.isoformat() if isinstance(value, datetime.date) else value
