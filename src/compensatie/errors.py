# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What can go wrong, as types.

```
CompensatieError
├── InputError      the files or the call are wrong; carries every fault found, not only the first
│   └── MissingFactError a figure that a rule needs is not in the instance
├── SolverError     the solver is not there, or broke down
└── InternalError   our own exact check disagrees with the solver: a bug of ours or of the solver
```

Infeasible, and stopped at a limit, are answers: see `compensatie.engine.outcome.Status`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from compensatie.language import Language, translate

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file or a call: what, where, and what to do."""

    code: str
    """Stable name of this kind of mistake, the same in every language."""
    text: str
    """What is wrong, in English, with `{named}` places for `details`; Dutch is in the catalogue."""
    path: Path = ()
    """Keys and positions from the top of the file to the value."""
    value: str | None = None
    """The value found, as it was written."""
    allowed: str | None = None
    """What may stand there, in English, with places for `details`."""
    suggestion: str | None = None
    """The nearest thing that would be right."""
    details: Mapping[str, str] = field(default_factory=dict)
    """What fills the places of `text` and `allowed`."""
    file: str | None = None
    """The file, as it was named in the call."""
    line: str | None = None
    """Line, or sheet and cell, where it can be had."""
    record: str | None = None
    """The record (measure, rule, province …) that holds the value."""

    @property
    def field_name(self) -> str | None:
        """The value's name inside its record, dotted: `costs[0].once`."""
        return dotted(self.path) or None

    def at(self, *prefix: str | int) -> Fault:
        """The same fault, seen from `prefix` levels higher in the file."""
        return replace(self, path=(*prefix, *self.path))

    def message(self, language: Language = "en") -> str:
        """What is wrong, as a sentence."""
        return translate(self.text, language).format_map(_Places(self.details))

    def allowed_message(self, language: Language = "en") -> str | None:
        """What may stand there, as words."""
        if self.allowed is None:
            return None
        return translate(self.allowed, language).format_map(_Places(self.details))


class _Places(dict[str, str]):
    """Keeps a place as it is where no detail fills it, so that a message never fails."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def dotted(path: Iterable[str | int]) -> str:
    """A path as people write it: `measures[2].size.min`."""
    text = ""
    for step in path:
        text += f"[{step}]" if isinstance(step, int) else f".{step}" if text else step
    return text


class CompensatieError(Exception):
    """Anything that this program reports as an error."""


class InputError(CompensatieError):
    """The files or the call are wrong; `faults` holds all that was found."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self._line(fault) for fault in self.faults))

    @staticmethod
    def _line(fault: Fault) -> str:
        file = ":".join(part for part in (fault.file, fault.line) if part)
        place = " ".join(part for part in (fault.record, fault.field_name) if part)
        line = ": ".join(part for part in (file, place, fault.message()) if part)
        if fault.allowed is not None:
            line += f"; allowed: {fault.allowed_message()}"
        if fault.suggestion is not None:
            line += f"; did you mean {fault.suggestion}?"
        if line.isprintable():
            return line
        # A traceback prints names as they are; what a terminal would obey is written out.
        return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in line)


class MissingFactError(InputError):
    """A figure that a rule needs is unknown: the instance does not give it for that year."""

    def __init__(self, text: str, path: Path = (), **details: str) -> None:
        super().__init__([Fault("missing-fact", text, path=path, details=details)])


class SolverError(CompensatieError):
    """The solver is not installed, refuses the programme, or broke down."""


class InternalError(CompensatieError):
    """Our own exact check disagrees with what was reported: a bug; please tell us."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that is allowed but that people should know of."""

    code: str
    """Stable name of this kind of notice."""
    text: str
    """The sentence in English, with `{named}` places for `details`."""
    details: Mapping[str, str] = field(default_factory=dict)
    """What fills the places."""
    record: str | None = None
    """The record that it is about."""

    def message(self, language: Language = "en") -> str:
        """The notice as a sentence."""
        return translate(self.text, language).format_map(_Places(self.details))
