# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie scenarios`: plans for when it is not known which scenario comes true."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import case_files, placed_in, read
from compensatie.cli.notices import warn
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_report
from compensatie.cli.tables import (
    print_with_errors,
    require_folder,
    talk_of,
    unwritten_tables,
)
from compensatie.cli.values import Amount, Count, OneOf
from compensatie.errors import InputError
from compensatie.reports.reader import mark

if TYPE_CHECKING:
    from compensatie.studies.scenario_plans import ScenarioPlans

PLANS = ("robust", "expected", "adaptive", "regret")
MEASURES = ("expected", "worst", "cvar")


@click.command(
    cls=SpokenCommand,
    help=mark("Plan for several scenarios: what to decide now, and what may wait."),
)
@options.instance
@options.model
@click.option(
    "--plan",
    "plans",
    type=OneOf(*PLANS),
    multiple=True,
    metavar="|".join(PLANS),
    help=mark(
        "One package for all, the one of least mean cost, one that waits, or the one of least "
        "regret; repeat for more. Without it: all four."
    ),
)
@click.option(
    "--all-but",
    type=Count(least=0),
    default=0,
    metavar="NUMBER",
    help=mark("In how many scenarios the robust package may miss hard rules; 0 where left out."),
)
@click.option(
    "--measure",
    type=OneOf(*MEASURES),
    default="expected",
    metavar="|".join(MEASURES),
    help=mark(
        "What the adaptive plan is the best by: the mean, the worst, or the mean of the worst part."
    ),
)
@click.option(
    "--level",
    type=Amount(is_positive=False),
    default="0.9",
    metavar="SHARE",
    help=mark("With cvar: the part of the scenarios that does not count; 0.9 where left out."),
)
@options.solving
@options.settings
@options.tables
@options.as_json
@options.language
@click.pass_obj
def scenarios(
    call: Call,
    /,
    instance: str,
    model: str,
    settings: tuple[str, ...],
    time_limit: Decimal | None,
    tables: str | None,
    **asked: Any,
) -> ExitCode:
    """Finds the plans, and tells what must be decided now."""
    from compensatie.api import planning
    from compensatie.cli.watching import watching

    require_folder(tables)
    facts, policy = read(*case_files(instance, model, settings))
    seconds = None if time_limit is None else float(time_limit)
    looking = call.reader.say("Making plans …")
    with placed_in(model, instance, settings=settings), watching(looking, call.reader) as watch:
        found = planning.scenarios(facts, policy, time_limit=seconds, watch=watch, **asked)
    unwritten = None if tables is None else _write_tables(found, tables)
    _print(found, call, unwritten)
    return _exit_code(found) if unwritten is None else ExitCode.BAD_INPUT


def _write_tables(found: ScenarioPlans, folder: str) -> InputError | None:
    from compensatie.reports.scenario_document import scenario_tables

    return unwritten_tables(scenario_tables(found), folder)


def _print(found: ScenarioPlans, call: Call, unwritten: InputError | None) -> None:
    from compensatie.reports.scenario_document import scenarios_document
    from compensatie.reports.scenario_text import scenarios_report

    if call.wants_json:
        print_with_errors(scenarios_document(found, call.language), unwritten, call)
        return
    warn(found.notices, call.reader)
    print_report(scenarios_report(found, call.language), call.reader)
    talk_of(unwritten, call)


def _exit_code(found: ScenarioPlans) -> ExitCode:
    if found.stop is not None:
        return ExitCode.NO_ANSWER
    return ExitCode.NO if str(found.status) == "infeasible" else ExitCode.YES
