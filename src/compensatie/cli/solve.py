# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie solve`: the cheapest package."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import placed_in, read, require_target
from compensatie.cli.notices import warn
from compensatie.cli.refusal import fault_lines
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, print_report, talk, working
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
@click.option(
    "--relax", is_flag=True, help=mark("Let measures start in part, and price every rule.")
)
@click.option(
    "--out", metavar="FILE", help=mark("Write the package to this file (.toml or .json).")
)
@options.as_json
@options.language
@click.pass_obj
def solve(
    call: Call,
    instance: str,
    model: str,
    scenarios: tuple[str, ...],
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    time_limit: Decimal | None,
    gap: Decimal,
    solver: str,
    relax: bool,
    out: str | None,
) -> ExitCode:
    """Finds the cheapest package, prints it, and writes it where that is asked."""
    from compensatie import api

    if out is not None:
        require_target(out)
    facts, policy = read((api.load_instance, instance), (api.load_model, model))
    with placed_in(model, instance), working(call.reader.say("Looking for the cheapest package …")):
        outcome = api.solve(
            facts,
            policy,
            scenarios=scenarios,
            include=include,
            exclude=exclude,
            relax=relax,
            time_limit=None if time_limit is None else float(time_limit),
            gap=gap,
            solver=solver,
        )
    unwritten = _write(outcome, out, call)
    _print(outcome, call, unwritten)
    return _exit_code(outcome) if unwritten is None else ExitCode.BAD_INPUT


def _write(outcome: Outcome, out: str | None, call: Call) -> InputError | None:
    """Writes the package; what is wrong where that fails, so that the answer is not lost."""
    from compensatie import api

    if out is None:
        return None
    if outcome.package is None:
        if not call.wants_json:
            talk([call.reader.say("There is no package: {file} is not written.", file=out)])
        return None
    try:
        api.write_package(outcome.package, out)
    except InputError as error:
        return error
    return None


def _print(outcome: Outcome, call: Call, unwritten: InputError | None) -> None:
    from compensatie.reports.document import errors_document, solve_document
    from compensatie.reports.text import solve_report

    if call.wants_json:
        document = solve_document(outcome, call.language)
        if unwritten is not None:
            errors = errors_document("solve", unwritten.faults, call.language)["errors"]
            document["errors"] = errors
        print_document(document)
        return
    warn(outcome.notices, call.reader)
    print_report(solve_report(outcome, call.language), call.reader)
    if unwritten is not None:
        talk(line for fault in unwritten.faults for line in fault_lines(fault, call.reader))


def _exit_code(outcome: Outcome) -> ExitCode:
    codes = {"infeasible": ExitCode.NO, "unsolved": ExitCode.NO_ANSWER}
    return codes.get(str(outcome.status), ExitCode.YES)
