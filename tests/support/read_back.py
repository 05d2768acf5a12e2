# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Figures in sentences, read back as their reader reads them."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction

Said = list[tuple[str, dict[str, str], str]]
"""Sentences that were said: the text, its places, and what it came to."""


def number(text: str, language: str) -> Fraction:
    """The one number in a place."""
    thousands, decimals = (".", ",") if language == "nl" else (",", ".")
    (found,) = re.findall(r"\d[\d.,]*", text)
    size = Fraction(Decimal(found.rstrip(".,").replace(thousands, "").replace(decimals, ".")))
    return -size if "-" in text else size


def is_as_shown(shown: Fraction, exact: Fraction) -> bool:
    """Whether a number is an exact figure, rounded as it is shown: to a tenth, a cent or finer."""
    return any(shown == round(exact * 10**digits) / Fraction(10**digits) for digits in range(1, 7))


def is_enough(shown: Fraction, exact: Fraction, step: Fraction) -> bool:
    """Whether a number is an exact figure, rounded up to a step."""
    return exact <= shown < exact + step
