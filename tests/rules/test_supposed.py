# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Rules see the changes of a scenario as large as they are supposed to be."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from compensatie.engine.case import bind
from compensatie.facts.package import Package
from compensatie.ledger import Ledger
from tests.support.written import instance, model


def test_high_grade_jobs_move_with_the_changes_of_their_scenario() -> None:
    """4 leave, half of them high-grade, and half as many more: 3 have to come, and not 2."""
    leave = {"id": "leave", "from": "DR", "sector": "civil", "jobs": {2023: 4}}
    scenario = {"id": "all", "changes": [{**leave, "high_grade_share": 0.5}]}
    case = bind(instance(scenarios=[scenario]), model({"family": "high-grade"}))
    facts = replace(case.facts, moving={"all": Fraction(3, 2)})
    findings = case.model.rules[0].check(facts, Ledger(facts, Package()))
    assert [one.bound for one in findings] == [3, 3, 3]
