# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Two versions of an instance or a model: what changed, and the old one with some of it made.

Records are matched by their id, and figures by their key: a series by year, a table of shares or a
list of names is one figure. What is only there for people, or for other studies, changes no answer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from pydantic import ValidationError

from compensatie.errors import InputError
from compensatie.facts.record import Document, Table
from compensatie.facts.series import Series

Kind = Literal["instance", "model"]
Path = tuple[str, ...]
Version = TypeVar("Version", bound=Document)
DESCRIBING = frozenset(
    {
        *(
            "title",
            "remark",
            "remark_nl",
            "label_nl",
            "source",
            "status",
            "sources",
            "national_source",
            "national_status",
        ),
        *("also", "tile", "place", "uncertainties", "signals", "known_from", "advice"),
    }
)
"""Keys that change no answer wherever they stand."""
FIXED = frozenset({"format", "name"})
"""Keys at the top that change none either, but that every file needs."""


class Branch(dict[str, Any]):
    """A table: what stands under each key."""


class Records(Branch):
    """A list of records, by the name of each."""


class Absent:
    """What stands where a version has nothing."""

    def __repr__(self) -> str:
        return "absent"


ABSENT = Absent()


@dataclass(frozen=True)
class Change:
    """One figure, record or rule that differs between two versions."""

    kind: Kind
    """In which of the two files."""
    path: Path
    """Ids and keys from the top of the file."""
    before: Any
    """What the old version has; ABSENT for nothing."""
    after: Any
    """What the new one has."""

    @property
    def counts(self) -> bool:
        """Whether it can change an answer."""
        return not DESCRIBING & set(self.path) and self.path[0] not in FIXED

    @property
    def is_record(self) -> bool:
        """Whether a whole record or rule came or went."""
        return any(isinstance(one, Branch) and one for one in (self.before, self.after))


def changes_between(kind: Kind, old: Document, new: Document) -> tuple[Change, ...]:
    """Everything that differs, in the order of the files."""
    return tuple(_differences(kind, _tree(old), _tree(new), ()))


def with_changes(old: Version, new: Version, paths: Collection[Path]) -> Version | None:
    """The old version with what the new one has at some places; None where that fits no file."""
    given, source = _tree(old, bare=True), _tree(new, bare=True)
    for path in paths:
        *around, key = path
        place, origin = given, source
        for step in around:
            place, origin = place[step], origin[step]
        if key in origin:
            place[key] = origin[key]
        else:
            del place[key]
    try:
        return type(old).model_validate(_content(given))
    except (ValidationError, InputError):
        return None


def _differences(kind: Kind, old: Branch, new: Branch, path: Path) -> Iterator[Change]:
    for key in dict.fromkeys((*old, *new)):
        before, after = old.get(key, ABSENT), new.get(key, ABSENT)
        if before == after:
            continue
        if _is_kept(before, after):
            yield from _differences(kind, before, after, (*path, key))
        else:
            yield Change(kind, (*path, key), before, after)


def _is_kept(before: Any, after: Any) -> bool:
    """Whether a table or record is there in both versions; a rule of another family is another."""
    if not (isinstance(before, Branch) and isinstance(after, Branch)):
        return False
    return before.get("family") == after.get("family")


def _tree(table: Table, *, bare: bool = False) -> Branch:
    """What a table says, records by name; bare: without what is only there for people."""
    found = Branch()
    for name, field in type(table).model_fields.items():
        key, value = field.alias or name, getattr(table, name)
        if value is not None and not (bare and key in DESCRIBING):
            found[key] = _node(value, bare=bare)
    return found


def _node(value: Any, *, bare: bool) -> Any:
    if isinstance(value, Table):
        return _tree(value, bare=bare)
    if isinstance(value, tuple):
        names = [_name(item) for item in value]
        if all(name is not None for name in names):
            items = zip(names, value, strict=True)
            return Records({str(name): _tree(item, bare=bare) for name, item in items})
    return _plain(value)


def _name(item: Any) -> str | None:
    """What a record is called among its likes; None where it has no name."""
    fields = type(item).model_fields if isinstance(item, Table) else {}
    for key in ("id", "code"):
        if key in fields:
            return str(getattr(item, key))
    for pair in (("province", "sector"), ("payer", "label")):
        if fields.keys() >= set(pair):
            return "/".join(str(getattr(item, key)) for key in pair)
    if fields.keys() >= {"kind", "on", "measures"}:
        words = (item.kind, item.count, item.measure, item.on, *item.measures)
        return " ".join(str(word) for word in words if word is not None)
    return None


def _plain(value: Any) -> Any:
    """A figure as a file has it."""
    if isinstance(value, Series):
        return {str(year): figure for year, figure in value.root.items()}
    if isinstance(value, Table):
        return {key: _plain(item) for key, item in _tree(value).items()}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _content(node: Any) -> Any:
    """The content of a file again."""
    if isinstance(node, Records):
        return [_content(record) for record in node.values()]
    if isinstance(node, Branch):
        return {key: _content(item) for key, item in node.items()}
    return node
