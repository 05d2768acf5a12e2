# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The files that a call names: read together, so that the faults of all are told at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from compensatie.errors import Fault, InputError


def read(*readings: tuple[Callable[[str], Any], str | None]) -> tuple[Any, ...]:
    """What is in several files; None for one that the call does not name.

    Args:
        readings: how each file is read, and its name.

    Raises:
        InputError: with the faults of all of them.
    """
    found: list[Any] = []
    faults: list[Fault] = []
    for load, path in readings:
        try:
            found.append(None if path is None else load(path))
        except InputError as error:
            faults.extend(error.faults)
    if faults:
        raise InputError(faults)
    return tuple(found)


@contextmanager
def placed_in(*paths: str | None) -> Iterator[None]:
    """Gives faults that are found between files the file and line that they lie in."""
    from compensatie.files.located import located

    try:
        yield
    except InputError as error:
        for path in paths:
            error = error if path is None else located(error, path)
        raise error from None


def require_target(path: str) -> None:
    """Looks, before any work is done, whether a file can be written.

    Raises:
        InputError: its ending or its folder does not allow that.
    """
    from compensatie.files.source import notation_of

    notation_of(path)
    folder = Path(path).resolve().parent
    if not folder.is_dir():
        text, allowed = "this file cannot be written: its folder is not there", IN_A_FOLDER
    elif Path(path).is_dir():
        text, allowed = "this is a folder", "the name of a file"
    elif not os.access(folder, os.W_OK):
        text, allowed = "this file cannot be written: you may not write in its folder", IN_A_FOLDER
    else:
        return
    raise InputError([Fault("unwritable-file", text, ("--out",), path, allowed)])


IN_A_FOLDER = "a file in a folder where you may write"
