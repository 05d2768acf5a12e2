# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""No file is called, or lies, as a name inside a file says; no link leads an output elsewhere."""

from __future__ import annotations

import json
import re

import pytest
from click.testing import CliRunner

import compensatie as cp
from compensatie.cli.main import main
from compensatie.files.document import read_document
from compensatie.files.notation import written
from tests.fuzz.readers import KLEIN, PER_SALDO

IDS = {
    "plain": ("gastplekken", "uitbreiding", "nieuwe-dienst"),
    "reserved": ("con", "nul.txt", "aux"),
    "reserved again": ("lpt1", "COM9", "PRN:"),
    "paths": ("../up", "a/b", "..\\up"),
    "whole paths": ("/etc/passwd", "C:\\up", "~"),
    "dots and spaces": ("..", "end.", "end "),
    "alike": ("hub", "Hub", "HUB"),
    "half alike": ("stra\N{LATIN SMALL LETTER SHARP S}e", "strasse", "STRASSE"),
    "alike when drawn": ("\N{LATIN SMALL LETTER E WITH ACUTE}", "e\N{COMBINING ACUTE ACCENT}", "e"),
    "options": ("--out", "-", "$(reboot)"),
    "streams": ("a:b", "a\nb", "*?|<>"),
}
"""What the three measures of klein are called."""
NO_CELLS = ("dots and spaces", "options")
"""Names among which is one that a cell would not keep: no workbook is made then, and it is said."""
PLAIN = re.compile(r"[a-z]+(?:[_-][a-z]+)*(?:\.[a-z]+)*")
"""How this program's own files are called."""
UNCERTAIN = {
    "id": "figure",
    "of": "scenarios.vertrek.changes.eenheid.jobs.2026",
    "value": {"shape": "uniform", "least": 40, "most": 60},
    "status": "assumed",
}


def renamed(value, names):
    """Content in which every text that is a key of `names` is another."""
    if isinstance(value, dict):
        return {names.get(key, key): renamed(one, names) for key, one in value.items()}
    if isinstance(value, list):
        return [renamed(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


@pytest.fixture
def place(tmp_path):
    """A folder in a folder: what gets out of the inner one is seen in the outer one."""
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    return inner


def hostile(place, kind):
    """Klein with its measures, scenarios, resource, agencies and payers called so, in a file."""
    names = dict(zip(IDS["plain"], IDS[kind], strict=True))
    others = ("werkplekken", "eenheid", "BZK", "RVO", "klein")
    names |= {one: IDS[kind][number % 3] for number, one in enumerate(others)}
    content = renamed(read_document(KLEIN).content, names)
    of = UNCERTAIN["of"].split(".")
    content["scenarios"][0]["id"], content["scenarios"][1]["id"] = IDS[kind][:2]
    is_plain = not set("".join(IDS[kind])) & set(".\"'\\\n")
    if is_plain:
        of[1], of[3] = IDS[kind][1], names["eenheid"]
        content["uncertainties"] = [{**UNCERTAIN, "of": ".".join(of)}]
    path = place / "facts.toml"
    path.write_text(written(content, "toml"), "utf-8")
    return path, is_plain


def calls(facts, place, can_draw):
    """Every command that writes a file or a folder of files."""
    given = (facts, "--model", PER_SALDO)
    out = place / "best.toml"
    yield (
        "solve",
        *given,
        "--out",
        out,
        "--certificate",
        place / "best.cert",
        "--csv",
        place / "solve",
    )
    yield "audit", facts, out, "--model", PER_SALDO, "--csv", place / "audit"
    yield "verify", place / "best.cert", *given
    yield "compare", facts, out, "--model", PER_SALDO, "--csv", place / "compare"
    yield "alternatives", *given, "--best", "3", "--csv", place / "alternatives"
    yield (
        "pareto",
        *given,
        "--objective",
        "cost",
        "--objective",
        "jobs-taken",
        "--csv",
        place / "pareto",
    )
    yield "explain", *given, "--csv", place / "explain"
    yield "scenarios", *given, "--csv", place / "scenarios"
    yield "export", *given, "--out", place / "programme.lp"
    yield "convert", facts, place / "facts.xlsx"
    yield "convert", place / "facts.xlsx", place / "facts.json"
    for ending in ("html", "xlsx", "docx"):
        yield "report", *given, "--brief", "--out", place / f"report.{ending}"
    if can_draw:
        folders = ("--csv", place / "ensemble", "--parquet", place / "parquet")
        yield "ensemble", facts, out, *given[1:], "--draws", "3", "--workers", "1", *folders


def everything(folder):
    return {str(one.relative_to(folder)) for one in folder.rglob("*")}


def outcome_of(place, kind):
    """Runs every command; the codes, and the files there are then."""
    facts, can_draw = hostile(place, kind)
    codes = {}
    for number, call in enumerate(calls(facts, place, can_draw)):
        result = CliRunner().invoke(main, [*map(str, call), "--json"])
        assert result.exception is None or isinstance(result.exception, SystemExit), call
        codes[f"{number} {call[0]}"] = result.exit_code
        json.loads(result.stdout)
    return codes, everything(place.parent.parent)


BY_DAY = ("reserved", "paths")
KINDS = [
    kind if kind in BY_DAY else pytest.param(kind, marks=pytest.mark.nightly)
    for kind in IDS
    if kind != "plain"
]


@pytest.mark.parametrize("kind", KINDS)
def test_names_in_files_name_no_file(place, kind, validated):
    codes, found = outcome_of(place, kind)
    refused = {call for call, code in codes.items() if code}
    assert {call.split()[1] for call in refused} <= ({"convert"} if kind in NO_CELLS else set())
    names = {one.rpartition("/")[2] for one in found}
    assert len(names) > 25
    assert [name for name in names if not PLAIN.fullmatch(name)] == []
    assert {one for one in found if not one.startswith("outer/inner/")} == {"outer", "outer/inner"}
    chosen = set(cp.load_package(place / "best.toml").by_measure())
    assert chosen
    assert chosen <= set(IDS[kind])
    validated(calls=len(codes), files=len(names))


def test_a_link_under_a_name_of_this_program_is_replaced_and_not_followed(place):
    """Whoever can write in the folder laid it there; what it leads to is somebody's."""
    precious = place.parent / "precious"
    links = ("tables/costs.csv", "programme.rows.csv")
    (place / "tables").mkdir()
    precious.write_text("precious", "utf-8")
    for link in links:
        (place / link).symlink_to(precious)
    (place / "tables" / "rules.csv").symlink_to(place.parent / "new")
    given = (KLEIN, "--model", PER_SALDO)
    for call in (
        ("solve", *given, "--csv", place / "tables"),
        ("export", *given, "--out", place / "programme.lp"),
    ):
        assert CliRunner().invoke(main, [*map(str, call)]).exit_code == 0
    assert precious.read_text("utf-8") == "precious"
    assert not (place.parent / "new").exists()
    assert not any((place / link).is_symlink() for link in (*links, "tables/rules.csv"))
    assert (place / "tables" / "costs.csv").read_text("utf-8").startswith("measure,")


@pytest.mark.parametrize("option", ["--out", "--certificate"])
def test_a_link_that_the_call_names_is_followed(place, option):
    """Whoever makes the call says where: the link stays, what it leads to is replaced whole."""
    aim, link = place.parent / "aim.toml", place / "link.toml"
    aim.write_text("old", "utf-8")
    link.symlink_to(aim)
    call = ("solve", KLEIN, "--model", PER_SALDO, option, link)
    assert CliRunner().invoke(main, [*map(str, call)]).exit_code == 0
    assert link.is_symlink()
    assert "gastplekken" in aim.read_text("utf-8")
    assert everything(place.parent) == {"aim.toml", "inner", "inner/link.toml"}
