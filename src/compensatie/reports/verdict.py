# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Whether a package that someone made is enough, and if not: where not, and by how much."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.engine.audit import Audit
from compensatie.reports.rule_points import breach_points, rule_points
from compensatie.reports.rule_results import RuleResult, rule_results
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Heading, Paragraph
from compensatie.reports.tables import shortfall_table


def verdict(audit: Audit, speaker: Speaker) -> str:
    """Enough or not, in one sentence."""
    say = speaker.reader.say
    name, scenarios = speaker.titles.package(audit.package), speaker.scenarios()
    if audit.met:
        text = "The package “{name}” is enough: it keeps every hard rule in {scenarios}."
        return say(text, name=name, scenarios=scenarios)
    missed = missed_hard_rules(audit)
    if not missed:
        text = "The package “{name}” cannot be carried out as it stands: see what it breaks below."
        return say(text, name=name)
    worst = max(missed, key=lambda one: (one.rule.unit == "jobs", one.missed[0].shortfall))
    text = "The package “{name}” is not enough. {missed} At its worst: {worst}"
    told = speaker.finding(worst.missed[0], worst.rule)
    return say(text, name=name, missed=_missed(missed, speaker), worst=told)


def missed_hard_rules(audit: Audit) -> list[RuleResult]:
    """The hard rules that a package misses."""
    return [one for one in rule_results(audit) if one.missed and one.rule.is_hard]


def enough_in(audit: Audit, speaker: Speaker) -> str | None:
    """The scenarios in which a package that fails in others is enough."""
    missed = {one.place.scenario for result in missed_hard_rules(audit) for one in result.missed}
    if audit.breaches or not missed or None in missed:
        return None
    kept = [name for name in audit.case.facts.scenarios if name not in missed]
    if not kept:
        return None
    names = speaker.reader.listed([f"“{speaker.titles.scenario(name)}”" for name in kept])
    return speaker.reader.say("It is enough in {scenarios}.", scenarios=names)


def _missed(missed: list[RuleResult], speaker: Speaker) -> str:
    """Which rules are missed, in how many of the scenarios."""
    rules = speaker.reader.listed([f"“{speaker.titles.rule(one.rule)}”" for one in missed])
    among = speaker.case.facts.scenarios
    found = {one.place.scenario for result in missed for one in result.missed}
    if None in found or len(among) == 1:
        return speaker.reader.say("It misses {rules}.", rules=rules)
    text = "It misses {rules} in {missed} of the {count} scenarios."
    return speaker.reader.say(text, rules=rules, missed=str(len(found)), count=str(len(among)))


def shortfalls(audit: Audit, speaker: Speaker) -> Iterator[Block]:
    """Every hard rule that is missed: a table with the worst scenario first."""
    for result in missed_hard_rules(audit):
        text = "What is missing: {rule}"
        yield Heading(speaker.reader.say(text, rule=speaker.titles.rule(result.rule)))
        yield shortfall_table(result, speaker)


def breaches(audit: Audit, speaker: Speaker) -> Iterator[Block]:
    """Relations, locks, sizes and starts that are not kept."""
    if audit.breaches:
        yield Heading(speaker.reader.say("What cannot be done"))
        yield breach_points(audit.breaches, speaker)


def rules_in_words(audit: Audit, speaker: Speaker) -> Iterator[Block]:
    """Every rule, with the least room."""
    if audit.case.rules:
        yield Heading(speaker.reader.say("The rules"))
        yield rule_points(audit, speaker)
    else:
        yield Paragraph(speaker.reader.say("The model has no rules."))
