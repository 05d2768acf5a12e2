# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Names come from files that anyone may have made: shown, they must not command anything."""

from __future__ import annotations

LONGEST = 80
"""Characters of a name that are shown; what is longer is cut."""
_BLANKS = "\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"


def inert(text: str) -> str:
    r"""`text` with its control, direction and invisible characters written out, as `\x1b`."""
    if text.isprintable():
        return text
    return "".join(one if one.isprintable() or one in _BLANKS else _written(one) for one in text)


def _written(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def shortened(text: str, longest: int = LONGEST) -> str:
    """`text`, inert, and cut where it is longer than people want to read."""
    # What is far too long is cut first: writing out could make it longer still.
    shown = inert(text[: longest + 1])
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"
