# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Many futures as tables for notebooks; the exact figures stay in the records."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from compensatie.studies.ensemble import Ensemble


def draw_frame(found: Ensemble) -> pd.DataFrame:
    """One line for each draw."""
    columns = ["draw", *found.names, "status", "objective", "cost", "measures", "reason"]
    lines = [
        [
            number,
            *map(float, found.point(number)),
            str(one.status),
            None if one.worth is None else float(one.worth.objective),
            None if one.worth is None else float(one.worth.cost),
            None if one.worth is None else len(one.choices),
            one.reason,
        ]
        for number, one in found.drawn.items()
    ]
    return _frame(columns, lines)


def measure_frame(found: Ensemble) -> pd.DataFrame:
    """One line for each measure."""
    columns = ["measure", "chosen", "of", "share", "least", "middle", "most"]
    lines = []
    for one in found.measures_chosen:
        sizes = one.sizes
        size = [None] * 3 if sizes is None else [sizes.least, sizes.middle, sizes.most]
        share = one.chosen / one.of if one.of else None
        lines.append([one.measure, one.chosen, one.of, share, *map(_float, size)])
    return _frame(columns, lines)


def held_frame(found: Ensemble) -> pd.DataFrame:
    """One line for each draw and given package."""
    columns = ["draw", "package", "met", "objective", "cost"]
    lines = [
        [number, label, held.met, float(held.worth.objective), float(held.worth.cost)]
        for number in found.drawn
        for label, held in found.held(number).items()
    ]
    return _frame(columns, lines)


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _frame(columns: list[str], lines: list[Any]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(lines, columns=columns)
