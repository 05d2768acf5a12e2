# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a package rests on, as a user meets it: `explain` and `explain --price`."""

from __future__ import annotations

import csv
import json
from decimal import Decimal

import pytest

import compensatie as cp
from tests.cli.conftest import KLEIN, PER_SALDO
from tests.oracle.stakes import judged
from tests.oracle.stakes import stairs as enumerated

HELD = ("--price", "per-saldo")


@pytest.fixture
def explain(run):
    """Explains klein under per-saldo, with options."""
    return lambda *options: run("explain", KLEIN, "--model", PER_SALDO, *options)


@pytest.fixture(scope="module")
def stairs():
    """What enumeration says that each bound of the rule costs."""
    instance, model = cp.load_instance(KLEIN), cp.load_model(PER_SALDO)
    return enumerated(model, "per-saldo", judged(instance, model), None)


def beside(stairs):
    """The step on which the bound lies, and its neighbours: looser and stricter."""
    at = next(number for number, one in enumerate(stairs) if one.start <= 0)
    return stairs[at - 1], stairs[at], stairs[at + 1]


def test_each_measure_and_rule_is_explained_in_both_languages(explain, stairs):
    _, now, stricter = beside(stairs)
    more = f"{stricter.value - now.value:,.2f}"
    english = " ".join(explain("--lang", "en").stdout.split())
    assert "Guest desks: chosen. Without it and with all else the same: Drenthe is " in english
    assert "New agency: not chosen. The best package with it costs " in english
    assert f"Stricter, by up to {-stricter.start} fte, costs €{more} more." in english
    dutch = " ".join(explain("--lang", "nl").stdout.replace("\N{NO-BREAK SPACE}", " ").split())
    assert "Gastplekken: gekozen. Zonder deze maatregel, en al het andere gelijk: " in dutch
    more = more.translate(str.maketrans(",.", ".,"))
    assert f"Strenger, tot {-stricter.start} fte, kost € {more} meer." in dutch
    assert "chosen" not in dutch


def test_the_document_has_every_part(explain, stairs):
    result = explain("--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    rules = {one["rule"]: one for one in found["prices"]}
    held = rules["per-saldo"]
    assert (held["now"]["status"], held["now"]["move"]) == ("proven", "0")
    assert (held["now"]["value"], held["now"]["tied"]) == ("3194953.59", False)
    for name, one in zip(("looser", "now", "stricter"), beside(stairs), strict=True):
        assert (held[name]["move"], held[name]["value"]) == (str(one.start), str(one.value))
    assert held["proven"] is True
    assert "linear programme" in held["marginal"]["kind"]
    measures = {one["measure"]: one for one in found["measures"]}
    assert [one["chosen"] for one in found["measures"]] == [True, True, False]
    assert measures["nieuwe-dienst"]["difference"]["status"] == "proven"
    assert {one["kind"] for one in found["tipping"]} == {"losses", "delivery", "delay"}
    assert {one["record_status"] for one in found["decisive"]} == {"assumed"}
    assert found["price"] is None


def test_the_whole_price_is_told_alone(explain, stairs):
    found = json.loads(explain(*HELD, "--json").stdout)
    assert found["prices"] is None
    assert found["measures"] is None
    price = found["price"]
    assert (price["rule"], price["unit"], price["complete"]) == ("per-saldo", "jobs", True)
    told = [(one["move"], one["value"], one["tied"]) for one in price["steps"]]
    assert told == [(str(one.start), str(one.value), one.is_tied) for one in stairs]
    assert price["no_package_below"] == str(stairs[-1].start)


def test_a_range_can_be_given_from_either_end(explain, stairs):
    ranges = [("--from", "-7", "--to", "12.5"), ("--from", "12.5", "--to", "-7")]
    first, second = (json.loads(explain(*HELD, *one, "--json").stdout) for one in ranges)
    assert first["price"] == second["price"]
    inside = [one.start for one in stairs if -7 < one.start <= 12.5]
    last = max(one.start for one in stairs if one.start <= -7)
    assert [one["move"] for one in first["price"]["steps"]] == [*map(str, inside), str(last)]


def test_tables_hold_the_exact_figures(explain, tmp_path):
    folder = tmp_path / "tables"
    folder.mkdir()
    assert explain("--csv", folder).exit_code == 0
    lines = table(folder / "prices.csv")
    now = next(one for one in lines if (one["rule"], one["step"]) == ("per-saldo", "now"))
    assert (now["move"], now["value"], now["tied"]) == ("0", "3194953.59", "false")
    for name in ("measures.csv", "tipping.csv", "decisive.csv"):
        assert table(folder / name)


def table(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--price", "per-sald"), ("--price", "per-saldo")),
        (("--price", "per-saldo", "--from", "1.234,5"), ("--from", "-2.5")),
        (("--from", "3"), ("--price", "the id of a rule")),
    ],
)
def test_what_cannot_be_priced_is_refused(explain, options, told):
    result = explain(*options)
    assert result.exit_code == 2
    assert all(one in result.stderr for one in told)
    assert result.stdout == ""


def test_a_soft_rule_has_the_price_that_the_model_gives(run):
    words = ("explain", "instances/drenthe-2023.toml", "--model", "models/kabinetsinzet.toml")
    result = run(*words, "--price", "motie-de-vries")
    assert result.exit_code == 2
    assert "per-saldo, werkplekken, budget" in result.stderr


def test_where_no_package_exists_nothing_of_one_is_told(explain):
    words = ("--exclude", "gastplekken", "--exclude", "uitbreiding")
    found = json.loads(explain(*words, "--json").stdout)
    assert (found["prices"], found["measures"], found["tipping"]) == (None, None, None)
    price = json.loads(explain(*words, *HELD, "--json").stdout)["price"]
    assert Decimal(price["no_package_below"]) > 0
