# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""On which line of a file a value stands: its parsers tell what is there, not where.

The scanners below walk a text that its parser has accepted, so they need not judge it.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Generator, Iterable, Iterator, Mapping

from compensatie.errors import Path
from compensatie.files.source import Notation

_TOML_BLANK = re.compile(r"(?:[ \t\r\n]++|\#[^\n]*+)*+")
_TOML_KEY = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\]++|\\.)*+"|'[^']*+'""")
_TOML_DOT = re.compile(r"[ \t]*+\.[ \t]*+")
_TOML_SCALAR = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+"""(?:"{0,2})'
    r"|'''(?:[^']++|'(?!''))*+'''(?:'{0,2})"
    r'|"(?:[^"\\]++|\\.)*+"'
    r"|'[^']*+'"
    r"|[^,\]}#\n]++",
    re.DOTALL,
)
_JSON_BLANK = re.compile(r"[ \t\r\n]*+")
_JSON_TEXT = re.compile(r'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
_JSON_SCALAR = re.compile(r'"(?:[^"\\]++|\\.)*+"|[^,\]}\s]++', re.DOTALL)


def lines(text: str, notation: Notation, paths: Iterable[Path]) -> dict[Path, int]:
    """The line of each path, or of the nearest thing around it; none where that is the file."""
    asked = set(paths)
    wanted = {path[:length] for path in asked for length in range(1, len(path) + 1)}
    offsets: dict[Path, int] = {}
    for path, offset in places(text, notation):
        if path in wanted:
            offsets.setdefault(path, offset)
    number = _line_numbers(text, offsets.values())
    found = {path: _nearest(path, offsets) for path in asked}
    return {path: number[offset] for path, offset in found.items() if offset is not None}


def places(text: str, notation: Notation) -> Iterator[tuple[Path, int]]:
    """Every key and every item of a list, with the offset at which it stands."""
    return TomlScanner(text).places() if notation == "toml" else JsonScanner(text).places()


def _nearest(path: Path, offsets: Mapping[Path, int]) -> int | None:
    around = (path[:length] for length in range(len(path), 0, -1))
    return next((offsets[part] for part in around if part in offsets), None)


def _line_numbers(text: str, offsets: Iterable[int]) -> dict[int, int]:
    numbers, line, last = {}, 1, 0
    for offset in sorted(set(offsets)):
        line += text.count("\n", last, offset)
        numbers[offset] = line
        last = offset
    return numbers


class _Scanner:
    """A position that walks through a text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def take(self, pattern: re.Pattern[str]) -> str:
        """The text that `pattern` matches here; the position moves past it."""
        match = pattern.match(self.text, self.position)
        if match is None:
            return ""
        self.position = match.end()
        return match.group()

    def skip(self, token: str) -> bool:
        """Moves past `token` where it stands here."""
        stands = self.text.startswith(token, self.position)
        self.position += len(token) if stands else 0
        return stands


class JsonScanner(_Scanner):
    """Where the members and items of a JSON text stand."""

    def places(self) -> Iterator[tuple[Path, int]]:
        """Every member and item, with its offset."""
        self.take(_JSON_BLANK)
        yield from self._value(())

    def _value(self, path: Path) -> Iterator[tuple[Path, int]]:
        if self.skip("{"):
            yield from self._members(path)
        elif self.skip("["):
            yield from self._items(path)
        else:
            self.take(_JSON_SCALAR)

    def _members(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.take(_JSON_BLANK)
        while not self.skip("}"):
            offset = self.position
            key = (*path, json.loads(self.take(_JSON_TEXT)))
            yield key, offset
            self.take(_JSON_BLANK)
            self.skip(":")
            self.take(_JSON_BLANK)
            yield from self._value(key)
            self._separator()

    def _items(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.take(_JSON_BLANK)
        number = 0
        while not self.skip("]"):
            yield (*path, number), self.position
            yield from self._value((*path, number))
            self._separator()
            number += 1

    def _separator(self) -> None:
        self.take(_JSON_BLANK)
        self.skip(",")
        self.take(_JSON_BLANK)


class TomlScanner(_Scanner):
    """Where the tables, keys and items of a TOML text stand."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.lengths: dict[Path, int] = {}

    def places(self) -> Iterator[tuple[Path, int]]:
        """Every table, key and item, with its offset."""
        table: Path = ()
        self.take(_TOML_BLANK)
        while self.position < len(self.text):
            if self.text[self.position] == "[":
                table = yield from self._header()
            else:
                yield from self._pair(table)
            self.take(_TOML_BLANK)

    def _header(self) -> Generator[tuple[Path, int], None, Path]:
        offset = self.position
        self.skip("[")
        is_list = self.skip("[")
        self.take(_TOML_BLANK)
        *above, last = self._keys()
        self.take(_TOML_BLANK)
        self.skip("]]" if is_list else "]")
        path: Path = ()
        for key in above:
            path = self._latest((*path, key))
            yield path, offset
        path = self._begun((*path, last)) if is_list else (*path, last)
        for length in range(len(path) - is_list, len(path) + 1):
            yield path[:length], offset
        return path

    def _latest(self, path: Path) -> Path:
        """The table that `path` stands for: of a list of tables, the last one so far."""
        return (*path, self.lengths[path] - 1) if path in self.lengths else path

    def _begun(self, path: Path) -> Path:
        """The next table of a list of tables."""
        self.lengths[path] = self.lengths.get(path, 0) + 1
        return self._latest(path)

    def _keys(self) -> list[str]:
        keys = [self._key()]
        while self.take(_TOML_DOT):
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        written = self.take(_TOML_KEY)
        if written.startswith("'"):
            return written[1:-1]
        # Only the parser knows every escape.
        return str(tomllib.loads(f"key = {written}")["key"]) if written[0] == '"' else written

    def _pair(self, table: Path) -> Iterator[tuple[Path, int]]:
        offset = self.position
        path = table
        for key in self._keys():
            path = (*path, key)
            yield path, offset
        self.take(_TOML_BLANK)
        self.skip("=")
        self.take(_TOML_BLANK)
        yield from self._value(path)

    def _value(self, path: Path) -> Iterator[tuple[Path, int]]:
        if self.skip("{"):
            yield from self._members(path)
        elif self.skip("["):
            yield from self._items(path)
        else:
            self.take(_TOML_SCALAR)

    def _members(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.take(_TOML_BLANK)
        while not self.skip("}"):
            yield from self._pair(path)
            self._separator()

    def _items(self, path: Path) -> Iterator[tuple[Path, int]]:
        self.take(_TOML_BLANK)
        number = 0
        while not self.skip("]"):
            yield (*path, number), self.position
            yield from self._value((*path, number))
            self._separator()
            number += 1

    def _separator(self) -> None:
        self.take(_TOML_BLANK)
        self.skip(",")
        self.take(_TOML_BLANK)
