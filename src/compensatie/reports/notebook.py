# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What notebooks show: the tables and charts of a report, in the language of the locale.

Importing this registers it for every kind of answer; the library does so wherever it gives one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.display import html_of
from compensatie.engine.outcome import Outcome
from compensatie.language import preferred_language
from compensatie.studies.alternatives import Alternatives
from compensatie.studies.comparison import Comparison
from compensatie.studies.ensemble import Ensemble
from compensatie.studies.explanation import Explanation
from compensatie.studies.pareto import Pareto
from compensatie.studies.scenario_plans import ScenarioPlans

if TYPE_CHECKING:
    from compensatie.reports.content.content import Part
    from compensatie.reports.speaker import Speaker


@html_of.register
def _(answer: Outcome) -> str:
    from compensatie.reports.content.answers import Answers
    from compensatie.reports.content.obstacles import obstacle_parts
    from compensatie.reports.content.opening import lead
    from compensatie.reports.proof import proof
    from compensatie.reports.table import Paragraph

    speaker, answers = _speaker(answer.case), Answers(answer)
    parts: list[Part] = [Paragraph(one) for one in lead(answers, speaker)]
    if answer.audit is not None:
        parts += _package(answer.audit, speaker)
    elif answers.is_infeasible:
        parts += obstacle_parts(answers, speaker)
    return _shown([*parts, Paragraph(proof(answer, speaker))], speaker)


@html_of.register
def _(answer: Audit) -> str:
    from compensatie.reports.table import Paragraph
    from compensatie.reports.verdict import verdict

    speaker = _speaker(answer.case)
    told = Paragraph(verdict(answer, speaker))
    return _shown([told, *_package(answer, speaker)], speaker)


@html_of.register
def _(answer: Comparison) -> str:
    from compensatie.reports.content.packages import compared_parts

    speaker = _speaker(answer.first.case)
    return _shown(compared_parts(answer, speaker), speaker)


@html_of.register
def _(answer: Alternatives) -> str:
    from compensatie.reports.content.packages import alternative_parts

    speaker = _speaker(answer.case)
    return _shown(alternative_parts(answer, speaker), speaker)


@html_of.register
def _(answer: Pareto) -> str:
    from compensatie.reports.content.trade_offs import point_parts

    speaker = _speaker(answer.case)
    return _shown(point_parts(answer, speaker), speaker)


@html_of.register
def _(answer: ScenarioPlans) -> str:
    from compensatie.reports.content.plans import plan_parts

    speaker = _speaker(answer.case)
    return _shown(plan_parts(answer, speaker), speaker)


@html_of.register
def _(answer: Ensemble) -> str:
    from compensatie.reports.content.futures import future_parts

    speaker = _speaker(answer.case)
    return _shown(future_parts(answer, speaker), speaker)


@html_of.register
def _(answer: Explanation) -> str:
    from compensatie.reports.explanation_text import parts_in_words

    speaker = _speaker(answer.case)
    shown = answer.outcome if answer.given is None else answer.given
    parts = (part for _, blocks in parts_in_words(answer, speaker) for part in blocks)
    return html_of(shown) + _shown(parts, speaker)


def _package(audit: Audit, speaker: Speaker) -> Iterator[Part]:
    """A package: its measures, the balance, its costs, and how it stands under each rule."""
    from compensatie.reports.content.balance import balance_parts
    from compensatie.reports.content.costs import cost_parts
    from compensatie.reports.content.measures import measure_parts
    from compensatie.reports.content.rules import standing_parts

    for tell in (measure_parts, balance_parts, cost_parts, standing_parts):
        yield from tell(audit, speaker)


def _speaker(case: Case) -> Speaker:
    from compensatie.reports.speaker import Speaker

    return Speaker(case, preferred_language())


def _shown(parts: Iterable[Part], speaker: Speaker) -> str:
    from compensatie.reports.page.page import fragment

    return fragment(tuple(parts), speaker.reader)
