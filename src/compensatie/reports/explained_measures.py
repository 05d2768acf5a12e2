# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Of each measure why it is in the package or not, and what would change that, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Literal

from compensatie.engine.goal import SMALLEST_UNIT
from compensatie.reports.inert import shortened
from compensatie.reports.proof import objective_name
from compensatie.reports.reader import mark
from compensatie.reports.safe_side import down, up, worth
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Heading, Paragraph, Points
from compensatie.studies.explanation import Explanation
from compensatie.studies.importance import Figure
from compensatie.studies.measure_accounts import MeasureAccount
from compensatie.studies.study import Proof

ONE = Fraction(1)
Comparison = Literal["costs more", "costs less", "worse", "better", "as good"]
"""How one package compares with another."""
WITHOUT: Mapping[Comparison, str] = {
    "costs more": mark("The best package without it costs {more} more."),
    "costs less": mark("The best package without it costs {more} less."),
    "worse": mark("The best package without it is worse, by {more}."),
    "better": mark("The best package without it is better, by {more}."),
    "as good": mark("Another package, without it, is as good."),
}
WITH: Mapping[Comparison, str] = {
    "costs more": mark("The best package with it costs {more} more."),
    "costs less": mark("The best package with it costs {more} less."),
    "worse": mark("The best package with it is worse, by {more}."),
    "better": mark("The best package with it is better, by {more}."),
    "as good": mark("Another package, with it, is as good."),
}
GIVEN: Mapping[Comparison, str] = {
    "costs more": mark("The package that is explained costs {more} more than the best one."),
    "costs less": mark("The package that is explained costs {more} less than the best known one."),
    "worse": mark("The package that is explained is worse than the best one, by {more}."),
    "better": mark("The package that is explained is better than the best known one, by {more}."),
    "as good": mark("The package that is explained is as good as the best one."),
}
"""How the package that was brought compares."""


def explained_measures(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """The measures of the package, and then those that are not in it."""
    if found.measures is None:
        return
    say = speaker.reader.say
    chosen = [one for one in found.measures.accounts if one.is_chosen]
    others = [one for one in found.measures.accounts if not one.is_chosen]
    if chosen:
        yield Heading(say("Why these measures"))
        yield Paragraph(what_is_compared(found, speaker))
        yield Points(tuple(measure_lines(one, speaker) for one in chosen))
    if others:
        yield Heading(say("Why not the others"))
        yield Points(tuple(measure_lines(one, speaker) for one in others))


def what_is_compared(found: Explanation, speaker: Speaker) -> str:
    """What is compared, and how the package that was brought compares with the best one."""
    return " ".join(_basis(found, speaker))


def _basis(found: Explanation, speaker: Speaker) -> Iterator[str]:
    say = speaker.reader.say
    objective = speaker.case.stages[0].objective
    text = "Compared is {objective}, as the model minimises it."
    yield say(text, objective=objective_name(speaker))
    is_priced = any(not entry.rule.is_hard for entry in speaker.case.rules)
    if objective.adds_penalty and is_priced:
        yield say("The price of what soft rules miss is part of it.")
    if found.given is not None and found.outcome.objective is not None:
        more = Figure(Proof.PROVEN, found.given.objective() - found.outcome.objective.value)
        how, shown = _compared(more, speaker)
        yield say(GIVEN[how], more=shown)


def measure_lines(one: MeasureAccount, speaker: Speaker) -> tuple[str, ...]:
    """Why a measure is in or not, in one line, and where that turns, in another."""
    why, *turns = reason(one, speaker)
    name = shortened(speaker.titles.measure(one.measure))
    text = "{measure}: not chosen. {why}"
    if one.is_chosen:
        text = "{measure}: chosen. {why}"
    return (speaker.reader.say(text, measure=name, why=why), *turns)


def reason(one: MeasureAccount, speaker: Speaker) -> tuple[str, ...]:
    """Why a measure is in or not; and where that turns, where that is known."""
    if one.choice is not None:
        why = f"{_lacking(one, speaker)} {_without(one.difference, speaker)}"
        turns = (_stays(one, speaker), _still_pays(one, speaker))
    else:
        why = _with(one, speaker)
        turns = (_enters(one, speaker), _would_pay(one, speaker))
    where = " ".join(turn for turn in turns if turn)
    return (why, where) if where else (why,)


def _lacking(one: MeasureAccount, speaker: Speaker) -> str:
    """What the package lacks without it."""
    say, removal = speaker.reader.say, one.removal
    if removal is not None and removal.worst is not None:
        rules = {entry.rule.id: entry.rule for entry in speaker.case.rules}
        told = speaker.finding(removal.worst, rules[removal.worst.rule])
        return say("Without it and with all else the same: {finding}", finding=told)
    if removal is not None and removal.breaches:
        return say("Without it and with all else the same, a relation or a lock is broken.")
    return say("Without it and with all else the same, every hard rule is still kept.")


def _without(difference: Figure, speaker: Speaker) -> str:
    """What the best package without it costs."""
    match difference.status:
        case Proof.NO_PACKAGE:
            return speaker.reader.say("No package does without it, according to the solver.")
        case Proof.UNSOLVED:
            return speaker.reader.say("Whether a package does without it was not determined.")
    how, more = _compared(difference, speaker)
    return _unless_proven(difference, speaker.reader.say(WITHOUT[how], more=more), speaker)


def _with(one: MeasureAccount, speaker: Speaker) -> str:
    """What the best package with it costs."""
    match one.difference.status:
        case Proof.NO_PACKAGE if one.measure in speaker.case.locks.exclude:
            return speaker.reader.say("A lock leaves it out.")
        case Proof.NO_PACKAGE:
            return speaker.reader.say(
                "No package with it keeps every hard rule, according to the solver."
            )
        case Proof.UNSOLVED:
            return speaker.reader.say("Whether a package can have it was not determined.")
    how, more = _compared(one.difference, speaker)
    return _unless_proven(one.difference, speaker.reader.say(WITH[how], more=more), speaker)


def _compared(difference: Figure, speaker: Speaker) -> tuple[Comparison, str]:
    """How another package compares: money costs more or less; else it is worse or better."""
    value = difference.value or Fraction(0)
    unit = speaker.case.stages[0].objective.unit
    is_money = unit == "EUR"
    shown = worth(abs(value), speaker)
    if round(value / SMALLEST_UNIT[unit]) == 0:
        return "as good", shown
    if value > 0:
        return "costs more" if is_money else "worse", shown
    return "costs less" if is_money else "better", shown


def _unless_proven(difference: Figure, told: str, speaker: Speaker) -> str:
    """What was told, and where it is not proven, that it is not."""
    if difference.status is Proof.PROVEN:
        return told
    return f"{told} {speaker.reader.say('That is not proven to be the best.')}"


def _stays(one: MeasureAccount, speaker: Speaker) -> str:
    """Up to which cost it stays."""
    say, factor = speaker.reader.say, one.factor
    if one.difference.status is Proof.NO_PACKAGE or factor is None or one.own is None:
        return ""
    if factor.status is not Proof.PROVEN or one.difference.status is not Proof.PROVEN:
        return say("Up to which cost it stays was not determined.")
    more = one.difference.value or Fraction(0)
    if more <= 0 or factor.value is None:
        return ""
    text = "It stays up to a cost of {most} instead of {now}, or with its costs {more} higher."
    return say(
        text,
        most=speaker.reader.money(one.own + more),
        now=speaker.reader.money(one.own),
        more=speaker.reader.share(down(factor.value - ONE)),
    )


def _enters(one: MeasureAccount, speaker: Speaker) -> str:
    """Below which cost it would enter."""
    say, factor = speaker.reader.say, one.factor
    if one.difference.status is Proof.NO_PACKAGE or factor is None:
        return ""
    if factor.status is not Proof.PROVEN or one.difference.status is not Proof.PROVEN:
        return say("Below which cost it would come in was not determined.")
    more = one.difference.value or Fraction(0)
    if more <= 0:
        return ""
    if factor.value is None:
        return say("Even for nothing it would not come in.")
    text = "It comes in where it costs {less} less, or with all its costs {share} lower."
    share = speaker.reader.share(up(ONE - factor.value))
    return say(text, less=worth(more, speaker), share=share)


def _still_pays(one: MeasureAccount, speaker: Speaker) -> str:
    """From which number of jobs on it stays, at the same cost."""
    say, share = speaker.reader.say, one.share
    if share is None or share.status is Proof.NO_PACKAGE:
        return ""
    if share.status is not Proof.PROVEN:
        return say("From how many jobs on it pays was not determined.")
    if share.value is None:
        return say("It would be in the best package even if it brought no jobs.")
    if share.value > ONE:
        return _would_pay(one, speaker)
    text = (
        "It still pays with {share} of its jobs; a little below that, a package without it is "
        "better."
    )
    if one.difference.status is Proof.NO_PACKAGE:
        text = "It will do with {share} of its jobs; a little below that, no package exists."
    return say(text, share=speaker.reader.share(up(share.value)))


def _would_pay(one: MeasureAccount, speaker: Speaker) -> str:
    """From which number of jobs on it would come in, at the same cost."""
    say, share = speaker.reader.say, one.share
    if share is None or share.status is Proof.NO_PACKAGE:
        return ""
    if share.status is not Proof.PROVEN:
        return say("From how many jobs on it would pay was not determined.")
    if share.value is None:
        return say("With ten times its jobs it would not come in either.")
    if share.value <= ONE:
        return ""
    text = "It comes in where it brings {more} more jobs at the same cost."
    return say(text, more=speaker.reader.share(up(share.value - ONE)))
