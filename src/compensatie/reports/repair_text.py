# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What would help where there is no package: one rule, several together, or other facts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from compensatie.engine.outcome import RuleMoved, Status
from compensatie.reports.reader import mark
from compensatie.reports.sentences import present_value
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Column, Heading, Paragraph, Points, Table
from compensatie.studies.explanation import Explanation
from compensatie.studies.repair import (
    Change,
    LimitMoved,
    MeasureAdded,
    Repair,
)
from compensatie.studies.study import Proof
from compensatie.units import rounded_up

LIMITS = {
    "size": mark("{measure}: up to {after} instead of {before}"),
    "earliest": mark("{measure}: able to start in {after} instead of {before}"),
    "latest": mark("{measure}: able to start as late as {after} instead of {before}"),
}
"""A limit that is moved, in words."""
COSTS = {
    Status.OPTIMAL: mark("The best package then costs {cost} (net present value)."),
    Status.FEASIBLE: mark(
        "A package then costs {cost} (net present value); it is not proven that none is better."
    ),
}
"""What a repair comes to."""


def repairs_in_words(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """The changes that help, the smallest first."""
    repairs, say = found.repairs, speaker.reader.say
    if repairs is None:
        return
    yield Heading(say("What would help"))
    if repairs.single:
        yield Paragraph(say("One rule gives way, no more than it takes; all others are kept:"))
        yield _points(repairs.single, speaker)
    if repairs.combined:
        yield Paragraph(
            say(
                "Or several rules give way together, each a little:"
                if repairs.single
                else "Several rules give way together, no more than it takes:"
            )
        )
        yield _combined(repairs.combined, speaker)
    if not repairs.has_all_combinations:
        text = "Whether several rules together help as well was not determined."
        if repairs.combined:
            text = "There may be more such combinations; these are some of them."
        yield Paragraph(say(text))
    if repairs.by_facts:
        yield Paragraph(
            say(
                "Or the facts change, and every rule is kept:"
                if repairs.single or repairs.combined
                else "The facts change, and every rule is kept:"
            )
        )
        yield _points(repairs.by_facts, speaker)
    yield from map(Paragraph, _rest(found, speaker))


def _rest(found: Explanation, speaker: Speaker) -> Iterator[str]:
    """What does not help, and what is not known."""
    repairs, say = found.repairs, speaker.reader.say
    assert repairs is not None
    is_sure = repairs.has_all_combinations and not repairs.undetermined
    if not repairs.every and is_sure:
        yield say(
            "No single change helps: not of one rule, of several together, or of one measure."
        )
    if repairs.hopeless:
        text = "Not enough by itself, however far it gives way: {rules}."
        yield say(text, rules=_rules(repairs.hopeless, speaker))
    if repairs.undetermined:
        names = [_title(name, speaker) for name in repairs.undetermined]
        text = "Not determined, for want of a proof: whether {names} can help."
        yield say(text, names=speaker.reader.listed(names))


def _rules(names: Sequence[str], speaker: Speaker) -> str:
    return speaker.reader.listed([_title(name, speaker) for name in names])


def _title(name: str, speaker: Speaker) -> str:
    """What a rule, a measure or a province is called, in quotes."""
    titles = speaker.titles
    rules = {entry.rule.id: entry.rule for entry in speaker.case.rules}
    if name in rules:
        return f"“{titles.rule(rules[name])}”"
    if name in speaker.case.instance.measure_by_id:
        return f"“{titles.measure(name)}”"
    text = "one more measure in {province}"
    return speaker.reader.say(text, province=titles.province(name))


def _points(repairs: Sequence[Repair], speaker: Speaker) -> Points:
    return Points(tuple(tuple(_lines(one, speaker)) for one in repairs))


def _combined(repairs: Sequence[Repair], speaker: Speaker) -> Table:
    """A line for each combination; amounts of different rules stand apart."""
    say = speaker.reader.say
    columns = (
        Column(say("What gives way")),
        Column(say("Net present value then, EUR"), "money"),
    )
    rows = tuple(
        (
            _together(repair, speaker),
            None if repair.audit is None else present_value(repair.audit),
        )
        for repair in repairs
    )
    return Table("", columns, rows)


def _together(repair: Repair, speaker: Speaker) -> str:
    """What several rules give."""
    told = [rule_moved(one, speaker, is_short=True) for one in repair.moved]
    if repair.status is not Proof.PROVEN:
        told.append(speaker.reader.say("not proven to be the least"))
    return "; ".join(told)


def _lines(repair: Repair, speaker: Speaker) -> Iterator[str]:
    yield f"{speaker.reader.listed([changed(one, speaker) for one in repair.changes])}."
    placed = [one.place for one in repair.rows if any(one.place._replace(side=None))]
    if placed:
        where = speaker.places.in_words(placed)
        yield speaker.reader.say("Missed there: {places}.", places=where)
    yield " ".join(_outcome(repair, speaker))


def _outcome(repair: Repair, speaker: Speaker) -> Iterator[str]:
    """What the package then costs, and whether the change is the least."""
    say = speaker.reader.say
    if repair.audit is None:
        yield say("What the package then costs was not determined.")
    else:
        yield say(COSTS[repair.best], cost=speaker.reader.money(present_value(repair.audit)))
    if repair.status is not Proof.PROVEN:
        yield say("It is enough; whether less is enough too was not determined.")


def changed(change: Change, speaker: Speaker) -> str:
    """What becomes otherwise, in words."""
    match change:
        case RuleMoved():
            return rule_moved(change, speaker)
        case MeasureAdded():
            return _measure_added(change, speaker)
        case LimitMoved():
            return _limit_moved(change, speaker)


def rule_moved(change: RuleMoved, speaker: Speaker, *, is_short: bool = False) -> str:
    """By how much a rule gives way; and what share that is, unless it is to be short."""
    say, reader = speaker.reader.say, speaker.reader
    (entry,) = (one for one in speaker.case.rules if one.rule.id == change.rule)
    senses = {one.sense for one in entry.without_measures if one.met is not None}
    text = "“{rule}” gives way by {amount}"
    if senses == {">="}:
        text = "“{rule}” may be {amount} short"
    elif senses == {"<="}:
        text = "“{rule}” may be {amount} over"
    told = say(
        text,
        rule=speaker.titles.rule(entry.rule),
        amount=speaker.enough(change.amount, change.unit),
    )
    notes: list[str] = []
    if is_short:
        return told
    if change.share is not None:
        notes.append(say("{share} of its bound", share=reader.share(change.share)))
    if change.tolerance is not None:
        shown = reader.share(_up(change.tolerance), decimals=3)
        notes.append(say("the same as a tolerance of {tolerance}", tolerance=shown))
    return f"{told} ({'; '.join(notes)})" if notes else told


def _up(tolerance: Fraction) -> Fraction:
    """A tolerance that is surely enough, to a thousandth of a per cent."""
    return Fraction(rounded_up(tolerance, Decimal("0.00001")))


def _measure_added(change: MeasureAdded, speaker: Speaker) -> str:
    text = (
        "One more measure in {province}, that brings at least {amount} new to the government, all "
        "there by {year}; what that costs is not counted"
    )
    return speaker.reader.say(
        text,
        province=speaker.titles.province(change.province),
        amount=speaker.enough(change.amount, "jobs"),
        year=str(change.year),
    )


def _limit_moved(change: LimitMoved, speaker: Speaker) -> str:
    def shown(value: Decimal | int) -> str:
        return str(value) if isinstance(value, int) else speaker.reader.number(Fraction(value))

    return speaker.reader.say(
        LIMITS[change.limit],
        measure=speaker.titles.measure(change.measure),
        before=shown(change.before),
        after=shown(change.after),
    )
