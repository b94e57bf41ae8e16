"""Readings of the day of an event in a clause that leaves out what happened: "joined NATO in 1952, and Spain in 1982".

Between two such dates stand names, and words that join clauses or say that somebody followed. What is left out is the
event of the first clause, with the names put in the place of the one whom that clause begins with.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.reading import Binding, Reading, Source
from veritab_engine.mention.names import NameMention
from veritab_engine.value import Period

Link = tuple[Clause, tuple[NameMention, ...]]
"""The clause of the date before, and the names that stand between the two dates."""


def told_in_gaps(clause: Clause) -> frozenset[int]:
    """The tokens of the names of a sentence that later dates have for themselves."""
    found: set[int] = set()
    for other, at in clause.neighbours:
        if isinstance(other.value, Period) and at.start > clause.tokens.start:
            link = _link(clause.scene.clause(other))
            if link is not None:
                found.update(i for name in link[1] for i in name.tokens)
    return frozenset(found)


def base_of(clause: Clause) -> Link | None:
    """The clause that a gapped one repeats, with the gapped one's own names; None where it is none."""
    own = _link(clause)
    first = own
    while first is not None and (before := _link(first[0])) is not None:
        first = before
    return (first[0], own[1]) if own is not None and first is not None else None


def in_place(reading: Reading, base: Clause, clause: Clause, names: tuple[NameMention, ...]) -> Iterator[Reading]:
    """The reading of the first clause with each of the names in the place of the first one there."""
    table = clause.scene.tables.tables[reading.table]
    bound = [binding for binding in reading.bindings if binding.mention is not None]
    subject = min(bound, key=lambda binding: binding.mention.first if binding.mention else 0, default=None)
    if subject is None:
        return
    kind = table.column(subject.column).entity
    for name in names:
        for ref in (ref for ref in name.refs if ref.kind == kind):
            mine = Binding(subject.column, ref.id, Source.SENTENCE, name)
            bindings = tuple(mine if each is subject else each for each in reading.bindings)
            rows = table.rows({each.column: each.id for each in bindings})
            if len(rows) == 1:
                explained = frozenset((*name.tokens, *clause.tokens))
                yield replace(reading, rows=rows, bindings=bindings, explained=explained)


def _link(clause: Clause) -> Link | None:
    """The date before, where nothing but names and joining words stand between it and the clause's own."""
    before = [(other, at) for other, at in clause.neighbours if isinstance(other.value, Period)]
    before = [(other, at) for other, at in before if at.stop <= clause.tokens.start]
    if not before:
        return None
    other, at = max(before, key=lambda each: each[1].stop)
    between = range(at.stop, clause.tokens.start)
    names = tuple(name for name in clause.named.names if name.first in between)
    held = {i for name in names for i in name.tokens}
    joined = all(i in held or clause.sentence.lower[i] in words("words/gapping") for i in between)
    return (clause.scene.clause(other), names) if names and joined else None
