# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where things are said: data on stdout and nothing else there; talk on stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, TextIO

from compensatie.errors import Fault, InputError
from compensatie.reports.inert import inert
from compensatie.reports.reader import Reader

if TYPE_CHECKING:
    from compensatie.reports.document import Document
    from compensatie.reports.table import Report


def print_report(report: Report, reader: Reader) -> None:
    """Prints what people read, on stdout."""
    from compensatie.reports import terminal

    with _stdout() as stream:
        terminal.print_report(report, reader, stream)


def print_document(document: Document) -> None:
    """Prints what programs read, on stdout: one line."""
    from compensatie.reports.document import printed

    with _stdout() as stream:
        stream.write(f"{printed(document)}\n")


@contextmanager
def _stdout() -> Iterator[TextIO]:
    """Stdout; a reader who has seen enough, as `head` has, is no error."""
    stream = sys.stdout
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
        reason = {"reason": error.strerror or type(error).__name__}
        text = "the output cannot be written: {reason}"
        raise InputError([Fault("unwritable-output", text, details=reason)]) from None


def _abandon(stream: TextIO) -> None:
    """Lets what is left go nowhere, so that leaving the program does not fail on it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def talk(lines: Iterable[str]) -> None:
    """Says something on stderr."""
    sys.stderr.writelines(f"{inert(line)}\n" for line in lines)
    sys.stderr.flush()


@contextmanager
def working(text: str) -> Iterator[None]:
    """Shows on a terminal, and only there, that work is going on."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(text)):
        yield
