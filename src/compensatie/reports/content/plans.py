# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Plans for when it is not known which scenario comes true: what to start now, what may wait."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Part, Section
from compensatie.reports.scenario_text import completeness_of_plans, plans_in_words
from compensatie.reports.speaker import Speaker
from compensatie.studies.scenario_plans import ScenarioPlans


def plans(answers: Answers, speaker: Speaker) -> Section | None:
    """The plans, where they were asked for."""
    if answers.plans is None:
        return None
    title = speaker.reader.say("Scenarios and plans")
    return Section("scenarios", title, tuple(plan_parts(answers.plans, speaker)))


def plan_parts(found: ScenarioPlans, speaker: Speaker) -> Iterator[Part]:
    """What to decide now, the plans side by side, and what knowing more would be worth."""
    yield from plans_in_words(found, speaker)
    yield from completeness_of_plans(found, speaker)
