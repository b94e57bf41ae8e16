"""Readings of an excerpt's lines: the cell of the row whose figure it is, and the pair of cells that is told in one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.excerpt import Excerpt
from veritab_engine.link.member import Owner
from veritab_engine.link.occasion import has_another_party, is_of_another_time
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Source
from veritab_engine.link.shared import is_inside
from veritab_engine.link.whose import bracket_of, owner_of
from veritab_engine.link.worded import told_column, told_pair
from veritab_engine.reference import stem
from veritab_engine.value import Parts

SURE, CARRIED = 1.0, 0.9
LAST_FEW = 3


def line_readings(clause: Clause) -> Iterator[Reading]:
    """The readings of a figure against the excerpts of its document; one at most for each excerpt."""
    excerpts = clause.scene.excerpts
    if not excerpts or _is_inside(clause) or _is_elsewhere(clause) or _is_of_some(clause):
        return
    owner = owner_of(clause)
    if owner is None:
        return
    for excerpt in excerpts:
        row = excerpt.row(owner.ref)
        if row is not None and (is_of_another_time(clause, excerpt, row) or has_another_party(clause, excerpt)):
            continue
        if row is None:
            yield from _shared(clause, excerpt, owner)
            continue
        if isinstance(clause.claim.value, Parts):
            yield from _pairs(clause, excerpt, owner, row)
            continue
        found = told_column(clause, excerpt)
        if found is not None and found[0].derived_of is None:
            yield _reading(clause, excerpt, owner, Operation.VALUE, (row,), (found[0].name,), found[1])


def _shared(clause: Clause, excerpt: Excerpt, owner: Owner) -> Iterator[Reading]:
    """The figure of all rows that share a name: how many of a team's players did something."""
    found = None if isinstance(clause.claim.value, Parts) else told_column(clause, excerpt)
    if found is None or found[0].derived_of is None:
        return
    of = excerpt.table.column(found[0].derived_of)
    rows = [row for row in excerpt.rows.values() if excerpt.table.id_at(row, of.name) == owner.ref.id]
    if of.entity == owner.ref.kind and rows:
        reading = _reading(clause, excerpt, owner, Operation.VALUE, (rows[0],), (found[0].name,), found[1])
        yield replace(reading, bindings=(reading.bindings[0], replace(reading.bindings[1], column=of.name)))


def _reading(
    clause: Clause,
    excerpt: Excerpt,
    owner: Owner,
    operation: Operation,
    rows: tuple[int, ...],
    columns: tuple[str, ...],
    measure: range,
) -> Reading:
    bindings = (
        Binding(excerpt.key, excerpt.value, Source.SCOPE),
        Binding(excerpt.naming.name, owner.ref.id, owner.source, owner.mention),
    )
    named = frozenset(owner.mention.tokens) if owner.mention is not None else frozenset()
    return Reading(
        table=excerpt.table.schema.name,
        operation=operation,
        rows=rows,
        column=columns[0],
        columns=columns if operation is Operation.PAIR else (),
        bindings=bindings,
        asked=Asked(None, Source.SCOPE),
        explained=named | frozenset(measure) | frozenset(clause.tokens),
        score=SURE if owner.source is Source.SENTENCE else CARRIED,
        closed_world=True,
    )


def _is_inside(clause: Clause) -> bool:
    """True for a number inside the words of a measure: "three-point range"."""
    return clause.claim.kind == "count" and is_inside(clause.tokens, clause.named.phrases)


def _is_elsewhere(clause: Clause) -> bool:
    """True where the clause tells of other rows than the document's: "averaging 25 points over his last two games".

    A bracket behind a name is a clause of its own: "the Hawks (28-20) lost again this season".
    """
    lower = clause.sentence.lower
    first, last = bracket_of(clause) or _clause(clause)
    for i in range(first, last):
        high = lower[i + 1 : i + 2] == ("-",)
        if lower[i] in words("excerpts/elsewhere") and not high:
            return True
        few = lower[i + 1 : i + 1 + LAST_FEW]
        if lower[i] in words("excerpts/last") and not clause.scene.events.isdisjoint(map(stem, few)):
            return True
    return False


def _is_of_some(clause: Clause) -> bool:
    """True for a figure of some of those whom a name stands for: "the Hawks' bench scored 40 points"."""
    lower = clause.sentence.lower
    first, _ = _clause(clause)
    return any(
        lower[i] in words("excerpts/some") and lower[i - 1] in words("excerpts/possessives")
        for i in range(max(first, 1), clause.tokens.start)
    )


def _clause(clause: Clause) -> tuple[int, int]:
    """From the word that turns to the claim's clause to the one that turns away from it."""
    lower, turns = clause.sentence.lower, words("excerpts/turns") | {";"}
    first, last = clause.tokens.start, clause.tokens.stop
    while first > 0 and lower[first - 1] not in turns:
        first -= 1
    while last < len(lower) and lower[last] not in turns:
        last += 1
    return first, last


def _pairs(clause: Clause, excerpt: Excerpt, owner: Owner, row: int) -> Iterator[Reading]:
    value = clause.claim.value
    found = told_pair(clause, excerpt)
    behind = clause.sentence.lower[clause.tokens.stop : clause.tokens.stop + 1]
    if not words("excerpts/stages").isdisjoint(behind):
        return
    if found is None or not isinstance(value, Parts) or len(found[0].columns) != len(value.parts):
        return
    places = excerpt.places(found[0], row)
    if len(places) == len(value.parts):
        rows, columns = zip(*places, strict=True)
        yield _reading(clause, excerpt, owner, Operation.PAIR, rows, columns, found[1])
