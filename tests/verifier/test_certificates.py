# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Certificates of drawn cases are accepted and true, and none that is corrupted is accepted."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from decimal import Decimal
from random import Random

import pytest

import compensatie as cp
from compensatie.api.certifying import subject_of
from compensatie.engine.audit import audit_package
from compensatie.engine.case import bind
from compensatie.engine.proving import search
from compensatie.engine.proving.certificate import certificate
from compensatie.engine.proving.prover import claim_of
from compensatie.engine.proving.weighing import Weighing
from compensatie.errors import InputError
from compensatie.facts.package import Package
from compensatie.verifier import certificate as verifier
from compensatie.verifier.check import check
from compensatie.verifier.reading import MOST_BYTES
from compensatie.verifier.shapes import Refused
from tests.engine.test_brute_force import numbered_case
from tests.instances.shipped import INSTANCES, MODELS
from tests.oracle.search import rounded, solve
from tests.support.case_in_files import in_files
from tests.support.seeded import seeds

WHOLE = 1_000
PARTS = 2


def certified(case, files):
    """The outcome with its certificate; None where the case is refused."""
    try:
        instance, model = cp.load_instance(files.instance), cp.load_model(files.model)
        return cp.solve(instance, model, certificate=files.certificate)
    except InputError:
        return None


@pytest.mark.parametrize("part", range(PARTS))
def test_certificates_verify_and_say_what_is_true(part, tmp_path, validated):
    tally = Counter()
    for seed in seeds(WHOLE)[part::PARTS]:
        case = numbered_case(seed)
        files = in_files(case, tmp_path)
        outcome, truth = certified(case, files), solve(case.instance, case.model)
        if outcome is None:
            assert truth.status == "refused", seed
            continue
        assert (str(outcome.status), outcome.certified) == (truth.status, True), seed
        verdict = check(files.certificate, files.instance, files.model)
        assert verdict.proved, (seed, verdict)
        tally[verdict.claim] += 1
        if outcome.objective is not None:
            name = case.model.objective.minimise
            best = min(one.values[0] for one in truth.best.values())
            assert rounded(outcome.objective.bound, name) <= rounded(best, name), seed
    validated(proved=tally.total(), **tally)
    assert tally["infeasible"]
    assert tally["optimal"]


def rewritten(lines):
    """The lines with an end that fits them."""
    text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    end = {"end": len(lines), "sha256": hashlib.sha256(text.encode()).hexdigest()}
    return text + json.dumps(end, separators=(",", ":")) + "\n"


def a_digit_of_a_dual(random, lines, case):
    leaves = [line for line in lines[2:] if line.get("duals") or line.get("farkas")]
    if not leaves:
        return None
    leaf = random.choice(leaves)
    duals = leaf.get("duals") or leaf["farkas"]
    key = random.choice(sorted(duals))
    places = [at for at, digit in enumerate(duals[key]) if digit.isdigit()]
    at = random.choice(places)
    digit = random.choice([one for one in "0123456789" if one != duals[key][at]])
    duals[key] = duals[key][:at] + digit + duals[key][at + 1 :]
    return lines


def a_missing_leaf(random, lines, case):
    del lines[random.randrange(2, len(lines))]
    return lines


def a_step_less(random, lines, case):
    choices = [one for stated in lines[0]["packages"] for one in stated["choices"]]
    if not choices:
        return None
    before = audit_package(case, Package.model_validate({"choices": decimals(choices)}))
    choice = random.choice(choices)
    step = case.instance.measure_by_id[choice["measure"]].size.step
    choice["size"] = str(Decimal(choice["size"]) - step)
    after = audit_package(case, Package.model_validate({"choices": decimals(choices)}))
    same = after.met and round(after.objective(), 6) == round(before.objective(), 6)
    return None if same else lines  # a package that is as good may be named as well


def decimals(choices):
    return [{**one, "size": Decimal(one["size"])} for one in choices]


def a_cent_less(random, lines, case):
    if not lines[0]["packages"]:
        return None
    stated = random.choice(lines[0]["packages"])
    stated["value"] = str(Decimal(stated["value"]) - Decimal("0.01"))
    return lines


def a_swapped_bound(random, lines, case):
    leaves = [line for line in lines[2:] if "least" in line]
    pairs = [(one, other) for one in leaves for other in leaves if one["least"] != other["least"]]
    if not pairs:
        return None
    one, other = random.choice(pairs)
    one["least"], other["least"] = other["least"], one["least"]
    return lines


def another_claim(random, lines, case):
    """No package, where one is claimed; or the other way round."""
    is_infeasible = lines[0]["certificate"] == "infeasible"
    lines[0]["certificate"] = "optimal" if is_infeasible else "infeasible"
    if not is_infeasible:
        lines[0]["packages"] = []
    return lines


def another_instance(random, lines, case):
    digits = list(lines[0]["instance_sha256"])
    digits[random.randrange(64)] = "g"
    lines[0]["instance_sha256"] = "".join(digits)
    return lines


CORRUPTIONS = (
    a_digit_of_a_dual,
    a_missing_leaf,
    a_step_less,
    a_cent_less,
    a_swapped_bound,
    another_claim,
    another_instance,
)


def corrupted(random, text, case):
    """The text with one thing wrong and hashes that fit it, and what is wrong."""
    while True:
        if random.random() < 0.1:
            return text[: random.randrange(len(text) - 1)], "truncated"
        corruption = random.choice(CORRUPTIONS)
        lines = corruption(random, [json.loads(line) for line in text.splitlines()[:-1]], case)
        if lines is not None:
            return rewritten(lines), corruption.__name__


@pytest.mark.parametrize("part", range(PARTS))
def test_corrupted_certificates_are_rejected(part, tmp_path, validated):
    tally, accepted = Counter(), []
    for seed in seeds(WHOLE)[part::PARTS]:
        drawn = numbered_case(seed)
        files = in_files(drawn, tmp_path)
        if certified(drawn, files) is None:
            continue
        case, random = bind(drawn.instance, drawn.model), Random(seed)
        text, what = corrupted(random, files.certificate.read_text("utf-8"), case)
        files.certificate.write_text(text, "utf-8")
        tally[what] += 1
        try:
            if check(files.certificate, files.instance, files.model).proved:
                accepted.append((seed, what))
        except Refused:
            pass
    validated(corrupted=tally.total(), accepted=len(accepted))
    assert accepted == []


def test_another_instance_is_rejected_although_its_hash_is_put_in(tmp_path):
    """Every measure costs more there: what is stated is no longer right."""
    for seed in seeds(WHOLE)[:20]:
        drawn = numbered_case(seed)
        files = in_files(drawn, tmp_path)
        outcome = certified(drawn, files)
        if outcome is None or outcome.package is None or not outcome.package.choices:
            continue
        if drawn.model.objective.minimise != "cost" or drawn.model.objective.payers:
            continue
        content = json.loads(files.instance.read_text("utf-8"))
        for measure in content["measures"]:
            line = {"label": "one more", "payer": "BZK", "once": 1000}
            measure["costs"] = [*measure["costs"], line]
        files.instance.write_text(json.dumps(content), "utf-8")
        lines = [
            json.loads(line) for line in files.certificate.read_text("utf-8").splitlines()[:-1]
        ]
        lines[0]["instance_sha256"] = hashlib.sha256(files.instance.read_bytes()).hexdigest()
        files.certificate.write_text(rewritten(lines), "utf-8")
        assert not check(files.certificate, files.instance, files.model).proved, seed


def test_the_same_input_gives_the_same_bytes(tmp_path):
    for seed in seeds(WHOLE)[:10]:
        drawn = numbered_case(seed)
        files = in_files(drawn, tmp_path)
        if certified(drawn, files) is not None:
            first = files.certificate.read_bytes()
            certified(drawn, files)
            assert files.certificate.read_bytes() == first, seed


def test_the_longest_tree_that_is_written_can_be_read():
    nodes_and_other_lines = 2 * search.MOST_LEAVES + 3
    assert nodes_and_other_lines < verifier.MOST_LINES
    assert search.MOST_TEXT < MOST_BYTES * 0.8  # the rest is for packages and names of rows


@pytest.mark.parametrize("most", [1_000, 3_000])
def test_a_tree_that_would_be_too_long_to_read_is_cut_off(tmp_path, most):
    """What it then proves is a bound."""
    instance = cp.load_instance(INSTANCES["nederland-fictief"])
    model = cp.load_model(MODELS["per-saldo"])
    outcome, subject = cp.solve(instance, model), subject_of(instance, model, "0", {})
    claim, weighing = claim_of(outcome), Weighing(outcome.case)
    searched = search.Search(weighing, claim).run(most_text=most)
    file = tmp_path / "cut.cert"
    file.write_text(certificate(claim, searched, weighing, subject), "utf-8")
    nodes = file.read_text("utf-8").splitlines()[2:-1]
    assert not searched.is_complete
    assert most / 3 < sum(map(len, nodes)) < most + 2 * max(map(len, nodes))
    verdict = check(file, INSTANCES["nederland-fictief"], MODELS["per-saldo"])
    assert (verdict.proved, verdict.claim) == (True, "bound")
