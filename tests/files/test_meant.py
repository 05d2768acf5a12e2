# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What people mean is suggested only where they can mean one thing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensatie.files.meant import date_meant, number_meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("12", "12"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1 234 567", "1234567"),
        ("€ 12.000,00", "12000.00"),
        ("12 %", "0.12"),
        ("12,5%", "0.125"),
        ("-3,5", "-3.5"),
        ("+7", "7"),
        ("0,125", "0.125"),
        ("1.234", None),
        ("1,234", None),
        ("12.34.56", None),
        ("1,2,3", None),
        ("1.2.3,4", None),
        ("--3", None),
        ("1e5", None),
        ("much", None),
        ("", None),
        ("٣", None),
        ("1" * 50, None),
    ],
)
def test_numbers(written: str, meant: str | None) -> None:
    assert number_meant(written) == meant


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("17-2-2023", "2023-02-17"),
        ("17/02/2023", "2023-02-17"),
        ("17.02.2023", "2023-02-17"),
        ("2023-2-17", "2023-02-17"),
        ("2023/02/17", "2023-02-17"),
        ("30-02-2023", None),
        ("2-17-2023", None),
        ("February", None),
    ],
)
def test_dates(written: str, meant: str | None) -> None:
    assert date_meant(written) == meant


@given(st.text(st.sampled_from("0123456789.,-+%€ e_"), max_size=12))
def test_a_number_that_is_suggested_can_be_read(text: str) -> None:
    meant = number_meant(text)
    assert meant is None or Decimal(meant).is_finite()


@given(st.decimals(-(10**9), 10**9, places=2))
def test_a_number_in_dutch_is_understood(number: Decimal) -> None:
    dutch = f"{number:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".")
    assert Decimal(str(number_meant(dutch))) == number
