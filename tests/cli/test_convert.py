# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A converted file says the very same; what it cannot hold is told."""

from __future__ import annotations

import datetime
import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given

import compensatie as cp
from compensatie.errors import InternalError
from compensatie.files import conversion
from compensatie.files.document import read_document
from compensatie.files.notation import written
from tests.cli.conftest import KLEIN, ROOT
from tests.support.drawn_case import cases

SHIPPED = sorted(
    path.relative_to(ROOT)
    for folder in ("instances", "models", "tests/mistakes/good")
    for path in (ROOT / folder).rglob("*.toml")
)


def comparable(value):
    """Content with the type and digits of every number, so that 1, 1.0 and true differ."""
    if isinstance(value, Mapping):
        return [(key, comparable(item)) for key, item in sorted(value.items())]
    if isinstance(value, list):
        return [comparable(item) for item in value]
    return type(value).__name__, str(value)


def keyed(value):
    """Content with every key as text, as files have it."""
    if isinstance(value, Mapping):
        return {str(key): keyed(item) for key, item in value.items()}
    return [keyed(item) for item in value] if isinstance(value, list | tuple) else value


def there_and_back(path, folder):
    """The content of a file, of its JSON, and of the TOML made from that again."""
    through, again = folder / "through.json", folder / "again.toml"
    cp.convert(path, through)
    cp.convert(through, again)
    return [read_document(one).content for one in (path, through, again)]


@pytest.mark.parametrize("path", SHIPPED, ids=str)
def test_shipped_files_lose_nothing(path, tmp_path):
    for model in path.parent.glob("*.toml"):
        shutil.copy(model, tmp_path)
    before, _, after = there_and_back(path, tmp_path)
    assert comparable(after) == comparable(before)


@given(cases())
def test_drawn_files_lose_nothing(drawn):
    case, package = drawn
    choices = [choice.model_dump() for choice in package.choices]
    contents = (case.instance_content, case.model_content, {"format": 1, "choices": choices})
    with TemporaryDirectory() as folder:
        for content in contents:
            if content.get("choices") == []:
                continue
            path = Path(folder) / "drawn.toml"
            path.write_text(written(keyed(content), "toml"), encoding="utf-8")
            before, through, after = there_and_back(path, Path(folder))
            assert comparable(after) == comparable(before)
            assert comparable(through) == comparable(before)


@pytest.mark.parametrize("ending", ["json", "toml"])
def test_facts_are_equal_to_the_last_digit(tmp_path, ending):
    text = (ROOT / KLEIN).read_text("utf-8").replace("52000", "52000.000000000001")
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    cp.convert(tmp_path / "a.toml", tmp_path / f"b.{ending}")
    before, after = (cp.load_instance(tmp_path / name) for name in ("a.toml", f"b.{ending}"))
    assert after.model_dump() == before.model_dump()
    assert "52000.000000000001" in (tmp_path / f"b.{ending}").read_text("utf-8")


def test_records_keep_their_order(tmp_path):
    cp.convert(KLEIN, tmp_path / "klein.json")
    names = [one["id"] for one in json.loads((tmp_path / "klein.json").read_text())["measures"]]
    assert names == ["gastplekken", "uitbreiding", "nieuwe-dienst"]


def test_dates_are_text_in_json_and_dates_in_toml(tmp_path):
    through, again = tmp_path / "m.json", tmp_path / "m.toml"
    cp.convert("models/motie-de-vries.toml", through)
    (tmp_path / "per-saldo.toml").write_bytes((ROOT / "models/per-saldo.toml").read_bytes())
    cp.convert(through, again)
    date = read_document("models/motie-de-vries.toml").content["rules"][0]["source"]["date"]
    assert isinstance(date, datetime.date)
    assert read_document(through).content["rules"][0]["source"]["date"] == date.isoformat()
    assert read_document(again).content["rules"][0]["source"]["date"] == date


def test_a_moment_is_written_as_its_day(tmp_path):
    path = tmp_path / "a.toml"
    extra = '[sources.x]\ntitle = "x"\ndate = 2024-05-01T00:00:00\n'
    path.write_text((ROOT / KLEIN).read_text("utf-8") + extra, encoding="utf-8")
    cp.convert(path, tmp_path / "a.json")
    found = cp.load_instance(tmp_path / "a.json")
    assert found.model_dump() == cp.load_instance(path).model_dump()


def test_a_text_that_looks_like_a_date_stays_text(tmp_path):
    path = tmp_path / "a.toml"
    text = (ROOT / KLEIN).read_text("utf-8").replace('"Invented."', '"2024-05-01"')
    path.write_text(text, encoding="utf-8")
    _, _, after = there_and_back(path, tmp_path)
    assert after["provinces"][0]["remark"] == "2024-05-01"


def test_extends_is_kept_as_it_is(tmp_path):
    shutil.copy("models/per-saldo.toml", tmp_path)
    cp.convert("models/motie-de-vries.toml", tmp_path / "de-vries.json")
    content = json.loads((tmp_path / "de-vries.json").read_text("utf-8"))
    assert content["extends"] == "per-saldo.toml"
    assert [rule["id"] for rule in content["rules"]] == ["motie-de-vries"]
    same = cp.load_model("models/motie-de-vries.toml").model_dump()
    assert cp.load_model(tmp_path / "de-vries.json").model_dump() == same


def test_a_parent_that_is_elsewhere_is_told(run, tmp_path):
    result = run("convert", "models/motie-de-vries.toml", tmp_path / "a.json")
    assert result.exit_code == 0
    assert "the new file extends per-saldo.toml, which is not there" in result.stderr


def test_lost_comments_are_told_on_stderr(run, tmp_path):
    result = run("convert", KLEIN, tmp_path / "klein.json")
    assert result.exit_code == 0
    assert result.stdout == ""
    assert f"the comments of {KLEIN} are not in the new file" in result.stderr
    assert (tmp_path / "klein.json").is_file()


@pytest.mark.parametrize("text", ['"# no"', "'# no'", '"""#\n#"""', "'''\n# no'''", '"\\"# no"'])
def test_a_text_with_a_hash_is_no_comment(run, tmp_path, text):
    path = tmp_path / "a.toml"
    lines = ["format = 1", f"name = {text}", "[[choices]]", 'measure = "a"', "start = 2024"]
    path.write_text("\n".join([*lines, "size = 1", ""]), encoding="utf-8")
    assert "comments" not in run("convert", path, tmp_path / "a.json").stderr
    path.write_text(path.read_text("utf-8") + "# yes", encoding="utf-8")
    assert "comments" in run("convert", path, tmp_path / "a.json").stderr


def test_the_document(run, tmp_path):
    target = tmp_path / "klein.json"
    document = json.loads(run("convert", KLEIN, target, "--json").stdout)
    assert document["kind"] == "instance"
    assert (document["source"], document["target"]) == (KLEIN, str(target))
    assert [one["code"] for one in document["warnings"]] == ["comments-lost"]


def test_what_is_wrong_is_told_before_anything_is_written(run, tmp_path):
    path = tmp_path / "a.toml"
    path.write_text((ROOT / KLEIN).read_text("utf-8").replace("min = 10", "min = -10"), "utf-8")
    result = run("convert", path, tmp_path / "a.json")
    assert result.exit_code == 2
    assert "the number must be above 0" in result.stderr
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize("name", ["a.toml", "./a.toml", "link.toml"])
def test_a_file_is_not_converted_onto_itself(run, tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / KLEIN, "a.toml")
    Path("link.toml").symlink_to("a.toml")
    before = Path("a.toml").read_bytes()
    result = run("convert", "a.toml", name)
    assert result.exit_code == 2
    assert "not overwritten" in result.stderr
    assert Path("a.toml").read_bytes() == before


@pytest.mark.parametrize("target", ["a.yaml", "nowhere/a.json", ""])
def test_a_target_that_cannot_be_is_refused(run, tmp_path, target):
    result = run("convert", KLEIN, tmp_path / target if target else "")
    assert result.exit_code == 2
    assert "Error:" in result.stderr


def test_a_file_that_tells_nothing_is_refused(run, tmp_path):
    path = tmp_path / "a.toml"
    path.write_text('format = 1\nname = "x"\n', encoding="utf-8")
    result = run("convert", path, tmp_path / "a.json", "--lang", "nl")
    assert result.exit_code == 2
    assert "niet of het een instantie, een model of een pakket is" in result.stderr


def test_nothing_is_written_that_would_not_say_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(conversion, "written", lambda *_: '{"format": 1, "name": "other"}')
    with pytest.raises(InternalError):
        cp.convert(KLEIN, tmp_path / "a.json")
    assert list(tmp_path.iterdir()) == []
