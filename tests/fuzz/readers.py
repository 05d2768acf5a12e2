# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Everything that reads a file, good files to start from, and what may be answered to bad ones."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import compensatie as cp
from compensatie.engine.case import bind
from compensatie.engine.outcome import Status
from compensatie.errors import InputError
from compensatie.files.document import read_document
from compensatie.files.draws import load_draws
from compensatie.files.notation import written
from compensatie.files.package import write_package
from compensatie.language import LANGUAGES
from compensatie.reports.document import printed, solve_document
from compensatie.reports.logo import PNG, read_logo
from compensatie.reports.pareto_document import pareto_document
from compensatie.studies.drawn_answer import DrawnAnswer, as_text
from compensatie.studies.ensemble_store import EnsembleStore
from compensatie.studies.pareto_file import read_pareto
from compensatie.studies.store import Store
from compensatie.verifier.check import check
from compensatie.verifier.shapes import Refused

ROOT = Path(__file__).parents[2]
KLEIN = ROOT / "instances" / "klein.toml"
DRENTHE = ROOT / "instances" / "drenthe-2023.toml"
PER_SALDO = ROOT / "models" / "per-saldo.toml"
MODELS = tuple(sorted((ROOT / "models").glob("*.toml")))
GOOD = ROOT / "tests" / "mistakes" / "good"
PACKAGE = """
format = 1
name = "mine"
[[choices]]
measure = "gastplekken"
start = 2025
size = 20
[[choices]]
measure = "uitbreiding"
start = 2025
size = 30
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><path d="M0 0"/></g><use href="#a"/></svg>'


@dataclass(frozen=True, slots=True)
class Reader:
    """One way in which the program reads a kind of file."""

    name: str
    """What it reads."""
    ending: str
    """How the names of such files end."""
    seeds: tuple[bytes, ...]
    """Good files of the kind."""
    read: Callable[[Path], object]
    """Reads a file; raises `InputError`, or the verifier's `Refused`, where it cannot."""

    def failure(self, path: Path) -> str | None:
        """What is wrong with how a file is answered; None: it is read, or refused with reasons."""
        try:
            self.read(path)
        except InputError as error:
            return _failure_of(error, path)
        except Refused as error:
            return None if str(error) else "refused without a reason"
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            return f"{type(error).__name__}: {error} ({Path(last.filename).name}:{last.lineno})"
        return None


def _failure_of(error: InputError, path: Path) -> str | None:
    if not error.faults:
        return "refused without a fault"
    for fault in error.faults:
        if fault.code == "unclear-value":
            return f"a fault that says nothing: {fault}"
        if fault.file is not None and Path(fault.file).parent != path.parent:
            return f"a fault in another file: {fault}"
        for language in LANGUAGES:
            if not fault.message(language) or fault.allowed_message(language) == "":
                return f"a fault without words: {fault}"
    return None


def readers(folder: Path) -> tuple[Reader, ...]:
    """Every reader; the files that the program itself makes are made first, in a folder."""
    for model in MODELS:
        (folder / model.name).write_bytes(model.read_bytes())
    return (*_of_facts(folder), *_of_proofs(folder), *_of_studies(folder))


def _of_facts(folder: Path) -> Iterator[Reader]:
    """Instances, models and packages: read, and then looked at as commands do."""
    klein, per_saldo = cp.load_instance(KLEIN), cp.load_model(PER_SALDO)
    package = folder / "package.toml"
    package.write_text(PACKAGE, "utf-8")
    used: dict[str, tuple[tuple[Path, ...], Callable[[Path], object]]] = {
        "instance": (
            (GOOD / "instance.toml", KLEIN, DRENTHE),
            lambda path: cp.check(cp.load_instance(path), per_saldo),
        ),
        "model": (
            MODELS,
            lambda path: cp.check(klein, cp.load_model(path)),
        ),
        "package": (
            (package,),
            lambda path: cp.audit(klein, cp.load_package(path), per_saldo),
        ),
    }
    for kind, (files, read) in used.items():
        yield Reader(kind, ".toml", tuple(file.read_bytes() for file in files), read)
        texts = (written(read_document(file).content, "json") for file in files)
        yield Reader(kind, ".json", tuple(text.encode() for text in texts), read)
    cp.convert(GOOD / "instance.toml", folder / "good.xlsx")
    workbook = (folder / "good.xlsx").read_bytes()
    yield Reader("workbook", ".xlsx", (workbook,), used["instance"][1])


def _of_proofs(folder: Path) -> Iterator[Reader]:
    """What the verifier reads: certificates, results and packages, and the facts and policy."""
    klein, per_saldo = cp.load_instance(KLEIN), cp.load_model(PER_SALDO)
    best, none, package = (folder / name for name in ("best.cert", "none.cert", "best.toml"))
    outcome = cp.solve(klein, per_saldo, certificate=best)
    cp.solve(klein, per_saldo, exclude=("gastplekken",), certificate=none)
    assert outcome.package is not None
    write_package(outcome.package, package)
    result = printed(solve_document(outcome, "en")).encode()
    proofs = tuple(file.read_bytes() for file in (best, none))

    def claimed(path: Path) -> object:
        return check(path, KLEIN, PER_SALDO)

    yield Reader("certificate", ".cert", proofs, claimed)
    yield Reader("result", ".json", (result,), claimed)
    yield Reader("package to verify", ".toml", (package.read_bytes(),), claimed)
    yield Reader(
        "instance to verify by",
        ".toml",
        (KLEIN.read_bytes(),),
        lambda path: check(package, path, PER_SALDO),
    )
    yield Reader(
        "model to verify by",
        ".toml",
        tuple(file.read_bytes() for file in MODELS),
        lambda path: check(package, KLEIN, path),
    )


def _of_studies(folder: Path) -> Iterator[Reader]:
    """Trade-offs, stores and draws, and what reports look like."""
    klein, per_saldo = cp.load_instance(KLEIN), cp.load_model(PER_SALDO)
    kept, subject = folder / "kept.jsonl", {"study": "fuzz"}
    found = cp.pareto(klein, per_saldo, objectives=("cost", "jobs-taken"))
    store = Store(kept, subject)
    for number, point in enumerate(found.points):
        store.keep(f"question {number}", point.audit.package)
    points = printed(pareto_document(found, "en")).encode()
    case = bind(klein, per_saldo)
    yield Reader(
        "points", ".json", (points,), lambda path: read_pareto(path, case, found.provenance)
    )
    yield Reader("store", ".jsonl", (kept.read_bytes(),), lambda path: Store(path, subject))
    uncertainties = cp.load_instance(DRENTHE).uncertainties
    names = ",".join(one.id for one in uncertainties)
    least = ",".join(str(one.distribution.least_value) for one in uncertainties)
    draws = f"draw,{names}\n1,{least}\n".encode()
    yield Reader("draws", ".csv", (draws,), lambda path: load_draws(path, uncertainties))
    answers = folder / "answers.db"
    with closing(EnsembleStore(answers, subject)) as ensemble:
        ensemble.keep([(1, as_text(DrawnAnswer(Status.INFEASIBLE)))])
    yield Reader("answers", ".db", (answers.read_bytes(),), partial(_answers, subject))
    theme = (ROOT / "docs" / "theme.toml").read_bytes()
    yield Reader("theme", ".toml", (theme,), cp.load_theme)
    yield Reader("logo", ".svg", (SVG.encode(), PNG + bytes(100)), read_logo)


def _answers(subject: dict[str, str], path: Path) -> object:
    with closing(EnsembleStore(path, subject)) as store:
        return dict(store.answers())
