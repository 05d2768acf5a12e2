# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A file that was read: its content, and where in it each fault lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from os import PathLike
from typing import TYPE_CHECKING, Protocol, TypeAlias

from compensatie.errors import Fault, Notice
from compensatie.files.locate import lines
from compensatie.files.names import record_name
from compensatie.files.source import Source, is_workbook, read_bytes, text_of
from compensatie.files.syntax import Content, parsed

if TYPE_CHECKING:
    from compensatie.files.workbook.document import WorkbookDocument


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

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was read otherwise than it was typed."""

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

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Nothing: a text says what it says."""
        return ()

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


FileDocument: TypeAlias = "Document | WorkbookDocument"
"""One file, whatever its notation."""


def read_document(path: str | PathLike[str]) -> FileDocument:
    """A TOML or JSON file, or an Excel workbook, and what it holds.

    Raises:
        InputError: it cannot be read, or is not well formed.
    """
    if is_workbook(path):
        from compensatie.files.workbook.document import read_workbook

        return read_workbook(read_bytes(path))
    source = text_of(read_bytes(path))
    return Document(source, parsed(source))
