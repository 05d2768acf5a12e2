# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A case: facts and policy together, checked against each other, for the scenarios selected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

import pydantic

from compensatie.errors import Fault, InputError, Notice
from compensatie.facts.facts import Facts
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.facts.place import Place
from compensatie.facts.references import unknown
from compensatie.facts.rereading import read_again
from compensatie.ledger import Ledger
from compensatie.objective import Objective
from compensatie.policy import Locks, Model, objectives
from compensatie.rule import Finding, Rule


@dataclass(frozen=True, slots=True)
class RuleInCase:
    """A rule with the facts of the scenarios that it looks at."""

    rule: Rule
    """The entry of the model."""
    facts: Facts
    """The facts, with the rule's scenarios in scope."""
    without_measures: tuple[Finding, ...]
    """What it finds where no measure is taken, places that cannot be tested included."""

    def check(self, ledger: Ledger) -> Iterator[Finding]:
        """What the rule finds in a package."""
        yield from self.rule.check(self.facts, ledger)
        yield from self.rule.untested(self.facts)


@dataclass(frozen=True, slots=True)
class Stage:
    """One objective of several, in order."""

    objective: Objective
    """What is made small."""
    within: Fraction
    """Share of its optimum by which the objective before it may be worse."""


@dataclass(frozen=True)
class Case:
    """An instance under a model: what programme, audit and tables start from."""

    instance: Instance
    """The facts."""
    model: Model
    """The policy."""
    facts: Facts
    """The facts as the model reads them, with the selected scenarios in scope."""
    locks: Locks
    """Locks of the model and of the call."""
    rules: tuple[RuleInCase, ...]
    """Every rule that looks at a selected scenario."""
    notices: tuple[Notice, ...]
    """What people should know."""

    @property
    def stages(self) -> tuple[Stage, ...]:
        """The objectives in order; cost decides last where it is not the first."""
        table = self.model.objective
        stages = [Stage(table.objective(), Fraction(0))]
        stages += [Stage(later.objective(), Fraction(later.within)) for later in table.then]
        if table.minimise != "cost":
            stages.append(Stage(objectives()["cost"](), Fraction(0)))
        return tuple(stages)

    def on(self, facts: Facts) -> Case:
        """The same policy on other facts, of the same scenarios."""
        rules = tuple(_probed(entry.rule, facts) for entry in self.rules)
        return replace(self, instance=facts.instance, facts=facts, rules=rules)

    @property
    def only_hard(self) -> Case:
        """The same without soft rules: whether there is a package does not hang on them."""
        return replace(self, rules=tuple(entry for entry in self.rules if entry.rule.is_hard))

    def price(self, finding_place: Place, rule: Rule) -> Fraction:
        """EUR per unit of shortfall of a soft rule at one place, scenarios weighted."""
        weight = Fraction(1)
        if finding_place.scenario is not None:
            weight = self.facts.weights()[finding_place.scenario]
        return Fraction(rule.price or 0) * weight

    def findings(self, ledger: Ledger) -> tuple[Finding, ...]:
        """What every rule finds in a package."""
        return tuple(finding for rule in self.rules for finding in rule.check(ledger))


def bind(
    instance: Instance,
    model: Model,
    scenarios: Iterable[str] = (),
    include: Iterable[str] = (),
    exclude: Iterable[str] = (),
) -> Case:
    """Facts and policy together.

    Args:
        instance: the facts.
        model: the policy.
        scenarios: ids of the scenarios to look at; all where none is given.
        include: measures that every package must have, besides the model's own.
        exclude: measures that no package may have, besides the model's own.

    Raises:
        InputError: they do not fit together; every fault found is in it.
    """
    facts = _facts(instance, model, tuple(dict.fromkeys(scenarios)))
    locks = _locks(instance, model, tuple(include), tuple(exclude))
    bound: list[RuleInCase] = []
    notices: list[Notice] = [*instance.notices]
    faults = _attention_faults(instance, model)
    for position, rule in enumerate(model.rules):
        found, skipped = _bound(rule, facts)
        faults.extend(fault.at("rules", position) for fault in found)
        if skipped:
            notices.append(skipped)
        elif not found:
            try:
                bound.append(_probed(rule, facts))
            except InputError as error:
                faults.extend(fault.at("rules", position) for fault in error.faults)
    if faults:
        raise InputError(faults)
    notices.extend(_untested(bound))
    notices.extend(notice for one in bound for notice in one.rule.notices(one.facts))
    return Case(instance, model, facts, locks, tuple(bound), tuple(notices))


def with_figures(case: Case, instance: Instance, touched: Collection[str]) -> Case:
    """The same case on facts that differ in figures only, each of which may stand there.

    Args:
        case: the case.
        instance: its facts otherwise.
        touched: the kinds of record whose figures differ, as `read_again` has them.
    """
    facts = read_again(case.facts, instance, touched)
    rules = (replace(one, facts=facts.within(one.facts.scenarios)) for one in case.rules)
    return replace(case, instance=instance, facts=facts, rules=tuple(rules))


def _facts(instance: Instance, model: Model, scenarios: tuple[str, ...]) -> Facts:
    facts = Facts(instance, model.counting, model.objective.valuation())
    if faults := [
        unknown(
            "unknown-scenario", "there is no scenario “{name}”", name, facts.scenarios, "--scenario"
        )
        for name in scenarios
        if name not in facts.scenarios
    ]:
        raise InputError(faults)
    # The order of the file, so that the same selection always gives the same programme.
    return facts.within(name for name in facts.scenarios if name in scenarios or not scenarios)


def _locks(
    instance: Instance, model: Model, include: tuple[str, ...], exclude: tuple[str, ...]
) -> Locks:
    known = instance.measure_by_id
    named = [
        *((name, ("locks", "include", at)) for at, name in enumerate(model.locks.include)),
        *((name, ("locks", "exclude", at)) for at, name in enumerate(model.locks.exclude)),
        *((name, ("--include",)) for name in include),
        *((name, ("--exclude",)) for name in exclude),
    ]
    if faults := [
        unknown("unknown-measure", "there is no measure “{name}”", name, known, *path)
        for name, path in named
        if name not in known
    ]:
        raise InputError(faults)
    try:
        return model.locks.and_also(include, exclude)
    except pydantic.ValidationError as error:
        details = error.errors()[0]["ctx"]
        text = "“{name}” is both included and excluded"
        fault = Fault("included-and-excluded", text, path=("--include",), details=details)
        raise InputError([fault]) from None


def _attention_faults(instance: Instance, model: Model) -> list[Fault]:
    """Provinces looked at with special regard that the instance does not list."""
    listed = [text for item in instance.provinces for text in (item.code, item.title)]
    text = "there is no province “{name}”"
    return [
        unknown("unknown-province", text, name, listed, "advice", "attention", position)
        for position, name in enumerate(model.advice.attention if model.advice else ())
        if instance.code(name) is None
    ]


def _bound(rule: Rule, facts: Facts) -> tuple[list[Fault], Notice | None]:
    """What does not fit, or the notice that the rule looks at no selected scenario."""
    if faults := list(rule.faults(facts)):
        return faults, None
    if _scenarios(rule, facts):
        return [], None
    text = "rule “{rule}” looks at none of the selected scenarios, and is left out"
    return [], Notice("rule-skipped", text, {"rule": rule.id}, record=rule.id)


def _scenarios(rule: Rule, facts: Facts) -> tuple[str, ...]:
    if rule.scenarios == "every":
        return facts.scenarios
    return tuple(name for name in facts.scenarios if name in rule.scenarios)


def _probed(rule: Rule, facts: Facts) -> RuleInCase:
    """The rule, asked once of the empty package: so that every figure it needs is read now.

    Raises:
        InputError: a figure is missing, or the rule asks nothing at all.
    """
    own = facts.within(_scenarios(rule, facts))
    bare = RuleInCase(rule, own, ())
    findings = tuple(bare.check(Ledger(own, Package())))
    if not findings:
        text = "this rule asks nothing of this instance"
        allowed = "provinces, years or resources that the instance has"
        raise InputError([Fault("rule-without-rows", text, allowed=allowed)])
    return RuleInCase(rule, own, findings)


def _untested(rules: Iterable[RuleInCase]) -> Iterator[Notice]:
    for one in rules:
        for finding in one.without_measures:
            if finding.met is None:
                yield Notice(
                    "not-tested",
                    "rule “{rule}” was not tested for {province}: its figures are unknown",
                    {"rule": one.rule.id, "province": str(finding.place.province)},
                    record=one.rule.id,
                )
