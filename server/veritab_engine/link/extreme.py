"""Readings of superlatives that stand beside their figure: "$804 million, the highest of any quarter in two years".

The figure tells measure, owner and time. What follows the superlative tells among whom it is first: among the times of
its own series ("since 2021", "of the eight quarters"), or among all that the table has at that time ("of any station",
"in the division"). Where neither is told, a superlative with "with" before its figure is among all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from veritab_engine.lexicon import forms, words
from veritab_engine.link.anchor import Anchor, anchor_before, anchor_behind
from veritab_engine.link.bind import entity_columns
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.measure import value_readings
from veritab_engine.link.neutral import restricts
from veritab_engine.link.reading import Operation, Reading
from veritab_engine.link.time import dates_another
from veritab_engine.reference import Rows, Table, stem
from veritab_engine.reference.table import Role
from veritab_engine.value import Period

ENDS = SEGMENT_ENDS | {"and", "but", ".", "while", "with", "at"}
"""What a superlative is first among ends before these."""
MOST_PEERS = 64
MOST_TIMES = 512
ENDS_OF_TIME = frozenset({"the", "end", "of", "start", "beginning", "in"})


def extreme_readings(clause: Clause) -> Iterator[Reading]:
    """The place of the figure beside a superlative, among its own times or among its peers."""
    told = [clause.sentence.lower[i] for i in clause.tokens]
    if forms("superlatives/figured").keys().isdisjoint(told) and told[1:3] != ["than", "any"]:
        return
    before = anchor_before(clause, value_readings)
    anchor = before or anchor_behind(clause, value_readings)
    if anchor is None or not anchor.table.schema.of_role(Role.MEASURE):
        return
    lower, last = clause.sentence.lower, clause.tokens.stop
    end = next((i for i in range(last, len(lower)) if lower[i] in ENDS), len(lower))
    behind = range(last, min(end, anchor.clause.tokens.start) if anchor.clause.tokens.start >= last else end)
    times = _times(clause, anchor, behind)
    if times is not None:
        yield _in_time(clause, anchor, times)
    elif _is_among_all(clause, anchor, behind, alone=before is None):
        yield from _among_all(clause, anchor, behind)


def _times(clause: Clause, anchor: Anchor, behind: range) -> tuple[int, ...] | None:
    """The other rows of its own series that the words behind the superlative tell; None where they tell none."""
    rows, lower = _series(anchor), clause.sentence.lower
    for period, at in clause.dates:
        led = next((lower[i] for i in range(at.start - 1, 0, -1) if lower[i] not in ENDS_OF_TIME), "")
        if at.start in behind and led == "since" and dates_another(clause, at):
            later = [row for row in rows if _first_after(anchor.table, row, period)]
            reached = rows and later and len(later) < len(rows)
            return tuple(later) if reached and _is_gapless(anchor.table, later) else ()
    if any(at.start in behind for at in clause.stretches) or any(
        lower[i] in words("superlatives/times") for i in behind
    ):
        return _of_a_number(clause, anchor, behind, rows)
    return None


def _of_a_number(clause: Clause, anchor: Anchor, behind: range, rows: list[int]) -> tuple[int, ...]:
    """The last so many rows: "in three years", "of the eight quarters"; none where the words say anything else."""
    counts = [
        other.value
        for other, at in clause.neighbours
        if at.start in behind and other.kind in ("duration", "count", "elapsed")
    ]
    numbers = [value.number for value in counts if hasattr(value, "number")]
    passed = words("superlatives/times") | words("superlatives/spanning") | words("words/determiners")
    held = {i for _, at in clause.neighbours for i in at}
    if len(numbers) != 1 or any(
        restricts(clause, i) and i not in held and clause.sentence.lower[i] not in passed for i in behind
    ):
        return ()
    number = int(numbers[0])
    if len(rows) == number:
        return tuple(rows)
    known = [row for row in rows if row <= anchor.row]
    return tuple(known[-number:]) if len(known) >= number > 1 else ()


def _series(anchor: Anchor) -> list[int]:
    bound = {each.column: each.id for each in anchor.reading.bindings}
    rows: Rows = anchor.table.rows(bound)
    as_of = anchor.clause.scene.as_of
    rows = rows.until(as_of) if as_of is not None and anchor.table.period(anchor.row) is not None else rows
    return list(rows[:MOST_TIMES])


def _first_after(table: Table, row: int, since: Period) -> bool:
    period = table.period(row)
    return period is not None and period.first > since.last


def _is_gapless(table: Table, rows: list[int]) -> bool:
    periods = [table.period(row) for row in rows]
    return all(one is not None and two is not None and two.follows(one) for one, two in pairwise(periods))


def _in_time(clause: Clause, anchor: Anchor, times: tuple[int, ...]) -> Reading:
    """The figure's place among its own times; one that cannot be told where there are too few of them."""
    others = tuple(row for row in times if row != anchor.row)
    rows = (*others, anchor.row) if anchor.row in times else (anchor.row,)
    return replace(
        anchor.reading,
        operation=Operation.PEAK,
        rows=rows,
        explained=anchor.reading.explained | frozenset(clause.tokens),
        direction=None,
        open_start=not others,
    )


def _is_among_all(clause: Clause, anchor: Anchor, behind: range, *, alone: bool) -> bool:
    """True where the superlative is told of all that the table has: of its kind, or in a whole without a name."""
    lower = clause.sentence.lower
    kinds = {stem(word) for column in entity_columns(anchor.table) for word in column.name.lower().split()}
    kinds |= {stem(word) for word in words("superlatives/members")}
    own = [i for i in (*clause.tokens, *behind) if stem(lower[i]) in kinds]
    wholes = [i for i in behind if lower[i] in words("superlatives/wholes_of")]
    phrases = {i for phrase in clause.phrases for i in phrase.tokens}
    held = {i for other, at in clause.neighbours if other.kind == "count" for i in at}
    known = {*own, *wholes, *phrases, *held}
    strange = [
        i for i in behind if i not in known and (restricts(clause, i) or lower[i] in words("superlatives/times"))
    ]
    head = [
        i
        for i in clause.tokens
        if restricts(clause, i) and lower[i] not in forms("superlatives/figured") and i not in known
    ]
    if strange or head or any(name.first in behind for name in clause.names):
        return False
    return bool(own or wholes or held) or alone or lower[clause.tokens.stop - 1] == "other"


def _among_all(clause: Clause, anchor: Anchor, behind: range) -> Iterator[Reading]:
    table, reading = anchor.table, anchor.reading
    coverage = table.schema.coverage
    named = any(table.column(each.column).role is Role.ENTITY for each in reading.bindings)
    if coverage is None or not coverage.holds(None) or not named:
        return
    peers = [row for row in table.peers(anchor.row, reading.column, {}, MOST_PEERS) if row != anchor.row]
    if not _is_the_number(clause, behind, len(peers) + 1):
        return
    yield replace(
        reading,
        operation=Operation.RANK,
        rows=(anchor.row, *peers),
        explained=reading.explained | frozenset(clause.tokens),
        closed_world=True,
        direction=None,
    )


def _is_the_number(clause: Clause, behind: range, rows: int) -> bool:
    """False for "the lowest of the four" where the table has more: which four is not told."""
    counts = [other.value for other, at in clause.neighbours if at.start in behind and other.kind == "count"]
    return all(getattr(value, "number", rows) == rows for value in counts)
