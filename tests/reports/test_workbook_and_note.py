# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The report as a workbook and as a note: sums that come out, names that stay names."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import docx
import openpyxl
import pytest

import compensatie as cp
from compensatie.reports.content.build import content_of
from compensatie.reports.formats import docx as note_form
from compensatie.reports.formats import xlsx
from compensatie.reports.inert import inert, shortened
from compensatie.reports.note.note import MOST_LISTED
from compensatie.reports.spreadsheet import book
from compensatie.reports.spreadsheet.tidy import Formula
from compensatie.reports.theme import Theme
from tests.reports.office import needs_office, saved_by_office
from tests.support import written

ROOT = Path(__file__).parents[2]
ANNOUNCED = ROOT / "instances" / "packages" / "aangekondigd-2023.toml"
CASES = {
    "found": ("drenthe-2023", "kabinetsinzet", ["havelte-600"], [ANNOUNCED]),
    "none": ("drenthe-2023", "kabinetsinzet", [], [ANNOUNCED]),
    "klein": ("klein", "per-saldo", [], []),
    "fictief": ("nederland-fictief", "volledig", [], []),
}
CENT = Decimal("0.005")


@pytest.fixture(scope="session")
def contents(tmp_path_factory):
    """What reports of four cases say, in both languages."""
    folder, found = tmp_path_factory.mktemp("reports"), {}
    for name, (instance, model, scenarios, packages) in CASES.items():
        reported = cp.report(
            cp.load_instance(ROOT / "instances" / f"{instance}.toml"),
            cp.load_model(ROOT / "models" / f"{model}.toml"),
            folder / f"{name}.html",
            packages,
            scenarios=scenarios,
            brief=name != "none",
        )
        for language in ("nl", "en"):
            found[name, language] = content_of(reported.content.answers, language)
    return found


def opened(content, **options):
    return openpyxl.load_workbook(BytesIO(xlsx.written(content, Theme())), **options)


def sheet_of(content, position):
    return book.sheets(content)[position]


@pytest.mark.parametrize("name", CASES)
def test_sums_are_those_of_the_ledger(contents, name):
    content = contents[name, "en"]
    audit = content.answers.subject
    chosen = [choice.measure for choice in audit.package.choices]
    years = audit.case.facts.years
    by_name = {sheet.name: sheet for sheet in book.sheets(content)}
    measures = by_name.get("measures")
    assert (measures is None) == (not chosen)
    if measures is None:
        return
    worth = [row[9] for row in measures.rows]
    total = sum((one.value for one in worth if isinstance(one, Formula)), Fraction(0))
    assert total == audit.ledger.present_value(chosen, years, None)
    once = sum((row[7].value for row in measures.rows if isinstance(row[7], Formula)), Fraction(0))
    assert once == audit.ledger.paid(chosen, years, None, "once")
    paid = by_name["payments"]
    for row in paid.rows:
        assert row[-1].value == audit.ledger.paid(chosen, [row[0]], None)


@needs_office
@pytest.mark.parametrize("name", CASES)
def test_a_spreadsheet_program_works_out_the_same_to_the_cent(
    contents, name, tmp_path, monkeypatch
):
    content = contents[name, "nl"]
    wanted = {
        (sheet.name, row, column): Fraction(value.value)
        for sheet in book.sheets(content)
        for row, cells in enumerate(sheet.rows, start=2)
        for column, value in enumerate(cells, start=1)
        if isinstance(value, Formula)
    }
    # What is kept in the file is wrong, so that only what is worked out anew can be right.
    real = book._cell

    def spoilt(page, row, at, value, formats, kind):
        spoiled = Formula(value.text, Fraction(-1)) if isinstance(value, Formula) else value
        real(page, row, at, spoiled, formats, kind)

    monkeypatch.setattr(book, "_cell", spoilt)
    file = tmp_path / "report.xlsx"
    file.write_bytes(xlsx.written(content, Theme()))
    again = openpyxl.load_workbook(saved_by_office(file, "xlsx", tmp_path), data_only=True)
    found = {key: again[key[0]].cell(*key[1:]).value for key in wanted}
    assert wanted
    assert {
        key: (found[key], float(value))
        for key, value in wanted.items()
        if not isinstance(found[key], int | float) or abs(Fraction(found[key]) - value) > CENT
    } == {}


@pytest.mark.parametrize("key", [(name, lang) for name in CASES for lang in ("nl", "en")], ids=str)
def test_sheets_are_tidy_and_nothing_is_merged_or_hidden(contents, key):
    made = opened(contents[key])
    front = {"nl": ["voorblad", "inhoud", "toelichting"], "en": ["cover", "contents", "notes"]}
    assert made.sheetnames[:3] == front[key[1]]
    listed = {row[0].value for row in made[made.sheetnames[1]].iter_rows(min_row=2)}
    assert set(made.sheetnames) - listed <= set(front[key[1]])
    for sheet in made:
        assert sheet.sheet_state == "visible"
        assert not sheet.merged_cells.ranges
        assert not any(one.hidden for one in sheet.column_dimensions.values())
        headings = [cell.value for cell in sheet[1]]
        assert all(headings)
        assert len(set(headings)) == len(headings), (sheet.title, headings)


def test_every_chart_has_words_for_who_cannot_see_it(contents):
    content = contents["found", "en"]
    drawn = [chart for sheet in book.sheets(content) for chart in sheet.charts]
    assert {chart.kind for chart in drawn} == {"line", "column", "bar"}
    with zipfile.ZipFile(BytesIO(xlsx.written(content, Theme()))) as archive:
        parts = [name for name in archive.namelist() if name.startswith("xl/drawings/drawing")]
        texts = "".join(archive.read(name).decode() for name in parts)
    described = re.findall(r'descr="([^"]+)"', texts)
    assert len(described) == len(drawn)
    assert all(len(one) > 40 for one in described)


@pytest.mark.parametrize("form", [xlsx, note_form], ids=["xlsx", "docx"])
def test_the_same_answers_give_the_same_bytes(contents, form):
    content = contents["found", "nl"]
    assert form.written(content, Theme()) == form.written(content, Theme())


ATTACKS = ["=cmd|'/C calc'!A0", "+1", "@SUM(A1)", "-2+3", "https://evil.example", "{{7*7}}"]
ATTACKS += ["</w:t><w:br/>", "\u202ereversed", "\x1b[31mred", "a" * 10_000]


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: attack[:12])
def test_names_stay_names(tmp_path, attack):
    instance = cp.load_instance(ROOT / "instances" / "klein.toml")
    measures = tuple(
        one.model_copy(
            update={
                "title": None,
                "place": attack,
                "costs": tuple(
                    cost.model_copy(update={"payer": attack, "label": attack}) for cost in one.costs
                ),
            }
        )
        for one in instance.measures
    )
    hostile = instance.model_copy(update={"measures": measures, "name": attack, "title": None})
    model = cp.load_model(ROOT / "models" / "per-saldo.toml")
    cp.report(hostile, model, tmp_path / "hostile.xlsx", brief=True)
    cp.report(hostile, model, tmp_path / "hostile.docx", brief=True)
    made = openpyxl.load_workbook(tmp_path / "hostile.xlsx")
    texts = [
        cell.value
        for sheet in made
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type != "f" and isinstance(cell.value, str)
    ]
    formulas = [
        str(cell.value)
        for sheet in made
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    assert any(attack[:5] in text or "\\x1b" in text or "\\u202e" in text for text in texts)
    assert not any(attack in text for text in formulas)
    assert not any(cell.hyperlink for sheet in made for row in sheet.iter_rows() for cell in row)
    assert docx.Document(tmp_path / "hostile.docx").paragraphs


@needs_office
def test_an_office_program_runs_nothing_and_loses_nothing(tmp_path):
    """All attacks in one file, opened and saved again: each is still the text that it was."""
    costs = [written.cost(label=one, payer=one, once=1)[0] for one in ATTACKS]
    facts = written.instance(measures=[written.measure("m", costs=costs)])
    policy = written.model({"family": "net-employment", "floor": 11})
    again = {}
    for ending in ("xlsx", "docx"):
        file = tmp_path / f"hostile.{ending}"
        cp.report(facts, policy, file, brief=True)
        again[ending] = saved_by_office(file, ending, tmp_path)
    wanted = {inert(one) for one in ATTACKS}
    cells = [
        cell
        for sheet in openpyxl.load_workbook(again["xlsx"])
        for row in sheet.iter_rows()
        for cell in row
    ]
    assert wanted <= {cell.value for cell in cells if cell.data_type == "s"}
    assert not any(cell.hyperlink for cell in cells)
    formulas = [str(cell.value) for cell in cells if cell.data_type == "f"]
    assert formulas
    assert not any(attack in one for one in formulas for attack in ATTACKS)
    with zipfile.ZipFile(again["xlsx"]) as archive:
        assert not [name for name in archive.namelist() if "externalLink" in name]
    told = "\n".join(one.text for one in docx.Document(again["docx"]).paragraphs)
    assert all(shortened(one) in told for one in ATTACKS[:MOST_LISTED])


@pytest.mark.parametrize("key", [(name, lang) for name in CASES for lang in ("nl", "en")], ids=str)
def test_a_note_has_its_parts_in_order_with_real_styles(contents, key):
    note = docx.Document(BytesIO(note_form.written(contents[key], Theme())))
    headings = [one.text for one in note.paragraphs if one.style.name == "Heading 1"]
    assert (
        headings
        == {
            "nl": ["Aanleiding", "Geadviseerd besluit", "Kernpunten", "Toelichting", "Afstemming"],
            "en": ["Occasion", "Advised decision", "Key points", "Explanation", "Coordination"],
        }[key[1]]
    )
    assert [one.text for one in note.paragraphs if one.style.name == "Title"]
    for table in note.tables:
        assert table.rows[0]._tr.trPr.xpath("w:tblHeader")
    lead = contents[key].lead[0]
    assert lead in [one.text for one in note.paragraphs]


@needs_office
@pytest.mark.parametrize("key", [(name, lang) for name in CASES for lang in ("nl", "en")], ids=str)
def test_a_note_has_at_most_two_pages(contents, key, tmp_path):
    file = tmp_path / "note.docx"
    file.write_bytes(note_form.written(contents[key], Theme()))
    page = saved_by_office(file, "pdf", tmp_path).read_bytes()
    assert 1 <= len(re.findall(rb"/Type\s*/Page[^s]", page)) <= 2


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", CASES)
def test_each_form_says_on_whose_word_the_answer_is(contents, name, language):
    """A note and a workbook are read apart from the page: they say so themselves."""
    content = contents[name, language]
    note = docx.Document(BytesIO(note_form.written(content, Theme())))
    footer = " ".join(one.text for part in note.sections for one in part.footer.paragraphs)
    cover = [str(cell.value) for row in opened(content).worksheets[0].rows for cell in row]
    word = {"nl": "volgens HiGHS 1.", "en": "according to HiGHS 1."}[language]
    assert word in footer
    assert any(word in text for text in cover)
