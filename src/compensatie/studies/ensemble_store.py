# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Answers of drawn futures kept in a SQLite file, so that the same call goes on where it stopped.

One process writes. What is committed is on the disk: a crash, or a loss of power, loses at most
what came after. A file that was torn tells so itself when it is opened.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from os import PathLike, fspath
from pathlib import Path
from typing import Any

from compensatie.errors import Fault, InputError
from compensatie.files.aside import unwritable
from compensatie.studies.drawn_answer import DrawnAnswer, as_text, from_text
from compensatie.studies.store import NO_STORE, OTHER_STORE

IN_USE = Fault(
    "store-in-use",
    "another process is writing in this store",
    allowed="a store that no other run uses",
)
DAMAGED = Fault(
    "damaged-store",
    "this store is damaged: {reason}",
    allowed="a copy of it that is whole, or a new file",
)
_TABLES = """
CREATE TABLE subject (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE answers (draw INTEGER PRIMARY KEY, answer TEXT NOT NULL);
"""
Subject = Mapping[str, Any]
"""What the answers of a store are about."""


class EnsembleStore:
    """Answers by the number of their draw."""

    def __init__(self, path: str | PathLike[str] | None, subject: Subject) -> None:
        """Opens a store, or begins one.

        Args:
            path: the file; None: answers are kept in memory only.
            subject: what they are about.

        Raises:
            InputError: the file is no store, is one of something else, is damaged, is in use, or
                cannot be written.
        """
        self._file = ":memory:" if path is None else fspath(path)
        told = {"format": 1, "study": "ensemble", **subject}
        self._subject = {name: json.dumps(value, sort_keys=True) for name, value in told.items()}
        with self._faults():
            self._require_file()
            self._database = sqlite3.connect(self._file, isolation_level=None, timeout=0)
        try:
            with self._faults():
                self._open()
        except InputError:
            self._database.close()
            raise

    def _require_file(self) -> None:
        path = Path(self._file)
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise self._fault(NO_STORE)
        if path.is_file() and 0 < path.stat().st_size < 16:
            raise self._fault(NO_STORE)

    def _open(self) -> None:
        run = self._database.execute
        # Exclusive before the log is opened: then there is no shared memory file to lose.
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("BEGIN EXCLUSIVE")
        tables = {name for (name,) in run("SELECT name FROM sqlite_schema WHERE type = 'table'")}
        if not tables:
            self._begin()
        elif tables != {"subject", "answers"}:
            raise self._fault(NO_STORE)
        run("COMMIT")
        self._require_whole()
        self._require_same()

    def _begin(self) -> None:
        for statement in filter(str.strip, _TABLES.split(";")):
            self._database.execute(statement)
        self._database.executemany("INSERT INTO subject VALUES (?, ?)", self._subject.items())

    def _require_whole(self) -> None:
        (found,) = self._database.execute("PRAGMA quick_check(1)").fetchone()
        if found != "ok":
            raise self._fault(DAMAGED, reason=str(found))

    def _require_same(self) -> None:
        kept = dict(self._database.execute("SELECT name, value FROM subject"))
        names = dict.fromkeys([*self._subject, *kept])
        differing = [name for name in names if kept.get(name) != self._subject.get(name)]
        if differing:
            raise self._fault(OTHER_STORE, differing=", ".join(differing))

    def answers(self) -> Iterator[tuple[int, DrawnAnswer]]:
        """Every answer, in the order of the draws.

        Raises:
            InputError: what is kept is no answer.
        """
        with self._faults():
            for number, text in self._database.execute(
                "SELECT draw, answer FROM answers ORDER BY draw"
            ):
                try:
                    yield number, from_text(text)
                except (ValueError, TypeError, KeyError, ArithmeticError):
                    raise self._fault(DAMAGED, reason=f"draw {number}") from None

    def keep(self, answers: Iterable[tuple[int, str]]) -> None:
        """Writes answers, all of them or none; when this returns they are on the disk.

        Raises:
            InputError: they cannot be written.
        """
        with self._faults():
            self._database.execute("BEGIN")
            try:
                statement = "INSERT OR REPLACE INTO answers VALUES (?, ?)"
                self._database.executemany(statement, answers)
                self._database.execute("COMMIT")
            except sqlite3.Error:
                if self._database.in_transaction:
                    self._database.execute("ROLLBACK")
                raise

    def keep_one(self, number: int, answer: DrawnAnswer) -> None:
        """Writes one answer."""
        self.keep([(number, as_text(answer))])

    def close(self) -> None:
        """Closes the file; nothing is lost if this never happens."""
        self._database.close()

    @contextmanager
    def _faults(self) -> Iterator[None]:
        """What goes wrong with the file, told as a fault."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._told(error) from None
        except OSError as error:
            raise InputError([unwritable(self._file, error)]) from None

    def _told(self, error: sqlite3.Error) -> InputError:
        code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
        if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            return self._fault(IN_USE)
        if code == sqlite3.SQLITE_NOTADB:
            return self._fault(NO_STORE)
        if code == sqlite3.SQLITE_CORRUPT:
            return self._fault(DAMAGED, reason=str(error))
        number = _ERRORS.get(code, errno.EIO)
        return InputError([unwritable(self._file, OSError(number, str(error)))])

    def _fault(self, fault: Fault, **details: str) -> InputError:
        told = replace(fault, value=self._file, file=self._file, details=details)
        return InputError([told])


_ERRORS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
}
