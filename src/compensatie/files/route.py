# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From a path of ids and keys to the place in a file's content that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any, get_origin

from pydantic import BaseModel, RootModel

from compensatie.errors import Fault, InputError, Path
from compensatie.facts.province import folded, official_names
from compensatie.files.setting import OPTION, Steps, joined
from compensatie.files.shape import keys_of, kinds_at
from compensatie.files.tree import follow

_OWN_NAMES = ("id", "code", "name", "label", "measure")
_OF_PROVINCES = ("origin", "effects")
_MOST_SHOWN = 40


def routed(cls: type[BaseModel], content: Any, steps: Steps) -> Path:
    """The path in `content` that names of keys and records lead to.

    The last keys may be absent from the file, where the class has them.

    Raises:
        InputError: a step leads nowhere; what it could be is said.
    """
    path: Path = ()
    for number, step in enumerate(steps):
        found = _matches(cls, content, path, step)
        if len(found) != 1:
            raise InputError([_astray(cls, content, path, steps, number, found)])
        path = (*path, found[0])
    return path


def names_at(cls: type[BaseModel], content: Any, path: Path) -> list[str]:
    """The names that may follow `path`: ids of records, or keys."""
    around = follow(content, path)
    if isinstance(around, list):
        return [
            next(_names(content, record), f"[{position}]") for position, record in enumerate(around)
        ]
    keys = [key for kind in _tables(cls, content, path) for key in keys_of(kind)]
    return list(dict.fromkeys([*(around if isinstance(around, Mapping) else ()), *keys]))


def _matches(cls: type[BaseModel], content: Any, path: Path, step: str | int) -> list[str | int]:
    """What a step can mean at `path`."""
    around = follow(content, path)
    kinds = kinds_at(cls, content, path)
    if isinstance(around, list) or (around is None and _is_list(kinds)):
        return list(_records(content, around or [], step))
    if not isinstance(around, Mapping | None) or isinstance(step, int):
        return []
    if around is not None and step in around:
        return [step]
    tables = _tables(cls, content, path)
    if tables:
        return [step] if any(step in keys_of(kind) for kind in tables) else []
    same = _same_province(content, step) if path and path[-1] in _OF_PROVINCES else set()
    known: list[str | int] = [key for key in around or () if folded(key) in same]
    return known or [step]


def _records(content: Any, records: list[Any], step: str | int) -> Iterator[int]:
    if isinstance(step, int):
        yield from (position for position in range(len(records)) if position == step)
        return
    names = [list(_names(content, record)) for record in records]
    exact = [position for position, own in enumerate(names) if step in own]
    # Provinces go by names that differ in case from how they are known here.
    yield from exact or (
        position for position, own in enumerate(names) if folded(step) in map(folded, own)
    )


def _names(content: Any, record: Any) -> Iterator[str]:
    """What a record can be called in a path, its usual name first."""
    if not isinstance(record, Mapping):
        return
    province, sector, payer = (record.get(key) for key in ("province", "sector", "payer"))
    if "jobs" in record and isinstance(province, str) and "id" not in record:
        for name in [province, *sorted(_same_province(content, province) - {province})]:
            yield f"{name}/{sector}"
        return
    for key in _OWN_NAMES:
        if isinstance(own := record.get(key), str):
            yield own
            if key == "label":
                yield f"{payer}/{own}"
    also = record.get("also")
    yield from (name for name in also if isinstance(name, str)) if isinstance(also, list) else ()


def _same_province(content: Any, name: str) -> set[str]:
    """Every name of the province that is called `name`, folded and as it is written."""
    found = {name, folded(name)}
    for record in follow(content, ("provinces",)) or ():
        also = record.get("also")
        own = [record.get("code"), record.get("name"), *(also if isinstance(also, list) else ())]
        names = {one for one in own if isinstance(one, str)}
        folds = {folded(one) for one in names}
        folds |= {one for known in official_names() if known & folds for one in known}
        if folded(name) in folds:
            found |= names | folds
    return found


def _tables(cls: type[BaseModel], content: Any, path: Path) -> list[type[BaseModel]]:
    """The tables with fixed keys that may stand at `path`."""
    kinds = kinds_at(cls, content, path)
    tables = [one for one in kinds if isinstance(one, type) and issubclass(one, BaseModel)]
    return [one for one in tables if not issubclass(one, RootModel)]


def _is_list(kinds: list[Any]) -> bool:
    return any(get_origin(kind) is tuple for kind in kinds)


def _astray(
    cls: type[BaseModel],
    content: Any,
    path: Path,
    steps: Steps,
    number: int,
    found: list[str | int],
) -> Fault:
    """Why a step leads nowhere, or to several places."""
    step, before, around = steps[number], steps[:number], follow(content, path)
    names, suggestion = names_at(cls, content, path), None
    code, text = "unknown-setting", "there is nothing called “{name}” in “{path}”"
    if found:
        code = "ambiguous-setting"
        text = "“{name}” names several records: say which by its number"
        names = [joined((*before, int(position))) for position in found]
    elif around is not None and not isinstance(around, Mapping | list):
        code = "setting-inside-value"
        text = "“{path}” is one value: there is nothing inside it"
    elif near := get_close_matches(str(step)[:100], names, n=1):
        suggestion = joined((*before, near[0], *steps[number + 1 :]))
    if not before:
        text = "there is nothing called “{name}” at the top of the file"
    shown = ", ".join(names[:_MOST_SHOWN]) + (", …" if len(names) > _MOST_SHOWN else "")
    return Fault(
        code,
        text,
        path=(OPTION,),
        value=joined(steps),
        allowed="one of: {names}" if names else None,
        suggestion=suggestion,
        details={"name": str(step), "path": joined(before), "names": shown},
    )
