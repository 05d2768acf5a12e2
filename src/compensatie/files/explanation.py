# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From what validation refuses to faults: what is wrong, what may stand there, what was meant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from difflib import get_close_matches
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core.core_schema import ErrorType

from compensatie.errors import Fault, Path
from compensatie.facts.series import Series
from compensatie.files import wording
from compensatie.files.meant import date_meant, number_meant
from compensatie.files.notation import inline
from compensatie.files.refusals import Refusal
from compensatie.files.shape import keys_of, tables_at
from compensatie.files.tree import follow
from compensatie.files.wording import ALLOWED, WORDINGS, Wording, sentence
from compensatie.policy import families

Told = tuple[Wording, dict[str, str]]
"""The words for a refusal, and what fills their places."""

_BUILT_IN = frozenset(get_args(ErrorType))
_LONGEST = 200
_MOST_ITEMS = 12
_EXAMPLE = "{ 2022 = 2976, 2026 = 3023 }"


def faults(refusals: Iterable[Refusal], cls: type[BaseModel], content: Any) -> list[Fault]:
    """A fault for each refusal, once; a key that is misspelt is not called missing as well."""
    found = [_fault(refusal, cls, content) for refusal in refusals]
    meant = {(*one.path[:-1], one.suggestion) for one in found if one.code == "unknown-key"}
    unique = {
        (fault.code, fault.path): fault
        for fault in found
        if fault.code != "missing-key" or fault.path not in meant
    }
    return list(unique.values())


def _fault(refusal: Refusal, cls: type[BaseModel], content: Any) -> Fault:
    is_key = refusal.is_key or refusal.kind == "extra_forbidden"
    value = refusal.path[-1] if is_key else follow(content, refusal.path)
    worded, details = _told(refusal, cls, content, value)
    return Fault(
        worded.code,
        worded.text,
        path=refusal.path,
        value=shown(value),
        allowed=worded.allowed,
        suggestion=_suggestion(worded.code, value, details),
        details=details,
    )


def _told(refusal: Refusal, cls: type[BaseModel], content: Any, value: Any) -> Told:
    place = refusal.path
    if place == ("format",) and refusal.kind != "missing":
        return wording.UNKNOWN_FORMAT, {}
    if refusal.kind == "extra_forbidden":
        return _unknown_key(str(place[-1]), tables_at(cls, content, place[:-1]), content, place)
    if refusal.kind in ("model_type", "model_attributes_type", "dict_type", "mapping_type"):
        return _not_a_table(tables_at(cls, content, place))
    if refusal.kind == "wrong_length":
        return wording.WRONG_LENGTH, {"number": str(refusal.context["number"])}
    if refusal.kind in ("tuple_type", "list_type") and isinstance(value, Mapping):
        return wording.TABLE_FOR_LIST, {"name": str(place[-1])}
    if refusal.kind in ("literal_error", "union_tag_invalid"):
        return _unknown_word(refusal, value)
    if refusal.kind in ("missing", "union_tag_not_found"):
        return wording.MISSING, {"name": str(place[-1])}
    return _plain(refusal)


def _unknown_key(name: str, tables: list[type[BaseModel]], content: Any, place: Path) -> Told:
    record = follow(content, place[:-1])
    names = [key for table in tables[:1] for key in keys_of(table)]
    free = [key for key in names if key not in record]
    return WORDINGS["extra_forbidden"], {"name": name, "names": ", ".join(free or names)}


def _not_a_table(tables: list[type[BaseModel]]) -> Told:
    if not tables:
        return wording.NOT_NAMED, {}
    if issubclass(tables[0], Series):
        return wording.NOT_A_SERIES, {"example": _EXAMPLE}
    names = [key for key in keys_of(tables[0]) if all(key in keys_of(one) for one in tables)]
    return wording.NOT_A_TABLE, {"names": ", ".join(names)}


def _unknown_word(refusal: Refusal, value: Any) -> Told:
    details = {"value": shown(value) or "", "names": ", ".join(_words(refusal))}
    if refusal.kind == "union_tag_invalid":
        return wording.UNKNOWN_FAMILY, details
    return wording.NOT_A_WORD_OR_LIST if refusal.is_alternative else wording.UNKNOWN_WORD, details


def _words(refusal: Refusal) -> list[str]:
    if refusal.kind == "union_tag_invalid":
        return list(families())
    return re.findall(r"'([^']*)'", str(refusal.context.get("expected", "")))


def _plain(refusal: Refusal) -> Told:
    details = {key: str(value) for key, value in refusal.context.items()}
    if refusal.kind in WORDINGS:
        return WORDINGS[refusal.kind], details
    if refusal.kind in _BUILT_IN:
        return wording.UNCLEAR, {}
    allowed = "one of: {names}" if "names" in details else ALLOWED.get(refusal.kind)
    return Wording(refusal.kind, sentence(refusal.message, details), allowed), details


def _suggestion(code: str, value: Any, details: Mapping[str, str]) -> str | None:
    if code in _MEANT:
        return _MEANT[code](value)
    near = nearest(value, details["names"].split(", ")) if "names" in details else None
    return _as_list(value) if code == "not-a-word-or-list" and near is None else near


def _number(value: Any) -> str | None:
    return number_meant(value) if isinstance(value, str) else None


def _date(value: Any) -> str | None:
    return date_meant(value) if isinstance(value, str) else None


def _year(value: Any) -> str | None:
    return value if isinstance(value, str) and re.fullmatch(r"[12]\d{3}", value) else None


def _share(value: Any) -> str | None:
    """A percentage as a share; 1.2 is more likely a slip than 1.2 %."""
    is_percentage = isinstance(value, int | Decimal) and 2 <= value <= 100
    return f"{Decimal(value) / 100:f}" if is_percentage else None


def _as_list(value: Any) -> str | None:
    return None if isinstance(value, Mapping) or value is None else inline([value])


_MEANT: Mapping[str, Callable[[Any], str | None]] = {
    "not-a-number": _number,
    "not-a-date": _date,
    "not-a-year": _year,
    "not-a-share": _share,
    "not-a-list": _as_list,
}


def nearest(word: Any, names: Iterable[str]) -> str | None:
    """The name that is most like a word, whatever its capitals; None where none is."""
    if not isinstance(word, str):
        return None
    by_fold = {name.casefold(): name for name in names}
    near = get_close_matches(word[:_LONGEST].casefold(), by_fold, n=1)
    return by_fold[near[0]] if near else None


def shown(value: Any) -> str | None:
    """A value as files write it; None for what is not there, and for what is long."""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    if isinstance(value, Mapping | list):
        items = value.values() if isinstance(value, Mapping) else value
        if len(value) > _MOST_ITEMS or any(isinstance(item, Mapping | list) for item in items):
            return None
    text = None if value is None else inline(value)
    return text if text is not None and len(text) <= _LONGEST else None
