"""A row that has all the values: "the attendance was 26,243 on september 21 1969"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.rows import is_key, rows_noun
from veritab_engine.statement.form import All, Condition, Exists, Form
from veritab_engine.statement.senses import Label, Sense

_LIGHT = lexicon("statement/grammar/light")
_DETERMINERS = lexicon("statement/grammar/before_noun")
NUMBERED = 0.5
PLURAL = 1.0
"""What it costs to take a number before a heading for that of a row, and not for how many rows there are."""
_JOINING = lexicon("statement/grammar/alternatives")


def parses(clause: Clause) -> Iterator[Parse]:
    """One parse for every binding of at least two values; those of one column have to be joined by "and" or "or"."""
    for binding in clause.bound(minimum=2):
        form = looked_up(clause, binding.conditions)
        if form is not None and not _counted(clause):
            shared = _shared(clause, binding.conditions) if isinstance(form, All) else []
            yield clause.parse("lookup", form, binding, shared, _numbers_rows(clause, binding.conditions))


def _numbers_rows(clause: Clause, conditions: Sequence[Condition]) -> float:
    """What it costs that a number before a heading that numbers the rows is taken for one of them: "three stages"."""
    keyed = {(label.start, column): label for label in clause.labels for column in label.columns}
    for each in conditions:
        label = keyed.get((each.end, each.column))
        ordinal = any(told.value.ordinal for told in clause.claimed if told.value.start == each.at)
        if each.number is not None and label is not None and is_key(clause.sheet, each.column) and not ordinal:
            word = clause.said.words[label.end - 1]
            return NUMBERED if word.text == word.lemma else PLURAL
    return 0.0


def _shared(clause: Clause, conditions: Sequence[Condition]) -> list[Sense]:
    """The words that say of a list that it holds of each: "both x and y", "x, y and z all", "… each"."""
    last = max((each.end for each in conditions), default=0)
    found: list[Sense] = []
    for cue in clause.cues_of("quantifier"):
        lone = clause.words_between(cue.end, cue.end + 1) & _DETERMINERS
        if cue.name == "both" or (cue.name == "all" and cue.start > 0 and not lone):
            noun, _ = rows_noun(clause, cue)
            if cue.name == "both" or noun is None or isinstance(noun, Label) or cue.start >= last:
                found.append(cue)
    return found


def _counted(clause: Clause) -> bool:
    """True where a number is said to be so many of several: "3 of the stages"."""
    return any(
        each.value.number is not None
        and not each.value.ordinal
        and clause.words_between(each.value.end, each.value.end + 1) == {"of"}
        and clause.words_between(each.value.end + 1, each.value.end + 2) <= {"the", "their", "these", "them", "those"}
        for each in clause.claimed
    )


def looked_up(clause: Clause, conditions: Sequence[Condition], alone: bool = False) -> Form | None:
    """A row with all of them, or a row with each of those that are joined; None where some of one column are not.

    A list `alone` says nothing by itself.
    """
    if _are_mixed(clause, conditions):
        return None
    lists = [each for each in _by_column(conditions) if len(each) > 1]
    ordered = any(word.lemma == "respectively" for word in clause.said.words)
    if not lists and not ordered:
        return Exists(tuple(conditions))
    listed = [each for each in lists if is_list(clause, each)]
    if len(listed) < len(lists) or len(lists) > 2:
        return None
    rest = tuple(each for each in conditions if not any(each in some for some in lists))
    if len(lists) == 2:
        if not ordered or len(lists[0]) != len(lists[1]):
            return None
        return All(tuple(Exists((*rest, *pair)) for pair in zip(*lists, strict=True)))
    if len(lists) != 1 or ordered:
        return None
    [members] = lists
    if any(members[0].at < each.at < members[-1].at for each in rest):
        return None
    if "or" in clause.words_between(members[-2].end, members[-1].at):
        return Exists((*rest, _either(members)))
    return All(tuple(Exists((*rest, each)) for each in members)) if rest or alone else None


def joined(clause: Clause, conditions: tuple[Condition, ...]) -> tuple[Condition, ...]:
    """The conditions with a list of values of one column as one of them: "the games at x and y"."""
    lists = [each for each in _by_column(conditions) if len(each) > 1]
    if len(lists) != 1 or not is_list(clause, lists[0], loosely=True):
        return conditions
    return (*(each for each in conditions if each not in lists[0]), _either(lists[0]))


def _are_mixed(clause: Clause, conditions: Sequence[Condition]) -> bool:
    """True for a list of three or more names that are of more than one column: no one row has them all."""
    ordered = sorted((each for each in conditions if each.number is None), key=lambda each: each.at)
    for first in range(len(ordered) - 2):
        names = ordered[first : first + 3]
        gaps = [clause.words_between(one.end, two.at) for one, two in pairwise(names)]
        if gaps[0] == set() and gaps[1] <= {"and"} and len({each.column for each in names}) > 1:
            return "," in clause.text_between(names[0].end, names[1].at)
    return False


def _by_column(conditions: Sequence[Condition]) -> list[list[Condition]]:
    """The conditions of each column that no one row meets all of, in the order of the text."""
    found: dict[int, list[Condition]] = {}
    for each in sorted(conditions, key=lambda each: each.at):
        if each.relation == "=":
            found.setdefault(each.column, []).append(each)
    return [
        each
        for each in found.values()
        if all(not one.rows & two.rows for index, one in enumerate(each) for two in each[index + 1 :])
    ]


def is_list(clause: Clause, members: Sequence[Condition], loosely: bool = False) -> bool:
    """True for values with nothing but commas between them, and "and" or "or" before the last.

    A list told loosely may have other things said between its members: "x of norway and y of sweden".
    """
    for one, two in pairwise(members):
        joint = clause.words_between(one.end, two.at)
        if not loosely and joint - _JOINING - _LIGHT:
            return False
    if len(members) < 2:
        return False
    last = clause.words_between(members[-2].end, members[-1].at)
    shared = any(cue.name in ("all", "both") and cue.start >= members[-1].end for cue in clause.cues_of("quantifier"))
    return bool(last & _JOINING) or (
        not last and shared and "," in clause.text_between(members[-2].end, members[-1].at)
    )


def _either(members: Sequence[Condition]) -> Condition:
    """The rows of any of several values."""
    return replace(
        members[0],
        said=" or ".join(each.said for each in members),
        rows=frozenset[int]().union(*(each.rows for each in members)),
        end=members[-1].end,
        known=any(each.known for each in members),
    )
