# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages from files, and to files."""

from __future__ import annotations

from os import PathLike, fspath
from typing import Any

from compensatie.errors import InputError
from compensatie.facts.package import Choice, Package
from compensatie.facts.references import repeated
from compensatie.files.aside import write_text
from compensatie.files.document import read_document
from compensatie.files.kind import require_kind
from compensatie.files.notation import written
from compensatie.files.source import notation_of
from compensatie.files.validation import validated


def load_package(path: str | PathLike[str]) -> Package:
    """The package in a TOML or JSON file.

    Args:
        path: A package file, made by the program or by hand.

    Returns:
        The package.

    Raises:
        InputError: with every fault of the file; also where a measure is chosen twice.

    Example:
        >>> load_package("instances/packages/aangekondigd-2023.toml").choices[0].measure
        'rijkshub-gastplekken'
    """
    document = read_document(path)
    require_kind("package", document)
    package = validated(Package, document)
    chosen = (choice.measure for choice in package.choices)
    if faults := list(repeated(chosen, "choices", field="measure")):
        raise InputError(document.located(faults))
    return package


def write_package(package: Package, path: str | PathLike[str]) -> None:
    """Writes a package to a TOML or JSON file, sizes as exact decimals.

    Args:
        package: What to write.
        path: The file; one that is there is replaced, in whole or not at all.

    Raises:
        InputError: the ending is neither .toml nor .json, or the file cannot be written.

    Example:
        >>> import tempfile
        >>> choice = Choice(measure="gastplekken", start=2025, size=20)
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     write_package(Package(choices=(choice,)), f"{folder}/package.toml")
        ...     load_package(f"{folder}/package.toml").choices == (choice,)
        True
    """
    notation = notation_of(fspath(path))
    write_text(path, written(content_of_package(package), notation))


def content_of_package(package: Package) -> dict[str, Any]:
    """A package as the content of a file."""
    choices = [_content_of_choice(choice) for choice in package.choices]
    return {"format": package.format, "name": package.name, "choices": choices}


def _content_of_choice(choice: Choice) -> dict[str, Any]:
    return {"measure": choice.measure, "start": choice.start, "size": choice.size}
