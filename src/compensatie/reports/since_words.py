# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""For people: one change between two versions, by the names that people know."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any

from compensatie.facts.instance import Instance
from compensatie.files.notation import inline
from compensatie.reports.inert import shortened
from compensatie.reports.speaker import Speaker
from compensatie.reports.titles import Titles
from compensatie.studies.since import NO_CASE, Since, Standing
from compensatie.studies.versions import ABSENT, Branch, Change

LONGEST = 160
"""Characters of a value that are shown."""


@dataclass(frozen=True)
class ChangeWords:
    """Tells what changed."""

    told: Since
    """The two versions."""
    speaker: Speaker
    """Who speaks."""

    def lines(self, change: Change) -> tuple[str, ...]:
        """What changed from what to what, where it stands, and what it does by itself."""
        first = self._what(change)
        if place := self._place(change):
            first = f"{first} ({place})"
        alone = self._alone(self.told.by_itself(change))
        return (first, alone) if alone else (first,)

    def measure(self, name: str) -> str:
        """A measure, as the version that has it calls it."""
        return self._title("measures", name) or shortened(name)

    def _what(self, change: Change) -> str:
        say, path = self.speaker.reader.say, self._path(change)
        if change.before is ABSENT:
            if change.is_record:
                return say("{what}: new", what=path)
            return say("{what}: now {after}", what=path, after=_shown(change.after))
        if change.after is ABSENT:
            if change.is_record:
                return say("{what}: no longer there", what=path)
            text = "{what}: no longer given; it was {before}"
            return say(text, what=path, before=_shown(change.before))
        if change.is_record:
            return say("{what}: replaced", what=path)
        before, after = _shown(change.before), _shown(change.after)
        return say("{what}: {after} instead of {before}", what=path, before=before, after=after)

    def _path(self, change: Change) -> str:
        """Titles of the records that a change stands in, then its keys as files have them."""
        names, keys = list[str](), list[str]()
        steps = iter(enumerate(change.path))
        for at, step in steps:
            title = self._title(step, change.path[at + 1]) if at + 1 < len(change.path) else None
            if title is None:
                keys.append(step)
            else:
                names.append(title)
                next(steps)
        return ", ".join([*names, shortened(".".join(keys))] if keys else names)

    def _title(self, kind: str, name: str) -> str | None:
        """What people call a record, in the version that has it."""
        for titles in self._titles:
            known: dict[str, Any] = _records(titles.instance).get(kind, {})
            if name in known:
                title = known[name].title
                return shortened(title.read(titles.language)) if title else shortened(name)
        rules = {one.id: one for one in (*self.told.new.model.rules, *self.told.old.model.rules)}
        if kind == "rules" and name in rules:
            return self._titles[0].rule(rules[name])
        return None

    @cached_property
    def _titles(self) -> tuple[Titles, ...]:
        language = self.speaker.language
        cases = (self.told.new, self.told.old)
        return tuple(Titles(case.instance, language) for case in cases)

    def _place(self, change: Change) -> str:
        """Where it stands now, or else where it stood."""
        was, now = self.told.place(change)
        return shortened(now if change.after is not ABSENT and now else was or "", LONGEST)

    def _alone(self, standing: Standing | None) -> str | None:
        """What the change does by itself."""
        reader, start = self.speaker.reader, self.told.start
        if standing is None or start is None or start.value is None:
            return self._alone_without_start(standing)
        if standing == NO_CASE:
            return reader.say("By itself it fits no file: it needs others.")
        if not standing.exists:
            return reader.say("By itself it leaves no package.")
        if standing.objective != start.objective or standing.value is None:
            return None
        return self._moved(standing.value - start.value)

    def _moved(self, more: Fraction) -> str:
        """By how much one change moves the objective."""
        say, unit = self.speaker.reader.say, self.told.old.stages[0].objective.unit
        if not more:
            return say("By itself it changes nothing.")
        shown = self.speaker.amount_with_unit(abs(more), unit)
        if unit == "EUR":
            return say(
                "By itself it makes the best package {amount} dearer."
                if more > 0
                else "By itself it makes the best package {amount} cheaper.",
                amount=shown,
            )
        return say(
            "By itself it raises the objective by {amount}."
            if more > 0
            else "By itself it lowers the objective by {amount}.",
            amount=shown,
        )

    def _alone_without_start(self, standing: Standing | None) -> str | None:
        """Where the old version has no package, or it is not known."""
        say, start = self.speaker.reader.say, self.told.start
        if standing is None or start is None:
            return say("What it does by itself is not determined.")
        if standing == NO_CASE:
            return say("By itself it fits no file: it needs others.")
        if standing.exists:
            return say("By itself it makes a package possible.")
        return say("By itself it changes nothing.")


def _records(instance: Instance) -> dict[str, dict[str, Any]]:
    """The records that people know by a title."""
    every = [change for one in instance.scenarios for change in one.changes]
    return {
        "measures": dict(instance.measure_by_id),
        "scenarios": {one.id: one for one in instance.scenarios},
        "changes": {one.id: one for one in (*every, *instance.changes)},
        "resources": {one.id: one for one in instance.resources},
    }


def _shown(value: Any) -> str:
    """A figure as a file has it."""
    return shortened("…" if isinstance(value, Branch) and value else inline(value), LONGEST)
