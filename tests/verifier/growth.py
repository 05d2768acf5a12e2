# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""`python -m tests.verifier.growth`: how proofs grow with the number of binary decisions.

Every measure of nederland-fictief is made all or nothing, so that whether it starts, and when, is
all that is left to decide. *Start years*: the first so many measures, each in any of four years,
each year one decision. *Measures*: each in one year only; when all are there, once more each, a
little dearer, and so on. What came out stands in `docs/certificate.md`.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterator
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import compensatie as cp
from compensatie.verifier.check import check
from tests.instances.shipped import INSTANCES, MODELS
from tests.support.case_in_files import as_json

CONTENT = tomllib.loads(INSTANCES["nederland-fictief"].read_text("utf-8"), parse_float=Decimal)
NAMES = ("per-saldo", "motie-de-vries", "motie-bisschop", "kabinetsinzet")
"""Models that name no measure."""
DECISIONS = range(12, 85, 12)
SECONDS = 120
"""What solving and proving may take."""
YEARS = 4
"""Years in which a measure may start, in the form of start years."""


def measure(number: int, years: int) -> dict[str, Any]:
    """The measure of a number, all or nothing, in so many years."""
    own = CONTENT["measures"]
    found: dict[str, Any] = deepcopy(own[number % len(own)])
    again = number // len(own)
    found["id"] += f"-{again}" * bool(again)
    found["size"] = {"min": found["size"]["max"], "max": found["size"]["max"]}
    first = found["start"]["earliest"]
    found["start"]["latest"] = first + years - 1
    dearer = 1 + Decimal("0.0137") * again
    found["costs"] = [
        {key: one * dearer if isinstance(one, int | Decimal) else one for key, one in line.items()}
        for line in found["costs"]
    ]
    return found


def instances() -> Iterator[tuple[str, int, dict[str, Any]]]:
    """Every form, number of binary decisions and instance, from few to many."""
    less = {"relations": [], "uncertainties": [], "signals": []}
    for decisions in DECISIONS:
        for form, years in (("start years", YEARS), ("measures", 1)):
            measures = [measure(number, years) for number in range(decisions // years)]
            yield form, decisions, {**CONTENT, **less, "measures": measures}


def row(instance: Path, model: Path, proof: Path) -> str:
    """What became of one instance under one model."""
    before = perf_counter()
    cp.solve(
        cp.load_instance(instance), cp.load_model(model), certificate=proof, time_limit=SECONDS
    )
    between = perf_counter()
    verdict = check(proof, instance, model)
    after = perf_counter()
    if not verdict.proved:
        raise AssertionError(verdict.sentences[0])
    leaves, size = int(verdict.sentences[-1].split()[3]), proof.stat().st_size / 1000
    seconds = f"{between - before:.1f} s | {after - between:.2f} s"
    return f"{verdict.claim} | {leaves:,} | {size:,.1f} kB | {seconds}"


def main(names: list[str]) -> None:
    """Prints a row for every instance under every model."""
    print("| form | binary decisions | model | proved | leaves | file | prove | verify |")
    print("|---|---|---|---|---|---|---|---|")
    with TemporaryDirectory() as folder:
        instance, proof = Path(folder, "instance.json"), Path(folder, "proof.cert")
        for form, decisions, content in instances():
            instance.write_text(as_json(content), "utf-8")
            for name in names or NAMES:
                told = row(instance, MODELS[name], proof)
                print(f"| {form} | {decisions} | {name} | {told} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
