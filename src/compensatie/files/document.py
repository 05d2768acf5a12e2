# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A file that was read: its content, and where in it each fault lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from os import PathLike
from typing import Any, Protocol

from compensatie.errors import Fault, Path
from compensatie.files.locate import lines
from compensatie.files.source import Source, read_source
from compensatie.files.syntax import Content, parsed
from compensatie.files.tree import follow

_NAMING_KEYS = ("id", "code", "measure")
_LONGEST_NAME = 100


class Origin(Protocol):
    """Where content came from: one file, or several that extend each other."""

    @property
    def file(self) -> str:
        """The file that was asked for."""

    @property
    def sha256(self) -> str:
        """The hash of what the file, or the files, hold."""

    @property
    def content(self) -> Content:
        """What the files hold, together."""

    def located(self, faults: Iterable[Fault]) -> list[Fault]:
        """The faults, with the file, line and record that each lies in."""


@dataclass(frozen=True, slots=True)
class Document:
    """One file and what it holds."""

    source: Source
    """The file."""
    content: Content
    """What it holds."""

    @property
    def file(self) -> str:
        """The file, as it was named in the call."""
        return self.source.file

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""
        return self.source.sha256

    def located(self, faults: Iterable[Fault]) -> list[Fault]:
        """The faults in the order of the file, with the line and record that each lies in."""
        listed = list(faults)
        found = lines(self.source.text, self.source.notation, (fault.path for fault in listed))
        listed.sort(key=lambda fault: found.get(fault.path, 0))
        return [self._located(fault, found.get(fault.path)) for fault in listed]

    def _located(self, fault: Fault, line: int | None) -> Fault:
        written = None if line is None else str(line)
        record = record_name(self.content, fault.path)
        return replace(fault, file=self.file, line=written, record=record)


def read_document(path: str | PathLike[str]) -> Document:
    """A TOML or JSON file and what it holds.

    Raises:
        InputError: it cannot be read, or is not well formed.
    """
    source = read_source(path)
    return Document(source, parsed(source))


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
