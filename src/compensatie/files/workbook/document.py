# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A workbook that was read: its content, and in which cell each fault lies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from compensatie.errors import Fault, InputError, Notice, Path
from compensatie.files.names import record_name
from compensatie.files.source import Bytes
from compensatie.files.syntax import Content
from compensatie.files.workbook.folding import folded
from compensatie.files.workbook.opening import open_workbook


@dataclass(frozen=True, slots=True)
class WorkbookDocument:
    """One workbook and what it holds."""

    file: str
    """The file, as it was named in the call."""
    sha256: str
    """The hash of its bytes."""
    content: Content
    """What it holds, as the content of an instance file."""
    notices: tuple[Notice, ...]
    """What was read otherwise than it was typed."""
    places: Mapping[Path, str]
    """The sheet and cell of every value and record."""
    unread: Mapping[Path, Fault]
    """Values that could not be read, kept in the content as the text that stands there."""

    def located(self, faults: Iterable[Fault]) -> list[Fault]:
        """The faults in the order of the sheets, with the cell and record that each lies in."""
        order = {path: at for at, path in enumerate(self.places)}
        listed = sorted(faults, key=lambda one: order.get(self._nearest(one.path), -1))
        return [self._located(one) for one in listed]

    def _nearest(self, path: Path) -> Path:
        around = (path[:length] for length in range(len(path), 0, -1))
        return next((part for part in around if part in self.places), ())

    def _located(self, fault: Fault) -> Fault:
        told = self.unread.get(fault.path)
        if told is not None:
            fault = replace(told, path=fault.path)
        place = self.places.get(self._nearest(fault.path))
        return replace(
            fault, file=self.file, line=place, record=record_name(self.content, fault.path)
        )


def read_workbook(source: Bytes) -> WorkbookDocument:
    """An Excel workbook and what it holds.

    Raises:
        InputError: it is no workbook that is read, or its sheets are not those of an instance.
    """
    try:
        found = folded(open_workbook(source.content))
    except InputError as error:
        raise InputError(replace(one, file=source.file) for one in error.faults) from None
    if found.faults:
        raise InputError(replace(one, file=source.file) for one in found.faults)
    return WorkbookDocument(
        source.file, source.sha256, found.content, tuple(found.notices), found.places, found.unread
    )
