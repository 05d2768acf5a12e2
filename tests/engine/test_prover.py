# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of an answer while it is proved: better, weaker, or a bug that is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from compensatie.engine.audit import audit_package
from compensatie.engine.outcome import Status
from compensatie.engine.proving.certificate import Subject
from compensatie.engine.proving.claim import Claim
from compensatie.engine.proving.prover import NOT_DONE, certify, prove
from compensatie.engine.switch import Distinct
from compensatie.errors import InternalError
from compensatie.facts.record import FileOrigin
from tests.support.solved import solved
from tests.support.written import cost, instance, measure, model, package

SUBJECT = Subject(FileOrigin("instance.toml", "0" * 64), FileOrigin("model.toml", "0" * 64), "0")
PAST = 0.0
"""A deadline that is over before anything is split."""
MEASURES = [
    measure("cheap", costs=cost(once_per_unit=100)),
    measure("dear", costs=cost(once_per_unit=150, status="sourced")),
]
THREE = {"family": "bound", "quantity": "jobs", "at_least": 3}
WHOLE = [
    measure("three", size={"min": 3, "max": 3}, costs=cost(once=30)),
    measure("five", size={"min": 5, "max": 5}, costs=cost(once=60)),
]
"""All or nothing."""


def asked(*rules, measures=MEASURES, **policy):
    return solved(instance(measures=measures), model(*rules, **policy))


def standing(outcome, *choices, status=Status.FEASIBLE):
    """The same answer with another package, and nothing known of what is better."""
    audit = audit_package(outcome.case, package(*choices))
    value = audit.objective()
    objective = replace(outcome.objective, value=value, bound=value, gap=0, penalty=audit.penalty)
    return replace(outcome, status=status, audit=audit, objective=objective)


def test_what_is_optimal_is_certified():
    outcome = asked(THREE)
    found, proved = certify(outcome, SUBJECT)
    assert found == replace(outcome, certified=True)
    assert (proved.is_complete, proved.bound) == (True, None)


def test_a_better_package_takes_the_place_of_one_that_stood():
    best = asked(THREE)
    found, proved = certify(standing(best, ("dear", 2023, 4)), SUBJECT)
    assert (found.status, found.certified, proved.is_complete) == (Status.OPTIMAL, True, True)
    assert found.package.by_measure() == best.package.by_measure()
    assert (found.objective.value, found.objective.bound, found.objective.gap) == (300, 300, 0)
    assert found.provenance.cost_share_by_status == {"assumed": 1}


def test_the_price_of_a_soft_rule_is_that_of_the_better_package():
    soft = {**THREE, "at_least": 4, "strength": "soft", "price": 10}
    best = asked(THREE, soft)
    found, _ = certify(standing(best, ("dear", 2023, 4)), SUBJECT)
    assert (found.objective.value, found.objective.penalty) == (310, 10)


def test_something_optimal_that_is_not_is_a_bug():
    wrong = standing(asked(THREE), ("dear", 2023, 3), status=Status.OPTIMAL)
    with pytest.raises(InternalError, match=r"no package comes to less than 450\.0, .* 300\.0"):
        certify(wrong, SUBJECT)


def test_something_infeasible_that_is_not_is_a_bug():
    wrong = replace(asked(THREE), status=Status.INFEASIBLE, audit=None, objective=None)
    with pytest.raises(InternalError, match=r"there is no package, and one .* comes to"):
        certify(wrong, SUBJECT)


def test_a_list_that_is_not_whole_is_a_bug():
    best = asked(THREE)
    claim = Claim.of_list((best.audit,), best.objective.value * 2, 1, Distinct.MEASURES)
    with pytest.raises(InternalError, match="its list is whole"):
        prove(claim, best.case, SUBJECT)


def test_without_time_an_optimum_is_no_more_than_feasible():
    """For 6 jobs both are needed; all of one and three fifths of the other would come to 66."""
    best = asked({**THREE, "at_least": 6}, measures=WHOLE)
    found, proved = certify(best, SUBJECT, PAST)
    assert (found.status, found.certified, proved.is_complete) == (Status.FEASIBLE, False, False)
    assert (found.objective.bound, found.objective.value, found.reason) == (66, 90, NOT_DONE)
    assert (found.objective.gap, found.package) == (24, best.package)


def test_without_time_infeasible_is_unsolved():
    none = asked({"family": "bound", "quantity": "jobs", "exactly": 4}, measures=WHOLE)
    assert none.status is Status.INFEASIBLE
    found, proved = certify(none, SUBJECT, PAST)
    assert (found.status, found.reason, proved.is_complete) == (Status.UNSOLVED, NOT_DONE, False)
    assert certify(none, SUBJECT)[0] == replace(none, certified=True)


def test_where_another_objective_follows_the_first_is_bounded_and_no_more():
    best = asked(THREE, objective={"minimise": "cost", "then": [{"minimise": "cost-once"}]})
    found, proved = certify(replace(best, status=Status.FEASIBLE), SUBJECT)
    assert (found.status, found.certified, proved.is_complete) == (Status.FEASIBLE, False, True)
    assert (found.objective.bound, found.objective.gap) == (300, 0)


def test_no_answer_claims_nothing():
    unsolved = replace(asked(THREE), status=Status.UNSOLVED, audit=None, objective=None)
    assert certify(unsolved, SUBJECT) == (unsolved, None)
