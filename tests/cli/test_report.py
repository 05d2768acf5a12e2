# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`report` on the command line: what it writes, prints and ends with."""

from __future__ import annotations

import json

import pytest

from tests.cli.conftest import KLEIN, PER_SALDO


@pytest.fixture
def report(run, tmp_path):
    """Writes a report of klein under per-saldo, with options."""
    file = tmp_path / "report.html"
    return lambda *options: run("report", KLEIN, "--model", PER_SALDO, "--out", file, *options)


def test_a_report_is_written_and_nothing_is_printed(report, tmp_path):
    result = report()
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr == f"Written: {tmp_path / 'report.html'}\n"
    assert (tmp_path / "report.html").read_bytes().startswith(b"<!DOCTYPE html>")


def test_the_language_is_that_of_the_call(report, tmp_path):
    report("--lang", "nl")
    assert '<html lang="nl">' in (tmp_path / "report.html").read_text("utf-8")


def test_no_package_is_no_and_the_report_is_there(report, tmp_path):
    result = report("--exclude", "gastplekken", "--exclude", "uitbreiding")
    assert result.exit_code == 1
    text = (tmp_path / "report.html").read_text("utf-8")
    assert text.index("No package keeps every hard rule") < text.index("Why there is no package")


def test_the_document_says_where_it_is(report, tmp_path):
    document = json.loads(report("--json").stdout)
    assert document["command"] == "report"
    assert document["file"] == str(tmp_path / "report.html")
    assert document["status"] == "optimal"
    assert document["complete"] is True


def test_more_is_shown_where_it_is_asked(report, run, tmp_path):
    points = tmp_path / "points.json"
    asked = ("--objective", "cost", "--objective", "jobs-taken", "--json")
    points.write_text(run("pareto", KLEIN, "--model", PER_SALDO, *asked).stdout, encoding="utf-8")
    asked = ("alternatives=50", f"pareto={points}", "scenarios")
    assert report(*(word for one in asked for word in ("--with", one))).exit_code == 0
    text = (tmp_path / "report.html").read_text("utf-8")
    assert 'id="scenarios"' in text
    assert 'id="alternatives"' in text
    assert 'id="trade-offs"' in text


def test_a_package_stands_beside_the_best_one(run, report, tmp_path):
    package = tmp_path / "mine.toml"
    package.write_text('format = 1\nname = "mine"\nchoices = []\n', encoding="utf-8")
    assert report(package).exit_code == 0
    text = (tmp_path / "report.html").read_text("utf-8")
    assert "“mine” does not keep every hard rule" in text


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--with", "all"), "alternatives=PERCENT"),
        (("--with", "alternatives=many"), "alternatives=PERCENT"),
        (("--with", "pareto="), "alternatives=PERCENT"),
        (("--with", "pareto=missing.json"), "there is no such file"),
        (("--theme", "missing.toml"), "there is no such file"),
        (("--scenario", "nowhere"), "there is no scenario “nowhere”"),
        (("missing.toml",), "there is no such file"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(report, tmp_path, options, told):
    result = report(*options)
    assert result.exit_code == 2
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "report.html").exists()


def test_a_form_or_folder_that_there_is_not_is_told_before_any_work(run, tmp_path, monkeypatch):
    monkeypatch.setattr("compensatie.api.reporting.report", lambda *_, **__: pytest.fail("work"))
    for out, told in (
        (tmp_path / "report.odt", "cannot be written in this form"),
        (tmp_path / "no" / "report.html", "its folder is not there"),
    ):
        result = run("report", KLEIN, "--model", PER_SALDO, "--out", out)
        assert result.exit_code == 2
        assert told in result.stderr
