# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages side by side: the best one, those given, and others that are nearly as good."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.reports.alternative_text import COUNTED, completeness_of_list, others_of_list
from compensatie.reports.comparison_grid import Beside, beside, side_by_side
from compensatie.reports.comparison_text import differences_of
from compensatie.reports.comparison_verdicts import verdicts
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Figure, Part, Section
from compensatie.reports.content.pictures import Bar, Shown, SideBySide
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Paragraph, Table
from compensatie.studies.comparison import Comparison


def packages(answers: Answers, speaker: Speaker) -> Section | None:
    """The packages that were given beside the best one."""
    found = answers.comparison
    if found is None or not answers.given:
        return None
    title = speaker.reader.say("Packages side by side")
    return Section("packages", title, tuple(_parts(found, speaker)))


def _parts(found: Comparison, speaker: Speaker) -> Iterator[Part]:
    yield from verdicts(found.first, speaker)
    if every := beside(found.first, speaker):
        if len(every) > 1:
            yield cost_figure(every, speaker)
        yield from side_by_side(every, speaker)
    yield from differences_of(found.first, speaker)


def cost_figure(every: tuple[Beside, ...], speaker: Speaker) -> Figure:
    """What the packages cost, and whether each is enough."""
    say, reader = speaker.reader.say, speaker.reader
    bars = tuple(
        Bar(
            one.label,
            one.figures.present_value,
            reader.money(one.figures.present_value),
            one.figures.audit.met,
        )
        for one in every
    )
    names = (say("keeps every hard rule"), say("does not keep every hard rule"))
    text = "Net present value of each package, and whether it keeps every hard rule."
    picture = SideBySide(Shown(say("What the packages cost"), say(text)), bars, names)
    columns = (
        Column(say("Package")),
        Column(say("Net present value, EUR"), "money"),
        Column(say("Keeps every hard rule")),
    )
    rows = tuple((one.name, one.value, say("yes") if one.is_enough else say("no")) for one in bars)
    return Figure(picture, (Table(say("What the packages cost"), columns, rows),))


def alternatives(answers: Answers, speaker: Speaker) -> Section | None:
    """Other packages within a margin."""
    found = answers.alternatives
    if found is None or not found.packages:
        return None
    title = speaker.reader.say("Other packages that are nearly as good")
    counted = Paragraph(speaker.reader.say(COUNTED[found.distinct]))
    others = others_of_list(found, speaker)
    return Section("alternatives", title, (counted, *others, *completeness_of_list(found, speaker)))
