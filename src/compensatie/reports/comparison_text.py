# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A comparison for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from compensatie.engine.outcome import Status
from compensatie.facts.package import Choice
from compensatie.language import Language, translate
from compensatie.reports.comparison_grid import (
    VERSIONS,
    beside,
    employment_beside,
    name_of,
    side_by_side,
)
from compensatie.reports.comparison_verdicts import verdicts
from compensatie.reports.content.package_costs import costs_beside
from compensatie.reports.inert import shortened
from compensatie.reports.proof import made_by
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.stops import STOPS
from compensatie.reports.table import (
    Block,
    Chart,
    Column,
    Heading,
    Paragraph,
    Report,
    Table,
)
from compensatie.studies.comparison import Comparison, Policy, Solved
from compensatie.studies.differences import Difference, differences

LONGEST = 60
"""Characters of a name in a sentence or a table."""
STANDINGS = {
    Status.OPTIMAL: mark("optimal"),
    Status.FEASIBLE: mark("not proven"),
    Status.INFEASIBLE: mark("no package exists"),
    Status.UNSOLVED: mark("not known"),
}
"""How an answer stands, in a cell."""


def comparison_report(found: Comparison, language: Language) -> Report:
    """The packages beside each other, what differs, and what each policy costs."""
    speaker = Speaker(found.first.case, language)
    say = speaker.reader.say
    title = speaker.titles.case(found.first.case.model)
    return (
        Heading(say("Comparison: {title}", title=title), is_main=True),
        *verdicts(found.first, speaker),
        *_figures(found.first, speaker),
        *differences_of(found.first, speaker),
        *(block for policy in found.policies for block in _changes(policy, found, speaker)),
        *_models(found, speaker),
        *(block for policy in found.policies for block in _without_rule(policy, found, speaker)),
        Heading(say("How sure this is")),
        Paragraph(_origin(found, speaker)),
        *_completeness(found, speaker),
    )


def _figures(policy: Policy, speaker: Speaker) -> Iterator[Block]:
    if every := beside(policy, speaker):
        if len(every) > 1:
            yield Chart(costs_beside(every, speaker))
        yield from side_by_side(every, speaker)
        yield from employment_beside(every, speaker)


def differences_of(policy: Policy, speaker: Speaker) -> Iterator[Block]:
    """For each other package a table of what it does otherwise than the first."""
    groups: dict[str, list[Difference]] = {}
    for one, kind, difference in policy.differences():
        label = name_of(policy, one.label, speaker)
        name = speaker.reader.say(VERSIONS[kind], package=shortened(label, LONGEST))
        groups.setdefault(name, []).append(difference)
    if groups:
        first = shortened(policy.packages[0].label)
        text = "What differs from “{package}”, and what that costs (net present value)"
        yield Heading(speaker.reader.say(text, package=first))
    for name, found in groups.items():
        yield _difference_table(name, found, speaker)


def _difference_table(name: str, found: Sequence[Difference], speaker: Speaker) -> Table:
    say = speaker.reader.say
    rows = tuple((difference_words(one, speaker), one.cost) for one in found)
    total = (say("Together"), sum((one.cost for one in found), Fraction(0)))
    return Table(name, (Column(say("Difference")), Column("EUR", "money")), rows, total)


def difference_words(one: Difference, speaker: Speaker) -> str:
    """What a package does otherwise, in a few words."""
    say, first, other = speaker.reader.say, one.first, one.other
    if one.measure is None:
        return say("what soft rules miss")
    title = speaker.titles.measure(one.measure)
    if other is None:
        return say("without {measure}", measure=title)
    if first is None:
        text = "with {measure} ({size}) from {year}"
        return say(text, measure=title, size=_size(other, speaker), year=str(other.start))
    if one.field == "start":
        text = "{measure} from {year} instead of {before}"
        return say(text, measure=title, year=str(other.start), before=str(first.start))
    text = "{measure} at {size} instead of {before}"
    return say(text, measure=title, size=_size(other, speaker), before=_size(first, speaker))


def _size(choice: Choice, speaker: Speaker) -> str:
    return speaker.reader.number(Fraction(choice.size))


def _changes(policy: Policy, found: Comparison, speaker: Speaker) -> Iterator[Block]:
    if not policy.changes:
        return
    say = speaker.reader.say
    first = shortened(policy.packages[0].label)
    text = "With few changes of “{package}”: added, dropped, another start year or size"
    yield Heading(_under(say(text, package=first), policy, found, speaker))
    columns = (
        Column(say("At most"), "year"),
        Column(say("Cost, EUR"), "money"),
        Column(say("Status")),
        Column(say("What changes")),
    )
    rows = tuple(
        (step.most, *_answer(step.solved, speaker), _changed(step.solved, policy, speaker))
        for step in policy.changes
    )
    yield Table("", columns, rows)
    yield from _reached(policy, speaker)


def _changed(solved: Solved, policy: Policy, speaker: Speaker) -> str | None:
    first = policy.packages[0].criteria
    if solved.criteria is None or first is None:
        return None
    found = differences(first.audit, solved.criteria.audit)
    told = (difference_words(one, speaker) for one in found if one.measure is not None)
    return "; ".join(told) or speaker.reader.say("nothing")


def _reached(policy: Policy, speaker: Speaker) -> Iterator[Paragraph]:
    """From how many changes on more do not help."""
    best = policy.optimum
    if best.status is not Status.OPTIMAL or best.criteria is None:
        return
    for step in policy.changes:
        if step.solved.criteria and step.solved.criteria.value <= best.criteria.value:
            text = "With {count} changes it is as good as the optimum: more changes do not help."
            yield Paragraph(speaker.reader.say(text, count=str(step.most)))
            return


def _models(found: Comparison, speaker: Speaker) -> Iterator[Block]:
    """The optimum under each model, and which of the packages are enough there."""
    if len(found.policies) == 1:
        return
    say = speaker.reader.say
    given = [shortened(one.label, LONGEST) for one in found.packages[:-1]]
    yield Heading(say("What each model costs"))
    columns = (
        Column(say("Model")),
        Column(say("Optimum, EUR"), "money"),
        Column(say("Status")),
        Column(say("More than the first, EUR"), "money"),
        *(Column(name) for name in given),
    )
    rows = tuple(
        (
            shortened(policy.label),
            *_answer(policy.optimum, speaker),
            found.extra_cost(policy),
            *(say("enough") if one.met else say("not enough") for one in policy.packages[:-1]),
        )
        for policy in found.policies
    )
    yield Table("", columns, rows)


def _without_rule(policy: Policy, found: Comparison, speaker: Speaker) -> Iterator[Block]:
    if not policy.without_rule:
        return
    say = speaker.reader.say
    rules = {entry.rule.id: entry.rule for entry in policy.case.rules}
    yield Heading(_under(say("The optimum without each rule"), policy, found, speaker))
    columns = (
        Column(say("Without")),
        Column(say("Cost, EUR"), "money"),
        Column(say("Status")),
        Column(say("Saves, EUR"), "money"),
    )
    rows = tuple(
        (
            speaker.titles.rule(rules[one.rule]),
            *_answer(one.solved, speaker),
            policy.saving(one),
        )
        for one in policy.without_rule
    )
    yield Table("", columns, rows)


def _under(title: str, policy: Policy, found: Comparison, speaker: Speaker) -> str:
    """A title, and under which model where there are several."""
    if len(found.policies) == 1:
        return title
    text = "{title} (under {model})"
    return speaker.reader.say(text, title=title, model=shortened(policy.label))


def _answer(solved: Solved, speaker: Speaker) -> tuple[Fraction | None, str]:
    """The cost of what was found, and how it stands."""
    cost = None if solved.criteria is None else solved.criteria.cost
    return cost, speaker.reader.say(STANDINGS[solved.status])


def _origin(found: Comparison, speaker: Speaker) -> str:
    text = "Each package was checked in exact fractions; that none does better is {solver}'s word."
    told = speaker.reader.say(text, solver=shortened(found.provenance.solver))
    return f"{told} {made_by(found.provenance, speaker.reader)}"


def _completeness(found: Comparison, speaker: Speaker) -> Iterator[Block]:
    if found.reason:
        text = "The search stopped before it was done: {reason}."
        reason = shortened(translate(found.reason, speaker.language))
        yield Paragraph(speaker.reader.say(text, reason=reason))
    if found.stop is not None:
        yield Paragraph(speaker.reader.say(STOPS[found.stop]))
