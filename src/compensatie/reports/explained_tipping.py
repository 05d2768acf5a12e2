# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How much may turn out worse, and which figures decide the choice, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from compensatie.reports.safe_side import down, up
from compensatie.reports.sentences import status_word
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Column, Heading, Paragraph, Points, Table
from compensatie.studies.decisive import DecisiveFact
from compensatie.studies.explanation import Explanation
from compensatie.studies.importance import Figure
from compensatie.studies.study import Proof
from compensatie.studies.tipping import TippingPoint

MOST_FACTS = 10
"""Figures that are told of; the document has them all."""
ONE = Fraction(1)


def explained_tipping(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """A table: what turns out worse, and up to where the rules are kept all the same."""
    if found.tipping is None:
        return
    points = found.tipping.points
    say = speaker.reader.say
    yield Heading(say("How much may turn out worse"))
    yield _together([one for one in points if one.some_package is not None], speaker)
    if single := [one for one in points if one.measure is not None]:
        yield _one_by_one(single, speaker)
    yield Paragraph(
        say(
            "Fewer jobs, or late ones, cost as much as decided. This package: worked out from its "
            "audited room. Some package: one was found and audited there, and just beyond it none "
            "exists according to the solver, where it does not say otherwise."
        )
    )


def _together(points: Sequence[TippingPoint], speaker: Speaker) -> Table:
    """What turns out worse for all measures, or in a scenario."""
    say = speaker.reader.say
    columns = (
        Column(say("What turns out worse")),
        Column(say("This package holds with")),
        Column(say("Some package exists with")),
    )
    rows = tuple(
        (what(one, speaker), worse(one, one.package, speaker), some(one, speaker)) for one in points
    )
    return Table("", columns, rows)


def _one_by_one(points: Sequence[TippingPoint], speaker: Speaker) -> Table:
    """What turns out worse for one measure, all else as decided."""
    say = speaker.reader.say
    columns = (
        Column(say("One measure alone")),
        Column(say("The package holds with")),
        Column(say("and with its jobs")),
    )
    shown: dict[str, dict[str, str]] = {}
    for one in points:
        cells = shown.setdefault(one.measure or "", {})
        cells[one.kind] = worse(one, one.package, speaker)
    rows = tuple(
        (speaker.titles.measure(name), cells.get("delivery"), cells.get("delay"))
        for name, cells in shown.items()
    )
    return Table("", columns, rows)


def what(point: TippingPoint, speaker: Speaker) -> str:
    """What turns out worse."""
    say = speaker.reader.say
    if point.scenario is not None:
        name = speaker.titles.scenario(point.scenario)
        return say("“{scenario}” moves more jobs", scenario=name)
    text = "All measures bring fewer jobs"
    if point.kind == "delay":
        text = "All measures bring their jobs later"
    return say(text)


def some(point: TippingPoint, speaker: Speaker) -> str | None:
    """Up to where some package exists; None where that was not asked."""
    return None if point.some_package is None else worse(point, point.some_package, speaker)


def worse(point: TippingPoint, figure: Figure, speaker: Speaker) -> str:
    """Up to where: rounded so that it holds there."""
    say, value = speaker.reader.say, figure.value
    if value is None:
        return say("however much") if figure.status is Proof.PROVEN else say("not determined")
    shown = _amount(point, value, speaker)
    if figure.status is Proof.PROVEN:
        return shown
    return say("{amount}; whether more was not determined", amount=shown)


def _amount(point: TippingPoint, value: Fraction, speaker: Speaker) -> str:
    say, reader = speaker.reader.say, speaker.reader
    if point.kind == "delay":
        if value == 0:
            return say("none later")
        return reader.count(value, "1 year later", "{count} years later")
    if value == ONE:
        return say("none more") if point.kind == "losses" else say("none fewer")
    share = reader.share(down(abs(value - ONE)))
    if point.kind == "losses":
        return say("{share} more", share=share)
    return say("{share} fewer", share=share)


def explained_decisive(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """The list of what to find out before deciding."""
    facts = found.decisive
    if not facts:
        return
    say = speaker.reader.say
    yield Heading(say("What to find out before deciding"))
    text = (
        "On these figures the choice hangs. Those that nobody published come first, and of them "
        "those of which the least change turns something."
    )
    yield Paragraph(say(text))
    groups = fact_groups(facts)
    yield Points(tuple((fact_words(one, speaker),) for one in groups[:MOST_FACTS]))
    if len(groups) > MOST_FACTS:
        text = "Further off: {count} more, which the tables and --json list."
        more = speaker.reader.number(Fraction(len(groups) - MOST_FACTS))
        yield Paragraph(say(text, count=more))


def fact_groups(facts: Sequence[DecisiveFact]) -> list[list[DecisiveFact]]:
    """Facts that are said alike together: the same kind of figure, of which any change turns it."""
    groups: list[list[DecisiveFact]] = []
    for one in facts:
        last = groups[-1][-1] if groups else None
        if last and _is_said_alike(last, one):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _is_said_alike(first: DecisiveFact, second: DecisiveFact) -> bool:
    alike = ("quantity", "record_status", "change", "turn")
    return second.measure is not None and all(
        getattr(first, name) == getattr(second, name) for name in alike
    )


def fact_words(facts: Sequence[DecisiveFact], speaker: Speaker) -> str:
    """Figures that are said alike, how sure they are, and beyond which change what happens."""
    first, say = facts[0], speaker.reader.say
    text = "{figure} ({status}): {change}, and {turn}."
    return say(
        text,
        figure=_figures(facts, speaker),
        status=status_word(first.record_status, speaker.reader),
        change=_change(first, speaker),
        turn=_turn(first, speaker),
    )


def _figures(facts: Sequence[DecisiveFact], speaker: Speaker) -> str:
    say, titles, first = speaker.reader.say, speaker.titles, facts[0]
    if first.scenario is not None:
        return say("The jobs that “{scenario}” moves", scenario=titles.scenario(first.scenario))
    if first.measure is None:
        return say("The jobs of all measures together")
    names = [f"“{titles.measure(one.measure)}”" for one in facts if one.measure is not None]
    text = "The jobs of {measures}"
    if first.quantity == "costs":
        text = "The costs of {measures}"
    return say(text, measures=speaker.reader.listed(names))


def _change(fact: DecisiveFact, speaker: Speaker) -> str:
    say, reader = speaker.reader.say, speaker.reader
    if fact.change == 0:
        return say("any fewer") if fact.quantity == "jobs" else say("any more")
    if fact.turn == "enters":
        share = reader.share(up(abs(fact.change)))
        return (
            say("{share} more", share=share)
            if fact.change > 0
            else say("{share} less", share=share)
        )
    share = reader.share(down(abs(fact.change)))
    text = "over {share} more"
    if fact.change < 0:
        text = "over {share} less"
    return say(text, share=share)


def _turn(fact: DecisiveFact, speaker: Speaker) -> str:
    match fact.turn:
        case "fails":
            text = "this package fails"
        case "leaves":
            text = "a package without it is better"
        case "enters":
            text = "a package with it is as good"
        case "impossible":
            text = "no package exists"
    return speaker.reader.say(text)
