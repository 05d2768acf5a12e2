# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Workbooks that could do harm are refused at once, in little memory, in words."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.errors import InputError

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/status").exists(), reason="memory is measured where the system tells it"
)
SECONDS, MEGABYTES = 2, 300


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def saved(parts, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"


def bomb(parts):
    parts["xl/media/zeros.bin"] = bytes(100_000_000)


def bomb_in_a_sheet(parts):
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", b" " * 40_000_000 + b"</sheetData>")


def entities(parts):
    lines = b'<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    heading = b"<?xml version='1.0'?><!DOCTYPE bomb [" + lines + b"]>"
    parts[SHEET] = heading + parts[SHEET].partition(b"?>")[2]


def a_file_of_the_machine(parts):
    heading = b"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    parts[SHEET] = heading + parts[SHEET].partition(b"?>")[2]


def macros(parts):
    parts["xl/vbaProject.bin"] = b"code"


def links(parts):
    parts["xl/externalLinks/externalLink1.xml"] = b"<externalLink/>"


def a_million_empty_cells(parts):
    row = b'<row r="%d">' + b'<c s="1"/>' * 1000 + b"</row>"
    rows = b"".join(row % number for number in range(100, 1100))
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")


def a_cell_at_the_end_of_the_world(parts):
    far = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", far)


def a_sheet_that_says_it_is_huge(parts):
    parts[SHEET] = parts[SHEET].replace(b'ref="A1:', b'ref="A1:XFD1048576" x="')
    a_cell_at_the_end_of_the_world(parts)


def many_rows(parts):
    rows = b"".join(b'<row r="%d"/>' % number for number in range(100, 90_000))
    parts[SHEET] = parts[SHEET].replace(b"</sheetData>", rows + b"</sheetData>")


def no_sheets(parts):
    del parts["xl/workbook.xml"]


def broken_xml(parts):
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"][:-40]


def a_text_that_is_not_there(parts):
    parts[SHEET] = parts[SHEET].replace(b"<v>0</v>", b"<v>9999999999999999999999</v>", 1)


def unknown_encoding(parts):
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"UTF-8", b"UTF-1.5")


def other_encoding(parts):
    parts[SHEET] = parts[SHEET].decode().replace("UTF-8", "UTF-16").encode("utf-16")


ATTACKS = {
    bomb: "workbook-too-large",
    bomb_in_a_sheet: "workbook-too-large",
    entities: "no-workbook",
    a_file_of_the_machine: "no-workbook",
    macros: "macros",
    links: "external-links",
    a_million_empty_cells: "workbook-too-large",
    a_cell_at_the_end_of_the_world: "workbook-too-large",
    a_sheet_that_says_it_is_huge: "workbook-too-large",
    many_rows: "workbook-too-large",
    no_sheets: "no-workbook",
    broken_xml: "no-workbook",
    other_encoding: "no-workbook",
    a_text_that_is_not_there: "no-workbook",
    unknown_encoding: "no-workbook",
}

MEASURED = """
import sys, time
from pathlib import Path
import compensatie as cp
cp.load_model("models/per-saldo.toml")
cp.load_instance("instances/klein.toml")
started = time.process_time()
try:
    cp.load_instance(sys.argv[1])
except cp.InputError as error:
    seconds = time.process_time() - started
    # Not the usage that the system reports: that begins with the memory of whoever started this.
    status = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    print(error.faults[0].code, seconds, int(status.split()[0]) / 1024)
"""


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack.__name__)
def test_it_is_refused_at_once_in_little_memory(attack, good_workbook, tmp_path):
    parts = parts_of(good_workbook)
    attack(parts)
    path = saved(parts, tmp_path / "attack.xlsx")
    run = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)], capture_output=True, text=True, check=True
    )
    code, seconds, megabytes = run.stdout.split()
    assert code == ATTACKS[attack]
    assert float(seconds) < SECONDS
    assert float(megabytes) < MEGABYTES


def test_a_lie_about_a_size_is_seen(good_workbook, tmp_path):
    parts = parts_of(good_workbook)
    bomb_in_a_sheet(parts)
    content = saved(parts, tmp_path / "lie.xlsx").read_bytes()
    size = (len(parts[SHEET])).to_bytes(4, "little")
    path = tmp_path / "lie.xlsx"
    path.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    with pytest.raises(InputError) as refused:
        cp.load_instance(path)
    assert refused.value.faults[0].code == "no-workbook"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted-workbook"),
        (b"PK\x03\x04" + bytes(100), "no-workbook"),
        (b"format = 1\n", "no-workbook"),
        (b"", "no-workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(tmp_path, content, code):
    path = tmp_path / "odd.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        cp.load_instance(path)
    assert [fault.code for fault in refused.value.faults] == [code]


def test_a_number_that_is_none_is_refused_where_it_stands(good_workbook, tmp_path):
    """1e999 is no number that a program for spreadsheets writes; read as a float it is infinite."""
    parts = parts_of(good_workbook)
    for sheet in [name for name in parts if name.startswith("xl/worksheets/")]:
        parts[sheet] = parts[sheet].replace(b"<v>250000</v>", b"<v>1e999</v>")
    with pytest.raises(InputError) as refused:
        cp.load_instance(saved(parts, tmp_path / "infinite.xlsx"))
    assert [one.code for one in refused.value.faults] == ["not-finite"]
    assert refused.value.faults[0].line.startswith("measures.costs!")


def test_what_does_not_unpack_is_refused(good_workbook, tmp_path):
    path = tmp_path / "odd.xlsx"
    content = good_workbook.read_bytes()
    with zipfile.ZipFile(good_workbook) as archive:
        at = archive.getinfo(SHEET).header_offset + 30 + len(SHEET)
    path.write_bytes(content[:at] + b"\xff" * 20 + content[at + 20 :])
    with pytest.raises(InputError) as refused:
        cp.load_instance(path)
    assert [fault.code for fault in refused.value.faults] == ["no-workbook"]


def test_every_cut_of_a_workbook_is_refused(good_workbook, tmp_path):
    content = good_workbook.read_bytes()
    path = tmp_path / "cut.xlsx"
    for length in range(1, len(content) - 1, max(1, len(content) // 60)):
        path.write_bytes(content[:length])
        with pytest.raises(InputError):
            cp.load_instance(path)


def test_a_sheet_too_many_is_refused_and_an_empty_one_is_not(good_workbook, tmp_path):
    import openpyxl

    book = openpyxl.load_workbook(good_workbook)
    book.create_sheet("Sheet1")
    stream = BytesIO()
    book.save(stream)
    path = tmp_path / "more.xlsx"
    path.write_bytes(stream.getvalue())
    assert cp.load_instance(path).name == "good"
    book["Sheet1"]["A1"] = "notes"
    book.save(path)
    with pytest.raises(InputError) as refused:
        cp.load_instance(path)
    assert [(one.code, one.line) for one in refused.value.faults] == [("unknown-sheet", "Sheet1")]
