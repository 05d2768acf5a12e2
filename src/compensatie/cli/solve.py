# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie solve`: the cheapest package."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import case_files, placed_in, read, require_target, require_writable
from compensatie.cli.notices import warn
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_report, talk, working
from compensatie.cli.suggestions import data_files
from compensatie.cli.tables import (
    print_with_errors,
    require_folder,
    talk_of,
    unwritten_tables,
)
from compensatie.errors import InputError
from compensatie.reports.reader import mark

if TYPE_CHECKING:
    from compensatie.engine.outcome import Outcome


@click.command(
    cls=SpokenCommand, help=mark("Find the cheapest package of measures that keeps every rule.")
)
@options.instance
@options.model
@options.solving
@options.settings
@click.option(
    "--relax", is_flag=True, help=mark("Let measures start in part, and price every rule.")
)
@click.option(
    "--out",
    metavar="FILE",
    shell_complete=data_files,
    help=mark("Write the package to this file (.toml or .json)."),
)
@options.certificate
@options.tables
@options.as_json
@options.language
@click.pass_obj
def solve(
    call: Call,
    /,
    instance: str,
    model: str,
    settings: tuple[str, ...],
    time_limit: Decimal | None,
    out: str | None,
    certificate: str | None,
    tables: str | None,
    **asked: Any,
) -> ExitCode:
    """Finds the cheapest package, prints it, and writes it where that is asked."""
    from compensatie.api import solving

    if out is not None:
        require_target(out)
    if certificate is not None:
        require_writable(certificate)
    require_folder(tables)
    facts, policy = read(*case_files(instance, model, settings))
    seconds = None if time_limit is None else float(time_limit)
    searching = call.reader.say("Looking for the cheapest package …")
    with placed_in(model, instance, settings=settings), working(searching):
        outcome = solving.solve(facts, policy, time_limit=seconds, certificate=certificate, **asked)
    unwritten = _together(_write(outcome, out, call), _write_tables(outcome, tables, call))
    _print(outcome, call, unwritten)
    return _exit_code(outcome) if unwritten is None else ExitCode.BAD_INPUT


def _write(outcome: Outcome, out: str | None, call: Call) -> InputError | None:
    """Writes the package; what is wrong where that fails, so that the answer is not lost."""
    from compensatie.files import package

    if out is None:
        return None
    if outcome.package is None:
        if not call.wants_json:
            talk([call.reader.say("There is no package: {file} is not written.", file=out)])
        return None
    try:
        package.write_package(outcome.package, out)
    except InputError as error:
        return error
    return None


def _write_tables(outcome: Outcome, folder: str | None, call: Call) -> InputError | None:
    """Writes every table that there is; what is wrong where that fails."""
    from compensatie.reports.exact_tables import audit_tables, price_table

    if folder is None:
        return None
    found = dict(audit_tables(outcome.audit)) if outcome.audit else {}
    if outcome.prices:
        found |= price_table(outcome.prices)
    if not found and not call.wants_json:
        talk([call.reader.say("There is no package: no tables are written.")])
    return unwritten_tables(found, folder) if found else None


def _together(*errors: InputError | None) -> InputError | None:
    faults = [fault for error in errors if error is not None for fault in error.faults]
    return InputError(faults) if faults else None


def _print(outcome: Outcome, call: Call, unwritten: InputError | None) -> None:
    from compensatie.reports.document import solve_document
    from compensatie.reports.text import solve_report

    if call.wants_json:
        print_with_errors(solve_document(outcome, call.language), unwritten, call)
        return
    warn(outcome.notices, call.reader)
    print_report(solve_report(outcome, call.language), call.reader)
    talk_of(unwritten, call)


def _exit_code(outcome: Outcome) -> ExitCode:
    codes = {"infeasible": ExitCode.NO, "unsolved": ExitCode.NO_ANSWER}
    return codes.get(str(outcome.status), ExitCode.YES)
