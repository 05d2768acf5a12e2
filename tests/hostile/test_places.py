# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is no file is never read or written: pipes, devices, links that lead nowhere, huge files."""

from __future__ import annotations

import os
import stat

import pytest

import compensatie as cp
from compensatie.errors import InputError
from compensatie.files.aside import write_text
from compensatie.studies.store import Store
from compensatie.verifier.shapes import Refused
from tests.fuzz.readers import KLEIN, PER_SALDO, readers

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes and links as on POSIX")


def pipe(path):
    os.mkfifo(path)


def folder(path):
    path.mkdir()


def link_to_a_pipe(path):
    os.mkfifo(path.with_name("pipe"))
    path.symlink_to("pipe")


def link_to_a_device(path):
    path.symlink_to("/dev/zero")


def link_to_itself(path):
    path.symlink_to(path.name)


def huge(path):
    with path.open("wb") as stream:
        stream.truncate(250_000_000)


@pytest.fixture(scope="module")
def every_reader(tmp_path_factory):
    return readers(tmp_path_factory.mktemp("good"))


@pytest.mark.parametrize(
    "make",
    [pipe, folder, link_to_a_pipe, link_to_a_device, link_to_itself, huge],
    ids=lambda one: one.__name__,
)
def test_nothing_reads_what_is_no_file(every_reader, tmp_path, make):
    for number, reader in enumerate(every_reader):
        place = tmp_path / str(number)
        place.mkdir()
        path = place / f"given{reader.ending}"
        make(path)
        with pytest.raises((InputError, Refused)):
            reader.read(path)


def test_good_files_are_read_through_links(every_reader, tmp_path):
    for number, reader in enumerate(every_reader):
        if reader.name in ("model", "model to verify by", "store", "answers"):
            continue  # these look at what stands beside the file, or write in it
        target, link = (tmp_path / f"{name}{number}{reader.ending}" for name in ("a", "b"))
        target.write_bytes(reader.seeds[0])
        link.symlink_to(target)
        assert reader.failure(link) is None


WAYS = {
    "": lambda facts, policy, out: cp.solve(facts, policy, certificate=out),
    ".json": lambda facts, policy, out: cp.convert(KLEIN, out),
    ".lp": lambda facts, policy, out: cp.export(facts, policy, out),
    ".html": lambda facts, policy, out: cp.report(facts, policy, out),
    ".toml": lambda facts, policy, out: write_text(out, "new"),
}
"""What writes a file, by the ending of its name."""


@pytest.mark.parametrize("make", [pipe, link_to_a_pipe], ids=lambda one: one.__name__)
@pytest.mark.parametrize("ending", WAYS)
def test_a_device_or_a_pipe_is_never_replaced(tmp_path, make, ending):
    out = tmp_path / f"out{ending}"
    make(out)
    with pytest.raises(InputError) as refused:
        WAYS[ending](cp.load_instance(KLEIN), cp.load_model(PER_SALDO), out)
    assert refused.value.faults[0].code == "not-a-file"
    assert stat.S_ISFIFO(out.stat().st_mode)


@pytest.mark.parametrize(
    "content", [b"precious", b"precious\nnotes", b'{"format": 1}\nnotes', b"\0" * 50]
)
def test_a_file_that_is_no_store_stays_as_it_is(tmp_path, content):
    path = tmp_path / "notes.txt"
    path.write_bytes(content)
    with pytest.raises(InputError):
        Store(path, {"study": "mine"})
    assert path.read_bytes() == content


def test_a_store_that_was_torn_at_its_beginning_begins_again(tmp_path):
    path, subject = tmp_path / "store", {"study": "mine"}
    Store(path, subject)
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        assert Store(path, subject).recall("anything") is None
        assert path.read_bytes() == whole
