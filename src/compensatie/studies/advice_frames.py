# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The advice as tables for notebooks; the exact figures stay in the records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from compensatie.studies.advice import Advice


def advice_frame(found: Advice) -> pd.DataFrame:
    """One line for each scenario."""
    columns = ("scenario", "opinion", "status", "measures", "missed_rule", "shortfall")
    lines = []
    for one in found.scenarios:
        worst = one.worst
        status = None if one.status is None else str(one.status)
        missed = (None, None) if worst is None else (worst.rule, float(worst.shortfall))
        lines.append(
            [one.scenario, str(one.opinion), status, len(one.package.choices), *missed],
        )
    return _frame(columns, lines)


def decision_frame(found: Advice) -> pd.DataFrame:
    """One line for each decision and province that it takes posts from, or brings them to."""
    columns = ("kind", "decision", "scenarios", "posts", "duty", "province", "net")
    lines: list[list[object]] = []
    for one in found.decisions:
        head = [one.kind, one.name, ", ".join(one.scenarios)]
        own = [float(one.movement.posts), str(one.duty)]
        ends = one.movement.net()
        lines += [[*head, *own, code, float(posts)] for code, posts in ends]
        if not ends:
            lines.append([*head, *own, None, 0.0])
    return _frame(columns, lines)


def cumulative_frame(found: Advice) -> pd.DataFrame:
    """One line for each scenario and province."""
    columns = (
        *("scenario", "province", "attention", "changes", "measures", "total"),
        *("lowest", "lowest_year"),
    )
    lines = [
        [
            *(one.scenario, one.province, one.has_attention),
            *map(float, (one.changes, one.measures, one.total, one.lowest)),
            one.lowest_year,
        ]
        for one in found.cumulative
    ]
    return _frame(columns, lines)


def _frame(columns: tuple[str, ...], lines: list[list[object]]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(lines, columns=list(columns))
