# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Trade-offs: points where nothing can be better without something else being worse."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Figure, Part, Section
from compensatie.reports.content.trade_off_picture import trade_off_picture
from compensatie.reports.pareto_text import (
    completeness,
    explained,
    no_points,
    point_table,
)
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Paragraph
from compensatie.studies.pareto import Pareto


def trade_offs(answers: Answers, speaker: Speaker) -> Section | None:
    """A chart of the first two objectives, the table of all, and whether there are others."""
    found = answers.pareto
    if found is None:
        return None
    return Section(
        "trade-offs", speaker.reader.say("Trade-offs"), tuple(point_parts(found, speaker))
    )


def point_parts(found: Pareto, speaker: Speaker) -> Iterator[Part]:
    """The points, drawn and in a table; where there is none, that."""
    if not found.points:
        yield from no_points(found, speaker)
        return
    yield Paragraph(explained(speaker))
    shared, table = point_table(found, speaker)
    if shared:
        yield Paragraph(shared)
    yield Figure(trade_off_picture(found, speaker), (table,))
    yield from completeness(found, speaker)
