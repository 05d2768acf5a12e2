# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What notebooks show: the tables and charts of a report, with names that can do nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest

import compensatie as cp
from compensatie.engine.display import html_of
from tests.reports.pages import read
from tests.support import written

EVIL = "<script>alert('x')</script>\x1b[31m\u202e&"
HARMLESS = {
    *("div", "style", "p", "h3", "ul", "li", "br", "span", "strong", "figure", "figcaption"),
    *("table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td"),
    *("svg", "title", "desc", "defs", "pattern", "path", "rect", "line", "text", "circle"),
    "polyline",
}


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")


def case(name="m", floor=11):
    facts = written.instance(measures=[written.measure(name, costs=written.cost(once=1000))])
    return facts, written.model({"family": "net-employment", "floor": floor})


def rows(page, caption):
    """The cells of the table of which the caption ends so."""
    (table,) = [
        one for one in page.every("table") if next(one.every("caption")).text.endswith(caption)
    ]
    return [
        [cell.text for cell in row.children if not isinstance(cell, str)]
        for row in table.every("tr")
    ]


def test_an_outcome_shows_its_advice_its_tables_and_its_charts():
    page = read(cp.solve(*case())._repr_html_())
    assert "Take m from 2023: that brings 1 fte once complete, costs €1,000.00" in page.text
    assert rows(page, "Measures that are chosen")[1][:6] == [
        "m",
        "Drenthe",
        "2023",
        "1 fte",
        "1",
        "1,000",
    ]
    assert rows(page, "Every rule, and how the package stands")[1][1] == "kept (all 3 checks)"
    titles = [next(one.every("title")).text for one in page.every("svg")]
    assert titles == ["Drenthe: base", "Costs by payer and year"]


def test_infeasible_is_shown_with_what_stands_in_the_way():
    page = read(cp.solve(*case(floor=100))._repr_html_())
    assert "No package keeps every hard rule" in page.text
    (missing,) = page.every("table")
    assert "90" in missing.text


def test_an_audit_shows_what_it_breaks():
    facts, policy = case()
    page = read(cp.audit(facts, written.package(("m", 2023, 9)), policy)._repr_html_())
    assert "m has size 9; it can have 1 to 4, in steps of 1" in page.text
    assert "is enough" in cp.audit(facts, written.package(("m", 2023, 2)), policy)._repr_html_()


ANSWERS = {
    "solve": cp.solve,
    "audit": lambda *case: cp.audit(case[0], written.package((EVIL, 2023, 9)), case[1]),
    "compare": lambda *case: cp.compare(*case, [written.package((EVIL, 2023, 4))]),
    "alternatives": lambda *case: cp.alternatives(*case, within=1000, distinct="size"),
    "pareto": lambda *case: cp.pareto(*case, objectives=["cost", "measures"]),
    "explain": cp.explain,
}


@pytest.mark.parametrize("ask", ANSWERS.values(), ids=ANSWERS)
def test_names_are_inert(ask):
    html = ask(*case(EVIL))._repr_html_()
    page = read(html)
    assert {one.name for one in page.every()} <= HARMLESS
    assert "<script>" in page.text
    assert not {"\x1b", "\u202e"} & set(html)
    assert not [key for one in page.every() for key in one.attributes if key.startswith("on")]


def test_alternatives_and_points_are_drawn():
    alternatives = cp.alternatives(*case(), within=1000, distinct="size")
    assert len(alternatives.packages) == 4
    (chart,) = read(alternatives._repr_html_()).every("svg")
    assert len([one for one in chart.every("rect") if one.attributes.get("y")]) == 4
    points = cp.pareto(*case(), objectives=["cost", "measures"])
    (chart,) = read(points._repr_html_()).every("svg")
    assert len(list(chart.every("circle"))) == len(points.points) == 1


def test_many_futures_are_drawn_and_names_in_them_are_inert():
    spread = {"shape": "uniform", "least": Decimal("0.5"), "most": Decimal(2)}
    costs = written.cost(once=1000)
    told = {"id": EVIL, "title": {"en": EVIL}, "of": "measures[0].costs[0].once", "factor": spread}
    facts = written.instance(measures=[written.measure(EVIL, costs=costs)], uncertainties=[told])
    held = written.package((EVIL, 2023, 1))
    html = cp.ensemble(facts, case()[1], [held], draws=3, workers=1)._repr_html_()
    page = read(html)
    assert {one.name for one in page.every()} <= HARMLESS
    assert not {"\x1b", "\u202e"} & set(html)
    (chart,) = page.every("svg")
    assert next(chart.every("title")).text == "How often each measure is in the best package"
    # It is in every package: the frame, and as wide what fills it.
    frame, filled = chart.every("rect")
    assert frame.attributes["width"] == filled.attributes["width"]
    assert "100%" in chart.text


def test_charts_of_several_answers_on_one_page_do_not_refer_to_each_other():
    found = [cp.solve(*case(floor=floor)) for floor in (11, 12)]
    ids = [
        one.attributes["id"]
        for answer in found
        for one in read(answer._repr_html_()).every()
        if "id" in one.attributes
    ]
    assert len(set(ids)) == len(ids) > 4


def test_dutch_readers_get_dutch(monkeypatch):
    monkeypatch.setenv("LC_ALL", "nl_NL.UTF-8")
    page = read(cp.solve(*case())._repr_html_())
    assert "Neem m vanaf 2023" in page.text
    assert next(page.every("div")).attributes["lang"] == "nl"


def test_what_no_report_knows_is_shown_as_it_is():
    assert html_of("<b>\x1b") == "<pre>&#x27;&lt;b&gt;\\x1b&#x27;</pre>"
