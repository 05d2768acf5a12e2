# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Instances from files."""

from __future__ import annotations

from collections.abc import Iterable
from os import PathLike

from compensatie.errors import InputError
from compensatie.facts.instance import Instance
from compensatie.facts.record import FileOrigin
from compensatie.files.changed import changed
from compensatie.files.document import Origin, read_document
from compensatie.files.kind import require_kind
from compensatie.files.uncertain import require_drawable
from compensatie.files.validation import validated


def load_instance(path: str | PathLike[str], settings: Iterable[str] = ()) -> Instance:
    """The facts in a TOML or JSON file, or an Excel workbook.

    Args:
        path: An instance file.
        settings: Values to set otherwise than the file has them, each as `PATH=VALUE`:
            `measures.rijkshub.size.max=200`.

    Returns:
        The facts, exact as they are written.

    Raises:
        InputError: with every fault of the file, its line or cell, what is allowed and what may
            be meant.
            meant.

    Example:
        >>> instance = load_instance("instances/klein.toml", ["measures.gastplekken.size.max=40"])
        >>> instance.measure_by_id["gastplekken"].size.max
        Decimal('40')
    """
    document = read_document(path)
    require_kind("instance", document)
    notices = document.notices
    origin = FileOrigin(document.file, document.sha256)
    instance = _drawable(document).read_from(document.sha256, (), notices, origin)
    if not (made := tuple(settings)):
        return instance
    otherwise = changed(Instance, document, made)
    return _drawable(otherwise).read_from(otherwise.sha256, made, notices, otherwise.origin_file)


def _drawable(origin: Origin) -> Instance:
    """The facts, their uncertain figures found.

    Raises:
        InputError: with every fault, located.
    """
    instance = validated(Instance, origin)
    try:
        require_drawable(instance)
    except InputError as error:
        raise InputError(origin.located(error.faults)) from None
    return instance
