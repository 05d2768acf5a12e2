# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The engine asked directly, without files and commands around it."""

from __future__ import annotations

from collections.abc import Iterable

from compensatie.engine.answering import Options, answered
from compensatie.engine.case import bind
from compensatie.engine.outcome import Outcome, Provenance
from compensatie.facts.instance import Instance
from compensatie.policy import Model

NOWHERE = Provenance("", "", "", "", {}, {})
"""What stands where a test does not look at provenance."""


def solved(instance: Instance, model: Model, scenarios: Iterable[str] = ()) -> Outcome:
    """The cheapest package.

    Raises:
        InputError: facts and policy do not fit together.
    """
    return answered(bind(instance, model, scenarios), Options(), NOWHERE)
