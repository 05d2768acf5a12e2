# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""How long a study may take, and where its answers are kept."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from os import PathLike

from compensatie.engine.outcome import Provenance
from compensatie.studies.store import Store
from compensatie.studies.study import Effort, Watch

Amount = Decimal | int | float


def study_effort(
    origin: Provenance,
    time_limit: float | None,
    gap: Amount,
    solver: str,
    store: str | PathLike[str] | None,
    watch: Watch,
) -> Effort:
    """How long a study may take, and where its answers are kept.

    A store belongs to the facts, the policy, the version and the words of one call; only the time
    limit may differ when it goes on.

    Raises:
        InputError: the store belongs to another call, or cannot be written.
    """
    subject = {
        "instance_sha256": origin.instance_sha256,
        "model_sha256": origin.model_sha256,
        "version": origin.version,
        "solver": origin.solver,
        "options": {key: one for key, one in origin.options.items() if key != "time_limit"},
    }
    kept = None if store is None else Store(store, subject)
    return Effort(time_limit, exact(gap), solver, kept, watch)


def exact(amount: Amount) -> Fraction:
    """An amount as it is written."""
    return Fraction(Decimal(str(amount)))
