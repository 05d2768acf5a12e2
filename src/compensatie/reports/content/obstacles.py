# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where there is no package: what stands in the way, and how far measures reach."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.engine.demand import demands
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Part, Section
from compensatie.reports.infeasible import how_far
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Paragraph
from compensatie.reports.tables import demand_tables


def obstacles(answers: Answers, speaker: Speaker) -> Section | None:
    """What is missing without measures, and what they can add at most."""
    if not answers.is_infeasible:
        return None
    title = speaker.reader.say("Why there is no package")
    return Section("obstacles", title, tuple(obstacle_parts(answers, speaker)))


def obstacle_parts(answers: Answers, speaker: Speaker) -> Iterator[Part]:
    """What each scenario asks most, and how far all measures together reach."""
    say, asked = speaker.reader.say, demands(answers.case)
    yield Paragraph(say("What is missing without measures, at its worst for each scenario:"))
    yield from demand_tables(asked, speaker)
    yield from how_far(asked, speaker)
