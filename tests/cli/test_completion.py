# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the Tab key offers, and the scripts that ask for it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from compensatie.cli import completion
from compensatie.cli.call import Call
from compensatie.cli.completion import SHELLS, PowerShellComplete, script_of
from compensatie.cli.main import main
from tests.cli.conftest import KLEIN, PER_SALDO, ROOT

OFFERED = {
    "commands": ((), "so", ["solve"]),
    "measures": (("solve", KLEIN, "--include"), "ga", ["gastplekken"]),
    "excluded": (("export", KLEIN, "--exclude"), "", [
        "gastplekken", "uitbreiding", "nieuwe-dienst"]),
    "scenarios": (("solve", KLEIN, "--scenario"), "", ["blijft", "vertrek"]),
    "of-audits": (("audit", KLEIN, "p", "--scenario"), "v", ["vertrek"]),
    "paths": (("solve", KLEIN, "--set"), "reso", ["resources"]),
    "ids": (("solve", KLEIN, "--set"), "resources.", ["resources.werkplekken"]),
    "keys": (("solve", KLEIN, "--set"), "measures.gastplekken.size.m", [
        "measures.gastplekken.size.min", "measures.gastplekken.size.max"]),
    "rules": (("solve", KLEIN, "--model", PER_SALDO, "--set"), "rules.", [
        "rules.per-saldo", "rules.werkplekken"]),
    "shells": (("completion",), "", []),
    "nowhere": (("solve", KLEIN, "--set"), "nothing.at.all.", []),
    "no file": (("solve", "missing.toml", "--scenario"), "", []),
    "no toml": (("solve", "README.md", "--scenario"), "", []),
    "unknown command": (("slove", KLEIN, "--scenario"), "", []),
}  # fmt: skip


def offered(arguments, incomplete):
    context = {"obj": Call("en", wants_json=False, command=None)}
    shell = BashComplete(main, context, "compensatie", "_COMPENSATIE_COMPLETE")
    return shell.get_completions(list(arguments), incomplete)


@pytest.mark.parametrize("name", OFFERED)
def test_names_are_offered(name):
    arguments, incomplete, expected = OFFERED[name]
    if name == "unknown command":
        assert all(one.value in main.commands for one in offered(arguments, incomplete))
    else:
        assert [one.value for one in offered(arguments, incomplete)] == expected


@pytest.mark.parametrize(
    ("arguments", "kind"),
    [
        (("solve",), "file"),
        (("solve", KLEIN, "--model"), "file"),
        (("solve", KLEIN, "--out"), "file"),
        (("solve", KLEIN, "--csv"), "dir"),
        (("convert",), "file"),
        (("new",), "dir"),
    ],
)
def test_files_are_left_to_the_shell(arguments, kind):
    assert {one.type for one in offered(arguments, "x")} == {kind}


def test_no_name_can_do_harm(tmp_path):
    path = tmp_path / "a.toml"
    names = ["fine", "$(reboot)", "a b", "x;y", "\\u001b[31m", "`id`", "é"]
    path.write_text("\n".join(f'[[measures]]\nid = "{name}"' for name in names), encoding="utf-8")
    assert [one.value for one in offered(("solve", str(path), "--include"), "")] == ["fine", "é"]


def test_a_large_file_is_not_waited_for(tmp_path, monkeypatch):
    monkeypatch.setattr("compensatie.cli.suggestions.LARGEST", 10)
    assert offered(("solve", KLEIN, "--include"), "") == []


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(run, shell):
    result = run("completion", shell)
    assert result.exit_code == 0
    assert "_COMPENSATIE_COMPLETE" in result.stdout
    assert f"{shell}_complete" in result.stdout
    assert "%(" not in result.stdout
    assert "it takes effect in the next shell" in result.stderr
    document = json.loads(run("completion", shell, "--json").stdout)
    assert document["script"] == result.stdout


def test_another_shell_is_refused(run):
    result = run("completion", "bsh")
    assert result.exit_code == 2
    assert "did you mean: bash" in result.stderr


def asked(monkeypatch, words, incomplete):
    monkeypatch.setenv("COMP_WORDS", "\n".join(["compensatie", *words]))
    monkeypatch.setenv("COMP_WORD", incomplete)
    return PowerShellComplete(main, {"obj": Call("en", False, None)}, "compensatie", "_C")


@pytest.mark.parametrize(
    ("words", "incomplete", "lines"),
    [
        (["solve", KLEIN, "--scenario", "v"], "v", "plain\tvertrek\tvertrek"),
        (["solve", KLEIN, "--scenario", "vertrek", "--scenario"], "", "plain\tblijft\tblijft"),
        (["conv"], "conv", "plain\tconvert\tWrite an instance, model or package"),
        (["solve"], "", "file\t\t-"),
    ],
)
def test_powershell_is_answered_in_lines(monkeypatch, words, incomplete, lines):
    assert asked(monkeypatch, words, incomplete).complete().startswith(lines)


def test_powershell_gets_one_line_each(monkeypatch):
    answer = asked(monkeypatch, [], "").complete()
    assert [line.count("\t") for line in answer.splitlines()] == [2] * len(main.commands)


IS_EXPECTED = os.environ.get("COMPENSATIE_SHELLS") == "here"
"""Whether zsh and fish were installed for this run: then a missing one fails."""


def needs(shell):
    is_missing = shutil.which(shell) is None and not IS_EXPECTED
    return pytest.mark.skipif(is_missing, reason=f"no {shell} here")


@pytest.fixture
def in_shell(tmp_path):
    """Runs a shell in the repository's folder, with `compensatie` on its path."""
    program = tmp_path / "compensatie"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m compensatie "$@"\n')
    program.chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"

    def in_shell(*command, **environment):
        return subprocess.run(
            command,
            cwd=ROOT,
            env={**os.environ, "PATH": path, "HOME": str(tmp_path), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return in_shell


@needs("bash")
def test_bash_completes(in_shell):
    words = f"compensatie solve {KLEIN} --scenario v"
    lines = f"COMP_WORDS=({words}); COMP_CWORD=4; _compensatie_completion compensatie"
    script = f'{script_of("bash", "compensatie")}\n{lines}\necho "${{COMPREPLY[@]}}"'
    run = in_shell("bash", "--norc", "-c", script)
    assert run.stdout.strip() == "vertrek", run.stderr


TYPED = {
    "compensatie so": "solve",
    f"compensatie solve {KLEIN} --scenario v": "vertrek",
    f"compensatie solve {KLEIN} --include nieu": "nieuwe-dienst",
    f"compensatie solve {KLEIN[:-6]}": KLEIN,
}
"""What stands on the line, and the word that the Tab key makes of its last one."""

ZSH = """
await() {
    repeat 300; do [[ -e $PLACE/$1 ]] && return; sleep 0.1; done
    print -u2 "not $1 after 30 seconds"; exit 1
}
zmodload zsh/zpty
zpty shell 'zsh -f -i'
zpty -w shell 'autoload -Uz compinit && compinit -u -D && source $PLACE/script'
zpty -w shell 'tell() { print -r -- $BUFFER > $PLACE/telling; mv $PLACE/telling $PLACE/told }'
zpty -w shell 'zle -N tell; bindkey "^T" tell; print > $PLACE/ready'
await ready
zpty -w -n shell "$TYPED"$'\\t\\x14'
await told
cat $PLACE/told
zpty -d shell
"""
"""Types a line in a zsh of its own, then Tab and Ctrl-T, which tells what stands there now."""


@needs("zsh")
@pytest.mark.parametrize("line", TYPED)
def test_zsh_completes(in_shell, tmp_path, line):
    (tmp_path / "script").write_text(script_of("zsh", "compensatie"))
    run = in_shell("zsh", "-f", "-c", ZSH, PLACE=str(tmp_path), TYPED=line)
    assert run.stdout.split() == [*line.split()[:-1], TYPED[line]], run.stderr


@needs("fish")
@pytest.mark.parametrize("line", TYPED)
def test_fish_completes(in_shell, line):
    asked = f"{script_of('fish', 'compensatie')}\ncomplete --do-complete '{line}'"
    run = in_shell("fish", "--no-config", "-c", asked)
    assert run.stdout.split("\n")[0].split("\t")[0] == TYPED[line], run.stderr
    assert run.stdout.count("\n") == 1


def test_completing_loads_nothing_heavy():
    code = (
        "import os, sys\n"
        "os.environ.update(_COMPENSATIE_COMPLETE='bash_complete', "
        f"COMP_WORDS='compensatie solve {KLEIN} --include ', COMP_CWORD='4')\n"
        "from compensatie.cli.main import main\n"
        "try:\n    main(prog_name='compensatie')\n"
        "except SystemExit:\n    pass\n"
        "assert not {'pandas', 'pulp', 'highspy'} & set(sys.modules)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "plain,gastplekken" in run.stdout


def test_every_shell_has_a_place_for_its_script():
    assert set(completion._HOMES) == set(SHELLS)
    assert Path(completion.__file__).is_file()
