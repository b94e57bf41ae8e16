"""Readings of a party's next event: "the Hawks will host the Herons on Friday", told beside the event of the document.

The event is the one row of its table in the document's scope. By when the next is, and whether a text can know of one
that the table lacks, the table's descriptor says.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.link.clause import Clause
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source
from veritab_engine.link.scope import in_scope, scoped
from veritab_engine.link.weekday import POSSESSIVE, is_weekday
from veritab_engine.mention.later import LaterMention, find_later

SURE = 0.9


def later_party_readings(clause: Clause) -> Iterator[Reading]:
    """Whether the table has a later event with the party that the claim names."""
    turn = _turn(clause)
    if turn is None:
        return
    table = clause.scene.tables.tables[turn.table]
    own = next((name for name in turn.parties if name.tokens == clause.tokens), None)
    later = table.schema.later
    if own is None or later is None or not later.unfounded:
        return
    parties = [
        (column.name, ref.id) for column in table.schema.columns for ref in own.refs if column.entity == ref.kind
    ]
    if len({id for _, id in parties}) == 1:
        column, id = parties[0]
        yield from _reading(clause, turn, (Binding(column, id, Source.SENTENCE, own),))


def later_day_readings(clause: Clause) -> Iterator[Reading]:
    """Whether a party's next event can be on the weekday that is told of it."""
    turn = _turn(clause) if is_weekday(clause) else None
    if turn is None:
        return
    later = clause.scene.tables.tables[turn.table].schema.later
    behind = clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 1]
    opens = clause.tokens.start <= 1
    if later is not None and later.within and behind not in POSSESSIVE and (opens or clause.tokens.start > turn.first):
        yield from _reading(clause, turn, ())


def _turn(clause: Clause) -> LaterMention | None:
    """Where the claim's sentence turns to a later event."""
    return find_later(clause.named, clause.scene.tables, clause.scene.scope)


def _reading(clause: Clause, turn: LaterMention, named: tuple[Binding, ...]) -> Iterator[Reading]:
    table = clause.scene.tables.tables[turn.table]
    bindings = scoped(table, clause.scene)
    rows = in_scope(table, table.rows({each.column: each.id for each in bindings}), clause.scene)
    if len(rows) == 1:
        explained = frozenset(clause.tokens) | frozenset(range(turn.first, turn.last))
        asked = Asked(None, Source.SENTENCE)
        yield Reading(turn.table, Operation.LATER, (rows[0],), "", (*bindings, *named), asked, explained, score=SURE)
