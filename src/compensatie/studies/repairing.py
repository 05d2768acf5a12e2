# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The repairs of a case without a package: rules first, then facts."""

from __future__ import annotations

from compensatie.engine.case import Case
from compensatie.engine.outcome import RuleMoved, Status
from compensatie.studies.combinations import Combinations
from compensatie.studies.fact_repairs import FactRepairs
from compensatie.studies.repair import Repairs
from compensatie.studies.rule_repairs import RuleRepairs, by_share
from compensatie.studies.subject import Questioner, Subject


def least_repairs(case: Case, questioner: Questioner) -> tuple[RuleMoved, ...]:
    """The least by which each rule alone would have to give way; only what is proven."""
    rules = RuleRepairs(case, questioner)
    found = []
    for rule in rules.programme.elastic:
        least = rules.least(rule.id, {})
        if least is not None and least.is_proven:
            found.append(rules.moved(rule.id, least.amount))
    return tuple(sorted(found, key=by_share))


def repairs_of(subject: Subject) -> Repairs | None:
    """Everything that helps; None where there is a package, or where that is not known."""
    if subject.outcome.status is not Status.INFEASIBLE:
        return None
    rules = RuleRepairs(subject.case, subject.questioner)
    facts = FactRepairs(subject.case, subject.questioner)
    single = rules.single()
    combinations = Combinations(rules)
    by_facts, combined = facts.every(), combinations.every(single)
    return Repairs(
        single,
        combined,
        combinations.is_whole,
        by_facts,
        tuple(rules.hopeless),
        (*rules.undetermined, *facts.undetermined),
    )
