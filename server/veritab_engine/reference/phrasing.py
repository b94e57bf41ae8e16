"""Phrases of predicates: how a descriptor writes them, and the index that finds them in a text.

A phrase holds words, those that a finding marks in [brackets], and names in {braces}: `{subject}` is whom the row is
about, `{team}` what this row has in that column, `{other.team}` what its rival has. `{#n}` is a number, called `n` in
the condition; in brackets it is what a finding marks. Three dots stand for a few words.
Where no brackets are, all words are marked; where no `{subject}` is, the subject of the clause is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from veritab_engine.errors import TableError
from veritab_engine.reference.expression import OTHER, Cell, columns_of, parse
from veritab_engine.reference.inflection import root
from veritab_engine.reference.predicate import MEASURE, SUBJECT, TOLD, Predicate
from veritab_engine.token import words_of

NUMBER = "#"
_PARTS = re.compile(r"\{([^{}]*)\}|(\.\.\.)|([\[\]])|((?:(?!\.\.\.)[^{}\[\]])+)")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a phrase, as the stem of its base form; `marked` where a finding marks it."""

    stem: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Slot:
    """A name inside a phrase: what a cell of the row, or of its rival, holds; the subject where `cell` is None."""

    cell: Cell | None


@dataclass(frozen=True, slots=True)
class Number:
    """A number inside a phrase, by the name that the condition calls it; `marked` where a finding marks it."""

    name: str
    marked: bool


Part = Word | Slot | Number


@dataclass(frozen=True, slots=True)
class Gap:
    """Any few words of the same clause, written as "..."."""


@dataclass(frozen=True, slots=True)
class PhraseAt:
    """Where a phrase is declared: the number of a phrase of the number of a predicate of a table."""

    table: str
    predicate: int
    phrase: int


@lru_cache(maxsize=1 << 12)
def parts_of(phrase: str) -> tuple[Part | Gap, ...]:
    """The words, names and numbers of a phrase; TableError where it has no word, or brackets that do not close."""
    found: list[Part | Gap] = []
    inside, all_marked = False, "[" not in phrase
    for slot, gap, bracket, words in _PARTS.findall(phrase):
        if slot.startswith(NUMBER):
            found.append(Number(slot.removeprefix(NUMBER), inside))
        elif slot:
            found.append(Slot(_cell(slot, phrase)))
        elif gap:
            found.append(Gap())
        elif bracket:
            if inside is (bracket == "["):
                raise TableError(f'the brackets of the phrase "{phrase}" do not close. Write "[led] the team".')
            inside = bracket == "["
        else:
            found.extend(Word(root(word), inside or all_marked) for word in words_of(words))
    marked = [part for part in found if isinstance(part, Word | Number) and part.marked]
    if inside or not marked or not any(isinstance(part, Word) for part in found):
        raise TableError(f'the phrase "{phrase}" has no words to mark, or a bracket that does not close.')
    return tuple(found)


def _cell(slot: str, phrase: str) -> Cell | None:
    if slot == SUBJECT:
        return None
    found = parse(slot)
    if not isinstance(found, Cell):
        raise TableError(f'"{{{slot}}}" in the phrase "{phrase}" is no column. Write {{column}} or {{other.column}}.')
    return found


def checked(predicate: Predicate, columns: Iterable[str]) -> Predicate:
    """The predicate, where all columns that it asks for exist; else TableError names the one that does not."""
    known = {*columns}
    cells = [part.cell for phrase in predicate.phrases for part in parts_of(phrase) if isinstance(part, Slot)]
    own = {MEASURE} if predicate.measure else set[str]()
    own |= {part.name for phrase in predicate.phrases for part in parts_of(phrase) if isinstance(part, Number)}
    asked = {cell.column for cell in cells if cell} | columns_of(predicate.condition) - own - {TOLD}
    asked |= {predicate.subject, *predicate.group, *predicate.rivals} | ({predicate.measure} - {""})
    unknown = sorted(asked - known)
    if unknown:
        raise TableError(f'fact:predicates "{predicate.phrases[0]}" asks for "{unknown[0]}", which is no column.')
    if not predicate.rivals and (OTHER in predicate.holds or any(cell and cell.other for cell in cells)):
        raise TableError(
            f'fact:predicates "{predicate.phrases[0]}" asks for "other", and the table has no fact:rivals.'
        )
    return predicate


class PredicateIndex:
    """All phrases of predicates of a snapshot, by the stem of their first word."""

    __slots__ = ("_base", "_by_stem")

    def __init__(self, by_stem: Mapping[str, tuple[PhraseAt, ...]], base: PredicateIndex | None = None) -> None:
        self._by_stem, self._base = by_stem, base

    @classmethod
    def of(cls, predicates: Iterable[tuple[str, tuple[Predicate, ...]]], base: PredicateIndex | None) -> PredicateIndex:
        """Index the predicates of tables, each with its table's name; those of `base` are found with them."""
        found: dict[str, list[PhraseAt]] = {}
        for table, each in predicates:
            for number, predicate in enumerate(each):
                for place, phrase in enumerate(predicate.phrases):
                    first = next(part.stem for part in parts_of(phrase) if isinstance(part, Word))
                    found.setdefault(first, []).append(PhraseAt(table, number, place))
        return cls({first: tuple(places) for first, places in found.items()}, base)

    @property
    def by_stem(self) -> Mapping[str, tuple[PhraseAt, ...]]:
        """The phrases of this index alone."""
        return self._by_stem

    def __bool__(self) -> bool:
        return bool(self._by_stem) or bool(self._base)

    def at(self, stem: str) -> tuple[PhraseAt, ...]:
        """The phrases whose first word has this stem."""
        below = self._base.at(stem) if self._base is not None else ()
        return (*self._by_stem.get(stem, ()), *below)
