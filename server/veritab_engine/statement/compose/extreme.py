"""The highest and the lowest: "the lowest draws are zero when …", "barcelona had the most wins"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.bind import Binding
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.form import COMPARED, All, Condition, others
from veritab_engine.statement.measure import Holder, Measured
from veritab_engine.statement.senses import Cue, Label, Sense, Value
from veritab_engine.statement.words import RANKS

_ORDERED = lexicon("statement/grammar/ordered")
_TIMES = lexicon("statement/grammar/durations")
_ENDS = lexicon("statement/grammar/ends")
_REACH = 3
MOST_BETWEEN = 0.15
"""What may be left unexplained between the cue and its heading."""
_RESTRICT = lexicon("statement/grammar/restricting")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a cue asks for: which end, of which heading, the how-manieth, and the senses that say so."""

    cue: Cue
    label: Label
    nth: Value | None
    used: tuple[Sense, ...]

    @property
    def rank(self) -> int:
        """1 for the very first."""
        return int(self.nth.number) if self.nth is not None and self.nth.number is not None else 1


def parses(clause: Clause) -> Iterator[Parse]:
    """An extreme cue with the heading behind it; what is said of it is its value, or whose it is."""
    asked = _asked(clause)
    if asked is None:
        return
    for column in asked.label.columns:
        function = _function(clause, asked.cue, column)
        if function is not None:
            spread = 0.0 if column in asked.label.whole else 0.15
            yield from _valued(clause, asked, function, column, spread)
            yield from _held(clause, asked, function, column, spread)


def _asked(clause: Clause) -> _Asked | None:
    cues = clause.cues_of("extreme")
    label = clause.next_named(cues[0], _REACH) if len(cues) == 1 else None
    if not isinstance(label, Label) or clause.unread_between(cues[0], label) > MOST_BETWEEN:
        return None
    cue = cues[0]
    nth = next((each.value for each in clause.claimed if each.value.end == cue.start and each.value.ordinal), None)
    beside = (
        each for each in clause.cues_of("aggregate") if cue.end <= each.start < label.start or each.end == cue.start
    )
    return _Asked(cue, label, nth, (cue, label, *([nth] if nth is not None else []), *beside))


def _function(clause: Clause, cue: Cue, column: int) -> str | None:
    """The end of the column that is meant; None for a column that has no such end, or whose best is its lowest."""
    heading = clause.sheet.columns[column]
    words = set(heading.words)
    if not (heading.numeric or heading.dated) or RANKS & words:
        return None
    ordered = clause.said.words[cue.start].lemma in _ENDS
    if ordered and not heading.dated and not words & _ORDERED:
        return None
    if cue.name in ("quick", "slow"):
        return "min" if (cue.name == "quick") == bool(_TIMES & words) else "max"
    return cue.name


def _valued(clause: Clause, asked: _Asked, function: str, column: int, spread: float) -> Iterator[Parse]:
    """The extreme is so much: "the lowest score is 70"; in "x had the lowest score, of 70" it is x's besides."""
    for binding in clause.bound([asked.nth] if asked.nth is not None else [], aim=asked.label):
        told = [each for each in binding.conditions if each.column == column]
        if len(told) != 1 or told[0].relation not in COMPARED:
            continue
        rest = others(binding.conditions, told[0])
        does = tuple(each for each in rest if _does(clause, each))
        before = tuple(each for each in rest if each.at < asked.cue.start) or does
        behind = tuple(each for each in rest if each.at >= asked.cue.end and each not in does)
        if does or (before and told[0].at >= asked.label.end and _has_holder(clause, asked.cue)):
            holder = Holder(function, column, behind, before, asked.rank)
            whole = All((holder, Measured(function, column, behind, told[0], asked.rank)))
            yield clause.parse("holder", whole, binding, asked.used, spread)
        else:
            form = Measured(function, column, rest, told[0], asked.rank)
            yield clause.parse("extreme", form, binding, asked.used, spread)


def _does(clause: Clause, condition: Condition) -> bool:
    """True for whom a verb has behind "by": "the highest revenue was reported by norlund"."""
    by = clause.words_between(condition.at - 1, condition.at) == {"by"}
    return by and all(label.end != condition.at for label in clause.labels)


def _has_holder(clause: Clause, cue: Cue) -> bool:
    """True where somebody has the extreme, and nobody is restricted to have it."""
    verb = clause.words_between(0, cue.start)
    return "have" in verb and not verb & _RESTRICT


def _held(clause: Clause, asked: _Asked, function: str, column: int, spread: float) -> Iterator[Parse]:
    """The extreme is somebody's: "barcelona had the most wins"."""
    for binding in clause.bound([asked.label, *([asked.nth] if asked.nth is not None else [])]):
        if all(each.column != column for each in binding.conditions):
            for restrictions, holders, cost in _splits(clause, binding, asked.cue, asked.label):
                held = Holder(function, column, restrictions, holders, asked.rank)
                yield clause.parse("holder", held, binding, asked.used, spread + cost)


def _splits(
    clause: Clause, binding: Binding, cue: Cue, label: Label
) -> Iterator[tuple[tuple[Condition, ...], tuple[Condition, ...], float]]:
    """Which conditions say whose the extreme is, and which restrict among whom."""
    conditions = binding.conditions
    before = tuple(each for each in conditions if each.at < cue.start)
    behind = tuple(each for each in conditions if each.at >= cue.end)
    if len(conditions) == 1:
        yield (), conditions, 0.0
        return
    if before and behind:
        yield behind, before, 0.0
        yield (), conditions, 0.1
        return
    last = max(conditions, key=lambda each: each.at)
    first = min(conditions, key=lambda each: each.at)
    if behind:
        yield others(conditions, last), (last,), 0.0
    else:
        yield others(conditions, first), (first,), 0.0
    yield (), conditions, 0.1
