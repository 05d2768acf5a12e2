# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a record is called in messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from compensatie.errors import Path
from compensatie.files.syntax import Content
from compensatie.files.tree import follow

_NAMING_KEYS = ("id", "code", "measure")
_LONGEST_NAME = 100


def record_name(content: Content, path: Path) -> str | None:
    """The name of the innermost record that `path` leads through; None where it has none."""
    for length in range(len(path), 0, -1):
        record = follow(content, path[:length])
        name = _own_name(record) if isinstance(record, Mapping) else None
        # Sources are kept by id: the key is the name.
        if name is None and length == 2 and path[0] == "sources":
            name = str(path[1])
        if name is not None:
            return name[:_LONGEST_NAME]
    return None


def _own_name(record: Mapping[str, Any]) -> str | None:
    if (
        isinstance(province := record.get("province"), str)
        and isinstance(sector := record.get("sector"), str)
        and "jobs" in record
    ):
        return f"{province} {sector}"
    names = (record.get(key) for key in _NAMING_KEYS)
    return next((name for name in names if isinstance(name, str) and name), None)
