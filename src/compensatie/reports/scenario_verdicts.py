# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What to decide now, what may wait, and what knowing more or sooner would be worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from compensatie.engine.outcome import Status
from compensatie.reports.inert import shortened
from compensatie.reports.reader import mark
from compensatie.reports.scenario_names import titled
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Heading, Paragraph, Points
from compensatie.reports.tables import size_in_words
from compensatie.studies.scenario_plans import (
    Commitment,
    Figure,
    Measured,
    PlanKind,
    ScenarioPlans,
    Verdict,
)
from compensatie.studies.study import Proof

LONGEST = 60
"""Characters of a name in a sentence."""
HEADINGS = {
    Verdict.NOW: mark("Start now, whatever happens"),
    Verdict.WAIT: mark("May wait"),
    Verdict.ONLY_IF: mark("Only if"),
    None: mark("In the plan, but not settled whether it must be decided now"),
}
"""What each verdict is called, in the order in which they are told."""
BY = {
    Measured.EXPECTED: mark("on the mean"),
    Measured.WORST: mark("at its worst"),
    Measured.CVAR: mark("on the mean of the worst part"),
}
"""By what a plan is the best."""


def decisions(found: ScenarioPlans, speaker: Speaker) -> Iterator[Block]:
    """Of an adaptive plan: what to start now, what may wait, what only if."""
    if not found.commitments:
        return
    for verdict in HEADINGS:
        points = tuple(
            tuple(_start(one, found, speaker))
            for one in found.commitments
            if one.verdict is verdict
        )
        if points:
            yield Heading(speaker.reader.say(HEADINGS[verdict]))
            yield Points(points)
    yield from _never(found, speaker)
    if saved := _saving(found, speaker):
        yield Paragraph(saved)


def _start(one: Commitment, found: ScenarioPlans, speaker: Speaker) -> Iterator[str]:
    """A measure with its start and size; then what it costs not to."""
    say = speaker.reader.say
    name = shortened(speaker.titles.measure(one.measure), LONGEST)
    text = "{measure}: from {year}, {size}"
    told = say(text, measure=name, year=str(one.year), size=_sizes(one, speaker))
    if one.verdict is Verdict.ONLY_IF:
        where = titled(one.scenarios, speaker)
        told = say("in {scenarios}: {start}", scenarios=where, start=told)
    yield f"{told[0].upper()}{told[1:]}"
    yield _need(one, found, speaker)


def _sizes(one: Commitment, speaker: Speaker) -> str:
    measure = speaker.case.instance.measure_by_id[one.measure]
    sizes = sorted(set(one.sizes.values()))
    shown = [size_in_words(measure, size, speaker) for size in (sizes[0], sizes[-1])]
    if len(sizes) == 1:
        return shown[0]
    text = "{least} to {most}, by scenario"
    return speaker.reader.say(text, least=shown[0], most=shown[1])


def _need(one: Commitment, found: ScenarioPlans, speaker: Speaker) -> str:
    """What the best plan costs more where this has not started by then."""
    say, extra = speaker.reader.say, one.extra_cost
    if one.status is Proof.NO_PACKAGE:
        text = "Not started by then, no plan keeps every hard rule."
    elif extra is None:
        text = "What it costs not to start it by then is not known."
    elif extra == 0:
        text = "Another plan is as good in which it has not started by then."
    elif one.status is Proof.BOUNDED:
        text = "Not started by then, the best plan costs at least {extra} more {by}."
    else:
        text = "Not started by then, the best plan costs {extra} more {by}."
    shown = "" if extra is None else _amount(extra, speaker)
    told = say(text, extra=shown, by=say(BY[found.asked.measure]))
    first = found.knowledge.first_year
    if first is not None and one.year >= first:
        told = say("Hold it until {year}, when more is known.", year=str(one.year)) + " " + told
    return told


def _never(found: ScenarioPlans, speaker: Speaker) -> Iterator[Paragraph]:
    """The measures that the plan takes in no scenario."""
    started = {one.measure for one in found.commitments}
    left = [
        shortened(speaker.titles.measure(measure.id), LONGEST)
        for measure in found.case.facts.measures
        if measure.id not in started
    ]
    if left:
        names = speaker.reader.listed(left)
        yield Paragraph(speaker.reader.say("In no scenario: {measures}.", measures=names))


def _saving(found: ScenarioPlans, speaker: Speaker) -> str | None:
    """What the adaptive plan costs, and saves against one package for every scenario."""
    adaptive = found.plans[PlanKind.ADAPTIVE]
    if adaptive.value is None:
        return None
    say = speaker.reader.say
    text = "This plan costs {cost} {by} over these scenarios."
    by = say(BY[found.asked.measure])
    told = say(text, cost=_amount(adaptive.value, speaker), by=by)
    if found.saving is not None and found.saving.value is not None:
        text = "The robust package, one for all of them, costs {cost}: waiting saves {saving}."
        cost = adaptive.value + found.saving.value
        saved = _amount(found.saving.value, speaker)
        told += " " + say(text, cost=_amount(cost, speaker), saving=saved)
    elif adaptive.status is Status.FEASIBLE:
        told += " " + say("It is not proven that no plan costs less.")
    return told


def _amount(value: Fraction, speaker: Speaker) -> str:
    return speaker.amount_with_unit(value, speaker.case.stages[0].objective.unit)


WORTHS: Mapping[str, tuple[str, str]] = {
    "evpi": (
        mark("Knowing now which scenario comes true (EVPI)"),
        mark("would save {value} on the mean."),
    ),
    "knowing_earlier": (
        mark("Knowing everything one year earlier"),
        mark("would save {value}."),
    ),
    "vss": (
        mark("Planning for all scenarios, not for their average alone (VSS)"),
        mark("saves {value} on the mean."),
    ),
    "price_of_robustness": (
        mark("Holding in every scenario, and not in the average one only (price of robustness)"),
        mark("costs {value}."),
    ),
}
"""What is told of each figure: what it is, and what it comes to."""


def worths(found: ScenarioPlans, speaker: Speaker) -> Iterator[Block]:
    """What knowing more, knowing sooner and holding everywhere are worth."""
    points = [
        (_worth(subject, text, figure, speaker),)
        for name, (subject, text) in WORTHS.items()
        if isinstance(figure := getattr(found, name), Figure)
    ]
    if points:
        yield Heading(speaker.reader.say("What knowing is worth"))
        yield Points(tuple(points))


def _worth(subject: str, text: str, figure: Figure, speaker: Speaker) -> str:
    say = speaker.reader.say
    told = say(subject)
    if figure.is_infinite:
        return f"{told}: {_infinite(figure.infinite_in, speaker)}"
    if figure.value is None:
        return f"{told}: {say('not known.')}"
    return f"{told} {say(text, value=_amount(figure.value, speaker))}"


def _infinite(scenarios: Sequence[str], speaker: Speaker) -> str:
    """Where what the average plan starts first leads to no package."""
    if not scenarios:
        return speaker.reader.say("infinite.")
    text = (
        "infinite. What the plan for the average starts first cannot be completed in {scenarios}."
    )
    return speaker.reader.say(text, scenarios=titled(scenarios, speaker))
