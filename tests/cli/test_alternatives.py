# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie alternatives`: what it prints, writes and ends with."""

from __future__ import annotations

import csv
import json
import os
import signal
import subprocess
import sys
import time

import pytest

from compensatie.engine.inquiry import Inquiry
from compensatie.errors import SolverError
from tests.cli.conftest import KLEIN, PER_SALDO, ROOT

DRENTHE = ("instances/drenthe-2023.toml", "--model", PER_SALDO, "--scenario", "havelte-600")
NOTHING = ("--exclude", "gastplekken", "--exclude", "uitbreiding", "--exclude", "nieuwe-dienst")


@pytest.fixture
def alternatives(run):
    """Asks for other packages of klein under per-saldo."""

    def alternatives(*options):
        return run("alternatives", KLEIN, "--model", PER_SALDO, *options)

    return alternatives


def document(result):
    found = json.loads(result.stdout)
    assert found["command"] == "alternatives"
    return found


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_it_says_on_whose_word_there_are_no_others(alternatives, tmp_path):
    certificate = ("--certificate", tmp_path / "list.cert")
    for options in ((), NOTHING):
        told = alternatives("--within", "5", *options).stdout
        assert ("HiGHS" in told, "exact arithmetic proves" in told) == (True, False)
        told = alternatives("--within", "5", *options, *certificate).stdout
        assert "exact arithmetic proves" in told
        assert "HiGHS" not in told


def test_all_within_a_margin_and_that_there_are_no_others(alternatives):
    result = alternatives("--within", "300")
    assert (result.exit_code, result.stderr) == (0, "")
    last = result.stdout.rstrip().splitlines()[-1]
    assert last == "The list is complete: there are exactly 2 packages within 300 %."


def test_in_dutch(alternatives):
    told = alternatives("--within", "300", "--lang", "nl").stdout.rstrip().splitlines()[-1]
    assert "precies 2 pakketten binnen 300 %" in told


def test_drenthe_ends_with_how_many_there_are(run):
    result = run("alternatives", *DRENTHE, "--within", "10")
    last = result.stdout.rstrip().splitlines()[-1]
    assert last == "The list is complete: there is exactly 1 package within 10 %."


def test_the_document_holds_packages_and_importance(alternatives):
    found = document(alternatives("--within", "300", "--importance", "--json"))
    assert (found["status"], found["complete"], found["stop"]) == ("optimal", True, None)
    first, second = found["packages"]
    assert first["extra"] == "0.00"
    assert float(second["objective"]["value"]) - float(first["objective"]["value"]) == (
        pytest.approx(float(second["extra"]))
    )
    assert [one["measure"] for one in found["importance"]] == [
        "gastplekken",
        "uitbreiding",
        "nieuwe-dienst",
    ]
    for one in found["importance"]:
        assert one["in"] in ("all", "some", "none")
        assert set(one["replacement"]) == {"rest_kept", "rest_free"}
        for figure in one["replacement"].values():
            assert figure["status"] in ("proven", "no package exists")
            assert (figure["cost"] is None) == (figure["status"] != "proven")


def test_tables_hold_every_package(alternatives, tmp_path):
    found = document(alternatives("--within", "300", "--importance", "--json", "--csv", tmp_path))
    choices = [one["measure"] for each in found["packages"] for one in each["choices"]]
    assert [one["measure"] for one in rows_of(tmp_path / "alternatives.csv")] == choices
    assert len(rows_of(tmp_path / "importance.csv")) == 3


def test_no_package_is_an_answer(alternatives):
    found = document(alternatives("--within", "10", "--json", *NOTHING))
    assert (found["status"], found["packages"], found["complete"]) == ("infeasible", [], True)
    assert alternatives("--within", "10", *NOTHING).exit_code == 1


def test_a_limit_says_that_there_are_more(alternatives):
    result = alternatives("--within", "300", "--limit", "1", "--json")
    found = document(result)
    assert result.exit_code == 3
    assert (len(found["packages"]), found["complete"], found["stop"]) == (1, False, "limit")
    told = alternatives("--within", "300", "--limit", "1").stdout
    assert "The list is complete" not in told


def test_no_time_at_all_is_no_answer(alternatives):
    result = alternatives("--within", "10", "--time-limit", "0.000001", "--json")
    found = document(result)
    assert result.exit_code == 3
    assert (found["status"], found["packages"], found["complete"]) == ("unsolved", [], False)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--best"),
        (("--best", "2", "--within", "10"), "--best"),
        (("--different", "2"), "--within"),
        (("--within", "-1"), "--within"),
        (("--best", "0"), "--best"),
        (("--within", "10", "--distinct", "colour"), "--distinct"),
    ],
)
def test_what_cannot_be_asked_is_refused(alternatives, options, said):
    result = alternatives(*options)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert json.loads(alternatives(*options, "--json").stdout)["errors"]


@pytest.mark.parametrize(
    ("trouble", "said"),
    [(KeyboardInterrupt(), "the search was interrupted"), (SolverError("gone"), "broke down")],
)
def test_what_was_found_is_printed_where_it_is_broken_off(alternatives, monkeypatch, trouble, said):
    ask, count = Inquiry.by_model, iter(range(100))

    def by_model(self, *words, **named):
        if next(count) == 1:
            raise trouble
        return ask(self, *words, **named)

    monkeypatch.setattr(Inquiry, "by_model", by_model)
    result = alternatives("--within", "300")
    assert result.exit_code == 3
    assert said in result.stdout
    assert "The list is complete" not in result.stdout


def test_a_store_is_used_again_and_is_of_one_call(alternatives, tmp_path, monkeypatch):
    store = tmp_path / "store"
    asked = ("--within", "300", "--importance", "--store", store, "--json")
    first = document(alternatives(*asked))
    monkeypatch.setattr(Inquiry, "_best", None)
    again = document(alternatives(*asked))
    assert (again["packages"], again["importance"]) == (first["packages"], first["importance"])
    assert alternatives("--within", "50", "--store", store).exit_code == 2


@pytest.mark.parametrize("cut", [1, 40, -2])
def test_a_torn_store_is_refused_or_begun_anew(alternatives, tmp_path, cut):
    store = tmp_path / "store"
    whole = document(alternatives("--within", "300", "--store", store, "--json"))
    store.write_bytes(store.read_bytes()[:cut])
    result = alternatives("--within", "300", "--store", store, "--json")
    if result.exit_code == 2:
        assert json.loads(result.stdout)["errors"]
    else:
        assert document(result)["packages"] == whole["packages"]


LONG = """
import sys, time
from compensatie.engine.inquiry import Inquiry
ask, count = Inquiry.by_model, iter(range(10**6))

def by_model(self, *words, **named):
    if next(count) >= 1:
        print("searching", file=sys.stderr, flush=True)
        time.sleep(60)
    return ask(self, *words, **named)

Inquiry.by_model = by_model
from compensatie.cli.main import main
main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name == "nt", reason="signals as on POSIX")
def test_ctrl_c_ends_within_two_seconds_with_what_is_known():
    command = [sys.executable, "-c", LONG, "alternatives", KLEIN, "--model", PER_SALDO]
    process = subprocess.Popen(
        [*command, "--within", "300", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    for line in process.stderr:
        if "searching" in line:
            break
    started = time.monotonic()
    process.send_signal(signal.SIGINT)
    stdout, _ = process.communicate(timeout=20)
    assert time.monotonic() - started < 2
    found = json.loads(stdout)
    assert (found["complete"], found["stop"], process.returncode) == (False, "interrupted", 3)
    assert len(found["packages"]) == 1
