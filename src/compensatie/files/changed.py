# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The content of a file with some of its values set to others; the file itself stays as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from compensatie.errors import Fault, InputError, Notice, Path
from compensatie.facts.record import FileOrigin
from compensatie.files.document import Origin
from compensatie.files.notation import inline, written
from compensatie.files.route import routed
from compensatie.files.setting import OPTION, Setting, read_setting
from compensatie.files.syntax import Content


@dataclass(frozen=True)
class Changed:
    """A file, or several that extend each other, with settings."""

    origin: Origin
    """The file as it stands."""
    content: Content
    """What it holds once the settings are made."""
    settings: tuple[tuple[Path, Setting], ...]
    """The settings, with the place that each names."""

    @property
    def file(self) -> str:
        """The file that was asked for."""
        return self.origin.file

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was read otherwise than it was typed."""
        return self.origin.notices

    @cached_property
    def sha256(self) -> str:
        """The hash of the changed content, written as JSON."""
        return hashlib.sha256(written(self.content, "json").encode()).hexdigest()

    @property
    def origin_file(self) -> FileOrigin:
        """The file itself, and each value that is set otherwise."""
        made = tuple((path, inline(setting.value)) for path, setting in self.settings)
        return FileOrigin(self.origin.file, self.origin.sha256, made)

    def located(self, faults: Iterable[Fault]) -> list[Fault]:
        """The faults, each at the setting that it is about, or else in the file."""
        found = []
        for fault in faults:
            about = [one for path, one in self.settings if _are_nested(path, fault.path)]
            if about:
                found.append(replace(fault, path=(OPTION,), record=about[-1].path))
            else:
                found += self.origin.located([fault])
        return found


def _are_nested(one: Path, other: Path) -> bool:
    """Whether one path leads through the other."""
    shared = min(len(one), len(other))
    return shared > 0 and one[:shared] == other[:shared]


def changed(cls: type[BaseModel], origin: Origin, settings: Sequence[str]) -> Changed:
    """A file with settings made, one after the other.

    Args:
        cls: What the file becomes.
        origin: The file.
        settings: Each as `PATH=VALUE`.

    Raises:
        InputError: a setting is not written so, leads nowhere, or is made twice.
    """
    content, made = origin.content, dict[Path, Setting]()
    faults: list[Fault] = []
    for text in settings:
        try:
            setting = read_setting(text)
            path = routed(cls, content, setting.steps)
        except InputError as error:
            faults.extend(error.faults)
            continue
        if path in made:
            faults.append(Fault("set-twice", "this is set twice", (OPTION,), setting.path))
        content, made[path] = _with(content, path, setting.value), setting
    if faults:
        raise InputError(faults)
    return Changed(origin, content, tuple(made.items()))


def _with(content: Any, path: Path, value: Any) -> Any:
    """A copy of `content` with another value at `path`; what is not on the way is shared."""
    if not path:
        return value
    step, further = path[0], path[1:]
    if isinstance(content, list):
        position = int(step)
        inner = _with(content[position], further, value)
        return [*content[:position], inner, *content[position + 1 :]]
    table = content if isinstance(content, Mapping) else {}
    return {**table, step: _with(table.get(step), further, value)}
