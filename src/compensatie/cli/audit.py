# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`compensatie audit`: whether a package is enough."""

from __future__ import annotations

import click

from compensatie.cli import options
from compensatie.cli.call import Call
from compensatie.cli.exit_code import ExitCode
from compensatie.cli.files import placed_in, read
from compensatie.cli.notices import warn
from compensatie.cli.spoken import SpokenCommand
from compensatie.cli.streams import print_document, print_report
from compensatie.reports.reader import mark


@click.command(
    cls=SpokenCommand,
    help=mark("Check a package made by anyone against every rule, relation and lock."),
)
@options.instance
@options.package
@options.model
@options.scenarios
@options.as_json
@options.language
@click.pass_obj
def audit(
    call: Call, instance: str, package: str, model: str, scenarios: tuple[str, ...]
) -> ExitCode:
    """Checks a package without a solver, and tells where it is not enough."""
    from compensatie import api
    from compensatie.reports.document import audit_document
    from compensatie.reports.text import audit_report

    facts, chosen, policy = read(
        (api.load_instance, instance), (api.load_package, package), (api.load_model, model)
    )
    with placed_in(package, model, instance):
        audited = api.audit(facts, chosen, policy, scenarios=scenarios)
    provenance = api.provenance(facts, policy)
    if call.wants_json:
        print_document(audit_document(audited, provenance, call.language))
    else:
        warn(audited.case.notices, call.reader)
        print_report(audit_report(audited, provenance, call.language), call.reader)
    return ExitCode.YES if audited.met else ExitCode.NO
