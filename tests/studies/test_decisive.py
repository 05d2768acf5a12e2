# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What to find out before deciding: worked by hand on the small example, and its order."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

import compensatie as cp

ANY = Fraction(0)


@pytest.fixture(scope="module")
def found() -> cp.Explanation:
    instance, model = (
        cp.load_instance("instances/klein.toml"),
        cp.load_model("models/per-saldo.toml"),
    )
    return cp.explain(instance, model)


def told(found: cp.Explanation, turn: str) -> dict[tuple[str, str | None], Fraction]:
    return {
        (one.quantity, one.scenario or one.measure): one.change
        for one in found.decisive
        if one.turn == turn
    }


def test_where_the_package_and_every_package_fail_is_as_worked_by_hand(found) -> None:
    """In `vertrek` 40 jobs are gone in 2025 and 60 in 2026.

    The optimum brings 20 desks × 1.5 = 30 and an expansion of 30 (half of it in 2025): 45 and 60,
    so in 2026 nothing is left over. At most there can be 30, an expansion of 30 (15 workplaces at
    0.5 each) and the new agency's 30 (half of it in 2025): 75 and 90, the expansion from 2024 on.
    So 90/60 = 1.5 times the losses can be met, or 60/90 = 2/3 of the jobs will do.
    """
    assert told(found, "fails") == {
        ("losses", "vertrek"): ANY,
        ("jobs", None): ANY,
        ("jobs", "gastplekken"): ANY,
        ("jobs", "uitbreiding"): ANY,
    }
    assert told(found, "impossible") == {
        ("losses", "vertrek"): Fraction(1, 2),
        ("jobs", None): Fraction(-1, 3),
    }


def test_the_nearest_comes_first(found) -> None:
    changes = [abs(one.change) for one in found.decisive]
    assert {one.record_status for one in found.decisive} == {"assumed"}
    assert changes == sorted(changes)
    assert len(set(changes)) > 2


def test_what_was_published_comes_after_what_was_not() -> None:
    instance, model = (
        cp.load_instance("instances/klein.toml"),
        cp.load_model("models/per-saldo.toml"),
    )
    first, second = instance.scenarios
    changes = tuple(one.model_copy(update={"status": "sourced"}) for one in second.changes)
    scenarios = (first, second.model_copy(update={"changes": changes}))
    found = cp.explain(instance.model_copy(update={"scenarios": scenarios}), model)
    sourced = [one.record_status == "sourced" for one in found.decisive]
    assert sourced == sorted(sourced)
    assert {one.quantity for one in found.decisive if not one.is_doubtful} == {"losses"}
    assert any(one.quantity != "losses" and abs(one.change) > 0 for one in found.decisive)


def test_a_record_is_as_sure_as_its_least_certain_line() -> None:
    """One cost line that is assumed makes the costs of the measure assumed."""
    instance, model = (
        cp.load_instance("instances/klein.toml"),
        cp.load_model("models/per-saldo.toml"),
    )
    desks, expansion, agency = instance.measures
    (line,) = expansion.costs
    derived = line.model_copy(update={"status": "derived"})
    sourced = line.model_copy(
        update={"status": "sourced", "label": "more", "once_per_unit": Decimal(0)}
    )
    lines = (sourced, derived)
    measures = (desks, expansion.model_copy(update={"costs": lines}), agency)
    found = cp.explain(instance.model_copy(update={"measures": measures}), model)
    statuses = {one.record_status for one in found.decisive if one.quantity == "costs"}
    assert "derived" in statuses
