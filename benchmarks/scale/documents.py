"""The documents: of what all sizes have, with figures right and wrong, counts, ranks, changes and ordinals."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import polars

from benchmarks.scale.data import KNOWN, VISITS, goods, held_by, outputs, towns, traffic, visits
from veritab_engine import Document

AS_OF = date(2025, 5, 8)
YEAR = 2024
_COUNTS = {1: "one", 2: "two", 3: "three"}
_ORDINALS = {1: "first", 2: "second", 3: "third"}


def documents_of_rows() -> tuple[Document, ...]:
    """One document for each known town; every third figure is wrong."""
    names = towns(KNOWN)
    figures, trips = traffic(names), visits(KNOWN, VISITS)
    texts = (" ".join(_sentences(town, number, figures, trips)) for number, town in enumerate(names))
    return tuple(Document(text, as_of=AS_OF) for text in texts)


def documents_of_tables() -> tuple[Document, ...]:
    """Documents about a few of the tables, the first of which all sizes have."""
    names = towns(KNOWN)
    texts = []
    for number, good in enumerate(goods(KNOWN)):
        own, other = held_by(number)
        first, second = outputs(number).filter(polars.col("year") == YEAR)["value"]
        texts.append(
            f"In {YEAR}, {good} output in {own} reached {_told(number, first):,}. "
            f"In {YEAR}, {good} output in {other} was {second:,}. "
            f"In {YEAR}, the value in {names[number]} was {second:,}."
        )
    return tuple(Document(text, as_of=AS_OF) for text in texts)


def _sentences(town: str, number: int, figures: polars.DataFrame, trips: polars.DataFrame) -> Iterator[str]:
    own = figures.filter(polars.col("town") == town)
    for turn, means in enumerate(("ferry", "tram")):
        row = own.filter((polars.col("means") == means) & (polars.col("year") == YEAR)).row(0, named=True)
        before = own.filter((polars.col("means") == means) & (polars.col("year") == YEAR - 1)).row(0, named=True)
        carried, earned = row["passengers"], row["revenue"]
        change = round((carried / before["passengers"] - 1) * 100, 1)
        yield f"In {YEAR}, {means} passengers in {town} reached {_told(number + turn, carried):,}."
        yield f"That year, {means} revenue in {town} was ${earned:.2f} million."
        yield f"In {YEAR}, {means} passengers in {town} rose {_told(number + turn + 1, change)} percent."
    yield f"In {YEAR}, {town} had the largest train revenue."
    hosted = trips.filter(polars.col("host") == town)
    visitor = hosted["visitor"][0]
    day = hosted.filter(polars.col("visitor") == visitor)["date"].max()
    count = hosted.filter(polars.col("visitor") == visitor).height
    yield f"\n\n{visitor} paid {_COUNTS[count + number % 2]} visits to {town}."
    if isinstance(day, date):
        yield f"On {day:%B} {day.day}, {day.year}, {visitor} paid a {_ORDINALS[count]} visit to {town}."


def _told(turn: int, truth: float) -> float:
    """The truth, or now and then a figure that is wrong by a third."""
    return truth if turn % 3 else type(truth)(round(truth * 4 / 3, 1))
