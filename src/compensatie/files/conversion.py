# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The same facts, policy or package in another notation; nothing is lost, merged or rounded."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from os import PathLike, fspath
from os.path import realpath
from pathlib import Path as FilePath
from typing import Any, Literal

from compensatie.errors import Fault, InputError, InternalError, Notice, Path
from compensatie.files.aside import write_bytes
from compensatie.files.document import Document, FileDocument, read_document
from compensatie.files.instance import load_instance
from compensatie.files.kind import KEYS, FileKind, kinds_of
from compensatie.files.model import load_model
from compensatie.files.notation import written
from compensatie.files.package import load_package
from compensatie.files.schema import CLASSES
from compensatie.files.shape import kinds_at
from compensatie.files.source import Notation, Source, is_workbook, notation_of
from compensatie.files.syntax import Content, parsed

_TEXT_OR_COMMENT = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"{3,5}'
    r"|'''(?:[^']|'(?!''))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|(?P<comment>\#)",
    re.DOTALL,
)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Conversion:
    """What converting a file came to."""

    kind: FileKind
    """What the file is about."""
    source: str
    """The file that was read, as it was named in the call."""
    target: str
    """The file that was written."""
    notices: tuple[Notice, ...]
    """What people should know: what the new file cannot hold."""


def convert(source: str | PathLike[str], target: str | PathLike[str]) -> Conversion:
    """Writes an instance, model or package file in the notation of another ending.

    The file is validated first. Exact decimals, dates, texts, the order of records and every key
    stay; comments do not. A model that extends another still does: it is not merged. The key
    `extends` stays as it is written, and is read as seen from the new file. Only an instance can
    be a workbook.

    Args:
        source: The file to read, .toml, .json or .xlsx.
        target: The file to write, likewise; one that is there is replaced.

    Raises:
        InputError: the file is not well formed, is the target itself, holds what the new file
            cannot hold, or cannot be written.
        InternalError: what would be written does not say the same; nothing is written.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as folder:
        ...     converted = convert("instances/klein.toml", f"{folder}/klein.json")
        >>> converted.kind, [notice.code for notice in converted.notices]
        ('instance', ['comments-lost'])
    """
    notation = "xlsx" if is_workbook(target) else notation_of(fspath(target))
    document = read_document(source)
    if realpath(source) == realpath(target):
        raise InputError([_onto_itself(fspath(target))])
    kind = _kind(document)
    _LOADERS[kind](source)
    write_bytes(target, _bytes(document, kind, notation))
    notices = (*document.notices, *_notices(document, fspath(target)))
    return Conversion(kind, document.file, fspath(target), notices)


def _bytes(document: FileDocument, kind: FileKind, notation: Notation | Literal["xlsx"]) -> bytes:
    """The new file, read back once to see that it says the same."""
    if notation != "xlsx":
        content = _dated(document.content, kind, notation)
        body = written(content, notation)
        _require_same(document, content, body, notation)
        return body.encode()
    if kind != "instance":
        text = "only an instance can be a workbook"
        fault = Fault("not-a-workbook", text, value=kind, allowed="a target in .toml or .json")
        raise InputError([fault])
    from compensatie.files.workbook.keeping import kept

    return kept(document, _dated(document.content, kind, "toml"))


_LOADERS: Mapping[FileKind, Any] = {
    "instance": load_instance,
    "model": load_model,
    "package": load_package,
}


def _onto_itself(file: str) -> Fault:
    return Fault(
        "onto-itself",
        "this is the file that is read: it is not overwritten",
        value=file,
        allowed="the name of another file",
        file=file,
    )


def _kind(document: FileDocument) -> FileKind:
    """The kind of file that most of its keys belong to."""
    found = list(kinds_of(document.content))
    if not found:
        fault = Fault(
            "unclear-kind",
            "this file does not tell whether it is an instance, a model or a package",
            allowed="a file with provinces, with rules or an objective, or with choices",
        )
        raise InputError(document.located([fault]))
    return max(found, key=lambda kind: len(KEYS[kind] & document.content.keys()))


def _dated(content: Content, kind: FileKind, notation: Notation) -> Content:
    """The content with its dates as the notation has them: JSON knows them as text only."""

    def dated(value: Any, path: Path) -> Any:
        if isinstance(value, Mapping):
            return {key: dated(item, (*path, key)) for key, item in value.items()}
        if isinstance(value, list):
            return [dated(item, (*path, at)) for at, item in enumerate(value)]
        if isinstance(value, datetime.datetime):
            return value.date()
        is_written = isinstance(value, str) and _ISO_DATE.fullmatch(value)
        if notation == "toml" and is_written and _is_day(content, kind, path):
            return datetime.date.fromisoformat(value)
        return value

    return dict(dated(content, ()))


def _is_day(content: Content, kind: FileKind, path: Path) -> bool:
    return datetime.date in kinds_at(CLASSES[kind], content, path)


def _require_same(document: FileDocument, content: Content, text: str, notation: Notation) -> None:
    """Reads what is to be written back.

    Raises:
        InternalError: it does not say the same, to the last digit.
    """
    again = parsed(Source(document.file, notation, text, ""))
    if _comparable(again) != _comparable(content):
        raise InternalError(f"{document.file} would not survive its conversion")


def _comparable(value: Any) -> Any:
    """Content as it can be compared over notations: dates as text, `null` as left out."""
    if isinstance(value, Mapping):
        return {key: _comparable(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_comparable(item) for item in value]
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value if isinstance(value, str | bool) else ("number", str(value))


def _notices(document: FileDocument, target: str) -> Iterator[Notice]:
    if isinstance(document, Document) and _has_comments(document.source):
        text = "the comments of {file} are not in the new file"
        yield Notice("comments-lost", text, {"file": document.file})
    parent = document.content.get("extends")
    if isinstance(parent, str) and not (FilePath(target).parent / parent).is_file():
        text = "the new file extends {parent}, which is not there as seen from its folder"
        yield Notice("parent-elsewhere", text, {"parent": parent})


def _has_comments(source: Source) -> bool:
    if source.notation == "json":
        return False
    return any(found["comment"] for found in _TEXT_OR_COMMENT.finditer(source.text))
