# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A store keeps what was committed whatever happens to it, and is never taken for another's."""

from __future__ import annotations

import resource
import shutil
import sqlite3
from random import Random

import pytest

import compensatie as cp
from compensatie.errors import InputError
from compensatie.studies.drawn_answer import DrawnAnswer, as_text
from compensatie.studies.ensemble_store import EnsembleStore
from tests.support.seeded import seeds

SUBJECT = {"instance_sha256": "a", "seed": "1", "options": {"x": "y"}}


def answer(number):
    return DrawnAnswer(cp.Status.UNSOLVED, reason=f"answer {number} " + "." * 300)


def kept(path, numbers, subject=SUBJECT):
    store = EnsembleStore(path, subject)
    for number in numbers:
        store.keep_one(number, answer(number))
    return store


def codes(call):
    with pytest.raises(InputError) as refused:
        call()
    return [one.code for one in refused.value.faults]


def test_what_is_kept_is_there_again_in_order(tmp_path):
    path = tmp_path / "store.db"
    kept(path, [3, 1]).close()
    store = EnsembleStore(path, SUBJECT)
    store.keep([(2, as_text(answer(2))), (3, as_text(answer(9)))])
    assert dict(store.answers()) == {1: answer(1), 2: answer(2), 3: answer(9)}
    assert [number for number, _ in store.answers()] == [1, 2, 3]
    store.close()


def test_without_a_file_answers_are_kept_while_it_lasts():
    store = EnsembleStore(None, SUBJECT)
    store.keep_one(1, answer(1))
    assert dict(store.answers()) == {1: answer(1)}
    store.close()


@pytest.mark.parametrize(
    "subject",
    [
        {**SUBJECT, "seed": "2"},
        {**SUBJECT, "instance_sha256": "b"},
        {**SUBJECT, "more": "x"},
        {"seed": "1"},
    ],
)
def test_a_store_of_another_run_is_refused(tmp_path, subject):
    path = tmp_path / "store.db"
    kept(path, [1]).close()
    assert codes(lambda: EnsembleStore(path, subject)) == ["other-store"]
    EnsembleStore(path, SUBJECT).close()


@pytest.mark.parametrize(
    "content", [b"no store", b"no store at all, but long enough to be one" * 50, b'{"format":1}\n']
)
def test_what_is_no_store_is_refused_and_left_alone(tmp_path, content):
    path = tmp_path / "store.db"
    path.write_bytes(content)
    assert codes(lambda: EnsembleStore(path, SUBJECT)) == ["no-store"]
    assert path.read_bytes() == content


def test_a_database_of_something_else_is_refused(tmp_path):
    path = tmp_path / "store.db"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE mine (x)")
    database.commit()
    database.close()
    assert codes(lambda: EnsembleStore(path, SUBJECT)) == ["no-store"]
    assert codes(lambda: EnsembleStore(tmp_path, SUBJECT)) == ["no-store"]
    nowhere = tmp_path / "nowhere" / "store.db"
    assert codes(lambda: EnsembleStore(nowhere, SUBJECT)) == ["unwritable-file"]


def test_one_process_writes(tmp_path):
    store = kept(tmp_path / "store.db", [1])
    assert codes(lambda: EnsembleStore(tmp_path / "store.db", SUBJECT)) == ["store-in-use"]
    store.close()


def copied(path, folder):
    """The store as it lies on the disk while its process is killed."""
    folder.mkdir()
    for one in path.parent.glob("store.db*"):
        shutil.copy(one, folder)
    return folder / "store.db"


def test_a_log_that_was_torn_loses_only_its_end(tmp_path):
    path = tmp_path / "store.db"
    store = kept(path, range(1, 30))
    (log,) = tmp_path.glob("store.db-wal")
    size = log.stat().st_size
    for seed in seeds(100):
        torn = copied(path, tmp_path / str(seed))
        with (torn.parent / log.name).open("r+b") as stream:
            stream.truncate(Random(seed).randrange(size))
        again = EnsembleStore(torn, SUBJECT)
        found = dict(again.answers())
        again.close()
        assert found == {number: answer(number) for number in range(1, len(found) + 1)}
    store.close()


def test_a_file_that_was_damaged_is_never_read_as_something_else(tmp_path):
    path = tmp_path / "store.db"
    kept(path, range(1, 200)).close()
    content = path.read_bytes()
    told = set()
    for seed in seeds(200):
        random, hurt = Random(seed), bytearray(content)
        start = random.randrange(len(hurt))
        if seed % 2:
            del hurt[start:]
        else:
            hurt[start : start + 200] = random.randbytes(200)
        path.write_bytes(hurt)
        try:
            store = EnsembleStore(path, SUBJECT)
            found = dict(store.answers())
            store.close()
        except InputError as error:
            told |= {one.code for one in error.faults}
        else:
            assert set(found) <= set(range(1, 200))
        for left in tmp_path.glob("store.db-*"):
            left.unlink()
    assert told <= {"damaged-store", "no-store", "other-store", "unwritable-file"}
    assert "damaged-store" in told


def test_a_full_disk_is_told_and_what_was_kept_stays(tmp_path):
    path = tmp_path / "store.db"
    store = kept(path, range(1, 20))
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (tmp_path / "store.db-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4000, limit[1]))
    try:
        numbers = iter(range(20, 2000))
        faults = codes(lambda: [store.keep_one(number, answer(number)) for number in numbers])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert faults == ["unwritable-file"]
    first_lost = next(numbers) - 1
    assert dict(store.answers()) == {number: answer(number) for number in range(1, first_lost)}
    store.keep_one(first_lost, answer(first_lost))
    store.close()
    again = EnsembleStore(path, SUBJECT)
    assert len(dict(again.answers())) == first_lost
    again.close()
