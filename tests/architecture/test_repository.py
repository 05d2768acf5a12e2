# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Nothing in the repository belongs to one machine or one registry; the locks are whole."""

from __future__ import annotations

import re
import subprocess

import pytest
from packaging.requirements import Requirement

# Spelled in pieces, so that this file does not hold what it looks for.
HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pypi", "python", "org"),
        ("pythonhosted", "org"),
        ("anaconda", "org"),
        ("npmjs", "org"),
        ("jsdelivr", "net"),
    )
]
MACHINE_PATH = re.compile(r"(?<![\w.})])/(?:home|root|Users|work|opt|mnt)/\w|\b[A-Z]:\\Users\\")
PINNED = re.compile(r"^(?P<requirement>\S+==\S+(?: ; [^\\]+)?) \\$")


def texts(tracked_files):
    """Every tracked file that is text, with what it says."""
    for path in tracked_files:
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content:
            yield path, content.decode("utf-8", errors="replace")


def locked(path):
    """What a lock pins: name, version and marker of each."""
    found = [PINNED.match(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [Requirement(match["requirement"]) for match in found if match]


def test_no_file_names_a_path_of_one_machine(root, tracked_files):
    own = str(root)
    named = [
        str(path.relative_to(root))
        for path, text in texts(tracked_files)
        if MACHINE_PATH.search(text) or (len(own) > 4 and own in text)
    ]
    assert named == []


def test_no_file_names_a_registry(root, tracked_files):
    named = [
        str(path.relative_to(root))
        for path, text in texts(tracked_files)
        if any(host in text for host in HOSTS)
    ]
    assert named == []


def test_a_machine_path_is_noticed():
    assert MACHINE_PATH.search("see /" + "home/someone/file")
    assert not MACHINE_PATH.search("https://example.org/" + "home/page")


@pytest.mark.parametrize("name", ["run", "dev"])
def test_a_lock_pins_every_line_by_hash_and_gives_no_address(root, name):
    text = (root / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    hashed = re.compile(r"^    --hash=sha256:[0-9a-f]{64}(?: \\)?$")
    assert [line for line in lines if not PINNED.match(line) and not hashed.match(line)] == []
    assert "://" not in text


def test_the_development_lock_holds_the_other_at_the_same_versions(root):
    files = [root / "requirements" / f"{name}.txt" for name in ("run", "dev")]
    run, dev = ({(r.name, str(r.specifier), str(r.marker)) for r in locked(one)} for one in files)
    assert run
    assert run <= dev


@pytest.mark.parametrize(("python", "major"), [("3.11", "3"), ("3.12", "4"), ("3.13", "4")])
def test_each_python_gets_one_version_of_everything(root, python, major):
    environment = {"python_version": python, "python_full_version": f"{python}.1"}
    requirements = locked(root / "requirements" / "dev.txt")
    chosen = [r for r in requirements if not r.marker or r.marker.evaluate(environment)]
    assert len({r.name for r in chosen}) == len(chosen)
    version = {r.name: str(r.specifier).removeprefix("==") for r in chosen}
    assert version["pulp"].startswith(f"{major}.")
    assert version["highspy"].startswith("1.15.")


def test_what_is_listed_and_looked_up_is_what_is_pinned(root):
    """Looked up strictly: else what the database cannot tell of would count as safe."""
    targets = ("sbom", "audit-dependencies")
    shown = [
        subprocess.run(
            ["make", "--dry-run", "--always-make", target],
            cwd=root,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for target in targets
    ]
    assert "requirements requirements/run.txt" in shown[0]
    assert "--strict --disable-pip --require-hashes --requirement requirements/dev.txt" in shown[1]
    installed = [line.split() for line in shown[0].splitlines() if " install " in line]
    tools = [word for line in installed for word in line[line.index("install") + 1 :]]
    assert tools
    assert [word for word in tools if not re.fullmatch(r"[a-z-]+==[0-9.]+", word)] == []


def test_what_is_made_of_the_pins_is_not_committed(root, tracked_files):
    assert root / "sbom.json" not in tracked_files
    assert "/sbom.json" in (root / ".gitignore").read_text("utf-8").splitlines()
