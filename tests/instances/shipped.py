# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is shipped, and the answers that are expected of it: `expected/<instance>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import compensatie as cp

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
INSTANCES = {path.stem: path for path in sorted((ROOT / "instances").glob("*.toml"))}
MODELS = {path.stem: path for path in sorted((ROOT / "models").glob("*.toml"))}


@cache
def instance(name: str) -> cp.Instance:
    """A shipped instance."""
    return cp.load_instance(INSTANCES[name])


@cache
def model(name: str) -> cp.Model:
    """A shipped model."""
    return cp.load_model(MODELS[name])


def content(path: Path) -> dict[str, Any]:
    """What a TOML file says, figures exact."""
    return tomllib.loads(path.read_text("utf-8"), parse_float=Decimal)


@cache
def expectations(name: str) -> dict[str, Any]:
    """Everything that is expected of an instance."""
    return content(HERE / "expected" / f"{name}.toml")


@dataclass(frozen=True)
class Question:
    """A model on an instance in some scenarios, and the answer to it."""

    instance: str
    """Name of the instance."""
    model: str
    """Name of the model."""
    scenarios: tuple[str, ...]
    """Scenarios asked; none for all."""
    answer: dict[str, Any]
    """The answer, as it is written."""

    def __str__(self) -> str:
        return "-".join((self.instance, self.model, *self.scenarios))

    @property
    def status(self) -> str:
        """How the answer stands; `refused` where the model asks for what is not there."""
        status: str = self.answer["status"]
        return status


def questions() -> Iterator[Question]:
    """Every question whose answer is written down."""
    for name in INSTANCES:
        for answer in expectations(name)["expected"]:
            yield Question(name, answer["model"], tuple(answer.get("scenarios", ())), answer)


QUESTIONS = tuple(questions())


def package(choices: list[dict[str, Any]]) -> cp.Package:
    """A package as a test file writes it."""
    return cp.Package.model_validate({"choices": choices})
