# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is not a file that can be read is refused before anything of it is parsed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from compensatie.errors import Fault, InputError
from compensatie.files.instance import load_instance
from compensatie.files.source import MOST_BYTES, read_source


def only_fault(path: Path | str) -> Fault:
    with pytest.raises(InputError) as caught:
        load_instance(path)
    (fault,) = caught.value.faults
    assert fault.file == str(path)
    return fault


def test_a_missing_file_is_told_with_the_name_nearest_to_it(tmp_path: Path) -> None:
    (tmp_path / "drenthe-2023.toml").write_text("format = 1")
    fault = only_fault(tmp_path / "drente-2023.toml")
    assert fault.code == "missing-file"
    assert fault.suggestion == str(tmp_path / "drenthe-2023.toml")


@pytest.mark.parametrize("name", ["gone.toml", "no/such/folder.toml", "a\0b.toml"])
def test_a_missing_file_is_told(tmp_path: Path, name: str) -> None:
    assert only_fault(f"{tmp_path}/{name}").code == "missing-file"


def test_a_name_that_is_far_too_long_is_told(tmp_path: Path) -> None:
    assert only_fault(tmp_path / ("a" * 5000 + ".toml")).code == "unreadable-file"


def test_a_folder_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    assert only_fault(folder).code == "directory"


def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.toml"
    os.mkfifo(pipe)
    assert only_fault(pipe).code == "not-a-file"


@pytest.mark.parametrize("name", ["facts", "facts.txt", "facts.yaml", "facts.toml.bak"])
def test_another_ending_is_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text("format = 1")
    assert only_fault(path).code == "unknown-ending"


def test_an_ending_in_capitals_will_do(tmp_path: Path) -> None:
    path = tmp_path / "FACTS.TOML"
    path.write_text("format = 1")
    assert read_source(path).notation == "toml"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read all")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "secret.toml"
    path.write_text("format = 1")
    path.chmod(0)
    assert only_fault(path).code == "unreadable-file"


def test_a_file_that_breaks_off_while_it_is_read_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("format = 1")

    def broken(*_: object, **__: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", broken)
    fault = only_fault(path)
    assert fault.code == "unreadable-file"
    assert "{" not in fault.message()


@pytest.mark.parametrize("content", [b"", b"\n\n", b" \t ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "empty.json"
    path.write_bytes(content)
    assert only_fault(path).code == "empty-file"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16_is_told(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "wide.toml"
    path.write_bytes('name = "Fryslân"\n'.encode(encoding))
    assert only_fault(path).code == "wrong-encoding"


def test_latin_1_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('format = 1\nname = "Fryslân"\n'.encode("latin-1"))
    fault = only_fault(path)
    assert (fault.code, fault.line) == ("wrong-encoding", "2")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "marked.toml"
    path.write_bytes(b"\xef\xbb\xbfformat = 1\n")
    assert read_source(path).text == "format = 1\n"


@pytest.mark.parametrize("size", [MOST_BYTES + 1, 100_000_000])
def test_a_file_that_is_too_large_is_told_without_reading_it_all(tmp_path: Path, size: int) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as stream:
        stream.truncate(size)
    assert only_fault(path).code == "file-too-large"


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.toml"
    path.write_bytes(b"format = 1\n" + b"#" * (MOST_BYTES - 11))
    assert len(read_source(path).text) == MOST_BYTES


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    content = b"\xef\xbb\xbfformat = 1\r\n"
    path.write_bytes(content)
    assert read_source(path).sha256 == hashlib.sha256(content).hexdigest()
