# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The programme in mathematics: what is chosen, what is made small, and what each rule asks."""

from __future__ import annotations

from collections.abc import Iterator

from compensatie.language import translate
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Formula, Glossary, Part, Section, Term
from compensatie.reports.manual import formulas
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Heading, Paragraph

SYMBOLS = {
    "m, p, t, s": mark("measure, province, year, scenario"),
    "w, z": mark("whether a measure starts in a year, and its size if it does"),
    "n": mark("how many steps of a measure's size are taken: a whole number"),
    "A": mark("activity: the size, at the share that the years since the start have brought"),
    "J": mark("net jobs that the measures bring to a province"),
    "E": mark("employment: level, decided changes and measures together"),
    "N": mark("employment in the whole country, likewise"),
    "E⁰, N⁰": mark("the same in the reference year"),
    "q": mark("share of the province in the population, or in the labour force"),
    "θ, σ": mark("tolerance, and a share that the model gives"),
}
"""What letters stand for."""
CHOICES = (
    r"w_{m,\tau} \in \{0, 1\}, \qquad \sum_{\tau} w_{m,\tau} \le 1",
    r"z_{m,\tau} = \text{step}_m\, n_{m,\tau}, \qquad n_{m,\tau} \in \{0, 1, 2, …\}",
    r"\min_m w_{m,\tau} \le z_{m,\tau} \le \max_m w_{m,\tau}",
    r"A_{m,t} = \sum_{\tau \le t} \text{ramp}_{m,t-\tau}\, z_{m,\tau}",
    r"E_{p,t,s} = \text{level}_{p,t,s} + \text{changes}_{p,t,s} + J_{p,t}",
)
"""How measures can be chosen, and what they do."""
WORDS = (
    *(
        mark("step"),
        mark("level"),
        mark("changes"),
        mark("ramp"),
        mark("labour force"),
        mark("gained"),
    ),
    *(mark("taken"), mark("proportional:"), mark("reference:"), mark("jobs"), mark("uses")),
    *(mark("available"), mark("provides"), mark("once"), mark("yearly"), mark("soft")),
    *(mark("or, with a floor,"), mark("at_least"), mark("at_most")),
)
"""Words that stand in formulas."""


def programme(answers: Answers, speaker: Speaker) -> Section | None:
    """Every formula of the case."""
    title = speaker.reader.say("The programme in mathematics")
    return Section("programme", title, tuple(_parts(answers, speaker)))


def _parts(answers: Answers, speaker: Speaker) -> Iterator[Part]:
    say, language = speaker.reader.say, speaker.language
    text = (
        "A mixed-integer linear programme: of all packages that keep the rules, the one that makes "
        "the objective least. These are its formulas; every figure in them is exact."
    )
    yield Paragraph(say(text))
    yield Glossary(tuple(Term(one, say(SYMBOLS[one])) for one in SYMBOLS))
    yield Heading(say("What can be chosen, and what it does"))
    yield from map(Formula, CHOICES)
    for number, stage in enumerate(answers.case.stages, start=1):
        name = translate(stage.objective.name, language)
        yield Heading(say("Objective {number}: {name}", number=str(number), name=name))
        yield from map(Formula, formulas(type(stage.objective)))
    for entry in answers.case.rules:
        yield Heading(say("Rule: {name}", name=speaker.titles.rule(entry.rule)))
        yield Paragraph(entry.rule.words[language].asks)
        yield from map(Formula, formulas(type(entry.rule)))
