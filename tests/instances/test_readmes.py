# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What the READMEs of instances and models show can be copied, and they leave no key out."""

from __future__ import annotations

import re
import shutil
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import compensatie as cp
from compensatie.policy import Model, families, objectives
from compensatie.quantity import QUANTITIES
from tests.instances.keys import keys_in, keys_of
from tests.instances.shipped import INSTANCES, MODELS, ROOT, instance

TEXTS = {name: (ROOT / name / "README.md").read_text("utf-8") for name in ("instances", "models")}
BLOCKS = {name: re.findall(r"```toml\n(.*?)```", text, re.DOTALL) for name, text in TEXTS.items()}
MODEL = 'format = 1\nname = "copied"\n'
ENTRIES = max(BLOCKS["models"], key=len)
"""The rules of every family that stand there to be copied."""


def read(block: str) -> dict[str, Any]:
    """What an example says."""
    return tomllib.loads(block, parse_float=Decimal)


def copied(block: str, folder: Path) -> cp.Model:
    """An example as a model file beside the shipped ones."""
    for path in MODELS.values():
        shutil.copy(path, folder)
    path = folder / "copied.toml"
    path.write_text(block if "format" in read(block) else f"{MODEL}\n{block}", "utf-8")
    return cp.load_model(path)


@pytest.mark.parametrize("block", BLOCKS["models"], ids=lambda block: block.split("\n", 1)[0])
def test_every_example_of_a_model_can_be_copied(block: str, tmp_path: Path) -> None:
    model = copied(block, tmp_path)
    assert set(read(block)) <= set(Model.model_fields) | {"extends", "drop"}
    outcome = cp.solve(instance("nederland-fictief"), model, time_limit=60)
    assert outcome.status == "optimal"


def test_a_rule_of_every_family_stands_there_to_be_copied() -> None:
    entries = read(ENTRIES)["rules"]
    assert {entry["family"] for entry in entries} == set(families())


def test_every_example_of_an_instance_can_be_copied() -> None:
    whole = tomllib.loads(INSTANCES["drenthe-2023"].read_text("utf-8"), parse_float=Decimal)
    for block in BLOCKS["instances"]:
        shown = read(block)
        merged = {**whole, "sources": {**whole["sources"], **shown.pop("sources", {})}}
        others = {
            key: [one for one in whole.get(key, []) if not same_record(one, shown[key])]
            for key in shown
        }
        for key, records in shown.items():
            merged[key] = [*others[key], *records]
        assert cp.Instance.model_validate(merged).name == "drenthe-2023"


def same_record(record: dict[str, Any], shown: list[dict[str, Any]]) -> bool:
    """Whether a record has the name of one that is shown."""
    kinds = (("id",), ("year", "groups"), ("province", "sector"))
    names = next(names for names in kinds if names[0] in record)
    return any(all(record[name] == one.get(name) for name in names) for one in shown)


def described(key: str, text: str) -> bool:
    """Whether a line of a table names a key."""
    return re.search(rf"^\|.*`[^`]*\b{key}\b[^`]*`", text, re.MULTILINE) is not None


@pytest.mark.parametrize(("folder", "kind"), [("instances", cp.Instance), ("models", Model)])
def test_every_key_is_described(folder: str, kind: Any) -> None:
    keys = {key.rpartition(".")[2] for key in keys_of(kind)}
    keys |= {"extends", "drop"} if kind is Model else set()
    assert {key for key in keys if not described(key, TEXTS[folder])} == set()


def test_the_invented_country_uses_every_key_of_an_instance() -> None:
    content = read(INSTANCES["nederland-fictief"].read_text("utf-8"))
    # A source stands under its own id.
    used = {*keys_in(content), *keys_in({"sources": list(content["sources"].values())})}
    assert set(keys_of(cp.Instance)) - used == set()


@pytest.mark.parametrize("name", [*families(), *objectives(), *QUANTITIES])
def test_every_name_has_its_line(name: str) -> None:
    assert re.search(rf"^\| `{name}`", TEXTS["models"], re.MULTILINE)


@pytest.mark.parametrize("folder", TEXTS)
def test_every_shipped_file_is_listed(folder: str) -> None:
    for path in sorted((ROOT / folder).rglob("*.toml")):
        assert f"]({path.relative_to(ROOT / folder).as_posix()})" in TEXTS[folder]
