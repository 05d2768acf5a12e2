# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What people read, in both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from io import StringIO
from pathlib import Path

import pytest

import compensatie as cp
from compensatie.engine.outcome import ObjectiveValue, RowPrice, ScenarioStatus
from compensatie.facts.place import Place
from compensatie.language import catalogue
from compensatie.policy import NextObjective
from compensatie.reports.reader import Reader
from compensatie.reports.terminal import print_report
from compensatie.reports.text import audit_report, check_report, solve_report

ROOT = Path(__file__).parents[2]
PROOF = re.compile(
    r"\b(?:prove[sdn]?|proof|certif\w*|bewezen|bewijst?|certificaat)\b", re.IGNORECASE
)
ALLOWED = re.compile(
    r"exact arithmetic|certificate|certified|\bnot proven|want of a proof|that by itself proves"
    r"|exacte (?:berekening|getallen)|certificaat|(?:niet|of .*) bewezen|gebrek aan bewijs"
    r"|bewijst dat op zichzelf"
)
"""Denials, what is proved in exact arithmetic, and what adding up by itself shows."""


def read(report, language):
    """A report as one line of words."""
    stream = StringIO()
    print_report(report, Reader(language), stream)
    return " ".join(stream.getvalue().split())


@pytest.fixture
def solved(outcome, optimum):
    """An answer with the package that is worked by hand."""

    def make(status=cp.Status.OPTIMAL, **fields):
        value = optimum.objective()
        objective = ObjectiveValue("cost", "EUR", value, value - 1, Fraction(0), gap=Fraction(1))
        return outcome(status, audit=optimum, objective=objective, **fields)

    return make


def test_the_advice_is_one_sentence(solved):
    told = read(solve_report(solved(), "en"), "en")
    assert (
        "Take Guest desks from 2025 and Expansion of an agency from 2025: that brings 60 fte once "
        "complete, costs €3,194,953.59 (net present value), and keeps every hard rule in each of "
        "the 2 scenarios."
    ) in told


def test_the_advice_in_dutch(solved):
    told = read(solve_report(solved(), "nl"), "nl")
    assert (
        "Neem Gastplekken vanaf 2025 en Uitbreiding van een dienst vanaf 2025: dat brengt 60 fte "
        "als alles op volle sterkte is, kost € 3.194.953,59 (netto contante waarde) en voldoet aan "
        "elke harde regel in elk van de 2 scenario's."
    ) in told


def test_the_cost_of_a_job_for_a_year(solved):
    # 15 + 30 fte in 2025 with half of the expansion, 60 in 2026: 105 fte-years for 1.71 million.
    told = read(solve_report(solved(), "en"), "en")
    assert "€1,710,000.00 for 105 fte-years: €16,285.71 for each fte-year" in told


def test_rules_tell_where_there_is_no_room(solved):
    told = read(solve_report(solved(), "en"), "en")
    assert "No room left: All stays, Drenthe: 2024; Sixty jobs leave, Drenthe: 2024, 2026." in told
    assert "Of Workplaces, 15 are used in 2025 and 15 are available." in told


def test_what_an_answer_rests_on(solved):
    told = read(solve_report(solved(), "nl"), "nl")
    assert "100% van de kosten rust op aangenomen cijfers (aangenomen 100%)" in told
    assert "100% van de banen rust op maatregelen waarvan een cijfer is aangenomen" in told


def test_parts_come_in_the_order_in_which_people_ask(solved):
    told = read(solve_report(solved(), "en"), "en")
    order = [
        "Small example",
        "Take ",
        "The package",
        "Costs, in EUR",
        "Employment on 1 January",
        "The rules",
        "What this rests on",
        "Status: optimal according to HiGHS 1.15.1",
        "compensatie 0.1.0; instance 111111111111, model 222222222222.",
    ]
    found = [told.index(part) for part in order]
    assert found == sorted(found)


def test_a_search_that_stopped_tells_how_much_better_there_could_be(solved):
    told = solved(cp.Status.FEASIBLE, reason="Time limit reached")
    english = read(solve_report(told, "en"), "en")
    assert "stopped before it was done: Time limit reached" in english
    assert "not below €3,194,952.59, so at most €1.00 better" in english
    assert "Status: feasible, not proven optimal" in english
    assert "de tijd was om" in read(solve_report(told, "nl"), "nl")


def test_no_answer_is_never_called_infeasible(outcome):
    told = read(solve_report(outcome(cp.Status.UNSOLVED, reason="Time limit reached"), "en"), "en")
    assert "it is not known whether a package exists" in told
    assert "infeasible" not in told
    assert "No package keeps" not in told


def test_no_package_is_the_word_of_the_solver_with_what_is_asked(outcome):
    statuses = (
        ScenarioStatus("blijft", cp.Status.OPTIMAL),
        ScenarioStatus("vertrek", cp.Status.INFEASIBLE),
    )
    answer = outcome(cp.Status.INFEASIBLE, scenario_statuses=statuses)
    told = read(solve_report(answer, "en"), "en")
    assert "every hard rule in each of the 2 scenarios, according to HiGHS 1.15.1." in told
    assert "Status: infeasible according to HiGHS 1.15.1." in told
    assert PROOF.search(told) is None
    assert "no package even by themselves: Sixty jobs leave (vertrek)." in told
    assert "do have one by themselves: All stays (blijft)." in told
    # Sixty are missing in 2026, and measures bring at most a hundred: that alone is no proof.
    assert "2026 60 100 0" in told
    assert "it is together" in told


def test_what_is_beyond_reach_is_a_proof(klein, per_saldo):
    answer = cp.solve(klein, per_saldo, exclude=["nieuwe-dienst", "uitbreiding"])
    told = read(solve_report(answer, "en"), "en")
    assert answer.status == "infeasible"
    assert "that by itself proves that there is no package" in told


def test_scenarios_that_were_not_looked_at_are_named(klein, per_saldo):
    answer = cp.solve(klein, per_saldo, scenarios=["blijft"])
    told = read(solve_report(answer, "en"), "en")
    assert "Take no measure: every hard rule holds without any in the scenario “All stays”." in told
    assert "Not looked at: “Sixty jobs leave”." in told


def test_a_relaxation_is_no_package(outcome):
    place = Place("vertrek", "DR", 2026)
    answer = outcome(
        cp.Status.OPTIMAL,
        relaxed={("gastplekken", 2025): (0.5, 10.0)},
        prices=(RowPrice("per-saldo", place, 1234.5),),
    )
    told = read(solve_report(answer, "en"), "en")
    assert "No package can be read from it" in told
    assert "Guest desks 2025 50% 10" in told
    assert "Sixty jobs leave Drenthe 2026 1,234" in told


def test_a_package_that_is_enough(optimum, provenance):
    told = read(audit_report(optimum, provenance, "en"), "en")
    assert "The package “hand” is enough: it keeps every hard rule in each of the 2" in told
    assert "without a solver" in told


def test_a_package_that_is_not_enough_says_where_and_by_how_much(audited, provenance):
    told = read(audit_report(audited(("uitbreiding", 2025, 20)), provenance, "nl"), "nl")
    assert "Het pakket “hand” is niet genoeg. Niet gehaald in 1 van de 2 scenario's" in told
    assert "Drenthe komt in 2026 (Zestig banen vertrekken) 40 fte tekort: 460 van de 500." in told
    assert "Het is wel genoeg in “Alles blijft”." in told
    assert "2025: 30; 2026: 40" in told


def test_what_cannot_be_done_is_told(audited, provenance):
    told = read(audit_report(audited(("uitbreiding", 2030, 35)), provenance, "en"), "en")
    assert "uitbreiding starts in 2030; it can start from 2024 to 2026" in told
    assert "uitbreiding has size 35; it can have 20 to 40, in steps of 10" in told


def test_a_package_that_only_breaks_limits_is_not_enough(audited, provenance):
    audit = audited(("uitbreiding", 2024, 25), scenarios=["blijft"])
    told = read(audit_report(audit, provenance, "en"), "en")
    assert not audit.met
    assert "cannot be carried out as it stands" in told


def test_soft_rules_that_are_missed_are_named_with_their_price(audited, provenance):
    model = cp.load_model(ROOT / "models" / "kabinetsinzet.toml")
    audit = audited(("gastplekken", 2025, 20), ("uitbreiding", 2025, 30), model=model)
    told = read(audit_report(audit, provenance, "en"), "en")
    assert audit.met
    assert "Not wholly kept, as soft rules may be" in told
    assert f"priced at {Reader('en').money(audit.penalty)}" in told
    assert "Not tested, for want of figures: Fryslân; Zeeland; Limburg." in told


def test_check_counts_its_warnings(klein):
    model = cp.load_model(ROOT / "models" / "motie-de-vries.toml")
    notices = cp.check(klein, model)
    told = read(check_report(klein, model, notices, "en"), "en")
    assert len(notices) > 1
    assert f"{len(notices)} warnings" in told
    assert all(" ".join(notice.message("en").split()) in told for notice in notices)
    assert "no warnings" in read(check_report(klein, None, (), "en"), "en")


def test_nothing_is_said_in_english_to_a_dutch_reader(solved, audited, outcome, provenance):
    reports = [
        solve_report(solved(), "nl"),
        solve_report(outcome(cp.Status.INFEASIBLE), "nl"),
        audit_report(audited(("uitbreiding", 2025, 20)), provenance, "nl"),
    ]
    told = " ".join(read(report, "nl") for report in reports).lower().split()
    assert not {"the", "package", "rule", "rules", "missing", "years", "every"} & set(told)


def test_a_certified_answer_says_so(solved):
    told = read(solve_report(replace(solved(), certified=True), "en"), "en")
    assert "Status: optimal, which exact arithmetic proves: no package does better on" in told
    assert "according to" not in told
    assert PROOF.search(read(solve_report(solved(), "en"), "en")) is None


def test_a_certified_answer_that_there_is_none_says_so(outcome):
    told = read(solve_report(outcome(cp.Status.INFEASIBLE, certified=True), "nl"), "nl")
    assert "in elk van de 2 scenario's: een exacte berekening bewijst het." in told
    assert "Status: geen oplossing, wat een exacte berekening bewijst." in told
    assert "volgens HiGHS" not in told


def test_an_optimum_that_a_later_objective_made_dearer_is_not_called_the_least(klein, per_saldo):
    # The least cost is €3,194,953.59; as few jobs taken as can be may cost ten times as much.
    later = NextObjective(minimise="jobs-taken", within=Decimal("9"))
    then = per_saldo.objective.model_copy(update={"then": (later,)})
    model = per_saldo.model_copy(update={"objective": then})
    told = read(solve_report(cp.solve(klein, model), "en"), "en")
    assert "no package is below €3,194,953.59 on “cost”, and this one is above it" in told
    assert "does better" not in told


@pytest.mark.parametrize("texts", [list(catalogue("nl")), list(catalogue("nl").values())])
def test_no_text_claims_a_proof_that_is_not_one_in_exact_arithmetic(texts):
    """What rests on the solver's word is never called proven, in any report or command."""
    claims = [text for text in texts if PROOF.search(text) and not ALLOWED.search(text)]
    assert claims == []
    assert sum(bool(ALLOWED.search(text)) for text in texts) > 10
