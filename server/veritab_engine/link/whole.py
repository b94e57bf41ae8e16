"""Wholes: figures of all rows that a table sums up. "Nationally", "in all" and "the region had" ask for its total.

So does a measure that opens its sentence with nobody named before it in the paragraph: "Exports rose to 101.9 billion".
"""

from __future__ import annotations

from veritab_engine.lexicon import phrases, words
from veritab_engine.link.clause import Clause
from veritab_engine.link.neutral import restricts
from veritab_engine.link.reading import Binding, Source
from veritab_engine.link.stranger import strangers
from veritab_engine.mention.names import NameMention
from veritab_engine.reference import Table, stem
from veritab_engine.reference.table import Column, EntityRef
from veritab_engine.reference.variants import class_word
from veritab_engine.value import Point


def whole(table: Table, column: Column, clause: Clause) -> Binding | None:
    """The column held to its row of totals, where the words ask for all and name nobody; None elsewhere."""
    known = table.distinct(column.name)
    totals = [id for id in column.totals if id in known]
    if len(totals) != 1 or column.entity is None:
        return None
    at = _told(clause, column, len(known) - 1)
    if at is not None:
        if not _is_alone(clause, at, column.entity):
            return None
        ref = EntityRef(column.entity, totals[0])
        return Binding(column.name, totals[0], Source.SENTENCE, NameMention(at.start, at.stop, (ref,)))
    return Binding(column.name, totals[0], Source.ONLY) if _opens(clause, column.entity) else None


def asks_for_all(clause: Clause) -> bool:
    """True for "in all" and "totals": a figure of all rows, and of none that was told before."""
    lower = clause.sentence.lower
    return any(phrases("headers/of_all").at(lower, i) is not None for i in range(len(lower)))


def _told(clause: Clause, column: Column, others: int) -> range | None:
    """The words that ask for all: "in all", "the region" where the rows are towns, "the eight hospitals"."""
    lower, own = clause.sentence.lower, class_word(column.entity or "")
    for i in range(len(lower)):
        hit = phrases("headers/asking_for_all").at(lower, i)
        if hit is not None and stem(lower[hit[1] - 1]) != stem(own):
            return range(i, hit[1])
    for other, at in clause.neighbours:
        counted = (
            isinstance(other.value, Point) and other.value.number == others and stem(other.unit or "") == stem(own)
        )
        if counted and other.hedge is None and at.start and lower[at.start - 1] in ("the", "all"):
            last = clause.sentence.tokens_of(other.noun_span).stop if other.noun_span else at.stop
            return range(at.start, _with_place(clause, last))
    return None


def _is_alone(clause: Clause, at: range, kind: str) -> bool:
    """True where nothing before the figure names others than all: "private hospitals in the region had" does."""
    lower, known = clause.sentence.lower, set(at)
    known.update(i for phrase in clause.phrases for i in phrase.tokens)
    known.update(i for _, tokens in clause.dates for i in tokens)
    before = (i for i in range(clause.segment.start, clause.tokens.start) if i not in known)
    return not any(restricts(clause, i) and stem(lower[i]) != stem(class_word(kind)) for i in before)


def _with_place(clause: Clause, last: int) -> int:
    """The end of "municipalities of the Sound region": where all of them are says nothing more."""
    lower, told = clause.sentence.lower, clause.sentence.words
    end = last + 1
    while end < len(lower) and (lower[end] in words("words/determiners") or told[end][:1].isupper()):
        end += 1
    placed = lower[last : last + 1] in (("of",), ("in",)) and end > last + 1
    more = placed and end < len(lower) and phrases("headers/asking_for_all").at(("the", lower[end]), 0) is not None
    return end + more if placed else last


def _opens(clause: Clause, kind: str) -> bool:
    """True for a measure that opens its sentence, where nobody else may be meant."""
    first = next((phrase for phrase in clause.phrases if phrase.first <= 1), None)
    article = first is not None and (first.first == 0 or clause.sentence.lower[0] == "the")
    if first is None or not article or next(strangers(clause.scene, clause.claim.sentence), None) is not None:
        return False
    scene, here = clause.scene, clause.claim.sentence
    while here >= 0 and scene.prose.sentences[here].paragraph == clause.sentence.paragraph:
        if any(ref.kind == kind for name in scene.named[here].names for ref in name.refs):
            return False
        here -= 1
    return True
