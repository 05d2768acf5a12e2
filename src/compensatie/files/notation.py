# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From content to text: TOML as people write it by hand, or JSON; nothing is lost or rounded."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from compensatie.files.source import Notation
from compensatie.files.syntax import Content

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_WIDTH = 100


def written(content: Content, notation: Notation) -> str:
    """The text of a file with this content; reading it gives equal content back.

    Args:
        content: Tables, lists, texts, dates, whole numbers and exact decimals.
        notation: How to write it. JSON has no dates, which become text; TOML has no `null`,
            which is left out.
    """
    text = "\n".join(_table(content, ())) if notation == "toml" else _json(content, "")
    return text.lstrip("\n") + "\n"


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """The lines of a TOML table: its own keys first, then the tables and records inside it."""
    for key, value in table.items():
        if value is not None and not _has_heading(value, path):
            yield f"{_key(key)} = {_value(value, len(key))}"
    for key, value in table.items():
        if value is not None and _has_heading(value, path):
            yield from _headed(value, (*path, key))


def _headed(value: Any, path: tuple[str, ...]) -> Iterator[str]:
    name = ".".join(map(_key, path))
    for record in value if isinstance(value, list) else ():
        yield from ("", f"[[{name}]]", *_table(record, path))
    if isinstance(value, Mapping):
        inner = list(_table(value, path))
        # A heading above headings only says nothing.
        is_needed = bool(inner and inner[0])
        yield from ("", f"[{name}]", *inner) if is_needed else inner


def _has_heading(value: Any, path: tuple[str, ...]) -> bool:
    """Whether it reads better under a heading of its own than after an equals sign."""
    if isinstance(value, list):
        is_of_tables = bool(value) and all(isinstance(item, Mapping) for item in value)
        return is_of_tables and (not path or any(_is_wide(item) for item in value))
    return isinstance(value, Mapping) and _is_wide(value)


def _is_wide(value: Any) -> bool:
    return len(inline(value)) > _WIDTH


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _text(key)


def _value(value: Any, width: int) -> str:
    """A TOML value, a long list with an item a line."""
    line = inline(value)
    if isinstance(value, list) and width + len(line) > _WIDTH:
        return _lines("[", map(inline, value), "]", "")
    return line


def inline(value: Any) -> str:
    """A value on one line, as TOML has it."""
    if isinstance(value, Mapping):
        given = {key: item for key, item in value.items() if item is not None}
        pairs = (f"{_key(key)} = {inline(item)}" for key, item in given.items())
        return f"{{ {', '.join(pairs)} }}" if given else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return _text(value) if isinstance(value, str) else _number(value)


def _text(text: str) -> str:
    """A TOML text; whatever cannot be seen is written as an escape."""
    return f'"{"".join(map(_character, text))}"'


def _character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if character.isprintable():
        return character
    return f"\\u{ord(character):04X}" if ord(character) < 65536 else f"\\U{ord(character):08X}"


def _number(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal) and not value.is_finite():
        return str(value).lower().replace("infinity", "inf")
    if isinstance(value, int | Decimal):
        return str(value)
    if value is None:
        return "null"
    raise TypeError(f"no file holds a {type(value).__name__}")


def _json(value: Any, indent: str) -> str:
    """A JSON value: on one line where it fits, else each member or item on a line of its own."""
    line = _json_line(value)
    is_leaf = not isinstance(value, Mapping | list)
    if is_leaf or (indent and len(indent) + len(line) <= _WIDTH):
        return line
    inner = f"{indent}  "
    if isinstance(value, list):
        return _lines("[", (_json(item, inner) for item in value), "]", indent)
    pairs = (f"{_json_text(key)}: {_json(item, inner)}" for key, item in value.items())
    return _lines("{", pairs, "}", indent)


def _lines(opening: str, items: Iterable[str], closing: str, indent: str) -> str:
    body = ",\n".join(f"{indent}  {item}" for item in items)
    return f"{opening}\n{body}\n{indent}{closing}" if body else f"{opening}{closing}"


def _json_line(value: Any) -> str:
    if isinstance(value, Mapping):
        pairs = (f"{_json_text(key)}: {_json_line(item)}" for key, item in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_json_line, value))}]"
    if isinstance(value, datetime.date | datetime.time):
        return _json_text(value.isoformat())
    return _json_text(value) if isinstance(value, str) else _number(value)


def _json_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=not text.isprintable())
