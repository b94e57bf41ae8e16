"""The words that compare: "more … than", "higher than", "after"; which way they go, and by how much."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause
from veritab_engine.statement.options import Claimed
from veritab_engine.statement.senses import Cue, Label, Other, Sense
from veritab_engine.statement.sheet import Heading
from veritab_engine.statement.words import AHEAD, BEHIND, COMPARED, RANKS, UNITS

RELATIONS = {"up": ">", "down": "<", ">": ">", "<": "<", "after": ">", "before": "<"}
_TIMES = lexicon("statement/grammar/durations")
_SPANS = lexicon("statement/grammar/spans")
_SPEEDS = lexicon("statement/grammar/speeds")
_THAN = lexicon("statement/grammar/than")
_PLACED = lexicon("statement/grammar/placed")
_LATER = lexicon("statement/grammar/later")
_SOONER = lexicon("statement/grammar/sooner")
_REACH = 9


@dataclass(frozen=True, slots=True)
class Comparative:
    """A word that compares, the word that what it is compared with follows, which way, and by how much."""

    cue: Sense
    than: Sense
    way: str
    by: Claimed | None
    used: tuple[Sense, ...]

    @property
    def start(self) -> int:
        """Where it begins, with how much it is."""
        return self.cue.start if self.by is None else self.by.value.start

    @property
    def amount(self) -> Decimal | None:
        """By how much."""
        return None if self.by is None else self.by.value.number


def comparatives(clause: Clause) -> Iterator[Comparative]:
    """Every comparative of a statement."""
    senses = clause.said.senses
    for index, sense in enumerate(senses):
        word = clause.said.words[sense.start]
        if isinstance(sense, Cue) and sense.kind == "relation" and sense.name in RELATIONS:
            yield _with_amount(clause, sense, sense, sense.name)
        elif isinstance(sense, Other) and (way := COMPARED.get(word.text) or COMPARED.get(word.lemma)):
            for later in senses[index + 1 : index + _REACH]:
                if isinstance(later, Other) and clause.said.words[later.start].text in _THAN:
                    yield _with_amount(clause, sense, later, way)
                    break
        elif isinstance(sense, Other) and word.lemma in _PLACED:
            following = clause.after(sense)
            than = following if following is not None and clause.lemma(following) == "of" else sense
            yield _with_amount(clause, sense, than, word.lemma)


def _with_amount(clause: Clause, cue: Sense, than: Sense, way: str) -> Comparative:
    """The comparative with the number before it, that a unit may follow: "4 seconds faster", "2 more"."""
    before = [each for each in clause.claimed if each.value.end <= cue.start]
    used: list[Sense] = [cue] if cue is than else [cue, than]
    if before and before[-1].value.number is not None and not before[-1].value.ordinal:
        value = before[-1].value
        gap = [sense for sense in clause.said.senses if value.end <= sense.start < cue.start]
        unit = [each for each in gap if clause.lemma(each) in UNITS | RANKS | _SPANS]
        plain = before[-1].relation == "=" and value.day is None and "%" not in clause.said.gap(value, cue)
        if plain and len(gap) <= 1 and (gap == unit or isinstance(gap[0], Label)):
            return Comparative(cue, than, way, before[-1], (*used, value, *gap))
    return Comparative(cue, than, way, None, tuple(used))


def relation_of(clause: Clause, comparative: Comparative, heading: Heading) -> str | None:
    """The relation of amounts, which for places, for times and for ages is the other one than the word says."""
    words, way = set(heading.words), comparative.way
    said = {word.text for word in clause.said.words[comparative.cue.start : comparative.cue.end]}
    if way in ("quick", "slow"):
        if not words & (_TIMES | _SPEEDS):
            return None
        return "<" if (way == "quick") == bool(words & _TIMES) else ">"
    if way in _PLACED:
        ahead = way == "ahead"
        return ("<" if ahead else ">") if words & RANKS else (">" if ahead else "<")
    if words & RANKS:
        if way in ("after", "before"):
            return RELATIONS[way]
        return ">" if said & BEHIND else "<" if said & AHEAD else None
    if heading.dated:
        return ">" if said & _LATER else "<" if said & _SOONER else RELATIONS[way]
    return RELATIONS[way]
