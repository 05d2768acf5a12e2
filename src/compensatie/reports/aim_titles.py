# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What objectives are called over a column and beside an axis."""

from __future__ import annotations

from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.studies.aims import Aim

TITLES = {
    "cost": mark("Net present value, EUR"),
    "cost-once": mark("One-off cost, EUR"),
    "cost-yearly": mark("Yearly cost, EUR"),
    "jobs-taken": mark("Jobs taken"),
    "shortfall": mark("Shortfall"),
    "measures": mark("Number of measures"),
}
"""What the columns of objectives are called."""
PRICED = {
    "cost": mark("Net present value and price of missed soft rules, EUR"),
    "cost-once": mark("One-off cost and price of missed soft rules, EUR"),
    "cost-yearly": mark("Yearly cost and price of missed soft rules, EUR"),
}
"""The same where what soft rules miss has a price."""


def title_of(aim: Aim, speaker: Speaker) -> str:
    """What an objective is called over a column."""
    has_price = any(not one.rule.is_hard and one.rule.price for one in speaker.case.rules)
    is_priced = has_price and aim.word in PRICED
    title = speaker.reader.say(PRICED[aim.word] if is_priced else TITLES[aim.word])
    return title if aim.scope is None else f"{title} ({_scope(aim, aim.scope, speaker)})"


def _scope(aim: Aim, scope: str, speaker: Speaker) -> str:
    if aim.word == "jobs-taken":
        return speaker.titles.province(scope)
    return speaker.titles.item(scope)
