# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Many futures, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from compensatie.engine.outcome import Status
from compensatie.language import Language, translate
from compensatie.reports.content.pictures import Shares, Shown
from compensatie.reports.ensemble_failing import no_package, package_that_fails
from compensatie.reports.inert import shortened
from compensatie.reports.proof import made_by
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Chart, Column, Heading, Paragraph, Report, Table
from compensatie.studies.draws import Method
from compensatie.studies.ensemble import Ensemble
from compensatie.studies.study import Stop
from compensatie.studies.tally import MeasureTally, Spread

METHODS: dict[Method, str] = {
    "latin": mark("a Latin hypercube with seed {seed}"),
    "sobol": mark("a Sobol sequence with seed {seed}"),
    "file": mark("draws from a file"),
}
"""How draws are made, in words."""
STOPS = {
    Stop.INTERRUPTED: mark("The run was interrupted; with --store the same call goes on."),
    Stop.SOLVER: mark("The run stopped: {reason}."),
    Stop.WORKERS: mark(
        "The run stopped, because no worker process could begin ({reason}). Give it more memory or "
        "fewer --workers; with --store the same call then goes on."
    ),
}
"""What is said of a run that was broken off."""


def ensemble_report(found: Ensemble, language: Language) -> Report:
    """How often, how much, what fails and why, and how sure that is."""
    speaker = Speaker(found.case, language)
    say, title = speaker.reader.say, speaker.titles.case(found.case.model)
    heading = Heading(say("Many futures: {title}", title=title), is_main=True)
    return heading, *ensemble_blocks(found, speaker)


def ensemble_blocks(found: Ensemble, speaker: Speaker) -> Iterator[Block]:
    """All of it, without the title."""
    yield Paragraph(_in_all(found, speaker))
    yield from _cost(found.cost, speaker)
    yield from no_package(found, speaker)
    yield from _measures(found, speaker)
    for one in found.packages_held:
        yield from package_that_fails(one, speaker)
    yield from _morris(found, speaker)
    yield Heading(speaker.reader.say("How sure this is"))
    yield Paragraph(_origin(found, speaker))
    yield from _completeness(found, speaker)


def _in_all(found: Ensemble, speaker: Speaker) -> str:
    """How many futures there are, and how many have a package."""
    number = speaker.reader.number
    text = (
        "Of {count} drawn futures {optimal} have a best package in {scenarios}; in {none} no "
        "package keeps every hard rule."
    )
    return speaker.reader.say(
        text,
        count=number(Fraction(len(found.draws.points))),
        optimal=number(Fraction(found.statuses[Status.OPTIMAL])),
        none=number(Fraction(found.statuses[Status.INFEASIBLE])),
        scenarios=speaker.scenarios(),
    )


def _cost(spread: Spread | None, speaker: Speaker) -> Iterator[Block]:
    if spread is None:
        return
    text = (
        "The best package costs {middle} (net present value) in the middle draw; in nine draws out "
        "of ten from {low} to {high}, and at the most {most}."
    )
    named = ("middle", "low", "high", "most")
    amounts = {name: _euros(Fraction(getattr(spread, name)), speaker) for name in named}
    yield Paragraph(speaker.reader.say(text, **amounts))


def _euros(value: Fraction, speaker: Speaker) -> str:
    return speaker.reader.money(value)


def _measures(found: Ensemble, speaker: Speaker) -> Iterator[Block]:
    tallies = found.measures_chosen
    if not tallies or not tallies[0].of:
        return
    say = speaker.reader.say
    yield Heading(say("How often each measure is in the best package"))
    yield Chart(_picture(tallies, speaker))
    columns = (
        Column(say("Measure")),
        Column(say("Draws"), "jobs"),
        Column(say("Share")),
        Column(say("Starts")),
        Column(say("Size, least"), "jobs"),
        Column(say("middle"), "jobs"),
        Column(say("most"), "jobs"),
    )
    yield Table("", columns, tuple(_measure(one, speaker) for one in tallies))


def _picture(tallies: Sequence[MeasureTally], speaker: Speaker) -> Shares:
    """In what share of the draws each measure is in the best package."""
    say, reader = speaker.reader.say, speaker.reader
    text = "Of the draws that have a best package, the share in which it has each measure."
    shown = Shown(say("How often each measure is in the best package"), say(text))
    shares = [(one.measure, Fraction(one.chosen, one.of)) for one in tallies]
    return Shares(
        shown,
        tuple((speaker.titles.measure(name), one, reader.share(one)) for name, one in shares),
    )


def _measure(one: MeasureTally, speaker: Speaker) -> tuple[str | Fraction | None, ...]:
    sizes = one.sizes
    told = (None, None, None) if sizes is None else (sizes.least, sizes.middle, sizes.most)
    starts = ", ".join(
        f"{year}: {speaker.reader.share(Fraction(count, one.chosen), 0)}"
        for year, count in one.starts.items()
    )
    return (
        speaker.titles.measure(one.measure),
        Fraction(one.chosen),
        speaker.reader.share(Fraction(one.chosen, one.of)),
        starts or None,
        *(None if size is None else Fraction(size) for size in told),
    )


def _morris(found: Ensemble, speaker: Speaker) -> Iterator[Block]:
    effects = found.morris
    if effects is None:
        return
    say = speaker.reader.say
    yield Heading(say("Which uncertainty matters to the cost"))
    if not effects.effects:
        text = "Too few trajectories have a package throughout: nothing can be said."
        yield Paragraph(say(text))
        return
    columns = (
        Column(say("Uncertain figures")),
        Column(say("Mean size of the effect, EUR"), "money"),
        Column(say("Its standard deviation, EUR"), "money"),
    )
    ranked = sorted(effects.effects, key=lambda one: -one.mu_star)
    rows = tuple(
        (speaker.titles.uncertainty(one.uncertainty), Fraction(one.mu_star), Fraction(one.sigma))
        for one in ranked
    )
    yield Table("", columns, rows)
    text = (
        "What the cost of the best package changes by where one figure goes over its whole range "
        "(Morris; {count} of {of} trajectories have a package throughout)."
    )
    yield Paragraph(say(text, count=str(effects.trajectories), of=str(effects.of)))


def _origin(found: Ensemble, speaker: Speaker) -> str:
    say = speaker.reader.say
    method = say(METHODS[found.draws.method], seed=str(found.draws.seed))
    text = (
        "Drawn by {method}. Each package was checked in exact fractions against the figures drawn; "
        "that there is no better one is {solver}'s word."
    )
    told = say(text, method=method, solver=shortened(found.provenance.solver))
    return f"{told} {made_by(found.provenance, speaker.reader)}"


def _completeness(found: Ensemble, speaker: Speaker) -> Iterator[Block]:
    """Whether every draw has an answer: the last thing that is said."""
    reader = speaker.reader
    if found.stop in STOPS:
        reason = shortened(translate(found.reason, speaker.language), 200)
        yield Paragraph(reader.say(STOPS[found.stop], reason=reason))
    if found.is_complete:
        yield Paragraph(reader.say("Every draw has a final answer."))
        return
    one = "1 draw has no final answer, and is left out of what is counted."
    many = "{count} draws have no final answer, and are left out of what is counted."
    yield Paragraph(reader.count(len(found.missing), one, many))
