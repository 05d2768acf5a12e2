# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How sure an answer is: what was proved, and what rests on the solver's word."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.engine.outcome import Outcome, Provenance, Status
from compensatie.language import translate
from compensatie.reports.inert import shortened
from compensatie.reports.reader import Reader, mark
from compensatie.reports.speaker import Speaker

THE_SOLVER = mark("the solver")
"""Whose word it is, where its name is told elsewhere."""


def proof(outcome: Outcome, speaker: Speaker) -> str:
    """The status of an answer and on whose word it is so, and the versions that gave it."""
    reader, solver = speaker.reader, shortened(outcome.provenance.solver)
    match outcome.status:
        case Status.OPTIMAL if outcome.audit is None:
            told = reader.say("Status: the relaxation is solved ({solver}).", solver=solver)
        case Status.OPTIMAL:
            text = "Status: optimal according to {solver}: {claim}."
            if outcome.certified:
                text = "Status: optimal, which exact arithmetic proves: {claim}."
            told = reader.say(text, solver=solver, claim=_none_better(outcome, speaker))
        case Status.FEASIBLE:
            told = reader.say("Status: feasible, not proven optimal ({solver}).", solver=solver)
        case Status.INFEASIBLE:
            text = "Status: infeasible according to {solver}."
            if outcome.certified:
                text = "Status: infeasible, which exact arithmetic proves."
            told = reader.say(text, solver=solver)
        case Status.UNSOLVED:
            told = reader.say("Status: unsolved ({solver}).", solver=solver)
    return f"{told} {made_by(outcome.provenance, reader)}"


def _none_better(outcome: Outcome, speaker: Speaker) -> str:
    """What an optimum means: with later objectives it may be above the least by their share."""
    say, value, name = speaker.reader.say, outcome.objective, objective_name(speaker)
    if value is None or len(outcome.case.stages) == 1 or value.bound == value.value:
        return say("no package does better on {objective}", objective=name)
    text = (
        "no package is below {bound} on {objective}, and this one is above it by no more than the "
        "share that later objectives may use"
    )
    return say(text, objective=name, bound=speaker.amount_with_unit(value.bound, value.unit))


def none_keeps(speaker: Speaker, solver: str = "", *, is_certified: bool = False) -> str:
    """That no package keeps every hard rule, and on whose word.

    Args:
        speaker: says it.
        solver: whose word it is; left out, "the solver".
        is_certified: exact arithmetic proved it.
    """
    say, scenarios = speaker.reader.say, speaker.scenarios()
    if is_certified:
        text = "No package keeps every hard rule in {scenarios}: exact arithmetic proves it."
        return say(text, scenarios=scenarios)
    text = (
        "No package keeps every hard rule in {scenarios}, according to {solver}. That is an "
        "answer: it is not a time-out."
    )
    return say(text, scenarios=scenarios, solver=shortened(solver) or say(THE_SOLVER))


def objective_name(speaker: Speaker) -> str:
    """What the model makes small, in quotes."""
    return f"“{translate(speaker.case.model.objective.minimise, speaker.language)}”"


def made_by(provenance: Provenance, reader: Reader) -> str:
    """This program's version, and the digests of the files."""
    return reader.say(
        "compensatie {version}; instance {instance}, model {model}.",
        version=provenance.version,
        instance=provenance.instance_sha256[:12],
        model=provenance.model_sha256[:12],
    )


def room_below(outcome: Outcome, speaker: Speaker) -> Iterator[str]:
    """Of a search that stopped early: how much better an answer could still be."""
    say = speaker.reader.say
    if outcome.reason:
        text = "The search stopped before it was done: {reason}."
        yield say(text, reason=shortened(translate(outcome.reason, speaker.language)))
    if outcome.objective is not None:
        text = (
            "The package keeps every hard rule, but a better one may exist: not below {bound}, "
            "so at most {gap} better."
        )
        value = outcome.objective
        yield say(
            text,
            bound=speaker.amount_with_unit(value.bound, value.unit),
            gap=speaker.amount_with_unit(value.gap, value.unit),
        )
