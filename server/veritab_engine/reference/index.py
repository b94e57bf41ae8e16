"""What is looked up: names in a sentence, and phrases of tables and columns, each by one step in a dictionary."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from threading import local

import snowballstemmer

from veritab_engine.document import Sentence
from veritab_engine.lexicon import words
from veritab_engine.reference.dictionary import ENTRY, PART, Dictionary, joined
from veritab_engine.reference.table import EntityRef
from veritab_engine.token import words_of

_UNDECOMPOSED = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "’": "'"})
_DOTTED = re.compile(r"(?:\w\.)+\w?")
_INVISIBLE = ("Mn", "Cf")
"""Accents and soft hyphens."""
_ABBREVIATION_LETTERS = 5
"""Longer words in capitals are written with one capital too: "UNESCO", "Unesco"."""

_stemmers = local()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The English stem of a word, in lower case: "visits", "visited" and "Visit" are all "visit"."""
    stemmer = getattr(_stemmers, "english", None)
    if stemmer is None:
        stemmer = _stemmers.english = snowballstemmer.stemmer("english")
    return str(stemmer.stemWord(word.casefold().replace("’", "'")))


@lru_cache(maxsize=1 << 16)
def fold(word: str) -> str:
    """A word without case, accents and the full stops of an abbreviation: "António" is "antonio", "U.S." is "us"."""
    if word.isascii() and "." not in word:
        return word.lower()
    apart = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in apart if unicodedata.category(c) not in _INVISIBLE).translate(_UNDECOMPOSED)
    return plain.replace(".", "") if _DOTTED.fullmatch(plain) else plain


class Shape(IntEnum):
    """What the capitals of a name's word ask of the word in the text."""

    ANY = 0
    CAPITAL = 1
    ABBREVIATION = 2


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name found in the tokens up to `last` (excluded): all entities that it may mean, and which kind of name it is.

    `kinds` go with `refs`: "name", "official", "demonym", "abbreviation", "surname", "metonym", "short", or as the
    table says.
    """

    last: int
    refs: tuple[EntityRef, ...]
    kinds: tuple[str, ...]

    @property
    def in_full(self) -> NameHit:
        """The name of those alone who bear it themselves, where others are called so for short."""
        own = self.where(lambda _, kind: kind != "short")
        return own if own.refs else self

    def where(self, chosen: Callable[[EntityRef, str], bool]) -> NameHit:
        """The name with those alone that are chosen by entity and kind of name."""
        kept = [each for each in zip(self.refs, self.kinds, strict=True) if chosen(*each)]
        return NameHit(self.last, tuple(ref for ref, _ in kept), tuple(kind for _, kind in kept))


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One way to write a name, with the entity it stands for."""

    ref: EntityRef
    kind: str
    shapes: tuple[Shape, ...]


@lru_cache(maxsize=1 << 12)
def _spellings(entries: str) -> tuple[_Spelling, ...]:
    """The spellings of one name, as an index keeps them: class, id, kind of name and shapes of each."""
    parts = (entry.split(PART) for entry in entries.split(ENTRY) if entry)
    return tuple(
        _Spelling(EntityRef(kind, id), name, tuple(Shape(int(shape)) for shape in shapes))
        for kind, id, name, shapes in parts
    )


class NameIndex:
    """All names of a snapshot; a name's capitals are asked of the text, its accents are not."""

    __slots__ = ("_base", "lengths", "spellings")

    def __init__(self, names: Iterable[tuple[EntityRef, str, str]], base: NameIndex | None = None) -> None:
        """Index names given as entity, text, kind of name; those of `base` are found with them, behind these."""
        spellings: dict[str, dict[str, None]] = {}
        lengths: dict[str, set[int]] = {}
        for ref, text, kind in names:
            tokens = words_of(text)
            key = [fold(token) for token in tokens]
            shapes = "".join(str(shape.value) for shape in _shapes(tokens))
            spellings.setdefault(joined(*key), {})[joined(ref.kind, ref.id, kind, shapes)] = None
            lengths.setdefault(key[0], set()).add(len(key))
        self.spellings = Dictionary.of({key: ENTRY.join(found) for key, found in spellings.items()})
        counts = {first: sorted(each, reverse=True) for first, each in lengths.items()}
        self.lengths = Dictionary.of({first: PART.join(map(str, each)) for first, each in counts.items()})
        self._base = base

    @classmethod
    def stored(cls, spellings: Dictionary, lengths: Dictionary) -> NameIndex:
        """The index whose dictionaries these are."""
        index = cls(())
        index.spellings, index.lengths = spellings, lengths
        return index

    def longest(self, sentence: Sentence, first: int) -> NameHit | None:
        """The longest name that starts at token `first`; None where there is none."""
        for length in self._lengths_at(fold(sentence.words[first])):
            found = sentence.words[first : first + length]
            spellings = self._spelt(tuple(fold(word) for word in found)) if len(found) == length else ()
            written = [each for each in spellings if _as_written(each.shapes, found, sentence)]
            if written:
                kinds: dict[EntityRef, str] = {}
                for each in written:
                    kinds.setdefault(each.ref, each.kind)
                return NameHit(first + length, tuple(kinds), tuple(kinds.values()))
        return None

    def has(self, text: str) -> bool:
        """True where these words are a name of anything."""
        return bool(self._spelt(tuple(fold(word) for word in words_of(text))))

    def means(self, text: str, ref: EntityRef) -> bool:
        """True where a name written in these words is one of the entity."""
        return any(each.ref == ref for each in self._spelt(tuple(fold(word) for word in words_of(text))))

    def _lengths_at(self, first: str) -> tuple[int, ...]:
        """How many words the names have that begin with this one, the most first."""
        told = self.lengths.get(first)
        own = tuple(map(int, told.split(PART))) if told else ()
        below = self._base._lengths_at(first) if self._base is not None else ()
        return tuple(sorted({*own, *below}, reverse=True)) if own and below else own or below

    def _spelt(self, key: tuple[str, ...]) -> tuple[_Spelling, ...]:
        """Every name that is written in these words."""
        own = _spellings(self.spellings.get(PART.join(key)))
        return own if self._base is None else own + self._base._spelt(key)


@dataclass(frozen=True, slots=True)
class PhraseRef:
    """What a phrase is of: a column, or a whole table where the column is None."""

    table: str
    column: str | None


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase found in the tokens up to `last` (excluded), and all that it may mean."""

    last: int
    refs: tuple[PhraseRef, ...]


class PhraseIndex:
    """All phrases of a snapshot by their stems."""

    __slots__ = ("_base", "_by_stems", "_lengths")

    def __init__(self, phrases: Iterable[tuple[str, PhraseRef]], base: PhraseIndex | None = None) -> None:
        """Index phrases with what each is of; those of `base` are found with them, behind these."""
        by_stems: dict[tuple[str, ...], dict[PhraseRef, None]] = {}
        for phrase, ref in phrases:
            by_stems.setdefault(tuple(stem(word) for word in words_of(phrase)), {})[ref] = None
        self._index({stems: tuple(refs) for stems, refs in by_stems.items()})
        self._base = base

    @classmethod
    def stored(cls, by_stems: Mapping[tuple[str, ...], tuple[PhraseRef, ...]]) -> PhraseIndex:
        """The index of phrases that are stems already."""
        index = cls(())
        index._index(by_stems)
        return index

    def _index(self, by_stems: Mapping[tuple[str, ...], tuple[PhraseRef, ...]]) -> None:
        lengths: dict[str, set[int]] = {}
        for stems in by_stems:
            lengths.setdefault(stems[0], set()).add(len(stems))
        self._by_stems = by_stems
        self._lengths = {first: tuple(sorted(each, reverse=True)) for first, each in lengths.items()}

    def __iter__(self) -> Iterator[tuple[tuple[str, ...], tuple[PhraseRef, ...]]]:
        """The phrases of this index as stems, with all that each means."""
        return iter(self._by_stems.items())

    def at(self, stems: Sequence[str], first: int) -> tuple[PhraseHit, ...]:
        """Every phrase that starts at token `first` of a sentence given as stems, longest first."""
        own = tuple(
            PhraseHit(first + length, refs)
            for length in self._lengths.get(stems[first], ())
            if first + length <= len(stems)
            and (refs := self._by_stems.get(tuple(stems[first : first + length]))) is not None
        )
        below = self._base.at(stems, first) if self._base is not None else ()
        return _joined(own, below) if own and below else own or below


def _joined(own: tuple[PhraseHit, ...], below: tuple[PhraseHit, ...]) -> tuple[PhraseHit, ...]:
    """The phrases of two indices, longest first; one that both have means all that it means in either."""
    refs: dict[int, tuple[PhraseRef, ...]] = {}
    for hit in (*own, *below):
        refs[hit.last] = (*refs.get(hit.last, ()), *hit.refs)
    return tuple(PhraseHit(last, refs[last]) for last in sorted(refs, reverse=True))


def _shapes(tokens: tuple[str, ...]) -> tuple[Shape, ...]:
    """The shapes of a name's words; a name of several words all in capitals is shouted, not abbreviated."""
    shapes = tuple(_shape(token) for token in tokens)
    shouted = len(tokens) > 1 and all(
        shape is Shape.ABBREVIATION or token.isupper() for shape, token in zip(shapes, tokens, strict=True)
    )
    return tuple(min(shape, Shape.CAPITAL) for shape in shapes) if shouted else shapes


def _shape(token: str) -> Shape:
    letters = token.replace(".", "")
    if letters.isupper() and 1 < len(letters) <= _ABBREVIATION_LETTERS:
        return Shape.ABBREVIATION
    return Shape.CAPITAL if _has_capital(token) else Shape.ANY


def _as_written(shapes: tuple[Shape, ...], found: Sequence[str], sentence: Sentence) -> bool:
    if all(_fits(shape, word) for shape, word in zip(shapes, found, strict=True)):
        return True
    return not any(map(_has_capital, sentence.words)) and not _is_common(found)


def _fits(shape: Shape, word: str) -> bool:
    match shape:
        case Shape.ABBREVIATION:
            return word.isupper()
        case Shape.CAPITAL:
            return _has_capital(word)
        case Shape.ANY:
            return True


def _is_common(found: Sequence[str]) -> bool:
    """True for "us" and "who" in a text without capitals: there the pronoun is meant, "u.s." is not."""
    return len(found) == 1 and is_grammar(found[0])


def is_grammar(word: str) -> bool:
    """True for a word of grammar in lower case: "in", "us", "the"."""
    return word in _grammar()


@cache
def _grammar() -> frozenset[str]:
    return words("words/function") | words("words/prepositions")


def _has_capital(word: str) -> bool:
    return word != word.lower()
