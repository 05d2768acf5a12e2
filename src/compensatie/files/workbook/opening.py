# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a workbook to its cells; what could do harm is refused before it is read.

A workbook is a zip archive of XML: a small one can unfold into gigabytes, refer to other files, or
carry programs. So its directory is looked at first, then each part as bytes, and only what is
left is given to the library that reads it.
"""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from compensatie.errors import Fault, InputError

MOST_UNPACKED = 30_000_000
"""Bytes of all parts together; the facts of a whole country take a tenth of it."""
MOST_CELLS = 200_000
"""Cells of all sheets together, empty ones that have a format included."""
MOST_ROWS = 20_000
"""Rows of all sheets together."""
MOST_PARTS = 500
"""Parts of the archive."""
MOST_OF_CELLS = 1_500_000
"""Tags of cells, rows and texts in all parts together."""
MOST_OTHERS = 100_000
"""Other tags of all parts together: styles, names, widths; each takes many times its own size."""
LONGEST_TAG = 10_000
"""Bytes of a tag with all of its attributes."""
_ENCRYPTED = b"\xd0\xcf\x11\xe0"
_CELL = re.compile(rb"<(?:\w+:)?c[ >/]")
_ROW = re.compile(rb"<(?:\w+:)?row[ >/]")
_FAR = re.compile(rb'<(?:\w+:)?(?:c|row) [^>]*?\br="(?:[A-Z]{3,}\d*|[A-Z]*\d{6,})"')
"""Cells in columns after ZZ, or in rows from 100,000: everything before them would be walked."""
_XML = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<")
_ENTITY = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TEXT = re.compile(rb"<(?:\w+:)?si[ >/]")
_OF_CELLS = re.compile(rb"</?(?:\w+:)?(?:c|row|v|f|is|si|t|r)[ >/]")
_LONG_TAG = re.compile(rb"<[^<>]{%d}" % LONGEST_TAG)
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")
_LONGEST = 100
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError)
_BROKEN_PARTS = (
    *(LookupError, ValueError, TypeError, AttributeError, SyntaxError, ArithmeticError),
    AssertionError,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that holds something."""

    row: int
    """Its row, from 1."""
    column: int
    """Its column, from 1."""
    value: Any
    """Text, number, date, true or false, as the workbook last showed it."""


Grid = tuple[Cell, ...]
"""The cells of a sheet that hold something, row by row."""


def open_workbook(content: bytes) -> Mapping[str, Grid]:
    """The cells of every sheet, by the name of the sheet.

    Raises:
        InputError: it is no workbook, too large, or holds what may do harm; or a formula has no
            value, or an error for one.
    """
    has_formulas = _looked_through(content)
    with warnings.catch_warnings():
        # It speaks of styles and extensions that it leaves out: facts are in neither.
        warnings.simplefilter("ignore")
        return _grids(content, has_formulas=has_formulas)


def _looked_through(content: bytes) -> bool:
    """Whether there are formulas.

    Raises:
        InputError: it is no workbook, or one that is not read.
    """
    if content.startswith(_ENCRYPTED):
        raise InputError([_PASSWORD])
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _require(_directory_faults(archive.infolist()))
            parts = list(_parts(archive))
    except (*_BROKEN_ARCHIVE, OSError, ValueError, RuntimeError):
        raise InputError([_NO_WORKBOOK]) from None
    _require(_part_faults(parts))
    return any(_FORMULA.search(text) for _, text in parts)


def _require(faults: Iterator[Fault]) -> None:
    if (fault := next(faults, None)) is not None:
        raise InputError([fault])


def _directory_faults(parts: list[zipfile.ZipInfo]) -> Iterator[Fault]:
    """What the directory of the archive tells, without unfolding anything."""
    names = [part.filename for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        yield _TOO_LARGE
    if any(part.flag_bits & 1 for part in parts):
        yield _PASSWORD
    if "xl/workbook.xml" not in names or len(set(names)) < len(names):
        yield _NO_WORKBOOK
    if any("vbaproject" in name.lower() or "/activex/" in name.lower() for name in names):
        yield _MACROS
    if any(name.startswith("xl/externalLinks/") for name in names):
        yield _LINKS


def _parts(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    for part in archive.infolist():
        with archive.open(part) as stream:
            yield part.filename, stream.read(MOST_UNPACKED)


def _part_faults(parts: list[tuple[str, bytes]]) -> Iterator[Fault]:
    named = [text for name, text in parts if name.endswith((".xml", ".rels"))]
    if any(b"\0" in text[:200] or _ENTITY.search(text) for text in named):
        yield _NO_WORKBOOK
    # Any XML may be a sheet or hold the styles, whatever it is called: the archive itself says.
    if _is_too_dense([text for _, text in parts if _XML.match(text)]):
        yield _TOO_LARGE


def _is_too_dense(parts: list[bytes]) -> bool:
    """Whether the parts hold more cells, rows, texts, styles or attributes than are read."""
    every, of_cells = sum(text.count(b"<") for text in parts), _number(_OF_CELLS, parts)
    return (
        every - of_cells > MOST_OTHERS
        or of_cells > MOST_OF_CELLS
        or _number(_CELL, parts) > MOST_CELLS
        or _number(_TEXT, parts) > MOST_CELLS
        or _number(_ROW, parts) > MOST_ROWS
        or any(_LONG_TAG.search(text) or _FAR.search(text) for text in parts)
    )


def _number(pattern: re.Pattern[bytes], parts: list[bytes]) -> int:
    return sum(1 for text in parts for _ in pattern.finditer(text))


def _grids(content: bytes, *, has_formulas: bool) -> Mapping[str, Grid]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        shown = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        grids = {sheet.title: tuple(map(_cell, _filled(sheet))) for sheet in shown.worksheets}
        wrong = [(one.title, cell) for one in shown.worksheets for cell in _errors(one)]
        if has_formulas:
            written = openpyxl.load_workbook(BytesIO(content), read_only=True)
            wrong += [
                (one.title, cell)
                for one in written.worksheets
                for cell in _without_value(one, grids.get(one.title, ()))
            ]
    # What it makes of a broken archive: the file is no workbook that can be read.
    except (InvalidFileException, *_BROKEN_ARCHIVE, *_BROKEN_PARTS):
        raise InputError([_NO_WORKBOOK]) from None
    if wrong:
        raise InputError(_misread(title, cell) for title, cell in wrong)
    return grids


def _filled(sheet: Any) -> Iterator[Any]:
    # What a sheet says of its own extent may be anything.
    sheet.reset_dimensions()
    return (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


def _cell(cell: Any) -> Cell:
    return Cell(cell.row, cell.column, cell.value)


def _errors(sheet: Any) -> Iterator[Any]:
    return (cell for cell in _filled(sheet) if cell.data_type == "e")


def _without_value(sheet: Any, grid: Grid) -> Iterator[Any]:
    has_value = {(one.row, one.column) for one in grid}
    return (cell for cell in _filled(sheet) if (cell.row, cell.column) not in has_value)


def _misread(title: str, cell: Any) -> Fault:
    fault = _ERROR if cell.data_type == "e" else _NO_VALUE
    value = str(cell.value)[:_LONGEST]
    return replace(fault, value=value, line=f"{title}!{cell.coordinate}")


_NO_WORKBOOK = Fault(
    "no-workbook",
    "this file is not a workbook that can be read",
    allowed="a workbook saved as .xlsx",
)
_PASSWORD = Fault(
    "encrypted-workbook",
    "this workbook has a password",
    allowed="a workbook saved without a password",
)
_TOO_LARGE = Fault(
    "workbook-too-large",
    "this workbook is too large once it is unpacked",
    allowed="at most 20 000 rows and 200 000 cells; delete what lies far from the facts, and empty "
    "rows and columns that have a format",
)
_MACROS = Fault("macros", "this workbook holds macros", allowed="a workbook without macros")
_LINKS = Fault(
    "external-links",
    "this workbook takes values from other files",
    allowed="a workbook of its own: break the links, so that the values stay",
)
_ERROR = Fault("cell-error", "this cell holds an error", allowed="a value, or an empty cell")
_NO_VALUE = Fault(
    "formula-without-value",
    "this formula has no value yet",
    allowed="a value; open the workbook in a spreadsheet program once, and save it there",
)
