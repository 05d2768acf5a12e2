# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The reports that the commands print, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from compensatie.engine.audit import Audit
from compensatie.engine.outcome import Outcome, Provenance, Status
from compensatie.errors import Notice
from compensatie.facts.instance import Instance
from compensatie.language import Language
from compensatie.policy import Model
from compensatie.reports import sections
from compensatie.reports.inert import shortened
from compensatie.reports.infeasible import no_package
from compensatie.reports.proof import made_by, proof, room_below
from compensatie.reports.reader import Reader
from compensatie.reports.relaxation import relaxation
from compensatie.reports.sentences import advice, other_scenarios, soft_rules
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Heading, Paragraph, Points, Report
from compensatie.reports.titles import Titles
from compensatie.reports.uncertain import uncertain_figures
from compensatie.reports.verdict import breaches, enough_in, rules_in_words, shortfalls, verdict


def solve_report(outcome: Outcome, language: Language) -> Report:
    """The cheapest package, or why there is none."""
    speaker = Speaker(outcome.case, language)
    return (
        Heading(speaker.titles.case(outcome.case.model), is_main=True),
        *_answer(outcome, speaker),
        Heading(speaker.reader.say("How sure this is")),
        Paragraph(proof(outcome, speaker)),
    )


def _answer(outcome: Outcome, speaker: Speaker) -> Iterator[Block]:
    if outcome.audit is not None:
        yield from _package(outcome, outcome.audit, speaker)
    elif outcome.status is Status.INFEASIBLE:
        yield from no_package(outcome, speaker)
    elif outcome.status is Status.UNSOLVED:
        text = "There is no answer: it is not known whether a package exists."
        yield Paragraph(speaker.reader.say(text))
        yield from map(Paragraph, room_below(outcome, speaker))
    else:
        yield from relaxation(outcome, speaker)


def _package(outcome: Outcome, audit: Audit, speaker: Speaker) -> Iterator[Block]:
    yield Paragraph(advice(audit, speaker))
    yield from _paragraphs(other_scenarios(audit, speaker), soft_rules(audit, speaker))
    if outcome.status is Status.FEASIBLE:
        yield from map(Paragraph, room_below(outcome, speaker))
    yield from sections.package(audit, speaker)
    yield from sections.costs(audit, speaker)
    yield from sections.balance(audit, speaker)
    yield from sections.provinces(audit, speaker)
    yield from rules_in_words(audit, speaker)
    yield from sections.assumptions(audit, speaker)


def _paragraphs(*sentences: str | None) -> Iterator[Paragraph]:
    """A paragraph for each sentence that there is."""
    yield from (Paragraph(sentence) for sentence in sentences if sentence is not None)


def audit_report(audit: Audit, provenance: Provenance, language: Language) -> Report:
    """Whether a package is enough; where not, and by how much; and what it costs."""
    speaker = Speaker(audit.case, language)
    say = speaker.reader.say
    return (
        Heading(speaker.titles.case(audit.case.model), is_main=True),
        Paragraph(verdict(audit, speaker)),
        *_paragraphs(enough_in(audit, speaker), soft_rules(audit, speaker)),
        *breaches(audit, speaker),
        *shortfalls(audit, speaker),
        *rules_in_words(audit, speaker),
        *sections.package(audit, speaker),
        *sections.costs(audit, speaker),
        *sections.provinces(audit, speaker),
        *sections.assumptions(audit, speaker),
        Heading(say("How sure this is")),
        Paragraph(
            f"{say('Checked in exact fractions, without a solver.')} "
            f"{made_by(provenance, speaker.reader)}"
        ),
    )


def check_report(
    instance: Instance, model: Model | None, notices: Iterable[Notice], language: Language
) -> Report:
    """What looks wrong in files that are well formed."""
    reader, titles = Reader(language), Titles(instance, language)
    points = tuple((_warning(notice, language),) for notice in notices)
    found = reader.count(len(points), "1 warning", "{count} warnings")
    if not points:
        found = reader.say("no warnings")
    title = titles.case(model) if model else titles.of_instance
    told = reader.say("The files are well formed and fit together; {warnings}.", warnings=found)
    return (
        Heading(title, is_main=True),
        Paragraph(told),
        *([Points(points)] if points else []),
        *uncertain_figures(instance, titles, reader),
    )


def _warning(notice: Notice, language: Language) -> str:
    told = shortened(notice.message(language), LONGEST_WARNING)
    return f"{shortened(notice.record)}: {told}" if notice.record else told


LONGEST_WARNING = 400
"""Characters of a warning that are shown."""
