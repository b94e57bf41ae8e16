"""Two statements in one: "X was the director and Y was the writer", "the highest was 7 while the lowest was 2"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.form import All
from veritab_engine.statement.senses import Other, Said, Sense, Value
from veritab_engine.statement.words import STOP

_VERBS = lexicon("statement/grammar/copulas")
_PARTING = lexicon("statement/grammar/parting")
_COST = 0.15
_RIVAL = 0.3


def halves(clause: Clause, parses: Callable[[Clause], list[Parse]]) -> Iterator[Parse]:
    """Each side of a conjunction has its own parse, sure of its truth by itself, and both have to hold."""
    said = clause.said
    for index, sense in enumerate(said.senses):
        if not isinstance(sense, Other) or said.words[sense.start].lemma not in _PARTING:
            continue
        sides = said.senses[:index], said.senses[index + 1 :]
        if not all(any(isinstance(each, Value) for each in side) for side in sides):
            continue
        left, right = (parses(Clause(Said(said.words, side, said.text), clause.sheet)) for side in sides)
        if not _has_verb(sides[1], said):
            continue
        if left and right and _is_sure(left, clause) and _is_sure(right, clause):
            form = All((left[0].form, right[0].form))
            cost = left[0].cost + right[0].cost + _COST
            yield Parse("both", form, cost, left[0].binding, left[0].unread + right[0].unread)


def _has_verb(side: Sequence[Sense], said: Said) -> bool:
    """True where a side says something, and does not only go on listing."""
    return any(isinstance(sense, Other) and said.words[sense.start].lemma not in STOP - _VERBS for sense in side)


def _is_sure(found: list[Parse], clause: Clause) -> bool:
    """True where all parses near the cheapest agree."""
    near = [parse for parse in found if parse.cost <= found[0].cost + _RIVAL]
    return len({parse.form.truth(clause.sheet).holds for parse in near}) == 1
