# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Reports on terminals of any width, with names that try to command them."""

from __future__ import annotations

from fractions import Fraction
from io import StringIO

import pytest

from compensatie.reports.reader import Reader
from compensatie.reports.table import Column, Heading, Paragraph, Points, Table
from compensatie.reports.terminal import PIPED_WIDTH, print_report

ATTACK = "\x1b]0;owned\x07\x1b[2J[bold red]x[/] \u202egnp.exe :bomb: \n• fake line"
NUMBERS = (Fraction(1234567), Fraction("98765.4"), Fraction(1))


def shown(*report):
    stream = StringIO()
    print_report(report, Reader("nl"), stream)
    return stream.getvalue()


def table(name):
    columns = (Column("Naam"), *(Column("Aantal banen", "jobs") for _ in NUMBERS))
    return Table(name, columns, ((name, *NUMBERS),), (name, *NUMBERS))


@pytest.fixture(autouse=True)
def _width(monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)


def test_names_command_nothing():
    told = shown(
        Heading(ATTACK), Paragraph(ATTACK), Points(((ATTACK, ATTACK),)), table(ATTACK[:40])
    )
    assert not {"\x1b", "\x07", "\u202e"} & set(told)
    assert told.count("[bold red]x[/]") >= 3
    assert ":bomb:" in told
    assert not any(line.startswith("• fake") for line in told.splitlines())


def test_piped_reports_have_lines_of_a_fixed_width_without_blanks_at_the_end():
    told = shown(Paragraph("woord " * 100), table("woord " * 30)).splitlines()
    assert max(map(len, told)) <= PIPED_WIDTH
    assert [line for line in told if line != line.rstrip()] == []


@pytest.mark.parametrize("columns", [1, 20, 40, 60, 80, 200])
def test_numbers_are_whole_whatever_the_width(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    told = shown(table("een lange naam met veel woorden"))
    assert told.count("1.234.567") == told.count("98.765,4") == 2


def test_a_long_word_is_folded_and_not_lost(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    told = shown(Paragraph("x" * 100))
    assert told.count("x") == 100
    assert max(map(len, told.splitlines())) <= 40


def test_an_unknown_figure_is_a_dash():
    told = shown(Table("", (Column("a"), Column("b", "jobs")), (("x", None),)))
    assert "–" in told


@pytest.mark.parametrize("columns", range(20, 40))
def test_an_amount_stays_with_its_sign(monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    amount = Reader("nl").money(Fraction(1234567))
    told = shown(Paragraph(f"dat kost in totaal {amount} per jaar"), Points(((amount, amount),)))
    assert told.count(amount) == 3
