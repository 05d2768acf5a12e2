# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where there is no package: what is asked, and how far all measures together reach."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from compensatie.engine.demand import Demand, demands
from compensatie.engine.outcome import Outcome, Status
from compensatie.reports.proof import none_keeps
from compensatie.reports.reader import mark
from compensatie.reports.repair_text import rule_moved
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Heading, Paragraph, Points
from compensatie.reports.tables import demand_tables

BEYOND_REACH = mark(
    "Where something is still missing, that by itself proves that there is no package."
)
TOGETHER = mark(
    "Each of these could be met by itself: it is together, or with the relations between measures, "
    "that the rules have no package."
)


def no_package(outcome: Outcome, speaker: Speaker) -> Iterator[Block]:
    """That no package exists, which scenarios have none by themselves, and what each asks."""
    say = speaker.reader.say
    yield from none_exists(outcome, speaker)
    yield from _in_short(outcome, speaker)
    asked = demands(outcome.case)
    if asked:
        yield Heading(say("What is missing without measures, at its worst for each scenario"))
        yield from demand_tables(asked, speaker)
    yield from how_far(asked, speaker)


def how_far(asked: Sequence[Demand], speaker: Speaker) -> Iterator[Block]:
    """What it means that measures add at most so much."""
    say = speaker.reader.say
    if asked:
        text = "Measures add at most: all of them, as large as they can be, other rules left aside."
        yield Paragraph(say(text))
    yield Paragraph(say(BEYOND_REACH if any(one.remaining for one in asked) else TOGETHER))


def _in_short(outcome: Outcome, speaker: Speaker) -> Iterator[Block]:
    """What one rule alone would have to give, and where more is said."""
    say = speaker.reader.say
    if outcome.repairs:
        yield Paragraph(say("One rule that gives way would be enough, all others being kept:"))
        yield Points(tuple((f"{rule_moved(one, speaker)}.",) for one in outcome.repairs))
    text = "“compensatie explain” says what that costs, what else helps, and what is in the way."
    yield Paragraph(say(text))


def none_exists(outcome: Outcome, speaker: Speaker) -> Iterator[Block]:
    """That no package exists, and which scenarios have none by themselves."""
    solver = outcome.provenance.solver
    yield Paragraph(none_keeps(speaker, solver, is_certified=outcome.certified))
    yield from map(Paragraph, by_themselves(outcome, speaker))


def by_themselves(outcome: Outcome, speaker: Speaker) -> Iterator[str]:
    """How each scenario stands by itself."""
    say = speaker.reader.say
    if without := _names(outcome, speaker, Status.INFEASIBLE):
        yield say("Scenarios that have no package even by themselves: {names}.", names=without)
    if found := _names(outcome, speaker, Status.OPTIMAL, Status.FEASIBLE):
        yield say("Scenarios that do have one by themselves: {names}.", names=found)
    if unknown := _names(outcome, speaker, Status.UNSOLVED):
        yield say("Scenarios of which it is not known: {names}.", names=unknown)


def _names(outcome: Outcome, speaker: Speaker, *statuses: Status) -> str:
    """Scenarios by title, and by the id that --scenario takes."""
    named = [
        f"{speaker.titles.scenario(one.scenario)} ({one.scenario})"
        for one in outcome.scenario_statuses
        if one.status in statuses
    ]
    return ", ".join(named)
