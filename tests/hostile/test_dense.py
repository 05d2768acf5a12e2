# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Small files that unfold to millions of values are refused before any parser sees them."""

from __future__ import annotations

import hashlib
import json
import tomllib
import zipfile
from types import SimpleNamespace

import openpyxl
import pytest

import compensatie as cp
from compensatie.errors import InputError
from compensatie.files import syntax
from compensatie.files.nesting import MARKS, MOST_MARKS, overwhelming
from compensatie.files.source import Source
from compensatie.files.workbook import opening
from compensatie.verifier import reading
from compensatie.verifier.shapes import Refused
from tests.fuzz.readers import KLEIN, readers
from tests.instances.shipped import INSTANCES, MODELS

MANY, MANY_IN_JSON = MOST_MARKS, max(reading.MOST_MARKS.values())
DENSE = {
    "toml": {
        "empty tables": "a = [" + "{}," * MANY + "]",
        "records": "[[a]]\n" * MANY,
        "keys of one letter": "a=1\n" * MANY,
        "keys in keys": "a.a.a.a.a=1\n" * MANY,
        "numbers": "a = [" + "1," * MANY + "]",
        "line ends": "a = 1" + "\n" * MANY,
        "quotation marks": 'a = """' + '" ' * MANY + '"""',
        "escapes": 'a = "' + r"\n" * MANY + '"',
    },
    "json": {
        "empty tables": '{"a":[' + "{}," * MANY_IN_JSON + "1]}",
        "lists": '{"a":[' + "[]," * MANY_IN_JSON + "1]}",
        "keys of one letter": "{" + '"a":1,' * MANY_IN_JSON + '"b":1}',
        "numbers": '{"a":[' + "1," * MANY_IN_JSON + "1]}",
    },
}


@pytest.fixture
def parsing_nothing_large(monkeypatch):
    """Every parser fails where it is given a text of any length."""

    def only_short(parse):
        def parsing(text, **options):
            assert len(text) < 1_000_000, "the text was parsed"
            return parse(text, **options)

        return parsing

    for module in (syntax, reading):
        toml = SimpleNamespace(**vars(tomllib) | {"loads": only_short(tomllib.loads)})
        monkeypatch.setattr(module, "tomllib", toml)
        monkeypatch.setattr(
            module, "json", SimpleNamespace(**vars(json) | {"loads": only_short(json.loads)})
        )


@pytest.fixture(scope="module")
def every_reader(tmp_path_factory):
    """What reads TOML or JSON, and certificates, which are JSON in lines."""
    every = readers(tmp_path_factory.mktemp("good"))
    return [one for one in every if one.ending in (".toml", ".json", ".cert")]


def certificate(line):
    """A certificate that is whole, with one line that is not as it should be."""
    lines = f"{line}\n{{}}\n".encode()
    end = {"end": 2, "sha256": hashlib.sha256(lines).hexdigest()}
    return lines + json.dumps(end, separators=(",", ":")).encode()


@pytest.mark.parametrize(
    ("notation", "kind"),
    [(notation, kind) for notation, all_of in DENSE.items() for kind in all_of],
)
@pytest.mark.usefixtures("parsing_nothing_large")
def test_a_dense_text_is_refused_and_not_parsed(every_reader, tmp_path, notation, kind):
    text = DENSE[notation][kind]
    endings = {".toml"} if notation == "toml" else {".json", ".cert"}
    for reader in (one for one in every_reader if one.ending in endings):
        path = tmp_path / f"dense{reader.ending}"
        path.write_bytes(certificate(text) if reader.ending == ".cert" else text.encode())
        with pytest.raises((InputError, Refused)) as refused:
            reader.read(path)
        if isinstance(refused.value, InputError):
            assert [one.code for one in refused.value.faults] == ["too-dense"]
        else:
            assert "more than can be read" in str(refused.value)


@pytest.mark.parametrize(
    ("notation", "text", "line"),
    [("toml", "a=[1,\n", "75001"), ("json", "[1,\n", "150001")],
)
def test_the_limit_is_where_it_is_said_to_be(notation, text, line):
    """Four marks a line of TOML, its end among them; two a line of JSON, whose ends count not."""
    marks = sum(map(text.count, MARKS[notation]))
    within = text * (MOST_MARKS // marks)
    assert sum(map(within.count, MARKS[notation])) == MOST_MARKS
    told = [overwhelming(Source("a", notation, one, "")) for one in (within, within + text)]
    assert [one and one.code for one in told] == ["too-deep", "too-dense"]
    assert told[1].line == line


@pytest.mark.parametrize(
    "file", [*INSTANCES.values(), *MODELS.values()], ids=lambda file: file.stem
)
def test_what_is_shipped_has_a_fiftieth_of_the_limit(file):
    text = file.read_text("utf-8")
    assert sum(map(text.count, MARKS["toml"])) < MOST_MARKS / 50


SHEET, TEXTS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
WORKBOOKS = {
    "texts": (TEXTS, b"</sst>", b"<si/>" * (opening.MOST_CELLS + 1)),
    "pieces of a text": (TEXTS, b"</si>", b"<t/>" * opening.MOST_OF_CELLS),
    "styles": (STYLES, b"</cellXfs>", b"<xf/>" * opening.MOST_OTHERS),
    "what is no cell": (SHEET, b"</sheetData>", b"<x/>" * opening.MOST_OTHERS),
    "attributes": (SHEET, b"<sheetData>", b"<x %s/>" % (b'a="" ' * opening.LONGEST_TAG)),
    "names": ("xl/workbook.xml", b"</workbook>", b"<x:definedName/>" * opening.MOST_OTHERS),
}
"""A part, what is looked for there, and what comes before it."""


def crowded(good, path, kind, renamed):
    """A good workbook with too much of something; then perhaps in a part with another name."""
    name, before, what = WORKBOOKS[kind]
    with zipfile.ZipFile(good) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = parts[name].replace(before, what + before, 1)
    other = "xl/other.bin" if renamed else name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, content in parts.items():
            old, new = name.removeprefix("xl/").encode(), other.removeprefix("xl/").encode()
            archive.writestr(other if one == name else one, content.replace(old, new))
    return path


@pytest.mark.parametrize(
    ("kind", "renamed"),
    # A workbook without its list of sheets is refused as none: that part cannot have another name.
    [
        *((kind, False) for kind in WORKBOOKS),
        *((kind, True) for kind in WORKBOOKS if kind != "names"),
    ],
)
def test_a_crowded_workbook_is_refused_and_not_opened(tmp_path, monkeypatch, kind, renamed):
    cp.convert(KLEIN, tmp_path / "good.xlsx")
    path = crowded(tmp_path / "good.xlsx", tmp_path / "crowded.xlsx", kind, renamed)
    monkeypatch.setattr(openpyxl, "load_workbook", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(InputError) as refused:
        cp.load_instance(path)
    assert [one.code for one in refused.value.faults] == ["workbook-too-large"]


def test_a_picture_in_a_workbook_is_no_tag(tmp_path):
    """Bytes of a picture look like anything; no parser of cells or styles gets as far as them."""
    cp.convert(KLEIN, tmp_path / "good.xlsx")
    with zipfile.ZipFile(tmp_path / "good.xlsx", "a") as archive:
        archive.writestr("docProps/thumbnail.emf", b"\x01\0<" + bytes(20_000) + b"<" * 200_000)
    assert cp.load_instance(tmp_path / "good.xlsx").name == "klein"
