# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a call asks to make small: the text of an objective, and the goal that it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.case import Stage
from compensatie.engine.goal import Goal, GoalUnit
from compensatie.engine.programme import Programme
from compensatie.errors import Fault, InputError
from compensatie.facts.instance import Instance
from compensatie.facts.references import unknown
from compensatie.formulation.linear import Linear, Term, total
from compensatie.policy import Model, objectives
from compensatie.rule import Unit

COSTS = ("cost", "cost-once", "cost-yearly")
"""Objectives that may be those of one payer."""
WORDS = (*COSTS, "jobs-taken", "shortfall", "measures")
"""How the text of an objective can begin."""
FEWEST, MOST = 2, 4
"""How many objectives there are."""
OPTION = "--objective"
_UNITS: Mapping[Unit, GoalUnit] = {
    "jobs": "jobs",
    "EUR": "EUR",
    "measures": "size",
    "size": "size",
    "resource": "size",
}
"""What the shortfall of a rule is measured in: no measure or unit of a resource need be whole."""


@dataclass(frozen=True, slots=True)
class Aim:
    """An objective, as it was asked."""

    text: str
    """The text of the call."""
    word: str
    """What is made small."""
    scope: str | None = None
    """The payer, the code of the province, or the rule that it is of."""

    @property
    def name(self) -> str:
        """The same for every text that means the same."""
        return self.word if self.scope is None else f"{self.word}:{self.scope}"

    def goal(self, programme: Programme) -> Goal:
        """The same as a quantity of a programme, and of a package."""
        match self.word:
            case "measures":
                return _measures(programme)
            case "shortfall":
                return _shortfall(programme, self.name, self.scope or "")
            case "jobs-taken" if self.scope is not None:
                return _jobs_taken(programme, self.name, self.scope)
        return _objective(programme, self)


def aims(texts: Iterable[str], instance: Instance, model: Model) -> tuple[Aim, ...]:
    """The objectives of a call.

    Raises:
        InputError: there are fewer than two or more than four, one stands twice, or one names what
            is not there.
    """
    asked = tuple(texts)
    found = [_aim(text, instance, model) for text in asked]
    faults = [one for one in found if isinstance(one, Fault)]
    known = [one for one in found if isinstance(one, Aim)]
    faults += [*_twice(known), *_number(asked)]
    if faults:
        raise InputError(faults)
    return tuple(known)


def softened(model: Model, wanted: Sequence[Aim]) -> Model:
    """The model, each rule of which the shortfall is an objective soft and without a price."""
    names = {one.scope for one in wanted if one.word == "shortfall"}
    if not names:
        return model
    soft = {"strength": "soft", "price": Decimal(0)}
    rules = (one.model_copy(update=soft) if one.id in names else one for one in model.rules)
    return model.model_copy(update={"rules": tuple(rules)})


def _aim(text: str, instance: Instance, model: Model) -> Aim | Fault:
    word, colon, scope = text.partition(":")
    if word not in WORDS or (word == "measures" and colon):
        return unknown("unknown-objective", "there is no objective “{name}”", text, WORDS, OPTION)
    if not colon and word != "shortfall":
        return Aim(text, word)
    if word == "shortfall":
        rules = [rule.id for rule in model.rules]
        refusal = unknown("unknown-rule", "there is no rule “{name}”", scope, rules, OPTION)
        return Aim(text, word, scope) if scope in rules else refusal
    if word == "jobs-taken":
        code = instance.code(scope)
        names = [named for one in instance.provinces for named in (one.code, one.title)]
        refusal = unknown("unknown-province", "there is no province “{name}”", scope, names, OPTION)
        return refusal if code is None else Aim(text, word, code)
    payers = list(dict.fromkeys(cost.payer for one in instance.measures for cost in one.costs))
    refusal = unknown("unknown-payer", "there is no payer “{name}”", scope, payers, OPTION)
    return Aim(text, word, scope) if scope in payers else refusal


def _twice(known: Sequence[Aim]) -> Iterable[Fault]:
    for at, one in enumerate(known):
        if any(one.name == other.name for other in known[:at]):
            text = "the objective “{name}” stands here twice"
            yield Fault(
                "objective-twice",
                text,
                (OPTION,),
                one.text,
                "each objective once",
                details={"name": one.text},
            )


def _number(asked: Sequence[str]) -> Iterable[Fault]:
    if not FEWEST <= len(asked) <= MOST:
        text, allowed = "{count} objectives are asked for", "two, three or four objectives"
        details = {"count": str(len(asked))}
        yield Fault("number-of-objectives", text, (OPTION,), None, allowed, details=details)


def _objective(programme: Programme, aim: Aim) -> Goal:
    """An objective of models, with the prices of soft rules where models add them."""
    payers = None if aim.scope is None else (aim.scope,)
    objective = objectives()[aim.word](payers)

    def value(audit: Audit) -> Fraction:
        own = objective.value(audit.case.facts, audit.ledger)
        return own + (audit.penalty if objective.adds_penalty else 0)

    form = programme.objective(Stage(objective, Fraction(0)))
    return Goal(aim.name, objective.unit, form, value)


def _measures(programme: Programme) -> Goal:
    starts = (
        Term("start", measure.id, year)
        for measure in programme.case.facts.measures
        for year in measure.start.years
    )
    form = Linear(dict.fromkeys(starts, Fraction(1)))
    return Goal("measures", "measures", form, lambda audit: Fraction(len(audit.package.choices)))


def _jobs_taken(programme: Programme, name: str, province: str) -> Goal:
    """Gross jobs that measures take from one province in the last year."""
    facts, last = programme.case.facts, programme.case.facts.years[-1]

    def value(audit: Audit) -> Fraction:
        chosen = (measure for measure, _, _ in audit.ledger.choices())
        taken = (audit.ledger.taken(measure, province, last) for measure in chosen)
        return sum(taken, Fraction(0))

    decision = programme.decision
    form = total(decision.taken(measure, (province,), last) for measure in facts.measures)
    return Goal(name, "jobs", form, value)


def _shortfall(programme: Programme, name: str, rule: str) -> Goal:
    """What one rule is short of, summed over its rows."""
    entries = [entry for entry in programme.rule_rows if entry.source.rule.id == rule]
    terms = [entry.shortfall for entry in entries if entry.shortfall is not None]
    units: list[Unit] = [one.rule.unit for one in programme.case.rules if one.rule.id == rule]

    def value(audit: Audit) -> Fraction:
        own = (found.shortfall for found in audit.findings if found.rule == rule)
        return sum(own, Fraction(0))

    form = Linear(dict.fromkeys(terms, Fraction(1)))
    return Goal(name, _UNITS[units[0] if units else "jobs"], form, value)
