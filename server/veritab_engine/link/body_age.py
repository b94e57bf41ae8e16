"""Readings of the age of a body: "the United Nations turns 80", "the bank is 95 years old", "its 30th birthday".

What has an age of its own began once: it was founded, launched, opened or born. The table's row of that is what the age
counts from, where there is only one. An anniversary may be last year's, and then refutes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words
from veritab_engine.link.bind import Assignment, entity_columns
from veritab_engine.link.clause import Clause
from veritab_engine.link.elapsed import elapsed_readings, ends, is_near, reading_of
from veritab_engine.link.narrow import MOST_ASKED
from veritab_engine.link.reading import Binding, Reading, Source
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import Table
from veritab_engine.reference.table import Role, TableKind

BEING = frozenset({"is", "was", ",", "now", "already", "just", "almost", "nearly", "over", "about"})
YEAR = "year"


def body_age_readings(clause: Clause) -> Iterator[Reading]:
    """The years from the beginning of what the claim names to the day that the clause speaks of."""
    name = _body(clause)
    if name is None or clause.claim.unit != YEAR or next(elapsed_readings(clause), None) is not None:
        return
    for table, bindings in _beginnings(clause, name):
        rows = table.rows({binding.column: binding.id for binding in bindings})
        event = table.period(rows[0]) if len(rows) == 1 else None
        if event is None:
            continue
        as_of = clause.scene.as_of
        turns = clause.sentence.lower[clause.tokens.start - 1] in words("anniversaries/turning")
        sure = turns or clause.claim.kind == "age"
        today = sure and as_of is not None and all(is_near(period, as_of) for period, _ in clause.dates)
        for asked, lift in ends(clause, event):
            yield reading_of(table, Assignment(bindings, rows, 1.0), clause, asked, refutes=today, lift=lift)


def _body(clause: Clause) -> NameMention | None:
    """Whose age it is: the claim's noun, or the name before "is"."""
    own = [name for name in clause.names if name.first in clause.noun_tokens]
    if clause.claim.kind == "anniversary":
        whole = len(own) == 1 and {*own[0].tokens} >= {
            i for i in clause.noun_tokens if clause.sentence.words[i] != "the"
        }
        return own[0] if whole else None
    i = clause.tokens.start
    while i > 0 and clause.sentence.lower[i - 1] in BEING:
        i -= 1
    being = i < clause.tokens.start and not {"is", "was"}.isdisjoint(clause.sentence.lower[i : clause.tokens.start])
    name = next((name for name in clause.names if being and name.last == i), None)
    return name if name is not None and not _is_of_another(clause, name) else None


def _is_of_another(clause: Clause, name: NameMention) -> bool:
    """True for "the building of the United Nations"."""
    i = name.first - (clause.sentence.lower[name.first - 1 : name.first] == ("the",))
    return i > 0 and clause.sentence.lower[i - 1] in words("words/prepositions")


def _beginnings(clause: Clause, name: NameMention) -> Iterator[tuple[Table, tuple[Binding, ...]]]:
    """The one row of each event table in which the body was founded, or launched, or opened."""
    tables = clause.scene.tables
    for ref in name.refs:
        events = tables.columns_of(ref.kind)
        for each in events if len(events) <= MOST_ASKED else ():
            table = tables.tables[each.table]
            kinds = [column for column in entity_columns(table) if column.role is Role.DIMENSION]
            if table.schema.kind is not TableKind.EVENT or each.column is None or not kinds:
                continue
            rows = table.rows({each.column: ref.id})
            began = {
                id for id in (table.id_at(row, kinds[0].name) for row in rows) if id in words("anniversaries/began")
            }
            if len(began) == 1:
                own = Binding(each.column, ref.id, Source.SENTENCE, name)
                yield table, (own, Binding(kinds[0].name, began.pop(), Source.ONLY))
