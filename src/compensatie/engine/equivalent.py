# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The deterministic equivalent: a block for each scenario, put together from compiled arrays.

What is decided before two scenarios can be told apart is one column in both of their blocks, and
a row over such columns alone is one row, as strict as the strictest of them. So decisions need
no rows that make them equal, and one package for all scenarios is the programme of one block.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from compensatie.engine.arrays import Arrays, Real, Whole
from compensatie.engine.block import NEVER, Block
from compensatie.engine.draft import Draft
from compensatie.facts.knowledge import Knowledge

Mask = NDArray[np.bool_]


@dataclass(frozen=True)
class Equivalent:
    """The programme of all blocks together."""

    block: Block
    """What the blocks share."""
    knowledge: Knowledge
    """When which scenarios can be told apart."""
    may_miss: int = 0
    """In how many scenarios the package may miss hard rules."""

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The scenarios, each with a block."""
        return self.knowledge.scenarios

    @cached_property
    def _lines(self) -> Whole:
        """Where each scenario stands in the tables of the block."""
        positions = {name: at for at, name in enumerate(self.block.scenarios)}
        return np.array([positions[name] for name in self.scenarios], dtype=np.int32)

    def _firsts(self, latest: Whole) -> Whole:
        """For each scenario, and each thing decided by a year, the first scenario that shares it.

        Args:
            latest: the last start year that each thing depends on.
        """
        firsts = np.tile(np.arange(len(self.scenarios), dtype=np.int32)[:, None], len(latest))
        numbers = {name: at for at, name in enumerate(self.scenarios)}
        for year in np.unique(latest[latest < NEVER]).tolist():
            for group in self.knowledge.groups(year):
                members = np.array([numbers[name] for name in group])
                firsts[np.ix_(members, np.flatnonzero(latest == year))] = members[0]
        return firsts

    @cached_property
    def columns(self) -> Whole:
        """The column of the equivalent that stands for each column of each block."""
        firsts = self._firsts(self.block.latest)
        own = firsts == np.arange(len(self.scenarios))[:, None]
        numbers = np.cumsum(own.ravel()).reshape(own.shape) - 1
        return numbers[firsts, np.arange(own.shape[1])].astype(np.int32)

    @cached_property
    def _missable(self) -> Mask:
        """The rows that some scenario may miss: those of rules that scenarios do not share."""
        lower = self.block.row_lower[self._lines]
        differs = (lower != lower[0]).any(axis=0)
        hard = np.arange(lower.shape[1]) < self.block.first_soft
        missable: Mask = differs & hard & (self.may_miss > 0)
        return missable

    @cached_property
    def _row_firsts(self) -> Whole:
        latest = np.where(self._missable, NEVER, self.block.row_latest).astype(np.int32)
        return self._firsts(latest)

    @cached_property
    def arrays(self) -> Arrays:
        """The equivalent compiled, without an objective."""
        shared, own = self.block.arrays, self._row_firsts == np.arange(len(self._lines))[:, None]
        counts = np.diff(shared.starts)
        entries = np.repeat(own, counts, axis=1)
        lower, upper = self._row_bounds(own)
        column_lower, column_upper = self._column_bounds()
        kinds = np.zeros(len(column_lower), dtype=np.bool_)
        kinds[self.columns] = shared.integer
        return Arrays(
            starts=np.cumsum([0, *np.tile(counts, len(own))[own.ravel()]], dtype=np.int32),
            indices=self.columns[:, shared.indices][entries],
            values=np.broadcast_to(shared.values, entries.shape)[entries],
            row_lower=lower,
            row_upper=upper,
            column_lower=column_lower,
            column_upper=column_upper,
            costs=np.zeros(len(column_lower)),
            integer=kinds,
            constant=0.0,
        )

    def _row_bounds(self, own: Mask) -> tuple[Real, Real]:
        """What each row asks: where scenarios share it, what the strictest of them does."""
        asked = self.block.row_lower[self._lines]
        strictest = np.full(asked.shape, -np.inf)
        np.maximum.at(strictest, (self._row_firsts, np.arange(asked.shape[1])), asked)
        upper = np.broadcast_to(self.block.arrays.row_upper, asked.shape)
        return strictest[own], upper[own]

    def _column_bounds(self) -> tuple[Real, Real]:
        width = int(self.columns.max(initial=-1)) + 1
        lower, upper = np.zeros(width), np.zeros(width)
        lower[self.columns] = self.block.arrays.column_lower
        upper[self.columns] = self.block.column_upper[self._lines]
        return lower, upper

    def draft(self) -> Draft:
        """The equivalent, to which rows and columns of a question can be added."""
        draft = Draft(self.arrays)
        if self.may_miss:
            self._let_miss(draft)
        return draft

    def _let_miss(self, draft: Draft) -> None:
        """A switch for each scenario that lifts its rows, and how many may be on."""
        switches = [draft.add_column(0.0, 1.0, is_integer=True) for _ in self.scenarios]
        own = self._row_firsts == np.arange(len(self._lines))[:, None]
        numbers = np.cumsum(own.ravel()).reshape(own.shape) - 1
        lower = self.block.row_lower[self._lines]
        for index in np.flatnonzero(self._missable).tolist():
            for at, switch in enumerate(switches):
                if np.isfinite(lower[at, index]):
                    name = self.scenarios[at]
                    draft.add_entry(int(numbers[at, index]), switch, self.block.lift(index, name))
        draft.add_row(dict.fromkeys(switches, 1.0), -np.inf, float(self.may_miss))

    def values_of(self, scenario: str, values: Real) -> Real:
        """The values of the columns of one block."""
        found: Real = values[self.columns[self.scenarios.index(scenario)]]
        return found
