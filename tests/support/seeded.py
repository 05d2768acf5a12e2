# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Cases by number: the same number makes the same case on every machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from random import Random

from tests.support.aimed import aimed
from tests.support.dice import Dice
from tests.support.drawn_case import Case, drawn_case

IS_NIGHTLY = os.environ.get("COMPENSATIE_NIGHTLY") == "1"
"""Whether the whole of every drawn set runs, and not a tenth."""


def seeds(whole: int) -> range:
    """The numbers of a drawn set: all of them by night, every tenth by day."""
    return range(whole) if IS_NIGHTLY else range(1, whole, 10)


def seeded_case(seed: int, family: str, others: Sequence[str] | None = None) -> Case:
    """The case of a number: its first rule is of `family`, more may be of any of `others`."""
    dice = Dice(Random(seed))
    case = drawn_case(dice, family, others)
    return aimed(dice, case) if dice.chance(90) else case
