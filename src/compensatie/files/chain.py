# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A model file and the files that it extends, one after the other, read as one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from os import PathLike, fspath
from os.path import realpath
from pathlib import Path as FilePath
from typing import Any

from compensatie.errors import Fault, InputError, Notice, Path
from compensatie.facts.references import unknown
from compensatie.files.document import Origin, read_document
from compensatie.files.explanation import shown
from compensatie.files.kind import require_kind
from compensatie.files.source import nearest_file
from compensatie.files.syntax import Content
from compensatie.files.tree import follow, holds
from compensatie.files.wording import NOT_A_LIST, NOT_TEXT, UNKNOWN_FORMAT, Wording
from compensatie.policy import extended

LONGEST_CHAIN = 20
"""Most files that extend each other."""
_NOT_THERE = ("missing-file", "directory", "not-a-file", "unknown-ending")


@dataclass(frozen=True)
class Chain:
    """A model file first, then the file that it extends, then the one that this extends."""

    documents: tuple[Origin, ...]
    """The files; there is at least one."""

    @property
    def file(self) -> str:
        """The file that was asked for."""
        return self.documents[0].file

    @property
    def sha256(self) -> str:
        """The hash of the file; of several, the hash of their hashes, a line each, in order."""
        hashes = [document.sha256 for document in self.documents]
        if len(hashes) == 1:
            return hashes[0]
        return hashlib.sha256("".join(f"{one}\n" for one in hashes).encode()).hexdigest()

    @cached_property
    def content(self) -> Content:
        """What the files hold together."""
        content: Content = {}
        for document in reversed(self.documents):
            content = _extended(content, document.content)
        return content

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What was read otherwise than it was typed."""
        return tuple(notice for one in self.documents for notice in one.notices)

    def faults(self) -> list[Fault]:
        """What is wrong with how the files build on each other, located."""
        found = []
        for number, document in enumerate(self.documents):
            above = [self.documents[k].content for k in range(number + 1, len(self.documents))]
            inherited = [_id(rule) for content in above for rule in _rules(content)]
            names = [name for name in inherited if name is not None]
            found += document.located(_own_faults(document.content, names, is_parent=number > 0))
        return found

    def located(self, faults: Iterable[Fault]) -> list[Fault]:
        """The faults, each in the file that it comes from; file by file."""
        by_file: dict[int, list[Fault]] = {number: [] for number in range(len(self.documents))}
        for fault in faults:
            number, path = self._place(fault.path)
            by_file[number].append(replace(fault, path=path))
        return [
            located
            for number, listed in by_file.items()
            for located in self.documents[number].located(listed)
        ]

    def _place(self, path: Path) -> tuple[int, Path]:
        """The position of the file that a value comes from, and its path there."""
        rule = follow(self.content, path[:2]) if path[:1] == ("rules",) else None
        for number, document in enumerate(self.documents if rule is not None else ()):
            for position, own in enumerate(_rules(document.content)):
                # The very same object: rules are passed on, never copied.
                if own is rule:
                    return number, ("rules", position, *path[2:])
        reach = [_reach(document.content, path) for document in self.documents]
        return reach.index(max(reach)), path


def _reach(content: Any, path: Path) -> int:
    """How many steps of `path` a file can follow."""
    lengths = range(len(path), 0, -1)
    return next((n for n in lengths if holds(follow(content, path[: n - 1]), path[n - 1])), 0)


def _rules(content: Content) -> list[Any]:
    rules = content.get("rules")
    return rules if isinstance(rules, list) else []


def _names(content: Content, key: str) -> list[Any]:
    listed = content.get(key)
    return listed if isinstance(listed, list) else []


def _extended(parent: Content, child: Content) -> Content:
    """What a file and the one that it extends hold together; nothing that is faulty is lost."""
    named = [rule for rule in _rules(child) if _id(rule) is not None]
    nameless = [rule for rule in _rules(child) if _id(rule) is None]
    drop = [name for name in _names(child, "drop") if isinstance(name, str)]
    inherited = {**parent, "rules": [rule for rule in _rules(parent) if _id(rule) is not None]}
    merged = extended(inherited, {**child, "rules": named, "drop": drop})
    lost = [rule for rule in _rules(parent) if _id(rule) is None]
    return {**merged, "rules": [*merged["rules"], *lost, *nameless]}


def _id(rule: Any) -> str | None:
    name = rule.get("id") if isinstance(rule, Mapping) else None
    return name if isinstance(name, str) else None


def _own_faults(content: Content, inherited: list[str], is_parent: bool) -> Iterator[Fault]:
    """What is wrong with the keys that are gone once files are read as one."""
    if is_parent and content.get("format", 1) != 1:
        yield _refused(UNKNOWN_FORMAT, content["format"], "format")
    is_extending = isinstance(content.get("extends", ""), str)
    if not is_extending:
        yield _refused(NOT_TEXT, content["extends"], "extends")
    for key in ("rules", "drop"):
        if not isinstance(content.get(key, []), list):
            yield _refused(NOT_A_LIST, content[key], key)
    for number, name in enumerate(_names(content, "drop")):
        if not isinstance(name, str):
            yield _refused(NOT_TEXT, name, "drop", number)
        elif is_extending and name not in inherited:
            text = "there is no inherited rule “{name}” to drop"
            yield unknown("unknown-drop", text, name, inherited, "drop", number)


def _refused(worded: Wording, value: Any, *path: str | int) -> Fault:
    return Fault(worded.code, worded.text, path, shown(value), worded.allowed)


def read_chain(path: str | PathLike[str]) -> Chain:
    """A model file with all that it extends.

    Raises:
        InputError: one of the files cannot be read, is no model, or extends itself in the end.
    """
    documents = [_model_document(fspath(path))]
    while isinstance(parent := documents[-1].content.get("extends"), str):
        documents.append(_parent(documents, parent))
    return Chain(tuple(documents))


def _model_document(file: str) -> Origin:
    document = read_document(file)
    require_kind("model", document)
    return document


def _parent(documents: list[Origin], name: str) -> Origin:
    """The file that the last of `documents` extends."""
    child = documents[-1]
    file = str(FilePath(child.file).parent / name)
    if fault := _endless(documents, file):
        raise InputError(child.located([replace(fault, path=("extends",), value=name)]))
    try:
        return _model_document(file)
    except InputError as error:
        if error.faults[0].code not in _NOT_THERE:
            raise
    near = nearest_file(file)
    fault = Fault(
        "missing-parent",
        "the file that this one extends is not there",
        path=("extends",),
        value=name,
        allowed="the name of a .toml or .json file, as seen from this one",
        suggestion=None if near is None else str(FilePath(name).parent / near),
    )
    raise InputError(child.located([fault])) from None


def _endless(documents: list[Origin], file: str) -> Fault | None:
    chain = [*(document.file for document in documents), file]
    if realpath(file) in {realpath(document.file) for document in documents}:
        return Fault(
            "extends-circle",
            "these files extend each other in a circle: {chain}",
            allowed="a file that does not extend this one",
            details={"chain": " → ".join(FilePath(one).name for one in chain)},
        )
    if len(documents) == LONGEST_CHAIN:
        return Fault(
            "extends-too-long",
            "too many files extend each other",
            allowed="at most {number} files",
            details={"number": str(LONGEST_CHAIN)},
        )
    return None
