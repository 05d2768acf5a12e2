# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What people should know of a comparison."""

from __future__ import annotations

from compensatie.errors import Notice
from compensatie.studies.comparison import Comparison


def notices_of(found: Comparison) -> tuple[Notice, ...]:
    """Of every model, each once; and what makes costs differ for another reason than the rules."""
    every = [notice for policy in found.policies for notice in policy.case.notices]
    once = {notice.message(): notice for notice in every}.values()
    return (*once, *_other_valuations(found), *_giving_way(found))


def _other_valuations(found: Comparison) -> tuple[Notice, ...]:
    ways = {
        (policy.case.facts.valuation.discount_rate, policy.case.facts.valuation.continue_years)
        for policy in found.policies
    }
    if len(ways) == 1:
        return ()
    text = "the models value money of later years differently: their costs do not compare"
    return (Notice("other-valuation", text),)


def _giving_way(found: Comparison) -> tuple[Notice, ...]:
    """Models of which the optimum is not what costs least."""
    text = (
        "model “{model}” lets its optimum give way to its next objectives: with few changes, or "
        "without a rule, a package may cost less"
    )
    return tuple(
        Notice("gives-way", text, {"model": policy.label}, record=policy.label)
        for policy in found.policies
        if any(stage.within for stage in policy.case.stages)
    )
