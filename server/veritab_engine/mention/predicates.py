"""Predicates in a sentence: the phrases of the tables that say something of a row, with the names inside them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.document import Sentence
from veritab_engine.lexicon import mapping, words
from veritab_engine.mention.mentioned import Named, NameMention
from veritab_engine.reference import ReferenceTables
from veritab_engine.reference.expression import Cell
from veritab_engine.reference.inflection import root
from veritab_engine.reference.phrasing import Gap, Number, Part, PhraseAt, Word, parts_of
from veritab_engine.reference.predicate import Predicate

MOST_BEFORE_NAME = 4
"""So many words may stand between a phrase and a name that belongs to it: "the visiting"."""
MOST_IN_GAP = 12
BRACKETS = {"(": ")", "[": "]"}


@dataclass(frozen=True, slots=True)
class Filled:
    """A name inside a phrase, and the cell that has to hold it; None for the subject."""

    cell: Cell | None
    name: NameMention


@dataclass(frozen=True, slots=True)
class Numbered:
    """A number inside a phrase, by the name that the condition calls it, and the token where it stands."""

    name: str
    value: Decimal
    at: int


@dataclass(frozen=True, slots=True)
class PredicateMention:
    """A phrase of a predicate in the tokens `first` to `last` (excluded).

    `marked` are the tokens that a finding marks, `filled` the names that the phrase holds, `numbers` its numbers.
    """

    first: int
    last: int
    marked: range
    table: str
    predicate: Predicate
    filled: tuple[Filled, ...]
    numbers: tuple[Numbered, ...] = ()

    @property
    def number(self) -> range | None:
        """The tokens of the number that is marked; None where words are."""
        return next((range(each.at, each.at + 1) for each in self.numbers if each.at == self.marked.start), None)

    @property
    def tokens(self) -> range:
        """Its tokens, with those of the names inside."""
        return range(self.first, self.last)


def find_predicates(named: Named, tables: ReferenceTables) -> tuple[PredicateMention, ...]:
    """The predicates of one sentence; of those of one table that mark the same words, the longest alone."""
    if not tables.predicates:
        return ()
    stems = tuple([root(word) for word in named.sentence.lower])
    longest: dict[tuple[str, int], PredicateMention] = {}
    for first, own in enumerate(stems):
        for at in tables.predicates.at(own):
            found = _match(at, first, stems, named, tables)
            if found is not None:
                key = (found.table, found.marked.start)
                held = longest.get(key)
                if held is None or len(found.tokens) > len(held.tokens):
                    longest[key] = found
    return tuple(sorted(longest.values(), key=lambda mention: (mention.marked.start, mention.table)))


def _match(
    where: PhraseAt, first: int, stems: tuple[str, ...], named: Named, tables: ReferenceTables
) -> PredicateMention | None:
    predicate = tables.tables[where.table].schema.predicates[where.predicate]
    parts = parts_of(predicate.phrases[where.phrase])
    filled: list[Filled] = []
    numbers: list[Numbered] = []
    marked: list[int] = []
    start = i = first
    for place, part in enumerate(parts):
        if isinstance(part, Gap):
            i = _passed(i, parts[place + 1], stems, named.sentence)
            continue
        if isinstance(part, Word):
            if i >= len(stems) or stems[i] != part.stem:
                return None
            marked += [i] if part.marked else []
            i += 1
            continue
        if isinstance(part, Number):
            at = first - 1 if place == 0 else i
            value = _number(named.sentence, at)
            if value is None:
                return None
            numbers.append(Numbered(part.name, value, at))
            marked += [at] if part.marked else []
            start, i = (at, i) if place == 0 else (start, i + 1)
            continue
        before = place == 0
        name = _name_before(first, named) if before else name_after(i, named)
        if name is None:
            return None
        filled.append(Filled(part.cell, name))
        if before:
            start = name.first
        else:
            i = _behind(name.last, named.sentence) if place + 1 < len(parts) else name.last
    return PredicateMention(
        start, i, range(marked[0], marked[-1] + 1), where.table, predicate, tuple(filled), tuple(numbers)
    )


def _number(sentence: Sentence, i: int) -> Decimal | None:
    """The number that one token tells, in digits or as a word: "5", "five", "fifth"."""
    if not 0 <= i < len(sentence.lower):
        return None
    word = sentence.lower[i]
    spelt = mapping("numbers/cardinals").get(word) or mapping("numbers/ordinals").get(word)
    digits = word.replace(",", "")
    return Decimal(spelt or digits) if spelt or digits.isdecimal() else None


def _passed(i: int, ahead: Part | Gap, stems: tuple[str, ...], sentence: Sentence) -> int:
    """The first token behind a gap that has the word ahead, where no clause ends before it; else the one given."""
    for j in range(i, min(i + MOST_IN_GAP, len(stems))):
        if isinstance(ahead, Word) and stems[j] == ahead.stem:
            return j
        if sentence.lower[j] in words("modality/clause_breaks") and sentence.lower[j] != ",":
            break
    return i


def name_after(i: int, named: Named) -> NameMention | None:
    """The name that stands at a token, behind an article and such words as "visiting"."""
    lower, passed = named.sentence.lower, words("words/before_names")
    starts = {name.first: name for name in named.names}
    for j in range(i, min(i + MOST_BEFORE_NAME, len(lower))):
        if j in starts:
            return starts[j]
        if lower[j] not in passed:
            return None
    return None


def _name_before(i: int, named: Named) -> NameMention | None:
    """The name that ends before a token, with what stands in brackets behind it."""
    return next((name for name in named.names if _behind(name.last, named.sentence) == i), None)


def _behind(i: int, sentence: Sentence) -> int:
    """The token behind what stands in brackets at a token, else the token itself."""
    closing = BRACKETS.get(sentence.lower[i]) if i < len(sentence.lower) else None
    if closing is None:
        return i
    return next((j + 1 for j in range(i, len(sentence.lower)) if sentence.lower[j] == closing), i)
