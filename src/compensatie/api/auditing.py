# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What a package that someone made comes to, and what looks wrong in the files."""

from __future__ import annotations

from collections.abc import Iterable

import compensatie.reports.notebook  # noqa: F401 (answers show themselves in notebooks)
from compensatie.engine.audit import Audit, audit_package
from compensatie.engine.case import bind
from compensatie.engine.review import review
from compensatie.errors import Notice
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.policy import Model


def audit(
    instance: Instance, package: Package, model: Model, *, scenarios: Iterable[str] = ()
) -> Audit:
    """A package made by anyone against every rule, relation and lock, without a solver.

    Args:
        instance: the facts.
        package: the package.
        model: the policy.
        scenarios: ids of the scenarios in which it must hold; all by default.

    Raises:
        InputError: facts, policy and package do not fit together.

    Example:
        >>> import compensatie as cp
        >>> instance = cp.load_instance("instances/klein.toml")
        >>> model = cp.load_model("models/per-saldo.toml")
        >>> nothing = cp.Package(name="nothing")
        >>> audited = cp.audit(instance, nothing, model)
        >>> audited.met
        False
        >>> [str(finding.shortfall) for finding in audited.findings if finding.met is False]
        ['40', '60']
    """
    return audit_package(bind(instance, model, scenarios), package)


def check(instance: Instance, model: Model | None = None) -> tuple[Notice, ...]:
    """What looks wrong in facts and policy although it is allowed.

    Raises:
        InputError: facts and policy do not fit together.

    Example:
        >>> import compensatie as cp
        >>> cp.check(cp.load_instance("instances/klein.toml"))
        ()
    """
    return review(instance, model)
