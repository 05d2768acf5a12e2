# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`ensemble` on the command line: what it prints, writes, refuses and ends with."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = "instances/packages/aangekondigd-2023.toml"
MODEL = ("--model", "models/per-saldo.toml")
CALL = ("ensemble", "instances/drenthe-2023.toml", *MODEL, "--scenario", "havelte-600")
FIGURES = '\n[[uncertainties]]\nid = "{id}"\nof = "{of}"\n{how}\nstatus = "assumed"\n'
HARD = FIGURES.format(
    id="vertrek",
    of="scenarios.vertrek.changes.eenheid.jobs.2026",
    how='value = { shape = "uniform", least = 0, most = 400 }',
)


@pytest.fixture
def klein(tmp_path):
    """klein, with uncertain figures in it; its one change can then be compensated or cannot."""
    text = (ROOT / "instances" / "klein.toml").read_text("utf-8")

    def written(*figures):
        path = tmp_path / "klein.toml"
        path.write_text(text + "".join(figures), "utf-8")
        return str(path)

    return written


def document(result):
    return json.loads(result.stdout)


def test_the_report_says_how_often_and_how_much(run):
    result = run(*CALL, PACKAGE, "--draws", "20", "--morris", "2", "--lang", "en")
    assert result.exit_code == 0
    assert "Of 20 drawn futures 20 have a best package" in result.stdout
    assert "It keeps every hard rule in 0 of 20 futures (0%)" in result.stdout
    assert "Every draw has a final answer." in result.stdout
    assert "Overrun of one-off cost" in result.stdout
    dutch = run(*CALL, PACKAGE, "--draws", "20", "--morris", "2", "--lang", "nl").stdout
    assert "Van 20 getrokken toekomsten hebben er 20 een beste pakket" in dutch
    assert "Meerkosten op eenmalige uitgaven" in dutch
    assert not {"draws", "futures", "Every"} & set(dutch.split())


def test_the_document_and_the_tables_say_the_same(run, tmp_path):
    folder = tmp_path / "tables"
    words = ("--draws", "30", "--seed", "4", "--csv", str(folder), "--json")
    found = document(run(*CALL, PACKAGE, *words))
    assert (found["command"], found["complete"], found["stop"]) == ("ensemble", True, None)
    assert found["draws"] | {"missing": []} == {
        **{"method": "latin", "seed": 4, "asked": 30, "trajectories": 0, "answered": 30},
        **{"optimal": 30, "feasible": 0, "infeasible": 0, "unsolved": 0, "missing": []},
    }
    tables = {
        one.stem: list(csv.DictReader(one.read_text("utf-8").splitlines()))
        for one in folder.iterdir()
    }
    costs = sorted(Decimal(line["cost"]) for line in tables["draws"])
    assert found["cost"]["least"] == f"{costs[0]:.2f}"
    assert found["cost"]["middle"] == f"{costs[14]:.2f}"
    assert found["cost"]["most"] == f"{costs[-1]:.2f}"
    chosen = {one["measure"]: one["chosen"] for one in found["measures"]}
    for name, count in chosen.items():
        assert count == sum(line["measure"] == name for line in tables["choices"])
    (package,) = found["packages"]
    assert package["failing"] == list(range(1, 31))
    assert {line["met"] for line in tables["packages"]} == {"false"}
    (miss,) = package["misses"]
    years = [line["year"] for line in tables["misses"]]
    assert miss["years"] == {year: years.count(year) for year in sorted(set(years))}


def test_parquet_holds_what_the_text_does(run, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    words = ("--draws", "5", "--csv", str(tmp_path / "csv"), "--parquet", str(tmp_path / "pq"))
    assert run(*CALL, PACKAGE, *words).exit_code == 0
    for path in sorted((tmp_path / "csv").iterdir()):
        lines = list(csv.reader(path.read_text("utf-8").splitlines()))
        table = parquet.read_table(tmp_path / "pq" / f"{path.stem}.parquet")
        assert table.column_names == lines[0]
        rows = [list(row.values()) for row in table.to_pylist()]
        assert [[told(cell) for cell in row] for row in rows] == [
            [plain(cell) for cell in line] for line in lines[1:]
        ]


def told(cell):
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else Decimal(cell) if isinstance(cell, int | Decimal) else cell


def plain(cell):
    return Decimal(cell) if cell.replace(".", "", 1).lstrip("-").isdigit() else cell


def test_exported_draws_can_be_drawn_again(run, tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    run(*CALL, "--draws", "12", "--seed", "9", "--csv", str(first))
    again = run(*CALL, "--draws", str(first / "draws.csv"), "--csv", str(second), "--json")
    assert document(again)["draws"]["method"] == "file"
    assert (first / "draws.csv").read_text("utf-8") == (second / "draws.csv").read_text("utf-8")


def test_futures_without_a_package_are_told_and_explained(run, klein):
    # klein can bring DR 30 + 40 + 30 fte at the very most; up to 400 leave.
    call = ("ensemble", klein(HARD), *MODEL, "--draws", "60", "--json")
    found = document(run(*call))
    none = found["without_package"]
    assert found["draws"]["infeasible"] == len(none["draws"]) > 0
    assert found["draws"]["optimal"] + found["draws"]["infeasible"] == 60
    (limit,) = none["box"]["limits"]
    assert (limit["uncertainty"], limit["most"]) == ("vertrek", None)
    assert none["box"]["failing_inside"] == none["box"]["failing"]
    shown = run(*call[:-1], "--lang", "en").stdout
    assert "No package exists in draws" in shown
    assert "“vertrek” is at least" in shown


def test_no_package_in_any_future_is_no(run, klein):
    always = HARD.replace("least = 0", "least = 390")
    result = run("ensemble", klein(always), *MODEL, "--draws", "3")
    assert result.exit_code == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--draws", "0"), "bad-draws"),
        (("--draws", "many.csv"), "missing-file"),
        (("--draws", "5", "--method", "magic"), "bad-option-value"),
        (("--draws", "5", "--seed", "-1"), "bad-option-value"),
        (("--draws", "5", "--store", "nowhere/store.db"), "unwritable-file"),
        (("--draws", "5", "--store", "instances/klein.toml"), "no-store"),
        (("--draws", "5", "--scenario", "nowhere"), "unknown-scenario"),
        ((), "missing-option"),
    ],
)
def test_what_cannot_be_asked_is_told(run, words, code):
    result = run(*CALL, *words, "--json")
    assert result.exit_code == 2
    assert [one["code"] for one in document(result)["errors"]] == [code]


def test_nothing_uncertain_is_nothing_to_draw(run):
    result = run("ensemble", "instances/klein.toml", *MODEL, "--draws", "5", "--json")
    assert result.exit_code == 2
    assert [one["code"] for one in document(result)["errors"]] == ["nothing-uncertain"]


def test_a_store_goes_on_only_with_the_same_call(run, tmp_path):
    store = ("--store", str(tmp_path / "store.db"))
    first = run(*CALL, "--draws", "6", *store, "--json")
    assert document(run(*CALL, "--draws", "6", *store, "--json")) == document(first)
    for words in (
        ("--draws", "7"),
        ("--draws", "6", "--seed", "1"),
        ("--draws", "6", "--method", "sobol"),
        ("--draws", "6", "--exclude", "uitbreiding-ez"),
        ("--draws", "6", "--set", "price_year=2024"),
        ("--draws", "6", PACKAGE),
    ):
        refused = run(*CALL, *words, *store, "--json")
        assert refused.exit_code == 2
        assert [one["code"] for one in document(refused)["errors"]] == ["other-store"]
