"""A row that has all the values: "the attendance was 26,243 on september 21 1969"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.form import All, Condition, Exists, Form

_LIGHT = lexicon("statement/grammar/light")
_JOINING = lexicon("statement/grammar/alternatives")


def parses(clause: Clause) -> Iterator[Parse]:
    """One parse for every binding of at least two values; two of one column have to be joined by "and" or "or"."""
    for binding in clause.bound(minimum=2):
        form = looked_up(clause, binding.conditions)
        if form is not None and not _counted(clause):
            both = [cue for cue in clause.cues if cue.name == "both"] if isinstance(form, All) else []
            yield clause.parse("lookup", form, binding, both)


def _counted(clause: Clause) -> bool:
    """True where a number is said to be so many of several: "3 of the stages"."""
    return any(
        each.value.number is not None
        and not each.value.ordinal
        and clause.words_between(each.value.end, each.value.end + 1) == {"of"}
        and clause.words_between(each.value.end + 1, each.value.end + 2) <= {"the", "their", "these", "them", "those"}
        for each in clause.claimed
    )


def looked_up(clause: Clause, conditions: Sequence[Condition]) -> Form | None:
    """A row with all of them; a row with each of two that are joined; None where two of one column are not joined."""
    twice = [
        (one, two)
        for index, one in enumerate(conditions)
        for two in conditions[index + 1 :]
        if one.column == two.column and one.relation == two.relation == "=" and not one.rows & two.rows
    ]
    if not twice:
        return Exists(tuple(conditions))
    if len(twice) > 1:
        return None
    [(one, two)] = twice
    first, second = sorted((one, two), key=lambda each: each.at)
    joint = clause.words_between(first.end, second.at)
    between = [each for each in conditions if first.at < each.at < second.at]
    if between or not joint & _JOINING or joint - _JOINING - _LIGHT:
        return None
    rest = [each for each in conditions if each is not one and each is not two]
    if "or" in joint:
        both = Condition(
            one.column,
            "=",
            f"{first.said} or {second.said}",
            one.rows | two.rows,
            first.at,
            second.end,
            one.known or two.known,
        )
        return Exists((*rest, both))
    return All((Exists((*rest, first)), Exists((*rest, second)))) if rest else None
