# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages side by side: the best one, those given, and others that are nearly as good."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compensatie.engine.audit import Audit
from compensatie.reports.alternative_text import COUNTED, completeness_of_list, others_of_list
from compensatie.reports.comparison_grid import Beside, beside, employment_beside, side_by_side
from compensatie.reports.comparison_text import differences_of
from compensatie.reports.comparison_verdicts import verdicts
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Figure, Part, Section
from compensatie.reports.content.pictures import Bar, Shown, SideBySide
from compensatie.reports.sentences import present_value
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Paragraph, Table
from compensatie.studies.alternatives import Alternatives
from compensatie.studies.comparison import Comparison

MOST_DRAWN = 25
"""Packages that one chart can hold."""


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
            yield cost_figure(every, speaker)
        yield from side_by_side(every, speaker)
        if len(every) > 1:
            yield from employment_beside(every, speaker)
    yield from differences_of(found.first, speaker)


def cost_figure(every: Sequence[Beside], speaker: Speaker) -> Figure:
    """What the packages cost, and whether each is enough."""
    bars = (_bar(one.label, one.figures.audit, speaker) for one in every)
    return _figure(tuple(bars), speaker)


def _bar(name: str, audit: Audit, speaker: Speaker) -> Bar:
    value = present_value(audit)
    return Bar(name, value, speaker.reader.money(value), audit.met)


def _figure(bars: tuple[Bar, ...], speaker: Speaker) -> Figure:
    say = speaker.reader.say
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
    return Section("alternatives", title, tuple(alternative_parts(found, speaker)))


def alternative_parts(found: Alternatives, speaker: Speaker) -> Iterator[Part]:
    """What counts as another package, what they cost, what differs, and whether that is all."""
    yield Paragraph(speaker.reader.say(COUNTED[found.distinct]))
    if 1 < len(found.packages) <= MOST_DRAWN:
        bars = (_bar(_name(one.name, speaker), one.audit, speaker) for one in found.packages)
        yield _figure(tuple(bars), speaker)
    yield from others_of_list(found, speaker)
    yield from completeness_of_list(found, speaker)


def _name(name: str, speaker: Speaker) -> str:
    return speaker.reader.say("optimum") if name == "optimum" else name
