# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A workbook loses no fact of an instance: there, back, and through a spreadsheet program."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest
from hypothesis import given

import compensatie as cp
from compensatie.errors import InputError
from compensatie.files.notation import written
from compensatie.files.workbook import explanations
from compensatie.files.workbook.layout import national_keys, sheets
from compensatie.language import LANGUAGES, catalogue
from tests.cli.test_convert import keyed
from tests.reports.office import needs_office, saved_by_office
from tests.support.drawn_case import cases
from tests.workbooks.conftest import GOOD, ROOT

SHIPPED = [*sorted((ROOT / "instances").glob("*.toml")), GOOD]


def facts(path):
    """An instance as plain values, whatever file it came from."""
    return cp.load_instance(path).model_dump()


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_instances_lose_nothing(path, tmp_path):
    workbook, again = tmp_path / "there.xlsx", tmp_path / "back.toml"
    cp.convert(path, workbook)
    converted = cp.convert(workbook, again)
    assert facts(workbook) == facts(again) == facts(path)
    assert converted.notices == ()


@given(cases())
def test_drawn_instances_lose_nothing(drawn):
    content = drawn[0].instance_content
    with TemporaryDirectory() as folder:
        path, workbook = Path(folder) / "drawn.toml", Path(folder) / "drawn.xlsx"
        path.write_text(written(keyed(content), "toml"), encoding="utf-8")
        cp.convert(path, workbook)
        assert facts(workbook) == facts(path)


def test_the_same_facts_give_the_same_bytes(tmp_path):
    first, second = tmp_path / "one.xlsx", tmp_path / "other.xlsx"
    cp.convert(GOOD, first)
    cp.convert(GOOD, second)
    assert first.read_bytes() == second.read_bytes()


def with_text(tmp_path, text):
    path = tmp_path / "texts.toml"
    content = GOOD.read_text("utf-8").replace('title = "A letter"', f"title = {text}")
    path.write_text(content, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "text",
    [
        '"=1+1"',
        '"+31 592"',
        '"@SUM(A1)"',
        '"https://example.org"',
        '"{=1+1}"',
        '"1.234"',
        '"true"',
        '"_x0041_"',
        '"a\\nb"',
        '"\\u202Ereversed"',
        '"2023-02-17"',
        f'"{"long " * 1000}end"',
    ],
)
def test_texts_stay_as_they_are(tmp_path, text):
    path, workbook = with_text(tmp_path, text), tmp_path / "texts.xlsx"
    cp.convert(path, workbook)
    assert facts(workbook) == facts(path)
    book = openpyxl.load_workbook(workbook)
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for sheet in book for row in sheet for cell in row)


@pytest.mark.parametrize("text", ['" blank"', '"n.v.t."', '"bell \\u0007"', '"x005F_"'])
def test_what_a_workbook_cannot_keep_is_refused(tmp_path, text):
    target = tmp_path / "texts.xlsx"
    with pytest.raises(InputError) as refused:
        cp.convert(with_text(tmp_path, text), target)
    (fault,) = refused.value.faults
    assert (fault.code, fault.field_name) == ("lost-in-workbook", "sources.letter.title")
    assert not target.exists()


def test_every_digit_is_kept(tmp_path):
    path, workbook = tmp_path / "digits.toml", tmp_path / "digits.xlsx"
    digits = "123456789012.123456789012"
    path.write_text(GOOD.read_text("utf-8").replace("once = 250000", f"once = {digits}"), "utf-8")
    cp.convert(path, workbook)
    assert cp.load_instance(workbook).measures[0].costs[0].once == Decimal(digits)


@pytest.mark.parametrize(
    "kind", ["models/per-saldo.toml", "instances/packages/aangekondigd-2023.toml"]
)
def test_only_an_instance_becomes_a_workbook(kind, tmp_path):
    with pytest.raises(InputError) as refused:
        cp.convert(ROOT / kind, tmp_path / "target.xlsx")
    assert [fault.code for fault in refused.value.faults] == ["not-a-workbook"]


def test_a_workbook_is_no_model(tmp_path):
    workbook = tmp_path / "good.xlsx"
    cp.convert(GOOD, workbook)
    with pytest.raises(InputError) as refused:
        cp.load_model(workbook)
    assert [fault.code for fault in refused.value.faults] == ["wrong-kind"]


@needs_office
def test_a_spreadsheet_program_changes_nothing(tmp_path):
    workbook = tmp_path / "good.xlsx"
    cp.convert(GOOD, workbook)
    again = cp.load_instance(saved_by_office(workbook, "xlsx", tmp_path))
    assert again.model_dump() == facts(GOOD)
    assert again.notices == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_workbook_can_be_filled_in(tmp_path, language):
    from compensatie.files.template import new_workbook

    path = new_workbook(tmp_path / "new", language)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == [explanations.TITLES[language], *(one.name for one in sheets())]
    lists = {
        check.formula1
        for check in book["measures"].data_validations.dataValidation
        if check.type == "list"
    }
    assert '"rijkshub,agency-expansion,new-agency,custom"' in lists
    with pytest.raises(InputError) as refused:
        cp.load_instance(path)
    assert {fault.code for fault in refused.value.faults} == {"missing-key"}
    good = openpyxl.load_workbook(_good(tmp_path))
    for sheet in good:
        if sheet.title in book.sheetnames:
            book[sheet.title].delete_rows(1)
            for row in sheet.iter_rows():
                for cell in row:
                    book[sheet.title][cell.coordinate] = cell.value
    book.save(path)
    assert facts(path) == facts(GOOD)


def _good(folder):
    cp.convert(GOOD, folder / "good.xlsx")
    return folder / "good.xlsx"


def test_every_column_is_explained_in_dutch():
    columns = [column for sheet in sheets() for column in sheet.columns if column.keys]
    texts = {column.explanation for column in [*columns, *national_keys().values()]}
    texts |= {*explanations.INTRODUCTION, *explanations.COLUMNS, *explanations.KINDS.values()}
    texts |= {explanations.OF_RECORD, explanations.OWN_NAME, explanations.REQUIRED}
    assert texts - catalogue("nl").keys() == set()
