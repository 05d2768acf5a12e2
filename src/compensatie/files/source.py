# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From a file to its text: what can be opened at all, how large it may be, and its encoding."""

from __future__ import annotations

import hashlib
import stat
from dataclasses import dataclass, replace
from difflib import get_close_matches
from os import PathLike, fspath, strerror
from pathlib import Path
from typing import Literal

from compensatie.errors import Fault, InputError

Notation = Literal["toml", "json"]
"""How the content of a file is written down."""

NOTATIONS: dict[str, Notation] = {".toml": "toml", ".json": "json"}
"""The notation that each ending stands for."""
WORKBOOK = ".xlsx"
"""The ending of an Excel workbook, which can hold an instance."""
ENDINGS = (*NOTATIONS, WORKBOOK)
"""The endings of files that can be read."""
MOST_BYTES = 20_000_000
"""Largest file that is read; the facts of a whole country take a hundredth of it."""


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read: its name in the call, its text, and the hash of its bytes."""

    file: str
    """The file, as it was named in the call."""
    notation: Notation
    """How its content is written down."""
    text: str
    """Its text, without a byte order mark."""
    sha256: str
    """Hash of its bytes, as `sha256sum` prints it."""


@dataclass(frozen=True, slots=True)
class Bytes:
    """A file as it was read, before anything is made of it."""

    file: str
    """The file, as it was named in the call."""
    content: bytes
    """Its bytes."""

    @property
    def sha256(self) -> str:
        """Hash of its bytes, as `sha256sum` prints it."""
        return hashlib.sha256(self.content).hexdigest()


def read_source(path: str | PathLike[str]) -> Source:
    """The text of a TOML or JSON file.

    Raises:
        InputError: it cannot be opened, is too large, is empty, or is not UTF-8.
    """
    return text_of(read_bytes(path))


def read_bytes(path: str | PathLike[str]) -> Bytes:
    """The bytes of a file whose ending says how it is written.

    Raises:
        InputError: it cannot be opened, is too large, or its ending is unknown.
    """
    file = fspath(path)
    _require_file(file, _missing(file))
    if not is_workbook(file):
        notation_of(file)
    return Bytes(file, _bytes(file))


def require_regular(path: str | PathLike[str], most: int) -> None:
    """Looks whether a file of any ending is one that can be read.

    Args:
        path: the file.
        most: bytes that it may have.

    Raises:
        InputError: it is not there, is a folder, a device or a pipe, or is too large.
    """
    file = fspath(path)
    text = "there is no such file"
    _require_file(file, Fault("missing-file", text, value=file, allowed="the name of a file"))
    if Path(file).stat().st_size > most:
        raise _too_large(file, most)


def text_of(read: Bytes) -> Source:
    """The text of a TOML or JSON file that was read.

    Raises:
        InputError: it is empty, or is not UTF-8.
    """
    text = _text(read.file, read.content)
    return Source(read.file, notation_of(read.file), text, read.sha256)


def is_workbook(path: str | PathLike[str]) -> bool:
    """Whether the ending of a file's name says that it is an Excel workbook."""
    return Path(path).suffix.lower() == WORKBOOK


def notation_of(file: str) -> Notation:
    """The notation of text that the ending of a file's name stands for.

    Raises:
        InputError: it stands for none.
    """
    ending = Path(file).suffix
    if ending.lower() not in NOTATIONS:
        raise _refused(
            file,
            Fault(
                "unknown-ending",
                "the ending of this file's name does not say how it is written",
                value=ending or Path(file).name,
                allowed="a name that ends in .toml, .json or .xlsx",
            ),
        )
    return NOTATIONS[ending.lower()]


def _refused(file: str, fault: Fault) -> InputError:
    return InputError([replace(fault, file=file)])


def _require_file(file: str, missing: Fault) -> None:
    try:
        mode = Path(file).stat().st_mode
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise _refused(file, missing) from None
    except OSError as error:
        raise unreadable(file, error) from None
    if stat.S_ISDIR(mode):
        raise _refused(
            file, Fault("directory", "this is a folder", value=file, allowed="the name of a file")
        )
    if not stat.S_ISREG(mode):
        raise _refused(
            file, Fault("not-a-file", "this is a device or a pipe", allowed="the name of a file")
        )


def _missing(file: str) -> Fault:
    near = nearest_file(file)
    return Fault(
        "missing-file",
        "there is no such file",
        value=file,
        allowed="the name of a .toml, .json or .xlsx file",
        suggestion=None if near is None else str(Path(file).parent / near),
    )


def nearest_file(file: str) -> str | None:
    """The name that is most like a file's, of those that can be read in its folder."""
    try:
        names = [item.name for item in Path(file).parent.iterdir() if item.suffix in ENDINGS]
    except (OSError, ValueError):
        return None
    near = get_close_matches(Path(file).name, sorted(names), n=1)
    return near[0] if near else None


def unreadable(file: str, error: OSError) -> InputError:
    """The error that a file cannot be read, and why."""
    reason = strerror(error.errno) if error.errno else type(error).__name__
    return _refused(
        file,
        Fault(
            "unreadable-file",
            "this file cannot be read: {reason}",
            value=file,
            allowed="a file that you may read",
            details={"reason": reason},
        ),
    )


def _bytes(file: str) -> bytes:
    try:
        with Path(file).open("rb") as stream:
            # One byte more than is allowed tells a file that is too large, however it grows.
            content = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise unreadable(file, error) from None
    if len(content) > MOST_BYTES:
        raise _too_large(file, MOST_BYTES)
    return content


def _too_large(file: str, most: int) -> InputError:
    details = {"megabytes": str(most // 1_000_000)}
    text, allowed = "this file is too large", "at most {megabytes} MB"
    return _refused(file, Fault("file-too-large", text, allowed=allowed, details=details))


def _text(file: str, content: bytes) -> str:
    if encoding := _other_encoding(content[:4]):
        raise _refused(file, wrong_encoding(1, encoding))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(file, wrong_encoding(line)) from None
    if not text.strip():
        raise _refused(file, empty_file())
    return text


def _other_encoding(start: bytes) -> str | None:
    return "UTF-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in start else None


def empty_file() -> Fault:
    """The fault that a file holds nothing."""
    return Fault(
        "empty-file",
        "this file is empty",
        allowed="the content of an instance, a model or a package",
    )


def wrong_encoding(line: int | None, encoding: str | None = None) -> Fault:
    """The fault that a file is not UTF-8, and what it seems to be."""
    return Fault(
        "wrong-encoding",
        "this file is not written in UTF-8",
        value=encoding,
        allowed="text that is saved with the encoding UTF-8",
        line=None if line is None else str(line),
    )
