# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From the content of a file to facts or policy, or to all that is wrong with it, together.

Whether records fit together can only be asked of records that are each well formed. So that one
slip does not hide the others, what is refused is left out and the rest is asked all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from compensatie.errors import Fault, InputError
from compensatie.facts.province import folded, official_names
from compensatie.files.document import Origin
from compensatie.files.explanation import faults
from compensatie.files.mending import Mending
from compensatie.files.refusals import Refusal, refusals

Validated = TypeVar("Validated", bound=BaseModel)

_NAMES = {
    "provinces": ("code", "name", "also"),
    "measures": ("id",),
    "resources": ("id",),
    "scenarios": ("id",),
}
_DANGLING = {
    "unknown-province": "provinces",
    "unknown-measure": "measures",
    "unknown-resource": "resources",
    "unknown-scenario": "scenarios",
    "unknown-source": "sources",
}
_OF_ALL_SCENARIOS = ("probability-missing", "probabilities-not-one")


def validated(cls: type[Validated], origin: Origin) -> Validated:
    """The content of files as facts or policy.

    Raises:
        InputError: with every fault of every record, located.
    """
    content = origin.content
    try:
        return cls.model_validate(content, by_alias=True, by_name=False)
    except InputError as error:
        found = list(error.faults)
    except ValidationError as error:
        refused = refusals(error, content)
        found = faults(refused, cls, content)
        found += _between_records(cls, content, refused)
    raise InputError(origin.located(found))


def _between_records(cls: type[BaseModel], content: Any, refused: list[Refusal]) -> Iterator[Fault]:
    """The faults between records, asked of what is left without all that is refused."""
    mending = Mending(cls, content)
    context = {"known": names(content)}
    while refused and not mending.is_hopeless:
        mending.take_out(refusal.path for refusal in refused)
        remaining = mending.content()
        refused = []
        try:
            cls.model_validate(remaining, by_alias=True, by_name=False, context=context)
        except InputError as error:
            yield from _genuine(error, content, mending)
        except ValidationError as error:
            refused = refusals(error, remaining)


def _genuine(error: InputError, content: Any, mending: Mending) -> Iterator[Fault]:
    """The faults that do not only follow from what was taken out."""
    moot = {code for code in _DANGLING if _is_blind(code, content)}
    if mending.touches("scenarios"):
        moot.update(_OF_ALL_SCENARIOS)
    for fault in error.faults:
        path = mending.original(fault.path)
        if fault.code not in moot and not mending.is_ours(path):
            yield replace(fault, path=path)


def _is_blind(code: str, content: Any) -> bool:
    """Whether a name may be dangling only because the record that has it cannot be read."""
    collection = _DANGLING[code]
    if collection not in _NAMES:
        return not isinstance(content.get(collection, {}), Mapping)
    records = content.get(collection, [])
    if not isinstance(records, list) or (collection == "provinces" and not records):
        return True
    return any(not list(_own_names(collection, record)) for record in records)


def names(content: Any) -> dict[str, set[str]]:
    """Every name that the records of an instance go by, well formed or not, by kind of record."""
    found = {
        collection: {
            name
            for record in _records(content, collection)
            for name in _own_names(collection, record)
        }
        for collection in _NAMES
    }
    folds = {folded(name) for name in found["provinces"]}
    found["provinces"].update(*(known for known in official_names() if known & folds))
    sources = content.get("sources")
    found["sources"] = set(sources) if isinstance(sources, Mapping) else set()
    return found


def _records(content: Any, collection: str) -> list[Any]:
    records = content.get(collection)
    return records if isinstance(records, list) else []


def _own_names(collection: str, record: Any) -> Iterator[str]:
    for key in _NAMES.get(collection, ()) if isinstance(record, Mapping) else ():
        value = record.get(key)
        for name in value if isinstance(value, list) else [value]:
            if isinstance(name, str) and name:
                yield name
