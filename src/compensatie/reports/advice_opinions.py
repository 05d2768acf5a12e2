# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""For people: the advice that follows in each scenario, with the figures that it rests on."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.engine.audit import Audit
from compensatie.engine.outcome import Status
from compensatie.reports.sentences import chosen_in_words, present_value
from compensatie.reports.speaker import Speaker
from compensatie.rule import Finding
from compensatie.studies.advice import Advice, Opinion, ScenarioAdvice


def opinions(told: Advice, speaker: Speaker) -> Iterator[tuple[str, ...]]:
    """A point for each scenario: the advice, and under it why."""
    for one in told.scenarios:
        match one.opinion:
            case Opinion.NO_OBJECTION:
                lines = _no_objection(one, speaker)
            case Opinion.UNLESS:
                lines = _unless(one, told, speaker)
            case Opinion.NEGATIVE:
                lines = _negative(one, speaker)
            case Opinion.UNKNOWN:
                lines = _unknown(one, told, speaker)
        first, *others = lines
        title = speaker.titles.scenario(one.scenario)
        yield (f"{title}: {first}", *others)


def _no_objection(one: ScenarioAdvice, speaker: Speaker) -> Iterator[str]:
    """That the package at hand is enough, and how little room it leaves."""
    say = speaker.reader.say
    if not one.package.choices:
        yield say("no objection: every hard rule holds without any measure.")
    else:
        yield say("no objection with this package: it keeps every hard rule.")
    if tight := _tightest(one.at_hand):
        yield _finding(tight, speaker)


def _tightest(audit: Audit) -> Finding | None:
    """The hard rule about jobs that leaves least room."""
    jobs = [one for one in audit.findings if one.is_hard and one.unit == "jobs" and one.met]
    return min(jobs, key=lambda one: one.slack or 0, default=None)


def _finding(finding: Finding, speaker: Speaker) -> str:
    rules = {entry.rule.id: entry.rule for entry in speaker.case.rules}
    return speaker.finding(finding, rules[finding.rule])


def _unless(one: ScenarioAdvice, told: Advice, speaker: Speaker) -> Iterator[str]:
    """Which measures this scenario takes, what they cost, and what is missed without them."""
    say, needed = speaker.reader.say, one.needed
    assert needed is not None
    if not needed.package.choices:
        yield say("negative on this package; without any measure there would be no objection.")
    else:
        text = (
            "negative, unless measures are taken; these do it best, for {cost} (net present value):"
        )
        if one.status is not Status.OPTIMAL:
            text = (
                "negative, unless measures are taken; these do it, for {cost} (net present value); "
                "whether others do it better is not determined:"
            )
        yield say(text, cost=speaker.reader.money(present_value(needed)))
        yield f"{speaker.reader.listed(chosen_in_words(needed, speaker))}."
    yield from _missed(one, told, speaker)


def _missed(one: ScenarioAdvice, told: Advice, speaker: Speaker) -> Iterator[str]:
    """What the package at hand, or taking no measure, misses most."""
    if one.worst is None:
        return
    missed = _finding(one.worst, speaker)
    yield speaker.reader.say(
        "Without measures: {missed}" if told.package is None else "With this package: {missed}",
        missed=missed,
    )


def _negative(one: ScenarioAdvice, speaker: Speaker) -> Iterator[str]:
    """That no package exists, and by how much all measures fall short of it."""
    say, demand = speaker.reader.say, one.demand
    yield say("negative: no package exists, according to the solver.")
    if demand is None:
        text = (
            "No single year of a rule is out of reach: it is together, or with the relations "
            "between measures, that the rules have no package."
        )
        yield say(text)
        return
    text = (
        "{rule} ({where}): {missing} are missing without measures, all measures together add at "
        "most {reach}, {remaining} stay missing."
    )
    amounts = {
        name: speaker.amount_with_unit(value, demand.rule.unit)
        for name, value in (
            ("missing", demand.missing),
            ("reach", demand.reach),
            ("remaining", demand.remaining),
        )
    }
    where = speaker.places.in_words([demand.place._replace(scenario=None)])
    yield say(text, rule=speaker.titles.rule(demand.rule), where=where, **amounts)


def _unknown(one: ScenarioAdvice, told: Advice, speaker: Speaker) -> Iterator[str]:
    yield speaker.reader.say("not determined: it is not known whether a package exists.")
    yield from _missed(one, told, speaker)
