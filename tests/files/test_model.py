# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Models that extend others: what they come to, and where their faults are told."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from compensatie.errors import Fault, InputError
from compensatie.files.digest import digest
from compensatie.files.model import load_model

GRANDPARENT = """
format = 1
name = "grandparent"
counting = { hub_factor = 0.5 }
objective = { minimise = "cost-once", discount_rate = 0.03 }
locks = { include = ["a"] }
rules = [
  { id = "one", family = "net-employment" },
  { id = "two", family = "workplaces" },
]
"""
PARENT = """
format = 1
name = "parent"
extends = "base/grandparent.toml"
objective = { discount_rate = 0.02 }
[[rules]]
id = "one"
family = "net-employment"
floor = 100
[[rules]]
id = "three"
family = "absorption"
share = 0.1
"""
CHILD = """
format = 1
name = "child"
extends = "parent.json"
drop = ["two"]
counting = { basis = "filled" }
locks = { exclude = ["b"] }
[[rules]]
id = "three"
family = "absorption"
share = 0.2
"""


def write(folder: Path, **texts: str) -> Path:
    """Files by name, `base__x` in a folder; the first is the one to load."""
    for name, text in texts.items():
        path = folder / (name.replace("__", "/") + ".toml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder / f"{next(iter(texts))}.toml"


def chain(folder: Path, child: str = CHILD, parent: str = PARENT, top: str = GRANDPARENT) -> Path:
    child = child.replace("parent.json", "parent.toml")
    return write(folder, child=child, parent=parent, base__grandparent=top)


def faults(path: Path) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        load_model(path)
    return list(caught.value.faults)


def told(path: Path) -> list[tuple[str, str, str | None, str | None]]:
    return [
        (fault.code, Path(str(fault.file)).name, fault.line, fault.field_name)
        for fault in faults(path)
    ]


def test_files_that_extend_each_other_are_read_as_one(tmp_path: Path) -> None:
    model = load_model(chain(tmp_path))
    assert model.name == "child"
    assert (model.counting.basis, model.counting.hub_factor) == ("filled", Decimal("0.5"))
    assert (model.objective.minimise, model.objective.discount_rate) == (
        "cost-once",
        Decimal("0.02"),
    )
    assert (model.locks.include, model.locks.exclude) == (("a",), ("b",))
    assert [rule.id for rule in model.rules] == ["one", "three"]
    assert [getattr(rule, "floor", None) or rule.share for rule in model.rules] == [
        100,
        Decimal("0.2"),
    ]


def test_a_fault_is_told_in_the_file_that_it_comes_from(tmp_path: Path) -> None:
    path = chain(
        tmp_path,
        child=CHILD.replace("share = 0.2", "share = 20"),
        parent=PARENT.replace("floor = 100", "floor = -1").replace("0.02", '"2 %"'),
        top=GRANDPARENT.replace('"workplaces"', '"workplace"').replace("0.5", "-5"),
    ).with_name("child.toml")
    path.write_text(path.read_text().replace('drop = ["two"]\n', ""))
    assert told(path) == [
        ("not-a-share", "child.toml", "10", "rules[0].share"),
        ("not-a-number", "parent.toml", "5", "objective.discount_rate"),
        ("negative", "parent.toml", "9", "rules[0].floor"),
        ("negative", "grandparent.toml", "4", "counting.hub_factor"),
        ("unknown-family", "grandparent.toml", "9", "rules[1].family"),
    ]


def test_a_fault_in_a_rule_that_is_replaced_or_dropped_is_none(tmp_path: Path) -> None:
    path = chain(
        tmp_path,
        parent=PARENT.replace("share = 0.1", "share = 10"),
        top=GRANDPARENT.replace('"workplaces"', '"workplace"'),
    )
    assert len(load_model(path).rules) == 2


def test_only_inherited_rules_can_be_dropped(tmp_path: Path) -> None:
    path = chain(tmp_path, child=CHILD.replace('["two"]', '["two", "three", "for", "thre"]'))
    found = faults(path)
    assert [(one.code, one.value, one.suggestion) for one in found] == [
        ("unknown-drop", "for", None),
        ("unknown-drop", "thre", "three"),
    ]
    assert found[0].details["names"] == "one, three, two"


def test_rules_without_an_id_are_all_told(tmp_path: Path) -> None:
    nameless = '[[rules]]\nfamily = "workplaces"\n[[rules]]\nid = ["x"]\nfamily = "workplaces"\n'
    path = chain(tmp_path, child=CHILD + nameless, parent=PARENT + nameless)
    assert told(path) == [
        ("missing-key", "child.toml", "12", "rules[1].id"),
        ("not-text", "child.toml", "15", "rules[2].id"),
        ("missing-key", "parent.toml", "14", "rules[2].id"),
        ("not-text", "parent.toml", "17", "rules[3].id"),
    ]


def test_two_rules_with_one_id_in_one_file_are_told(tmp_path: Path) -> None:
    again = '[[rules]]\nid = "three"\nfamily = "workplaces"\n'
    assert told(chain(tmp_path, child=CHILD + again)) == [
        ("duplicate-id", "child.toml", "13", "rules[1].id")
    ]


def test_a_parent_of_another_format_is_told(tmp_path: Path) -> None:
    path = chain(tmp_path, top=GRANDPARENT.replace("format = 1", "format = 2"))
    assert told(path) == [("unknown-format", "grandparent.toml", "2", "format")]


def test_a_format_that_nobody_overrides_is_told_once(tmp_path: Path) -> None:
    path = write(
        tmp_path, child='name = "x"\nextends = "top.toml"\n', top='format = 2\nname = "y"\n'
    )
    assert told(path) == [("unknown-format", "top.toml", "1", "format")]


def test_a_parent_that_is_no_model_is_told(tmp_path: Path) -> None:
    path = write(
        tmp_path, child='format = 1\nname = "x"\nextends = "top.toml"\n', top='unit = "fte"\n'
    )
    assert told(path) == [("wrong-kind", "top.toml", None, None)]


def test_a_parent_that_cannot_be_parsed_is_told_in_that_file(tmp_path: Path) -> None:
    assert told(chain(tmp_path, top="format = 1\nname = x\n")) == [
        ("not-a-value", "grandparent.toml", "2", None)
    ]


def test_a_missing_grandparent_is_told_in_the_parent(tmp_path: Path) -> None:
    path = chain(tmp_path, parent=PARENT.replace("grandparent.toml", "granparent.toml"))
    (fault,) = faults(path)
    assert (fault.code, Path(str(fault.file)).name, fault.line) == (
        "missing-parent",
        "parent.toml",
        "4",
    )
    assert fault.suggestion == str(Path("base/grandparent.toml"))


def test_a_circle_is_told_with_its_files(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        a='name = "a"\nextends = "b.toml"\n',
        b='name = "b"\nextends = "c.toml"\n',
        c='name = "c"\nextends = "b.toml"\n',
    )
    (fault,) = faults(path)
    assert fault.code == "extends-circle"
    assert "a.toml → b.toml → c.toml → b.toml" in fault.message("nl")


def test_a_circle_through_a_link_is_told(tmp_path: Path) -> None:
    path = write(tmp_path, a='name = "a"\nextends = "b.toml"\n')
    (tmp_path / "b.toml").symlink_to(path)
    assert [fault.code for fault in faults(path)] == ["extends-circle"]


def test_a_chain_without_end_is_told(tmp_path: Path) -> None:
    for number in range(25):
        write(tmp_path, **{f"m{number}": f'name = "m"\nextends = "m{number + 1}.toml"\n'})
    assert told(tmp_path / "m0.toml") == [("extends-too-long", "m19.toml", "2", "extends")]


def test_the_digest_of_one_file_is_that_of_its_bytes(tmp_path: Path) -> None:
    path = write(tmp_path, alone='format = 1\nname = "alone"\n')
    expected = hashlib.sha256(path.read_bytes()).hexdigest()
    assert digest(path) == load_model(path).sha256 == expected


def test_the_digest_of_a_chain_covers_every_file_in_order(tmp_path: Path) -> None:
    path = chain(tmp_path)
    files = [path, tmp_path / "parent.toml", tmp_path / "base" / "grandparent.toml"]
    hashes = "".join(f"{hashlib.sha256(one.read_bytes()).hexdigest()}\n" for one in files)
    assert digest(path) == load_model(path).sha256 == hashlib.sha256(hashes.encode()).hexdigest()
    files[2].write_text(GRANDPARENT + "# changed\n")
    assert digest(path) != hashlib.sha256(hashes.encode()).hexdigest()
