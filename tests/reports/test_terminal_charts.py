# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Charts in letters on a terminal: worked by hand, and nowhere but on a terminal."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from io import StringIO

import pytest

import compensatie as cp
from compensatie.reports.content.pictures import (
    Balance,
    Bar,
    Norm,
    Payments,
    Scatter,
    Shares,
    Shown,
    SideBySide,
    Tile,
    TileMap,
)
from compensatie.reports.pareto_text import pareto_report
from compensatie.reports.reader import Reader
from compensatie.reports.table import Chart, Paragraph, Table
from compensatie.reports.terminal import print_report
from compensatie.reports.terminal_charts import chart_lines
from compensatie.reports.text import solve_report

ENGLISH = Reader("en")
SHOWN = Shown("Title", "Description")


def figures(*values):
    return tuple(None if value is None else Fraction(value) for value in values)


BALANCE = Balance(
    SHOWN,
    (2023, 2024),
    figures(100, 0),
    figures(100, None),
    (Norm("hard", figures(50, 100), is_hard=True), Norm("soft", figures(None, 0), is_hard=False)),
    Fraction(0),
    Fraction(100),
    ("without", "with", "missed"),
)
PAYMENTS = Payments(SHOWN, (2023, 2024), ("A", "B"), (figures(30, 0), figures(10, -20)))
BARS = SideBySide(
    SHOWN,
    (
        Bar("one", Fraction(60), "€60", is_enough=True),
        Bar("two", Fraction(30), "€30", is_enough=False),
    ),
    ("enough", "not enough"),
)


def test_a_balance_has_a_mark_for_each_figure():
    title, first, second, *key = chart_lines(BALANCE, 24 + 41, ENGLISH)
    assert title == "Title"
    # 41 places from 0 to 100: 50 stands in the middle, and 100 at the end.
    assert first == f"2023  {' ' * 20}a{' ' * 19}●  100"
    # What is not known has no mark; of two marks at one place the later is seen.
    assert second == f"2024  ○{' ' * 39}a  –"
    assert key == ["● with   ○ without", "a hard", "b soft"]


def test_payments_stand_on_each_other_and_savings_count_as_large_as_they_are():
    title, first, second, *key = chart_lines(PAYMENTS, 24 + 40, ENGLISH)
    assert title == "Title"
    assert first == f"2023  {'█' * 30}{'▒' * 10}  40"
    assert second == f"2024  {'▒' * 20}  -20"
    assert key == ["█ A", "▒ B"]


def test_bars_say_what_they_are_and_whether_that_is_enough():
    assert chart_lines(BARS, 24 + 40, ENGLISH) == (
        "Title",
        "one: €60 – enough",
        "█" * 40,
        "two: €30 – not enough",
        "░" * 20,
    )


@pytest.mark.parametrize("width", [1, 20, 47])
@pytest.mark.parametrize("picture", [BALANCE, PAYMENTS, BARS])
def test_a_narrow_terminal_shows_no_chart(picture, width):
    assert chart_lines(picture, width, ENGLISH) == ()


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


def printed(stream, *blocks):
    print_report(blocks, ENGLISH, stream)
    return stream.getvalue()


def test_charts_are_shown_on_a_terminal_only(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("TERM", "xterm")
    report = (Paragraph("before"), Chart(BARS), Paragraph("after"))
    assert printed(StringIO(), *report) == printed(StringIO(), report[0], report[2])
    assert "█" * 50 in printed(Terminal(), *report)
    monkeypatch.setenv("COLUMNS", "30")
    assert "█" not in printed(Terminal(), *report)


def test_names_in_charts_command_nothing(monkeypatch):
    monkeypatch.setenv("COLUMNS", "80")
    bar = Bar("\x1b]0;owned\x07[bold]x", Fraction(1), "€1", is_enough=True)
    told = printed(Terminal(), Chart(SideBySide(SHOWN, (bar,), ("enough", "not"))))
    assert r"\x1b]0;owned\x07[bold]x" in told
    assert "\x07" not in told


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_outcome_has_the_charts_of_its_report(klein, per_saldo, language):
    outcome = cp.solve(klein, per_saldo)
    drawn = [one.picture for one in solve_report(outcome, language) if isinstance(one, Chart)]
    scenarios = outcome.case.facts.scenarios
    assert [type(one) for one in drawn] == [Payments, *[Balance] * len(scenarios), TileMap]


PLANE = Scatter(
    SHOWN,
    ("across", "up"),
    tuple(
        (Fraction(x), Fraction(y), name)
        for x, y, name in ((0, 140, "1"), (41, 0, "10"), (0, 70, "2"), (1, 70, "3"))
    ),
)
MAP = TileMap(
    SHOWN,
    (
        Tile(3, 0, "GR", Fraction(-5), ("-5", "+0.1")),
        Tile(3, 1, "DR", Fraction(7), ("+7", "–")),
        Tile(1, 1, "FL", Fraction(0), ("0", "–")),
    ),
    ("come", "go", "nothing"),
    ("upper", "lower"),
)
SHARES = Shares(
    SHOWN,
    (("all", Fraction(1), "100%"), ("half", Fraction(1, 2), "50%"), ("no", Fraction(0), "0%")),
)


def test_points_stand_between_their_axes_by_their_numbers():
    title, up, *lines, axis, ends, across = chart_lines(PLANE, 24 + 42, ENGLISH)
    assert (title, up, across) == ("Title", "↑ up", "→ across")
    assert len(lines) == 15
    # The highest point in the first line at the left, the lowest in the last, ending at the right.
    assert lines[0] == "140 │1"
    assert lines[-1] == f"  0 │{' ' * 40}10"
    # Halfway; there is no room for a 3 right beside the 2.
    assert lines[7] == "    │2●"
    assert {*lines} - {lines[0], lines[7], lines[-1]} == {"    │"}
    assert axis == f"    └{'─' * 42}"
    assert ends == f"     0{' ' * 39}41"


def test_a_single_point_has_a_place_too():
    only = Scatter(SHOWN, ("x", "y"), ((Fraction(3), Fraction(4), "1"),))
    assert "4 │1" in chart_lines(only, 80, ENGLISH)


def test_provinces_stand_where_they_lie_and_say_which_way_jobs_go():
    title, *lines = chart_lines(MAP, 80, ENGLISH)
    assert title == "Title"
    # Tiles of six characters; the map begins at its leftmost column.
    assert lines[:8] == [
        "            GR ▼",
        "            -5",
        "            +0.1",
        "",
        "FL =        DR ▲",
        "0           +7",
        "–           –",
        "",
    ]
    assert lines[8:] == ["▲ come", "▼ go", "= nothing", "upper", "lower"]


def test_a_map_that_is_wider_than_the_terminal_is_not_shown():
    wide = TileMap(SHOWN, (Tile(19, 0, "A", None, ("+1",)), Tile(0, 0, "B", None, ())), *MAP_WORDS)
    assert chart_lines(wide, 20 * 5, ENGLISH)
    assert chart_lines(wide, 20 * 5 - 1, ENGLISH) == ()


MAP_WORDS = (MAP.names, MAP.explained)


def test_shares_fill_a_bar_that_could_be_full():
    _, *lines = chart_lines(SHARES, 24 + 40, ENGLISH)
    assert lines == ["all: 100%", "█" * 40, "half: 50%", "█" * 20 + "░" * 20, "no: 0%", "░" * 40]


def test_a_year_under_a_hard_norm_is_marked_and_the_mark_explained():
    missed = replace(BALANCE, total=figures(40, 100))
    _, first, second, *key = chart_lines(missed, 24 + 41, ENGLISH)
    assert "✗" in first
    assert "✗" not in second
    assert key[1] == "✗ with, missed"


def test_points_are_drawn_on_a_terminal_above_their_table(klein, per_saldo):
    found = cp.pareto(klein, per_saldo, objectives=["cost", "jobs-taken"])
    kinds = [type(one) for one in pareto_report(found, "nl")]
    assert kinds.index(Chart) == kinds.index(Table) - 1
