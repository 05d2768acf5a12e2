# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Cases by number: the same number makes the same case on every machine."""

from __future__ import annotations

import os
from random import Random

from compensatie.policy import families
from tests.support.aimed import aimed
from tests.support.dice import Dice
from tests.support.drawn_case import Case, drawn_case

IS_NIGHTLY = os.environ.get("COMPENSATIE_NIGHTLY") == "1"
"""Whether the whole of every drawn set runs, and not a tenth."""


def seeds(whole: int) -> range:
    """The numbers of a drawn set: all of them by night, the first tenth by day."""
    return range(whole if IS_NIGHTLY else whole // 10)


def seeded_case(seed: int, family: str | None = None) -> Case:
    """The case of a number; its first rule is of `family`, or of each family in turn."""
    every = sorted(families())
    dice = Dice(Random(seed))
    case = drawn_case(dice, [family or every[seed % len(every)]])
    return aimed(dice, case) if dice.chance(90) else case
