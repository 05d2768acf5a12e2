# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Formulas in a page: every one of the program, whole."""

from __future__ import annotations

import re

import pytest

from compensatie.language import catalogue
from compensatie.policy import families, objectives
from compensatie.reports.content.programme import CHOICES
from compensatie.reports.manual import formulas
from compensatie.reports.page.mathematics import UnknownFormulaError, formula
from tests.reports.pages import read

EVERY = [
    *CHOICES,
    *(one for cls in (*families().values(), *objectives().values()) for one in formulas(cls)),
]


def test_every_family_has_a_formula():
    assert all(formulas(family) for family in families().values())


@pytest.mark.parametrize("text", EVERY)
def test_every_formula_is_set_whole(text):
    (root,) = read(formula(text)).every("math")
    assert "\\" not in root.text
    assert ("{" in root.text) == (r"\{" in text)
    for node in root.every():
        parts = [child for child in node.children if not isinstance(child, str)]
        if node.name in {"msub", "msup", "munder", "mover", "mfrac"}:
            assert len(parts) == 2
        if node.name in {"msubsup", "munderover"}:
            assert len(parts) == 3
    letters = re.sub(r"\\[A-Za-z]+|[^A-Za-z]", "", text)
    assert len(letters) == len(re.sub(r"max|min|[^A-Za-z]", "", root.text))


@pytest.mark.parametrize("text", EVERY)
def test_every_word_in_a_formula_is_there_in_dutch(text):
    words = {one.strip().replace("\\_", "_") for one in re.findall(r"\\text\{([^}]*)\}", text)}
    assert words <= catalogue("nl").keys()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (r"x_{t} \ge 0", "<msub><mi>x</mi><mi>t</mi></msub><mo>≥</mo><mn>0</mn>"),
        (r"E^0_p", "<msubsup><mi>E</mi><mi>p</mi><mn>0</mn></msubsup>"),
        (
            r"\frac{a}{b-1}",
            "<mfrac><mrow><mi>a</mi></mrow><mrow><mi>b</mi><mo>−</mo><mn>1</mn></mrow></mfrac>",
        ),
        (r"\text{<b>}", "<mtext>&lt;b&gt;</mtext>"),
    ],
)
def test_formulas_are_set_as_they_are_meant(text, shown):
    assert formula(text) == f"<math>{shown}</math>"


def test_words_are_told_in_the_language_of_the_reader():
    assert (
        formula(r"\text{labour force}_p", lambda _: "beroeps bevolking").count("beroeps\xa0bev")
        == 1
    )


@pytest.mark.parametrize("text", [r"\unknown", r"\frac", r"\sqrt{2}"])
def test_what_is_not_known_is_refused(text):
    with pytest.raises(UnknownFormulaError):
        formula(text)
