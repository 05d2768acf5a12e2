# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The exact price of one rule: every step, with its package and what changes in it."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.reports.comparison_text import difference_words
from compensatie.reports.explained_rules import amount
from compensatie.reports.safe_side import worth
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Cell, Column, Heading, Paragraph, Table
from compensatie.rule import Rule
from compensatie.studies.differences import differences
from compensatie.studies.explanation import Explanation
from compensatie.studies.pricing import Staircase, Step
from compensatie.studies.study import Proof

NONE = Fraction(0)


def explained_staircase(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """The step function of the rule that was asked for, the strictest step last."""
    stairs = found.price
    if stairs is None:
        return
    (rule,) = (entry.rule for entry in found.case.rules if entry.rule.id == stairs.rule)
    say = speaker.reader.say
    yield Heading(say("What “{rule}” costs", rule=speaker.titles.rule(rule)))
    text = (
        "The bound moves by one amount in every row of the rule. From each line on to the one "
        "above it the least value is the same, and the package holds."
    )
    if stairs.steps:
        yield Paragraph(say(text))
        yield _table(stairs, rule, speaker)
    yield from map(Paragraph, _end(stairs, rule, speaker))
    if any(one.is_tied for one in stairs.steps):
        text = "Where it says so, other packages are as good on that step; one of them is shown."
        yield Paragraph(say(text))


def _table(stairs: Staircase, rule: Rule, speaker: Speaker) -> Table:
    say = speaker.reader.say
    columns = (
        Column(say("The bound")),
        Column(say("Least value")),
        Column(say("Status")),
        Column(say("What changes in the package")),
    )
    rows = tuple(
        _row(step, stairs.steps[at - 1] if at else None, rule, speaker)
        for at, step in enumerate(stairs.steps)
    )
    return Table("", columns, rows)


def _row(step: Step, before: Step | None, rule: Rule, speaker: Speaker) -> tuple[Cell, ...]:
    say = speaker.reader.say
    value = None if step.value is None else worth(step.value, speaker)
    status = say("not proven") if step.status is not Proof.PROVEN else say("optimal")
    if step.is_tied:
        status += "; " + say("others are as good")
    elif step.is_tied is None:
        status += "; " + say("ties not determined")
    return moved(step.start, rule, speaker), value, status, _changed(step, before, speaker)


def moved(move: Fraction, rule: Rule, speaker: Speaker) -> str:
    """Where the bound lies, compared with where it is."""
    say = speaker.reader.say
    if move == 0:
        return say("as it is")
    shown = amount(abs(move), rule, speaker)
    text = "{amount} stricter"
    if move > 0:
        text = "{amount} looser"
    return say(text, amount=shown)


def _changed(step: Step, before: Step | None, speaker: Speaker) -> str | None:
    """What the package does otherwise than the one of the step above; the first in full."""
    if step.audit is None:
        return None
    if before is None or before.audit is None:
        choices = step.audit.package.choices
        text = "{measure} ({size}) from {year}"
        told = [
            speaker.reader.say(
                text,
                measure=speaker.titles.measure(one.measure),
                size=speaker.reader.number(Fraction(one.size)),
                year=str(one.start),
            )
            for one in choices
        ]
        return "; ".join(told) or speaker.reader.say("no measure")
    found = differences(before.audit, step.audit)
    return "; ".join(difference_words(one, speaker) for one in found if one.measure is not None)


def _end(stairs: Staircase, rule: Rule, speaker: Speaker) -> Iterator[str]:
    say = speaker.reader.say
    if not stairs.is_complete:
        yield say("Further steps were not determined.")
    elif stairs.impossible_below is not None:
        yield _impossible(stairs.impossible_below, bool(stairs.steps), rule, speaker)
    elif not stairs.steps:
        yield say("However loose it is, no package exists: other rules stand in the way.")


def _impossible(end: Fraction, is_beyond: bool, rule: Rule, speaker: Speaker) -> str:
    """From where on no package exists: beyond the last step, or where the range begins."""
    say = speaker.reader.say
    if not is_beyond:
        text = "With the bound {where} no package exists, according to the solver."
        return say(text, where=moved(end, rule, speaker))
    text = "Any stricter than it is, and no package exists, according to the solver."
    if end < 0:
        text = "More than {amount} stricter, and no package exists, according to the solver."
    elif end > 0:
        text = "Less than {amount} looser, and no package exists, according to the solver."
    return say(text, amount=amount(abs(end), rule, speaker))
