# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where many futures have no package, or a given package fails, and which figures explain that."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Heading, Paragraph, Points
from compensatie.studies.boxes import Box, Limit
from compensatie.studies.ensemble import Ensemble, PackageTally
from compensatie.studies.tally import MissTally

SHOWN = 12
"""Draws, and rules missed, that are named."""
BREACHES = {
    "relation": mark("a relation between measures"),
    "lock": mark("a lock of the model or the call"),
    "size": mark("the sizes that a measure can have"),
    "start": mark("the years in which a measure can start"),
}
"""What is broken besides rules."""


def no_package(found: Ensemble, speaker: Speaker) -> Iterator[Block]:
    """In which draws there is no package at all, and why."""
    if not found.without_package:
        return
    text = "No package exists in draws {draws}."
    yield Paragraph(speaker.reader.say(text, draws=_numbers(found.without_package)))
    yield from _explained(found.box_without_package, speaker)


def package_that_fails(one: PackageTally, speaker: Speaker) -> Iterator[Block]:
    """How often a given package holds, what it misses, and which figures explain that."""
    reader = speaker.reader
    yield Heading(reader.say("The package “{name}”", name=one.label))
    yield Paragraph(_verdict(one, speaker))
    if not one.failing:
        return
    shown = tuple((_miss(miss, speaker),) for miss in one.misses[:SHOWN])
    yield Points(shown)
    if one.holds:
        told = reader.say("It fails in draws {draws}.", draws=_numbers(one.failing))
        yield Paragraph(told)
        yield from _explained(one.box, speaker)


def _verdict(one: PackageTally, speaker: Speaker) -> str:
    reader = speaker.reader
    text = "It keeps every hard rule in {holds} of {of} futures ({share})."
    if not one.of:
        return reader.say("It was not looked at in any future.")
    share = reader.share(Fraction(one.holds, one.of))
    holds, every = (reader.number(Fraction(count)) for count in (one.holds, one.of))
    told = reader.say(text, holds=holds, of=every, share=share)
    if one.cost is None:
        return told
    text = "It costs {middle} in the middle draw; in nine draws out of ten from {low} to {high}."
    named = ("middle", "low", "high")
    amounts = {name: reader.money(Fraction(getattr(one.cost, name))) for name in named}
    return f"{told} {reader.say(text, **amounts)}"


def _miss(one: MissTally, speaker: Speaker) -> str:
    """One rule that is missed: where, how often, in which years, and by how much at worst."""
    reader = speaker.reader
    titles = {entry.rule.id: speaker.titles.rule(entry.rule) for entry in speaker.case.rules}
    if one.rule not in titles:
        return reader.say("It breaks {what}.", what=reader.say(BREACHES[one.rule]))
    where = [] if one.province is None else [speaker.titles.province(one.province)]
    where += [] if one.scenario is None else [speaker.titles.scenario(one.scenario)]
    place = f" ({', '.join(where)})" if where else ""
    years = list(one.years)
    span = f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years))
    text = "“{rule}”{place}: missed in {draws} draws; years: {years}; at worst {worst} short."
    return reader.say(
        text,
        rule=titles[one.rule],
        place=place,
        draws=reader.number(Fraction(one.draws)),
        years=span or "–",
        worst=reader.number(Fraction(one.worst)),
    )


def _numbers(draws: tuple[int, ...]) -> str:
    more = ", …" if len(draws) > SHOWN else ""
    return ", ".join(map(str, draws[:SHOWN])) + more


def _explained(box: Box | None, speaker: Speaker) -> Iterator[Block]:
    reader = speaker.reader
    if box is None:
        text = "The figures drawn do not explain where: too few draws fail, or too few do not."
        yield Paragraph(reader.say(text))
        return
    text = (
        "That is so in {density} of the draws where {limits}; {coverage} of all such draws lie "
        "there."
    )
    sides = reader.listed([_limit(one, speaker) for one in box.limits])
    yield Paragraph(
        reader.say(
            text,
            limits=sides,
            density=reader.share(Fraction(box.failing_inside, box.inside)),
            coverage=reader.share(Fraction(box.failing_inside, box.failing)),
        )
    )


def _limit(one: Limit, speaker: Speaker) -> str:
    reader, name = speaker.reader, f"“{speaker.titles.uncertainty(one.uncertainty)}”"
    least, most = _value(one.least, speaker), _value(one.most, speaker)
    if one.least is None:
        return reader.say("{name} is at most {most}", name=name, most=most)
    if one.most is None:
        return reader.say("{name} is at least {least}", name=name, least=least)
    return reader.say("{name} is from {least} to {most}", name=name, least=least, most=most)


def _value(value: Decimal | None, speaker: Speaker) -> str:
    return "" if value is None else speaker.reader.number(Fraction(value), decimals=3)
