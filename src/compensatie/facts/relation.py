# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Facts about how measures go together: they hold under every model."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from compensatie.facts.numbers import Count
from compensatie.facts.record import Name, Record

_PAIR = {"requires", "excludes"}
_COUNTED = {"at-most", "at-least"}


class Relation(Record):
    """A condition between measures."""

    kind: Literal["requires", "excludes", "together", "at-most", "at-least"]
    """requires: `on` starts no later than `measure`. excludes: not both. together: all or none.
    at-most, at-least: how many of `measures` are chosen."""
    measure: Name | None = None
    """The measure that requires or excludes another."""
    on: Name | None = None
    """The measure that is required or excluded."""
    measures: Annotated[tuple[Name, ...], Field()] = ()
    """The measures that go together, or of which at most or at least `count` are chosen."""
    count: Count | None = None
    """How many (at-most and at-least)."""

    @model_validator(mode="after")
    def _is_complete(self) -> Relation:
        pair, counted = self.kind in _PAIR, self.kind in _COUNTED
        given = {
            "measure": self.measure is not None,
            "on": self.on is not None,
            "measures": bool(self.measures),
            "count": self.count is not None,
        }
        needed = {"measure": pair, "on": pair, "measures": not pair, "count": counted}
        for name, wanted in needed.items():
            if given[name] != wanted:
                code = "relation-lacks" if wanted else "relation-has"
                text = (
                    "a relation of this kind needs {name}"
                    if wanted
                    else ("a relation of this kind has no {name}")
                )
                raise PydanticCustomError(code, text, {"name": name})
        return self

    @property
    def members(self) -> tuple[str, ...]:
        """Every measure that it speaks of."""
        pair = (self.measure, self.on) if self.kind in _PAIR else self.measures
        return tuple(name for name in pair if name is not None)
