"""Dictionaries of texts over buffers: a million entries cost their letters, and none is read before it is asked for."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from zlib import crc32

from veritab_engine.reference.buffer import Buffer
from veritab_engine.reference.strings import Strings, encoded

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
            slot = crc32(encoded(key)) & (size - 1)
            while slots[slot]:
                slot = (slot + 1) & (size - 1)
            slots[slot] = position
        return cls(memoryview(slots), Strings.of(entries), Strings.of(entries.values()))

    def __getitem__(self, key: str) -> str:
        position = self._position(key)
        if not position:
            raise KeyError(key)
        return self.values_.at(position - 1)

    def get(self, key: str, default: str = "") -> str:  # type: ignore[override]
        """The text of a key; an empty one where there is none."""
        position = self._position(key)
        return self.values_.at(position - 1) if position else default

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and bool(self._position(key))

    def __iter__(self) -> Iterator[str]:
        return iter(self.keys_)

    def __len__(self) -> int:
        return len(self.keys_)

    def _position(self, key: str) -> int:
        """The position of a key from 1; 0 where there is none."""
        wanted, slots, mask = encoded(key), self.slots, len(self.slots) - 1
        slot = crc32(wanted) & mask
        while (position := slots[slot]) and self.keys_.encoded(position - 1) != wanted:
            slot = (slot + 1) & mask
        return position


def joined(*parts: str) -> str:
    """Parts as one text, which `split(PART)` takes apart again."""
    return PART.join([part.translate(_APART) for part in parts])
