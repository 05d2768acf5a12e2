# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""For people: what changed since another version of the files, and what that did."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from compensatie.engine.outcome import Status
from compensatie.facts.package import Choice
from compensatie.reports.inert import shortened
from compensatie.reports.reader import mark
from compensatie.reports.since_words import ChangeWords
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Column, Heading, Paragraph, Points, Row, Table
from compensatie.studies.comparison import Solved
from compensatie.studies.explanation import Explanation
from compensatie.studies.since import SetProof, Since
from compensatie.studies.versions import Change

PROOFS = {
    SetProof.PROVEN: mark(
        "With these alone the old version has the new answer; no smaller set does: each was tried."
    ),
    SetProof.BOUNDED: mark(
        "With these alone the old version has the new answer; whether a smaller set does is not "
        "determined."
    ),
}
"""How sure it is that no fewer of several changes explain the answer."""
MOST_OTHERS = 20
"""Other changes that are listed one by one."""


def since_blocks(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """How the answer changed, what explains it, what else changed, and the packages beside."""
    told = found.since
    if told is None:
        return
    yield Heading(speaker.reader.say("Since the other version"))
    yield Paragraph(_answers(told, speaker))
    if any(one.criteria and one.criteria.audit.penalty for one in (told.before, told.after)):
        yield Paragraph(speaker.reader.say("What soft rules miss is counted at its price."))
    yield from _explaining(told, speaker)
    yield from _others(told, speaker)
    yield from _packages(told, speaker)


def _answers(told: Since, speaker: Speaker) -> str:
    """How the answer was, and how it is."""
    say, extra = speaker.reader.say, told.extra_cost
    if extra is not None:
        before, after = (_cost(one, speaker) for one in (told.before, told.after))
        difference = speaker.reader.money(abs(extra))
        if extra > 0:
            text = "The best package cost {before}, and now costs {after}: {difference} more."
        elif extra < 0:
            text = "The best package cost {before}, and now costs {after}: {difference} less."
        else:
            return say("The best package costs {after}, as before.", after=after)
        return say(text, before=before, after=after, difference=difference)
    if {told.before.status, told.after.status} == {Status.INFEASIBLE}:
        return say("There was no package, and there is none now, according to the solver.")
    if told.after.status is Status.INFEASIBLE and told.before.criteria is not None:
        text = "There was a package, for {before}; now there is none, according to the solver."
        return say(text, before=_cost(told.before, speaker))
    if told.before.status is Status.INFEASIBLE and told.after.criteria is not None:
        text = "There was no package, according to the solver; now there is one, for {after}."
        return say(text, after=_cost(told.after, speaker))
    return say(
        "How the answer changed is not determined: of one of the two the solver was not sure."
    )


def _cost(solved: Solved, speaker: Speaker) -> str:
    """What a package costs, soft rules at their price."""
    assert solved.criteria is not None
    return speaker.reader.money(solved.criteria.cost)


def _explaining(told: Since, speaker: Speaker) -> Iterator[Block]:
    """A smallest set of changes that gives the new answer."""
    say, explaining = speaker.reader.say, told.explaining
    if not told.counting:
        yield Paragraph(say("Nothing changed that can change an answer."))
        return
    if explaining.proof is SetProof.UNKNOWN:
        yield Paragraph(say("Which changes explain it is not determined."))
        return
    if not explaining.changes:
        text = "The old version has the same answer: no change is needed to explain it."
        yield Paragraph(say(text))
        return
    count = len(explaining.changes)
    if count == 1:
        text = "1 change explains the new answer: with it alone the old version has that answer."
        yield Paragraph(say(text))
    else:
        together = say("{count} changes together explain the new answer.", count=str(count))
        yield Paragraph(f"{together} {say(PROOFS[explaining.proof])}")
    yield _points(explaining.changes, told, speaker)


def _points(changes: Sequence[Change], told: Since, speaker: Speaker) -> Points:
    words = ChangeWords(told, speaker)
    return Points(tuple(words.lines(change) for change in changes))


def _others(told: Since, speaker: Speaker) -> Iterator[Block]:
    """Changes that are not needed to explain the answer, and those that can change none."""
    say = speaker.reader.say
    others = [one for one in told.counting if one not in told.explaining.changes]
    if others:
        yield Heading(say("Other facts and rules that changed"))
        yield _points(others[:MOST_OTHERS], told, speaker)
    if (rest := len(others) - MOST_OTHERS) > 0:
        yield Paragraph(say("And {count} more: --json has them all.", count=str(rest)))
    if describing := len(told.changes) - len(told.counting):
        found = speaker.reader.count(
            describing,
            "1 text, source or other figure changed that no answer rests on.",
            "{count} texts, sources and other figures changed that no answer rests on.",
        )
        yield Paragraph(found)


def _packages(told: Since, speaker: Speaker) -> Iterator[Block]:
    """What the two packages do or cost otherwise."""
    found = list(told.otherwise())
    if not found:
        return
    say, words = speaker.reader.say, ChangeWords(told, speaker)
    yield Heading(say("What the best package does otherwise, and what that costs"))
    columns = (
        Column(say("Measure")),
        Column(say("It was")),
        Column(say("It is")),
        Column(say("Net present value, EUR"), "money"),
    )
    rows: tuple[Row, ...] = tuple(
        (
            say("what soft rules miss") if one.measure is None else words.measure(one.measure),
            _choice(one.before, speaker),
            _choice(one.after, speaker),
            one.cost,
        )
        for one in found
    )
    total = (say("Together"), "", "", sum((one.cost for one in found), Fraction(0)))
    yield Table("", columns, rows, total if len(rows) > 1 else None)


def _choice(choice: Choice | None, speaker: Speaker) -> str | None:
    if choice is None:
        return None
    size, year = speaker.reader.number(Fraction(choice.size)), str(choice.start)
    return speaker.reader.say("{size} from {year}", size=shortened(size), year=year)
