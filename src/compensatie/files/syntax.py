# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From the text of a file to its content, and what people write that is no TOML or no JSON."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from compensatie.errors import Fault, InputError, Path
from compensatie.files.locate import lines, places
from compensatie.files.nesting import overwhelming
from compensatie.files.slips import DUPLICATE, json_slip, toml_slip
from compensatie.files.source import Notation, Source, empty_file
from compensatie.files.tree import too_deep, unprintable

Content = dict[str, Any]
"""What a file holds: tables, lists, texts, dates, whole numbers and exact decimals."""


def parsed(source: Source) -> Content:
    """The content of a file.

    Raises:
        InputError: its text does not follow the rules of its notation, or holds a key twice.
    """
    faults = [fault] if (fault := overwhelming(source)) else []
    content: Any = None if faults else _READERS[source.notation](source, faults)
    faults = faults or list(_unfit(content, source.notation))
    if faults:
        raise InputError(_in_file(source, faults))
    return dict(content)


def _in_file(source: Source, faults: list[Fault]) -> list[Fault]:
    paths = [fault.path for fault in faults if fault.line is None]
    found = lines(source.text, source.notation, paths) if any(paths) else {}
    number = {path: str(line) for path, line in found.items()}
    return [
        replace(fault, file=source.file, line=fault.line or number.get(fault.path))
        for fault in faults
    ]


def _unfit(content: Any, notation: Notation) -> Iterator[Fault]:
    if not isinstance(content, dict):
        yield Fault(
            "not-a-table",
            "a table is expected here",
            allowed="one table around all of the file",
            line="1",
        )
    elif not content:
        yield empty_file()
    # Headings and dotted keys add up in TOML only; TOML itself refuses half characters.
    elif notation == "toml":
        yield from too_deep(content)
    else:
        yield from unprintable(content)


def _read_toml(source: Source, faults: list[Fault]) -> Any:
    try:
        return tomllib.loads(source.text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        faults.append(toml_slip(source.text, str(error)))
    return None


def _read_json(source: Source, faults: list[Fault]) -> Any:
    holds_twice = False

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal holds_twice
        found = dict(pairs)
        holds_twice |= len(found) < len(pairs)
        return found

    try:
        # NaN and Infinity are no JSON; read as decimals, they are refused where they stand.
        content = json.loads(
            source.text, parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=table
        )
    except json.JSONDecodeError as error:
        faults.append(json_slip(source.text, error.msg, error.pos))
        return None
    # Only once the whole text was accepted: where keys stand is looked up in well-formed JSON.
    faults.extend(_repeated_keys(source) if holds_twice else ())
    return content


_READERS: Mapping[str, Callable[[Source, list[Fault]], Any]] = {
    "toml": _read_toml,
    "json": _read_json,
}


def _repeated_keys(source: Source) -> list[Fault]:
    """A fault for each key that stands twice in its table; not for what stands inside it."""
    seen: set[Path] = set()
    twice: set[Path] = set()
    faults = []
    for path, offset in places(source.text, source.notation):
        key = path[-1]
        if path in seen and isinstance(key, str) and not twice.intersection(_heads(path)):
            twice.add(path)
            line = source.text.count("\n", 0, offset) + 1
            faults.append(replace(DUPLICATE, path=path, value=key, line=str(line)))
        seen.add(path)
    return faults


def _heads(path: Path) -> set[Path]:
    return {path[:length] for length in range(1, len(path) + 1)}
