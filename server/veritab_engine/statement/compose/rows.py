"""The noun for the rows that a quantifier or a number is of: "all the games", "two of their players"."""

from __future__ import annotations

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.bind import Binding
from veritab_engine.statement.compose.clause import Clause
from veritab_engine.statement.senses import Label, Other, Sense, Value
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.words import ROWS

_MANY = 2
"""A value that stands in more columns than this is of none of them, unless its heading is told."""
_CELLS = lexicon("statement/grammar/cells")
_VERBS = lexicon("statement/grammar/verbs")
_PASSED = lexicon("statement/grammar/before_noun")


def rows_noun(clause: Clause, cue: Sense, numbers: bool = True) -> tuple[Sense | None, list[Sense]]:
    """The heading or noun for rows behind a sense, and what stands between; a number may ("no two games")."""
    passed: list[Sense] = []
    for sense in clause.said.senses:
        if sense.start < cue.end:
            continue
        if isinstance(sense, Label) or (isinstance(sense, Other) and clause.lemma(sense) in ROWS | _CELLS):
            return sense, passed
        number = isinstance(sense, Value) and sense.number is not None and numbers and not sense.ordinal
        if not number and not (isinstance(sense, Other) and clause.lemma(sense) in _PASSED):
            break
        passed.append(sense)
    return None, []


def tells_rows(label: Sense, clause: Clause) -> bool:
    """False for a heading over amounts: rows are named by it only where it numbers them."""
    for column in (label.whole or label.part) if isinstance(label, Label) else ():
        heading = clause.sheet.columns[column]
        if heading.measured and not heading.dated and not is_key(clause.sheet, column):
            return False
    return True


def verb_after(clause: Clause, noun: Sense) -> int:
    """Where the first verb stands behind a noun; behind the noun itself where there is none."""
    words = clause.said.words
    return next((index for index in range(noun.end, len(words)) if words[index].lemma in _VERBS), noun.end)


def is_apart(clause: Clause, value: Value) -> bool:
    """True for a number of rows in another count: "more than one episode", and not "more than 20 points"."""
    noun = clause.after(value)
    if isinstance(noun, Label):
        return not any(
            clause.sheet.columns[column].measured and not is_key(clause.sheet, column) for column in noun.columns
        )
    return isinstance(noun, Other) and clause.lemma(noun) in ROWS


def is_misread(clause: Clause, binding: Binding) -> bool:
    """True where a number of rows is taken for a value, or a value of many columns for one of a column not told."""
    apart = {
        each.value.start
        for each in clause.claimed
        if each.value.number is not None and not each.value.ordinal and is_apart(clause, each.value)
    }
    many = {each.value.start for each in clause.claimed if len(each.value.whole) > _MANY}
    for condition, labelled in zip(binding.conditions, binding.labelled, strict=False):
        heading = clause.sheet.columns[condition.column]
        if condition.at in apart and (not heading.measured or is_key(clause.sheet, condition.column)):
            return True
        if condition.at in many and not labelled:
            return True
    return False


def is_key(sheet: Sheet, column: int) -> bool:
    """True for a column that numbers the rows, one after another."""
    amounts = [amount for amount in sheet.columns[column].amounts if amount is not None]
    if len(amounts) < len(sheet.rows) or len(set(amounts)) < len(amounts):
        return False
    return max(amounts) - min(amounts) == len(amounts) - 1
