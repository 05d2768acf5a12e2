# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A folder to start from: a commented instance, model and package, and schemas for editors."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from os import PathLike, fspath, strerror
from pathlib import Path

from compensatie.errors import Fault, InputError
from compensatie.files.aside import write_in
from compensatie.files.schema import CLASSES, schema_path
from compensatie.language import Language


def new(folder: str | PathLike[str], language: Language = "en") -> tuple[Path, ...]:
    """Writes a small, invented case that solves at once, to be changed into one's own.

    Args:
        folder: Where the files go; it is made where it is not there.
        language: Of the comments in the files.

    Returns:
        The files written: instance, model and package first, then the schemas that let editors
        complete keys and explain them.

    Raises:
        InputError: the folder holds something already, or cannot be written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     [path.name for path in new(folder)[:3]]
        ['instance.toml', 'model.toml', 'package.toml']
    """
    top = Path(folder)
    _require_empty(top, fspath(folder))
    texts = dict(_texts(language))
    _make(top / "schemas", fspath(folder))
    for name, text in texts.items():
        write_in(top, name, text.encode())
    return tuple(top / name for name in texts)


def new_workbook(folder: str | PathLike[str], language: Language = "en") -> Path:
    """Writes an empty workbook for the facts of a case, with explanations, lists and checks.

    Args:
        folder: Where it goes; it is made where it is not there.
        language: Of the explanations.

    Returns:
        The workbook.

    Raises:
        InputError: the folder holds something already, or cannot be written.
    """
    from compensatie.files.workbook.unfolding import unfolded
    from compensatie.files.workbook.writing import workbook

    top = Path(folder)
    _require_empty(top, fspath(folder))
    _make(top, fspath(folder))
    write_in(top, "instance.xlsx", workbook(unfolded({"format": 1}), language))
    return top / "instance.xlsx"


def _texts(language: Language) -> Iterator[tuple[str, str]]:
    """What is written, by its name in the folder."""
    template = files("compensatie") / "template" / language
    for kind in CLASSES:
        yield f"{kind}.toml", (template / f"{kind}.toml").read_text("utf-8")
    for kind in CLASSES:
        path = schema_path(kind)
        yield f"schemas/{path.name}", path.read_text("utf-8")


def _require_empty(folder: Path, named: str) -> None:
    allowed = "the name of a new or empty folder"
    try:
        is_taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except (OSError, ValueError) as error:
        raise _unwritable(named, error) from None
    if is_taken:
        text = "this is a file, or a folder that holds something already"
        raise InputError([Fault("folder-taken", text, value=named, allowed=allowed, file=named)])


def _make(folder: Path, named: str) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise _unwritable(named, error) from None


def _unwritable(named: str, error: OSError | ValueError) -> InputError:
    number = error.errno if isinstance(error, OSError) else None
    reason = strerror(number) if number else type(error).__name__
    text = "this folder cannot be made or read: {reason}"
    details = {"reason": reason}
    fault = Fault("unwritable-folder", text, value=named, details=details, file=named)
    return InputError([fault])
