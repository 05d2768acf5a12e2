# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie explain`: why the answer is what it is, or what stands in its way."""

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
from compensatie.cli.suggestions import data_files
from compensatie.cli.tables import (
    print_with_errors,
    require_folder,
    talk_of,
    unwritten_tables,
)
from compensatie.cli.values import Move
from compensatie.errors import Fault, InputError
from compensatie.reports.reader import mark

if TYPE_CHECKING:
    from compensatie.facts.instance import Instance
    from compensatie.facts.package import Package
    from compensatie.policy import Model
    from compensatie.studies.explanation import Explanation


@click.command(
    cls=SpokenCommand,
    help=mark("Explain the answer: why it is so, or what stands in the way of a package."),
)
@options.instance
@click.argument("old_model", required=False, shell_complete=data_files)
@options.model
@click.option(
    "--package",
    metavar="FILE",
    shell_complete=data_files,
    help=mark("The package to explain; without it, the best one."),
)
@click.option(
    "--definitions",
    is_flag=True,
    help=mark("Show the answer under each lawful reading of the norms instead."),
)
@click.option(
    "--advice",
    is_flag=True,
    help=mark("Show what the minister is advised instead, by the thresholds of the model."),
)
@click.option(
    "--price",
    metavar="RULE",
    help=mark("Show what this rule costs instead: the least cost for every bound in a range."),
)
@click.option(
    "--from",
    "price_from",
    type=Move(),
    metavar="AMOUNT",
    help=mark("Begin the range with the bound this much looser; below 0: stricter."),
)
@click.option(
    "--to",
    "price_to",
    type=Move(),
    metavar="AMOUNT",
    help=mark("End the range with the bound this much looser; below 0: stricter."),
)
@click.option(
    "--since",
    metavar="INSTANCE [OLD_MODEL]",
    shell_complete=data_files,
    help=mark(
        "Show instead what changed since this version of the instance, and of the model where one "
        "follows, and which changes explain the new answer."
    ),
)
@options.solving
@options.settings
@options.store
@options.tables
@options.as_json
@options.language
@click.pass_obj
def explain(
    call: Call,
    /,
    instance: str,
    old_model: str | None,
    model: str,
    package: str | None,
    since: str | None,
    settings: tuple[str, ...],
    time_limit: Decimal | None,
    tables: str | None,
    **asked: Any,
) -> ExitCode:
    """Explains the best package, or the one given, or why there is none."""
    from compensatie.api import explaining
    from compensatie.cli.watching import watching

    require_folder(tables)
    old = _old_files(since, old_model, model)
    facts, policy, brought = _files((instance, model), old, package, settings)
    seconds = None if time_limit is None else float(time_limit)
    with (
        placed_in(package, model, instance, settings=settings),
        watching(call.reader.say("Looking for reasons …"), call.reader) as watch,
    ):
        words = {**asked, "since": old[0], "since_model": old[1], "time_limit": seconds}
        found = explaining.explain(facts, policy, package=brought, watch=watch, **words)
    if since is not None:
        found = explaining.located_changes(found, old, (instance, model), settings)
    _print(found, call, None if tables is None else _write_tables(found, tables))
    return _exit_code(found)


def _old_files(
    since: str | None, old_model: str | None, model: str
) -> tuple[str | None, str | None]:
    """The files of the old version: its own model, or else the same one; none where not asked.

    Raises:
        InputError: there is a second file, and no old version.
    """
    if since is None and old_model is not None:
        text, allowed = "this file was not expected", "one instance; --package FILE for a package"
        raise InputError([Fault("unexpected-file", text, value=old_model, allowed=allowed)])
    return since, None if since is None else old_model or model


def _files(
    new: tuple[str, str],
    old: tuple[str | None, str | None],
    package: str | None,
    settings: tuple[str, ...],
) -> tuple[Instance, Model, Package | None]:
    """What is explained; the old version is only looked at, so that all is told at once."""
    from compensatie.files.instance import load_instance
    from compensatie.files.model import load_model
    from compensatie.files.package import load_package

    others = ((load_package, package), (load_instance, old[0]), (load_model, old[1]))
    facts, policy, brought, *_ = read(*case_files(*new, settings), *others)
    return facts, policy, brought


def _write_tables(found: Explanation, folder: str) -> InputError | None:
    from compensatie.reports.explanation_tables import explanation_tables

    return unwritten_tables(explanation_tables(found), folder)


def _print(found: Explanation, call: Call, unwritten: InputError | None) -> None:
    from compensatie.reports.explanation_document import explanation_document
    from compensatie.reports.explanation_text import explanation_report

    if call.wants_json:
        print_with_errors(explanation_document(found, call.language), unwritten, call)
        return
    warn(found.case.notices, call.reader)
    print_report(explanation_report(found, call.language), call.reader)
    talk_of(unwritten, call)


def _exit_code(found: Explanation) -> ExitCode:
    """An explanation with open questions is incomplete, whatever else it says."""
    if found.stop is not None:
        return ExitCode.NO_ANSWER
    fails = found.given is not None and not found.given.met
    return ExitCode.NO if fails or str(found.status) == "infeasible" else ExitCode.YES
