# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The same reading of facts that differ in some figures: what does not rest on them is kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from compensatie.facts.facts import Facts
from compensatie.facts.instance import Instance

RESTS_ON: Mapping[str, tuple[str, ...]] = {
    "measures": ("gained", "taken"),
    "changes": ("changes", "national changes"),
    "employment": ("baseline", "national"),
    "national": ("national",),
}
"""Which figures are worked out from each kind of record, by how `Facts` knows them."""


def read_again(facts: Facts, instance: Instance, touched: Collection[str]) -> Facts:
    """The same reading of an instance that differs in the figures of some records only.

    Args:
        facts: the reading.
        instance: the other facts.
        touched: the kinds of record with other figures, as `RESTS_ON` has them.
    """
    stale = {name for kind in touched for name in RESTS_ON[kind]}
    found = replace(facts, instance=instance)
    kept = {key: known for key, known in facts._known.items() if key[0] not in stale}
    object.__setattr__(found, "_known", kept)
    return found
