# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The forms in which a report can be written: each is one file in `formats`, named as its ending.

A form is a module with a function `written(content, theme)` that gives the bytes of a file.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from os import PathLike, fspath
from pathlib import Path
from typing import Protocol, cast

from compensatie.errors import Fault, InputError
from compensatie.reports.content.content import Content
from compensatie.reports.theme import Theme


class Format(Protocol):
    """A form in which a report can be written."""

    def written(self, content: Content, theme: Theme) -> bytes:
        """The file."""


@cache
def endings() -> tuple[str, ...]:
    """The endings of the files that can be written."""
    package = import_module("compensatie.reports.formats")
    return tuple(sorted(f".{found.name}" for found in pkgutil.iter_modules(package.__path__)))


def format_of(path: str | PathLike[str]) -> Format:
    """The form that the ending of a file's name asks for.

    Raises:
        InputError: no form has that ending.
    """
    file = fspath(path)
    ending = Path(file).suffix.lower()
    if ending not in endings():
        text, allowed = "a report cannot be written in this form", "a name that ends in {endings}"
        details = {"endings": ", ".join(endings())}
        raise InputError([Fault("unknown-form", text, ("--out",), file, allowed, details=details)])
    return cast(Format, import_module(f"compensatie.reports.formats.{ending[1:]}"))
