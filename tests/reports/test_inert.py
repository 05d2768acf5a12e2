# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Text from files cannot command a terminal."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from compensatie.reports.inert import LONGEST, inert, shortened

COMMANDING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_escapes_are_written_out():
    assert inert("\x1b[31mred\x1b[0m") == r"\x1b[31mred\x1b[0m"
    assert inert("a\nb\tc\r\x07\x9b") == r"a\nb\tc\r\x07\x9b"


def test_marks_of_direction_are_written_out():
    assert inert("\u202eevil\u2066\u200f") == r"\u202eevil\u2066\u200f"


def test_what_people_write_is_left_alone():
    for text in ("Fryslân – én “zo” €\N{NO-BREAK SPACE}5", "[bold]x[/bold] :smile: {a} \\"):
        assert inert(text) == text


@given(st.text())
def test_nothing_that_commands_is_left(text):
    shown = inert(text)
    assert not COMMANDING & {unicodedata.category(one) for one in shown}
    assert inert(shown) == shown


@given(st.text())
def test_nothing_is_longer_than_people_read(text):
    assert len(shortened(text)) <= LONGEST


def test_a_cut_name_says_so():
    assert shortened("x" * 10_000, 5) == "xxxx…"
    assert shortened("xxxxx", 5) == "xxxxx"
    assert shortened("\x1b" * 5, 10) == r"\x1b\x1b\…"
