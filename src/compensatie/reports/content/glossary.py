# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The words of a report that readers may not know."""

from __future__ import annotations

from compensatie.language import translate
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Glossary, Section, Term
from compensatie.reports.reader import mark
from compensatie.reports.speaker import Speaker

TERMS = {
    mark("according to the solver"): mark(
        "no other answer is possible, says the program that searched; it computes with rounded "
        "numbers, and only a certificate proves it"
    ),
    mark("audited"): mark("checked afterwards in exact fractions, without the solver"),
    mark("EUR"): mark("euro, in prices of one year, so that amounts of other years compare"),
    mark("fte"): mark("full-time equivalent: one full-time job, or part-time jobs that make one"),
    mark("hard rule"): mark("a rule that no package may miss"),
    mark("hub (rijkshub)"): mark("a building with workplaces for staff of several agencies"),
    mark("level"): mark("employment that there would be without decided changes and measures"),
    mark("measure"): mark("something that can be done at a place: desks, an expansion, an agency"),
    mark("model"): mark("the policy that was asked: what is to be least, and the rules"),
    mark("net present value"): mark(
        "what all costs together are worth in the price year: later years count for less"
    ),
    mark("norm"): mark("the employment that a rule asks for at least"),
    mark("optimum"): mark("the best package that keeps every hard rule; here mostly the cheapest"),
    mark("package"): mark("a finished decision: which measures start when, at what size"),
    mark("room"): mark("how far a package is above a norm, or below a limit"),
    mark("scenario"): mark("one way in which the world may go, whatever is decided here"),
    mark("soft rule"): mark("a rule that may be missed at a price"),
    mark("workplace"): mark("a desk with what belongs to it; several people may share one"),
}
"""Words and what they mean."""


def glossary(answers: Answers, speaker: Speaker) -> Section | None:
    """Every word, in the alphabetical order of the reader's language."""
    say = speaker.reader.say
    terms = (Term(translate(word, speaker.language), say(TERMS[word])) for word in TERMS)
    ordered = tuple(sorted(terms, key=lambda term: term.word.casefold()))
    return Section("glossary", say("Words"), (Glossary(ordered),))
