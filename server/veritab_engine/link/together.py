"""Readings of a sum over those whom the sentence names: "exports of France and Italy together reached $3 billion"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veritab_engine.lexicon import words
from veritab_engine.link.bind import entity_columns
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.comparable import comparable
from veritab_engine.link.figure import Figure, figures, is_in_unit
from veritab_engine.link.reading import Binding, Operation, Reading, Source
from veritab_engine.link.rows import rows_at
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import stem

JOINING = frozenset({",", "and", "the", "plus", "of", "in", "with", "from", "to", "those", "both", "'s", "'"})


def together_readings(clause: Clause) -> Iterator[Reading]:
    """What the figures of all that a list names come to; "together with" adds others to it."""
    lower = clause.sentence.lower
    cue = frozenset(i for i, word in enumerate(lower) if word in words("operations/together"))
    if not cue or any(lower[i + 1 : i + 2] == ("with",) for i in cue):
        return
    for figure in figures(clause):
        alike = is_in_unit(clause, figure.column) and comparable(clause, figure.phrase, figure.table, figure.column)
        if alike and not _is_rate(figure):
            yield from bounded(_summed(figure, cue), figure.table, Operation.SUM)


def _is_rate(figure: Figure) -> bool:
    """True for a measure that has no sum: a share, a price, a rate."""
    told = {stem(word) for phrase in figure.column.phrases for word in phrase.lower().split()}
    return figure.column.unit == "percent" or not told.isdisjoint(map(stem, words("operations/rates")))


def _summed(figure: Figure, cue: frozenset[int]) -> Iterator[Reading]:
    clause, table = figure.clause, figure.table
    held = {binding.column: binding for binding in figure.assignment.bindings}
    for column in entity_columns(table):
        bound = held.get(column.name)
        names = _listed(clause, column.entity or "", bound.mention) if bound is not None and bound.mention else ()
        taken = {each.mention.first for each in held.values() if each is not bound and each.mention is not None}
        if len(names) < 2 or not taken.isdisjoint(name.first for name in names):
            continue
        rows, asked = rows_at(table, figure.assignment, clause)
        period = table.period(rows[0]) if len(rows) == 1 else None
        if len(rows) != 1:
            continue
        all_rows = [rows[0]]
        for name in names[1:]:
            ids = [ref.id for ref in name.refs if ref.kind == column.entity]
            where = {b.column: b.id for b in held.values()} | {column.name: ids[0]}
            found = table.rows(where)
            found = found.exactly(period) if period is not None else found
            all_rows += found if len(found) == 1 and len(ids) == 1 else ()
        if len(all_rows) == len(names):
            tokens = frozenset(i for name in names for i in name.tokens)
            reading = figure.reading(Operation.SUM, all_rows, asked, cue | tokens)
            same = ((ref.id, name) for name in names[1:] for ref in name.refs if ref.kind == column.entity)
            others = tuple(Binding(column.name, id, Source.SENTENCE, name) for id, name in same)
            yield replace(reading, bindings=(*reading.bindings, *others))


def _listed(clause: Clause, entity: str, first: NameMention) -> tuple[NameMention, ...]:
    """The list of names of a class that starts with one: "France, Italy and Spain"."""
    listed = [first]
    for name in clause.names:
        between = clause.sentence.lower[listed[-1].last : name.first]
        kind = any(ref.kind == entity for ref in name.refs)
        if name.first >= listed[-1].last and kind and JOINING.issuperset(between):
            listed.append(name)
    before = [
        name for name in clause.names if name.last <= first.first and any(ref.kind == entity for ref in name.refs)
    ]
    starts = not before or not JOINING.issuperset(clause.sentence.lower[before[-1].last : first.first])
    return tuple(listed) if starts else ()
