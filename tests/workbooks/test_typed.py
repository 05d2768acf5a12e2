# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What people type is read and told, or refused where it lies: cases as data."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.errors import InputError
from compensatie.files.document import read_document
from compensatie.files.tree import follow
from compensatie.language import LANGUAGES

HERE = Path(__file__).parent


def cases(kind):
    content = tomllib.loads((HERE / f"{kind}.toml").read_text("utf-8"), parse_float=Decimal)
    return content[kind]


def named(case):
    return case["name"]


@pytest.mark.parametrize("case", cases("typed"), ids=named)
def test_what_is_typed_is_read(case, typed):
    put = case["put"]
    path = typed({case["cell"]: float(put) if isinstance(put, Decimal) else put})
    document = read_document(path)
    assert follow(document.content, tuple(case["path"])) == case.get("read")
    assert len(document.notices) == (1 if case.get("note", True) else 0)
    assert all(case["cell"] in notice.message() for notice in document.notices)
    assert cp.load_instance(path).notices == document.notices


@pytest.mark.parametrize("case", cases("mistakes"), ids=named)
def test_a_mistake_is_told_where_it_is(case, typed):
    path = typed({**case.get("also", {}), case["cell"]: case.get("put")})
    with pytest.raises(InputError) as refused:
        cp.load_instance(path)
    told = [
        {
            "code": fault.code,
            "at": fault.line,
            "field": fault.field_name,
            "record": fault.record,
            "suggestion": fault.suggestion,
        }
        for fault in refused.value.faults
    ]
    assert [
        {key: one[key] for key in want} for one, want in zip(told, case["told"], strict=True)
    ] == case["told"]
    for fault in refused.value.faults:
        assert fault.file == str(path)
        assert {fault.message(language) for language in LANGUAGES} != {fault.message("en")}


def test_every_note_is_there_in_dutch(typed):
    notices = cp.load_instance(typed({"measures!O2": "1,4", "employment!E3": "nvt"})).notices
    assert [one.message("nl").split(": ", 1)[1] for one in notices] == [
        "“nvt” is gelezen als een lege cel",
        "“1,4” is gelezen als 1.4",
    ]


def test_what_was_read_otherwise_is_told_by_every_command(typed):
    path = typed({"measures!O2": "1,4"})
    instance = cp.load_instance(path)
    model = cp.load_model("models/per-saldo.toml")
    assert "read-as" in {notice.code for notice in cp.check(instance)}
    assert "read-as" in {notice.code for notice in cp.check(instance, model)}
    assert "read-as" in {
        notice.code for notice in cp.audit(instance, cp.Package(), model).case.notices
    }


def test_provinces_go_by_any_of_their_names(typed):
    instance = cp.load_instance(typed({"measures!E2": "PV22", "measures!E3": "NL-DR"}))
    assert [instance.code(str(one.province)) for one in instance.measures[:2]] == ["DR", "DR"]
