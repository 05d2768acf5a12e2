# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Of each package in a sentence: whether it is enough, what it costs, and what completes it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.outcome import Status
from compensatie.reports.inert import shortened
from compensatie.reports.proof import none_keeps
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Paragraph, Points
from compensatie.studies.comparison import Compared, Policy, Solved
from compensatie.studies.criteria import Criteria


def verdicts(policy: Policy, speaker: Speaker) -> Iterator[Block]:
    """Of the optimum and each package: enough or not, and what completes it."""
    yield Paragraph(_best(policy.optimum, speaker))
    points = tuple(tuple(_verdict(one, speaker)) for one in policy.packages[:-1])
    if points:
        yield Points(points)


def _best(optimum: Solved, speaker: Speaker) -> str:
    say, scenarios = speaker.reader.say, speaker.scenarios()
    if optimum.criteria is not None:
        text = "The optimum keeps every hard rule in {scenarios} and costs {cost}."
        if optimum.status is not Status.OPTIMAL:
            text = "The best package so far keeps every hard rule in {scenarios}: {cost}."
        told = say(text, scenarios=scenarios, cost=_cost(optimum, speaker))
        return " ".join([told, *_priced(optimum.criteria, speaker)])
    if optimum.status is Status.INFEASIBLE:
        return none_keeps(speaker)
    text = "It is not known whether a package keeps every hard rule in {scenarios}."
    return say(text, scenarios=scenarios)


def _cost(solved: Solved | Compared, speaker: Speaker) -> str:
    cost = Fraction(0) if solved.criteria is None else solved.criteria.cost
    return speaker.reader.money(cost)


def _verdict(one: Compared, speaker: Speaker) -> Iterator[str]:
    say, extra = speaker.reader.say, one.extra_cost
    if one.met:
        text = "“{package}” keeps every hard rule and costs {cost}."
    else:
        text = "“{package}” does not keep every hard rule; it costs {cost}."
    told = say(text, package=shortened(one.label), cost=_cost(one, speaker))
    if one.met and extra is not None:
        told += " " + _extra(extra, speaker)
    yield told
    if one.criteria is not None:
        yield from _priced(one.criteria, speaker)
    if one.completion is not None:
        yield _completion(one.completion, one, speaker)
    if one.enlarged is not None:
        yield _enlarged(one.enlarged, speaker)


def _priced(criteria: Criteria, speaker: Speaker) -> Iterator[str]:
    """How much of what a package costs is the price of what soft rules miss."""
    if criteria.audit.penalty:
        text = "Of that, {penalty} is the price of what soft rules miss."
        yield speaker.reader.say(text, penalty=speaker.reader.money(criteria.audit.penalty))


def _extra(extra: Fraction, speaker: Speaker) -> str:
    if round(extra * 100) == 0:
        return speaker.reader.say("That is as much as the optimum.")
    text = "That is {extra} more than the optimum."
    if extra < 0:
        text = "That is {extra} less than the optimum."
    return speaker.reader.say(text, extra=speaker.reader.money(abs(extra)))


def _completion(solved: Solved, one: Compared, speaker: Speaker) -> str:
    say = speaker.reader.say
    match solved.status:
        case Status.INFEASIBLE:
            text = (
                "No package keeps each of its choices exactly and every hard rule, according to "
                "the solver."
            )
        case Status.UNSOLVED:
            text = "It is not known whether adding measures can complete it."
        case Status.OPTIMAL:
            text = "Completed at least cost, with {added} more, it costs {cost}."
        case Status.FEASIBLE:
            text = "Completed with {added} more it costs {cost}, and perhaps less: not proven."
    had = 0 if one.criteria is None else one.criteria.measures
    has = had if solved.criteria is None else solved.criteria.measures
    added = speaker.reader.count(has - had, "1 measure", "{count} measures")
    return say(text, added=added, cost=_cost(solved, speaker))


def _enlarged(solved: Solved, speaker: Speaker) -> str:
    match solved.status:
        case Status.INFEASIBLE:
            text = (
                "Neither does one with the same start years and larger sizes, according to the "
                "solver."
            )
        case Status.UNSOLVED:
            text = "It is not known whether one does with the same start years and larger sizes."
        case Status.OPTIMAL:
            text = "With the same start years and larger sizes, the cheapest costs {cost}."
        case Status.FEASIBLE:
            text = "With the same start years and larger sizes one costs {cost}: not proven least."
    return speaker.reader.say(text, cost=_cost(solved, speaker))
