"""What somebody is: "x and y are winners", "x was never a runner-up"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.form import All, Condition, Exists, Form, Not

_ARTICLES = frozenset({"a", "an"})
_COST = 0.1


def parses(clause: Clause) -> Iterator[Parse]:
    """Names and the one heading behind "be": each stands there in some row, or none does where that is denied."""
    names = [each for each in clause.claimed if each.value.number is None and each.relation == "="]
    labels = [each for each in clause.labels if each.spare is None]
    if not names or len(names) != len(clause.claimed) or len(labels) != 1 or len(clause.labels) != 1:
        return
    [label] = labels
    last = names[-1].value
    denied = clause.cues_of("not")
    joint = clause.words_between(last.end, label.start) if last.end <= label.start else set()
    if "be" not in joint or not (len(names) > 1 or joint & _ARTICLES) or len(denied) > 1:
        return
    for column in label.columns[:1]:
        told = [
            Condition(
                column,
                "=",
                clause.text_of(each.value),
                each.value.rows(column),
                each.value.start,
                each.value.end,
                bool(each.value.whole),
            )
            for each in names
        ]
        if not all(each.known for each in told):
            continue
        forms = [Exists((condition,)) for condition in told]
        form: Form = All(tuple(forms)) if len(forms) > 1 else forms[0]
        used = [*(each.value for each in names), label, *denied]
        yield clause.parse_of("lookup", Not(form) if denied else form, clause.free, _COST, used)
