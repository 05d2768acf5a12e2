# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""No file of the package can run what a file says, or reach for the network.

That nothing does so while it runs is held by `tests/hostile/test_no_network.py`.
"""

from __future__ import annotations

import ast

import pytest

PICKLING = {
    "pickle",
    "cPickle",
    "marshal",
    "shelve",
    "dbm",
    "dill",
    "cloudpickle",
    "joblib",
    "yaml",
}
NETWORK = {
    *(
        "socket",
        "socketserver",
        "ssl",
        "asyncio",
        "selectors",
        "http",
        "urllib",
        "urllib3",
        "wsgiref",
    ),
    *("ftplib", "smtplib", "poplib", "imaplib", "nntplib", "telnetlib", "xmlrpc", "webbrowser"),
    *("requests", "httpx", "aiohttp", "websockets", "fsspec", "boto3"),
}
RUNNING = {"subprocess", "pty", "ctypes", "cffi", "code", "codeop", "runpy", "imp", "pdb"}
REFUSED = PICKLING | NETWORK | RUNNING
ALLOWED_IN = {
    "distributed": {"studies/cluster.py"},  # the extra [dask]: connects where --dask says
    "multiprocessing": {"studies/workers.py"},  # pickles what crosses to a worker: texts
    "pebble": {"studies/workers.py"},  # likewise
    "concurrent": {"studies/cluster.py", "studies/crew.py", "studies/workers.py"},
}
"""Modules that may be imported in some files only, and why."""
BUILT_IN = {"eval", "exec", "compile", "__import__", "breakpoint", "input"}
METHODS = {"system", "popen", "eval", "read_pickle", "to_pickle", "read_html", "read_clipboard"}
"""What may not be called on anything: `os.system`, and `pandas` where it runs or unpickles."""
OPTIONS = {"shell", "allow_pickle"}


def dangers(tree, file):
    """What a file does that no file may, in words."""
    for node in ast.walk(tree):
        for module in imported(node):
            top = module.split(".")[0]
            if top in REFUSED or file not in ALLOWED_IN.get(top, {file}):
                yield f"imports {module}"
        if isinstance(node, ast.Call):
            yield from called(node)


def imported(node):
    """The modules that a statement imports, or that a call imports by name."""
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom) and not node.level:
        return [str(node.module)]
    if isinstance(node, ast.Call) and name_of(node).endswith("import_module"):
        return [one.value for one in node.args if isinstance(one, ast.Constant)]
    return []


def called(node):
    name = name_of(node)
    method = name.rpartition(".")[2]
    if name in BUILT_IN or ("." in name and method in METHODS):
        yield f"calls {name}"
    if name.startswith("os.") and method.startswith(("exec", "spawn", "posix_spawn", "startfile")):
        yield f"calls {name}"
    yield from (f"gives {one.arg}" for one in node.keywords if one.arg in OPTIONS)


def name_of(node):
    """What is called, as it is written."""
    return ast.unparse(node.func) if isinstance(node.func, ast.Name | ast.Attribute) else ""


def in_package(source_file):
    return str(source_file).removeprefix("compensatie/")


def test_no_file_runs_what_files_say_or_reaches_for_the_network(source_file):
    assert list(dangers(source_file.tree, in_package(source_file))) == []


def test_what_is_allowed_in_some_files_is_used_there(source_files):
    used = {
        (module.split(".")[0], in_package(one))
        for one in source_files
        for node in ast.walk(one.tree)
        for module in imported(node)
    }
    assert {(top, file) for top, files in ALLOWED_IN.items() for file in files} <= used


@pytest.mark.parametrize(
    "line",
    [
        "import pickle",
        "from urllib.request import urlopen",
        "import multiprocessing.shared_memory",
        "from importlib import import_module\nimport_module('socket')",
        "import importlib\nimportlib.import_module('marshal')",
        "eval('1')",
        "exec(text)",
        "compile(text, '', 'exec')",
        "import os\nos.system('true')",
        "import os\nos.execv('a', [])",
        "frame.eval('a + b')",
        "numpy.load(file, allow_pickle=True)",
        "run('true', shell=True)",
        "def later():\n    import requests",
    ],
)
def test_a_danger_is_noticed(line):
    assert len(list(dangers(ast.parse(line), "studies/bad.py"))) == 1


@pytest.mark.parametrize("line", ["re.compile('a')", "import tomllib", "model.execute()"])
def test_what_looks_like_one_is_let_through(line):
    assert list(dangers(ast.parse(line), "studies/good.py")) == []
