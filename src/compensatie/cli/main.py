# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The command `compensatie`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from compensatie.cli import options
from compensatie.cli.alternatives import alternatives
from compensatie.cli.audit import audit
from compensatie.cli.call import heard
from compensatie.cli.check import check
from compensatie.cli.compare import compare
from compensatie.cli.completion import completion
from compensatie.cli.convert import convert
from compensatie.cli.ensemble import ensemble
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.explain import explain
from compensatie.cli.export import export
from compensatie.cli.new import new
from compensatie.cli.pareto import pareto
from compensatie.cli.refusal import refuse
from compensatie.cli.report import report
from compensatie.cli.scenarios import scenarios
from compensatie.cli.selfcheck import selfcheck
from compensatie.cli.solve import solve
from compensatie.cli.spoken import SHOW_VERSION, SpokenGroup
from compensatie.cli.verify import verify
from compensatie.errors import Fault, InputError
from compensatie.reports.reader import mark


class Program(SpokenGroup):
    """The program: it always ends with an exit code that tells something, never a traceback."""

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, prog_name: str | None = None, **extra: Any
    ) -> NoReturn:
        """Runs the command that the arguments name."""
        arguments = list(sys.argv[1:] if args is None else args)
        call = heard(arguments, self.commands)
        extra = {**extra, "standalone_mode": False, "obj": call}
        try:
            code = super().main(arguments, prog_name or "compensatie", **extra)
        # Whatever goes wrong is answered, also what nobody thought of.
        except (Exception, KeyboardInterrupt) as error:
            code = refuse(error, call)
        sys.exit(int(code or ExitCode.YES))


@click.group(
    name="compensatie",
    cls=Program,
    invoke_without_command=True,
    help=mark(
        "Find the cheapest package of measures that keeps employment where policy wants it, and "
        "check packages that others made."
    ),
)
@options.language
@click.version_option(package_name="compensatie", help=SHOW_VERSION)
@click.pass_context
def main(context: click.Context) -> None:
    """Looks whether a command was named."""
    if context.invoked_subcommand is None:
        text, allowed = "no command is given", "one of: {names}"
        names = {"names": ", ".join(main.commands)}
        raise InputError([Fault("no-command", text, allowed=allowed, details=names)])


for command in (
    solve,
    check,
    audit,
    compare,
    alternatives,
    pareto,
    scenarios,
    ensemble,
    explain,
    report,
    verify,
    selfcheck,
    new,
    convert,
    export,
    completion,
):
    main.add_command(command)
