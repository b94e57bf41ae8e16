"""Readings: one way each to understand a claim against one table, before anything is computed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from veritab_engine.claim import Direction
from veritab_engine.finding import Reason
from veritab_engine.mention.names import NameMention
from veritab_engine.reference.predicate import MEASURE, TOLD, Predicate
from veritab_engine.value import Period


class Operation(StrEnum):
    """What is computed on the rows of a reading."""

    VALUE = "value"
    """The cell of one row."""
    COUNT = "count"
    """The number of rows."""
    ORDINAL = "ordinal"
    """The position of the last row among the rows before it."""
    CHANGE = "change"
    """From the second row's cell to the first's."""
    ELAPSED = "elapsed"
    """From the row's time to the day that the clause speaks of."""
    STREAK = "streak"
    """The length of the run of periods that ends with the last row."""
    RANK = "rank"
    """The position of the first row's cell among all rows, largest first, or smallest first."""
    ATTRIBUTE = "attribute"
    """The name in the cell of a row that is valid on the day asked for."""
    MEMBER = "member"
    """What the rows' entity belongs to on the day asked for."""
    DATE = "date"
    """The time of the row."""
    START = "start"
    """The first day of the rows' time."""
    END = "end"
    """The last day of the rows' time."""
    PAIR = "pair"
    """The cells of several columns that are told in one."""
    WEEKDAY = "weekday"
    """The day of the week of the row's time."""
    PREDICATE = "predicate"
    """Whether the condition of a predicate holds on the row."""
    PARTY = "party"
    """The name in the cell of the row that a predicate is said of, or of its rival."""
    LATER = "later"
    """Whom a party's next event is against, and by when it is."""
    SUM = "sum"
    """What the cells of the rows come to."""
    MEAN = "mean"
    """The mean of the cells of the rows."""
    LEAST = "least"
    """The smallest cell of the rows."""
    MOST = "most"
    """The largest cell of the rows."""
    DIFFERENCE = "difference"
    """By how much the first row's cell exceeds the second's."""
    RATIO = "ratio"
    """The first row's cell as a multiple of the second's."""
    PEAK = "peak"
    """The position of the last row's cell among its own row's before it, largest first, or smallest first."""


class Source(StrEnum):
    """Where a binding was taken from, best first."""

    SENTENCE = "sentence"
    SCOPE = "scope"
    POINTED = "pointed"
    """From the one entity that a pronoun or a definite noun of the sentence points back to."""
    CARRIED = "carried"
    """From an earlier sentence of the document."""
    ONLY = "only"
    """The table knows no other."""
    AS_OF = "as_of"
    """From the day the document speaks on."""
    NONE = "none"


WEIGHT = {
    Source.SENTENCE: 1.0,
    Source.SCOPE: 0.9,
    Source.POINTED: 0.85,
    Source.CARRIED: 0.6,
    Source.ONLY: 0.5,
    Source.AS_OF: 0.5,
    Source.NONE: 0.0,
}

BEST_WEIGHT = 1.3
"""The weight of an assignment by words of the sentence, all behind cues of their columns."""


@dataclass(frozen=True, slots=True)
class Binding:
    """A column held to one entity, and the words that held it there, where words did."""

    column: str
    id: str
    source: Source
    mention: NameMention | None = None
    passed: int = 0
    """How many sentences that name another one of the class lie between a carried name and the claim."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The time that a claim is about. `since` marks an open stretch that starts with the period."""

    period: Period | None
    source: Source
    since: bool = False
    tokens: frozenset[int] = frozenset()
    elsewhere: bool = False
    """True where the words point to a time that they do not tell ("a year later")."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a predicate is said of: a row and its rival, where it has one; the column that the words mean by its
    measure, how many others of the subject's group were told before, and the numbers inside the words.
    """

    predicate: Predicate
    row: int
    other: int | None = None
    measure: str = ""
    told: int = 0
    numbers: tuple[tuple[str, Decimal], ...] = ()

    @property
    def names(self) -> Mapping[str, Decimal | str]:
        """What the names of the condition stand for that are no columns."""
        return {TOLD: Decimal(self.told), **dict(self.numbers)} | ({MEASURE: self.measure} if self.measure else {})


@dataclass(frozen=True, slots=True)
class Reading:
    """One operation on rows of one table, and how well it explains the claim's words.

    `rows` are in the order that the operation wants. `refutes` is False where a disagreement would prove nothing: the
    table is not known to be complete, or the rows were not pinned down. `blocked` is set where the words bind to the
    table and yet it cannot speak.
    """

    table: str
    operation: Operation
    rows: Sequence[int]
    column: str
    bindings: tuple[Binding, ...]
    asked: Asked
    explained: frozenset[int]
    """The tokens of the claim's sentence that the reading accounts for."""
    score: float = 0.0
    refutes: bool = True
    closed_world: bool = False
    blocked: Reason | None = None
    unexplained: tuple[str, ...] = ()
    """Restricting words that the reading does not account for; any of them vetoes it."""
    direction: Direction | None = None
    """Which way the rows are said to have gone to their value from the row before."""
    among: tuple[tuple[str, str], ...] = ()
    """What the rows that a rank is among share besides their time: columns, each with its id."""
    columns: tuple[str, ...] = ()
    """Of a pair, the column of each row."""
    open_start: bool = False
    """True where a run or count may have begun before the table does."""
    said: Said | None = None
    """The predicate that is asked, or that the name belongs to."""


def refused(table: str, operation: Operation, reason: Reason, column: str = "") -> Reading:
    """A reading that binds by its words and still cannot speak."""
    return Reading(table, operation, (), column, (), Asked(None, Source.NONE), frozenset(), blocked=reason)


def bound_score(weight: float, source: Source) -> float:
    """How well entities and time are bound, 0 to 1, from the assignment's weight and the source of the time."""
    return 0.7 * min(weight, BEST_WEIGHT) / BEST_WEIGHT + 0.3 * WEIGHT[source]
