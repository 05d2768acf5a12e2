# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Many futures as parts of a page: what is printed, with each chart above the table it is of."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.reports.content.content import Figure, Part
from compensatie.reports.ensemble_text import ensemble_blocks
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Chart, Table
from compensatie.studies.ensemble import Ensemble


def future_parts(found: Ensemble, speaker: Speaker) -> Iterator[Part]:
    """How often, how much, what fails and why, and how sure that is."""
    chart: Chart | None = None
    for block in ensemble_blocks(found, speaker):
        if isinstance(block, Chart):
            chart = block
        elif chart is not None and isinstance(block, Table):
            yield Figure(chart.picture, (block,))
            chart = None
        else:
            yield block
