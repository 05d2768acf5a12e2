# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Tables as comma-separated text: the figures of the answer, exact, and inert."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from fractions import Fraction

import pytest

import compensatie as cp
from compensatie.reports.comma_separated import comma_separated
from compensatie.reports.exact_tables import audit_tables
from tests.cli.conftest import KLEIN, PER_SALDO
from tests.support import written

TABLES = {"package.csv", "costs.csv", "payments.csv", "employment.csv", "rules.csv"}


def rows_of(path):
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def as_text(value):
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("command", ["solve", "audit"])
def test_tables_say_what_the_document_says(solve, audit, tmp_path, command):
    folder = tmp_path / "new" / "tables"
    options = ("--csv", folder, "--json")
    chosen = [("gastplekken", 2024, 20), ("uitbreiding", 2025, 20)]
    result = solve(*options) if command == "solve" else audit(*chosen, options=options)
    document = json.loads(result.stdout)
    assert {path.name for path in folder.iterdir()} == TABLES
    rules = [one for one in document.get("findings", document.get("rules")) if "family" in one]
    for found, told in zip(rows_of(folder / "rules.csv"), rules, strict=True):
        assert {key: found[key] for key in told if key != "kind"} == {
            key: as_text(value) for key, value in told.items() if key != "kind"
        }
    spent = document["costs"]
    assert [Decimal(row["amount"]) for row in rows_of(folder / "costs.csv")] == [
        Decimal(one["amount"]) for one in spent
    ]
    assert [row["total"] for row in rows_of(folder / "employment.csv")] == [
        as_text(one["total"]) for one in document["employment"]
    ]
    choices = [{key: str(value) for key, value in one.items()} for one in chosen_of(document)]
    assert rows_of(folder / "package.csv") == choices
    paid = sum(Decimal(row["amount"]) for row in rows_of(folder / "payments.csv"))
    assert paid == sum(Decimal(one["amount"]) for one in spent)


def chosen_of(document):
    return document["package"]["choices"]


def test_figures_keep_all_their_digits():
    facts = written.instance(
        measures=[written.measure("m", size={"min": 1, "max": 4, "step": Decimal("0.000000001")})]
    )
    package = written.package(("m", 2023, Decimal("1.000000001")))
    audited = cp.audit(facts, package, written.model({"family": "net-employment"}))
    tables = audit_tables(audited)
    assert "m,2023,1.000000001" in tables["package.csv"]
    assert "11.000000001" in tables["rules.csv"]


@pytest.mark.parametrize("name", ["=1+1", "+x", "-x", "@x", "\tx", "\rx"])
def test_what_a_spreadsheet_would_run_gets_an_apostrophe(name):
    cell = next(csv.reader([comma_separated((), [(name,)]).split("\n", 1)[1]]))[0]
    assert cell.startswith("'")
    assert cell.isprintable()


def test_numbers_stay_numbers():
    cells = (Fraction(-1, 2), Decimal("-3.50"), -4, None, True, Fraction(1, 3))
    text = comma_separated(("a",), [cells])
    assert text == "a\n-0.5,-3.5,-4,,true,0.333333333333\n"


def test_what_commands_a_terminal_is_written_out():
    assert comma_separated(("a",), [("x\x1b[31m\ny, z",)]) == 'a\n"x\\x1b[31m\\ny, z"\n'


def test_an_older_table_is_replaced_and_nothing_else(solve, tmp_path):
    (tmp_path / "costs.csv").write_text("old")
    (tmp_path / "mine.txt").write_text("mine")
    assert solve("--csv", tmp_path).exit_code == 0
    assert rows_of(tmp_path / "costs.csv")[0]["measure"] == "gastplekken"
    assert {path.name for path in tmp_path.iterdir()} == {*TABLES, "mine.txt"}


def test_without_a_package_there_are_no_tables(solve, tmp_path):
    folder = tmp_path / "tables"
    result = solve("--exclude", "gastplekken", "--exclude", "uitbreiding", "--csv", folder)
    assert result.exit_code == 1
    assert "no tables are written" in result.stderr
    assert not folder.exists()


def test_the_relaxation_has_prices(solve, tmp_path):
    document = json.loads(solve("--relax", "--csv", tmp_path, "--json").stdout)
    rows = rows_of(tmp_path / "prices.csv")
    assert [row["id"] for row in rows] == [one["id"] for one in document["prices"]]
    assert rows


def test_a_file_is_no_folder(solve, tmp_path):
    (tmp_path / "taken").write_text("mine")
    for target in (tmp_path / "taken", tmp_path / "taken" / "inside"):
        result = solve("--csv", target)
        assert result.exit_code == 2
        assert "this is a file, not a folder" in result.stderr


@pytest.mark.parametrize("is_json", [True, False])
def test_an_answer_is_not_lost_where_its_tables_cannot_be_written(
    solve, tmp_path, monkeypatch, is_json
):
    def broken(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("compensatie.files.aside._replace", broken)
    result = solve("--csv", tmp_path, *(["--json"] if is_json else []))
    assert result.exit_code == 2
    if is_json:
        document = json.loads(result.stdout)
        assert document["status"] == "optimal"
        assert document["errors"][0]["code"] == "unwritable-file"
    else:
        assert "Take Guest desks" in result.stdout
        assert "No space left" in result.stderr


def test_an_audit_is_not_lost_either(run, tmp_path, monkeypatch):
    (tmp_path / "p.toml").write_text('format = 1\nchoices = []\nname = "none"\n')
    monkeypatch.setattr("pathlib.Path.mkdir", lambda *_, **__: (_ for _ in ()).throw(OSError(28)))
    folder = tmp_path / "tables"
    result = run("audit", KLEIN, tmp_path / "p.toml", "--model", PER_SALDO, "--csv", folder)
    assert result.exit_code == 2
    assert "is not enough" in result.stdout
    assert "cannot be written" in result.stderr
