# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Certificates: written beside an answer, and checked at once by the verifier that people use."""

from __future__ import annotations

from dataclasses import replace
from os import PathLike
from pathlib import Path
from time import monotonic

from compensatie.engine.outcome import Outcome, Status
from compensatie.engine.proving.certificate import Subject
from compensatie.engine.proving.claim import Claim
from compensatie.engine.proving.prover import NOT_DONE, certify, prove
from compensatie.errors import Fault, InputError, InternalError
from compensatie.facts.instance import Instance
from compensatie.facts.record import FileOrigin
from compensatie.files.aside import write_text
from compensatie.policy import Model
from compensatie.studies.alternatives import Alternatives
from compensatie.studies.study import Stop
from compensatie.verifier.check import Verdict, check
from compensatie.verifier.shapes import Refused


def certified(
    outcome: Outcome, subject: Subject, path: str | PathLike[str], deadline: float | None
) -> Outcome:
    """An answer with its certificate written.

    Raises:
        InputError: the file cannot be written.
        InternalError: the answer, or its certificate, is not right.
    """
    found, proved = certify(outcome, subject, deadline)
    if proved is not None:
        write_checked(proved.text, subject, path)
    return found


def list_certified(
    found: Alternatives, subject: Subject, path: str | PathLike[str], time_limit: float | None
) -> Alternatives:
    """A list of packages with the certificate that it is whole; one that is not gets none.

    Args:
        found: the list.
        subject: the files and the call.
        path: the file.
        time_limit: seconds for the proof, besides those for the list.

    Raises:
        InputError: the file cannot be written.
        InternalError: the list, or its certificate, is not right.
    """
    if found.status is Status.INFEASIBLE:
        claim = Claim("infeasible")
    elif found.is_complete and found.limit is not None and found.share is not None:
        packages = tuple(one.audit for one in found.packages)
        claim = Claim.of_list(packages, found.limit, found.share, found.distinct)
    else:
        return found
    deadline = None if time_limit is None else monotonic() + time_limit
    proved = prove(claim, found.case, subject, deadline)
    write_checked(proved.text, subject, path)
    if proved.is_complete:
        return replace(found, certified=True)
    return replace(found, is_complete=False, stop=found.stop or Stop.TIME, reason=NOT_DONE)


def write_checked(text: str, subject: Subject, path: str | PathLike[str]) -> None:
    """Writes a certificate, and lets the verifier read it as anyone would.

    Raises:
        InputError: the file cannot be written.
        InternalError: the verifier does not accept it.
    """
    write_text(path, text)
    try:
        verdict = check(Path(path), Path(subject.instance.file), Path(subject.model.file))
    except Refused as fault:
        raise InternalError(f"the verifier cannot read the certificate: {fault}") from None
    if not verdict.proved:
        raise InternalError(f"the certificate proves nothing: {verdict.sentences[0]}")


def verify(
    file: str | PathLike[str],
    instance: str | PathLike[str],
    model: str | PathLike[str],
    *,
    scenarios: tuple[str, ...] = (),
    include: tuple[str, ...] = (),
    exclude: tuple[str, ...] = (),
) -> Verdict:
    """What a certificate, a result or a package proves, by the verifier alone.

    Args:
        file: a certificate, the JSON of a result, or a package.
        instance: the instance file.
        model: the model file.
        scenarios: ids of the scenarios that it must be about; whichever it names by default.
        include: measures that it must say to be in every package.
        exclude: measures that it must say to be in none.

    Raises:
        InputError: a file cannot be understood.

    Example:
        >>> announced = "instances/packages/aangekondigd-2023.toml"
        >>> found = verify(announced, "instances/drenthe-2023.toml", "models/per-saldo.toml")
        >>> found.proved, found.claim
        (False, 'package')
    """
    asked = {"scenarios": scenarios, "include": include, "exclude": exclude}
    try:
        return check(Path(file), Path(instance), Path(model), **asked)
    except Refused as fault:
        text = "this cannot be verified: {reason}"
        raise InputError([Fault("unverifiable", text, details={"reason": str(fault)})]) from None


def subject_of(
    instance: Instance, model: Model, version: str, asked: dict[str, tuple[str, ...]]
) -> Subject:
    """What a certificate is about.

    Raises:
        InputError: the facts or the policy do not come from a file that anyone can read again.
    """
    return Subject(_origin(instance), _origin(model), version, **asked)


def _origin(document: Instance | Model) -> FileOrigin:
    origin = document.origin_file
    if origin is None or Path(origin.file).suffix.lower() not in (".toml", ".json"):
        text = "a certificate is about files, so that anyone can check it"
        allowed = "an instance and a model that are read from .toml or .json files"
        raise InputError([Fault("no-file-to-certify", text, ("--certificate",), allowed=allowed)])
    return origin
