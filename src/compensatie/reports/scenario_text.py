# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Plans for scenarios for people: what to decide now comes first."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.engine.outcome import Status
from compensatie.language import Language, translate
from compensatie.reports.inert import shortened
from compensatie.reports.proof import made_by
from compensatie.reports.scenario_grid import plan_tables
from compensatie.reports.scenario_names import identified, titled, weighed
from compensatie.reports.scenario_verdicts import decisions, worths
from compensatie.reports.speaker import Speaker
from compensatie.reports.stops import STOPS
from compensatie.reports.table import Block, Heading, Paragraph, Report
from compensatie.studies.scenario_plans import PlanKind, ScenarioPlans


def scenarios_report(found: ScenarioPlans, language: Language) -> Report:
    """What is looked at, what to decide now, the plans side by side, and what knowing is worth."""
    speaker = Speaker(found.case, language)
    say, title = speaker.reader.say, speaker.titles.case(found.case.model)
    return (
        Heading(say("Plans for scenarios: {title}", title=title), is_main=True),
        *plans_in_words(found, speaker),
        Heading(say("How sure this is")),
        Paragraph(_origin(found, speaker)),
        *completeness_of_plans(found, speaker),
    )


def plans_in_words(found: ScenarioPlans, speaker: Speaker) -> Iterator[Block]:
    """What is looked at, what to decide now, the plans side by side, and what knowing is worth."""
    yield from map(Paragraph, _looked_at(found, speaker))
    yield from decisions(found, speaker)
    yield from plan_tables(found, speaker)
    yield from worths(found, speaker)


def _looked_at(found: ScenarioPlans, speaker: Speaker) -> Iterator[str]:
    """The scenarios, which of them have no package, and when they can be told apart."""
    say = speaker.reader.say
    if found.knowledge.scenarios:
        yield _weights(found, speaker)
    if left := identified(found.without_package, speaker):
        text = (
            "No package keeps every hard rule in {scenarios}, even by itself, according to the "
            "solver: left out."
        )
        yield say(text, scenarios=left)
    if left := identified(found.unsettled, speaker):
        yield say("It is not known whether {scenarios} have a package: no plan.", scenarios=left)
    yield from _signals(found, speaker)


def _weights(found: ScenarioPlans, speaker: Speaker) -> str:
    """The scenarios that have a package, and what each counts for."""
    given = found.case.instance.scenario_by_id.values()
    if len(found.weights) == 1:
        text = "The plans are for {scenarios}."
        return speaker.reader.say(text, scenarios=titled(tuple(found.weights), speaker))
    if all(one.probability is None for one in given):
        text = "The plans are for {scenarios}, which count the same: no probability is given."
        return speaker.reader.say(text, scenarios=titled(tuple(found.weights), speaker))
    text = "The plans are for {scenarios}; in brackets what each counts for."
    return speaker.reader.say(text, scenarios=weighed(found.weights, speaker))


def _signals(found: ScenarioPlans, speaker: Speaker) -> Iterator[str]:
    """From which years on which of these scenarios can be told apart."""
    before = min(1, len(found.knowledge.scenarios))
    for year in sorted({at for at, _ in found.knowledge.signals}):
        groups = found.knowledge.groups(year)
        if len(groups) == before:
            continue
        before = len(groups)
        if before == len(found.knowledge.scenarios):
            text = "From {year} on it is known which of them comes true."
            yield speaker.reader.say(text, year=str(year))
        else:
            parts = "; ".join(titled(group, speaker) for group in groups)
            text = "From {year} on these can be told apart: {groups}."
            yield speaker.reader.say(text, year=str(year), groups=parts)


def _origin(found: ScenarioPlans, speaker: Speaker) -> str:
    text = (
        "Each package was checked in exact fractions in its scenario; that no plan does better is "
        "{solver}'s word."
    )
    told = speaker.reader.say(text, solver=shortened(found.provenance.solver))
    return f"{told} {made_by(found.provenance, speaker.reader)}"


def completeness_of_plans(found: ScenarioPlans, speaker: Speaker) -> Iterator[Block]:
    """Whether every plan was found, and whether one package can serve all scenarios."""
    say = speaker.reader.say
    if found.reason:
        text = "The search stopped before it was done: {reason}."
        yield Paragraph(say(text, reason=shortened(translate(found.reason, speaker.language))))
    if found.stop is not None:
        yield Paragraph(say(STOPS[found.stop]))
    robust = found.plans.get(PlanKind.ROBUST)
    if robust is not None and robust.status is Status.INFEASIBLE and found.knowledge.scenarios:
        text = (
            "No one package keeps every hard rule in all these scenarios, according to the solver."
        )
        yield Paragraph(say(text))
