# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages side by side: the best one, those given, and others that are nearly as good."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.reports.alternative_text import (
    COUNTED,
    MOST_DRAWN,
    completeness_of_list,
    others_of_list,
)
from compensatie.reports.comparison_grid import beside, employment_beside, side_by_side
from compensatie.reports.comparison_text import differences_of
from compensatie.reports.comparison_verdicts import verdicts
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Figure, Part, Section
from compensatie.reports.content.package_costs import costs_beside, costs_listed
from compensatie.reports.content.pictures import SideBySide
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Paragraph, Table
from compensatie.studies.alternatives import Alternatives
from compensatie.studies.comparison import Comparison


def packages(answers: Answers, speaker: Speaker) -> Section | None:
    """The packages that were given beside the best one."""
    found = answers.comparison
    if found is None or not answers.given:
        return None
    title = speaker.reader.say("Packages side by side")
    return Section("packages", title, tuple(compared_parts(found, speaker)))


def compared_parts(found: Comparison, speaker: Speaker) -> Iterator[Part]:
    """What each package is worth, side by side, and what differs."""
    yield from verdicts(found.first, speaker)
    if every := beside(found.first, speaker):
        if len(every) > 1:
            yield _figure(costs_beside(every, speaker), speaker)
        yield from side_by_side(every, speaker)
        if len(every) > 1:
            yield from employment_beside(every, speaker)
    yield from differences_of(found.first, speaker)


def _figure(picture: SideBySide, speaker: Speaker) -> Figure:
    """What packages cost, drawn and in a table."""
    say = speaker.reader.say
    columns = (
        Column(say("Package")),
        Column(say("Net present value, EUR"), "money"),
        Column(say("Keeps every hard rule")),
    )
    rows = tuple(
        (one.name, one.value, say("yes") if one.is_enough else say("no")) for one in picture.bars
    )
    return Figure(picture, (Table(picture.shown.title, columns, rows),))


def alternatives(answers: Answers, speaker: Speaker) -> Section | None:
    """Other packages within a margin."""
    found = answers.alternatives
    if found is None or not found.packages:
        return None
    title = speaker.reader.say("Other packages that are nearly as good")
    return Section("alternatives", title, tuple(alternative_parts(found, speaker)))


def alternative_parts(found: Alternatives, speaker: Speaker) -> Iterator[Part]:
    """What counts as another package, what they cost, what differs, and whether that is all."""
    yield Paragraph(speaker.reader.say(COUNTED[found.distinct]))
    if 1 < len(found.packages) <= MOST_DRAWN:
        yield _figure(costs_listed(found, speaker), speaker)
    yield from others_of_list(found, speaker)
    yield from completeness_of_list(found, speaker)
