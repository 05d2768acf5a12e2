# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""An explanation for people: one part after another."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from compensatie.engine.outcome import Status
from compensatie.language import Language
from compensatie.reports import sections
from compensatie.reports.advice_text import advice_blocks
from compensatie.reports.conflict_text import conflict_in_words
from compensatie.reports.definition_text import definition_blocks
from compensatie.reports.explained_measures import explained_measures
from compensatie.reports.explained_rules import explained_rules
from compensatie.reports.explained_staircase import explained_staircase
from compensatie.reports.explained_tipping import explained_decisive, explained_tipping
from compensatie.reports.infeasible import none_exists
from compensatie.reports.proof import proof, room_below
from compensatie.reports.repair_text import repairs_in_words
from compensatie.reports.sentences import advice, best_in_short, soft_rules
from compensatie.reports.since_text import since_blocks
from compensatie.reports.speaker import Speaker
from compensatie.reports.stops import STOPS
from compensatie.reports.table import Block, Heading, Paragraph, Report
from compensatie.reports.verdict import enough_in, shortfalls, verdict
from compensatie.studies.explanation import Explanation


def explanation_report(found: Explanation, language: Language) -> Report:
    """What is explained, then every part, then how sure it is."""
    speaker = Speaker(found.case, language)
    say = speaker.reader.say
    title = speaker.titles.case(found.case.model)
    return (
        Heading(say("Explanation: {title}", title=title), is_main=True),
        *(block for section in SECTIONS for block in section(found, speaker)),
        Heading(say("How sure this is")),
        Paragraph(proof(found.outcome, speaker)),
        *_completeness(found, speaker),
    )


def _given(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """Whether the package that was brought is enough; where not, what is missing."""
    if found.given is None:
        return
    told = (verdict(found.given, speaker), enough_in(found.given, speaker))
    yield from (Paragraph(one) for one in told if one is not None)
    yield from shortfalls(found.given, speaker)


def _best(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """The best package, or that there is none, or that it is not known."""
    outcome = found.outcome
    if outcome.status is Status.INFEASIBLE:
        yield from none_exists(outcome, speaker)
    elif outcome.audit is None:
        text = "There is no answer: it is not known whether a package exists."
        yield Paragraph(speaker.reader.say(text))
        yield from map(Paragraph, room_below(outcome, speaker))
    elif found.given is None and found.is_particular:
        yield Paragraph(best_in_short(outcome.audit, speaker))
    elif found.given is None:
        yield Paragraph(advice(outcome.audit, speaker))
        if missed := soft_rules(outcome.audit, speaker):
            yield Paragraph(missed)
        yield from sections.package(outcome.audit, speaker)
    if outcome.status is Status.FEASIBLE:
        yield from map(Paragraph, room_below(outcome, speaker))


def _completeness(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    if found.stop is not None:
        yield Paragraph(speaker.reader.say(STOPS[found.stop]))


def parts_in_words(found: Explanation, speaker: Speaker) -> Iterator[tuple[str, tuple[Block, ...]]]:
    """What each part tells, under a name that stays, without what is said of the package itself."""
    for section in SECTIONS:
        if section not in (_given, _best):
            yield section.__name__.replace("_", "-"), tuple(section(found, speaker))


SECTIONS: tuple[Callable[[Explanation, Speaker], Iterator[Block]], ...] = (
    _given,
    _best,
    repairs_in_words,
    conflict_in_words,
    explained_measures,
    explained_rules,
    explained_staircase,
    explained_tipping,
    explained_decisive,
    definition_blocks,
    advice_blocks,
    since_blocks,
)
"""What is told, from top to bottom; each says nothing where its part is not there."""
