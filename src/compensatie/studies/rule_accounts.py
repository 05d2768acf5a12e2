# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What each hard rule asks of the package and what it costs, one step either way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from compensatie.engine.audit import Audit
from compensatie.engine.relaxing import marginal_prices
from compensatie.engine.restriction import Without
from compensatie.studies.pricing import Pricing, Staircase, Step
from compensatie.studies.removal import removals
from compensatie.studies.study import Proof
from compensatie.studies.subject import Subject

if TYPE_CHECKING:
    import pandas as pd

NONE = Fraction(0)


@dataclass(frozen=True, slots=True)
class RuleAccount:
    """One hard rule; its bound moves by one amount in all its rows, in the unit of the rule."""

    rule: str
    """Id of the rule."""
    rests_on: tuple[str, ...]
    """Measures of the package without which, all else the same, this rule is missed."""
    forces: tuple[str, ...] | None
    """Measures without which no package exists, but would if this rule did not hold; None: not
    determined."""
    now: Step | None
    """The step on which its bound lies: least value, and how far it can be tightened for free."""
    tighter: Step | None
    """The next step where it asks more."""
    looser: Step | None
    """The next step where it asks less, its start being the nearest move that makes it."""
    marginal: Fraction | None
    """What one unit more costs by the linear programme with the start years kept and sizes not
    whole: the solver's word in floating point; None: not determined."""

    @property
    def is_proven(self) -> bool:
        """Whether every exact figure is proven."""
        steps = (self.now, self.tighter, self.looser)
        proven = (Proof.PROVEN, Proof.NO_PACKAGE)
        return self.forces is not None and all(one and one.status in proven for one in steps)


@dataclass(frozen=True, slots=True)
class RulePrices:
    """What every hard rule of a case costs."""

    accounts: tuple[RuleAccount, ...]
    """Each hard rule, in the order of the model."""

    def to_frame(self) -> pd.DataFrame:
        """One line for each rule: what the next step either way costs."""
        import pandas as pd

        return pd.DataFrame([_line(one) for one in self.accounts], columns=LINE)


LINE = (
    *("rule", "free_until", "tighter_until", "tighter_costs", "looser_by", "looser_saves"),
    *("marginal", "rests_on", "forces", "proven"),
)
"""Columns of the table of rules; amounts in the rule's unit, costs in the objective's."""


def _line(one: RuleAccount) -> tuple[object, ...]:
    now = one.now.value if one.now else None
    tighter, looser = _difference(one.tighter, now), _difference(one.looser, now)
    return (
        one.rule,
        None if one.now is None else float(-one.now.start),
        None if one.tighter is None or tighter is None else float(-one.tighter.start),
        tighter,
        None if one.looser is None or looser is None else float(one.looser.start),
        None if looser is None else -looser,
        None if one.marginal is None else float(one.marginal),
        ", ".join(one.rests_on),
        None if one.forces is None else ", ".join(one.forces),
        one.is_proven,
    )


def _difference(step: Step | None, now: Fraction | None) -> float | None:
    return None if step is None or step.value is None or now is None else float(step.value - now)


def rule_prices(subject: Subject) -> RulePrices | None:
    """What each hard rule costs; None where there is no package to speak of."""
    explained = subject.kept
    if explained is None:
        return None
    hard = [entry.rule.id for entry in subject.case.rules if entry.rule.is_hard]
    pricings = {rule: Pricing(subject.case, rule, subject.questioner) for rule in hard}
    subject.questioner.expect(8 * len(hard))
    marginal = _marginal(subject, explained)
    forced = _forced(subject)
    accounts = tuple(
        _account(pricing, explained, forced, marginal.get(rule))
        for rule, pricing in pricings.items()
    )
    return RulePrices(accounts)


def price(subject: Subject) -> Staircase | None:
    """The whole step function of the rule that was asked for, whether or not it can be kept."""
    wanted = subject.asked.price
    if wanted is None:
        return None
    pricing = Pricing(subject.case, wanted.rule, subject.questioner)
    return pricing.staircase(wanted.loosest, wanted.tightest)


def _marginal(subject: Subject, explained: Audit) -> Mapping[str, Fraction]:
    found: Mapping[str, Fraction] | None = None
    if subject.questioner.course.stop is None:
        with subject.questioner.course.held():
            limit = subject.inquiry.seconds_left()
            found = marginal_prices(subject.case, explained.package, limit)
    return found or {}


def _forced(subject: Subject) -> tuple[str, ...] | None:
    """The measures without which no package exists; None where one was not determined."""
    best, found = subject.outcome.audit, []
    for measure in best.package.by_measure() if best else ():
        answer = subject.questioner.best(
            subject.inquiry, subject.inquiry.goals()[0], (Without(measure),)
        )
        if answer.is_nothing:
            found.append(measure)
        elif answer.best is None:
            return None
    return tuple(found)


def _account(
    pricing: Pricing, explained: Audit, forced: tuple[str, ...] | None, marginal: Fraction | None
) -> RuleAccount:
    rests_on = (one.measure for one in removals(explained) if pricing.rule in one.missed)
    now = pricing.step(pricing.moved(NONE))
    tighter, looser = (None, None) if now is None else _beside(pricing, now)
    return RuleAccount(
        pricing.rule,
        tuple(rests_on),
        None if forced is None else _forced_by(pricing, forced),
        now,
        tighter,
        looser,
        marginal,
    )


def _beside(pricing: Pricing, now: Step) -> tuple[Step | None, Step | None]:
    """The next step where the rule asks more, and the next where it asks less."""
    if now.value is None:
        return None, None
    tighter = pricing.step(pricing.moved(now.start, strictly=True))
    return tighter, pricing.looser(now.value)


def _forced_by(pricing: Pricing, forced: tuple[str, ...]) -> tuple[str, ...] | None:
    """Of the measures that are in every package those that need not be without this rule."""
    answers = {measure: pricing.best(Without(measure)) for measure in forced}
    if any(one.best is None and not one.is_proven for one in answers.values()):
        return None
    return tuple(measure for measure, one in answers.items() if one.best is not None)
