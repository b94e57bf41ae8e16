"""What is too broad: a reading that would need more rows, or a word that would mean more tables, than may be read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from veritab_engine.finding import Reason
from veritab_engine.link.reading import Operation, Reading, refused
from veritab_engine.reference import PhraseRef, Table, TooBroad


def bounded(readings: Iterable[Reading], table: Table, operation: Operation) -> Iterator[Reading]:
    """The readings of one table; a single one that is refused where any of them would be too broad."""
    try:
        yield from tuple(readings)
    except TooBroad:
        yield refused(table.schema.name, operation, Reason.TOO_BROAD)


def too_broad(ref: PhraseRef) -> Reading:
    """What is told of a word for too many columns, one of which this is."""
    return refused(ref.table, Operation.VALUE, Reason.TOO_BROAD, ref.column or "")
