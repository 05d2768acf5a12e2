# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compare` on the command line: what it shows, as JSON, as tables, and by its exit code."""

from __future__ import annotations

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.engine.answer import Answer
from compensatie.engine.inquiry import Inquiry
from compensatie.reports.comparison_tables import comparison_tables
from tests.cli.conftest import KLEIN, PER_SALDO
from tests.cli.test_attacks import ATTACKS, COMMANDING, attacked  # noqa: F401  # a fixture

DRENTHE = "instances/drenthe-2023.toml"
ANNOUNCED = "instances/packages/aangekondigd-2023.toml"
ANNOUNCED_CALL = ("compare", DRENTHE, ANNOUNCED, "--model", PER_SALDO, "--scenario", "havelte-600")
DESKS = ("gastplekken", 2025, 20)
EXPANSION = ("uitbreiding", 2025, 30)


@pytest.fixture
def hand(tmp_path):
    """A package file; choices given as measure, start and size."""

    def write(file, *choices, name="hand"):
        chosen = [cp.Choice(measure=m, start=start, size=size) for m, start, size in choices]
        cp.write_package(cp.Package(name=name, choices=tuple(chosen)), tmp_path / file)
        return tmp_path / file

    return write


@pytest.fixture
def compare(run):
    """Compares packages of klein under per-saldo."""
    return lambda *arguments: run("compare", KLEIN, *arguments, "--model", PER_SALDO)


@pytest.fixture
def document(compare):
    """The same, as the document."""

    def compared(*arguments):
        result = compare(*arguments, "--json")
        assert result.stderr == ""
        assert result.stdout.count("\n") == 1
        return json.loads(result.stdout)

    return compared


def test_the_announced_package_beside_the_optimum_and_what_completes_it(run):
    result = run(*ANNOUNCED_CALL)
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "“aangekondigd-2023” does not keep every hard rule; it costs €41,402,041.43." in shown
    assert "No package keeps each of its choices exactly and every hard rule, according to" in shown
    assert "larger sizes, the cheapest costs €127,731,950.54." in shown
    assert "The optimum keeps every hard rule in the scenario “600 fte leave Havelte”" in shown
    assert "€125,285,937.96" in shown
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_the_report_is_there_in_dutch(run):
    result = run(*ANNOUNCED_CALL, "--changes", "3", "--drop-each-rule", "--lang", "nl")
    assert "Naast elkaar" in result.stdout
    assert "Wat verschilt van “aangekondigd-2023”" in result.stdout
    assert "Het beste zonder elke regel" in result.stdout
    for english in ("Side by side", "What differs", "optimum", "optimal", "brought", "instead"):
        assert english not in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 100


def test_a_package_that_fails_is_still_yes(compare, hand):
    assert compare(hand("desks.toml", DESKS)).exit_code == 0


def test_without_packages_the_optimum_stands_alone(document):
    found = document()
    assert [one["label"] for one in found["packages"]] == ["optimum"]
    assert found["packages"][0]["objective"]["value"] == "3194953.59"
    assert found["differences"] == []


def test_no_package_at_all_is_no_and_the_packages_are_still_compared(compare, document, hand):
    out = ("--exclude", "gastplekken", "--exclude", "uitbreiding")
    desks = hand("desks.toml", DESKS)
    assert compare(desks, *out).exit_code == 1
    found = document(desks, *out)
    assert found["status"] == "infeasible"
    mine, optimum = found["packages"]
    assert (optimum["objective"], optimum["package"], optimum["met"]) == (None, None, None)
    assert mine["net_present_value"] is not None
    assert mine["extra_cost"] is None
    assert mine["completion"]["status"] == "infeasible"
    assert "No package keeps every hard rule" in compare(desks, *out).stdout


def test_the_document(document, hand):
    desks = hand("desks.toml", DESKS)
    found = document(desks, "--changes", "1", "--drop-each-rule")
    mine, optimum = found["packages"]
    assert (mine["name"], mine["source"]) == ("hand", str(desks))
    assert (mine["status"], mine["met"]) == ("infeasible", False)
    assert (optimum["source"], optimum["status"], optimum["met"]) == (None, "optimal", True)
    assert mine["completion"]["status"] == "optimal"
    assert mine["completion"]["objective"]["value"] == optimum["objective"]["value"]
    extra = Decimal(mine["objective"]["value"]) - Decimal(optimum["objective"]["value"])
    assert Decimal(mine["extra_cost"]) == extra < 0
    assert [one["id"] for one in mine["least_slack"]] == ["per-saldo", "werkplekken"]
    assert mine["least_slack"][0]["met"] is False
    assert {one["scenario"] for one in mine["jobs"]} == {"blijft", "vertrek"}
    assert mine["jobs_taken"].keys() == {"ZH", "UT"} & mine["jobs_taken"].keys()
    assert [(one["k"], one["status"]) for one in found["changes"]] == [
        (0, "infeasible"),
        (1, "optimal"),
    ]
    assert {one["rule"] for one in found["without_rule"]} == {"per-saldo", "werkplekken"}
    assert len(found["models"]) == 1
    assert found["complete"] is True


def test_differences_add_up(document, hand):
    found = document(hand("desks.toml", ("gastplekken", 2024, 10)))
    costs = [Decimal(one["cost"]) for one in found["differences"] if one["completion"] is None]
    whole = -Decimal(found["packages"][0]["extra_cost"])
    assert abs(sum(costs) - whole) <= Decimal("0.01") * len(costs)
    fields = {(one["measure"], one["field"]): one for one in found["differences"]}
    start = fields["gastplekken", "start"]
    assert (start["first"], start["other"]) == (2024, 2025)
    added = fields["uitbreiding", "measure"]
    assert added["first"] is None
    assert added["other"] == {"start": 2025, "size": "30"}


def test_packages_of_one_name_are_told_apart_by_their_files(document, compare, hand):
    one, other = hand("one.toml", DESKS), hand("other.json", EXPANSION)
    best = hand("best.toml", DESKS, EXPANSION, name="optimum")
    labels = [entry["label"] for entry in document(one, other, best)["packages"]]
    assert labels == ["hand (one.toml)", "hand (other.json)", "optimum (best.toml)", "optimum"]


def test_files_of_one_name_are_told_apart_by_their_folders(document, hand, tmp_path):
    (tmp_path / "a").mkdir()
    one, other = hand("a/mine.toml", DESKS), hand("mine.toml", EXPANSION)
    labels = [entry["label"] for entry in document(one, other)["packages"]]
    assert labels == [f"hand ({one})", f"hand ({other})", "optimum"]
    labels = [entry["label"] for entry in document(one, one)["packages"]]
    assert labels == ["hand (1)", "hand (2)", "optimum"]


def test_a_package_as_good_as_the_optimum_is_said_to_be(compare, document, hand):
    best = hand("best.toml", DESKS, EXPANSION)
    assert "That is as much as the optimum." in compare(best).stdout
    assert document(best)["packages"][0]["status"] == "optimal"


def test_an_optimum_that_gives_way_to_a_next_objective_is_warned_of(run, tmp_path):
    text = Path(PER_SALDO).read_text(encoding="utf-8")
    assert "[objective]\n" in text
    then = '[objective]\nthen = [{ minimise = "cost-once", within = 0.5 }]\n'
    model = tmp_path / "then.toml"
    model.write_text(text.replace("[objective]\n", then, 1), encoding="utf-8")
    assert "give way to its next objectives" in run("compare", KLEIN, "--model", model).stderr


def test_many_packages_stand_under_each_other(compare, hand):
    files = [hand(f"{number}.toml", DESKS, name=f"package-{number}") for number in range(9)]
    result = compare(*files)
    assert max(map(len, result.stdout.splitlines())) <= 100
    # 9 packages, as many completions and the optimum: 4 columns, then 3 and the first again.
    assert result.stdout.count("Keeps every hard rule") == 1 + 5


def test_several_models(run):
    call = (*ANNOUNCED_CALL, "--model", "models/kabinetsinzet.toml")
    assert "What each model costs" in run(*call).stdout
    first, second = json.loads(run(*call, "--json").stdout)["models"]
    assert first["extra_cost"] == "0.00"
    more = Decimal(second["objective"]["value"]) - Decimal(first["objective"]["value"])
    assert Decimal(second["extra_cost"]) == more > 0
    assert [one["met"] for one in second["packages"]] == [False, True]


def test_models_that_value_money_differently_are_warned_of(run, tmp_path):
    other = tmp_path / "other.toml"
    text = Path(PER_SALDO).read_text(encoding="utf-8")
    assert "discount_rate" in text
    other.write_text(text.replace("discount_rate = 0.0225", "discount_rate = 0.5"), "utf-8")
    result = run("compare", KLEIN, "--model", PER_SALDO, "--model", other)
    assert result.exit_code == 0, result.stderr
    assert "value money of later years differently" in result.stderr


def test_a_model_that_does_not_fit_is_named(run, tmp_path):
    wrong = tmp_path / "wrong.toml"
    text = 'format = 1\nname = "wrong"\n[[rules]]\nid = "x"\nfamily = "net-employment"\n'
    wrong.write_text(f'{text}provinces = ["Texas"]\n', encoding="utf-8")
    result = run("compare", KLEIN, "--model", PER_SALDO, "--model", wrong)
    assert result.exit_code == 2
    assert "wrong.toml, line 6" in result.stderr


def test_faults_of_packages_are_named_by_file_and_line(compare, hand):
    wrong = hand("wrong.toml", DESKS, ("gastplek", 2025, 20))
    result = compare(hand("right.toml", DESKS), wrong)
    assert result.exit_code == 2
    assert "wrong.toml, line " in result.stderr
    assert "did you mean: gastplekken" in result.stderr


@pytest.mark.parametrize(
    "options", [("--changes", "-1"), ("--changes", "x"), ("--changes", "5000"), ("--changes", "1")]
)
def test_what_cannot_be_asked_is_bad_input(compare, options):
    result = compare(*options)
    assert result.exit_code == 2
    assert "--changes" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_not_there_is_bad_input(compare):
    assert compare("nowhere.toml").exit_code == 2


class TimedOut:
    """A solver that never comes to anything."""

    seconds = 0.0

    def ask(self, goal, restrictions, time_limit):
        return Answer("unsolved", (), None, None, 0.0, "time limit reached")


def test_a_time_out_is_no_answer(monkeypatch, compare, document, hand):
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
    desks = hand("desks.toml", DESKS)
    result = compare(desks, "--changes", "1", "--drop-each-rule")
    assert result.exit_code == 3
    assert "It is not known whether a package keeps every hard rule" in result.stdout
    assert "no package exists" not in result.stdout
    assert "infeasible" not in result.stdout
    found = document(desks)
    assert (found["status"], found["complete"], found["stop"]) == ("unsolved", False, "time-limit")


def test_ctrl_c_prints_what_is_known(monkeypatch, compare, hand):
    whole = Inquiry.by_model
    asked = []

    def by_model(self, restrictions=(), **words):
        asked.append(restrictions)
        if len(asked) > 1:
            raise KeyboardInterrupt
        return whole(self, restrictions, **words)

    monkeypatch.setattr(Inquiry, "by_model", by_model)
    result = compare(hand("desks.toml", DESKS))
    assert result.exit_code == 3
    assert "The optimum keeps every hard rule" in result.stdout
    assert "the search was interrupted" in result.stdout


def test_tables(compare, document, hand, tmp_path):
    desks = hand("desks.toml", DESKS, name="=1+1")
    folder = tmp_path / "tables"
    found = document(desks, "--changes", "1", "--drop-each-rule", "--csv", folder)
    names = {path.name for path in folder.iterdir()}
    asked = cp.compare(cp.load_instance(KLEIN), cp.load_model(PER_SALDO))
    assert names == set(comparison_tables(asked))
    with (folder / "packages.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [row["package"] for row in rows] == ["'=1+1", "'=1+1", "optimum"]
    assert [row["completion"] for row in rows] == ["", "exact", ""]
    value = Decimal(found["packages"][-1]["objective"]["value"])
    assert Decimal(rows[-1]["objective"]) == value
    with (folder / "differences.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == len(found["differences"])


def test_names_that_attack_stay_inert(run, attacked, hand):  # noqa: F811  # the fixture
    mine = hand("mine.toml", DESKS, name=json.loads(f'"{ATTACKS["escape"]}"'))
    call = ("compare", attacked, mine, "--model", PER_SALDO, "--changes", "1", "--drop-each-rule")
    result = run(*call)
    assert result.exit_code == 0
    assert not COMMANDING & set(result.output)
    assert not any(line.startswith("Error: fake") for line in result.output.splitlines())
    told = run(*call, "--json")
    assert told.stdout.strip().isprintable()


def test_a_store_goes_on(compare, hand, tmp_path):
    desks, store = hand("desks.toml", DESKS), tmp_path / "store"
    first = compare(desks, "--store", store)
    assert first.exit_code == 0
    assert compare(desks, "--store", store).stdout == first.stdout
    assert compare(desks, "--store", store, "--changes", "1").exit_code == 2
