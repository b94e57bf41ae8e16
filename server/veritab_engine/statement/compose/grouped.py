"""Counts of counts: "two writers wrote more than one episode"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.count import own_noun
from veritab_engine.statement.compose.rows import is_apart, tells_rows
from veritab_engine.statement.form import COMPARED
from veritab_engine.statement.senses import Label
from veritab_engine.statement.tally import Grouped

_ADDING = frozenset({"only", "sum"})
_HEADINGS = 2


def parses(clause: Clause) -> Iterator[Parse]:
    """Two numbers, each with its noun: so many values of a column stand in so many rows each."""
    numbers = [each for each in clause.claimed if each.value.number is not None and not each.value.ordinal]
    if len(numbers) != 2 or any(each.relation not in COMPARED for each in numbers):
        return
    outer, inner = numbers
    noun, used = own_noun(clause, outer.value)
    rows, passed = own_noun(clause, inner.value)
    if not isinstance(noun, Label) or rows is None or not is_apart(clause, inner.value) or not tells_rows(rows, clause):
        return
    assert outer.value.number is not None
    assert inner.value.number is not None
    adding = [cue for cue in clause.cues if cue.name in _ADDING]
    for binding in clause.bound([outer.value, inner.value, noun, rows], 0):
        if binding.loose or (not binding.conditions and len(clause.labels) > _HEADINGS):
            continue
        form = Grouped(
            noun.columns[0],
            binding.conditions,
            inner.relation,
            inner.value.number,
            outer.relation,
            outer.value.number,
        )
        yield clause.parse("count", form, binding, [noun, rows, *used, *passed, *adding], 0.1)
