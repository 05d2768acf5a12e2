# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Names that are cut elsewhere because they are long: here in full, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.facts.record import Text
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Section
from compensatie.reports.inert import LONGEST, inert
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Points


def names(answers: Answers, speaker: Speaker) -> Section | None:
    """Every name that is longer than is shown elsewhere, each once."""
    long = dict.fromkeys(one for one in _names(answers, speaker) if len(inert(one)) > LONGEST)
    if not long:
        return None
    title = speaker.reader.say("Long names in full")
    return Section("names", title, (Points(tuple((inert(one),) for one in long)),))


def _names(answers: Answers, speaker: Speaker) -> Iterator[str]:
    instance, model = answers.case.instance, answers.case.model
    yield from (instance.unit, instance.name, model.name)
    yield from (one.title for one in instance.provinces)
    yield from (one.label for one in answers.given)
    yield from (one.sector for one in instance.employment)
    for measure in instance.measures:
        yield from (one for one in (measure.id, measure.place) if one is not None)
        yield from (text for cost in measure.costs for text in (cost.payer, cost.label))
    yield from (*(one.id for one in instance.scenarios), *(one.id for one in model.rules))
    yield from (one.id for one in instance.resources)
    yield from (one.read(speaker.language) for one in _titles(answers) if one is not None)


def _titles(answers: Answers) -> Iterator[Text | None]:
    instance, model = answers.case.instance, answers.case.model
    yield from (instance.title, model.title)
    yield from (one.title for one in instance.measures)
    yield from (one.title for one in instance.resources)
    yield from (one.title for one in model.rules)
    yield from (one.title for one in instance.changes)
    for scenario in instance.scenarios:
        yield scenario.title
        yield from (one.title for one in scenario.changes)
