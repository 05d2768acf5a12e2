# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Numbers and lists as Dutch and English readers expect them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from compensatie.reports.reader import Reader

DUTCH, ENGLISH = Reader("nl"), Reader("en")


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        ("12345.67", "12.345,7", "12,345.7"),
        ("7944", "7.944", "7,944"),
        ("-0.25", "-0,2", "-0.2"),
        ("0", "0", "0"),
        ("0.05", "0,05", "0.05"),
        ("-0.000123", "-0,00012", "-0.00012"),
        ("1e-18", "0,000000000000000001", "0.000000000000000001"),
    ],
)
def test_numbers(value, dutch, english):
    assert DUTCH.number(Fraction(value)) == dutch
    assert ENGLISH.number(Fraction(value)) == english


def test_what_is_not_zero_never_reads_as_zero():
    for exponent in range(30):
        assert any(digit in "123456789" for digit in DUTCH.number(Fraction(1, 10**exponent)))


def test_money_is_to_the_cent_and_decided_exactly():
    assert DUTCH.money(Fraction("1234567.885")) == "€\N{NO-BREAK SPACE}1.234.567,88"
    assert DUTCH.money(Fraction("1234567.8851")) == "€\N{NO-BREAK SPACE}1.234.567,89"
    assert ENGLISH.money(Fraction("1234567.885")) == "€1,234,567.88"
    assert DUTCH.money(Fraction(-5, 2)) == "€\N{NO-BREAK SPACE}-2,50"
    assert ENGLISH.money(Fraction(-5, 2)) == "-€2.50"


def test_whole_euros_show_cents_only_where_there_is_nothing_else():
    assert DUTCH.whole_euros(Fraction("1234.5")) == "1.234"
    assert DUTCH.whole_euros(Fraction("0.25")) == "0,25"


def test_shares():
    assert DUTCH.share(Fraction(1, 3)) == "33,3%"
    assert ENGLISH.share(Fraction("0.0225"), decimals=4) == "2.25%"


@pytest.mark.parametrize(
    ("names", "dutch"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_lists(names, dutch):
    assert DUTCH.listed(names) == dutch


def test_one_thing_is_not_several():
    assert DUTCH.count(1, "1 workplace", "{count} workplaces") == "1 werkplek"
    assert DUTCH.count(1200, "1 workplace", "{count} workplaces") == "1.200 werkplekken"


def test_names_with_braces_are_only_names():
    assert ENGLISH.say("Error: {message}", message="{name} {0} %s") == "Error: {name} {0} %s"
