# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where in a file the faults lie that are found only once its content is used."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from compensatie.errors import Fault, InputError
from compensatie.files.chain import read_chain
from compensatie.files.changed import changed
from compensatie.files.document import Origin, read_document
from compensatie.files.kind import KEYS, FileKind, kinds_of
from compensatie.files.schema import CLASSES
from compensatie.files.setting import settings_by_kind


def located(
    error: InputError, path: str | PathLike[str], settings: Sequence[str] = ()
) -> InputError:
    """The same error, with file, line and record of each fault whose path leads into a file.

    Faults that have a file already, or that are about another kind of file, stay as they are: so
    an error about an instance and a model can be located in the one and then in the other.

    Args:
        error: What was found wrong.
        path: An instance, model or package file that was loaded.
        settings: What was set otherwise, in this file or in others.

    Returns:
        A new error; the same one where the file can no longer be read.
    """
    try:
        document = read_document(path)
        kinds = set(kinds_of(document.content))
        origin: Origin = read_chain(path) if "model" in kinds else document
        kind: FileKind = "model" if "model" in kinds else "instance"
        if made := settings_by_kind(settings)[kind]:
            origin = changed(CLASSES[kind], origin, made)
    except InputError:
        return error
    own = {key for kind in kinds_of(document.content) for key in KEYS[kind]}
    return InputError(_located(fault, origin, own) for fault in error.faults)


def _located(fault: Fault, origin: Origin, own: set[str]) -> Fault:
    is_here = fault.file is None and fault.path[:1] and fault.path[0] in own
    return origin.located([fault])[0] if is_here else fault
