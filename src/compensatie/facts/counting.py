# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How a model counts jobs and values money: the readings that turn facts into figures."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from compensatie.facts.numbers import Count, NonNegative
from compensatie.facts.record import Table


class Counting(Table):
    """How jobs are counted."""

    basis: Literal["posts", "filled"] = "posts"
    """Posts (formatie), or filled posts (bezetting): changes and measures then by fill rate."""
    hub_factor: NonNegative = Decimal(1)
    """Jobs counted for each fte that uses a hub workplace; no official definition exists."""


class Valuation(Table):
    """How money of different years is added."""

    discount_rate: NonNegative = Decimal(0)
    """Share a year by which later money counts less: 0.0225 is 2.25 %."""
    continue_years: Count = 0
    """Years after the horizon in which the last year's yearly cost goes on."""
