# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Points that no package beats, for people."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction

from compensatie.language import Language, translate
from compensatie.reports.aim_titles import title_of
from compensatie.reports.content.trade_off_picture import trade_off_picture
from compensatie.reports.inert import shortened
from compensatie.reports.proof import made_by, none_keeps
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Chart, Column, Heading, Paragraph, Report, Row, Table
from compensatie.studies.pareto import Pareto, Point, Values
from compensatie.studies.study import Stop

STOPS = {
    Stop.LIMIT: mark("There are more points: the list was cut at its limit."),
    Stop.TIME: mark("There may be more points: the search stopped before it was done."),
    Stop.INTERRUPTED: mark("There may be more points: the search was interrupted."),
    Stop.SOLVER: mark("There may be more points: the solver broke down."),
}
"""What is said where points may be missing."""
NAMED = 3
"""Measures of a package that a line of the table names."""
LONGEST = 60
"""Characters of such a name that are shown."""


def pareto_report(found: Pareto, language: Language) -> Report:
    """The points, the best and worst values, and whether there are others."""
    speaker = Speaker(found.case, language)
    say, title = speaker.reader.say, speaker.titles.case(found.case.model)
    return (
        Heading(say("Trade-offs: {title}", title=title), is_main=True),
        *(_points(found, speaker) if found.points else no_points(found, speaker)),
        Heading(say("How sure this is")),
        Paragraph(_origin(found, speaker)),
        *completeness(found, speaker),
    )


def no_points(found: Pareto, speaker: Speaker) -> Iterator[Block]:
    """That there is none, or that it is not known."""
    if str(found.status) == "infeasible":
        yield Paragraph(none_keeps(speaker, found.provenance.solver))
        return
    text = "It is not known whether a package keeps every hard rule in {scenarios}."
    yield Paragraph(speaker.reader.say(text, scenarios=speaker.scenarios()))


def _points(found: Pareto, speaker: Speaker) -> Iterator[Block]:
    say = speaker.reader.say
    yield Paragraph(explained(speaker))
    shared, table = point_table(found, speaker)
    if shared:
        yield Paragraph(shared)
    yield Chart(trade_off_picture(found, speaker))
    yield table
    yield Heading(say("The best of each, and what the others are then"))
    yield Table("", (Column(""), *_columns(found, speaker)), tuple(_ends(found, speaker)))


def explained(speaker: Speaker) -> str:
    """What a point is."""
    text = (
        "In each of these points nothing can be better without something else being worse. One "
        "package is shown for each; others may have the same values."
    )
    return speaker.reader.say(text)


def point_table(found: Pareto, speaker: Speaker) -> tuple[str, Table]:
    """What all points have in common, in a sentence, and a line for each point."""
    say = speaker.reader.say
    shared = _shared(found)
    title = say("Other measures") if shared else say("Measures")
    columns = (Column("", "year"), *_columns(found, speaker), Column(title))
    rows = tuple(
        (number, *_cells(one.values, found), _chosen(one, shared, speaker))
        for number, one in enumerate(found.points, start=1)
    )
    names = speaker.reader.listed([speaker.titles.measure(name) for name in shared])
    told = say("Every package shown has {measures}.", measures=names) if shared else ""
    return told, Table("", columns, rows)


def _ends(found: Pareto, speaker: Speaker) -> Iterator[Row]:
    """The payoff table, then the best and the worst value of each objective."""
    say = speaker.reader.say
    titles = {aim.text: title_of(aim, speaker) for aim in found.aims}
    for text, point in found.payoff.items():
        yield say("Least: {objective}", objective=titles[text]), *_cells(point.values, found)
    yield say("Best values"), *_cells(found.ideal, found)
    worst = say("Worst values") if found.is_complete else say("Worst values found so far")
    yield worst, *_cells(found.nadir, found)


def _cells(values: Values, found: Pareto) -> tuple[Fraction | None, ...]:
    return tuple(values.get(text) for text in found.units)


def _columns(found: Pareto, speaker: Speaker) -> Iterator[Column]:
    for aim in found.aims:
        kind = found.units[aim.text]
        yield Column(title_of(aim, speaker), "money" if kind == "EUR" else "jobs")


def _shared(found: Pareto) -> tuple[str, ...]:
    """The measures that the packages of all points have, where there are several points."""
    packages = [one.package.by_measure() for one in found.points]
    if len(packages) == 1:
        return ()
    return tuple(name for name in packages[0] if all(name in other for other in packages))


def _chosen(point: Point, shared: Collection[str], speaker: Speaker) -> str:
    """The measures that not all points have: by name, where they are few."""
    names = [name for name in point.package.by_measure() if name not in shared]
    if len(names) <= NAMED:
        return "; ".join(shortened(speaker.titles.measure(name), LONGEST) for name in names) or "–"
    return speaker.reader.say("{count} measures", count=str(len(names)))


def _origin(found: Pareto, speaker: Speaker) -> str:
    text = (
        "Each package was checked in exact fractions; that there are no others is {solver}'s word."
    )
    told = speaker.reader.say(text, solver=shortened(found.provenance.solver))
    return f"{told} {made_by(found.provenance, speaker.reader)}"


def completeness(found: Pareto, speaker: Speaker) -> Iterator[Block]:
    """Whether every point is there: the last thing that is said."""
    reader = speaker.reader
    if found.reason:
        text = "The search stopped before it was done: {reason}."
        reason = shortened(translate(found.reason, speaker.language))
        yield Paragraph(reader.say(text, reason=reason))
    if found.stop is not None:
        yield Paragraph(reader.say(STOPS[found.stop]))
        one, many = "1 zone is left to look at.", "{count} zones are left to look at."
        yield Paragraph(reader.count(found.open_zones, one, many))
    elif found.points:
        one = "The set is complete: there is exactly 1 point that no package beats."
        many = "The set is complete: there are exactly {count} points that no package beats."
        yield Paragraph(reader.count(len(found.points), one, many))
