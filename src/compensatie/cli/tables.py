# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Tables in a folder, beside an answer that is never lost because they cannot be written."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from compensatie.cli.call import Call
from compensatie.cli.refusal import fault_lines
from compensatie.cli.streams import print_document, talk
from compensatie.errors import Fault, InputError

if TYPE_CHECKING:
    from compensatie.reports.document import Document

OPTION = "--csv"


def require_folder(folder: str | None, option: str = OPTION) -> None:
    """Looks, before any work is done, whether tables can be written to a folder.

    Args:
        folder: the folder; None: nothing is to be written.
        option: the option that names it.

    Raises:
        InputError: it is a file, or lies where you may not write.
    """
    if folder is None:
        return
    allowed = "a folder where you may write"
    nearest = next(one for one in (Path(folder), *Path(folder).resolve().parents) if one.exists())
    if not nearest.is_dir():
        text = "this is a file, not a folder"
        raise InputError([Fault("folder-taken", text, (option,), folder, allowed)])
    if not os.access(nearest, os.W_OK):
        text = "you may not write in this folder"
        raise InputError([Fault("unwritable-folder", text, (option,), folder, allowed)])


def unwritten_tables(tables: Mapping[str, str], folder: str) -> InputError | None:
    """Writes tables, by the names of their files; what is wrong where that fails."""
    content = {name: text.encode("utf-8") for name, text in tables.items()}
    return unwritten_files(content, Path(folder))


def unwritten_files(files: Mapping[str, bytes], folder: Path) -> InputError | None:
    """Writes files in a folder, by their names; what is wrong where that fails."""
    from compensatie.files.aside import unwritable, write_in

    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            write_in(folder, name, content)
    except OSError as error:
        return InputError([unwritable(str(folder), error)])
    except InputError as error:
        return error
    return None


def print_with_errors(document: Document, unwritten: InputError | None, call: Call) -> None:
    """Prints a document, and in it what could not be written beside it."""
    from compensatie.reports.document import errors_document

    if unwritten is not None:
        errors = errors_document(call.command, unwritten.faults, call.language)
        document = {**document, "errors": errors["errors"]}
    print_document(document)


def talk_of(unwritten: InputError | None, call: Call) -> None:
    """Says what could not be written."""
    faults = () if unwritten is None else unwritten.faults
    talk(line for fault in faults for line in fault_lines(fault, call.reader))
