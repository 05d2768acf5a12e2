# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Packages as columns, and what they are compared on as rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from compensatie.engine.outcome import Status
from compensatie.reports.inert import shortened
from compensatie.reports.places import period, runs
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Column, Heading, Table
from compensatie.reports.tables import Key, strictest_norms
from compensatie.rule import Finding
from compensatie.studies.comparison import Policy
from compensatie.studies.criteria import Criteria

MOST_BESIDE = 4
"""Packages that stand beside each other."""
LONGEST_NAME = 18
"""Characters of a package's name over a column."""
VERSIONS = {
    None: mark("{package}"),
    "exact": mark("{package}, completed"),
    "enlarged": mark("{package}, enlarged and completed"),
}
"""What a package and its completions are called."""


@dataclass(frozen=True)
class Beside:
    """One package with a column of its own."""

    label: str
    """What stands over the column."""
    figures: Criteria
    """Its figures."""
    extra: Fraction | None
    """EUR more than the optimum."""


def beside(policy: Policy, speaker: Speaker) -> tuple[Beside, ...]:
    """Every package and completion that there is; the optimum comes last."""
    optimum = policy.optimum.criteria
    found = []
    for one in policy.packages:
        for kind, figures in one.versions():
            if figures is not None:
                name = shortened(name_of(policy, one.label, speaker), LONGEST_NAME)
                label = speaker.reader.say(VERSIONS[kind], package=name)
                extra = None if optimum is None else figures.cost - optimum.cost
                found.append(Beside(label, figures, extra))
    return tuple(found)


def name_of(policy: Policy, label: str, speaker: Speaker) -> str:
    """A package's label; the optimum in the reader's language, and whether it is proven."""
    if label != policy.packages[-1].label:
        return label
    is_proven = policy.optimum.status is Status.OPTIMAL
    return speaker.reader.say("optimum" if is_proven else "best so far")


def side_by_side(every: Sequence[Beside], speaker: Speaker) -> Iterator[Block]:
    """Cost and jobs, then the room under each rule."""
    say = speaker.reader.say
    groups = list(_groups(every))
    yield Heading(say("Side by side"))
    yield from (_figures(group, every, speaker) for group in groups)
    yield Heading(say("Least room under each rule; negative where it is missed"))
    yield from (_slacks(group, speaker) for group in groups)


def employment_beside(every: Sequence[Beside], speaker: Speaker) -> Iterator[Block]:
    """Employment by year under each package, against the norm."""
    groups, say = list(_groups(every)), speaker.reader.say
    tables = [table for group in groups for table in _employment(group, every, speaker)]
    if tables:
        yield Heading(say("Employment on 1 January, in {unit}", unit=speaker.unit))
        yield from tables


def _groups(every: Sequence[Beside]) -> Iterator[Sequence[Beside]]:
    """As many as fit beside each other; the first stands in each group."""
    yield every[:MOST_BESIDE]
    for start in range(MOST_BESIDE, len(every), MOST_BESIDE - 1):
        yield (every[0], *every[start : start + MOST_BESIDE - 1])


Row = tuple[str, Callable[[Beside], str]]
"""A criterion, and what a package comes to."""


def _figures(group: Sequence[Beside], every: Sequence[Beside], speaker: Speaker) -> Table:
    columns = (Column(""), *(Column(one.label, "jobs") for one in group))
    rows = tuple((title, *map(tell, group)) for title, tell in _rows(every, speaker))
    return Table("", columns, rows)


def _rows(every: Sequence[Beside], speaker: Speaker) -> Iterator[Row]:
    say, reader = speaker.reader.say, speaker.reader
    last = str(speaker.horizon[1])
    yield (
        say("Keeps every hard rule"),
        lambda one: say("yes") if one.figures.audit.met else say("no"),
    )
    yield from _cost_rows(every, speaker)
    yield from _payer_rows(every, speaker)
    yield say("Measures"), lambda one: str(one.figures.measures)
    title = say("{unit} brought in {year}", unit=speaker.unit, year=last)
    yield title, lambda one: reader.number(one.figures.gained)
    yield (
        say("of which high-grade"),
        lambda one: (
            "–"
            if one.figures.high_grade_share is None
            else reader.share(one.figures.high_grade_share)
        ),
    )
    provinces = dict.fromkeys(code for one in every for code in one.figures.jobs_taken)
    for code in provinces:
        text = "{unit} taken from {province} in {year}"
        name = speaker.titles.province(code)
        title = say(text, unit=speaker.unit, province=name, year=last)
        yield title, _number_of(partial(_taken, code), speaker)


def _cost_rows(every: Sequence[Beside], speaker: Speaker) -> Iterator[Row]:
    say, euros = speaker.reader.say, speaker.reader.whole_euros
    first = speaker.case.stages[0].objective
    if first.name != "cost" or speaker.case.model.objective.payers is not None:
        yield (
            say("What the model makes small"),
            lambda one: speaker.amount(one.figures.value, first.unit),
        )
    yield say("Net present value, EUR"), lambda one: euros(one.figures.present_value)
    if any(one.figures.audit.penalty for one in every):
        yield (
            say("Price of what soft rules miss, EUR"),
            lambda one: euros(one.figures.audit.penalty),
        )
    yield (
        say("More than the optimum, EUR"),
        lambda one: "–" if one.extra is None else euros(one.extra),
    )


def _payer_rows(every: Sequence[Beside], speaker: Speaker) -> Iterator[Row]:
    say, last = speaker.reader.say, str(speaker.horizon[1])
    for payer in dict.fromkeys(payer for one in every for payer in one.figures.once):
        title = say("Once, EUR: {payer}", payer=speaker.titles.item(payer))
        yield title, _euros_of(partial(_once, payer), speaker)
    for payer in dict.fromkeys(payer for one in every for payer in one.figures.yearly):
        text = "Yearly in {year}, EUR: {payer}"
        title = say(text, year=last, payer=speaker.titles.item(payer))
        yield title, _euros_of(partial(_yearly, payer), speaker)


Figure = Callable[[Criteria], Fraction]
"""A figure of a package."""


def _once(payer: str, figures: Criteria) -> Fraction:
    return figures.once.get(payer, Fraction(0))


def _yearly(payer: str, figures: Criteria) -> Fraction:
    return figures.yearly.get(payer, Fraction(0))


def _taken(code: str, figures: Criteria) -> Fraction:
    return figures.jobs_taken.get(code, Fraction(0))


def _euros_of(figure: Figure, speaker: Speaker) -> Callable[[Beside], str]:
    return lambda one: speaker.reader.whole_euros(figure(one.figures))


def _number_of(figure: Figure, speaker: Speaker) -> Callable[[Beside], str]:
    return lambda one: speaker.reader.number(figure(one.figures))


def _slacks(group: Sequence[Beside], speaker: Speaker) -> Table:
    rules = {entry.rule.id: entry.rule for entry in speaker.case.rules}
    columns = (Column(speaker.reader.say("Rule")), *(Column(one.label) for one in group))
    found = [{row.rule: row for row in one.figures.least_slack} for one in group]
    rows = tuple(
        (
            f"{speaker.titles.rule(rule)}, {speaker.unit_word(rule.unit)}",
            *(_slack(rows.get(name), speaker) for rows in found),
        )
        for name, rule in rules.items()
    )
    return Table("", columns, rows)


def _slack(finding: Finding | None, speaker: Speaker) -> str:
    if finding is None or finding.slack is None:
        return speaker.reader.say("not tested")
    where = speaker.places.in_words([finding.place])
    return f"{speaker.amount(finding.slack, finding.unit)} ({where})"


def _employment(
    group: Sequence[Beside], every: Sequence[Beside], speaker: Speaker
) -> Iterator[Table]:
    """A table for each scenario, and each province to which a package brings jobs."""
    lines = [
        {(at.scenario, at.province, at.year): at for at in one.figures.employment} for one in group
    ]
    norms = [
        strictest_norms(one.figures.audit, one.figures.employment, is_hard=True) for one in group
    ]
    gaining = {at.province for one in every for at in one.figures.employment if at.measures > 0}
    say, facts = speaker.reader.say, speaker.case.facts
    columns = (
        Column(say("Years")),
        Column(say("Norm"), "jobs"),
        *(Column(one.label, "jobs") for one in group),
    )
    for scenario in facts.scenarios:
        for province in (code for code in facts.provinces if code in gaining):
            years = [(scenario, province, year) for year in facts.years]
            totals = [
                (key[2], (_norm(norms, key), *(at[key].total for at in lines))) for key in years
            ]
            rows = tuple((period(start, end), *cells) for start, end, cells in runs(totals))
            names = speaker.titles.scenario(scenario), speaker.titles.province(province)
            yield Table(" – ".join(names), columns, rows)


def _norm(norms: Sequence[Mapping[Key, Fraction]], key: Key) -> Fraction | None:
    """What is asked at one place, where it is the same of every package."""
    asked = {one.get(key) for one in norms}
    return next(iter(asked)) if len(asked) == 1 else None
