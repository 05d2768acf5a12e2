# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Answers kept in a file, so that the same study goes on where it stopped.

One JSON document a line: first what the answers are about, then each proven answer under the
digest of its question. A line that was torn when the program died is cut off.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from os import PathLike, fspath
from pathlib import Path
from types import NoneType
from typing import Any

from compensatie.engine.case import Case
from compensatie.engine.goal import Goal
from compensatie.engine.restriction import Restriction
from compensatie.errors import Fault, InputError
from compensatie.facts.package import Choice, Package
from compensatie.files.aside import unwritable

LARGEST = 200_000_000
"""Bytes of a store that are read."""
MOST_OF_FIRST = 1_000_000
"""Bytes of the line that says what a store is about."""
NO_STORE = Fault(
    "no-store",
    "this file is no store of a study",
    allowed="a new file, or the store of the same call",
)
OTHER_STORE = Fault(
    "other-store",
    "this store belongs to another study: {differing} differ",
    allowed="a new file, or the store of the same call",
)
Subject = Mapping[str, Any]
"""What the answers of a store are about: digests, version, and the words of the call."""
Answers = dict[str, list[list[Any]] | None]


class Store:
    """Proven answers in a file."""

    def __init__(self, path: str | PathLike[str], subject: Subject) -> None:
        """Opens a store, or begins one.

        Args:
            path: the file.
            subject: what its answers are about.

        Raises:
            InputError: the file is no store, or one of something else, or cannot be written.
        """
        self._path = Path(path)
        self._subject = json.loads(json.dumps({"format": 1, **subject}))
        try:
            self._answers = self._read()
            if not self._path.exists() or self._path.stat().st_size == 0:
                self._write(self._subject)
            with self._path.open("a"):
                pass  # answers can be written
        except OSError as error:
            raise InputError([unwritable(fspath(path), error)]) from None

    def of_case(self, case: Case, programme: str = "usual") -> StoredAnswers:
        """The answers about one case, as the usual or another programme of it gives them."""
        scenarios = ", ".join(case.facts.scenarios)
        locks = f"{sorted(case.locks.include)} {sorted(case.locks.exclude)}"
        rules = ", ".join(entry.rule.id for entry in case.rules)
        return StoredAnswers(
            self, f"{case.model.sha256}\n{scenarios}\n{locks}\n{rules}\n{programme}"
        )

    def recall(self, question: str) -> tuple[Package | None] | None:
        """What was answered; nothing where it was not asked."""
        if question not in self._answers:
            return None
        choices = self._answers[question]
        return (None if choices is None else _package(choices),)

    def keep(self, question: str, package: Package | None) -> None:
        """Writes an answer at once.

        Raises:
            InputError: it cannot be written.
        """
        choices = None if package is None else [_texts(one) for one in package.choices]
        self._answers[question] = choices
        try:
            self._write({"question": question, "package": choices})
        except OSError as error:
            raise InputError([unwritable(fspath(self._path), error)]) from None

    def _write(self, line: Mapping[str, Any]) -> None:
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(f"{json.dumps(line)}\n")

    def _read(self) -> Answers:
        """The answers that are there; what follows the last whole line is cut off."""
        if not self._path.exists():
            return {}
        if not self._path.is_file() or self._path.stat().st_size > LARGEST:
            raise InputError([self._fault(NO_STORE)])
        with self._path.open("rb") as stream:
            first = stream.readline(MOST_OF_FIRST)
            self._require_ours(first)
            content = first + stream.read()
        whole = content[: content.rfind(b"\n") + 1]
        answers = self._answers_of(whole.splitlines())
        # Only now: a file that is no store stays as it is.
        if whole != content:
            with self._path.open("r+b") as stream:
                stream.truncate(len(whole))
        return answers

    def _require_ours(self, first: bytes) -> None:
        """Looks at the first line; one that is torn must be the beginning of ours."""
        ours = json.dumps(self._subject).encode()
        if not first.endswith(b"\n") and not ours.startswith(first):
            raise InputError([self._fault(NO_STORE)])

    def _answers_of(self, lines: Sequence[bytes]) -> Answers:
        try:
            documents = [json.loads(line) for line in lines]
            answers = {one["question"]: one["package"] for one in documents[1:]}
            for choices in answers.values():
                _package(choices or ())
        except (ValueError, TypeError, KeyError, ArithmeticError, RecursionError):
            raise InputError([self._fault(NO_STORE)]) from None
        if documents and documents[0] != self._subject:
            differing = self._differing(documents[0])
            raise InputError([self._fault(OTHER_STORE, differing=differing)])
        return answers

    def _differing(self, other: Any) -> str:
        theirs = other if isinstance(other, dict) else {}
        names = [name for name in self._subject if theirs.get(name) != self._subject[name]]
        return ", ".join(names) or "format"

    def _fault(self, fault: Fault, **details: str) -> Fault:
        file = fspath(self._path)
        return replace(fault, value=file, file=file, details=details)


class StoredAnswers:
    """The answers of a store about one case."""

    def __init__(self, store: Store, case: str) -> None:
        """Answers about the case that a text tells from all others."""
        self._store, self._case = store, case

    def recall(
        self, goal: Goal, restrictions: Sequence[Restriction]
    ) -> tuple[Package | None] | None:
        """The best package, or that there is none; nothing where it was not asked before."""
        return self._store.recall(self._question(goal, restrictions))

    def keep(self, goal: Goal, restrictions: Sequence[Restriction], best: Package | None) -> None:
        """Keeps a proven answer."""
        self._store.keep(self._question(goal, restrictions), best)

    def _question(self, goal: Goal, restrictions: Sequence[Restriction]) -> str:
        text = "\n".join([self._case, canonical(goal), canonical(restrictions)])
        return sha256(text.encode()).hexdigest()


def canonical(value: Any) -> str:
    """A text that says what a question is about, the same on every machine and in every run."""
    if isinstance(value, Goal):
        return f"{value.name} in {value.unit}"
    if isinstance(value, Package):
        return canonical(frozenset(value.choices))
    if isinstance(value, Choice):
        return canonical(_texts(value))
    if isinstance(value, (frozenset, set)):
        return f"{{{', '.join(sorted(map(canonical, value)))}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(canonical, value))}]"
    if is_dataclass(value) and not isinstance(value, type):
        parts = _parts(getattr(value, field.name) for field in fields(value))
        return f"{type(value).__name__}({parts})"
    if not isinstance(value, (str, int, Fraction, NoneType)):
        raise TypeError(f"{type(value).__name__} is not said the same in every run")
    return json.dumps(str(value))


def _parts(values: Iterable[Any]) -> str:
    return ", ".join(map(canonical, values))


def _texts(choice: Choice) -> list[Any]:
    return [choice.measure, choice.start, str(choice.size.normalize())]


def _package(choices: Iterable[Sequence[Any]]) -> Package:
    return Package(
        name="optimum",
        choices=tuple(
            Choice(measure=measure, start=start, size=Decimal(size))
            for measure, start, size in choices
        ),
    )
