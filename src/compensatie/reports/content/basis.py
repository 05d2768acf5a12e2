# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a report rests on: how much of it is assumed, and where every figure comes from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from compensatie.facts.instance import Instance
from compensatie.facts.province import Province
from compensatie.facts.record import FactSource, Record, dutch_or
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Link, Part, Section, Sources, Warned
from compensatie.reports.dates import written_date
from compensatie.reports.reader import mark
from compensatie.reports.sentences import reliability, status_word
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Heading, Paragraph, Table

UNCERTAIN = ("assumed", "derived", "imputed")
"""Ways in which a figure can be less than sourced."""


def warned(answers: Answers, speaker: Speaker) -> Warned | None:
    """That figures are assumed, derived or filled in, with the share that rests on them."""
    told = tuple(reliability(answers.subject, speaker))
    count = sum(one.status in UNCERTAIN for _, one in _records(answers.case.instance, speaker))
    if not count:
        return None
    many = "{count} records of facts are assumed, derived or imputed: see the sources."
    one = "1 record of facts is assumed, derived or imputed: see the sources."
    return Warned((*told, speaker.reader.count(count, one, many)))


def sources(answers: Answers, speaker: Speaker) -> Section | None:
    """Every publication with what rests on it, and every record that no publication gives."""
    title = speaker.reader.say("Where the figures come from")
    return Section("sources", title, tuple(_parts(answers.case.instance, speaker)))


def _parts(instance: Instance, speaker: Speaker) -> Iterator[Part]:
    say, records = speaker.reader.say, list(_records(instance, speaker))
    yield Paragraph(say(STATUSES))
    columns = (
        Column(say("What")),
        Column(say("How sure")),
        Column(say("Source")),
        Column(say("Remark")),
    )
    rows = tuple(
        (
            name,
            status_word(one.status, speaker.reader),
            _title(instance, one.source, speaker),
            speaker.long_name(one.remark_in(speaker.language) or ""),
        )
        for name, one in records
    )
    yield Table(say("Every record of facts"), columns, rows)
    if instance.sources:
        yield Heading(say("Publications"))
        yield Sources(tuple(_publication(one, speaker) for one in instance.sources.values()))


STATUSES = mark(
    "Sourced: read in a publication. Derived: computed from one. Assumed: nobody published it. "
    "Imputed: filled in where a figure was missing."
)


def _title(instance: Instance, source: str | None, speaker: Speaker) -> str:
    if source is None:
        return "–"
    return speaker.long_name(instance.sources[source].title)


def _publication(one: FactSource, speaker: Speaker) -> tuple[Link, tuple[str, ...]]:
    day = () if one.date is None else (written_date(one.date, speaker.language),)
    return Link(speaker.long_name(one.title), one.url), day


def _records(instance: Instance, speaker: Speaker) -> Iterator[tuple[str, Record]]:
    """Every record of an instance, under the name that readers know."""
    say, titles = speaker.reader.say, speaker.titles
    yield say("Jobs in the whole country"), _national(instance)
    for alike in _alike(instance):
        names = [titles.province(one.code) for one in alike]
        text = say("Population of {provinces}", provinces=speaker.reader.listed(names))
        yield text, alike[0]
    for one in instance.employment:
        text = say("Jobs in {province}, {sector}", **_place(one.province, one.sector, speaker))
        yield text, one
    changes = chain(instance.changes, *(one.changes for one in instance.scenarios))
    for change in changes:
        name = speaker.name(change.title.read(speaker.language) if change.title else change.id)
        yield say("Change: {name}", name=name), change
    for measure in instance.measures:
        yield titles.measure(measure.id), measure
        for cost in measure.costs:
            label = dutch_or(cost.label, cost.label_nl, speaker.language) or cost.label
            yield f"{titles.measure(measure.id)}: {speaker.name(label)}", cost


def _alike(instance: Instance) -> list[list[Province]]:
    """The provinces, those together whose figures come from one place."""
    groups: dict[tuple[str | None, ...], list[Province]] = {}
    for one in instance.provinces:
        groups.setdefault((one.source, one.status, one.remark), []).append(one)
    return list(groups.values())


def _place(province: str, sector: str, speaker: Speaker) -> dict[str, str]:
    return {"province": speaker.titles.province(province), "sector": speaker.titles.sector(sector)}


def _national(instance: Instance) -> Record:
    return Record(source=instance.national_source, status=instance.national_status)
