"""Readings of predicates: the one row that they are said of, its rival, and whose names belong where.

The row is that of the clause's subject in the document's scope, or at the time that the sentence tells. A sentence that
speaks of another occasion ("last season", "his next game") has no row, nor has one whose subject is not told.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from veritab_engine.lexicon import words
from veritab_engine.link.broad import bounded
from veritab_engine.link.clause import Clause
from veritab_engine.link.compared import SEGMENT_ENDS
from veritab_engine.link.occasion import is_of_another_month
from veritab_engine.link.reading import Asked, Binding, Operation, Reading, Said, Source
from veritab_engine.link.scope import in_scope, scoped
from veritab_engine.link.time import asked_time
from veritab_engine.mention.names import NameMention
from veritab_engine.mention.predicates import PredicateMention
from veritab_engine.reference import Rows, Table
from veritab_engine.reference.expression import Aggregate, Expression, Operator
from veritab_engine.reference.reckoning import group
from veritab_engine.reference.table import binding_columns, holds_numbers
from veritab_engine.value import Parts

DAY = 1
PRONOUNS = frozenset({"who", "which", "and"})
REACH_OF_MEASURE = 8
"""So many tokens behind a predicate the words for its measure stand at most."""
REACH_OF_DOUBT = 3


def predicate_readings(clause: Clause) -> Iterator[Reading]:
    """What the marked words say of the subject's row."""
    for mention in clause.scene.said(clause.claim.sentence):
        if mention.marked == clause.tokens and not _is_doubtful(clause, mention):
            table = clause.scene.tables.tables[mention.table]
            yield from bounded(_stated(clause, mention, table), table, Operation.PREDICATE)


def number_readings(clause: Clause) -> Iterator[Reading]:
    """What the words around a number say of the subject's row: "have won four of their last five games"."""
    for mention in clause.scene.said(clause.claim.sentence):
        number = mention.number
        own = number is not None and number.start == clause.tokens.start
        whole = not isinstance(clause.claim.value, Parts) or mention.marked.stop == clause.tokens.stop
        if own and whole and not _is_doubtful(clause, mention):
            table = clause.scene.tables.tables[mention.table]
            yield from bounded(_stated(clause, mention, table), table, Operation.PREDICATE)


def party_readings(clause: Clause) -> Iterator[Reading]:
    """Whose name should stand where the claim's does: that of the row, or of its rival."""
    for mention in clause.scene.said(clause.claim.sentence):
        table = clause.scene.tables.tables[mention.table]
        if not _is_doubtful(clause, mention):
            yield from bounded(_parties(clause, mention, table), table, Operation.PARTY)


def _stated(clause: Clause, mention: PredicateMention, table: Table) -> Iterator[Reading]:
    for said, bindings in _said(clause, mention, table):
        if not _is_of_itself(mention, bindings):
            yield _reading(clause, mention, table, said, bindings)


def _parties(clause: Clause, mention: PredicateMention, table: Table) -> Iterator[Reading]:
    own = [each for each in mention.filled if each.cell is not None and each.name.tokens == clause.tokens]
    for said, bindings in _said(clause, mention, table):
        itself = _is_of_itself(mention, bindings)
        for each in own:
            assert each.cell is not None
            column = table.column(each.cell.column)
            row = said.other if each.cell.other else said.row
            if row is not None and any(ref.kind == column.entity for ref in each.name.refs):
                rows = (row, said.row) if itself else (row,)
                yield _reading(clause, mention, table, said, bindings, rows, column.name)
        subject = bindings[-1].mention
        if not own and itself and subject is not None and subject.tokens == clause.tokens and said.other is not None:
            rows = (said.row, said.other)
            yield _reading(clause, mention, table, said, bindings, rows, mention.predicate.subject)


def _said(clause: Clause, mention: PredicateMention, table: Table) -> Iterator[tuple[Said, tuple[Binding, ...]]]:
    """The row of the subject, and what the condition needs besides; nothing where there is not just one."""
    predicate = mention.predicate
    subject, source = _subject(clause, mention, table)
    scope = scoped(table, clause.scene)
    if predicate.unfounded and not scope:
        return
    if subject is None:
        yield from _of_anybody(clause, mention, table, scope)
        return
    kind = table.column(predicate.subject).entity
    found = []
    for ref in subject.refs:
        if ref.kind == kind and ref.id in table.distinct(predicate.subject):
            where = {binding.column: binding.id for binding in scope} | {predicate.subject: ref.id}
            rows = _told_rows(clause, table, in_scope(table, table.rows(where), clause.scene), predicate.subject)
            found += [(row, ref.id) for row in rows[:2]]
    if len(found) != 1:
        return
    [(row, id)] = found
    rivals = [each for each in group(table, row, predicate.rivals) if each != row] if predicate.rivals else []
    measure = _measure(clause, mention, table) if predicate.measure else ""
    told = _told(clause, mention, table, row, id) if predicate.group else 0
    other = rivals[0] if len(rivals) == 1 else None
    numbers = tuple((each.name, each.value) for each in mention.numbers)
    yield Said(predicate, row, other, measure, told, numbers), (*scope, Binding(predicate.subject, id, source, subject))


def _of_anybody(
    clause: Clause, mention: PredicateMention, table: Table, scope: tuple[Binding, ...]
) -> Iterator[tuple[Said, tuple[Binding, ...]]]:
    """What no table has is wrong of whomever it is told, in a document that is about some of the rows."""
    rows = table.rows({binding.column: binding.id for binding in scope}) if scope else ()
    if mention.predicate.unfounded and rows:
        yield Said(mention.predicate, rows[0]), scope


def _told_rows(clause: Clause, table: Table, rows: Rows, subject: str) -> Rows:
    """Of several rows of the subject, those of the time and the further names that the sentence tells."""
    if len(rows) > 1 and (asked := asked_time(clause, DAY)).period is not None:
        rows = rows.at(asked.period)
    for column in binding_columns(table.schema):
        named = clause.nearest.get(column.entity or "", {})
        ids = frozenset(id for id in named if id in table.distinct(column.name))
        if len(rows) > 1 and column.name != subject and ids:
            rows = rows.where(partial(_holds_one, table, column.name, ids))
    return rows


def _holds_one(table: Table, column: str, ids: frozenset[str], row: int) -> bool:
    return table.id_at(row, column) in ids


def _subject(clause: Clause, mention: PredicateMention, table: Table) -> tuple[NameMention | None, Source]:
    """The name of whom the predicate is said: inside the phrase, or the subject of the clause."""
    inside = next((each.name for each in mention.filled if each.cell is None), None)
    if inside is not None:
        return inside, Source.SENTENCE
    kind, subject = table.column(mention.predicate.subject).entity or "", clause.claim.about.subject
    actor = _actor(clause, mention, kind)
    actor = actor or _named_behind(clause, mention, kind)
    if actor is not None:
        return actor, Source.SENTENCE
    if subject is None:
        return None, Source.NONE
    for index in range(clause.claim.sentence, -1, -1):
        sentence = clause.scene.prose.sentences[index]
        if sentence.span.contains(subject.span):
            tokens = sentence.tokens_of(subject.span)
            names = [name for name in clause.scene.named[index].names if name.first in tokens]
            named = [name for name in names if any(ref.kind == kind for ref in name.refs)]
            source = Source.SENTENCE if index == clause.claim.sentence else Source.CARRIED
            return (named[0], source) if len(named) == 1 else (None, Source.NONE)
    return None, Source.NONE


def _actor(clause: Clause, mention: PredicateMention, kind: str) -> NameMention | None:
    """The name that stands at the head of the clause that the predicate ends: "but the Kings (6-10) battled back"."""
    lower, starts = clause.sentence.lower, words("modality/clause_breaks")
    for name in reversed(clause.named.names):
        if name.last > mention.marked.start or not any(ref.kind == kind for ref in name.refs):
            continue
        first = name.first
        while first > 0 and lower[first - 1] in words("words/before_names"):
            first -= 1
        between = lower[name.last : mention.marked.start]
        at_head = first == 0 or lower[first - 1] in starts or any(first - 1 in tokens for _, tokens in clause.dates)
        if at_head and lower[name.last : name.last + 1] not in (("'s",), ("'",)):
            return name if PRONOUNS.isdisjoint(between) else None
    return None


def _named_behind(clause: Clause, mention: PredicateMention, kind: str) -> NameMention | None:
    """The name right behind an opening phrase: "Notching a double-double of his own, Paul Millsap finished with"."""
    lower = clause.sentence.lower
    end = next((i for i in range(mention.last, len(lower)) if lower[i] in SEGMENT_ENDS), len(lower))
    first = end + 2 if lower[end + 1 : end + 2] == ("the",) else end + 1
    names = [name for name in clause.named.names if any(ref.kind == kind for ref in name.refs)]
    opening = not any(name.first < mention.marked.start for name in names) and lower[end : end + 1] == (",",)
    return next((name for name in names if name.first == first), None) if opening else None


def _measure(clause: Clause, mention: PredicateMention, table: Table) -> str:
    """The column of numbers that the words behind the predicate name first, else the one that it declares."""
    for phrase in clause.named.phrases:
        if mention.marked.stop <= phrase.first < mention.last + REACH_OF_MEASURE:
            columns = [ref.column for ref in phrase.refs if ref.table == table.schema.name and ref.column]
            numbers = [column for column in columns if holds_numbers(table.column(column))]
            if numbers:
                return numbers[0]
    return mention.predicate.measure


def _told(clause: Clause, mention: PredicateMention, table: Table, row: int, id: str) -> int:
    """How many others of the subject's group the text has named before the predicate."""
    column = mention.predicate.subject
    ids = {table.id_at(each, column) for each in group(table, row, mention.predicate.group)} - {id}
    kind, here = table.column(column).entity, clause.claim.sentence
    earlier = [name for named in clause.scene.named[:here] for name in named.names]
    earlier += [name for name in clause.named.names if name.first < mention.marked.start]
    return len({ref.id for name in earlier for ref in name.refs if ref.kind == kind and ref.id in ids})


def _is_of_itself(mention: PredicateMention, bindings: tuple[Binding, ...]) -> bool:
    """True where the subject's own name stands where its rival's should: one of the two is wrong, not what is said."""
    subject = bindings[-1].id
    rivals = [each.name for each in mention.filled if each.cell is not None and each.cell.other]
    return any(ref.id == subject for name in rivals for ref in name.refs)


def _is_doubtful(clause: Clause, mention: PredicateMention) -> bool:
    """True for "nearly a double-double", and where the words tell of another occasion."""
    lower, first = clause.sentence.lower, mention.marked.start
    if not words("words/short_of").isdisjoint(lower[max(first - REACH_OF_DOUBT, 0) : first]):
        return True
    if any(other.kind == "count" and tokens.stop in (first, first + 1) for other, tokens in clause.neighbours):
        return True
    if mention.predicate.unfounded:
        return False
    if is_of_another_month(clause) and not mention.predicate.presupposed:
        return True
    said = clause.scene.said(clause.claim.sentence)
    told = [each for each in said if not each.predicate.unfounded]
    own = {token for each in told for token in (each.marked if each.number is None else each.tokens)}
    return any(lower[i] in words("words/other_occasions") for i in clause.segment if i not in own)


def _reading(
    clause: Clause,
    mention: PredicateMention,
    table: Table,
    said: Said,
    bindings: tuple[Binding, ...],
    rows: tuple[int, ...] = (),
    column: str = "",
) -> Reading:
    """The reading of a predicate, or of the name in a column; of two rows, the first where the predicate holds."""
    coverage = table.schema.coverage
    complete = coverage is not None and coverage.complete
    names = frozenset(token for each in mention.filled for token in each.name.tokens)
    subject = bindings[-1]
    return Reading(
        table=table.schema.name,
        operation=Operation.PARTY if column else Operation.PREDICATE,
        rows=rows or tuple(row for row in (said.row, said.other) if row is not None),
        column=column,
        bindings=bindings,
        asked=Asked(None, Source.NONE),
        explained=frozenset(mention.tokens) | names,
        score=1.0 if subject.source is Source.SENTENCE else 0.8,
        refutes=complete or not _runs_over_rows(mention.predicate.condition),
        closed_world=_runs_over_rows(mention.predicate.condition),
        said=said,
    )


def _runs_over_rows(expression: Expression) -> bool:
    if isinstance(expression, Operator):
        return any(map(_runs_over_rows, expression.parts))
    return isinstance(expression, Aggregate)
