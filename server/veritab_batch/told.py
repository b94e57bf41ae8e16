"""What documents say that other documents can be held against, and the measures that they give different values.

While a batch runs, each part writes what its documents say to a file, under a hash of what two must share to speak of
one thing. At the end the files are joined, a share of the hashes at a time, so that memory does not grow with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from heapq import nsmallest
from itertools import groupby
from pathlib import Path
from typing import Any

import polars as pl

from veritab_engine.claim import Claim
from veritab_engine.consistency import Assertion, Story, Subject, comparable, differ, may_be_one_voice
from veritab_engine.value import AtLeast, AtMost, Interval, Number, Point, plain

TOLD = {
    "key": pl.String(),
    "what": pl.String(),
    "when": pl.String(),
    "document": pl.String(),
    "quote": pl.String(),
    "teller": pl.String(),
    "quoted": pl.Boolean(),
    "shape": pl.String(),
    "low": pl.String(),
    "high": pl.String(),
    "shown_to": pl.String(),
    "coarsest": pl.String(),
    "approximate": pl.Boolean(),
    "strict": pl.Boolean(),
}
_VOICE = ("teller", "quoted")
_VALUE = ("shape", "low", "high", "shown_to", "coarsest", "approximate", "strict")
AT_ONCE = 50_000
"""Rows that are joined at once, which take about 60 MiB."""
MOST_VALUES = 4
"""What has more different values than this is not one measure, but something that the words do not tell apart."""
_DIGITS = 8
"""Digits of a key that shares are cut by."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One value of a measure: how many documents tell it, and the first that does."""

    documents: int
    document: str
    quote: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One measure of one subject and time, with its different values, the one that most documents tell first."""

    what: str
    when: str
    values: Sequence[Telling]

    @property
    def documents(self) -> int:
        """How many documents tell a value of it."""
        return sum(each.documents for each in self.values)


@dataclass(frozen=True, slots=True)
class Disagreements:
    """The measures that documents give different values, those of most documents first, and how many there are."""

    total: int
    first: Sequence[Disagreement]


def told_of(stories: Iterable[Story]) -> pl.DataFrame:
    """What documents say that others can be held against, by key."""
    rows = [
        _row(subject, assertion, story.document)
        for story in stories
        for subject, assertion in comparable(story)
        if isinstance(assertion.claim.value, Number)
    ]
    return pl.DataFrame(rows, schema=TOLD, orient="row").sort("key", maintain_order=True)


def disagreements(files: Sequence[Path], most: int) -> Disagreements:
    """The measures that documents give different values; who tells one first is the first in the order of the files."""
    if not files:
        return Disagreements(0, ())
    rows = pl.scan_parquet(list(files))
    shares = 1 + rows.select(pl.len()).collect().item() // AT_ONCE
    return joined((found_in(_share(rows, share, shares), most) for share in range(shares)), most)


def joined(found: Iterable[Disagreements], most: int) -> Disagreements:
    """The disagreements of all shares, which have no key in common and come in the order of their keys."""
    total, first = 0, list[Disagreement]()
    for each in found:
        total += each.total
        first = nsmallest(most, (*first, *each.first), key=_rank)
    return Disagreements(total, tuple(first))


def found_in(told: pl.LazyFrame, most: int) -> Disagreements:
    """The disagreements among rows that have all of their keys, the rows of a key in the order of the input."""
    total, first = 0, list[Disagreement]()
    for found in _found_in(told):
        total += 1
        first.append(found)
        if len(first) > 2 * most:
            first = nsmallest(most, first, key=_rank)
    return Disagreements(total, tuple(nsmallest(most, first, key=_rank)))


def _rank(found: Disagreement) -> tuple[int, str, str]:
    return (-found.documents, found.what, found.when)


def _share(rows: pl.LazyFrame, share: int, shares: int) -> pl.LazyFrame:
    """The rows with the keys of one share; those of a file are in the order of their keys."""
    low, high = (f"{16**_DIGITS * each // shares:0{_DIGITS}x}" for each in (share, share + 1))
    key = pl.col("key")
    return rows.filter(key >= low, pl.lit(share + 1 == shares) | (key < high))


def _found_in(own: pl.LazyFrame) -> Iterator[Disagreement]:
    several = own.group_by("key").agg(pl.struct(_VALUE).n_unique().alias("values")).filter(pl.col("values") > 1)
    told = (
        own.join(several.select("key").collect().lazy(), on="key", how="semi", maintain_order="left")
        .group_by("key", *_VOICE, *_VALUE, maintain_order=True)
        .agg(pl.col("document").n_unique().alias("documents"), pl.col("document", "quote", "what", "when").first())
        .sort("key", "documents", descending=[False, True], maintain_order=True)
        .collect()
    )
    for _, each in groupby(told.iter_rows(named=True), key=lambda row: row["key"]):
        found = _disagreement(list(each))
        if found is not None:
            yield found


def _disagreement(told: Sequence[Mapping[str, Any]]) -> Disagreement | None:
    """The values that cannot all hold; None where rounding, or who tells them, explains all difference."""
    groups: list[list[Mapping[str, Any]]] = []
    for row in told:
        near = next((group for group in groups if not differ(_value(group[0]), _value(row))), None)
        if near is None:
            groups.append([row])
        else:
            near.append(row)
    if not 1 < len(groups) <= MOST_VALUES or len({row["document"] for row in told}) == 1:
        return None
    against = [group for group in groups if any(_contradict(group, other) for other in groups if other is not group)]
    if not against:
        return None
    values = (Telling(sum(row["documents"] for row in g), g[0]["document"], g[0]["quote"]) for g in against)
    ordered = tuple(sorted(values, key=lambda each: -each.documents))
    return Disagreement(told[0]["what"], told[0]["when"].removeprefix("day "), ordered)


def _contradict(group: Sequence[Mapping[str, Any]], other: Sequence[Mapping[str, Any]]) -> bool:
    return any(may_be_one_voice(_voice(one), _voice(two)) for one in group for two in other)


def _voice(row: Mapping[str, Any]) -> tuple[str, bool]:
    return row["teller"], row["quoted"]


def _row(subject: Subject, assertion: Assertion, document: str) -> tuple[object, ...]:
    claim: Claim = assertion.claim
    named = (_key(subject), assertion.what, subject[1], document, claim.quote, assertion.speaker, claim.quoted)
    return (*named, *_written(claim.value))


def _key(subject: Subject) -> str:
    """A hash of what two documents must share, the same in every process."""
    topic, when, scope = subject
    told = (topic.kind, topic.unit, sorted(topic.measure), topic.owner, topic.relation, sorted(topic.apart))
    return sha256(json.dumps([*told, topic.direction, topic.place, when, sorted(scope)]).encode()).hexdigest()[:24]


def _written(value: object) -> tuple[object, ...]:
    """A number by the columns of `_VALUE`."""
    match value:
        case Point(number, shown_to, coarsest, approximate):
            return ("point", plain(number), None, plain(shown_to), plain(coarsest), approximate, False)
        case Interval(low, high, shown_to, approximate):
            return ("interval", plain(low), plain(high), plain(shown_to), None, approximate, False)
        case AtLeast(bound, strict, shown_to, approximate):
            return ("at_least", plain(bound), None, plain(shown_to), None, approximate, strict)
        case AtMost(bound, strict, shown_to, approximate):
            return ("at_most", plain(bound), None, plain(shown_to), None, approximate, strict)
    raise TypeError(f"{value!r} is no number")


def _value(row: Mapping[str, Any]) -> Number:
    """The number that a row holds."""
    low, shown_to, approximate = Decimal(row["low"]), Decimal(row["shown_to"]), row["approximate"]
    match row["shape"]:
        case "point":
            return Point(low, shown_to, Decimal(row["coarsest"]), approximate)
        case "interval":
            return Interval(low, Decimal(row["high"]), shown_to, approximate)
        case "at_least":
            return AtLeast(low, row["strict"], shown_to, approximate)
        case _:
            return AtMost(low, row["strict"], shown_to, approximate)
