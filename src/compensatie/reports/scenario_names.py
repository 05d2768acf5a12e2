# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Scenarios in a sentence: by title where they are few, else by their number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from compensatie.reports.inert import shortened
from compensatie.reports.speaker import Speaker

MOST_NAMED = 8
"""Scenarios that a sentence names."""


def titled(scenarios: Sequence[str], speaker: Speaker) -> str:
    """Scenarios by title."""
    titles = [f"“{speaker.titles.scenario(name)}”" for name in scenarios]
    return _few(titles, speaker)


def identified(scenarios: Sequence[str], speaker: Speaker) -> str:
    """Scenarios by title, and by the id that --scenario takes."""
    titles = [f"“{speaker.titles.scenario(name)}” ({shortened(name)})" for name in scenarios]
    return _few(titles, speaker)


def weighed(weights: Mapping[str, Fraction], speaker: Speaker) -> str:
    """Scenarios by title, and what each counts for."""
    share = speaker.reader.share
    titles = [
        f"“{speaker.titles.scenario(name)}” ({share(weight)})" for name, weight in weights.items()
    ]
    return _few(titles, speaker)


def _few(titles: list[str], speaker: Speaker) -> str:
    if len(titles) <= MOST_NAMED:
        return speaker.reader.listed(titles)
    return speaker.reader.say("{count} scenarios", count=str(len(titles)))
