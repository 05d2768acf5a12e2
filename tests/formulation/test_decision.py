# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A policy's quantities as linear forms, and the same by the ledger, against one hand calculation.

One measure that moves jobs from Zuid-Holland to Drenthe, in half its size the first year. In the
package it starts in 2024 with size 4: activity 0, 2, 4. It costs 100 + 10·4 in 2024, 5 + 2·2 that
year and 5 + 2·4 in 2025. With a discount rate of a quarter and two more years that is
149·0.8 + 13·(0.64 + 0.512 + 0.4096) = 139.5008.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest

from compensatie.facts.counting import Valuation
from compensatie.facts.facts import Facts
from compensatie.formulation.decision import Decision
from compensatie.formulation.linear import Linear, Term
from compensatie.ledger import Ledger
from tests.support.written import cost, instance, measure, package

MOVED = measure(
    "moved",
    sector="civil",
    origin={"ZH": 0.25},
    ramp=[0.5, 1],
    start={"earliest": 2023, "latest": 2025},
    uses={"desks": 1.5},
    provides={"cars": 2},
    costs=[
        *cost(once=100, once_per_unit=10, yearly=5),
        {"label": "rent", "payer": "EZK", "yearly_per_unit": 2},
    ],
)
INSTANCE = instance(
    provinces=[{"code": "DR"}, {"code": "ZH"}],
    employment=[
        {"province": "DR", "sector": "civil", "jobs": {2022: 10}},
        {"province": "ZH", "sector": "civil", "jobs": {2022: 90}},
    ],
    changes=[{"id": "leave", "from": "DR", "sector": "defence", "jobs": {2024: 3}}],
    resources=[{"id": "desks"}, {"id": "cars"}],
    measures=[MOVED],
)
FACTS = Facts(INSTANCE, valuation=Valuation(discount_rate=Decimal("0.25"), continue_years=2))
PACKAGE = package(("moved", 2024, 4))
ONE = INSTANCE.measures[0]
EVERY = [ONE]
YEARS = FACTS.years


def by_form(make: Callable[[Decision], Linear]) -> Fraction:
    """The value of a form at the package."""
    values: dict[Term, Fraction] = {
        Term("start", "moved", 2024): Fraction(1),
        Term("size", "moved", 2024): Fraction(4),
    }
    decision = Decision(FACTS)
    form = decision.expanded(make(decision))
    return form.value(lambda term: values.get(term, Fraction(0)))


LEDGER = Ledger(FACTS, PACKAGE)


@pytest.mark.parametrize(
    ("form", "value", "worked"),
    [
        (lambda d: d.jobs("DR", 2024), lambda led: led.jobs("DR", 2024), 2),
        (lambda d: d.jobs("DR", 2025), lambda led: led.jobs("DR", 2025), 4),
        (lambda d: d.jobs("ZH", 2025), lambda led: led.jobs("ZH", 2025), -1),
        (lambda d: d.jobs("DR", 2025, ["x"]), lambda led: led.jobs("DR", 2025, ["x"]), 0),
        (
            lambda d: d.employment("DR", 2024, "base"),
            lambda led: led.employment("DR", 2024, "base"),
            9,  # 10 − 3 + 2
        ),
        (
            lambda d: d.employment("DR", 2025, "base", ["civil"]),
            lambda led: led.employment("DR", 2025, "base", ["civil"]),
            14,
        ),
        (
            lambda d: d.national(2025, "base"),
            lambda led: led.national(2025, "base"),
            100,  # 100 − 3 + 4 − 1
        ),
        (
            lambda d: d.national(2025, "base", "DR"),
            lambda led: led.national(2025, "base", "DR"),
            89,
        ),
        (lambda d: d.gained(ONE, ["DR", "ZH"], 2025), lambda led: led.gained(ONE, "DR", 2025), 4),
        (lambda d: d.taken(ONE, ["DR", "ZH"], 2025), lambda led: led.taken(ONE, "ZH", 2025), 1),
        (lambda d: d.used("desks", 2024), lambda led: led.used("desks", 2024), 6),
        (lambda d: d.used("desks", 2023), lambda led: led.used("desks", 2023), 0),
        (lambda d: d.provided("cars", 2025), lambda led: led.provided("cars", 2025), 8),
        (lambda d: d.size(ONE, 2024), lambda led: led.size("moved", 2024), 4),
        (lambda d: d.started(ONE, 2023), lambda led: led.has_started("moved", 2023), 0),
        (lambda d: d.started(ONE, 2025), lambda led: led.has_started("moved", 2025), 1),
        (
            lambda d: d.once_cost(EVERY, YEARS, None),
            lambda led: led.paid(["moved"], YEARS, None, "once"),
            140,
        ),
        (
            lambda d: d.yearly_cost(EVERY, 2025, None),
            lambda led: led.paid(["moved"], [2025], None, "yearly"),
            13,
        ),
        (
            lambda d: d.year_cost(EVERY, 2024, ["EZK"]),
            lambda led: led.paid(["moved"], [2024], ["EZK"]),
            4,
        ),
        (
            lambda d: d.present_value(EVERY, YEARS, None),
            lambda led: led.present_value(["moved"], YEARS, None),
            Fraction("139.5008"),
        ),
        (
            lambda d: d.present_value(EVERY, [2023, 2024], None),
            lambda led: led.present_value(["moved"], [2023, 2024], None),
            Fraction("119.2"),
        ),
        (
            lambda d: d.present_value([], YEARS, None),
            lambda led: led.present_value([], YEARS, None),
            0,
        ),
    ],
)
def test_both_roads_come_to_what_was_worked_by_hand(
    form: Callable[[Decision], Linear], value: Callable[[Ledger], Fraction], worked: Fraction
) -> None:
    assert by_form(form) == worked
    assert value(LEDGER) == worked


def test_what_many_rows_share_is_made_once() -> None:
    decision = Decision(FACTS)
    decision.employment("DR", 2024, "base")
    made = len(decision.definitions)
    decision.employment("DR", 2024, "base")
    assert len(decision.definitions) == made


def test_payments_are_told_one_by_one() -> None:
    told = [(one.year, one.kind, one.payer, one.amount) for one in LEDGER.payments]
    assert sorted(told) == [
        (2024, "once", "BZK", 140),
        (2024, "yearly", "BZK", 5),
        (2024, "yearly", "EZK", 4),
        (2025, "yearly", "BZK", 5),
        (2025, "yearly", "EZK", 8),
    ]


def test_a_saving_is_a_negative_payment() -> None:
    saving = measure("saving", costs=cost(once=-50))
    facts = Facts(instance(measures=[saving]))
    ledger = Ledger(facts, package(("saving", 2023, 1)))
    assert ledger.present_value(["saving"], facts.years, None) == -50


def test_an_empty_package_changes_and_costs_nothing() -> None:
    ledger = Ledger(FACTS, package())
    assert ledger.employment("DR", 2025, "base") == 7
    assert tuple(ledger.payments) == ()
