# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Asks why: the best package first, then every part of the explanation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from compensatie.engine.answering import outcome_of
from compensatie.engine.audit import audit_package
from compensatie.engine.case import Case, bind
from compensatie.engine.goal import ANYTHING
from compensatie.engine.outcome import Outcome, Provenance, ScenarioStatus, Status
from compensatie.studies.advising import advice
from compensatie.studies.conflicting import conflict_of
from compensatie.studies.definitions import definitions
from compensatie.studies.explanation import Explanation, Part
from compensatie.studies.measure_accounts import measure_accounts
from compensatie.studies.repairing import repairs_of
from compensatie.studies.rule_accounts import price, rule_prices
from compensatie.studies.study import Effort, status_of
from compensatie.studies.subject import Asked, Questioner, Subject
from compensatie.studies.tipping import tipping_points
from compensatie.studies.tracing import since

PARTS: Mapping[str, Callable[[Subject], Part | None]] = {
    "repairs": repairs_of,
    "conflict": conflict_of,
    "prices": rule_prices,
    "measures": measure_accounts,
    "tipping": tipping_points,
}
"""How each part is made, in the order in which they are asked; None where it does not apply."""
PARTICULAR: Mapping[str, Callable[[Subject], Part | None]] = {
    "definitions": definitions,
    "advice": advice,
    "price": price,
    "since": since,
}
"""Parts that come only where they are asked for, and then alone."""


def explain(case: Case, effort: Effort, provenance: Provenance, asked: Asked) -> Explanation:
    """Why the best package, or the one given, is what it is, or why there is none.

    Raises:
        InputError: the package given chooses what does not exist.
    """
    given = None if asked.package is None else audit_package(case, asked.package)
    questioner, inquiry = Questioner(effort), effort.inquiry(case)
    found = questioner.by_model(inquiry)
    outcome = _with_scenarios(outcome_of(found, case, provenance), questioner)
    subject = Subject(case, inquiry, outcome, given, asked, questioner)
    parts = PARTICULAR if asked.is_particular else PARTS
    made: dict[str, Any] = {name: part(subject) for name, part in parts.items()}
    course = questioner.course
    return Explanation(outcome, given, stop=course.stop, reason=course.reason, **made)


def _with_scenarios(outcome: Outcome, questioner: Questioner) -> Outcome:
    """The same, and where there is no package, how each scenario stands by itself."""
    scenarios = outcome.case.facts.scenarios
    if outcome.status is not Status.INFEASIBLE or len(scenarios) == 1:
        return outcome
    questioner.expect(len(scenarios))
    found = tuple(_alone(outcome.case, one, questioner) for one in scenarios)
    return replace(outcome, scenario_statuses=found)


def _alone(case: Case, scenario: str, questioner: Questioner) -> ScenarioStatus:
    """Whether one scenario by itself has a package."""
    locks = case.locks
    alone = bind(case.instance, case.model, [scenario], locks.include, locks.exclude)
    inquiry = questioner.effort.exactly.inquiry(alone.only_hard)
    found = questioner.best(inquiry, ANYTHING)
    return ScenarioStatus(scenario, status_of(found))
