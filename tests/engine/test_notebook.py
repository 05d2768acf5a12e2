# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What notebooks show: the answer in tables, with names that can do nothing."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

import compensatie as cp
from tests.support import written

EVIL = "<script>alert('x')</script>\x1b[31m\u202e&"


class Cells(HTMLParser):
    """The text of every cell, and every tag."""

    def __init__(self):
        super().__init__()
        self.cells, self.tags = [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data):
        if self.cells:
            self.cells[-1] += data


def read(html):
    parser = Cells()
    parser.feed(html)
    return parser


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")


def case(name="m", floor=11):
    facts = written.instance(measures=[written.measure(name, costs=written.cost(once=1000))])
    return facts, written.model({"family": "net-employment", "floor": floor})


def test_an_outcome_shows_its_package_and_rules():
    html = cp.solve(*case())._repr_html_()
    assert "optimal" in html
    assert "cost: € 1000.00" in html
    cells = read(html).cells
    assert cells[:6] == ["Measure", "Start", "Size", "m", "2023", "1"]
    assert cells[-4:] == ["rule-1", "3", "0", "0 jobs"]


def test_infeasible_is_shown_without_tables():
    html = cp.solve(*case(floor=100))._repr_html_()
    assert "infeasible" in html
    assert "<table" not in html


def test_an_audit_shows_what_it_breaks():
    facts, policy = case()
    html = cp.audit(facts, written.package(("m", 2023, 9)), policy)._repr_html_()
    assert "not enough" in html
    assert read(html).cells[3:6] == ["size", "m", "9"]
    assert "enough" in cp.audit(facts, written.package(("m", 2023, 2)), policy)._repr_html_()


@pytest.mark.parametrize("answer", ["solve", "audit"])
def test_names_are_inert(answer):
    facts, policy = case(EVIL)
    shown = (
        cp.solve(facts, policy)
        if answer == "solve"
        else cp.audit(facts, written.package((EVIL, 2023, 9)), policy)
    )
    html = shown._repr_html_()
    parsed = read(html)
    assert html.isprintable()
    assert parsed.tags <= {"div", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    assert any("<script>" in cell for cell in parsed.cells)


def test_dutch_readers_get_dutch(monkeypatch):
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    assert "optimaal" in cp.solve(*case())._repr_html_()
