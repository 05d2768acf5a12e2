# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the way of a package: what cannot hold together, with the arithmetic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from compensatie.reports.places import periods
from compensatie.reports.reader import mark
from compensatie.reports.sentences import status_word
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Heading, Paragraph, Points
from compensatie.studies.conflict import (
    Conflict,
    LimitInConflict,
    RelationInConflict,
    RowInConflict,
)
from compensatie.studies.conflict_figures import RestsOn, rests_on
from compensatie.studies.explanation import Explanation

RELATIONS = {
    "requires": mark("{first} needs {last} to start no later."),
    "excludes": mark("{measures} exclude each other."),
    "together": mark("{measures} go together."),
    "at-most": mark("At most {count} of {measures} can be chosen."),
    "at-least": mark("At least {count} of {measures} must be chosen."),
}
"""What a relation asks."""
LIMITS = {
    "size": mark("No measure is larger than it can be: {measures}."),
    "earliest": mark("No measure starts sooner than it can: {measures}."),
    "latest": mark("No measure starts later than it can: {measures}."),
    "include": mark("These must be chosen: {measures}."),
    "exclude": mark("These must not be chosen: {measures}."),
}
"""What limits of measures ask, those of one kind together."""

MOST_OPEN = 12
"""Rows of which a conflict that is not proven minimal still tells something."""


def conflict_in_words(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """The members, and how near they come to what is asked."""
    conflict, say = found.conflict, speaker.reader.say
    if conflict is None:
        return
    yield Heading(say("What stands in the way"))
    if not conflict.is_proven_minimal and len(conflict.rows) > MOST_OPEN:
        yield Paragraph(say("The search stopped before this was determined."))
        return
    if not conflict.is_proven_minimal:
        text = "These cannot all hold; whether each of them is needed was not determined:"
    elif len(conflict.members) == 1:
        text = "This cannot hold, whatever else gives way:"
    else:
        # Only of the members: what stands beside them may well conflict in another way.
        text = (
            "These cannot all hold together. Each of them is needed for that: without any single "
            "one the others can, whatever else is asked left aside:"
        )
    yield Paragraph(say(text))
    yield Points(tuple(_points(conflict, speaker)))
    yield from map(Paragraph, _unsure(conflict, speaker))


def _unsure(conflict: Conflict, speaker: Speaker) -> Iterator[str]:
    """The figures behind it that nobody published: what to find out before deciding."""
    names: dict[str, list[str]] = {}
    for one in rests_on(conflict):
        if one.status != "sourced":
            names.setdefault(one.status, []).append(_figure(one, speaker))
    if names:
        listed = speaker.reader.listed
        groups = (f"{status_word(one, speaker.reader)}: {listed(names[one])}" for one in names)
        text = "Figures behind this that are not from a source – {groups}."
        yield speaker.reader.say(text, groups="; ".join(groups))


def _figure(figure: RestsOn, speaker: Speaker) -> str:
    """What a record is called."""
    titles = speaker.titles
    of_measure = figure.kind == "measure"
    return titles.measure(figure.name) if of_measure else titles.change(figure.name)


def _points(conflict: Conflict, speaker: Speaker) -> Iterator[tuple[str, ...]]:
    any_start = not any(one.limit in ("earliest", "latest") for one in conflict.limits)
    for group in conflict.groups():
        yield _row(group, speaker, any_start=any_start and bool(conflict.limits))
    for relation in conflict.relations:
        yield (_relation(relation, speaker),)
    for kind in LIMITS:
        if own := [one for one in conflict.limits if one.limit == kind]:
            named = speaker.reader.listed([_limit(one, speaker) for one in own])
            yield (speaker.reader.say(LIMITS[kind], measures=named),)


def _row(group: Sequence[RowInConflict], speaker: Speaker, *, any_start: bool) -> tuple[str, ...]:
    """A rule at one place, and in its worst year what is asked and what can be had."""
    worst = max(group, key=lambda one: one.missing)
    place = worst.place
    parts = [f"“{speaker.titles.rule(worst.rule)}”"]
    if place.scenario is not None and speaker.places.tells_scenario:
        parts.append(speaker.titles.scenario(place.scenario))
    if where := speaker.places.where(place):
        parts.append(where)
    years = periods(one.place.year for one in group if one.place.year is not None)
    head = f"{', '.join(parts)}: {years}" if years else ", ".join(parts)
    arithmetic = _arithmetic(worst, speaker, any_start=any_start)
    if len(group) > 1 and worst.place.year is not None:
        arithmetic = f"{worst.place.year}: {arithmetic}"
    return f"{head}.", arithmetic


def _arithmetic(row: RowInConflict, speaker: Speaker, *, any_start: bool) -> str:
    say, unit = speaker.reader.say, row.rule.unit

    def shown(value: Fraction | None) -> str:
        return "–" if value is None else speaker.amount_with_unit(value, unit)

    if row.short is None or row.reach is None:
        return say("How near one can come was not determined.")
    if not row.missing:
        text = (
            "With all else in this list it comes no nearer than {measured}; the limit is {bound}."
        )
        return say(text, measured=shown(row.measured), bound=shown(row.bound))
    figures = {
        "missing": shown(row.missing),
        "reach": shown(row.reach),
        "short": shown(row.short),
    }
    if row.reach <= 0:
        text = "{missing} missing without measures, and no measure adds any."
    elif any_start:
        text = (
            "At most {reach} can be had, even if every measure could start in any year; {missing} "
            "needed: {short} short."
        )
    else:
        text = "At most {reach} can be had; {missing} needed: {short} short."
    return say(text, **figures)


def _relation(relation: RelationInConflict, speaker: Speaker) -> str:
    names = [speaker.titles.measure(name) for name in relation.measures]
    return speaker.reader.say(
        RELATIONS[relation.kind],
        measures=speaker.reader.listed(names),
        first=names[0],
        last=names[-1],
        count=str(relation.count),
    )


def _limit(limit: LimitInConflict, speaker: Speaker) -> str:
    title = speaker.titles.measure(limit.measure)
    if limit.value is None:
        return title
    is_year = isinstance(limit.value, int)
    value = str(limit.value) if is_year else speaker.reader.number(Fraction(limit.value))
    return f"{title} ({value})"
