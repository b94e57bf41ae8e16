"""Misspelt names: the known word that a strange one with a capital is a slip of, within bounds that merge no two names.

A slip drops, adds or swaps one letter of a word of six letters or more, two in long ones, where it may change one too.
It keeps the first and last letters: "Kazakstan", "Azerbajan". A word of any known name is never a slip of another, and
a word that may be a slip of two is left alone. A look-up compares with the few words that share a beginning or an end,
however many there are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from rapidfuzz.distance import OSA

from veritab_engine.lexicon import words as lexicon
from veritab_engine.reference.index import fold
from veritab_engine.reference.table import EntityRef
from veritab_engine.token import words_of

SHORTEST = 6
"""Letters; a shorter name is too near to too much else: Iran, Iraq, Iron."""
SHORTEST_RIVAL = 4
"""Letters of a name that nothing is mended to, and that may still be the one that is meant."""
LONG = 10
"""Letters from which on a name may have two slips."""
MOST_NAMES = 20_000
"""A class of more names than this is a crowd, in which a slip of one name is likely to be another's."""
MOST_ALIKE = 500
"""Where more words than this share a beginning, none is taken for another."""

_Part = tuple[str, str, int]


class Spellings:
    """The words of all names, by their ends; nothing in it changes."""

    __slots__ = ("_base", "_by_part", "_capital", "_known", "words")

    def __init__(self, names: Iterable[tuple[EntityRef, str, str]], base: Spellings | None = None) -> None:
        """Collect the words of names given as entity, text, kind of name, above those of `base`.

        Only words with a capital can be misspelt.
        """
        self._base = base
        told: dict[str, set[str]] = {}
        count: dict[str, int] = {}
        for ref, text, _ in names:
            count[ref.kind] = count.get(ref.kind, 0) + 1
            if count[ref.kind] <= MOST_NAMES:
                told.setdefault(ref.kind, set()).update(words_of(text))
        self._index({word for kind, each in told.items() if count[kind] <= MOST_NAMES for word in each})

    @classmethod
    def stored(cls, words: Iterable[str]) -> Spellings:
        """The spellings of names that have these words."""
        spellings = cls(())
        spellings._index(frozenset(words))
        return spellings

    def _index(self, words: Collection[str]) -> None:
        self.words = tuple(sorted(words))
        """The words as the names have them."""
        self._known = frozenset(map(fold, words))
        self._capital = frozenset(fold(word) for word in words if word[0].isupper())
        by_part: dict[_Part, list[str]] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST_RIVAL and word.isalpha():
                for part in _parts(word, len(word)):
                    by_part.setdefault(part, []).append(word)
        self._by_part = {part: tuple(found) for part, found in by_part.items()}

    def knows(self, word: str) -> bool:
        """True for a word of a known name, in whatever case."""
        return fold(word) in self._known or (self._base is not None and self._base.knows(word))

    def meant(self, word: str) -> str | None:
        """The one known word that a strange one is a slip of, in lower case; None where there is none, or are two."""
        strange = fold(word)
        if len(strange) < SHORTEST - 1 or not strange.isalpha() or self.knows(strange):
            return None
        if strange in lexicon("names/not_misspelt") or word.isupper():
            return None
        for slips in (1, 2):
            near = set(self._near(strange, slips))
            if near:
                [first, *others] = near
                long = len(first) >= (SHORTEST, LONG)[slips - 1]
                return first if not others and long and _is_slip(strange, first) and self._has_capital(first) else None
        return None

    def _has_capital(self, word: str) -> bool:
        return word in self._capital or (self._base is not None and self._base._has_capital(word))

    def _near(self, strange: str, slips: int) -> Iterator[str]:
        for length in range(len(strange) - slips, len(strange) + slips + 1):
            for part in _parts(strange, length):
                alike = self._by_part.get(part, ())
                if len(alike) <= MOST_ALIKE:
                    yield from (each for each in alike if OSA.distance(strange, each, score_cutoff=slips) <= slips)
        if self._base is not None:
            yield from self._base._near(strange, slips)


def _is_slip(strange: str, known: str) -> bool:
    """True where the ends are kept; a changed letter makes another name of a short one: Slovakia, Slovenia."""
    ends = strange[0] == known[0] and strange[-1] == known[-1]
    changed = len(strange) == len(known) and sorted(strange) != sorted(known)
    return ends and (not changed or len(known) >= LONG)


def _parts(word: str, length: int) -> tuple[_Part, ...]:
    """What a word of so many letters shares with its slips: beginning, end, some of both, or all of its letters."""
    letters = "".join(sorted(word))
    return (word[:3], "", length), ("", word[-3:], length), (word[:2], word[-2:], length), (letters, letters, length)
