# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Writes what a report says, section by section, from the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from compensatie.language import Language
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.balance import balance
from compensatie.reports.content.basis import sources, warned
from compensatie.reports.content.content import Content, Section
from compensatie.reports.content.costs import costs
from compensatie.reports.content.glossary import glossary
from compensatie.reports.content.measures import measures
from compensatie.reports.content.names import names
from compensatie.reports.content.obstacles import obstacles
from compensatie.reports.content.opening import key_figures, lead
from compensatie.reports.content.origin import origin
from compensatie.reports.content.packages import alternatives, packages
from compensatie.reports.content.plans import plans
from compensatie.reports.content.programme import programme
from compensatie.reports.content.provinces import provinces
from compensatie.reports.content.reasons import readings, reasons
from compensatie.reports.content.rules import rules
from compensatie.reports.content.trade_offs import trade_offs
from compensatie.reports.speaker import Speaker

Chapter = Callable[[Answers, Speaker], Section | None]
"""What tells of one subject; None where there is nothing to tell."""
CHAPTERS: tuple[Chapter, ...] = (
    balance,
    measures,
    costs,
    packages,
    alternatives,
    trade_offs,
    plans,
    provinces,
    rules,
    sources,
    programme,
    glossary,
    names,
    origin,
)
"""The subjects, from top to bottom."""
FIRST: tuple[Chapter, ...] = (obstacles, packages)
"""What comes before all others where there is no package."""


def content_of(answers: Answers, language: Language) -> Content:
    """What a report says of these answers."""
    speaker = Speaker(answers.case, language)
    model, instance = answers.case.model, speaker.titles.of_instance
    return Content(
        language=language,
        title=instance,
        subtitle=speaker.titles.case(model).removeprefix(f"{instance} – "),
        lead=tuple(lead(answers, speaker)),
        key_figures=tuple(key_figures(answers, speaker)),
        warned=warned(answers, speaker),
        sections=tuple(_sections(answers, speaker)),
        answers=answers,
    )


def _sections(answers: Answers, speaker: Speaker) -> Iterator[Section]:
    leading = FIRST if answers.is_infeasible else ()
    after = obstacles if answers.is_infeasible else measures
    for chapter in (*leading, *(one for one in CHAPTERS if one not in leading)):
        section = chapter(answers, speaker)
        if section is not None:
            yield section
        if chapter is after:
            yield from reasons(answers, speaker)
        if chapter is rules:
            yield from readings(answers, speaker)
