"""Phrases of tokens, found at or before a position by one dictionary look-up on their first or last word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_Entries = dict[str, list[tuple[tuple[str, ...], int, str]]]


class Phrases:
    """Phrases and what each means; where several fit, the longest counts."""

    __slots__ = ("_by_first", "_by_last", "heads", "seconds")

    def __init__(self, meanings: Mapping[str, str]) -> None:
        """Index `meanings`, from phrase (tokens with spaces between them, lower case) to meaning."""
        self._by_first: _Entries = {}
        self._by_last: _Entries = {}
        for phrase, meaning in meanings.items():
            tokens = tuple(phrase.split())
            self._by_first.setdefault(tokens[0], []).append((tokens, len(tokens), meaning))
            self._by_last.setdefault(tokens[-1], []).append((tokens, len(tokens), meaning))
        for entries in (*self._by_first.values(), *self._by_last.values()):
            entries.sort(key=lambda entry: -entry[1])
        self.heads = frozenset(self._by_first)
        """The first words of all phrases: a sentence with none of them has no phrase."""
        self.seconds = {
            head: frozenset(tokens[1] for tokens, _, _ in entries)
            for head, entries in self._by_first.items()
            if all(size > 1 for _, size, _ in entries)
        }
        """For the heads that are no phrase by themselves, the words one of which comes next."""

    def at(self, lower: Sequence[str], first: int) -> tuple[str, int] | None:
        """The meaning of the longest phrase that starts at token `first`, and the index after it."""
        if not 0 <= first < len(lower):
            return None
        entries = self._by_first.get(lower[first])
        if entries is not None:
            for tokens, size, meaning in entries:
                if size == 1 or tuple(lower[first : first + size]) == tokens:
                    return meaning, first + size
        return None

    def before(self, lower: Sequence[str], last: int) -> tuple[str, int] | None:
        """The meaning of the longest phrase that ends just before token `last`, and the index where it starts."""
        if not 0 < last <= len(lower):
            return None
        entries = self._by_last.get(lower[last - 1])
        if entries is not None:
            for tokens, size, meaning in entries:
                if size == 1 or (size <= last and tuple(lower[last - size : last]) == tokens):
                    return meaning, last - size
        return None
