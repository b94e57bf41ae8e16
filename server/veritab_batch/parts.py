"""Parts: the documents of a batch in pieces that are checked, written and, where it must be, done again as one.

How the input is cut depends on it and on the settings alone: the same batch has the same parts whenever it is run.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby

from veritab_batch.given import Columns, Given
from veritab_batch.readers import open_file, without_columns
from veritab_batch.settings import Reading
from veritab_batch.sources import File, Kind

LARGEST = 8 * 1024 * 1024
"""Characters after which a part is full, though it has fewer documents than it may."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some documents; `bytes` is how much of the input they are, as far as that can be told."""

    number: int
    columns: Columns
    documents: Sequence[Given]
    bytes: int

    @property
    def name(self) -> str:
        """The name of its files, without an ending."""
        return part_name(self.number)


def part_name(number: int) -> str:
    """The name of the files of a part, without an ending."""
    return f"part-{number:05}"


def parts(files: Sequence[File], reading: Reading, most: int) -> Iterator[Part]:
    """All parts in the order of the input. A file with many documents begins a part; files that are one share parts."""
    number = 0
    for columns, documents in _runs(files, reading):
        own: list[Given] = []
        characters = taken = 0
        for given, read in documents:
            own.append(given)
            characters += _size(given)
            if len(own) == most or characters >= LARGEST:
                yield Part(number, columns, own, read - taken)
                number, own, characters, taken = number + 1, [], 0, read
        if own:
            yield Part(number, columns, own, read - taken)
            number += 1


def _runs(files: Sequence[File], reading: Reading) -> Iterator[tuple[Columns, Iterator[tuple[Given, int]]]]:
    """The documents whose parts follow each other, each with the bytes that were read of them by then."""
    for is_text, run in groupby(files, key=lambda file: file.kind is Kind.TEXT):
        if is_text:
            yield without_columns(reading), _texts(run)
        else:
            for file in run:
                opened = open_file(file, reading)
                yield opened.columns, opened.documents


def _texts(files: Iterator[File]) -> Iterator[tuple[Given, int]]:
    read = 0
    for file in files:
        with suppress(OSError):  # one that is gone is told where it is checked
            read += file.path.stat().st_size
        yield Given(file.name, file.path), read


def _size(given: Given) -> int:
    """Characters that a document takes in memory, about."""
    match given.content:
        case bytes() as line:
            return len(line)
        case dict() as record:
            return sum(len(cell) for cell in record.values() if isinstance(cell, str))
        case _:
            return 0
