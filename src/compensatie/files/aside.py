# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Writing files whole or not at all: beside their place first, then into it in one step."""

from __future__ import annotations

import os
import secrets
import stat
from contextlib import suppress
from os import PathLike, fspath, strerror
from pathlib import Path
from shutil import copymode

from compensatie.errors import Fault, InputError


def write_text(path: str | PathLike[str], text: str) -> None:
    """Writes a text as UTF-8; a file that is there is replaced.

    Raises:
        InputError: it cannot be written.
    """
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: str | PathLike[str], content: bytes) -> None:
    """Writes bytes; a file that is there is replaced, and where a link leads, what it leads to.

    Raises:
        InputError: it cannot be written, or a device or a pipe is there.
    """
    require_replaceable(path)
    try:
        _replace(Path(path).resolve(), content)
    except (OSError, ValueError) as error:
        raise InputError([unwritable(fspath(path), error)]) from None


def write_in(folder: Path, name: str, content: bytes) -> None:
    """Writes bytes under a name that nobody gave in the call: then no link is followed.

    Whoever may write in a folder could lay a link there under a name that this program always
    uses, to a file anywhere. A link is replaced; what it leads to stays.

    Raises:
        InputError: it cannot be written, or a device or a pipe is there.
    """
    path = folder / name
    require_replaceable(path)
    try:
        _replace(folder.resolve() / name, content)
    except (OSError, ValueError) as error:
        raise InputError([unwritable(fspath(path), error)]) from None


def require_replaceable(path: str | PathLike[str]) -> None:
    """Looks whether a file may be put in the place of what is there.

    Whoever may do everything could put a file in the place of a device as well, which would then
    be gone.

    Raises:
        InputError: there is a device or a pipe.
    """
    file = fspath(path)
    try:
        mode = Path(path).stat().st_mode
    except (OSError, ValueError):
        return  # nothing is there, or writing will tell why not
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        text, allowed = "this is a device or a pipe", "the name of a file"
        raise InputError([Fault("not-a-file", text, value=file, allowed=allowed, file=file)])


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f".compensatie-{secrets.token_hex(8)}")
    try:
        with aside.open("xb") as stream:
            stream.write(content)
            stream.flush()
            # Without this, a loss of power could leave the name on an empty file.
            os.fsync(stream.fileno())
        if path.exists() and not path.is_symlink():
            copymode(path, aside)
        aside.replace(path)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def unwritable(file: str, error: OSError | ValueError) -> Fault:
    """The fault that a file cannot be written."""
    number = error.errno if isinstance(error, OSError) else None
    reason = strerror(number) if number else type(error).__name__
    return Fault(
        "unwritable-file",
        "this file cannot be written: {reason}",
        value=file,
        allowed="a file in a folder where you may write",
        details={"reason": reason},
        file=file,
    )
