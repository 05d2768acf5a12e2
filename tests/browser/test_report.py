# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The report in a real browser: for everyone to read, and nothing in it that acts."""

from __future__ import annotations

from pathlib import Path

import pytest

import compensatie as cp

ROOT = Path(__file__).parents[2]
DRENTHE = ROOT / "instances" / "drenthe-2023.toml"
ANNOUNCED = ROOT / "instances" / "packages" / "aangekondigd-2023.toml"
OBJECTIVES = ("cost", "jobs-taken")
FOUND = {"scenarios": ["havelte-600"]}
CASES = {"found": ("per-saldo", FOUND), "none": ("kabinetsinzet", {})}
LANGUAGES = ("nl", "en")


@pytest.fixture(scope="session")
def reports(tmp_path_factory, browser):
    """Reports of drenthe-2023 with all that can be asked, in both languages."""
    from compensatie.reports.document import printed
    from compensatie.reports.pareto_document import pareto_document

    folder, instance = tmp_path_factory.mktemp("reports"), cp.load_instance(DRENTHE)
    points = folder / "pareto.json"
    model = cp.load_model(ROOT / "models" / "per-saldo.toml")
    found = cp.pareto(instance, model, objectives=OBJECTIVES, **FOUND)
    points.write_text(printed(pareto_document(found, "en")), encoding="utf-8")
    more = {"found": {"pareto": points, "alternatives": 100}, "none": {}}
    written = {}
    for name, (policy, asked) in CASES.items():
        model = cp.load_model(ROOT / "models" / f"{policy}.toml")
        for language in LANGUAGES:
            file = folder / f"{name}-{language}.html"
            cp.report(
                instance,
                model,
                file,
                [ANNOUNCED],
                language=language,
                brief=True,
                **asked,
                **more[name],
            )
            written[name, language] = file
    return written


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", [1200, 320])
def test_axe_finds_nothing(browser, axe, reports, name, language, width):
    browser.open(reports[name, language], width)
    assert browser.violations(axe) == []


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
