# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Leaving out what is refused, so that the rest of a file can be looked at all the same.

What a record cannot do without gets a stand-in; nothing that is found wrong with a stand-in is
reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel

from compensatie.errors import Path
from compensatie.files.shape import keys_of
from compensatie.files.tree import follow, holds

_AT_THE_TOP: Mapping[str, Any] = {
    "format": 1,
    "name": "–",
    "unit": "–",
    "reference_year": 1900,
    "price_year": 1900,
    "years": {"first": 1900, "last": 2200},
    "provinces": [{"code": "–"}],
}
"""Nothing that a file may say is in conflict with these."""
_IN_A_RECORD: Mapping[tuple[str | int, str | int], Any] = {
    ("employment", "jobs"): {"2200": 0},
    ("changes", "jobs"): {"2200": 0},
    ("measures", "size"): {"min": 1, "max": 1},
    ("measures", "start"): {"earliest": 2000, "latest": 2000},
    ("measures", "costs"): [],
}
"""By the list that the record is in, and the key."""
_NAMES = {
    ("provinces", "code"),
    ("employment", "province"),
    ("employment", "sector"),
    ("changes", "id"),
    ("scenarios", "id"),
    ("resources", "id"),
    ("measures", "id"),
    ("costs", "label"),
    ("costs", "payer"),
    ("sources", "title"),
}
"""What stands in for these is a name that nothing else has."""
_BY_NAME = ("origin", "effects", "provides", "uses")
"""Tables whose keys name other records: they are looked at whatever their values are."""


_REMOVED = object()


class Mending:
    """A copy of the content of a file, from which what is refused is taken out."""

    def __init__(self, cls: type[BaseModel], content: Any) -> None:
        self._work = _copy(content)
        self._top = {key: value for key, value in _AT_THE_TOP.items() if key in keys_of(cls)}
        self.is_hopeless = False
        """Whether what is refused is all of the file."""
        self._replaced: set[Path] = set()
        self._touched: set[str | int] = set()
        self._kept_positions: dict[Path, list[int]] = {}

    def content(self) -> Any:
        """What is left."""
        return self._top | _kept(self._work)

    def take_out(self, places: Iterable[Path]) -> None:
        """Takes out what is refused at these places of `content`."""
        for path in [self.original(place) for place in places]:
            self._take_out(path)
        self._kept_positions.clear()

    def original(self, place: Path) -> Path:
        """The path in the file of what stands at `place` of what is left."""
        path: Path = ()
        for step in place:
            around = follow(self._work, path)
            if isinstance(around, list) and isinstance(step, int):
                kept = self._positions(path, around)
                step = kept[step] if step < len(kept) else step
            path = (*path, step)
        return path

    def _positions(self, path: Path, items: list[Any]) -> list[int]:
        """Where in the file the items stand that are left of a list."""
        if path not in self._kept_positions:
            kept = [number for number, item in enumerate(items) if item is not _REMOVED]
            self._kept_positions[path] = kept
        return self._kept_positions[path]

    def is_ours(self, path: Path) -> bool:
        """Whether something of ours stands at `path`, or around it."""
        # Of a table of names only values are replaced: the names are still those of the file.
        longest = len(path) - (len(path) > 1 and path[-2] in _BY_NAME)
        return any(path[:length] in self._replaced for length in range(1, longest + 1))

    def touches(self, key: str) -> bool:
        """Whether anything was taken out under this key at the top."""
        return key in self._touched

    def _take_out(self, path: Path) -> None:
        """Takes out the innermost thing at or around `path` that can go."""
        self._touched.update(path[:1])
        if not path:
            self.is_hopeless = True
            return
        around, step = follow(self._work, path[:-1]), path[-1]
        stand_in = None if path in self._replaced else self._stand_in(path, around)
        if stand_in is not None and isinstance(around, dict):
            self._replaced.add(path)
            around[step] = stand_in
        elif path in self._replaced or not holds(around, step):
            self._take_out(path[:-1])
        elif isinstance(around, list):
            around[int(step)] = _REMOVED
        else:
            del around[step]

    def _stand_in(self, path: Path, record: Any) -> Any:
        if len(path) == 1:
            return self._top.get(str(path[0]))
        if path[0] == "measures" and path[-2] in _BY_NAME:
            return 0
        if len(path) < 3 or not isinstance(record, dict):
            return None
        place = (path[-3], path[-1])
        if place == ("provinces", "code") and isinstance(record.get("name"), str):
            return record["name"]
        if place == ("measures", "kind"):
            return "custom" if "effects" in record else "rijkshub"
        return f"– {len(self._replaced)}" if place in _NAMES else _IN_A_RECORD.get(place)


def _copy(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(item) for key, item in value.items()}
    return [_copy(item) for item in value] if isinstance(value, list) else value


def _kept(value: Any) -> Any:
    """A copy without what was removed."""
    if isinstance(value, dict):
        return {key: _kept(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_kept(item) for item in value if item is not _REMOVED]
    return value
