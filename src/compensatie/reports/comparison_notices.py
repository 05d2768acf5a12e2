# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What people should know of a comparison."""

from __future__ import annotations

from compensatie.errors import Notice
from compensatie.studies.comparison import Comparison


def notices_of(found: Comparison) -> tuple[Notice, ...]:
    """Of every model, each once; and that the models count money in two ways."""
    every = [notice for policy in found.policies for notice in policy.case.notices]
    once = {notice.message(): notice for notice in every}.values()
    return (*once, *_other_valuations(found))


def _other_valuations(found: Comparison) -> tuple[Notice, ...]:
    ways = {
        (policy.case.facts.valuation.discount_rate, policy.case.facts.valuation.continue_years)
        for policy in found.policies
    }
    if len(ways) == 1:
        return ()
    text = "the models value money of later years differently: their costs do not compare"
    return (Notice("other-valuation", text),)
