# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How a command was called, as far as it must be known before its options are parsed.

A call that cannot be parsed is answered too, in its own language, and as JSON where it asked so.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from compensatie.language import LANGUAGES, Language, preferred_language
from compensatie.reports.reader import Reader

LANGUAGE_OPTION = "--lang"
JSON_OPTION = "--json"


@dataclass(frozen=True, slots=True)
class Call:
    """How a command was called."""

    language: Language
    """The language to answer in."""
    wants_json: bool
    """Whether the answer is one JSON document."""
    command: str | None
    """The command, where it is one."""

    @property
    def reader(self) -> Reader:
        """Who reads the answer."""
        return Reader(self.language)


def heard(arguments: Sequence[str], commands: Collection[str]) -> Call:
    """What a call says of itself."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    named = (argument for argument in arguments if argument in commands)
    return Call(_language(options), JSON_OPTION in options, next(named, None))


def _language(options: Sequence[str]) -> Language:
    """The language that is asked for last, or else the one of the user's locale."""
    asked: str | None = None
    for option, following in pairwise([*options, ""]):
        if option == LANGUAGE_OPTION:
            asked = following
        elif option.startswith(f"{LANGUAGE_OPTION}="):
            asked = option.partition("=")[2]
    return next((one for one in LANGUAGES if one == asked), None) or preferred_language()
