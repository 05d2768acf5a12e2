# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Of each rule what it asks of the package and what it costs, in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.reports.rule_results import rule_results
from compensatie.reports.safe_side import worth
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Block, Heading, Paragraph, Points
from compensatie.rule import Rule
from compensatie.studies.explanation import Explanation
from compensatie.studies.pricing import Step
from compensatie.studies.rule_accounts import RuleAccount
from compensatie.studies.study import Proof

NONE = Fraction(0)


def explained_rules(found: Explanation, speaker: Speaker) -> Iterator[Block]:
    """A point for each hard rule."""
    if found.prices is None or found.explained is None:
        return
    say = speaker.reader.say
    yield Heading(say("What each rule costs"))
    text = (
        "Sizes and starts are whole, so what a rule costs goes in steps. Each amount is the least "
        "that packages cost with the bound moved, all other rules kept: solved again, and "
        "according to the solver."
    )
    if not all(one.is_proven for one in found.prices.accounts):
        text = (
            "Sizes and starts are whole, so what a rule costs goes in steps. Each amount is the "
            "least that packages cost with the bound moved, all other rules kept, according to "
            "the solver; what it did not settle says so."
        )
    yield Paragraph(say(text))
    audit = found.explained
    yield Points(tuple(rule_lines(one, audit, speaker) for one in found.prices.accounts))


def rule_lines(one: RuleAccount, audit: Audit, speaker: Speaker) -> tuple[str, ...]:
    """Its room, what it rests on, and one step either way."""
    (result,) = (found for found in rule_results(audit) if found.rule.id == one.rule)
    say = speaker.reader.say
    lines = [speaker.titles.rule(result.rule)]
    if result.tightest is not None:
        lines.append(speaker.finding(result.tightest, result.rule))
    if result.binding:
        where = speaker.places.in_words([found.place for found in result.binding])
        lines.append(say("No room left: {places}.", places=where))
    if one.rests_on:
        text = "In this package it rests on {measures}."
        lines.append(say(text, measures=_named(one.rests_on, speaker)))
    if one.forces:
        text = "Because of this rule no package can do without {measures}."
        lines.append(say(text, measures=_named(one.forces, speaker)))
    lines.append(" ".join(_steps(one, result.rule, speaker)))
    if one.marginal is not None:
        lines.append(_marginal(one.marginal, result.rule, speaker))
    return tuple(lines)


def _named(measures: tuple[str, ...], speaker: Speaker) -> str:
    return speaker.reader.listed([f"“{speaker.titles.measure(one)}”" for one in measures])


def _steps(one: RuleAccount, rule: Rule, speaker: Speaker) -> Iterator[str]:
    """One step stricter, and one step looser."""
    say = speaker.reader.say
    now = one.now
    if now is None or now.value is None or now.status is not Proof.PROVEN:
        yield say("What it costs was not determined.")
        return
    free = amount(-now.start, rule, speaker)
    if now.start < 0:
        yield say("Up to {amount} stricter costs nothing.", amount=free)
    yield _stricter(one.tighter, now, rule, speaker)
    yield _looser(one.looser, now.value, rule, speaker)


def _stricter(step: Step | None, now: Step, rule: Rule, speaker: Speaker) -> str:
    say = speaker.reader.say
    if step is None or step.status is Proof.BOUNDED:
        return say("What a stricter bound costs was not determined.")
    if step.value is None:
        text = "Any stricter than that, and no package exists."
        if now.start == 0:
            text = "Any stricter, and no package exists."
        return say(text)
    more = worth(step.value - (now.value or NONE), speaker)
    text = "Stricter than that, up to {amount}, costs {more} more."
    if now.start == 0:
        text = "Stricter, by up to {amount}, costs {more} more."
    return say(text, amount=amount(-step.start, rule, speaker), more=more)


def _looser(step: Step | None, now: Fraction, rule: Rule, speaker: Speaker) -> str:
    say = speaker.reader.say
    if step is None or step.status is Proof.BOUNDED:
        return say("What a looser bound saves was not determined.")
    if step.value is None:
        return say("Looser saves nothing, by however much.")
    text = "Looser, by {amount}, saves {saved}."
    saved = worth(now - step.value, speaker)
    return say(text, amount=amount(step.start, rule, speaker), saved=saved)


def _marginal(price: Fraction, rule: Rule, speaker: Speaker) -> str:
    """Called what it is."""
    text = (
        "Marginal price, with the start years kept and sizes not whole: {price} per {unit}; a "
        "slope of the linear programme, not the price of any package."
    )
    return speaker.reader.say(text, price=worth(price, speaker), unit=_one(rule, speaker))


def _one(rule: Rule, speaker: Speaker) -> str:
    """One of the unit of a rule, in a word."""
    say = speaker.reader.say
    match rule.unit:
        case "jobs":
            return speaker.unit
        case "EUR":
            return say("euro")
        case "measures":
            return say("measure")
        case "size" | "resource":
            return say("unit")


def amount(value: Fraction, rule: Rule, speaker: Speaker) -> str:
    """By how much a bound moves, to six decimals, in the unit of its rule."""
    if rule.unit == "EUR":
        return speaker.reader.money(value)
    return f"{speaker.reader.number(value, decimals=6)} {speaker.unit_word(rule.unit)}"
