# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How sure an answer is: what was proven, by what, and what was not."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.engine.outcome import Outcome, Provenance, Status
from compensatie.language import translate
from compensatie.reports.inert import shortened
from compensatie.reports.reader import Reader
from compensatie.reports.speaker import Speaker


def proof(outcome: Outcome, speaker: Speaker) -> str:
    """The status of an answer, and the versions that gave it."""
    reader, solver = speaker.reader, shortened(outcome.provenance.solver)
    match outcome.status:
        case Status.OPTIMAL if outcome.audit is None:
            told = reader.say("Status: the relaxation is solved ({solver}).", solver=solver)
        case Status.OPTIMAL:
            text = "Status: optimal according to {solver}: no package does better on {objective}."
            told = reader.say(text, solver=solver, objective=objective_name(speaker))
        case Status.FEASIBLE:
            told = reader.say("Status: feasible, not proven optimal ({solver}).", solver=solver)
        case Status.INFEASIBLE:
            told = reader.say("Status: infeasible, proven ({solver}).", solver=solver)
        case Status.UNSOLVED:
            told = reader.say("Status: unsolved ({solver}).", solver=solver)
    if outcome.certified:
        told += " " + reader.say("Exact arithmetic certifies it.")
    return f"{told} {made_by(outcome.provenance, reader)}"


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
