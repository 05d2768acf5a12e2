# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The answers under each reading as a table for notebooks; exact figures stay in the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from compensatie.studies.definitions import Answered, Definitions

KEYS = ("basis", "hub_factor", "national", "base_year", "by")
"""Columns of what a reading fills in otherwise; empty where it is as in the model."""


def definition_frame(found: Definitions) -> pd.DataFrame:
    """One line for each reading, the model's own first."""
    import pandas as pd

    columns = (*KEYS, "status", "objective", "cost", "extra_cost", "measures", "given_met")
    lines = [_line(one, found) for one in found.every]
    return pd.DataFrame(lines, columns=list(columns))


def _line(one: Answered, found: Definitions) -> list[object]:
    filled: dict[str, str] = {key: str(value) for key, value in one.reading.values}
    figures: list[object] = [None] * 3
    if one.criteria is not None:
        own = one.criteria
        figures = [float(own.value), float(own.cost), own.measures]
    extra = found.extra_cost(one)
    return [
        *(filled.get(key) for key in KEYS),
        str(one.status),
        *figures[:2],
        None if extra is None else float(extra),
        figures[2],
        None if one.given is None else one.given.met,
    ]
