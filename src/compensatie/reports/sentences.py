# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The sentences of a report: what is advised, what it rests on, and how sure it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.figures import cost_share_by_status, jobs_share_by_status
from compensatie.reports.reader import Reader
from compensatie.reports.rule_results import rule_results
from compensatie.reports.speaker import Speaker
from compensatie.reports.tables import complete_jobs, size_in_words

MOST_NAMED = 4
"""Measures that one sentence can name."""


def advice(audit: Audit, speaker: Speaker) -> str:
    """What to do, in one sentence."""
    say, titles = speaker.reader.say, speaker.titles
    choices = list(audit.ledger.choices())
    if not choices:
        text = "Take no measure: every hard rule holds without any in {scenarios}."
        return say(text, scenarios=speaker.scenarios())
    named = [
        say("{measure} from {year}", measure=titles.measure(measure.id), year=str(start))
        for measure, start, _ in choices
    ]
    jobs = sum((complete_jobs(audit, measure, size) for measure, _, size in choices), Fraction(0))
    text = (
        "Take {measures}: that brings {jobs} {unit} once complete, costs {cost} (net present "
        "value), and keeps every hard rule in {scenarios}."
    )
    return say(
        text,
        measures=(
            speaker.reader.listed(named)
            if len(named) <= MOST_NAMED
            else say("the {count} measures below", count=str(len(named)))
        ),
        jobs=speaker.reader.number(jobs),
        unit=speaker.unit,
        cost=speaker.reader.money(present_value(audit)),
        scenarios=speaker.scenarios(),
    )


def chosen_in_words(audit: Audit, speaker: Speaker) -> list[str]:
    """Each measure of a package, with its size and start."""
    text = "{measure} ({size}) from {year}"
    return [
        speaker.reader.say(
            text,
            measure=speaker.titles.measure(measure.id),
            size=size_in_words(measure, size, speaker),
            year=str(start),
        )
        for measure, start, size in audit.ledger.choices()
    ]


def best_in_short(audit: Audit, speaker: Speaker) -> str:
    """The best package in one sentence, where another question is what matters."""
    say, cost = speaker.reader.say, speaker.reader.money(present_value(audit))
    chosen = chosen_in_words(audit, speaker)
    if not chosen:
        return say("The best package takes no measure at all.")
    text = "The best package costs {cost} (net present value): {measures}."
    return say(text, cost=cost, measures=speaker.reader.listed(chosen))


def present_value(audit: Audit) -> Fraction:
    """EUR of the price year that the whole package costs."""
    measures = [measure.id for measure in audit.case.facts.measures]
    return audit.ledger.present_value(measures, audit.case.facts.years, None)


def other_scenarios(audit: Audit, speaker: Speaker) -> str | None:
    """The scenarios that the call left out: of those nothing is known."""
    looked_at = audit.case.facts.scenarios
    left = [name for name in audit.case.instance.scenario_by_id if name not in looked_at]
    if not left:
        return None
    names = speaker.reader.listed([f"“{speaker.titles.scenario(name)}”" for name in left])
    return speaker.reader.say("Not looked at: {scenarios}.", scenarios=names)


def soft_rules(audit: Audit, speaker: Speaker) -> str | None:
    """Which soft rules the package misses, and what that is priced at."""
    missed = [one.rule for one in rule_results(audit) if one.missed and not one.rule.is_hard]
    if not missed:
        return None
    names = [f"“{speaker.titles.rule(rule)}”" for rule in missed]
    text = "Not wholly kept, as soft rules may be: {rules}. Their shortfall is priced at {penalty}."
    penalty = speaker.reader.money(audit.penalty)
    return speaker.reader.say(text, rules=speaker.reader.listed(names), penalty=penalty)


def valuation(audit: Audit, speaker: Speaker) -> str:
    """How the net present value was reckoned."""
    reader, terms = speaker.reader, audit.case.facts.valuation
    text = (
        "Net present value: {value}, in prices of {prices}, later years counted for {rate} a "
        "year less."
    )
    told = reader.say(
        text,
        value=reader.money(present_value(audit)),
        prices=str(audit.case.instance.price_year),
        rate=reader.share(Fraction(terms.discount_rate), decimals=4),
    )
    if not terms.continue_years:
        return told
    text = "It counts the yearly cost of {last} for {count} more years."
    count, last = str(terms.continue_years), str(speaker.horizon[1])
    return f"{told} {reader.say(text, last=last, count=count)}"


def cost_per_job(audit: Audit, speaker: Speaker) -> str | None:
    """What a job costs for a year, within the horizon and undiscounted."""
    ledger, reader = audit.ledger, speaker.reader
    paid = sum((payment.amount for payment in ledger.payments), Fraction(0))
    jobs = sum(
        (
            ledger.gained(measure, province, year)
            for measure, _, _ in ledger.choices()
            for province in measure.gained()
            for year in audit.case.facts.years
        ),
        Fraction(0),
    )
    if not jobs:
        return None
    first, last = speaker.horizon
    text = (
        "From {first} to {last} that is {paid} for {jobs} {unit}-years: {each} for each "
        "{unit}-year."
    )
    return reader.say(
        text,
        first=str(first),
        last=str(last),
        paid=reader.money(paid),
        jobs=reader.number(jobs),
        unit=speaker.unit,
        each=reader.money(paid / jobs),
    )


def reliability(audit: Audit, speaker: Speaker) -> Iterator[str]:
    """How much of the cost and of the jobs rests on figures that nobody published."""
    reader = speaker.reader
    if costs := cost_share_by_status(audit.ledger):
        text = "{share} of the cost rests on assumed figures ({all})."
        yield _resting(text, costs, reader)
    if jobs := jobs_share_by_status(audit.ledger):
        text = "{share} of the jobs rests on measures of which a figure is assumed ({all})."
        yield _resting(text, jobs, reader)


def _resting(text: str, shares: Mapping[str, Fraction], reader: Reader) -> str:
    assumed = sum((shares.get(name, Fraction(0)) for name in ("assumed", "imputed")), Fraction(0))
    told = (f"{status_word(name, reader)} {reader.share(one)}" for name, one in shares.items())
    return reader.say(text, share=reader.share(assumed), all=", ".join(told))


def status_word(status: str, reader: Reader) -> str:
    """How sure a figure is, in a word."""
    """How sure a figure is, in a word."""
    match status:
        case "sourced":
            return reader.say("sourced")
        case "derived":
            return reader.say("derived")
        case "imputed":
            return reader.say("imputed")
    return reader.say("assumed")
