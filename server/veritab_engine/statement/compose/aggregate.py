"""Sums and means: "the total attendance was 26,243 when …", "the average of points is 54"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.lookup import joined
from veritab_engine.statement.compose.rows import rows_noun
from veritab_engine.statement.form import COMPARED, All, Condition, Count, Exists, Form, others
from veritab_engine.statement.measure import Measured
from veritab_engine.statement.options import Claimed
from veritab_engine.statement.senses import Cue, Label, Sense

_REACH = 3


def parses(clause: Clause) -> Iterator[Parse]:
    """An aggregate cue with the heading behind it, and the value that is said of it.

    "Total" and "number of" are said of the value of one row, too.
    """
    cues = clause.cues_of("aggregate")
    if not 0 < len(cues) <= 2:
        return
    label = clause.next_named(cues[-1], _REACH)
    yield from _totalled(clause, cues[-1])
    if not isinstance(label, Label) or clause.unread_between(cues[-1], label) > 0.05:
        return
    names = {cue.name for cue in cues}
    for binding in clause.bound([each for each in clause.generic() if each is not label], aim=label):
        asserted = [each for each in binding.conditions if each.column in label.columns]
        if len(asserted) != 1 or asserted[0].number is None or asserted[0].relation not in COMPARED:
            continue
        [value] = asserted
        rest = joined(clause, others(binding.conditions, value))
        heading = clause.sheet.columns[value.column]
        if "mean" in names:
            yield clause.parse("mean", Measured("mean", value.column, rest, value), binding, cues)
            continue
        if heading.numeric:
            yield clause.parse("sum", Measured("sum", value.column, rest, value), binding, cues)
        if rest:
            yield clause.parse("lookup", Exists(binding.conditions), binding, cues)
    if "count" in names:
        for each in clause.claimed:
            number = each.value.number
            if number is None or number != int(number) or each.relation not in COMPARED:
                continue
            spread = 0.5 if any(clause.sheet.columns[column].numeric for column in label.columns) else 0.1
            for binding in clause.bound([each.value, label], 0):
                yield clause.parse("count", Count(binding.conditions, each.relation, number), binding, cues, spread)


def _totalled(clause: Clause, cue: Cue) -> Iterator[Parse]:
    """ "A total of 75 goals in the 6 matches": the number before its heading, and how many rows there are."""
    number = next((each for each in clause.claimed if each.value.start == cue.end + 1), None)
    if number is None or cue.name != "sum" or clause.words_between(cue.end, cue.end + 1) != {"of"}:
        return
    label = clause.after(number.value)
    if not isinstance(label, Label) or number.value.number is None or number.relation not in COMPARED:
        return
    whole = _rows_told(clause, number)
    left: list[Sense] = [number.value, label, *([whole[0].value, whole[1]] if whole else [])]
    again = [each for each in clause.labels if set(each.columns) & set(label.columns)]
    for column in label.columns[:1]:
        heading = clause.sheet.columns[column]
        if not heading.measured or heading.dated:
            continue
        for binding in clause.bound([*left, *again], 0):
            asserted = Condition(
                column, "=", "", frozenset(), number.value.start, number.value.end, True, number.value.number
            )
            form: Form = Measured("sum", column, binding.conditions, asserted)
            if whole and whole[0].value.number is not None:
                form = All((form, Count(binding.conditions, "=", whole[0].value.number)))
            spread = 0.0 if column in label.whole else 0.1
            yield clause.parse("sum", form, binding, [cue, *left, *again], spread)


def _rows_told(clause: Clause, other: Claimed) -> tuple[Claimed, Sense] | None:
    """ "In the 6 matches": how many rows there are said to be, with the noun."""
    for each in clause.claimed:
        if each is not other and each.value.number is not None and not each.value.ordinal and each.relation == "=":
            noun, passed = rows_noun(clause, each.value, numbers=False)
            if (
                noun is not None
                and not passed
                and clause.words_between(each.value.start - 1, each.value.start) == {"the"}
            ):
                return each, noun
    return None
