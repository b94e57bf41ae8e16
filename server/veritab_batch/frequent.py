"""The most frequent of many things, in bounded memory: the summary of Misra and Gries, which can be merged.

A count is never too high, and too low by no more than `lost`: at most the sum of all counts over `CAPACITY`. Until more
than twice `CAPACITY` different things were seen, every count is exact.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

CAPACITY = 10_000
"""Things that are kept when there are too many."""

Key = tuple[str, ...]


@dataclass(slots=True)
class Entry:
    """How often a thing was seen, in how many documents, why, and where first."""

    count: int
    documents: int
    reasons: dict[str, int]
    subjects: dict[str, int]
    """Of what classes it was seen, where that is known."""
    example: Mapping[str, Any]

    def add(self, other: Entry) -> None:
        """Count what was seen elsewhere; the example stays the first."""
        self.count += other.count
        self.documents += other.documents
        for mine, others in ((self.reasons, other.reasons), (self.subjects, other.subjects)):
            for name, count in others.items():
                mine[name] = mine.get(name, 0) + count


@dataclass(slots=True)
class Frequent:
    """Things by how often they were seen. Adding in the same order gives the same, wherever it was interrupted."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    lost: int = 0

    def add(self, key: Key, entry: Entry) -> None:
        """Count a thing."""
        if (held := self.entries.get(key)) is not None:
            held.add(entry)
            return
        self.entries[key] = entry
        if len(self.entries) > 2 * CAPACITY:
            self._shrink()

    def merge(self, other: Frequent) -> None:
        """Count all that another has counted."""
        self.lost += other.lost
        for key, entry in other.entries.items():
            self.add(key, entry)

    def most(self, how_many: int) -> Sequence[tuple[Key, Entry]]:
        """The most frequent ones, by the documents that have them and then by name."""
        return sorted(self.entries.items(), key=lambda each: (-each[1].documents, -each[1].count, each[0]))[:how_many]

    def to_record(self) -> Mapping[str, Any]:
        """As plain data."""
        told = [[list(k), e.count, e.documents, e.reasons, e.subjects, e.example] for k, e in self.entries.items()]
        return {"lost": self.lost, "entries": told}

    @classmethod
    def of_record(cls, record: Mapping[str, Any]) -> Frequent:
        """From plain data."""
        entries: Iterable[list[Any]] = record["entries"]
        return cls({tuple(key): Entry(*rest) for key, *rest in entries}, record["lost"])

    def _shrink(self) -> None:
        """Take the same from all counts, so that at most `CAPACITY` are left."""
        taken = sorted((entry.count for entry in self.entries.values()), reverse=True)[CAPACITY]
        self.lost += taken
        left: dict[Key, Entry] = {}
        for key, entry in self.entries.items():
            if entry.count > taken:
                entry.count -= taken
                entry.documents = max(1, entry.documents - taken)
                left[key] = entry
        self.entries = left
