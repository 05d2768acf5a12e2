# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""A case that is worked by hand in instances/README.md, and its answers."""

from __future__ import annotations

from pathlib import Path

import pytest

import compensatie as cp
from compensatie.engine.case import bind
from compensatie.engine.outcome import Outcome, Provenance
from compensatie.reports.reader import Reader
from compensatie.reports.speaker import Speaker
from tests.support.read_back import Said

ROOT = Path(__file__).parents[2]
PROVENANCE = Provenance("1" * 64, "2" * 64, "0.1.0", "HiGHS 1.15.1", {}, {})


@pytest.fixture(scope="session")
def klein():
    return cp.load_instance(ROOT / "instances" / "klein.toml")


@pytest.fixture(scope="session")
def per_saldo():
    return cp.load_model(ROOT / "models" / "per-saldo.toml")


@pytest.fixture(scope="session")
def provenance():
    return PROVENANCE


@pytest.fixture
def audited(klein, per_saldo):
    """Audits choices of klein, each given as measure, start and size."""

    def audit(*choices, scenarios=(), instance=klein, model=per_saldo):
        chosen = tuple(cp.Choice(measure=m, start=start, size=size) for m, start, size in choices)
        package = cp.Package(name="hand", choices=chosen)
        return cp.audit(instance, package, model, scenarios=scenarios)

    return audit


@pytest.fixture
def optimum(audited):
    """The package that is worked out by hand."""
    return audited(("gastplekken", 2025, 20), ("uitbreiding", 2025, 30))


@pytest.fixture
def english(klein, per_saldo):
    return Speaker(bind(klein, per_saldo), "en")


@pytest.fixture
def outcome(klein, per_saldo):
    """An answer without a package, as the engine would give it."""

    def make(status, instance=klein, model=per_saldo, **fields):
        return Outcome(status, bind(instance, model), PROVENANCE, **fields)

    return make


@pytest.fixture
def said(monkeypatch) -> Said:
    """Every sentence that is said from here on: its text, its places, and what it came to."""
    heard: Said = []
    whole = Reader.say

    def say(self, text, **places):
        told = whole(self, text, **places)
        heard.append((text, places, told))
        return told

    monkeypatch.setattr(Reader, "say", say)
    return heard
