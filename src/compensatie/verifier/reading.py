# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Files as exact content: TOML and JSON, models that extend others, and values set otherwise."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from compensatie.verifier.shapes import Refused

Content = dict[str, Any]
MOST_BYTES = 20_000_000
"""Largest file that is read."""
MOST_MARKS = {True: 300_000, False: 2_000_000}
"""Most brackets, separators and the like of a TOML or a JSON text: they tell what it unfolds to."""
LONGEST_CHAIN = 20
"""Most models that extend each other."""
DEEPEST = 50
"""Longest path of tables to a value that is set otherwise."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file of a size that can be checked."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            raise Refused(f"{path}: there is no such file, or it is larger than 20 MB")
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise Refused(f"{path}: this file cannot be read ({error})") from None


def parsed(text: str | bytes, name: str, *, is_toml: bool = False) -> Content:
    """The table that a text holds; numbers stay exactly as they are written."""
    try:
        text = text if isinstance(text, str) else text.decode("utf-8-sig")
        if sum(map(text.count, '[{,=.\n"\\' if is_toml else "[{,:")) > MOST_MARKS[is_toml]:
            raise ValueError("it holds more than can be read")
        found = tomllib.loads(text, parse_float=Decimal) if is_toml else _json(text)
    except (ValueError, ArithmeticError, RecursionError) as error:
        raise Refused(f"{name}: this is not well formed ({str(error)[:200]})") from None
    if not isinstance(found, dict):
        raise Refused(f"{name}: this must be a table")
    return found


def _json(text: str) -> Any:
    def unique(pairs: list[tuple[str, Any]]) -> Content:
        content = dict(pairs)
        if len(content) < len(pairs):
            raise ValueError("a key stands twice in one table")
        return content

    numbers: Content = {"parse_float": Decimal, "parse_constant": Decimal}
    return json.loads(text, object_pairs_hook=unique, **numbers)


def read_table(path: Path) -> tuple[Content, str]:
    """What a TOML or JSON file holds, and the hash of its bytes."""
    content, ending = read_bytes(path), path.suffix.lower()
    if ending not in (".toml", ".json"):
        raise Refused(f"{path}: the name of this file must end in .toml or .json")
    table = parsed(content, str(path), is_toml=ending == ".toml")
    return table, hashlib.sha256(content).hexdigest()


def read_model(path: Path) -> tuple[Content, str]:
    """A model with what it extends, and its hash: of several files, that of their hashes."""
    content, hashes = _with_parents(path, LONGEST_CHAIN)
    lines = "".join(f"{one}\n" for one in hashes)
    return content, hashlib.sha256(lines.encode()).hexdigest() if len(hashes) > 1 else hashes[0]


def _with_parents(path: Path, most: int) -> tuple[Content, list[str]]:
    table, sha256 = read_table(path)
    if not isinstance(parent := table.get("extends"), str):
        return _extended({}, table), [sha256]
    if not most:
        raise Refused(f"{path}: too many models extend each other")
    inherited, hashes = _with_parents(path.parent / parent, most - 1)
    return _extended(inherited, table), [sha256, *hashes]


def _extended(parent: Content, child: Content) -> Content:
    """What a model and the one that it extends say together."""
    merged = parent | {key: one for key, one in child.items() if key not in ("extends", "drop")}
    for key in ("counting", "objective", "locks"):
        if isinstance(parent.get(key), dict) and isinstance(child.get(key), dict):
            merged[key] = parent[key] | child[key]
    inherited, own, dropped = _rules(parent), _rules(child), child.get("drop", [])
    if not isinstance(dropped, list) or not {*map(str, dropped)} <= {*inherited}:
        raise Refused("the model drops a rule that it does not inherit")
    kept = [own.pop(name, rule) for name, rule in inherited.items() if name not in dropped]
    return merged | {"rules": [*kept, *own.values()]}


def _rules(content: Content) -> dict[str, Any]:
    """The rules of a model by their ids."""
    listed = content.get("rules", [])
    rules = listed if isinstance(listed, list) else [None]
    found = {str(rule["id"]): rule for rule in rules if isinstance(rule, dict) and "id" in rule}
    if len(found) < len(rules):
        raise Refused("a rule of the model has no id, or that of another")
    return found


def with_value(content: Any, path: Sequence[Any], value: Any) -> Any:
    """A copy of some content with another value at a path of keys and positions."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    if isinstance(content, list) and type(step) is int and 0 <= step < len(content):
        return [*content[:step], with_value(content[step], rest, value), *content[step + 1 :]]
    if not isinstance(content, dict | None) or not isinstance(step, str) or len(path) > DEEPEST:
        raise Refused(f"a value is set at {str(step)[:100]!r}, where there is nothing")
    return {**(content or {}), step: with_value((content or {}).get(step), rest, value)}
