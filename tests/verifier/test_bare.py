# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The verifier runs where nothing but Python is installed, and is small enough to be read."""

from __future__ import annotations

import ast
import subprocess
import sys
import tokenize

import pytest

import compensatie as cp
from tests.instances.shipped import INSTANCES, MODELS, ROOT

SOURCE = ROOT / "src"
RUN = "import sys, runpy; sys.path.insert(0, sys.argv.pop(1)); "
RUN += "runpy.run_module('compensatie.verifier', run_name='__main__')"
MOST_LINES = 1_000
"""Lines of code that the verifier may have, so that it can be read in a day."""
SPACE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
INSTANCE, MODEL = INSTANCES["drenthe-2023"], MODELS["kabinetsinzet"]


def bare(*arguments):
    """Runs the verifier without site-packages, environment or user folder."""
    return subprocess.run(
        [sys.executable, "-S", "-I", "-c", RUN, str(SOURCE), *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def proof(tmp_path_factory):
    file = tmp_path_factory.mktemp("proof") / "drenthe.cert"
    instance, model = cp.load_instance(INSTANCE), cp.load_model(MODEL)
    outcome = cp.solve(instance, model, scenarios=["havelte-600"], certificate=file)
    assert outcome.certified
    return file


def test_it_proves_the_answer(proof):
    run = bare(proof, INSTANCE, "--model", MODEL)
    assert (run.returncode, run.stderr) == (0, "")
    assert "comes to 289,006,539.02 EUR" in run.stdout
    assert "No package that keeps them comes to less" in run.stdout
    assert "in the scenarios: havelte-600" in run.stdout


def test_the_call_may_say_what_it_must_be_about(proof):
    assert bare(proof, INSTANCE, "--model", MODEL, "--scenario", "havelte-600").returncode == 0
    run = bare(proof, INSTANCE, "--model", MODEL, "--scenario", "beide")
    assert (run.returncode, "NOT PROVED" in run.stdout) == (1, True)


def test_another_model_is_not_proved(proof):
    run = bare(proof, INSTANCE, "--model", MODELS["per-saldo"])
    assert (run.returncode, "NOT PROVED" in run.stdout) == (1, True)


def test_bad_input_is_exit_2_without_a_traceback(proof):
    run = bare(proof, "nowhere.toml", "--model", MODEL)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("Bad input: nowhere.toml")


def test_it_imports_the_standard_library_and_itself_only():
    for file in (SOURCE / "compensatie" / "verifier").glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            names = [one.name for one in getattr(node, "names", ())]
            if isinstance(node, ast.ImportFrom):
                names = [str(node.module)]
            elif not isinstance(node, ast.Import):
                continue
            for name in names:
                own = name.startswith("compensatie.verifier")
                assert own or name.split(".")[0] in sys.stdlib_module_names, (file, name)


def lines_of_code(path):
    """Lines of a Python file that hold code: blank ones, comments and docstrings are none.

    A string that stands by itself is a docstring: of a module, class, function or constant.
    """
    docstrings = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            docstrings |= {*range(node.lineno, node.end_lineno + 1)}
    with tokenize.open(path) as file:
        for token in tokenize.generate_tokens(file.readline):
            if token.type not in SPACE and token.string:
                yield from {*range(token.start[0], token.end[0] + 1)} - docstrings


def test_it_is_small_enough_to_be_read():
    code = {file: {*lines_of_code(file)} for file in (SOURCE / "compensatie/verifier").glob("*.py")}
    assert sum(map(len, code.values())) <= MOST_LINES


def test_what_counts_as_a_line_of_code(tmp_path):
    file = tmp_path / "code.py"
    file.write_text(
        '"""One."""\n\n# Two.\nA = 3  # three\n"""Four.\n\nFive."""\nB = (\n    1,\n)\n'
    )
    assert sorted({*lines_of_code(file)}) == [4, 8, 9, 10]
