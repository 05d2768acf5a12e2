# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What packages cost, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from compensatie.engine.audit import Audit
from compensatie.reports.comparison_grid import Beside
from compensatie.reports.content.pictures import Bar, Shown, SideBySide
from compensatie.reports.sentences import present_value
from compensatie.reports.speaker import Speaker
from compensatie.studies.alternatives import Alternatives


def costs_beside(every: Sequence[Beside], speaker: Speaker) -> SideBySide:
    """Of the packages that are compared."""
    named = ((one.label, one.figures.audit) for one in every)
    return _picture(named, speaker)


def costs_listed(found: Alternatives, speaker: Speaker) -> SideBySide:
    """Of the packages of a list."""
    best = speaker.reader.say("optimum")
    named = ((best if one.name == "optimum" else one.name, one.audit) for one in found.packages)
    return _picture(named, speaker)


def _picture(named: Iterable[tuple[str, Audit]], speaker: Speaker) -> SideBySide:
    say = speaker.reader.say
    names = (say("keeps every hard rule"), say("does not keep every hard rule"))
    text = "Net present value of each package, and whether it keeps every hard rule."
    shown = Shown(say("What the packages cost"), say(text))
    return SideBySide(shown, tuple(_bar(name, audit, speaker) for name, audit in named), names)


def _bar(name: str, audit: Audit, speaker: Speaker) -> Bar:
    value = present_value(audit)
    return Bar(name, value, speaker.reader.money(value), audit.met)
