"""Sums and means: "the total attendance was 26,243 when …", "the average of points is 54"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.lookup import joined
from veritab_engine.statement.form import COMPARED, Count, Exists, others
from veritab_engine.statement.measure import Measured
from veritab_engine.statement.senses import Label

_REACH = 3


def parses(clause: Clause) -> Iterator[Parse]:
    """An aggregate cue with the heading behind it, and the value that is said of it.

    "Total" and "number of" are said of the value of one row, too.
    """
    cues = clause.cues_of("aggregate")
    if not 0 < len(cues) <= 2:
        return
    label = clause.next_named(cues[-1], _REACH)
    if not isinstance(label, Label) or clause.unread_between(cues[-1], label) > 0.05:
        return
    names = {cue.name for cue in cues}
    for binding in clause.bound(aim=label):
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
