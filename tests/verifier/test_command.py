# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The verifier's own command: what it prints where, what it ends with, and what it is told."""

from __future__ import annotations

import sys

import pytest

import compensatie as cp
from compensatie.verifier.__main__ import main
from tests.instances.shipped import INSTANCES, MODELS, instance, model

FILES = (INSTANCES["klein"], "--model", MODELS["per-saldo"])


@pytest.fixture
def verifier(monkeypatch, capsys):
    """Runs the command: its exit code, and what it prints on stdout and stderr."""

    def verifier(*arguments):
        monkeypatch.setattr(sys, "argv", ["verifier", *map(str, arguments)])
        return main(), *capsys.readouterr()

    return verifier


@pytest.fixture(scope="module")
def proof(tmp_path_factory):
    """A certificate of klein with one scenario and a measure in every package."""
    file = tmp_path_factory.mktemp("proof") / "klein.cert"
    call = {"scenarios": ["vertrek"], "include": ["uitbreiding"], "exclude": ["nieuwe-dienst"]}
    assert cp.solve(instance("klein"), model("per-saldo"), certificate=file, **call).certified
    return file


def test_what_is_proved_is_printed_line_by_line(verifier, proof):
    code, out, err = verifier(proof, *FILES)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0].startswith("The package keeps every hard rule")
    assert "  in the scenarios: vertrek" in lines
    assert any("uitbreiding" in line for line in lines)


SAME = ("--scenario", "vertrek", "--include", "uitbreiding", "--exclude", "nieuwe-dienst")


def test_a_call_may_name_what_it_is_about(verifier, proof):
    code, out, _ = verifier(proof, *FILES, *SAME)
    assert (code, "NOT PROVED" in out) == (0, False)


@pytest.mark.parametrize("option", ["--scenario", "--include", "--exclude"])
def test_a_call_that_names_something_else_is_not_proved(verifier, proof, option):
    code, out, err = verifier(proof, *FILES, *SAME, option, "gastplekken")
    assert (code, err) == (1, "")
    assert out.startswith("NOT PROVED: it is about other")


def test_what_cannot_be_read_is_told_on_stderr(verifier, tmp_path):
    code, out, err = verifier(tmp_path / "none.cert", *FILES)
    assert (code, out) == (2, "")
    assert err.startswith(f"Bad input: {tmp_path / 'none.cert'}: there is no such file")


@pytest.mark.parametrize("missing", [("a", "b"), ("a", "--model", "c")])
def test_a_call_that_lacks_something_says_how_it_goes(verifier, capsys, missing):
    with pytest.raises(SystemExit) as ended:
        verifier(*missing)
    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: compensatie.verifier [-h] --model MODEL")


def test_help_says_what_it_does(verifier, capsys):
    with pytest.raises(SystemExit) as ended:
        verifier("--help")
    assert ended.value.code == 0
    assert "Whether a file proves what it says" in " ".join(capsys.readouterr().out.split())
