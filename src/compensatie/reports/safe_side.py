# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Figures of what just holds, rounded to the side on which it does hold."""

from __future__ import annotations

from fractions import Fraction
from math import ceil, floor

from compensatie.reports.speaker import Speaker

STEPS = (10**3, 10**6, 10**9)
"""One tenth of a per cent; finer where that would say nothing."""


def down(share: Fraction) -> Fraction:
    """No more than it is, to a tenth of a per cent."""
    return next((found for step in STEPS if (found := Fraction(floor(share * step), step))), share)


def up(share: Fraction) -> Fraction:
    """No less than it is, to a tenth of a per cent."""
    return Fraction(ceil(share * STEPS[0]), STEPS[0])


def worth(value: Fraction, speaker: Speaker) -> str:
    """A value of the model's objective, in its unit."""
    if speaker.case.stages[0].objective.unit == "EUR":
        return speaker.reader.money(value)
    return f"{speaker.reader.number(value, decimals=6)} {speaker.unit}"
