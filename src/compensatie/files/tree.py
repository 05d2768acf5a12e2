# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The content of a file as a tree: walking it, and following a path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from compensatie.errors import Fault, Path
from compensatie.files.nesting import DEEPEST, too_deep_fault


def nodes(content: Any) -> Iterator[tuple[Path, Any]]:
    """Every value, however deep, with its path; keys stand in the paths."""
    waiting: list[tuple[Path, Any]] = [((), content)]
    while waiting:
        path, value = waiting.pop()
        yield path, value
        waiting.extend(((*path, step), item) for step, item in _inside(value))


def _inside(value: Any) -> list[tuple[str | int, Any]]:
    """The members of a table or the items of a list, last first."""
    if isinstance(value, Mapping):
        return list(value.items())[::-1]
    items = enumerate(value) if isinstance(value, list) else ()
    return list[tuple[str | int, Any]](items)[::-1]


def holds(content: Any, step: str | int) -> bool:
    """Whether `content` is a table with this key, or a list that reaches this position."""
    if isinstance(content, Mapping):
        return step in content
    return isinstance(content, list) and isinstance(step, int) and step < len(content)


def follow(content: Any, path: Path) -> Any:
    """The value at `path`; None where the path leads nowhere."""
    for step in path:
        if not holds(content, step):
            return None
        content = content[step]
    return content


def too_deep(content: Any) -> list[Fault]:
    """A fault where tables stand too deep in one another, counted over headers and keys."""
    deep = (path for path, value in nodes(content) if len(path) > DEEPEST)
    first = next(deep, None)
    return [] if first is None else [too_deep_fault(path=first[:3])]


def unprintable(content: Any) -> list[Fault]:
    """A fault for every text that no file can hold: half of a character, escaped in JSON."""
    return [
        Fault(
            "half-character",
            "this text holds half of a character",
            path=path,
            allowed="text; write characters as they are, without \\u",
        )
        for path, value in nodes(content)
        if _is_half(value) or (path and _is_half(path[-1]))
    ]


def _is_half(text: Any) -> bool:
    if not isinstance(text, str) or text.isascii():
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False
