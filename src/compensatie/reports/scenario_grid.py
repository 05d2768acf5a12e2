# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Plans side by side: what they cost, where they fall short, and what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.outcome import Status
from compensatie.facts.package import Choice, Package
from compensatie.reports.comparison_text import STANDINGS
from compensatie.reports.inert import shortened
from compensatie.reports.reader import mark
from compensatie.reports.rule_results import rule_results
from compensatie.reports.scenario_names import titled
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Cell, Column, Heading, Kind, Paragraph, Row, Table
from compensatie.studies.scenario_plans import PlanKind, Planned, ScenarioPlans

NAMES = {
    PlanKind.ROBUST: mark("robust"),
    PlanKind.EXPECTED: mark("expected"),
    PlanKind.ADAPTIVE: mark("adaptive"),
    PlanKind.REGRET: mark("regret"),
}
"""What the plans are called."""
MOST_PACKAGES = 6
"""Packages that stand beside each other."""


@dataclass(frozen=True)
class Shown:
    """A plan with its name."""

    name: str
    """What it is called."""
    planned: Planned
    """What was found."""


def plan_tables(found: ScenarioPlans, speaker: Speaker) -> Iterator[Block]:
    """The plans, what they cost in each scenario, where they fall short, and their packages."""
    if not found.knowledge.scenarios:
        return
    shown = tuple(_shown(found, speaker))
    yield Heading(speaker.reader.say("The plans"))
    yield _overview(found, speaker)
    if any(not entry.rule.is_hard for entry in found.case.rules):
        yield Paragraph(speaker.reader.say("What soft rules miss is counted at its price."))
    yield from _same(found, speaker)
    yield Heading(speaker.reader.say("What each plan costs in each scenario"))
    yield _costs(shown, found, speaker)
    yield from _shortfalls(shown, found, speaker)
    yield from _packages(shown, speaker)


def _shown(found: ScenarioPlans, speaker: Speaker) -> Iterator[Shown]:
    for kind, one in found.plans.items():
        yield Shown(speaker.reader.say(NAMES[kind]), one)
    if found.average.plan is not None:
        yield Shown(speaker.reader.say("average"), found.average)


def _kind(found: ScenarioPlans) -> Kind:
    return "money" if found.case.stages[0].objective.unit == "EUR" else "jobs"


def _overview(found: ScenarioPlans, speaker: Speaker) -> Table:
    say, kind = speaker.reader.say, _kind(found)
    unit = speaker.unit_word("EUR" if kind == "money" else "jobs")
    columns = (
        Column(say("Plan")),
        Column(say("Mean, {unit}", unit=unit), kind),
        Column(say("Greatest, {unit}", unit=unit), kind),
        Column(say("Greatest regret, {unit}", unit=unit), kind),
        Column(say("Status")),
    )
    rows: list[Row] = [
        (say(NAMES[plan]), *_sums(one, found), say(STANDINGS[one.status]))
        for plan, one in found.plans.items()
    ]
    own = [found.own[name].value for name in found.knowledge.scenarios]
    if None not in own:
        values = [value for value in own if value is not None]
        weighted = zip(values, found.weights.values(), strict=True)
        mean = sum((value * weight for value, weight in weighted), Fraction(0))
        rows.append((say("each scenario's own"), mean, max(values), Fraction(0), say("optimal")))
    return Table("", columns, tuple(rows))


def _sums(one: Planned, found: ScenarioPlans) -> tuple[Cell, Cell, Cell]:
    if one.plan is None:
        return None, None, None
    regret = found.greatest_regret(one)
    greatest = max(one.plan.value(name) for name in one.plan.audits)
    return one.plan.mean(), greatest, None if regret is None else regret[1]


def _same(found: ScenarioPlans, speaker: Speaker) -> Iterator[Paragraph]:
    """Why the expected plan is the robust package."""
    both = {PlanKind.ROBUST, PlanKind.EXPECTED} <= set(found.asked.plans)
    if not both or found.asked.all_but:
        return
    if all(entry.rule.is_hard for entry in found.case.rules):
        text = "No rule is soft, so the expected plan is the robust package."
    else:
        text = "Soft rules are priced by probability in both, so they are the same package."
    yield Paragraph(speaker.reader.say(text))


def _costs(shown: tuple[Shown, ...], found: ScenarioPlans, speaker: Speaker) -> Table:
    say, kind = speaker.reader.say, _kind(found)
    columns = (
        Column(say("Scenario")),
        Column(say("own optimum"), kind),
        *(Column(one.name, kind) for one in shown),
    )
    rows = tuple(
        (
            speaker.titles.scenario(scenario),
            _own(found.own[scenario], speaker),
            *(_cost(found.audit_in(one.planned, scenario), kind, speaker) for one in shown),
        )
        for scenario in found.own
    )
    title = say("EUR; * misses a hard rule") if kind == "money" else say("* misses a hard rule")
    return Table(title, columns, rows)


def _own(one: Planned, speaker: Speaker) -> Cell:
    return speaker.reader.say("none") if one.status is Status.INFEASIBLE else one.value


def _cost(audit: Audit | None, kind: Kind, speaker: Speaker) -> Cell:
    if audit is None:
        return None
    value = audit.objective()
    if audit.met:
        return value
    shown = speaker.reader.whole_euros(value) if kind == "money" else speaker.reader.number(value)
    return f"{shown} *"


def _shortfalls(
    shown: tuple[Shown, ...], found: ScenarioPlans, speaker: Speaker
) -> Iterator[Block]:
    """Each rule that a plan misses in a scenario, at its worst; equal misses stand together."""
    misses: dict[Row, list[str]] = {}
    for one in shown:
        for scenario in found.own:
            for row in _missed(found.audit_in(one.planned, scenario), scenario, speaker):
                misses.setdefault(row, []).append(one.name)
    if not misses:
        return
    say = speaker.reader.say
    yield Heading(say("What is missed"))
    columns = (
        Column(say("Plan")),
        Column(say("Scenario")),
        Column(say("Rule")),
        Column(say("Worst")),
        Column(say("Years")),
    )
    rows = tuple((", ".join(names), *row) for row, names in misses.items())
    yield Table("", columns, rows)


def _missed(audit: Audit | None, scenario: str, speaker: Speaker) -> Iterator[Row]:
    for result in () if audit is None else rule_results(audit):
        if result.missed:
            worst = result.missed[0]
            yield (
                speaker.titles.scenario(scenario),
                speaker.titles.rule(result.rule),
                speaker.amount_with_unit(worst.shortfall, worst.unit),
                speaker.places.in_words(
                    [one.place._replace(scenario=None) for one in result.missed]
                ),
            )


def _packages(shown: tuple[Shown, ...], speaker: Speaker) -> Iterator[Block]:
    """The packages beside each other; plans and scenarios with the same one share a column."""
    say = speaker.reader.say
    groups: dict[frozenset[Choice], list[str]] = {}
    for one in shown:
        for label, package in _labelled(one, speaker):
            groups.setdefault(frozenset(package.choices), []).append(label)
    if not groups:
        return
    letters = [chr(ord("A") + at) for at in range(min(len(groups), MOST_PACKAGES))]
    yield Heading(say("The packages"))
    for letter, labels in zip(letters, groups.values(), strict=False):
        told = shortened("; ".join(labels), 300)
        yield Paragraph(say("{letter}: {plans}", letter=letter, plans=told))
    if len(groups) > MOST_PACKAGES:
        text = "{count} more packages are in --json and --csv."
        yield Paragraph(say(text, count=str(len(groups) - MOST_PACKAGES)))
    columns = (Column(say("Measure")), *(Column(letter) for letter in letters))
    yield Table(say("Start year and size"), columns, tuple(_rows(list(groups), speaker)))


def _labelled(one: Shown, speaker: Speaker) -> Iterator[tuple[str, Package]]:
    """A plan's packages: its name, and where they differ the scenarios of each."""
    if one.planned.plan is None:
        return
    groups: dict[Package, list[str]] = {}
    for name, audit in one.planned.plan.audits.items():
        package = audit.package.model_copy(update={"name": "-"})
        groups.setdefault(package, []).append(name)
    for package, names in groups.items():
        where = titled(names, speaker)
        told = speaker.reader.say("{plan} in {scenarios}", plan=one.name, scenarios=where)
        yield one.name if len(groups) == 1 else told, package


def _rows(packages: list[frozenset[Choice]], speaker: Speaker) -> Iterator[Row]:
    chosen = [{one.measure: one for one in package} for package in packages[:MOST_PACKAGES]]
    for measure in speaker.case.facts.measures:
        cells = [one.get(measure.id) for one in chosen]
        if any(cells):
            name = shortened(speaker.titles.measure(measure.id))
            yield (name, *(_choice(cell, speaker) for cell in cells))


def _choice(choice: Choice | None, speaker: Speaker) -> str:
    if choice is None:
        return "–"
    return f"{choice.start}: {speaker.reader.number(Fraction(choice.size))}"
