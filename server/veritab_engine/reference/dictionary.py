"""Dictionaries of texts over buffers: a million entries cost their letters, and none is read before it is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from zlib import crc32

from veritab_engine.reference.buffer import Buffer
from veritab_engine.reference.strings import Strings

PART, ENTRY = "\x1f", "\x1e"
"""What stands between the parts of a text, and between the entries of a list of them."""
_APART = str.maketrans(PART + ENTRY, "  ")


class Dictionary(Mapping[str, str]):
    """Texts by text: a table of slots, each empty or with the position of a key; where one is taken, the next is."""

    __slots__ = ("keys_", "slots", "values_")

    def __init__(self, slots: Buffer, keys: Strings, values: Strings) -> None:
        """`slots` hold 0, or the position of a key from 1; there are more of them than keys, a power of two."""
        self.slots, self.keys_, self.values_ = slots, keys, values

    @classmethod
    def of(cls, entries: Mapping[str, str]) -> Dictionary:
        """The dictionary of these entries, in their order."""
        size = 1 << (2 * len(entries)).bit_length()
        slots = array("I", bytes(4 * size))
        for position, key in enumerate(entries, start=1):
            slot = _hash(key) & (size - 1)
            while slots[slot]:
                slot = (slot + 1) & (size - 1)
            slots[slot] = position
        return cls(memoryview(slots), Strings.of(entries), Strings.of(entries.values()))

    def __getitem__(self, key: str) -> str:
        mask = len(self.slots) - 1
        slot = _hash(key) & mask
        while position := self.slots[slot]:
            if self.keys_[position - 1] == key:
                return self.values_[position - 1]
            slot = (slot + 1) & mask
        raise KeyError(key)

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        """The text of a key; an empty one where there is none."""
        try:
            return self[key]
        except KeyError:
            return default

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_)

    def __len__(self) -> int:
        return len(self.keys_)


def joined(*parts: str) -> str:
    """Parts as one text, which `split(PART)` takes apart again."""
    return PART.join([part.translate(_APART) for part in parts])


def _hash(key: str) -> int:
    return crc32(key.encode("utf-8", "surrogatepass"))
