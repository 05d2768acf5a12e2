# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Trade-offs as points between two axes: the first two objectives that were asked."""

from __future__ import annotations

from fractions import Fraction

from compensatie.reports.aim_titles import title_of
from compensatie.reports.content.pictures import Scatter, Shown
from compensatie.reports.speaker import Speaker
from compensatie.studies.aims import Aim
from compensatie.studies.pareto import Pareto

MILLION = 1_000_000


def trade_off_picture(found: Pareto, speaker: Speaker) -> Scatter:
    """The points, with the name of the objective and the unit along each axis."""
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
