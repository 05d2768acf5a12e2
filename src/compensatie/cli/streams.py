# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where things are said: data on stdout and nothing else there; talk on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from compensatie.errors import Fault, InputError
from compensatie.reports.inert import inert
from compensatie.reports.reader import Reader

if TYPE_CHECKING:
    from compensatie.reports.document import Document
    from compensatie.reports.table import Report

UNWRITABLE = "unwritable-output"
"""Code of the fault that stdout takes nothing."""


def print_report(report: Report, reader: Reader) -> None:
    """Prints what people read, on stdout."""
    from compensatie.reports import terminal

    with _stdout() as stream:
        terminal.print_report(report, reader, stream)


def print_text(text: str) -> None:
    """Prints text of our own, on stdout, as it is."""
    with _stdout() as stream:
        stream.write(text)


def print_document(document: Document) -> None:
    """Prints what programs read, on stdout: one line."""
    from compensatie.reports.document import printed

    with _stdout() as stream:
        stream.write(f"{printed(document)}\n")


@contextmanager
def _stdout() -> Iterator[TextIO]:
    """Stdout; a reader who has seen enough, as `head` has, is no error."""
    stream = _standard("stdout")
    if stream is None:
        raise InputError([_unwritable("closed")])
    if isinstance(stream, TextIOWrapper):
        # An encoding without € or – must not stop a report.
        stream.reconfigure(errors="backslashreplace")
    try:
        yield stream
        stream.flush()
    except BrokenPipeError:
        _abandon(stream)
    except OSError as error:
        _abandon(stream)
        raise InputError([_unwritable(error.strerror or type(error).__name__)]) from None


def _unwritable(reason: str) -> Fault:
    text = "the output cannot be written: {reason}"
    return Fault(UNWRITABLE, text, details={"reason": reason})


def _abandon(stream: TextIO) -> None:
    """Lets what is left go nowhere, so that leaving the program does not fail on it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def talk(lines: Iterable[str]) -> None:
    """Says something on stderr; where nobody listens, nothing is lost but talk."""
    if (stream := _standard("stderr")) is not None:
        with suppress(OSError):
            stream.writelines(f"{inert(line)}\n" for line in lines)
            stream.flush()


def _standard(name: str) -> TextIO | None:
    """A standard stream; None where it was closed before the program began."""
    stream: TextIO | None = getattr(sys, name)
    return stream


@contextmanager
def working(text: str) -> Iterator[None]:
    """Shows on a terminal, and only there, that work is going on."""
    stream = _standard("stderr")
    if stream is None or not stream.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(text)):
        yield
