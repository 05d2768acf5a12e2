# SPDX-FileCopyrightText: 2026 The compensatie developers
# SPDX-License-Identifier: EUPL-1.2
"""The balance: level, decided changes and measures, by year and scenario, against the norm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from compensatie.engine.audit import Audit
from compensatie.engine.figures import EmploymentLine
from compensatie.reports.content.answers import Answers
from compensatie.reports.content.content import Figure, Part, Section
from compensatie.reports.content.pictures import Balance, Known, Norm, Shown
from compensatie.reports.places import period, runs
from compensatie.reports.rule_results import rule_results
from compensatie.reports.speaker import Speaker
from compensatie.reports.table import Column, Paragraph, Table
from compensatie.reports.tables import Norms, balance_table, levels_asked, shown_balances

Lines = Sequence[EmploymentLine]


def balance(answers: Answers, speaker: Speaker) -> Section | None:
    """A chart and a table for each scenario and province of which a rule asks something."""
    parts = tuple(balance_parts(answers.subject, speaker))
    if not parts:
        return None
    title = speaker.reader.say("Employment, year by year")
    return Section("balance", title, (*_shown(answers, speaker), *parts))


def balance_parts(audit: Audit, speaker: Speaker) -> Iterator[Part]:
    """How a package changes employment; nothing where no rule looks at it."""
    say = speaker.reader.say
    every, norms = shown_balances(audit)
    if not every:
        return
    text = (
        "On 1 January of each year, in {unit}: the level that there would be anyway, and the "
        "changes that are decided already, and what the measures bring or take, make the total."
    )
    yield Paragraph(say(text, unit=speaker.unit))
    for lines, rules, picture in _drawn(audit, every, norms, speaker):
        yield Figure(picture, (_table(lines, rules, norms, speaker),))


def balance_figures(audit: Audit, speaker: Speaker) -> Iterator[tuple[Balance, Table]]:
    """The same charts, each with a table of the strictest norm alone."""
    every, norms = shown_balances(audit)
    for lines, _, picture in _drawn(audit, every, norms, speaker):
        yield picture, balance_table(list(lines), norms, speaker)


def _drawn(
    audit: Audit, every: Sequence[Lines], norms: Norms, speaker: Speaker
) -> Iterator[tuple[Lines, tuple[Norm, ...], Balance]]:
    """A chart for each balance; those of one province have one scale."""
    asked = [_asked(audit, lines, speaker) for lines in every]
    for lines, rules in zip(every, asked, strict=True):
        alike = [at for at, other in enumerate(every) if other[0].province == lines[0].province]
        extent = _extent([every[at] for at in alike], [asked[at] for at in alike])
        yield lines, rules, _picture(lines, rules, norms, extent, speaker)


def _asked(audit: Audit, lines: Lines, speaker: Speaker) -> tuple[Norm, ...]:
    """What each rule asks of all employment in a province, hard rules first."""
    found = []
    for result in rule_results(audit):
        levels = levels_asked(result.findings, lines)
        if levels:
            values = tuple(levels.get(one.year) for one in lines)
            found.append(Norm(speaker.titles.rule(result.rule), values, result.rule.is_hard))
    return tuple(found)


def _table(lines: Lines, rules: Sequence[Norm], norms: Norms, speaker: Speaker) -> Table:
    """One balance, equal years taken together; with several norms a column for each."""
    plain = balance_table(list(lines), norms, speaker)
    if len(rules) < 2:
        return plain
    *first, _, room = plain.columns
    columns = (*first, *(Column(one.name, "jobs") for one in rules), room)
    figures = []
    for at, one in enumerate(lines):
        asked = (norm.values[at] for norm in rules)
        room_left = None if _norm(one, norms) is None else _room(one, norms)
        figures.append(
            (one.year, (one.baseline, one.changes, one.measures, one.total, *asked, room_left))
        )
    rows = tuple((period(start, end), *cells) for start, end, cells in runs(figures))
    return Table(plain.title, columns, rows)


def _shown(answers: Answers, speaker: Speaker) -> Iterator[Part]:
    """Of which package the measures are, where they are not of the best one."""
    say = speaker.reader.say
    if not answers.subject.package.choices:
        yield Paragraph(say("Shown is what happens without any measure."))
    elif name := answers.name_of_subject:
        text = "Shown is what the package “{package}” does, which was given."
        yield Paragraph(say(text, package=speaker.name(name)))


def _extent(every: Sequence[Lines], asked: Sequence[Sequence[Norm]]) -> tuple[Fraction, Fraction]:
    """The least and the greatest figure of charts that are compared."""
    seen: list[Known] = [one.total for lines in every for one in lines]
    seen += [_without(one) for lines in every for one in lines]
    seen += [value for rules in asked for norm in rules for value in norm.values]
    known = [value for value in seen if value is not None]
    return min(known, default=Fraction(0)), max(known, default=Fraction(1))


def _without(line: EmploymentLine) -> Known:
    return None if line.baseline is None else line.baseline + line.changes


def _norm(line: EmploymentLine, norms: Norms) -> Known:
    return norms.get((line.scenario, line.province, line.year))


def _picture(
    lines: Lines,
    rules: tuple[Norm, ...],
    norms: Norms,
    extent: tuple[Fraction, Fraction],
    speaker: Speaker,
) -> Balance:
    say, titles, first = speaker.reader.say, speaker.titles, lines[0]
    scenario, province = titles.scenario(first.scenario), titles.province(first.province)
    title = say("{province}: {scenario}", province=province, scenario=scenario)
    return Balance(
        Shown(title, balance_in_words(lines, norms, speaker)),
        tuple(one.year for one in lines),
        tuple(map(_without, lines)),
        tuple(one.total for one in lines),
        rules,
        *extent,
        (say("without measures"), say("with measures"), say("under a hard norm")),
    )


def balance_in_words(lines: Lines, norms: Norms, speaker: Speaker) -> str:
    """The year with the least room as a sum: level, changes, measures, total, and the norm."""
    say, number = speaker.reader.say, speaker.reader.number
    known = [one for one in lines if one.total is not None]
    if not known:
        return say("The level is not known.")
    tested = [one for one in known if _norm(one, norms) is not None]
    line = min(tested or known, key=lambda one: _room(one, norms))
    text = "In {year}: level {level}, changes {changes}, measures {measures}: {total} {unit}."
    told = say(
        text,
        year=str(line.year),
        level=number(line.baseline or Fraction(0)),
        changes=signed(line.changes, speaker),
        measures=signed(line.measures, speaker),
        total=number(line.total or Fraction(0)),
        unit=speaker.unit,
    )
    return f"{told} {_against(line, norms, speaker)}" if tested else told


def _room(line: EmploymentLine, norms: Norms) -> Fraction:
    return (line.total or Fraction(0)) - (_norm(line, norms) or Fraction(0))


def _against(line: EmploymentLine, norms: Norms, speaker: Speaker) -> str:
    """How the total of a year stands against the norm; no other year has less room."""
    room, norm = _room(line, norms), _norm(line, norms) or Fraction(0)
    text = "The norm is {norm}: {room} to spare, and in no year less."
    if room < 0:
        text = "The norm is {norm}: {room} short, and in no year more."
    number = speaker.reader.number
    return speaker.reader.say(text, norm=number(norm), room=number(abs(room)))


def signed(value: Fraction, speaker: Speaker) -> str:
    """A number with its sign."""
    shown = speaker.reader.number(value)
    return f"+{shown}" if value > 0 else shown
