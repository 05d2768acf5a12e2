# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every rule in words: whether it is kept, with how much room, and where there is none."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.engine.audit import Audit, Breach
from compensatie.language import translate
from compensatie.reports.rule_results import RuleResult, rule_results
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Points


def rule_points(audit: Audit, speaker: Speaker) -> Points:
    """A point for each rule."""
    return Points(tuple(tuple(_lines(one, speaker)) for one in rule_results(audit)))


def _lines(result: RuleResult, speaker: Speaker) -> Iterator[str]:
    say, places = speaker.reader.say, speaker.places
    yield f"{speaker.titles.rule(result.rule)}: {state(result, speaker)}"
    if result.missed:
        yield speaker.finding(result.missed[0], result.rule)
        if not result.rule.is_hard:
            where = places.in_words([one.place for one in result.missed])
            yield say("Missed: {places}.", places=where)
    elif result.tightest is not None:
        yield speaker.finding(result.tightest, result.rule)
    if result.binding:
        where = places.in_words([one.place for one in result.binding])
        yield say("No room left: {places}.", places=where)
    if result.untested:
        where = places.in_words([one.place for one in result.untested])
        yield say("Not tested, for want of figures: {places}.", places=where)


def state(result: RuleResult, speaker: Speaker) -> str:
    """Whether a rule is kept, in a few words."""
    reader, rule = speaker.reader, result.rule
    number = len(result.tested)
    if not number:
        return reader.say("not tested")
    if result.missed:
        missed = str(len(result.missed))
        if rule.is_hard:
            return reader.say(
                "NOT KEPT ({missed} of {count} checks)", missed=missed, count=str(number)
            )
        text = "soft, not wholly kept ({missed} of {count} checks)"
        return reader.say(text, missed=missed, count=str(number))
    if rule.is_hard:
        return reader.count(number, "kept (1 check)", "kept (all {count} checks)")
    return reader.count(number, "soft, kept (1 check)", "soft, kept (all {count} checks)")


def breach_points(breaches: tuple[Breach, ...], speaker: Speaker) -> Points:
    """Relations, locks, sizes and starts that are not kept."""
    return Points(tuple((breach_sentence(one, speaker),) for one in breaches))


def breach_sentence(breach: Breach, speaker: Speaker) -> str:
    """What is not kept."""
    return translate(breach.text, speaker.language).format_map(breach.details)
