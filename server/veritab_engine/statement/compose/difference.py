"""How far two rows are apart: "the difference in attendance between x and y is 29,666", "… a difference of 2"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.form import COMPARED
from veritab_engine.statement.options import Claimed
from veritab_engine.statement.senses import Other
from veritab_engine.statement.versus import Apart

_DIFFERENCE = lexicon("statement/grammar/difference")


def parses(clause: Clause) -> Iterator[Parse]:
    """A word for a difference, two rows, a heading with amounts, and the last number."""
    told = [sense for sense in clause.said.senses if isinstance(sense, Other) and clause.lemma(sense) in _DIFFERENCE]
    numbers = [each for each in clause.claimed if each.value.number is not None and each.value.day is None]
    measured = [
        label for label in clause.labels if any(clause.sheet.columns[column].measured for column in label.columns)
    ]
    if len(told) != 1 or not numbers or not measured or numbers[-1].relation not in COMPARED:
        return
    number = numbers[-1]
    names = [Claimed(each.value) for each in clause.claimed if each is not number]
    label = min(measured, key=lambda each: abs(each.start - told[0].start))
    if len(names) != 2 or number.value.number is None:
        return
    column = next(column for column in label.columns if clause.sheet.columns[column].measured)
    spread = 0.0 if column in label.whole else 0.2
    for binding in clause.bound_of(names, [each for each in clause.labels if each is not label]):
        one, two = binding.conditions
        if one.column == two.column:
            form = Apart(column, (one,), (two,), number.value.number, number.relation)
            yield clause.parse_of("difference", form, binding, binding.cost + spread, [*told, label, number.value])
