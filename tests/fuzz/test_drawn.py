# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Whatever stands in a file: it is read, or refused with faults that can be told; never a crash."""

from __future__ import annotations

import tempfile
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensatie.errors import Fault, InputError
from compensatie.files.notation import written
from compensatie.files.tree import follow, nodes
from compensatie.language import LANGUAGES
from tests.mistakes.catalogue import GOOD, LOADERS
from tests.support.seeded import IS_NIGHTLY

KINDS = st.sampled_from(sorted(LOADERS))
ENDINGS = st.sampled_from([".toml", ".json"])
ODD_TEXTS = st.one_of(
    st.sampled_from(
        [
            "",
            "DR",
            "hub",
            "every",
            "{name}",
            "{",
            "{0.__class__}",
            "1.234,5",
            "2026",
            "\x1b[31m",
            "é",
        ]
    ),
    st.text(max_size=6),
)
ODD_NUMBERS = st.one_of(
    st.integers(-3, 3000),
    st.sampled_from(
        [10**15, -(10**30), 10**400, Decimal("NaN"), Decimal("-Infinity"), Decimal("1E+99")]
    ),
    st.decimals(allow_nan=False, allow_infinity=False, places=14),
)
ODD = st.recursive(
    st.one_of(st.none(), st.booleans(), ODD_TEXTS, ODD_NUMBERS, st.dates()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            ODD_TEXTS | st.sampled_from(["id", "jobs", "2026", "family", "from_"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def is_read_or_refused(kind: str, ending: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"drawn{ending}"
        path.write_bytes(content)
        (Path(folder) / "parent.toml").write_bytes((GOOD / "parent.toml").read_bytes())
        for fault in refused(kind, path):
            assert Path(str(fault.file)).parent == Path(folder)
            assert fault.code != "unclear-value", fault
            assert all(fault.message(language) for language in LANGUAGES)
            assert all(fault.allowed_message(language) != "" for language in LANGUAGES)


def refused(kind: str, path: Path) -> tuple[Fault, ...]:
    try:
        LOADERS[kind](path)
    except InputError as error:
        return error.faults or (Fault("unclear-value", "refused without a reason"),)
    return ()


@given(KINDS, ENDINGS, st.binary(max_size=60))
def test_any_bytes(kind: str, ending: str, content: bytes) -> None:
    is_read_or_refused(kind, ending, content)


@given(KINDS, ENDINGS, st.text(st.sampled_from("[]{}\"'=.,:#-\\ab1e_\n \t"), max_size=40))
def test_any_punctuation(kind: str, ending: str, text: str) -> None:
    is_read_or_refused(kind, ending, text.encode())


@given(KINDS, st.data())
def test_a_good_file_with_a_piece_cut_out_or_put_in(kind: str, data: st.DataObject) -> None:
    text = (GOOD / f"{kind}.toml").read_text("utf-8")
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 12))
    piece = data.draw(st.text(st.sampled_from("[]{}\"'=.,:#\\a1\n 🙂"), max_size=4))
    is_read_or_refused(kind, ".toml", (text[:start] + piece + text[start + length :]).encode())


@given(KINDS, ENDINGS, st.data())
def test_a_good_file_with_odd_values(kind: str, ending: str, data: st.DataObject) -> None:
    content = tomllib.loads((GOOD / f"{kind}.toml").read_text("utf-8"), parse_float=Decimal)
    for _ in range(data.draw(st.integers(1, 4))):
        _replace(content, data)
    notation: Any = ending.removeprefix(".")
    is_read_or_refused(kind, ending, written(content, notation).encode())


def _replace(content: dict[str, Any], data: st.DataObject) -> None:
    places = [path for path, _ in nodes(content) if path]
    if not places:
        return
    path = data.draw(st.sampled_from(places))
    around, step = follow(content, path[:-1]), path[-1]
    if data.draw(st.booleans()) and isinstance(around, dict):
        del around[step]
        key = data.draw(ODD_TEXTS | st.sampled_from(["id", "province", "from_", "then"]))
        around[key] = data.draw(ODD)
    else:
        around[step] = data.draw(ODD)


VALUES = [None, True, Decimal("NaN"), "x", [], {"x": 1}]


@pytest.mark.parametrize("kind", LOADERS)
def test_any_value_in_any_place(kind: str) -> None:
    good = (GOOD / f"{kind}.toml").read_text("utf-8")
    places = [path for path, _ in nodes(tomllib.loads(good)) if path]
    tries = [(path, value) for path in places for value in VALUES]
    for path, value in tries if IS_NIGHTLY else tries[::10]:
        content = tomllib.loads(good, parse_float=Decimal)
        follow(content, path[:-1])[path[-1]] = value
        is_read_or_refused(kind, ".json", written(content, "json").encode())
