# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Every file that is shipped can be read."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from compensatie.files.digest import digest
from compensatie.files.instance import load_instance
from compensatie.files.model import load_model
from compensatie.files.package import load_package

ROOT = Path(__file__).parents[2]
INSTANCES = sorted((ROOT / "instances").glob("*.toml"))
MODELS = sorted((ROOT / "models").glob("*.toml"))
PACKAGES = sorted((ROOT / "instances" / "packages").glob("*.toml"))


def test_there_are_some() -> None:
    assert INSTANCES
    assert MODELS
    assert PACKAGES


@pytest.mark.parametrize("path", INSTANCES, ids=lambda path: path.name)
def test_every_instance(path: Path) -> None:
    instance = load_instance(path)
    content = tomllib.loads(path.read_text("utf-8"))
    assert len(instance.measures) == len(content["measures"])
    assert instance.sha256 == digest(path)


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.name)
def test_every_model(path: Path) -> None:
    assert load_model(path).rules
    assert load_model(path).sha256 == digest(path)


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.name)
def test_every_package(path: Path) -> None:
    assert load_package(path).choices
