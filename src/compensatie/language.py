# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The languages that people read: English as written in the code, Dutch from a gettext catalogue.

The catalogues `catalogue/*.nl.po` are read as they are (no compiled copy is kept), so that any
gettext editor works on them and nothing has to be built.
"""

from __future__ import annotations

import os
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Literal, get_args

Language = Literal["nl", "en"]
"""The languages in which the program speaks."""

LANGUAGES: tuple[Language, ...] = get_args(Language)


def preferred_language(environment: dict[str, str] | None = None) -> Language:
    """The language of the user's locale: Dutch where it says so, else English."""
    variables = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE", "LANG"):
        if value := variables.get(name):
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


def translate(text: str, language: Language) -> str:
    """`text` in `language`; English where the catalogue does not have it."""
    return text if language == "en" else catalogue(language).get(text, text)


@cache
def catalogue(language: Language) -> dict[str, str]:
    """Every translated text of one language, by its English text."""
    from babel.messages.pofile import read_po

    found: dict[str, str] = {}
    for file in sorted((files("compensatie") / "catalogue").iterdir(), key=lambda at: at.name):
        if file.name.endswith(f"{language}.po"):
            for message in read_po(BytesIO(file.read_bytes()), locale=language):
                if isinstance(message.id, str) and isinstance(message.string, str):
                    found[message.id] = message.string
    return {text: translated for text, translated in found.items() if text and translated}
