# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie compare`: packages side by side, the optimum among them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
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
from compensatie.cli.values import Count
from compensatie.errors import InputError
from compensatie.reports.reader import mark

if TYPE_CHECKING:
    from compensatie.facts.instance import Instance
    from compensatie.policy import Model
    from compensatie.studies.comparison import Comparison


@click.command(
    cls=SpokenCommand,
    help=mark("Show packages side by side, the optimum among them, and what differs."),
)
@options.instance
@click.argument("packages", nargs=-1, shell_complete=data_files)
@click.option(
    "--model",
    "models",
    required=True,
    multiple=True,
    metavar="FILE",
    shell_complete=data_files,
    help=mark("Model file: objective and rules; repeat to compare under more."),
)
@click.option(
    "--changes",
    type=Count(least=0),
    metavar="NUMBER",
    help=mark("Also the best package that changes 0, 1, … at most so many measures of the first."),
)
@click.option(
    "--drop-each-rule",
    is_flag=True,
    help=mark("Also the optimum without each rule in turn."),
)
@options.solving
@options.settings
@options.store
@options.tables
@options.as_json
@options.language
@click.pass_obj
def compare(
    call: Call,
    /,
    instance: str,
    packages: tuple[str, ...],
    models: tuple[str, ...],
    settings: tuple[str, ...],
    time_limit: Decimal | None,
    tables: str | None,
    **asked: Any,
) -> ExitCode:
    """Compares packages, and completes those that fail."""
    from compensatie.api import comparing
    from compensatie.cli.watching import watching

    require_folder(tables)
    facts, policies = _files(instance, packages, models, settings)
    seconds = None if time_limit is None else float(time_limit)
    with (
        _placed(facts, dict(zip(models, policies, strict=True)), instance, settings, asked),
        watching(call.reader.say("Comparing packages …"), call.reader) as watch,
    ):
        found = comparing.compare(
            facts, policies, packages, time_limit=seconds, watch=watch, **asked
        )
    _print(found, call, None if tables is None else _write_tables(found, tables))
    return _exit_code(found)


def _files(
    instance: str, packages: tuple[str, ...], models: tuple[str, ...], settings: tuple[str, ...]
) -> tuple[Instance, tuple[Model, ...]]:
    """The instance and the models; the packages are only looked at, so that all is told at once."""
    from compensatie.files.package import load_package

    own = [case_files(instance, model, settings) for model in models]
    chosen = [(load_package, path) for path in packages]
    facts, *rest = read(own[0][0], *(of_model for _, of_model in own), *chosen)
    return facts, tuple(rest[: len(models)])


@contextmanager
def _placed(
    facts: Instance,
    policies: dict[str, Model],
    instance: str,
    settings: tuple[str, ...],
    asked: dict[str, Any],
) -> Iterator[None]:
    """Gives faults the file that they lie in: of several models the one that does not fit."""
    from compensatie.engine.case import bind

    try:
        yield
    except InputError:
        words = (asked["scenarios"], asked["include"], asked["exclude"])
        for path, model in policies.items():
            with placed_in(path, instance, settings=settings):
                bind(facts, model, *words)
        raise


def _write_tables(found: Comparison, folder: str) -> InputError | None:
    from compensatie.reports.comparison_tables import comparison_tables

    return unwritten_tables(comparison_tables(found), folder)


def _print(found: Comparison, call: Call, unwritten: InputError | None) -> None:
    from compensatie.reports.comparison_document import comparison_document
    from compensatie.reports.comparison_notices import notices_of
    from compensatie.reports.comparison_text import comparison_report

    if call.wants_json:
        print_with_errors(comparison_document(found, call.language), unwritten, call)
        return
    warn(notices_of(found), call.reader)
    print_report(comparison_report(found, call.language), call.reader)
    talk_of(unwritten, call)


def _exit_code(found: Comparison) -> ExitCode:
    """No answer before no: a model without a package is only known where all was settled."""
    if found.stop is not None:
        return ExitCode.NO_ANSWER
    has_none = any(str(one.optimum.status) == "infeasible" for one in found.policies)
    return ExitCode.NO if has_none else ExitCode.YES
