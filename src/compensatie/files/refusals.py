# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What validation refuses, and where that stands in the content that was validated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from compensatie.errors import Path
from compensatie.files.tree import follow, holds

_OF_FAMILY = ("union_tag_invalid", "union_tag_not_found")


@dataclass(frozen=True, slots=True)
class Refusal:
    """One value that validation refuses."""

    kind: str
    """Name of the kind of mistake."""
    path: Path
    """Where the value stands in the content that was validated."""
    message: str
    """What is wrong, in the words of the class."""
    context: Mapping[str, Any]
    """What the message speaks of."""
    is_alternative: bool = False
    """Whether other kinds of value were tried in the same place."""
    is_key: bool = False
    """Whether it is the key itself that is refused, not what it stands for."""


def refusals(error: ValidationError, content: Any) -> list[Refusal]:
    """Everything that validation refuses; of alternatives, only what came closest."""
    found = [
        _refusal(item["type"], item["loc"], item["msg"], item.get("ctx", {}), content)
        for item in error.errors(include_url=False, include_input=False)
    ]
    return [refusal for refusal in found if not _is_shadowed(refusal, found)]


def _refusal(
    kind: str, place: Path, message: str, context: Mapping[str, Any], content: Any
) -> Refusal:
    path: Path = ()
    is_alternative = False
    for number, step in enumerate(place):
        around = follow(content, path)
        is_family = number == 2 and place[0] == "rules" and around.get("family") == step
        if step == "[key]" or is_family:
            continue
        # Validation names the alternative that it tried where no key can stand.
        if holds(around, step) or isinstance(around, Mapping) or isinstance(step, int):
            path = (*path, step)
        else:
            is_alternative = True
    if kind in _OF_FAMILY:
        path = (*path, "family")
    if kind == "missing" and isinstance(path[-1], int):
        return Refusal("wrong_length", path[:-1], message, {"number": path[-1] + 1})
    return Refusal(kind, path, message, context, is_alternative, place[-1] == "[key]")


def _is_shadowed(refusal: Refusal, others: Iterable[Refusal]) -> bool:
    """Whether it only follows from another, or an alternative came closer."""
    if refusal.kind == "too_short":
        return any(_is_inside(one, refusal) for one in others)
    if not refusal.is_alternative:
        return False
    alternatives = [one for one in others if one.is_alternative]
    rivals = (one for one in alternatives if one.path == refusal.path)
    return any(_is_inside(one, refusal) for one in alternatives) or (
        refusal.kind != "literal_error" and any(one.kind == "literal_error" for one in rivals)
    )


def _is_inside(inner: Refusal, outer: Refusal) -> bool:
    length = len(outer.path)
    return len(inner.path) > length and inner.path[:length] == outer.path
