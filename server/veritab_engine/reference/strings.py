"""Many texts laid end to end in one stretch of memory: a vocabulary costs its letters, in a file or out of one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import overload

from veritab_engine.reference.buffer import EMPTY, Buffer

_ERRORS = "surrogatepass"
"""Half a surrogate pair, which JSON can hold, is kept as it is."""


class Strings(Sequence[str]):
    """Texts by position. Where they are sorted, by code point, `find` finds one by bisection."""

    __slots__ = ("blob", "ends")

    def __init__(self, ends: Buffer = EMPTY, blob: Buffer = EMPTY) -> None:
        """Text `i` is the UTF-8 from the end of the text before it to `ends[i]`."""
        self.ends, self.blob = ends, blob

    @classmethod
    def of(cls, texts: Iterable[str]) -> Strings:
        """Lay out these texts, in their order."""
        parts = [encoded(text) for text in texts]
        return cls(memoryview(array("Q", accumulate(map(len, parts)))), memoryview(b"".join(parts)))

    def __len__(self) -> int:
        return len(self.ends)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...
    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return tuple(self[i] for i in range(*index.indices(len(self))))
        return self.encoded(range(len(self))[index]).decode("utf-8", _ERRORS)

    def __iter__(self) -> Iterator[str]:
        start = 0
        for end in self.ends:
            yield bytes(self.blob[start:end]).decode("utf-8", _ERRORS)
            start = end

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and self.find(text) is not None

    def find(self, text: str) -> int | None:
        """Where a text stands among sorted ones; None where it does not."""
        wanted, ends, blob = encoded(text), self.ends, self.blob
        low, high = 0, len(ends)
        while low < high:
            middle = (low + high) // 2
            found = bytes(blob[ends[middle - 1] if middle else 0 : ends[middle]])
            if found == wanted:
                return middle
            low, high = (middle + 1, high) if found < wanted else (low, middle)
        return None

    def encoded(self, i: int) -> bytes:
        """The UTF-8 of a text."""
        return bytes(self.blob[self.ends[i - 1] if i else 0 : self.ends[i]])

    def at(self, i: int) -> str:
        """The text at a position from 0."""
        return str(self.blob[self.ends[i - 1] if i else 0 : self.ends[i]], "utf-8", _ERRORS)


def encoded(text: str) -> bytes:
    """The UTF-8 of a text, by which texts are sorted."""
    return text.encode("utf-8", _ERRORS)
