# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From what and by what an answer is made."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.metadata import version

from compensatie.engine.answering import Options
from compensatie.engine.outcome import Provenance
from compensatie.engine.solver import described
from compensatie.facts.instance import Instance
from compensatie.policy import Model


def provenance(
    instance: Instance,
    model: Model,
    options: Options | None = None,
    asked: Mapping[str, tuple[str, ...]] | None = None,
) -> Provenance:
    """From what and by what an answer is made; without options, no solver was asked.

    Args:
        instance: the facts.
        model: the policy.
        options: how it was solved.
        asked: names that the call gave (scenarios, measures to include or exclude).
    """
    named = {**(asked or {}), "set": (*instance.settings, *model.settings)}
    given = {name: "; ".join(values) for name, values in named.items() if values}
    return Provenance(
        instance_sha256=instance.sha256,
        model_sha256=model.sha256,
        version=version("compensatie"),
        solver=described(options.solver) if options else "",
        options={**(options.as_texts() if options else {}), **given},
        cost_share_by_status={},
    )
