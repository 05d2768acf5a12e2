# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""Why: what stands in the way of a package, or what an answer that does exist rests on.

An explanation is made of parts. Each part is a frozen record of its own, in a file of its own; it
is None where it does not apply or was not asked. Where a search was broken off, a part still
comes, and says of each figure that it was not determined. A new part has five places:

- its record, and the function that makes it from a `Subject`: a file in `studies/`;
- a field of `Explanation` by its name, and a line in `PARTS` of `studies/explaining.py`;
- what people read: a file in `reports/`, named in `SECTIONS` of `reports/explanation_text.py`;
- JSON: a file in `reports/`, named in `DOCUMENTS` of `reports/explanation_document.py`;
- tables: named in `TABLES` of `reports/explanation_tables.py`, and its own `to_frame`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Protocol

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case
from compensatie.engine.display import html_of
from compensatie.engine.outcome import Outcome, Status
from compensatie.studies.advice import Advice
from compensatie.studies.conflict import Conflict
from compensatie.studies.decisive import DecisiveFact, decisive_facts
from compensatie.studies.definitions import Definitions
from compensatie.studies.measure_accounts import MeasureAccounts
from compensatie.studies.pricing import Staircase
from compensatie.studies.repair import Repairs
from compensatie.studies.rule_accounts import RulePrices
from compensatie.studies.since import Since
from compensatie.studies.study import Stop
from compensatie.studies.tipping import TippingPoints

if TYPE_CHECKING:
    import pandas as pd


class Part(Protocol):
    """One part of an explanation."""

    def to_frame(self) -> pd.DataFrame:
        """Its figures as a table for notebooks; the exact ones stay in the record."""


@dataclass(frozen=True)
class Explanation:
    """Why the answer is what it is."""

    outcome: Outcome = field(repr=False)
    """The best package, or that there is none."""
    given: Audit | None = None
    """The package that somebody brought, checked."""
    repairs: Repairs | None = None
    """Where there is no package: the changes of rules and facts that would give one."""
    conflict: Conflict | None = None
    """Where there is no package: what cannot hold together."""
    prices: RulePrices | None = field(default=None, repr=False)
    """What each rule costs."""
    measures: MeasureAccounts | None = field(default=None, repr=False)
    """Why each measure is in the package or not."""
    tipping: TippingPoints | None = field(default=None, repr=False)
    """How much may turn out worse."""
    definitions: Definitions | None = None
    """The answer under each lawful reading of the norms."""
    advice: Advice | None = None
    """The minister's advice."""
    price: Staircase | None = field(default=None, repr=False)
    """What one rule costs, whatever its bound."""
    since: Since | None = None
    """What changed since another version, and what explains it."""
    stop: Stop | None = None
    """Why questions were left open, where they were."""
    reason: str = ""
    """The solver's own words for that."""

    @property
    def case(self) -> Case:
        """Facts and policy together."""
        return self.outcome.case

    @property
    def status(self) -> Status:
        """How the question for the best package stands."""
        return self.outcome.status

    @property
    def explained(self) -> Audit | None:
        """The package that is explained: the one given, or else the best one."""
        return self.outcome.audit if self.given is None else self.given

    @property
    def is_particular(self) -> bool:
        """Whether only certain parts were asked for, and not all that is usual."""
        particular = (self.definitions, self.advice, self.price, self.since)
        return any(one is not None for one in particular)

    @property
    def decisive(self) -> tuple[DecisiveFact, ...]:
        """On which figures the choice hangs; none where that was not asked."""
        if self.measures is None or self.tipping is None:
            return ()
        return decisive_facts(self.case, self.measures, self.tipping)

    @property
    def is_complete(self) -> bool:
        """Whether every question was settled."""
        return self.stop is None

    @property
    def parts(self) -> Mapping[str, Part]:
        """The parts that there are, by name."""
        own = {"outcome", "given", "stop", "reason"}
        named = {one.name: getattr(self, one.name) for one in fields(self) if one.name not in own}
        return {name: part for name, part in named.items() if part is not None}

    def to_frame(self) -> pd.DataFrame:
        """The package that is explained; each part has a table of its own."""
        import pandas as pd

        chosen = self.explained.package.choices if self.explained else ()
        lines = [[one.measure, one.start, float(one.size)] for one in chosen]
        return pd.DataFrame(lines, columns=["measure", "start", "size"])

    def _repr_html_(self) -> str:
        return html_of(self)
