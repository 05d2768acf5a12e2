# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The report in a real browser: for everyone to read, and nothing in it that acts."""

from __future__ import annotations

from pathlib import Path

import pytest

import compensatie as cp
from compensatie.reports.content.build import content_of
from compensatie.reports.document import printed
from compensatie.reports.formats import html
from compensatie.reports.pareto_document import pareto_document
from compensatie.reports.theme import Theme

ROOT = Path(__file__).parents[2]
DRENTHE = ROOT / "instances" / "drenthe-2023.toml"
ANNOUNCED = ROOT / "instances" / "packages" / "aangekondigd-2023.toml"
OBJECTIVES = ("cost", "jobs-taken")
CASES = {"found": {"scenarios": ["havelte-600"]}, "none": {}}
LANGUAGES = ("nl", "en")
WIDTHS = {"wide": 1200, "narrow": 320}
A4 = 688
"""Pixels between the margins of a sheet of paper."""


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """The whole reports of drenthe-2023 with all that can be asked: answered once, told twice."""
    folder, instance = tmp_path_factory.mktemp("reports"), cp.load_instance(DRENTHE)
    model = cp.load_model(ROOT / "models" / "kabinetsinzet.toml")
    written = {}
    points = folder / "pareto.json"
    found = cp.pareto(instance, model, objectives=OBJECTIVES, **CASES["found"])
    points.write_text(printed(pareto_document(found, "en")), encoding="utf-8")
    # A file of points is refused where there are none.
    beside = {"found": {"pareto": points}, "none": {}}
    for name, asked in CASES.items():
        more = {**asked, **beside[name], "alternatives": 10, "plans": True}
        content = cp.report(instance, model, folder / "all.html", [ANNOUNCED], **more).content
        for language in LANGUAGES:
            told = folder / f"{name}-{language}.html"
            told.write_bytes(html.written(content_of(content.answers, language), Theme()))
            written[name, language] = told
    return written


SECTIONS = {
    "found": {"measures", "alternatives", "trade-offs", "scenarios", "explained-rules"},
    "none": {"obstacles", "repairs-in-words", "conflict-in-words", "scenarios"},
}


@pytest.mark.parametrize("name", CASES)
def test_the_report_is_whole(browser, reports, name):
    browser.open(reports[name, "nl"])
    found = browser.run("return [...document.querySelectorAll('section')].map(one => one.id)")
    everywhere = {"packages", "provinces", "definition-blocks", "advice-blocks", "sources"}
    assert SECTIONS[name] | everywhere <= set(found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(browser, axe, reports, name, language, width):
    browser.open(reports[name, language], WIDTHS[width])
    assert browser.violations(axe) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_nothing_is_cut_on_paper(browser, reports, name, language):
    browser.open(reports[name, language], A4)
    with browser.on_paper():
        assert browser.run(BEYOND, A4) == []


BEYOND = """
    return [...document.querySelectorAll('td, th, p, li, svg, math, caption')]
        .filter(one => one.getBoundingClientRect().right > arguments[0] + 1)
        .map(one => one.textContent.slice(0, 60))"""


def test_axe_would_find_something(browser, axe, tmp_path):
    page = tmp_path / "bad.html"
    page.write_text(
        "<!DOCTYPE html><html><img src='data:,'><p style='color:#ccc'>Some text</p></html>"
    )
    browser.open(page)
    found = {rule for rule, _ in browser.violations(axe)}
    assert {"image-alt", "html-has-lang", "color-contrast", "document-title"} <= found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
def test_a_narrow_page_needs_no_scrolling_sideways(browser, reports, name, language):
    browser.open(reports[name, language], 320)
    assert browser.run("return document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_asked_for_and_nothing_is_held_back(browser, reports, name):
    file = reports[name, "nl"]
    browser.open(file)
    assert browser.requests() == [file.as_uri()]
    assert browser.complaints() == []


def test_the_policy_holds_back_what_a_page_should_not_do(browser, reports, tmp_path):
    """Were a name ever to get through, the policy in the file still stands before it."""
    text = reports["found", "nl"].read_text("utf-8")
    evil = "<script>document.title='ran'</script><img src='https://example.org/x.png'>"
    page = tmp_path / "let-through.html"
    page.write_text(text.replace("</main>", f"{evil}</main>"), encoding="utf-8")
    browser.open(page)
    assert browser.run("return document.title") != "ran"
    assert len(browser.complaints()) >= 2


def test_the_keyboard_reaches_the_content_and_what_scrolls(browser, reports):
    from selenium.webdriver.common.keys import Keys

    browser.open(reports["found", "nl"], 320)
    active = browser.driver.switch_to.active_element
    active.send_keys(Keys.TAB)
    skip = browser.driver.switch_to.active_element
    assert skip.get_attribute("href").endswith("#content")
    assert skip.rect["x"] >= 0
    skip.send_keys(Keys.ENTER)
    assert browser.run("return document.activeElement.id") == "content"
    unreachable = """
        return [...document.querySelectorAll('*')].filter(one =>
            one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 &&
            ['auto', 'scroll'].includes(getComputedStyle(one).overflowX) &&
            one.tabIndex !== 0).length"""
    assert browser.run(unreachable) == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_prints(browser, reports, language):
    browser.open(reports["none", language])
    printed = browser.printed()
    assert printed.startswith(b"%PDF-")
    assert 5 <= printed.count(b"/Type /Page\n") + printed.count(b"/Type /Page ") <= 60
