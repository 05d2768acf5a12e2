# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From what, by what and how a report was made, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.reports.comparison_notices import notices_of
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Part, Section
from compensatie.reports.inert import inert
from compensatie.reports.proof import proof
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Heading, Paragraph, Points, Row, Table


def origin(answers: Answers, speaker: Speaker) -> Section | None:
    """The proof, the digests and versions, the call, and what people should know."""
    title = speaker.reader.say("How sure this is, and what it was made from")
    return Section("origin", title, tuple(_parts(answers, speaker)))


def _parts(answers: Answers, speaker: Speaker) -> Iterator[Part]:
    say = speaker.reader.say
    yield Paragraph(proof(answers.outcome, speaker))
    text = (
        "Every figure of a package was recomputed from the facts in exact fractions, apart from "
        "the programme that was solved."
    )
    yield Paragraph(say(text))
    columns = (Column(say("What")), Column(say("Value")))
    yield Table(say("What it was made from"), columns, tuple(_rows(answers, speaker)))
    if told := _warnings(answers, speaker):
        yield Heading(say("Warnings"))
        yield Points(tuple((one,) for one in told))


def _rows(answers: Answers, speaker: Speaker) -> Iterator[Row]:
    say, made = speaker.reader.say, answers.outcome.provenance
    yield say("Instance (facts)"), inert(answers.case.instance.name)
    yield say("SHA-256 of the instance"), made.instance_sha256
    yield say("Model (policy)"), inert(answers.case.model.name)
    yield say("SHA-256 of the model"), made.model_sha256
    yield say("Version of compensatie"), made.version
    yield say("Solver"), inert(made.solver) or "–"
    options = "; ".join(f"{key} = {value}" for key, value in made.options.items())
    yield say("Options"), inert(options) or "–"
    yield say("Scenarios"), ", ".join(map(speaker.titles.scenario, answers.case.facts.scenarios))


def _warnings(answers: Answers, speaker: Speaker) -> list[str]:
    """What people should know, each once."""
    notices = [*answers.case.notices, *answers.outcome.notices]
    if answers.comparison is not None:
        notices += notices_of(answers.comparison)
    told = (speaker.long_name(one.message(speaker.language)) for one in notices)
    return list(dict.fromkeys(told))
