# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Why: each part of an explanation as a section of its own, in the words of that part."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Section
from compensatie.reports.explanation_text import parts_in_words
from compensatie.reports.speaker import Speaker
from compensatie.reports.stops import STOPS
from compensatie.reports.table import Block, Heading, Paragraph
from compensatie.studies.explanation import Explanation


def reasons(answers: Answers, speaker: Speaker) -> Iterator[Section]:
    """What stands in the way of a package, or what the best one rests on."""
    if answers.reasons is not None:
        yield from _sections(answers.reasons, speaker)


def readings(answers: Answers, speaker: Speaker) -> Iterator[Section]:
    """What other readings of the norms give, and what the minister is advised."""
    for found in answers.readings:
        yield from _sections(found, speaker)


IN_THE_TABLE = "explained-measures"
"""What is told of each measure in the table that it stands in."""


def _sections(found: Explanation, speaker: Speaker) -> Iterator[Section]:
    for name, blocks in parts_in_words(found, speaker):
        if blocks and name != IN_THE_TABLE:
            yield _section(name, blocks, found, speaker)


def _section(name: str, blocks: tuple[Block, ...], found: Explanation, speaker: Speaker) -> Section:
    """A part; its first heading is the title, and what was left open is said under it."""
    say = speaker.reader.say
    title, first = say("Why"), 0
    if isinstance(blocks[0], Heading):
        title, first = blocks[0].text, 1
    return Section(name, title, (*blocks[first:], *stopped(found, speaker)))


def stopped(found: Explanation, speaker: Speaker) -> Iterator[Paragraph]:
    """That something was left open, where it was."""
    if found.stop is not None:
        yield Paragraph(speaker.reader.say(STOPS[found.stop]))
