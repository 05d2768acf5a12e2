# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is said where there is no answer: what is wrong, where, and what to do."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterator
from dataclasses import dataclass

import click

from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.streams import UNWRITABLE, print_document, talk
from compensatie.cli.usage import usage_fault
from compensatie.errors import Fault, InputError, InternalError, SolverError
from compensatie.reports.inert import shortened
from compensatie.reports.reader import Reader

DEBUG = "COMPENSATIE_DEBUG"
"""Environment variable that asks for tracebacks."""
LONGEST = 500
"""Characters of a message or value that are shown."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer."""

    exit_code: ExitCode
    """What the command's exit code tells."""
    faults: tuple[Fault, ...]
    """What is wrong."""
    status: str | None = None
    """The status of the answer; None for bad input."""

    @property
    def is_about_stdout(self) -> bool:
        """Whether nothing can be said on stdout any more."""
        return any(fault.code == UNWRITABLE for fault in self.faults)

    @property
    def is_about_call(self) -> bool:
        """Whether some of it is wrong in the call itself, and not in a file."""
        about = any(fault.file is None for fault in self.faults) and not self.is_about_stdout
        return self.exit_code is ExitCode.BAD_INPUT and about


def refusal_of(error: BaseException) -> Refusal:
    """Why an error leaves a command without an answer."""
    match error:
        case InputError():
            return Refusal(ExitCode.BAD_INPUT, error.faults)
        case click.UsageError():
            return Refusal(ExitCode.BAD_INPUT, (usage_fault(error),))
        case click.Abort() | KeyboardInterrupt():
            fault = Fault("interrupted", "stopped by Ctrl-C: there is no answer")
            return Refusal(ExitCode.NO_ANSWER, (fault,), "unsolved")
        case SolverError():
            text = "the solver gave no answer: {reason}"
            return Refusal(ExitCode.NO_ANSWER, (_because("solver", text, error),), "unsolved")
        case InternalError():
            text = (
                "our own check disagrees with the solver: {reason}. This is a bug; please report "
                "it, with the call and the files."
            )
            return Refusal(ExitCode.BUG, (_because("disagreement", text, error),))
    text = (
        "this is a bug of ours, and there is no answer: {reason}. Please report it, with the call "
        "and the files; COMPENSATIE_DEBUG=1 shows where it happened."
    )
    return Refusal(ExitCode.BUG, (_because("bug", text, error),))


def _because(code: str, text: str, error: BaseException) -> Fault:
    reason = str(error) or type(error).__name__
    if code == "bug":
        reason = f"{type(error).__name__}: {error}"
    return Fault(code, text, details={"reason": reason})


def refuse(error: BaseException, call: Call) -> ExitCode:
    """Says why there is no answer, as the call asked for it."""
    refusal = refusal_of(error)
    if os.environ.get(DEBUG):
        traceback.print_exception(error, file=sys.stderr)
    if refusal.is_about_stdout or not call.wants_json:
        talk(_lines(refusal, call))
    else:
        _print(refusal, call)
    return refusal.exit_code


def _print(refusal: Refusal, call: Call) -> None:
    from compensatie.reports.document import errors_document

    document = errors_document(call.command, refusal.faults, call.language, refusal.status)
    try:
        print_document(document)
    except InputError as unwritten:
        talk(_lines(refusal_of(unwritten), call))


def _lines(refusal: Refusal, call: Call) -> Iterator[str]:
    reader = call.reader
    for fault in refusal.faults:
        yield from fault_lines(fault, reader)
    if len(refusal.faults) > 1:
        yield reader.count(len(refusal.faults), "1 error.", "{count} errors.")
    if refusal.is_about_call:
        help_of = " ".join(part for part in ("compensatie", call.command, "--help") if part)
        yield reader.say("More: {help}", help=help_of)


def fault_lines(fault: Fault, reader: Reader) -> Iterator[str]:
    """One fault: where it is, what is wrong, what was found, and what may stand there."""
    place, message = _place(fault, reader), _short(fault.message(reader.language))
    yield reader.say("Error: {message}", message=f"{place}: {message}" if place else message)
    if fault.value is not None:
        yield "  " + reader.say("found: {value}", value=_short(fault.value))
    if allowed := fault.allowed_message(reader.language):
        yield "  " + reader.say("allowed: {allowed}", allowed=_short(allowed))
    if fault.suggestion is not None:
        yield "  " + reader.say("did you mean: {suggestion}", suggestion=_short(fault.suggestion))


def _place(fault: Fault, reader: Reader) -> str:
    """File, line, record and field, as far as they are known."""
    file = None if fault.file is None else _short(fault.file)
    if file is not None and fault.line is not None:
        is_cell = not fault.line.isdigit()
        in_line = reader.say("{file}, line {line}", file=file, line=fault.line)
        file = f"{file}, {fault.line}" if is_cell else in_line
    names = (fault.record, fault.field_name)
    return ", ".join(part for part in (file, *map(_short, filter(None, names))) if part)


def _short(text: str) -> str:
    return shortened(text, LONGEST)
