# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie audit`: whether a package is enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from compensatie.errors import InputError
from compensatie.reports.reader import mark

if TYPE_CHECKING:
    from compensatie.engine.audit import Audit
    from compensatie.engine.outcome import Provenance


@click.command(
    cls=SpokenCommand,
    help=mark("Check a package made by anyone against every rule, relation and lock."),
)
@options.instance
@options.package
@options.model
@options.scenarios
@options.settings
@click.option(
    "--fix-list",
    is_flag=True,
    help=mark("Show what is missing for each scenario, province and year, the worst first."),
)
@options.tables
@options.as_json
@options.language
@click.pass_obj
def audit(
    call: Call,
    instance: str,
    package: str,
    model: str,
    scenarios: tuple[str, ...],
    settings: tuple[str, ...],
    fix_list: bool,
    tables: str | None,
) -> ExitCode:
    """Checks a package without a solver, and tells where it is not enough."""
    from compensatie.api import auditing
    from compensatie.api.provenance import provenance
    from compensatie.files.package import load_package
    from compensatie.reports.exact_tables import audit_tables

    require_folder(tables)
    of_instance, of_model = case_files(instance, model, settings)
    facts, chosen, policy = read(of_instance, (load_package, package), of_model)
    with placed_in(package, model, instance, settings=settings):
        audited = auditing.audit(facts, chosen, policy, scenarios=scenarios)
    unwritten = None if tables is None else unwritten_tables(audit_tables(audited), tables)
    _print(audited, provenance(facts, policy), call, unwritten, wants_fixes=fix_list)
    if unwritten is not None:
        return ExitCode.BAD_INPUT
    return ExitCode.YES if audited.met else ExitCode.NO


def _print(
    audited: Audit,
    provenance: Provenance,
    call: Call,
    unwritten: InputError | None,
    *,
    wants_fixes: bool,
) -> None:
    from compensatie.reports.document import audit_document
    from compensatie.reports.fix_list import fix_list, fix_report
    from compensatie.reports.text import audit_report

    if call.wants_json:
        fixes = {"fix_list": fix_list(audited)} if wants_fixes else {}
        document = audit_document(audited, provenance, call.language) | fixes
        print_with_errors(document, unwritten, call)
        return
    warn(audited.case.notices, call.reader)
    if wants_fixes:
        print_report(fix_report(audited, call.language), call.reader)
    else:
        print_report(audit_report(audited, provenance, call.language), call.reader)
    talk_of(unwritten, call)
