"""Occasions: what a sentence tells of another one than the document is about, by its date or its parties."""

from __future__ import annotations

from veritab_engine.lexicon import words
from veritab_engine.link.clause import Clause
from veritab_engine.link.excerpt import Excerpt
from veritab_engine.reference.table import binding_columns

SHORTEST = 27
"""Days from the first to the last of the shortest month."""


def is_of_another_time(clause: Clause, excerpt: Excerpt, row: int) -> bool:
    """True where the sentence tells a date, and the row is of none that it tells."""
    here = excerpt.table.period(row)
    other = here is not None and bool(clause.dates) and not any(here.overlaps(date) for date, _ in clause.dates)
    return other or is_of_another_month(clause)


def is_of_another_month(clause: Clause) -> bool:
    """True where a month or a year stands in the sentence in which the document's event was not: "in November".

    A day, or a day of the week, that is not the event's may be the event's told wrong.
    """
    here = clause.scene.event_time
    return here is not None and any(
        (date.last - date.first).days >= SHORTEST and not here.overlaps(date) for date, _ in clause.dates
    )


def has_another_party(clause: Clause, excerpt: Excerpt) -> bool:
    """True where a party that the document is not about stands behind: "41 points against Detroit"."""
    lower = clause.sentence.lower
    return any(
        name.first in clause.segment
        and not words("excerpts/against").isdisjoint(lower[max(name.first - 2, clause.tokens.stop) : name.first])
        and not any(each.row(ref) is not None for ref in name.refs for each in clause.scene.excerpts)
        and any(ref.kind == column.entity for ref in name.refs for column in binding_columns(excerpt.table.schema))
        for name in clause.named.names
    )
