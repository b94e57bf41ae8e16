"""Readings over dated events: the n-th of a series, and how many there were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from veritab_engine.finding import Reason
from veritab_engine.lexicon import words
from veritab_engine.link.bind import Assignment, assignments
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.comparable import OCCASION
from veritab_engine.link.reading import Asked, Operation, Reading, Source, bound_score, refused
from veritab_engine.link.restrict import restrictors, stands_whole
from veritab_engine.link.rows import current
from veritab_engine.link.time import asked_time, days
from veritab_engine.mention.names import PhraseMention
from veritab_engine.reference import Rows, Table
from veritab_engine.reference.row_times import LONGEST_MONTH
from veritab_engine.reference.table import TableKind

DAY = 1
LASTING = ("for",)


def ordinal_readings(clause: Clause) -> Iterator[Reading]:
    """The event of the claim's own time as the n-th of the series that its noun names."""
    for phrase, table in series(clause, clause.noun_tokens):
        yield from bounded(_ordinals(clause, phrase, table), table, Operation.ORDINAL)


def _ordinals(clause: Clause, phrase: PhraseMention, table: Table) -> Iterator[Reading]:
    for assignment in _of_one_subject(table, clause, clause.noun_tokens):
        asked = asked_time(clause, DAY)
        members = assignment.rows[:0] if _is_of_others(clause, asked) else _since(assignment.rows, asked)
        row = _current(members, asked, clause.scene.as_of)
        if row is None:
            yield refused(table.schema.name, Operation.ORDINAL, Reason.OTHER_PERIOD)
            continue
        rows = members[: members.index(row) + 1]
        reading = _reading(clause, table, phrase, assignment, asked, Operation.ORDINAL, rows)
        yield replace(reading, refutes=reading.refutes and not _has_window(clause, table, assignment, asked))


def count_readings(clause: Clause) -> Iterator[Reading]:
    """How many events of a series there were: in the time that the clause names, else up to the document's date.

    A bare number behind "for" is a length that leaves out its unit: "stayed for two days in May and for four in June".
    """
    if clause.claim.unit is None and clause.sentence.lower[clause.tokens.start - 1 : clause.tokens.start] == LASTING:
        return
    around = clause.noun_tokens if clause.claim.unit not in (OCCASION, None) else clause.segment
    for phrase, table in series(clause, around):
        yield from bounded(_counts(clause, phrase, table, around), table, Operation.COUNT)


def _counts(clause: Clause, phrase: PhraseMention, table: Table, around: range) -> Iterator[Reading]:
    for assignment in _of_one_subject(table, clause, around):
        asked = asked_time(clause, DAY)
        rows = assignment.rows[:0] if _is_of_others(clause, asked) else _since(assignment.rows, asked)
        if asked.period is not None and not asked.since:
            rows = rows.starting_in(asked.period)
        elif (as_of := clause.scene.as_of) is not None:
            rows = rows.until(as_of)
        if rows:
            yield _reading(clause, table, phrase, assignment, asked, Operation.COUNT, rows)


def series(clause: Clause, around: range) -> Iterator[tuple[PhraseMention, Table]]:
    """The event tables whose rows are called by a word in the tokens `around`, each by its longest phrase."""
    best: dict[str, PhraseMention] = {}
    for phrase in clause.phrases:
        if phrase.first not in around and phrase.last - 1 not in around:
            continue
        for ref in phrase.refs:
            held = best.get(ref.table)
            if ref.column is None and (held is None or phrase.last - phrase.first > held.last - held.first):
                best[ref.table] = phrase
    for name, phrase in best.items():
        table = clause.scene.tables.tables[name]
        if table.schema.kind is TableKind.EVENT:
            yield phrase, table


def _is_of_others(clause: Clause, asked: Asked) -> bool:
    """True where the words count other members than all there are: "10 previous visits", "seven of the 11 visits"."""
    lower = clause.sentence.lower
    behind = lower[clause.tokens.stop : clause.tokens.stop + 2]
    partitive = lower[0] == "of" or behind[:1] == ("of",)
    others = not words("words/other_members").isdisjoint((*behind, *(lower[i] for i in asked.tokens)))
    return asked.elsewhere or partitive or others or "until" in lower


def _of_one_subject(table: Table, clause: Clause, series: range) -> Iterator[Assignment]:
    every = assignments(table, clause, described_in=series)
    for assignment in every:
        named = [b.mention for b in assignment.bindings if b.mention is not None and b.mention.first in series]
        own = assignment.tokens() | frozenset(clause.tokens)
        whole = all(stands_whole(clause, mention, own) for mention in named)
        if whole and assignment.holds_all(table):
            yield assignment


def _since(rows: Rows, asked: Asked) -> Rows:
    return rows.since(asked.period.first) if asked.since and asked.period is not None else rows


def _current(rows: Rows, asked: Asked, as_of: date | None) -> int | None:
    """The row that the clause speaks of: in the time it names, else the one that the document reports."""
    if asked.period is not None and not asked.since and asked.source is Source.SENTENCE:
        found = rows.overlapping(asked.period)
    elif as_of is not None:
        found = current(rows, as_of)
    else:
        return None
    return found[-1] if found else None


def _has_window(clause: Clause, table: Table, assignment: Assignment, asked: Asked) -> bool:
    """True for "second visit this year", "in eight months", "since October": it may count within that time alone."""
    first = table.period(assignment.rows[0])
    if asked.since and asked.period is not None:
        return first is None or asked.period.first > first.first
    if any(tokens.start in clause.segment for tokens in clause.stretches):
        return True
    year_told = asked.period is not None and days(asked.period) > LONGEST_MONTH
    return year_told and any(token in clause.segment and token > clause.tokens.stop for token in asked.tokens)


def _reading(
    clause: Clause,
    table: Table,
    phrase: PhraseMention,
    assignment: Assignment,
    asked: Asked,
    operation: Operation,
    rows: Rows,
) -> Reading:
    measure = phrase.tokens
    explained = assignment.tokens() | asked.tokens | frozenset(measure)
    complete = _is_complete(table, rows)
    return Reading(
        table=table.schema.name,
        operation=operation,
        rows=rows,
        column="",
        bindings=assignment.bindings,
        asked=asked,
        explained=explained,
        score=bound_score(assignment.weight, Source.AS_OF if asked.source is Source.NONE else asked.source),
        refutes=complete and all(b.source is not Source.ONLY for b in assignment.bindings),
        closed_world=complete,
        unexplained=restrictors(table, clause, explained, measure, assignment.bindings),
    )


def _is_complete(table: Table, rows: Rows) -> bool:
    """True where the table says that it holds every event up to the start of the last of these rows."""
    coverage, last = table.schema.coverage, table.period(rows[-1])
    return coverage is not None and last is not None and coverage.holds(replace(last, last=last.first))
