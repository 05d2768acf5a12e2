# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The scanners find every value that the parsers find, on the line where it was written."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from compensatie.errors import Path
from compensatie.files.locate import lines, places
from compensatie.files.tree import nodes

KEYS = st.sampled_from(
    ["a", "b", "c-d", "e_1", "2022", "met spatie", "é", 'q"', "x.y", "'", "\\", "[", "#"]
)
TEXTS = st.text(st.sampled_from("ab \"'\\#[]{},=.\n\té€"), max_size=8)
SCALARS = st.one_of(st.integers(-999, 999), st.booleans(), TEXTS)
INLINE = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=6,
)
NOISE = st.sampled_from(["", "# [not] a = heading", "   ", '\t# "quote'])


@dataclass
class Writer:
    """Writes a document and remembers on which line each thing was written."""

    draw: Any
    rows: list[str] = field(default_factory=list)
    where: dict[Path, int] = field(default_factory=dict)

    def noise(self) -> None:
        self.rows.extend(self.draw(st.lists(NOISE, max_size=2)))

    def row(self, text: str, *paths: Path) -> None:
        self.rows.append(text)
        for path in paths:
            self.where.setdefault(path, len(self.rows))

    @property
    def text(self) -> str:
        return "\n".join(self.rows) + self.draw(st.sampled_from(["", "\n", "\n\n# end"]))


def quoted(draw: Any, text: str) -> str:
    """A TOML text in one of its notations, on one line."""
    if not set(text) & set("'\n\t") and draw(st.booleans()):
        return f"'{text}'"
    return json.dumps(text, ensure_ascii=draw(st.booleans()))


def toml_value(draw: Any, value: Any) -> str:
    if isinstance(value, dict):
        pairs = (f"{quoted(draw, key)} = {toml_value(draw, item)}" for key, item in value.items())
        return f"{{ {', '.join(pairs)} }}" if value else "{}"
    if isinstance(value, list):
        return f"[{', '.join(toml_value(draw, item) for item in value)}]"
    return quoted(draw, value) if isinstance(value, str) else json.dumps(value)


def inside(value: Any, path: Path) -> Iterator[Path]:
    return ((*path, *inner) for inner, _ in nodes(value))


def toml_pair(writer: Writer, table: Path, key: str, value: Any) -> None:
    """A key with its value; a list on several lines now and then, each item on its own."""
    draw = writer.draw
    written = quoted(draw, key)
    if isinstance(value, list) and value and draw(st.booleans()):
        writer.row(f"{written} = [ # items", (*table, key))
        for number, item in enumerate(value):
            writer.noise()
            paths = inside(item, (*table, key, number))
            writer.row(f"  {toml_value(draw, item)},", *paths)
        writer.row("]")
    elif isinstance(value, str) and draw(st.booleans()) and '"' not in value:
        body = value.replace("\\", "\\\\")
        writer.row(f'{written} = """', (*table, key))
        writer.rows.extend((body + '""""').split("\n"))
    else:
        writer.row(f"{written} = {toml_value(draw, value)}", *inside(value, (*table, key)))


@st.composite
def toml_documents(draw: Any) -> Writer:
    writer = Writer(draw)
    for key, value in draw(
        st.dictionaries(KEYS.map(lambda key: f"top {key}"), INLINE, max_size=3)
    ).items():
        writer.noise()
        toml_pair(writer, (), key, value)
    for name in draw(st.lists(KEYS, max_size=3, unique=True)):
        for number in range(draw(st.integers(1, 2))):
            is_list = draw(st.just(True)) if number else draw(st.booleans())
            _toml_table(writer, name, number, is_list)
            if not is_list:
                break
    return writer


def _toml_table(writer: Writer, name: str, number: int, is_list: bool) -> None:
    draw = writer.draw
    heading = quoted(draw, name)
    path: Path = (name, number) if is_list else (name,)
    writer.noise()
    if is_list:
        writer.row(f"[[ {heading} ]]", (name,), path)
    else:
        writer.row(f"[{heading}]", path)
    for key, value in draw(st.dictionaries(KEYS, INLINE, max_size=3)).items():
        toml_pair(writer, path, key, value)
    if draw(st.booleans()):
        dotted: Path = (*path, "dotted")
        writer.row(
            'dotted . "a key" .inner = 1', dotted, (*dotted, "a key"), (*dotted, "a key", "inner")
        )
    writer.noise()
    inner = f"[{heading}.inner]"
    writer.row(inner, (*path, "inner"))
    for key, value in draw(st.dictionaries(KEYS, INLINE, max_size=2)).items():
        toml_pair(writer, (*path, "inner"), key, value)
    for again in range(draw(st.integers(0, 2))):
        writer.row(f"[[{heading}.list]] # {again}", (*path, "list"), (*path, "list", again))
        toml_pair(writer, (*path, "list", again), "id", draw(SCALARS))


@given(toml_documents())
def test_every_value_of_a_toml_file_is_found_on_its_line(document: Writer) -> None:
    content = tomllib.loads(document.text)
    every = [path for path, _ in nodes(content) if path]
    assert {path for path, _ in places(document.text, "toml")} == set(every)
    found = lines(document.text, "toml", every)
    assert {path: found[path] for path in document.where} == document.where


@given(toml_documents())
def test_line_ends_of_windows_change_nothing(document: Writer) -> None:
    text = document.text.replace("\n", "\r\n")
    every = list(document.where)
    assert lines(text, "toml", every) == lines(document.text, "toml", every)


@given(st.dictionaries(KEYS, INLINE, min_size=1, max_size=4), st.sampled_from([None, 0, 1, 4]))
def test_every_value_of_a_json_file_is_found(content: dict[str, Any], indent: int | None) -> None:
    text = json.dumps(content, indent=indent, ensure_ascii=indent == 1)
    every = [path for path, _ in nodes(content) if path]
    offsets = dict(places(text, "json"))
    assert set(offsets) == set(every)
    for path, offset in offsets.items():
        value, _ = json.JSONDecoder().raw_decode(text, offset)
        # A member is found at its key, an item at itself.
        assert value == (path[-1] if isinstance(path[-1], str) else _at(content, path))


def _at(content: Any, path: Path) -> Any:
    for step in path:
        content = content[step]
    return content


@given(st.dictionaries(KEYS, st.lists(st.integers(0, 9), min_size=1), min_size=1))
def test_a_json_item_is_found_on_its_line(content: dict[str, list[int]]) -> None:
    text = json.dumps(content, indent=2)
    found = lines(
        text, "json", [(key, number) for key in content for number in range(len(content[key]))]
    )
    rows = text.split("\n")
    for (key, number), line in found.items():
        assert rows[line - 1].strip().rstrip(",") == str(content[str(key)][int(number)])


def test_what_is_not_there_is_found_at_what_is_around_it() -> None:
    text = "a = 1\n[[b]]\nc = 2\n[[b]]\nd = { e = 3 }\n"
    asked: list[Path] = [("b", 1, "c"), ("b", 1, "d", "f", 0), ("b", 7), ("z",), ()]
    assert lines(text, "toml", asked) == {
        ("b", 1, "c"): 4,
        ("b", 1, "d", "f", 0): 5,
        ("b", 7): 2,
    }
