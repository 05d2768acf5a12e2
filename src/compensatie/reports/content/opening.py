# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How a report begins: the advice, or that there is no package; and the figures to see first."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.outcome import RuleMoved, Status
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import KeyFigure
from compensatie.reports.infeasible import by_themselves
from compensatie.reports.proof import none_keeps, room_below
from compensatie.reports.repair_text import rule_moved
from compensatie.reports.rule_results import rule_results
from compensatie.reports.sentences import advice, other_scenarios, present_value, soft_rules
from compensatie.reports.speaker import Speaker
from compensatie.reports.tables import complete_jobs
from compensatie.rule import Finding, Rule


def lead(answers: Answers, speaker: Speaker) -> Iterator[str]:
    """The advice in one sentence, and what it meets; or why there is none."""
    outcome, say = answers.outcome, speaker.reader.say
    if outcome.audit is not None:
        yield advice(outcome.audit, speaker)
        yield norms(speaker)
        yield from (one for one in (soft_rules(outcome.audit, speaker),) if one)
        if outcome.status is Status.FEASIBLE:
            yield from room_below(outcome, speaker)
    elif outcome.status is Status.INFEASIBLE:
        solver = outcome.provenance.solver
        yield none_keeps(speaker, solver, is_certified=outcome.certified)
        yield from by_themselves(outcome, speaker)
        if moved := least_moves(answers):
            text = "One rule that gives way would be enough, all others being kept: {rules}."
            yield say(text, rules="; ".join(rule_moved(one, speaker) for one in moved))
        yield norms(speaker)
    else:
        yield say("There is no answer: it is not known whether a package exists.")
        yield from room_below(outcome, speaker)
    yield from (one for one in (other_scenarios(answers.subject, speaker),) if one)


def least_moves(answers: Answers) -> tuple[RuleMoved, ...]:
    """What each rule would have to give that is enough by itself, the least of its bound first."""
    repairs = None if answers.reasons is None else answers.reasons.repairs
    if repairs is None:
        return answers.outcome.repairs
    changes = (change for one in repairs.single for change in one.changes)
    return tuple(one for one in changes if isinstance(one, RuleMoved))


def norms(speaker: Speaker) -> str:
    """Which rules are hard, and with which year levels are compared."""
    say, titles = speaker.reader.say, speaker.titles
    hard = [f"“{titles.rule(one.rule)}”" for one in speaker.case.rules if one.rule.is_hard]
    year = str(speaker.case.instance.reference_year)
    if not hard:
        return say("No rule is hard; levels are compared with 1 January {year}.", year=year)
    text = "Hard rules: {rules}; levels are compared with 1 January {year}."
    return say(text, rules=speaker.reader.listed(hard), year=year)


def key_figures(answers: Answers, speaker: Speaker) -> Iterator[KeyFigure]:
    """What the package that the report is about costs and brings, and its least room."""
    audit, reader, say = answers.subject, speaker.reader, speaker.reader.say
    if not audit.package.choices:
        return
    measures = [choice.measure for choice in audit.package.choices]
    years, last = audit.case.facts.years, str(speaker.horizon[1])
    whole = reader.number(present_value(audit) / 1_000_000)
    yield KeyFigure(
        say("Cost, net present value"),
        say("€{amount} million", amount=whole),
        say("in prices of {year}", year=str(audit.case.instance.price_year)),
    )
    once = audit.ledger.paid(measures, years, None, "once")
    yearly = audit.ledger.paid(measures, years[-1:], None, "yearly")
    amount = reader.number(once / 1_000_000)
    yield KeyFigure(say("One-off cost"), say("€{amount} million", amount=amount))
    amount = reader.number(yearly / 1_000_000)
    each_year = say("€{amount} million", amount=amount)
    yield KeyFigure(say("Cost each year"), each_year, say("in {year}", year=last))
    yield _jobs(audit, speaker)
    if tightest := _tightest(audit):
        yield _room(*tightest, speaker)


def _jobs(audit: Audit, speaker: Speaker) -> KeyFigure:
    say = speaker.reader.say
    chosen = audit.ledger.choices()
    jobs = sum((complete_jobs(audit, measure, size) for measure, _, size in chosen), Fraction(0))
    count = speaker.reader.count(len(audit.package.choices), "by 1 measure", "by {count} measures")
    shown = f"{speaker.reader.number(jobs)} {speaker.unit}"
    return KeyFigure(say("Brought once complete"), shown, count)


def _tightest(audit: Audit) -> tuple[Finding, Rule] | None:
    """The row of a hard rule about jobs with the least room."""
    found = [
        (one.tightest, one.rule)
        for one in rule_results(audit)
        if one.rule.is_hard and one.rule.unit == "jobs" and one.tightest is not None
    ]
    return min(found, key=lambda one: one[0].slack or Fraction(0), default=None)


def _room(finding: Finding, rule: Rule, speaker: Speaker) -> KeyFigure:
    say, slack = speaker.reader.say, finding.slack or Fraction(0)
    where = speaker.places.in_words([finding.place])
    label = say("Least room") if slack >= 0 else say("Most that is missing")
    shown = speaker.amount_with_unit(abs(slack), rule.unit)
    return KeyFigure(label, shown, where)
