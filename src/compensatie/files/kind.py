# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Which kind of file it is: an instance, a model or a package."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from compensatie.errors import Fault, InputError
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.files.document import Origin
from compensatie.files.shape import keys_of
from compensatie.files.syntax import Content
from compensatie.files.wording import Wording
from compensatie.policy import Model

FileKind = Literal["instance", "model", "package"]
"""What a file is about."""

SHARED = frozenset({"format", "name", "title"})
"""The keys at the top that every kind of file may have."""
KEYS: Mapping[FileKind, frozenset[str]] = {
    "instance": frozenset(keys_of(Instance)) - SHARED,
    "model": frozenset((*keys_of(Model), "extends", "drop")) - SHARED,
    "package": frozenset(keys_of(Package)) - SHARED,
}
"""The keys at the top of a file that only one kind of file has."""
_TOLD: Mapping[FileKind, Wording] = {
    "instance": Wording(
        "wrong-kind", "this file is an instance", "an instance: a file with provinces and measures"
    ),
    "model": Wording(
        "wrong-kind", "this file is a model", "a model: a file with an objective and rules"
    ),
    "package": Wording("wrong-kind", "this file is a package", "a package: a file with choices"),
}


def kinds_of(content: Content) -> Iterator[FileKind]:
    """The kinds of file whose keys stand at the top."""
    return (kind for kind, keys in KEYS.items() if keys & content.keys())


def require_kind(kind: FileKind, origin: Origin) -> None:
    """Refuses a file that is clearly of another kind.

    Raises:
        InputError: it has keys of another kind only.
    """
    found = list(kinds_of(origin.content))
    if len(found) == 1 and found[0] != kind:
        fault = Fault("wrong-kind", _TOLD[found[0]].text, allowed=_TOLD[kind].allowed)
        raise InputError(origin.located([fault]))
