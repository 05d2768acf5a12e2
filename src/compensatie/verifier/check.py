# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""From files to a verdict in words: what is proved, of which facts and policy, and what is not."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from compensatie.verifier.certificate import Proof, package_of, read_certificate
from compensatie.verifier.facts import Instance
from compensatie.verifier.programme import Programme
from compensatie.verifier.reading import parsed, read_bytes, read_model, read_table, with_value
from compensatie.verifier.shapes import NotProved, Refused, Table, read, written

CERTIFICATE = b'{"format":1,"certificate":'
"""How a certificate begins."""
LOCKS = ("scenarios", "include", "exclude")
"""What a call selects, besides the files."""


@dataclass(frozen=True)
class Verdict:
    """What a check came to."""

    proved: bool
    claim: str
    """`optimal`, `bound`, `infeasible`, `complete`; `package`: only that it keeps every rule."""
    sentences: tuple[str, ...]


def check(file: Path, instance: Path, model: Path, **asked: Collection[str]) -> Verdict:
    """Whether a file proves what it says of an instance under a model.

    Args:
        file: a certificate, the JSON of a result, or a package.
        instance: the instance file.
        model: the model file.
        asked: scenarios, include and exclude, where the call names them.

    Raises:
        Refused: a file cannot be understood.
    """
    files = _Files(instance, model, {key: {*asked.get(key, ())} for key in LOCKS})
    content = read_bytes(file)
    is_certificate = content.startswith(CERTIFICATE)
    try:
        if is_certificate:
            claim, sentences = files.certified(content, str(file))
        else:
            is_toml = file.suffix.lower() == ".toml"
            claim, sentences = files.kept(parsed(content, str(file), is_toml=is_toml))
    except NotProved as fault:
        claim, sentences = "certificate" if is_certificate else "package", [f"NOT PROVED: {fault}."]
        return Verdict(False, claim, tuple(map(_inert, sentences)))
    return Verdict(True, claim, tuple(map(_inert, sentences)))


def _inert(text: str) -> str:
    """A sentence in which names from files can do nothing on a terminal."""
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in text)


class _Files:
    """The instance and model files of a call."""

    def __init__(self, instance: Path, model: Path, asked: dict[str, set[str]]) -> None:
        self._asked = asked
        self._contents: dict[str, Any] = {}
        self._contents["instance"], instance_hash = read_table(instance)
        self._contents["model"], model_hash = read_model(model)
        self._hashes = (instance_hash, model_hash)

    def _programme(self, stated: dict[str, Any] | None) -> Programme:
        """The programme for what a result states, which must be what the call asks, if it does."""
        chosen = {key: {*stated[key]} if stated else self._asked[key] for key in LOCKS}
        for key in LOCKS:
            if self._asked[key] and self._asked[key] != chosen[key]:
                raise NotProved(f"it is about other {key} than the call names")
        return Programme(Instance(self._contents["instance"]), self._contents["model"], **chosen)

    def certified(self, content: bytes, name: str) -> tuple[str, list[str]]:
        """What a certificate proves."""
        claim, lines = read_certificate(content, name)
        if (claim.instance_sha256, claim.model_sha256) != self._hashes:
            raise NotProved("it is about another instance or model than these files")
        for one in claim.settings:
            if not isinstance(one.path, list):
                raise Refused(f"{name}: a setting has no path")
            value = parsed(f"value = {one.value}", name, is_toml=True)["value"]
            self._contents[one.file] = with_value(self._contents[one.file], one.path, value)
        programme = self._programme({key: getattr(claim, key) for key in LOCKS})
        proof = Proof(claim, programme)
        proof.check_packages()
        proof.check_tree(lines)
        settings = [f"{'.'.join(map(str, one.path))} = {one.value}" for one in claim.settings]
        said = [*_claimed(claim, proof, programme), *_scope(programme, settings)]
        said.append(f"The tree has {proof.leaves} leaves, each checked in exact fractions.")
        return claim.certificate, said

    def kept(self, content: dict[str, Any]) -> tuple[str, list[str]]:
        """What a package proves by itself: that it keeps every rule, and what it costs."""
        package: Any = content
        stated, options = None, None
        if content.get("command") == "solve":
            origin, package = content.get("provenance"), content.get("package")
            if not isinstance(origin, dict) or not isinstance(package, dict):
                raise NotProved("a result without a package proves nothing; ask for a certificate")
            given, stated = origin.get("options"), content.get("objective")
            if (origin.get("instance_sha256"), origin.get("model_sha256")) != self._hashes:
                raise NotProved("it is about another instance or model than these files")
            if isinstance(given, dict) and given:
                options = {key: _split(given.get(key)) for key in LOCKS}
        programme = self._programme(options)
        chosen = package_of(read(package, "package", "the package"))
        programme.require_kept(chosen)
        value = programme.value(chosen)
        if isinstance(stated, dict) and written(stated.get("value"), "objective") != value:
            raise NotProved(f"the package comes to {_shown(value, programme)}")
        sentences = [_package_kept(value, programme), *_scope(programme, [])]
        return "package", [*sentences, "Whether another package is cheaper is not proved."]


def _split(names: Any) -> Sequence[str]:
    return names.split("; ") if isinstance(names, str) else ()


def _shown(value: Fraction, programme: Programme) -> str:
    """A value of the objective with its unit."""
    places = 2 if programme.parts == 100 else 6
    whole, rest = divmod(abs(int(value * programme.parts)), programme.parts)
    sign, unit = "-" if value < 0 else "", "EUR" if places == 2 else programme.instance.table.unit
    return f"{sign}{whole:,}.{rest:0{places}} {unit}"


def _package_kept(value: Fraction, programme: Programme) -> str:
    objective = programme.model.objective.minimise
    return f"The package keeps every hard rule; “{objective}” comes to {_shown(value, programme)}."


def _claimed(claim: Table, proof: Proof, programme: Programme) -> Iterator[str]:
    """The claim, as it is proved."""
    for _, value in proof.listed[:1]:
        yield _package_kept(value, programme)
    limit = "" if proof.limit is None else _shown(proof.limit, programme)
    yield {
        "optimal": f"No package that keeps them comes to less than {limit}.",
        "bound": f"No package that keeps every hard rule comes to less than {limit}; "
        "whether one comes to that little is not proved.",
        "infeasible": "No package keeps every hard rule.",
        "complete": f"Of packages up to {limit} there are {len(proof.listed)} that differ in "
        f"{claim.distinct}, those listed: no other is within that, and none of a kind is better.",
    }[claim.certificate]


def _scope(programme: Programme, settings: list[str]) -> Iterator[str]:
    """Of which facts and policy it is proved."""
    instance, model = programme.instance.table.name, programme.model.name
    yield f"This holds for the instance “{instance}” under the model “{model}”"
    yield f"  in the scenarios: {', '.join(programme.scenarios)}"
    for text, names in (
        ("with these values set otherwise", settings),
        ("with these measures in every package", sorted(programme.include)),
        ("with these measures in no package", sorted(programme.exclude)),
        ("without these rules, which look at none of the scenarios", programme.left_out),
        ("without what is unknown", [f"{rule} for {code}" for rule, code in programme.untested]),
    ):
        if names:
            yield f"  {text}: {', '.join(names)}"
