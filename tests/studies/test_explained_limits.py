# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Where the solver never answers, nothing is claimed but what an audit tells."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import pytest

import compensatie as cp
from compensatie.engine.inquiry import Inquiry
from compensatie.reports.explained_document import (
    decisive_document,
    measures_document,
    price_document,
    prices_document,
    tipping_document,
)
from compensatie.studies.decisive import decisive_facts
from compensatie.studies.explanation import Explanation
from compensatie.studies.measure_accounts import measure_accounts
from compensatie.studies.pricing import Pricing
from compensatie.studies.rule_accounts import rule_prices
from compensatie.studies.study import Proof
from compensatie.studies.tipping import tipping_points
from tests.support.hard_cases import TENTH, hard_cases, subject_of
from tests.support.unsettled import TimedOut

OPEN = (Proof.UNSOLVED, Proof.BOUNDED)


@pytest.fixture
def out_of_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[Explanation]:
    """Explanations of drawn cases whose best package is known, and then no question is answered."""

    def explained() -> Iterator[Explanation]:
        for _, case in list(hard_cases(TENTH))[:20]:
            with monkeypatch.context() as patch:
                subject = subject_of(case)
                if subject is None:
                    continue
                subject.inquiry.asker = TimedOut()
                patch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
                yield Explanation(
                    subject.outcome,
                    prices=rule_prices(subject),
                    measures=measure_accounts(subject),
                    tipping=tipping_points(subject),
                    stop=subject.questioner.course.stop,
                )

    return explained()


def test_no_figure_is_proven_without_an_answer(out_of_time: Iterator[Explanation]) -> None:
    count = 0
    for found in out_of_time:
        count += 1
        assert not found.is_complete
        for rule in found.prices.accounts:
            assert (rule.now, rule.tighter, rule.looser) == (None, None, None)
            assert not rule.is_proven
        for one in found.measures.accounts:
            assert one.difference.status in OPEN
            assert one.factor is None or one.factor.status is Proof.UNSOLVED
            assert one.share is None or one.share.status is Proof.UNSOLVED
        for point in found.tipping.points:
            some = point.some_package
            # However far it goes is told by the rows themselves, without a solver.
            assert some is None or some.status in OPEN or some.value is None
        assert decisive_facts(found.case, found.measures, found.tipping) == found.decisive
        assert {one.turn for one in found.decisive} <= {"fails"}
    assert count > 10


def test_the_document_says_so(out_of_time: Iterator[Explanation]) -> None:
    found = next(out_of_time)
    for rule in prices_document(found, "en"):
        assert rule["proven"] is False
        assert {rule[step]["status"] for step in ("now", "stricter", "looser")} == {"unsolved"}
    for one in measures_document(found, "en"):
        assert one["difference"]["status"] in ("unsolved", "bounded")
    assert tipping_document(found, "en")
    assert isinstance(decisive_document(found, "en"), list)
    assert price_document(found, "en") is None


def test_a_price_without_an_answer_has_no_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    subjects = (subject_of(case) for _, case in hard_cases(TENTH))
    subject = next(one for one in subjects if one is not None)
    (rule, *_) = (entry.rule.id for entry in subject.case.rules if entry.rule.is_hard)
    monkeypatch.setattr("compensatie.engine.inquiry.new_asker", lambda *_: TimedOut())
    found = Pricing(subject.case, rule, subject.questioner).staircase(None, None)
    assert (found.steps, found.impossible_below, found.is_complete) == ((), None, False)


def test_a_price_that_is_broken_off_keeps_the_steps_that_were_proven(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """After so many questions the time is over; what came before is as it is when it is whole."""
    instance = cp.load_instance("instances/klein.toml")
    model = cp.load_model("models/per-saldo.toml")
    whole = cp.explain(instance, model, price="per-saldo").price
    asked, real = [0], Inquiry.best

    def best(self: Inquiry, *words: object, **named: object) -> object:
        asked[0] += 1
        if asked[0] > 8:
            self.asker = TimedOut()
        return real(self, *words, **named)

    monkeypatch.setattr(Inquiry, "best", best)
    found = cp.explain(instance, model, price="per-saldo")
    assert not found.is_complete
    assert not found.price.is_complete
    assert found.price.impossible_below is None
    proven = [one for one in found.price.steps if one.status is Proof.PROVEN]
    told = [(one.start, one.value) for one in proven]
    assert told == [(one.start, one.value) for one in whole.steps][: len(told)]
    assert len(told) < len(whole.steps)


def test_the_whole_price_of_the_small_example_is_that_worked_by_hand() -> None:
    """Sixty jobs leave; guest desks bring 15 or 30, the expansion 20 or 30, the agency 30.

    So with the bound 60 looser nothing is needed, and no package keeps more than 90 − 60 = 30 over;
    as it is, the optimum of `instances/README.md` is best.
    """
    found = cp.explain(
        cp.load_instance("instances/klein.toml"),
        cp.load_model("models/per-saldo.toml"),
        price="per-saldo",
    ).price
    assert found.is_complete
    first, last, now = found.steps[0], found.steps[-1], found.at(Fraction(0))
    assert (first.start, first.value, first.audit.package.choices) == (60, 0, ())
    assert (last.start, found.impossible_below) == (-30, -30)
    assert len(last.audit.package.choices) == 3
    assert (now.start, now.value) == (0, Fraction("3194953.59"))
    assert len({one.value for one in found.steps}) == len(found.steps)
