# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The files that a call names: read together, so that the faults of all are told at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from compensatie.errors import Fault, InputError

Reading = tuple[Callable[[str], Any], str | None]
"""How a file is read, and its name."""


def read(*readings: Reading) -> tuple[Any, ...]:
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


def case_files(
    instance: str, model: str | None, settings: Iterable[str]
) -> tuple[Reading, Reading]:
    """How the instance and the model of a call are read, with what it sets otherwise in them.

    Raises:
        InputError: a setting is not written as one, or there is no model to make it in.
    """
    from compensatie.files.instance import load_instance
    from compensatie.files.model import load_model
    from compensatie.files.setting import OPTION, settings_by_kind

    own = settings_by_kind(settings)
    if model is None and own["model"]:
        text = "this is a setting for a model, and no model is given"
        allowed = "a setting for the instance, or --model FILE as well"
        raise InputError(Fault("no-model", text, (OPTION,), one, allowed) for one in own["model"])
    return (
        (partial(load_instance, settings=own["instance"]), instance),
        (partial(load_model, settings=own["model"]), model),
    )


@contextmanager
def placed_in(*paths: str | None, settings: Sequence[str] = ()) -> Iterator[None]:
    """Gives faults that are found between files the file and line that they lie in.

    Args:
        paths: the files.
        settings: what the call sets otherwise in them.
    """
    from compensatie.files.located import located

    try:
        yield
    except InputError as error:
        for path in paths:
            error = error if path is None else located(error, path, settings)
        raise error from None


def require_target(path: str, *, may_be_workbook: bool = False) -> None:
    """Looks, before any work is done, whether a file can be written.

    Raises:
        InputError: its ending or its folder does not allow that.
    """
    from compensatie.files.source import is_workbook, notation_of

    if not (may_be_workbook and is_workbook(path)):
        notation_of(path)
    require_writable(path)


def require_writable(path: str) -> None:
    """Looks, before any work is done, whether a file can be put where it is to go.

    Raises:
        InputError: its folder does not allow that.
    """
    folder = Path(path).resolve().parent
    if not folder.is_dir():
        text, allowed = "this file cannot be written: its folder is not there", IN_A_FOLDER
    elif Path(path).is_dir():
        text, allowed = "this is a folder", "the name of a file"
    elif Path(path).exists() and not Path(path).is_file():
        text, allowed = "this is a device or a pipe", "the name of a file"
    elif not os.access(folder, os.W_OK):
        text, allowed = "this file cannot be written: you may not write in its folder", IN_A_FOLDER
    else:
        return
    raise InputError([Fault("unwritable-file", text, ("--out",), path, allowed)])


IN_A_FOLDER = "a file in a folder where you may write"
