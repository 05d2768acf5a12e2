# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The same files, version and options give the same bytes, whoever runs them where and when."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from compensatie.cli.main import main
from tests.instances.shipped import INSTANCES, MODELS, ROOT, instance
from tests.support.seeded import IS_NIGHTLY

WORLDS = (
    {"LC_ALL": "nl_NL.UTF-8", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "1", "COLUMNS": "60"},
    {"LC_ALL": "C", "TZ": "America/Lima", "PYTHONHASHSEED": "4711", "LANGUAGE": "en"},
)
"""What may differ between two runs; besides these the folder, and when its files were written."""
COMMANDS = """
import sys
from pathlib import Path
from compensatie.cli.main import main
for number, call in enumerate(sys.stdin.read().splitlines()):
    sys.argv = ["compensatie", *call.split("\\t")]
    sys.stdout = Path(f"out/{number:03}.json").open("w", encoding="utf-8")
    try:
        main()
    except SystemExit as ended:
        print(ended.code or 0, file=sys.stderr)
    sys.stdout.close()
"""
PACKAGE = """format = 1
name = "mine"
choices = [{ measure = "gastplekken", start = 2025, size = 20 }]
"""
SMALL = (
    "check INSTANCE MODEL",
    "solve INSTANCE MODEL --certificate out/solve.cert --out out/solve.toml --csv out/solve",
    "solve INSTANCE MODEL --relax",
    "solve INSTANCE MODEL --exclude gastplekken --certificate out/none.cert --out out/none.json",
    "audit INSTANCE mine.toml MODEL",
    "compare INSTANCE mine.toml MODEL --changes 2 --drop-each-rule",
    "alternatives INSTANCE MODEL --within 10 --importance --certificate out/list.cert",
    "alternatives INSTANCE MODEL --best 4",
    "pareto INSTANCE MODEL --objective cost --objective jobs-taken",
    "explain INSTANCE MODEL",
    "explain INSTANCE MODEL --exclude gastplekken",
    "explain INSTANCE MODEL --definitions",
    "scenarios INSTANCE MODEL",
    "verify out/solve.cert INSTANCE MODEL",
    "convert INSTANCE out/instance.json",
    "convert INSTANCE out/instance.xlsx",
    "convert out/instance.xlsx out/again.toml",
    "export INSTANCE MODEL --out out/instance.lp",
    "export INSTANCE MODEL --out out/instance.mps",
    "new out/new",
    "selfcheck",
)
"""Every command, on klein."""
REPORTS = tuple(
    f"report INSTANCE MODEL --out out/report.{ending}" for ending in ("html", "xlsx", "docx")
)
"""By night; `tests/reports` looks at them by day."""
LARGE = (
    "check INSTANCE MODEL",
    "solve INSTANCE MODEL --certificate out/solve.cert --out out/solve.toml",
    "audit INSTANCE none.toml MODEL",
    "compare INSTANCE none.toml MODEL",
    "alternatives INSTANCE MODEL --best 3",
    "convert INSTANCE out/instance.json",
    "export INSTANCE MODEL --out out/instance.lp",
)
"""What is asked of everything that is shipped."""


def run(folder, world, calls, name, model):
    """What the calls say and write in a folder of its own, in a fresh process."""
    for part in ("instances", "models"):
        shutil.copytree(ROOT / part, folder / part, copy_function=shutil.copyfile)
    (folder / "out").mkdir()
    (folder / "mine.toml").write_text(PACKAGE, "utf-8")
    (folder / "none.toml").write_text('format = 1\nname = "none"\nchoices = []\n', "utf-8")
    given = f"instances/{name}.toml", f"--model models/{model}.toml"
    texts = [one.replace("INSTANCE", given[0]).replace("MODEL", given[1]) for one in calls]
    quiet = {key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL")}
    ended = subprocess.run(
        [sys.executable, "-c", COMMANDS],
        input="\n".join(f"{text} --json --lang nl".replace(" ", "\t") for text in texts),
        cwd=folder,
        env={**quiet, "PYTHONUTF8": "1", **world},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    codes = [int(line) for line in ended.stderr.splitlines() if line.isdigit()]
    assert len(codes) == len(calls), ended.stderr
    written = (path for path in sorted((folder / "out").rglob("*")) if path.is_file())
    return codes, {str(path.relative_to(folder)): path.read_bytes() for path in written}


def differing(tmp_path, calls, name, model):
    """The exit codes, how many files there are, and which differ between two worlds."""
    folders = [tmp_path / "one", tmp_path / "another folder"]
    (codes, first), (others, second) = (
        run(folder, world, calls, name, model)
        for folder, world in zip(folders, WORLDS, strict=True)
    )
    assert codes == others
    assert first.keys() == second.keys()
    return codes, len(first), [file for file, content in first.items() if content != second[file]]


def test_no_command_is_forgotten():
    others = {"completion", "ensemble"}
    assert {call.split()[0] for call in SMALL + REPORTS} == set(main.commands) - others


def test_every_command_says_the_same_to_the_byte(tmp_path, validated):
    calls = SMALL + (REPORTS if IS_NIGHTLY else ())
    codes, files, different = differing(tmp_path, calls, "klein", "per-saldo")
    assert different == []
    assert set(codes) <= {0, 1}
    assert files > len(SMALL) + 12
    validated(files=files, different=len(different))


@pytest.mark.nightly
@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("name", INSTANCES)
def test_what_is_shipped_gives_the_same_to_the_byte(tmp_path, validated, name, model):
    calls = LARGE
    if (name, model) == ("drenthe-2023", "per-saldo"):
        calls += ("explain INSTANCE MODEL", "scenarios INSTANCE MODEL")
    if instance(name).uncertainties:
        calls += ("ensemble INSTANCE none.toml MODEL --draws 20 --workers 2 --csv out/ensemble",)
    codes, files, different = differing(tmp_path, calls, name, model)
    assert different == []
    # A model that asks for figures which the instance does not give is bad input: that too is said.
    assert set(codes) <= {0, 1} or set(codes[1:3]) == {2}
    validated(files=files, different=len(different))
