# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Names as attacks, opened in a real browser: nothing runs, is asked for, or is lost."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.reports.document import printed
from compensatie.reports.inert import inert
from compensatie.reports.pareto_document import pareto_document

ROOT = Path(__file__).parents[2]
KLEIN = ROOT / "instances" / "klein.toml"
ATTACKS = {
    "script": "</script><script>document.title='ran'</script>",
    "style": "</style><script>document.title='ran'</script>",
    "title": "</title><script>document.title='ran'</script>",
    "image": '"><img src=x onerror="document.title=\'ran\'">',
    "drawing": "</text></svg><svg onload=\"document.title='ran'\"><text>",
    "far": "<img src='https://example.org/x.png'><iframe src='https://example.org'></iframe>",
    "formula": "=cmd|' /C calc'!A0",
    "plus": "+1",
    "sum": "@SUM(A1:A9)",
    "template": "{{7*7}}{% raw %}{{ config }}",
    "path": "../../x",
    "direction": "\u202egnp.exe\u2066\u200f",
    "escape": "\x1b]0;owned\x07\x1b[2J",
    "markup": "[bold]loud[/bold]",
    "entity": "&lt;b&gt; &amp; <!-- -->",
    "long": "x" * 10_000,
}
ADDRESS = "javascript:document.title='ran'"


def attacked(attack):
    """klein, in which every name and every text that people read is an attack."""
    told = {"nl": attack, "en": attack}
    content = tomllib.loads(KLEIN.read_text("utf-8"))
    content |= {"title": told, "unit": attack[:200]}
    content["sources"] = {attack: {"title": attack, "url": ADDRESS}}
    content["provinces"][0] |= {"name": attack, "source": attack, "remark": attack}
    for record in (*content["scenarios"], *content["resources"], *content["measures"]):
        record["title"] = told
    for measure in content["measures"]:
        measure |= {"place": attack, "agency": attack, "remark": attack, "source": attack}
        for cost in measure["costs"]:
            cost |= {"payer": attack, "label": attack}
    return cp.Instance.model_validate(content)


def policy(attack):
    """per-saldo, the rules of which are called so."""
    content = tomllib.loads((ROOT / "models" / "per-saldo.toml").read_text("utf-8"))
    for rule in content["rules"]:
        rule |= {"title": {"en": attack}, "source": {"text": attack, "url": ADDRESS}}
    content["advice"] = {"advice_above": 100, "report_from": 50}
    return cp.Model.model_validate(content)


def whole(instance, model, folder):
    """Everything that a report can show where there is a package."""
    points = cp.pareto(instance, model, objectives=["cost", "jobs-taken"])
    file = folder / "points.json"
    file.write_text(printed(pareto_document(points, "en")), encoding="utf-8")
    return {"pareto": file, "alternatives": 1000, "plans": True}


KINDS = {
    "brief": lambda *_: {"brief": True},
    "whole": whole,
    "none": lambda *_: {"exclude": ["gastplekken", "uitbreiding"], "plans": True},
}
BY_DAY = {"image", "direction", "long"}
"""Attacks on a whole report that are not left to the night."""


def attacks():
    """Every attack on every kind of report."""
    for kind in KINDS:
        for name, attack in ATTACKS.items():
            is_long = kind != "brief" and name not in BY_DAY
            marks = [pytest.mark.nightly] if is_long else []
            yield pytest.param((kind, attack), id=f"{name}-{kind}", marks=marks)


@pytest.fixture(scope="module", params=attacks())
def attacking(request, tmp_path_factory):
    """The attack, and a report of it, beside a package that is called so too."""
    (kind, attack), folder = request.param, tmp_path_factory.mktemp("attack")
    choice = {"measure": "gastplekken", "start": 2025, "size": 20}
    package = cp.Package.model_validate({"name": attack, "choices": [choice]})
    instance, model = attacked(attack), policy(attack)
    asked = KINDS[kind](instance, model, folder)
    cp.report(instance, model, folder / "report.html", [package], language="en", **asked)
    return attack, folder / "report.html"


@pytest.fixture
def attack(attacking):
    return attacking[0]


@pytest.fixture
def page(attacking):
    return attacking[1]


def test_names_can_do_nothing_and_nothing_of_them_is_lost(browser, page, attack):
    browser.open(page)
    assert browser.run("return document.title") != "ran"
    assert browser.requests() == [page.as_uri()]
    assert browser.complaints() == []
    assert browser.run("return document.querySelectorAll('script, iframe, img').length") == 0
    assert inert(attack) in browser.run("return document.body.textContent")
    hrefs = browser.run("return [...document.querySelectorAll('a')].map(a => a.href)")
    assert not [one for one in hrefs if one.startswith("javascript")]
    assert browser.run("return document.documentElement.scrollWidth") <= 1200


def test_nothing_that_commands_a_terminal_stands_in_a_page(page):
    text = page.read_text("utf-8")
    assert not {"\x1b", "\x07", "\u202e", "\u2066", "\u200f"} & set(text)
    assert json.dumps(text)
