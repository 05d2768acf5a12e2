# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Trade-offs: points where nothing can be better without something else being worse."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Figure, Part, Section
from compensatie.reports.content.pictures import Scatter, Shown
from compensatie.reports.pareto_text import (
    completeness,
    explained,
    no_points,
    point_table,
    title_of,
)
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Paragraph
from compensatie.studies.aims import Aim
from compensatie.studies.pareto import Pareto

MILLION = 1_000_000


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
    yield Figure(_picture(found, speaker), (table,))
    yield from completeness(found, speaker)


def _picture(found: Pareto, speaker: Speaker) -> Scatter:
    say = speaker.reader.say
    across, up, *_ = found.aims
    names = (_axis(found, across, speaker), _axis(found, up, speaker))
    text = "From left to right: {across}. From below: {up}. Each number is a point of the table."
    described = say(text, across=names[0], up=names[1])
    points = tuple(
        (
            _value(found, one.values[across.text], across),
            _value(found, one.values[up.text], up),
            one.name,
        )
        for one in found.points
    )
    return Scatter(Shown(say("Trade-offs"), described), names, points)


def _axis(found: Pareto, aim: Aim, speaker: Speaker) -> str:
    title = title_of(aim, speaker)
    if found.units[aim.text] != "EUR":
        return title
    return speaker.reader.say("{title} (× 1 million)", title=title)


def _value(found: Pareto, value: Fraction, aim: Aim) -> Fraction:
    """A figure as it is drawn: euro in millions."""
    return value / MILLION if found.units[aim.text] == "EUR" else value
