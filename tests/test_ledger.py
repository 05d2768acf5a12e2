# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a package costs, year by year: one case worked by hand, in which money halves every year."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from compensatie.engine.case import bind
from compensatie.ledger import Ledger
from compensatie.policy import objectives
from tests.support.written import instance, measure, model, package

LATER = {"earliest": 2023, "latest": 2025}
HUB = measure(
    "hub",
    start=LATER,
    costs=[
        {"label": "desks", "payer": "BZK", "once": 100, "once_per_unit": 10, "status": "sourced"},
        {"label": "rent", "payer": "BZK", "yearly": 8},
    ],
)
AGENCY = measure(
    "agency",
    ramp=[0.5, 1],
    costs=[
        {"label": "posts", "payer": "EZK", "yearly_per_unit": 4},
        {"label": "nothing", "payer": "BZK"},
    ],
)
POLICY = model(
    {"family": "bound", "quantity": "measures", "at_most": 2},
    objective={"minimise": "cost", "discount_rate": 1, "continue_years": 2},
)
BOTH = ("hub", "agency")
YEARS = (2023, 2024, 2025)


def ledger(*choices: tuple[str, int, Any]) -> Ledger:
    facts = bind(instance(measures=[HUB, AGENCY]), POLICY).facts
    return Ledger(facts, package(*choices))


def played() -> Ledger:
    """Of the agency half is there in 2023, and all from 2024 on."""
    return ledger(("hub", 2024, 2), ("agency", 2023, 4))


def test_every_payment_is_there_once() -> None:
    told = [
        (one.measure, one.label, one.payer, one.year, one.kind, one.amount, one.status)
        for one in played().payments
    ]
    assert told == [
        ("hub", "desks", "BZK", 2024, "once", 120, "sourced"),
        ("hub", "rent", "BZK", 2024, "yearly", 8, "assumed"),
        ("hub", "rent", "BZK", 2025, "yearly", 8, "assumed"),
        ("agency", "posts", "EZK", 2023, "yearly", 8, "assumed"),
        ("agency", "posts", "EZK", 2024, "yearly", 16, "assumed"),
        ("agency", "posts", "EZK", 2025, "yearly", 16, "assumed"),
    ]


@pytest.mark.parametrize(
    ("measures", "years", "payers", "kind", "amount"),
    [
        (BOTH, YEARS, None, None, 176),
        (BOTH, YEARS, None, "once", 120),
        (BOTH, YEARS, None, "yearly", 56),
        (BOTH, YEARS, ("BZK",), None, 136),
        (BOTH, YEARS, ("EZK",), None, 40),
        (BOTH, YEARS, ("EZK", "BZK"), "yearly", 56),
        (BOTH, (2025,), None, None, 24),
        (("agency",), (2023, 2025), None, None, 24),
        ((), YEARS, None, None, 0),
    ],
)
def test_what_is_paid_is_added_up(
    measures: Any, years: Any, payers: Any, kind: Any, amount: int
) -> None:
    paid = played().paid(measures, years, payers, kind)
    assert (paid, type(paid)) == (amount, Fraction)


@pytest.mark.parametrize(
    ("measures", "years", "payers", "worth"),
    [
        # 8 + 144 / 2 + 24 / 4, and twice more 24, for an eighth and a sixteenth
        (BOTH, YEARS, None, "90.5"),
        (BOTH, YEARS, ("BZK",), "67.5"),
        (BOTH, YEARS, ("EZK",), "23"),
        (("hub",), YEARS, None, "67.5"),
        (BOTH, (2025,), None, "10.5"),
        (BOTH, (2023, 2024), None, "80"),
        ((), YEARS, None, "0"),
    ],
)
def test_later_money_is_worth_less_and_the_last_year_goes_on(
    measures: Any, years: Any, payers: Any, worth: str
) -> None:
    assert played().present_value(measures, years, payers) == Fraction(worth)


def test_what_is_paid_once_in_the_last_year_does_not_go_on() -> None:
    """110 once and 8 in 2025, for a quarter; only the 8 is paid twice more."""
    late = ledger(("hub", 2025, 1))
    assert late.present_value(BOTH, YEARS, None) == Fraction(118, 4) + 8 * Fraction(3, 16)


def test_sums_of_nothing_are_exact_too() -> None:
    nothing, everyone = ledger(), None
    sums = (
        *(nothing.used("desks", 2025), nothing.provided("desks", 2025), nothing.size("hub", 2025)),
        *(nothing.paid(BOTH, YEARS, everyone), nothing.present_value(BOTH, YEARS, everyone)),
        *(nothing.jobs("DR", 2025), objectives()["jobs-taken"]().value(nothing.facts, nothing)),
    )
    assert [(one, type(one)) for one in sums] == [(0, Fraction)] * len(sums)


def test_a_measure_that_is_not_chosen_brings_and_takes_nothing() -> None:
    moved = {**AGENCY, "id": "moved", "origin": {"DR": 1}}
    facts = bind(instance(measures=[HUB, AGENCY, moved]), POLICY).facts
    played = Ledger(facts, package(("agency", 2023, 4)))
    _, chosen, other = facts.measures
    assert [played.gained(one, "DR", 2025) for one in (chosen, other)] == [4, 0]
    assert [played.taken(one, "DR", 2025) for one in (chosen, other)] == [0, 0]
    assert played.net_jobs([chosen, other], ["DR"], 2025) == 4


def test_jobs_of_one_sector_are_not_those_of_another() -> None:
    for sectors, jobs in ((None, 6), (("civil",), 2), (("tax",), 4), (("civil", "tax"), 6)):
        taxes = {**AGENCY, "sector": "tax"}
        facts = bind(instance(measures=[{**HUB, "sector": "civil"}, taxes]), POLICY).facts
        played = Ledger(facts, package(("hub", 2024, 2), ("agency", 2023, 4)))
        assert [played.jobs("DR", 2024), played.jobs("DR", 2024, sectors)] == [6, jobs]
        assert played.jobs("DR", 2023) == 2
