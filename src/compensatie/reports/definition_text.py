# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""For people: what the answer is under each lawful reading of the norms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from compensatie.engine.outcome import Status
from compensatie.reports.comparison_text import STANDINGS, difference_words
from compensatie.reports.inert import shortened
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Column, Heading, Paragraph, Points, Table
from compensatie.studies.definitions import Answered, Definitions, ReadingStatus
from compensatie.studies.explanation import Explanation
from compensatie.studies.reading import Reading

WORDS = {
    ("basis", "posts"): mark("posts count, filled or not"),
    ("basis", "filled"): mark("only filled posts count"),
    ("hub_factor", Decimal(1)): mark("guests of a hub count in full"),
    ("hub_factor", Decimal(0)): mark("guests of a hub do not count"),
    ("national", "total"): mark("the country includes the province itself"),
    ("national", "without-province"): mark("the country leaves the province out"),
    ("by", "population"): mark("an even share goes by the population"),
    ("by", "labour_force"): mark("an even share goes by the labour force"),
}
"""How a definition is filled in."""


def definition_blocks(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """Every reading with its answer, then what holds under all of them."""
    told = found.definitions
    if told is None:
        return
    say = speaker.reader.say
    yield Heading(say("How else the norms can be read"))
    yield from map(Paragraph, _summary(told, speaker))
    if told.single:
        yield _table(say("One definition read otherwise"), told.single, told, speaker)
        yield from _changes(told, speaker)
    if told.together:
        title = say("Several definitions read otherwise together")
        yield _table(title, told.together, told, speaker)
    yield from map(Paragraph, _remarks(told, speaker))


def _summary(told: Definitions, speaker: Speaker) -> Iterator[str]:
    """Whether it matters how the norms are read: cost, packages that exist, measures kept."""
    say, count = speaker.reader.say, len(told.every)
    if count == 1:
        yield say("No other reading asks anything else: the rules leave nothing open here.")
        return
    text = (
        "The law leaves open how to count. Besides the model's own reading, {count} others ask "
        "something else of a package."
    )
    if count == 2:
        text = (
            "The law leaves open how to count. Besides the model's own reading, 1 other asks "
            "something else of a package."
        )
    yield say(text, count=str(count - 1))
    yield from _costs(told, speaker)
    if (none := _number(told, ReadingStatus.INFEASIBLE)) and none < count:
        text = "Under {none} of these {count} readings no package exists, according to the solver."
        yield say(text, none=str(none), count=str(count))
    elif none:
        yield say("Under none of these {count} readings does a package exist.", count=str(count))
    if unknown := _number(told, ReadingStatus.UNSOLVED):
        text = "Under {unknown} of them it is not determined whether a package exists."
        yield say(text, unknown=str(unknown))


def _number(told: Definitions, status: ReadingStatus) -> int:
    return sum(one.status is status for one in told.every)


def _costs(told: Definitions, speaker: Speaker) -> Iterator[str]:
    """What the best packages cost, where they are proven, and what they have in common."""
    say, money = speaker.reader.say, speaker.reader.money
    proven = [one.criteria for one in told.every if one.status is ReadingStatus.OPTIMAL]
    best = [one for one in proven if one is not None]
    if len(best) < 2:
        return
    costs = [one.present_value for one in best]
    text = (
        "Where there is a best package, according to the solver, its measures cost from {least} "
        "to {most} (net present value), by how one reads."
    )
    yield say(text, least=money(min(costs)), most=money(max(costs)))
    chosen = [{choice.measure for choice in one.audit.package.choices} for one in best]
    always = [one.id for one in told.case.facts.measures if all(one.id in own for own in chosen)]
    if always:
        names = speaker.reader.listed([speaker.titles.measure(name) for name in always])
        yield say("Each of these packages has {measures}.", measures=names)


def reading_words(reading: Reading, speaker: Speaker) -> str:
    """A reading in a few words."""
    say = speaker.reader.say
    return "; ".join(
        say("change is counted from {year}", year=str(value))
        if key == "base_year"
        else say(WORDS[key, value])
        for key, value in reading.values
    )


def _table(title: str, every: Sequence[Answered], told: Definitions, speaker: Speaker) -> Table:
    """The answer under each of some readings."""
    say = speaker.reader.say
    has_given = any(one.given is not None for one in every)
    has_penalty = any(one.criteria and one.criteria.audit.penalty for one in told.every)
    columns = [
        Column(say("Reading")),
        Column(say("Status")),
        Column(say("Net present value, EUR"), "money"),
        *([Column(say("Price of what soft rules miss, EUR"), "money")] if has_penalty else []),
        Column(say("Together more than the model's own, EUR"), "money"),
        *([Column(say("Package given"))] if has_given else []),
    ]
    rows = tuple(
        (
            reading_words(one.reading, speaker),
            _standing(one, speaker),
            None if one.criteria is None else one.criteria.present_value,
            *([_penalty(one)] if has_penalty else []),
            told.extra_cost(one),
            *([_given(one, speaker)] if has_given else []),
        )
        for one in every
    )
    return Table(title, tuple(columns), rows)


def _standing(one: Answered, speaker: Speaker) -> str:
    if one.status is ReadingStatus.MISSING_FACTS:
        return speaker.reader.say("figures are missing")
    return speaker.reader.say(STANDINGS[Status(one.status)])


def _given(one: Answered, speaker: Speaker) -> str | None:
    if one.given is None:
        return None
    return speaker.reader.say("enough") if one.given.met else speaker.reader.say("not enough")


def _penalty(one: Answered) -> Fraction | None:
    return None if one.criteria is None else one.criteria.audit.penalty


def _changes(told: Definitions, speaker: Speaker) -> Iterator[Block]:
    """For each reading what its package does otherwise, or what is missing."""
    points = []
    for one in told.single:
        words = f"{reading_words(one.reading, speaker)}:"
        if one.status is ReadingStatus.MISSING_FACTS:
            missing = dict.fromkeys(_missing(one, speaker))
            points.append((f"{words} {'; '.join(missing)}.",))
        elif one.criteria is not None and told.own.criteria is not None:
            points.append((f"{words} {_changed(one, told, speaker)}.",))
    if points:
        yield Heading(speaker.reader.say("What the package then does otherwise"))
        yield Points(tuple(points))


def _changed(one: Answered, told: Definitions, speaker: Speaker) -> str:
    found = [each for each in told.differences(one) if each.measure is not None]
    words = "; ".join(difference_words(each, speaker) for each in found)
    return words or speaker.reader.say("nothing")


def _missing(one: Answered, speaker: Speaker) -> Iterator[str]:
    for fault in one.faults:
        yield shortened(fault.message(speaker.language))
    rules = {entry.rule.id: entry.rule for entry in speaker.case.rules}
    for rule, province in one.untested:
        title = speaker.titles.rule(rules[rule])
        where = "–" if province is None else speaker.titles.province(province)
        text = "“{rule}” could not be tested for {province}"
        yield speaker.reader.say(text, rule=title, province=where)


def _remarks(told: Definitions, speaker: Speaker) -> Iterator[str]:
    """Readings that come to the same, and combinations that were not asked."""
    say = speaker.reader.say
    if told.same:
        names = "; ".join(reading_words(one, speaker) for one in told.same)
        text = "What asks exactly the same of every package as the model's own reading: {readings}."
        yield say(text, readings=names)
    if told.left_out:
        text = "{count} combinations of these readings were not asked: they are too many."
        yield say(text, count=str(told.left_out))
