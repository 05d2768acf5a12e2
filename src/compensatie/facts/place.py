# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where a row of a rule, and the finding about it, stand."""

from __future__ import annotations

from typing import Literal, NamedTuple

Sense = Literal["<=", ">="]
"""What is measured must be at most, or at least, the bound."""


class Place(NamedTuple):
    """Which row of its rule; what does not apply is None."""

    scenario: str | None = None
    province: str | None = None
    year: int | None = None
    side: Literal["lower", "upper"] | None = None
    item: str | None = None
