"""The words of a sentence that a reading explains: for the column, for the table's rows and times, and for places."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.link.bind import Assignment, entity_columns
from veritab_engine.link.clause import Clause
from veritab_engine.reference import PhraseRef, Rows, Table, stem
from veritab_engine.reference.table import Column, Role

PLACED = (("in",), ("of",), (",",))
MEANS = frozenset({"average", "median"})
"""Words of a header that a sentence has by themselves: "waited 26 days on average"."""


def spoken(clause: Clause, table: Table, column: Column) -> frozenset[int]:
    """The tokens of all words for the column, and for the table's rows, which may be the header of its names."""
    spoken = {PhraseRef(table.schema.name, column.name), PhraseRef(table.schema.name, None)}
    mentions = (phrase for phrase in clause.phrases if not spoken.isdisjoint(phrase.refs))
    kinds = {stem(each.name.lower()) for each in entity_columns(table) if each.role is Role.ENTITY}
    rows = [i for i, word in enumerate(clause.sentence.lower) if stem(word) in kinds]
    header, lower = column.name.lower().split(), clause.sentence.lower
    own = [i for i in clause.segment if lower[i] in MEANS and lower[i] in header and lower[i - 1] in ("on", "the")]
    said = [token for phrase in mentions for token in phrase.tokens]
    return frozenset((*rows, *own, *said, *_of_itself(clause, table)))


def _of_itself(clause: Clause, table: Table) -> Iterator[int]:
    """The "group" of "the group had revenue of", where the table is about one company and names none."""
    if any(column.role is Role.ENTITY for column in entity_columns(table)):
        return
    lower = clause.sentence.lower
    for i in range(1, len(lower)):
        if lower[i - 1] == "the" and lower[i] in words("measures/itself") and lower[i + 1 : i + 2] != ("of",):
            yield i


def time_words(clause: Clause, table: Table) -> frozenset[int]:
    """The tokens that call the time as the table's header does: "the 2022-23 season"."""
    if not clause.dates:
        return frozenset()
    told = {stem(word) for column in table.schema.of_role(Role.TIME) for word in column.name.split()}
    return frozenset(i for i, word in enumerate(clause.sentence.lower) if stem(word) in told)


def placed(table: Table, rows: Rows, clause: Clause, assignment: Assignment) -> frozenset[int]:
    """The tokens of names right behind whose figure it is that its row has too: "the National Gallery in Nyvik"."""
    if len(rows) != 1:
        return frozenset()
    columns = [column for column in table.schema.columns if column.entity is not None and column.type == "string"]
    held = {(column.entity, table.id_at(rows[0], column.name)) for column in columns}
    ends = {b.mention.last for b in assignment.bindings if b.mention is not None}
    lower, found = clause.sentence.lower, frozenset[int]()
    for name in clause.names:
        behind = name.first - 1 in ends and lower[name.first - 1 : name.first] in PLACED
        if behind and any((ref.kind, ref.id) in held for ref in name.refs):
            found |= frozenset(name.tokens)
    return found
