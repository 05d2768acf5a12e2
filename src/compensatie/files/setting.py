# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""One value of a file, named by a path of ids and keys, set to another: a quick what-if.

`measures.rijkshub-assen.size.max=200`: steps stand between dots, quoted where they hold dots or
spaces. A record is called by its id, an employment record by province and sector (`DR/civil`), a
cost line by its label, and any record by its number as messages give it (`measures[0]`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from compensatie.errors import Fault, InputError
from compensatie.files.kind import KEYS, SHARED, FileKind
from compensatie.files.source import Source
from compensatie.files.syntax import parsed

OPTION = "--set"
"""What settings are called on the command line."""
_BARE = re.compile(r"""[^.\[\]="'\s]+""")
_NAME = rf"""(?P<quoted>"(?:[^"\\]|\\.)*"|'[^']*')|(?P<bare>{_BARE.pattern})"""
_FIRST = re.compile(_NAME)
_NEXT = re.compile(rf"\.(?:{_NAME})|\[(?P<number>[0-9]{{1,6}})\]")
_WORD = re.compile(r"[^\W\d_][\w-]*")

KINDS: tuple[FileKind, ...] = ("model", "instance")
"""The kinds of file in which values can be set."""
Steps = tuple[str | int, ...]
"""A path as it was written: names of keys and records, and numbers of records."""


@dataclass(frozen=True, slots=True)
class Setting:
    """A value for one place of a file."""

    steps: Steps
    """Where: keys, and records by name or number."""
    value: Any
    """The value, as the files have it."""
    text: str
    """The setting as it was written."""
    kind: FileKind | None
    """The kind of file that it is for, where the path tells."""

    @property
    def path(self) -> str:
        """Where, as people write it."""
        return joined(self.steps)


def joined(steps: Steps) -> str:
    """A path as people write it."""
    text = ""
    for step in steps:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            name = step if _BARE.fullmatch(step) else f'"{_escaped(step)}"'
            text += f".{name}" if text else name
    return text


def _escaped(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"')


def read_setting(text: str) -> Setting:
    """A setting written as `PATH=VALUE`.

    Raises:
        InputError: it is not written so.
    """
    steps, rest = split_path(text)
    if not steps or not rest.lstrip().startswith("="):
        raise InputError([_bad_setting(text)])
    value = _value(text, rest.lstrip()[1:].strip())
    first, *further = steps
    for kind in KINDS:
        if first == kind and further:
            return Setting(tuple(further), value, text, kind)
    return Setting(steps, value, text, _kind_of(str(first)))


def _kind_of(key: str) -> FileKind | None:
    """The kind of file that has a key, or else one most like it, at its top."""
    owners = {own: kind for kind in KINDS for own in KEYS[kind]}
    near = get_close_matches(key[:100], [*owners, *SHARED], n=1)
    return owners.get(key) or owners.get(next(iter(near), ""))


def split_path(text: str) -> tuple[Steps, str]:
    """The steps at the beginning of a text, and what follows them."""
    steps: list[str | int] = []
    position = 0
    while match := (_NEXT if steps else _FIRST).match(text, position):
        found = match.groupdict()
        if number := found.get("number"):
            steps.append(int(number))
        else:
            steps.append(_unquoted(found["quoted"]) if found["quoted"] else found["bare"])
        position = match.end()
    return tuple(steps), text[position:]


def _unquoted(text: str) -> str:
    if text[0] == "'":
        return text[1:-1]
    return re.sub(r"\\(.)", r"\1", text[1:-1])


def _bad_setting(text: str) -> Fault:
    return Fault(
        "bad-setting",
        "this does not say which value is set to what",
        path=(OPTION,),
        value=text,
        allowed="PATH=VALUE: ids and keys with dots between, quoted where they hold dots or "
        "spaces, such as measures.rijkshub.size.max=200",
    )


def _value(text: str, written: str) -> Any:
    """A value as TOML has it; a single word needs no quotes."""
    try:
        content = parsed(Source(OPTION, "toml", f"value = {written}", ""))
    except InputError:
        content = {}
    if content.keys() == {"value"}:
        return content["value"]
    if _WORD.fullmatch(written):
        return written
    fault = Fault(
        "bad-setting-value",
        "this is not a value as files have it",
        path=(OPTION,),
        value=written,
        allowed='a value as in a TOML file: 1234.5, "text", true, [1, 2] or {{ 2026 = 10 }}',
    )
    raise InputError([fault])


def settings_by_kind(texts: Iterable[str]) -> dict[FileKind, tuple[str, ...]]:
    """The settings of a call, by the kind of file that each is for.

    A key that several kinds of file have is the instance's, unless `model.` stands in front.

    Raises:
        InputError: one is not written as `PATH=VALUE`.
    """
    found: dict[FileKind, tuple[str, ...]] = {"instance": (), "model": ()}
    faults: list[Fault] = []
    for text in texts:
        try:
            kind = read_setting(text).kind or "instance"
        except InputError as error:
            faults.extend(error.faults)
        else:
            found[kind] = (*found.get(kind, ()), text)
    if faults:
        raise InputError(faults)
    return found
