# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""On which line of which file a value stands that is named by ids and keys."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from compensatie.errors import Fault, InputError, Path
from compensatie.files.chain import read_chain
from compensatie.files.changed import changed
from compensatie.files.document import Origin, read_document
from compensatie.files.kind import FileKind
from compensatie.files.route import routed
from compensatie.files.schema import CLASSES
from compensatie.files.setting import OPTION, settings_by_kind


def whereabouts(
    kind: FileKind,
    path: str | PathLike[str],
    names: Sequence[tuple[str, ...]],
    settings: Sequence[str] = (),
) -> tuple[str | None, ...]:
    """Where each of some values stands: `file:line`, or `--set` where a call set it.

    Args:
        kind: an instance, or a model with all that it extends.
        path: the file.
        names: ids and keys from the top of the file to each value.
        settings: what the call sets otherwise, in this file or in others.

    Returns:
        A place for each value; None for one that the file does not have, or where it can no longer
        be read.
    """
    try:
        origin: Origin = read_chain(path) if kind == "model" else read_document(path)
        if made := settings_by_kind(settings)[kind]:
            origin = changed(CLASSES[kind], origin, made)
    except InputError:
        return (None,) * len(names)
    return tuple(_place(kind, origin, steps) for steps in names)


def _place(kind: FileKind, origin: Origin, steps: tuple[str, ...]) -> str | None:
    try:
        path: Path = routed(CLASSES[kind], origin.content, steps)
    except InputError:
        return None
    (found,) = origin.located([Fault("place", "it stands here", path)])
    if found.path == (OPTION,):
        return OPTION
    return ":".join(part for part in (found.file, found.line) if part)
