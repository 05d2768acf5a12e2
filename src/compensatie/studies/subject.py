# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""What is explained, and the means to ask more about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.case import Case, bind
from compensatie.engine.goal import Goal
from compensatie.engine.inquiry import Found, Inquiry
from compensatie.engine.outcome import Outcome
from compensatie.engine.restriction import Restriction
from compensatie.facts.instance import Instance
from compensatie.facts.package import Package
from compensatie.policy import Model
from compensatie.studies.study import Course, Effort, Progress, Stop


@dataclass(frozen=True, slots=True)
class PriceRange:
    """Over which range a rule is priced: by how much its bound moves, above 0 asking less."""

    rule: str
    """Id of the rule."""
    tightest: Fraction | None = None
    """The move at one end; None: as tight as any package can keep."""
    loosest: Fraction | None = None
    """The move at the other end; None: as loose as makes a difference."""

    def as_texts(self) -> tuple[str, ...]:
        """Rule and range, for provenance."""
        return (self.rule, str(self.tightest), str(self.loosest))


@dataclass(frozen=True, slots=True)
class Call:
    """What a call says of every case that it looks at."""

    scenarios: tuple[str, ...] = ()
    """Ids of the scenarios to look at; all where none is given."""
    include: tuple[str, ...] = ()
    """Measures that every package must have."""
    exclude: tuple[str, ...] = ()
    """Measures that none may have."""

    def bound(self, instance: Instance, model: Model) -> Case:
        """Facts and policy together.

        Raises:
            InputError: they do not fit together.
        """
        return bind(instance, model, self.scenarios, self.include, self.exclude)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be explained besides what always is."""

    package: Package | None = None
    """A package that somebody brings; without it the best one is explained."""
    definitions: bool = False
    """Also under each lawful reading of the norms."""
    advice: bool = False
    """Also the minister's advice."""
    price: PriceRange | None = None
    """A rule whose whole step function is wanted."""
    since: Case | None = None
    """Another version, with which facts and policy are compared."""
    call: Call = Call()
    """What the call says of that version too."""

    @property
    def is_particular(self) -> bool:
        """Whether only certain parts are asked for, and not all that is usual."""
        is_about_one = self.price is not None or self.since is not None
        return self.definitions or self.advice or is_about_one

    def as_texts(self) -> dict[str, tuple[str, ...]]:
        """What is not as usual, for provenance."""
        texts: dict[str, tuple[str, ...]] = {}
        if self.package is not None:
            texts["package"] = (self.package.name,)
        if self.since is not None:
            texts["since"] = (self.since.instance.sha256, self.since.model.sha256)
        switches = {"definitions": self.definitions, "advice": self.advice}
        if self.price is not None:
            texts["price"] = self.price.as_texts()
        return texts | {name: ("True",) for name, is_on in switches.items() if is_on}


@dataclass
class Questioner:
    """Puts questions to inquiries until the search is broken off, and tells how far it is.

    Once the time is over, Ctrl-C was pressed or the solver broke down, every question comes back
    unproven and at once: so whoever asks need not look whether there still is time, only whether
    what it got is proven.
    """

    effort: Effort
    """How long it may take, and who looks on."""
    course: Course = field(default_factory=Course)
    """How it went."""
    done: int = 0
    """Questions put so far."""
    expected: int = 0
    """Questions that were announced."""

    def expect(self, number: int) -> None:
        """Announces questions, so that the progress bar knows how many there will be."""
        self.expected += number

    def best(
        self,
        inquiry: Inquiry,
        goal: Goal,
        restrictions: Sequence[Restriction] = (),
        known: Audit | None = None,
    ) -> Found:
        """The package that makes one goal smallest; unproven where the search was broken off."""
        return self._put(lambda: inquiry.best(goal, restrictions, known))

    def by_model(
        self,
        inquiry: Inquiry,
        restrictions: Sequence[Restriction] = (),
        *,
        ties_only: bool = False,
    ) -> Found:
        """The best package by the model's objectives; likewise."""
        return self._put(lambda: inquiry.by_model(restrictions, ties_only=ties_only))

    def _put(self, question: Callable[[], Found]) -> Found:
        found = Found(reason=self.course.reason)
        self.effort.watch(Progress(self.done, max(self.expected, self.done + 1)))
        self.done += 1
        if self.is_over:
            self.course.settles(found)
            return found
        with self.course.held():
            found = question()
            self.course.settles(found)
        return found

    @property
    def is_over(self) -> bool:
        """Whether no question is put any more."""
        return self.course.stop in (Stop.INTERRUPTED, Stop.SOLVER) or self.effort.is_over


@dataclass(frozen=True)
class Subject:
    """A case with its answer: what the parts of an explanation are made from."""

    case: Case
    """Facts and policy together."""
    inquiry: Inquiry
    """The live session of the case."""
    outcome: Outcome
    """The best package, or that there is none."""
    given: Audit | None
    """The package that somebody brought, checked."""
    asked: Asked
    """What is to be explained."""
    questioner: Questioner
    """Through whom every question is put."""

    @property
    def effort(self) -> Effort:
        """How long it may take."""
        return self.questioner.effort

    @property
    def explained(self) -> Audit | None:
        """The package that is explained: the one given, or else the best one."""
        return self.outcome.audit if self.given is None else self.given

    @property
    def kept(self) -> Audit | None:
        """The same where it keeps every hard rule, and the best package is known; else None."""
        found = self.explained
        return found if found and found.met and self.outcome.audit is not None else None
