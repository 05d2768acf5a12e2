# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Linear forms: sums and products that lose nothing."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from compensatie.facts.place import Place
from compensatie.formulation.linear import Linear, Term, total
from compensatie.formulation.row import Row

START, SIZE = Term("start", "hub", 2024), Term("size", "hub", 2024)
VALUES = {START: Fraction(1), SIZE: Fraction(5, 2)}

numbers = st.fractions(min_value=-9, max_value=9, max_denominator=12)
forms = st.builds(Linear, st.dictionaries(st.sampled_from([START, SIZE]), numbers), numbers)


def test_a_form_is_worth_its_constant_and_its_terms() -> None:
    form = Linear({START: Fraction(1, 3), SIZE: Fraction(2)}, Fraction(1, 6))
    assert form.value(VALUES.__getitem__) == Fraction(11, 2)
    assert Linear().value(VALUES.__getitem__) == 0


@given(forms, forms, numbers)
def test_the_value_of_a_sum_is_the_sum_of_the_values(
    one: Linear, other: Linear, number: Fraction
) -> None:
    at = VALUES.__getitem__
    assert (one + other).value(at) == one.value(at) + other.value(at)
    assert (one - other).value(at) == one.value(at) - other.value(at)
    assert (one * number).value(at) == (number * one).value(at) == one.value(at) * number
    assert (one + number).value(at) == one.value(at) + number
    assert (one - number).value(at) == one.value(at) - number


@given(st.lists(forms))
def test_a_total_is_the_sum_of_any_number_of_forms(summands: list[Linear]) -> None:
    at = VALUES.__getitem__
    assert total(summands).value(at) == sum(form.value(at) for form in summands)


@given(forms, forms)
def test_adding_leaves_the_summands_as_they_were(one: Linear, other: Linear) -> None:
    before = (dict(one.terms), one.constant)
    total([one, other, one])
    assert (dict(one.terms), one.constant) == before


def test_a_third_stays_a_third() -> None:
    third = Linear({SIZE: Fraction(1, 3)})
    assert total([third] * 3).terms == {SIZE: 1}


def test_a_row_has_room_on_its_own_side() -> None:
    form = Linear({SIZE: Fraction(2)}, Fraction(1))  # 6 with the size of 2.5
    at = VALUES.__getitem__
    assert Row(form, ">=", Fraction(4), Place()).surplus().value(at) == 2
    assert Row(form, "<=", Fraction(4), Place()).surplus().value(at) == -2
