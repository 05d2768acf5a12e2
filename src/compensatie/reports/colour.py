# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Colours of a theme, and how well one can be read on another (WCAG 2.2, contrast ratio)."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

_HEXADECIMAL = re.compile(r"#[0-9a-fA-F]{6}")


def _colour(text: str) -> str:
    if not _HEXADECIMAL.fullmatch(text):
        raise PydanticCustomError("not-a-colour", "this is not a colour")
    return text


Colour = Annotated[str, AfterValidator(_colour)]
"""Red, green and blue in hexadecimal, such as #154273."""


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours: 1 where they are equally bright, 21 for black on white.

    Example:
        >>> contrast("#000000", "#ffffff")
        21.0
    """
    bright, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """A channel as light: what screens are sent is not proportional to it."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
