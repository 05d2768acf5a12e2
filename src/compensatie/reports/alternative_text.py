# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Alternatives and importance for people."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from compensatie.engine.neighbourhood import changed_measures
from compensatie.engine.switch import Distinct
from compensatie.facts.package import Choice
from compensatie.language import Language, translate
from compensatie.reports import sections
from compensatie.reports.content.package_costs import costs_listed
from compensatie.reports.inert import shortened
from compensatie.reports.proof import made_by, none_keeps
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import (
    Block,
    Chart,
    Column,
    Heading,
    Kind,
    Paragraph,
    Points,
    Report,
    Table,
)
from compensatie.studies.alternatives import Alternative, Alternatives
from compensatie.studies.importance import Figure, Importance
from compensatie.studies.study import Proof, Stop

STOPS = {
    Stop.LIMIT: mark("There may be more packages: the list was cut at its limit."),
    Stop.TIME: mark("There may be more packages: the search stopped before it was done."),
    Stop.INTERRUPTED: mark("There may be more packages: the search was interrupted."),
    Stop.SOLVER: mark("There may be more packages: the solver broke down."),
}
"""What is said of a list that is not whole."""
MOST_DRAWN = 25
"""Packages that one chart can hold."""
COUNTED = {
    Distinct.MEASURES: mark(
        "Packages count as different here where they have other measures; of those that have the "
        "same ones the best is shown."
    ),
    Distinct.START: mark(
        "Packages count as different here where a measure is another or starts in another year; "
        "of those that have the same the best is shown."
    ),
    Distinct.SIZE: mark(
        "Packages count as different here where a measure, a start year or a size is another."
    ),
}
"""What counts as another package."""


def alternatives_report(found: Alternatives, language: Language) -> Report:
    """The list, what each measure means for it, and whether it is whole."""
    speaker = Speaker(found.case, language)
    title = speaker.titles.case(found.case.model)
    return (
        Heading(speaker.reader.say("Alternatives: {title}", title=title), is_main=True),
        *(packages_of_list(found, speaker) if found.packages else _nothing(found, speaker)),
        *_importance(found, speaker),
        Heading(speaker.reader.say("How sure this is")),
        Paragraph(_origin(found, speaker)),
        *completeness_of_list(found, speaker),
    )


def _nothing(found: Alternatives, speaker: Speaker) -> Iterator[Block]:
    if str(found.status) == "infeasible":
        yield Paragraph(none_keeps(speaker, found.provenance.solver, is_certified=found.certified))
        return
    text = "It is not known whether a package keeps every hard rule in {scenarios}."
    yield Paragraph(speaker.reader.say(text, scenarios=speaker.scenarios()))


def packages_of_list(found: Alternatives, speaker: Speaker) -> Iterator[Block]:
    """The first package, and what differs from it in the others."""
    yield Paragraph(speaker.reader.say(COUNTED[found.distinct]))
    yield from sections.package(found.packages[0].audit, speaker)
    if 1 < len(found.packages) <= MOST_DRAWN:
        yield Chart(costs_listed(found, speaker))
    yield from others_of_list(found, speaker)


def others_of_list(found: Alternatives, speaker: Speaker) -> Iterator[Block]:
    """What differs from the first package in the others, where there are others."""
    if len(found.packages) > 1:
        yield Heading(speaker.reader.say("The packages, the best first"))
        yield _table(found, speaker)


def _table(found: Alternatives, speaker: Speaker) -> Table:
    say = speaker.reader.say
    kind: Kind = "money" if found.case.stages[0].objective.unit == "EUR" else "jobs"
    columns = (
        Column("", "year"),
        Column(_value_title(found, speaker), kind),
        Column(say("More than the first"), kind),
        Column(say("What differs from the first")),
    )
    first = found.packages[0]
    rows = tuple(
        (number, one.value, one.value - first.value, _difference(first, one, speaker))
        for number, one in enumerate(found.packages, start=1)
    )
    return Table("", columns, rows)


def _value_title(found: Alternatives, speaker: Speaker) -> str:
    """What packages are listed by: their cost alone only where no soft rule adds to it."""
    say, objective = speaker.reader.say, found.case.stages[0].objective
    if objective.unit != "EUR":
        return say("Value of the objective")
    adds = any(not one.rule.is_hard and one.rule.price for one in found.case.rules)
    is_cost = found.case.model.objective.minimise == "cost" and not adds
    return say("Net present value, EUR") if is_cost else say("Value of the objective, EUR")


def _difference(first: Alternative, other: Alternative, speaker: Speaker) -> str:
    """What another package does otherwise, measure by measure."""
    say = speaker.reader.say
    before, after = first.package.by_measure(), other.package.by_measure()
    told = [
        _change(name, before.get(name), after.get(name), speaker)
        for name in changed_measures(first.package, other.package)
    ]
    if other.is_tied:
        told.append(say("(a tie)"))
    return "; ".join(told) or "–"


def _change(name: str, before: Choice | None, after: Choice | None, speaker: Speaker) -> str:
    say, title = speaker.reader.say, shortened(speaker.titles.measure(name), 40)
    if after is None:
        return say("without {measure}", measure=title)
    size = speaker.reader.number(Fraction(after.size))
    if before is None:
        text = "with {measure} ({size}) from {year}"
    elif before.start == after.start:
        text = "{measure} at {size}"
    else:
        text = "{measure} from {year}, at {size}"
    return say(text, measure=title, size=size, year=str(after.start))


def _importance(found: Alternatives, speaker: Speaker) -> Iterator[Block]:
    if not found.importance:
        return
    say = speaker.reader.say
    yield Heading(say("What each measure means for these packages"))
    columns = (
        Column(say("Measure")),
        Column(say("In")),
        Column(say("Least size")),
        Column(say("Greatest size")),
        Column(say("Without it, the rest kept")),
        Column(say("Without it, the rest free")),
    )
    yield Table("", columns, tuple(_row(one, speaker) for one in found.importance))
    text = (
        "Without it: what the best package costs more that does without the measure; with the rest "
        "kept, the other measures keep their start years and at least their sizes."
    )
    yield Paragraph(say(text))
    everywhere = {one.measure for one in found.importance if one.share == "all"}
    pairs = (_pairs(one, everywhere, speaker) for one in found.importance)
    if points := tuple((sentence,) for told in pairs for sentence in told):
        yield Points(points)


def _row(one: Importance, speaker: Speaker) -> tuple[str, ...]:
    say = speaker.reader.say
    shares = {"all": say("all"), "some": say("some"), "none": say("none")}
    return (
        speaker.titles.measure(one.measure),
        say("not known") if one.share is None else shares[one.share],
        _size(one.least, speaker),
        _size(one.greatest, speaker),
        _cost(one.rest_kept, speaker),
        _cost(one.rest_free, speaker),
    )


def _size(figure: Figure, speaker: Speaker) -> str:
    shown = None if figure.value is None else speaker.reader.number(figure.value)
    return _standing(figure, shown, speaker)


def _cost(figure: Figure, speaker: Speaker) -> str:
    unit = speaker.case.stages[0].objective.unit
    shown = None if figure.value is None else speaker.amount_with_unit(figure.value, unit)
    return _standing(figure, shown, speaker)


def _standing(figure: Figure, shown: str | None, speaker: Speaker) -> str:
    """A figure, and that it is not proven where that is so."""
    say = speaker.reader.say
    if figure.status is Proof.NO_PACKAGE:
        return say("no package exists")
    if shown is None:
        return say("not known")
    return shown if figure.status is Proof.PROVEN else say("not proven: {figure}", figure=shown)


def _pairs(one: Importance, everywhere: Collection[str], speaker: Speaker) -> Iterator[str]:
    """With what a measure never, or always, is; that it is with what all packages have is plain."""
    usual = tuple(name for name in one.always_with if name not in everywhere)
    told = {
        mark("{measure} is never together with {others}."): one.never_with,
        mark("{measure} is always together with {others}."): usual,
        mark("Whether {measure} can be with, or without, {others} is not known."): one.open_with,
    }
    for text, others in told.items():
        if others:
            yield _pair(text, one.measure, others, speaker)


def _pair(text: str, measure: str, others: Sequence[str], speaker: Speaker) -> str:
    titles = speaker.titles
    names = speaker.reader.listed([titles.measure(name) for name in others])
    return speaker.reader.say(text, measure=titles.measure(measure), others=names)


def _origin(found: Alternatives, speaker: Speaker) -> str:
    text = (
        "Each package was checked in exact fractions; that there are no others is {solver}'s word."
    )
    if found.certified:
        text = (
            "Each package was checked in exact fractions, and exact arithmetic proves that there "
            "are no others."
        )
    told = speaker.reader.say(text, solver=shortened(found.provenance.solver))
    return f"{told} {made_by(found.provenance, speaker.reader)}"


def completeness_of_list(found: Alternatives, speaker: Speaker) -> Iterator[Block]:
    """Whether the list is whole: the last thing that is said."""
    if found.reason:
        text = "The search stopped before it was done: {reason}."
        reason = shortened(translate(found.reason, speaker.language))
        yield Paragraph(speaker.reader.say(text, reason=reason))
    if found.packages and found.is_complete:
        yield Paragraph(_counted(found, speaker))
    elif found.packages:
        yield Paragraph(speaker.reader.say(STOPS[found.stop or Stop.TIME]))


def _counted(found: Alternatives, speaker: Speaker) -> str:
    reader, count = speaker.reader, len(found.packages)
    if found.distance is not None:
        text = "No {count} packages differ more: any two of these in at least {distance}."
        return reader.say(text, count=str(count), distance=str(found.distance))
    if found.share is None:
        one = "The list is complete: no other package is as good."
        return reader.count(
            count, one, "The list is complete: these are the {count} best packages."
        )
    one = "The list is complete: there is exactly 1 package within {percent} %."
    many = "The list is complete: there are exactly {count} packages within {percent} %."
    percent = reader.number(found.share * 100, decimals=6)
    return reader.say(one if count == 1 else many, count=str(count), percent=percent)
