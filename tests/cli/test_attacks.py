# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Names that try to command a terminal, a report or a shell."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

ATTACKS = {
    "escape": r"\u001b]0;owned\u0007\u001b[2J",
    "markup": "[bold red]loud[/bold red][link=file:///etc]x[/link]",
    "direction": r"\u202egnp.exe\u2066\u200f",
    "format": "{title} {0} %s ${HOME}",
    "lines": r"a\nError: fake\r\n\tb",
    "long": "x" * 10_000,
}
COMMANDING = {"\x1b", "\x07", "\u202e", "\u2066", "\u200f", "\r", "\t"}


@pytest.fixture(params=ATTACKS.values(), ids=ATTACKS)
def attacked(request, tmp_path):
    """klein, every title and name of which is an attack."""
    lines = Path("instances/klein.toml").read_text(encoding="utf-8").splitlines()
    attack = request.param
    for number, line in enumerate(lines):
        key = line.split("=")[0].strip()
        if key == "title":
            lines[number] = f'title = {{ nl = "{attack}", en = "{attack}" }}'
        elif key in ("agency", "unit"):
            lines[number] = f'{key} = "{attack}"'
    text = "\n".join(lines).replace('payer = "EZK"', f'payer = "{attack}"')
    path = tmp_path / "attacked.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_reports_take_names_as_they_are(run, attacked):
    result = run("solve", attacked, "--model", "models/per-saldo.toml")
    assert result.exit_code == 0
    assert not COMMANDING & set(result.output)
    assert len(result.stdout) < 20_000
    assert not any(line.startswith("Error: fake") for line in result.output.splitlines())


def test_markup_is_shown_and_not_obeyed(run, tmp_path):
    text = Path("instances/klein.toml").read_text(encoding="utf-8")
    text = text.replace("Guest desks", "[bold]Guest[/bold]")
    path = tmp_path / "markup.toml"
    path.write_text(text, encoding="utf-8")
    result = run("solve", path, "--model", "models/per-saldo.toml")
    assert "[bold]Guest[/bold]" in result.stdout


def test_documents_keep_names_whole_and_harmless(run, attacked):
    result = run("solve", attacked, "--model", "models/per-saldo.toml", "--json")
    assert result.exit_code == 0
    assert result.stdout.strip().isprintable()
    payers = {one["payer"] for one in json.loads(result.stdout)["costs"]}
    assert len(payers) == 2


@pytest.mark.parametrize("name", ["\x1b[31m.toml", "a\nb.toml", "\u202e.toml", "x" * 10_000])
def test_names_of_files_are_harmless_too(run, name):
    result = run("check", name)
    assert result.exit_code == 2
    assert not COMMANDING & set(result.output)
    assert len(result.stderr) < 2_500
    assert "Traceback" not in result.stderr


def test_so_are_names_in_the_call(solve):
    result = solve("--scenario", "\x1b[2J[bold]x", "--include", "{0}")
    assert result.exit_code == 2
    assert not COMMANDING & set(result.output)
    assert r"\x1b[2J[bold]x" in result.stderr
