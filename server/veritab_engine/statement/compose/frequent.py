"""The most common: "the most common venue is x", "x is the winner most often", "x has the most players"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.senses import Cue, Label, Other, Sense
from veritab_engine.statement.tally import Prevalent
from veritab_engine.statement.words import ROWS, TIMES

_COMMON = lexicon("statement/grammar/common")
_CUES = lexicon("statement/grammar/most_and_least")
_OFTEN = lexicon("statement/grammar/often")


def parses(clause: Clause) -> Iterator[Parse]:
    """ "Most" or "least" before a word for how often, or before a noun for rows that are only counted."""
    for cue in clause.cues_of("extreme"):
        if cue.name not in ("max", "min") or clause.lemma(cue) not in _CUES:
            continue
        following = clause.after(cue)
        while following is not None and (
            (isinstance(following, Cue) and following.name == "count") or clause.lemma(following) == "single"
        ):
            following = clause.after(following)
        if following is None:
            continue
        if clause.lemma(following) in _COMMON:
            yield from _common(clause, cue, following)
        elif clause.lemma(following) in TIMES | _OFTEN or (
            isinstance(following, Other) and clause.lemma(following) in ROWS
        ):
            yield from _told(clause, cue, [following], None)
        elif isinstance(following, Label) and not any(
            clause.sheet.columns[column].measured for column in following.columns
        ):
            yield from _told(clause, cue, [following], following)


def _common(clause: Clause, cue: Cue, word: Sense) -> Iterator[Parse]:
    """ "The most common venue is x"; "x is the most common venue"."""
    label = clause.next_named(word, 2)
    if not isinstance(label, Label):
        return
    yield from _told(clause, cue, [word, label], None, label)


def _told(clause: Clause, cue: Cue, told: list[Sense], noun: Label | None, of: Label | None = None) -> Iterator[Parse]:
    """The value that is the most common, of the column that is named, or the first that is said."""
    counts = [each for each in clause.cues_of("aggregate") if each.name == "count"]
    labels = [label for label in clause.labels if label not in told or label is of]
    for binding in clause.bound_of(list(clause.claimed), [label for label in labels if label is not of]):
        if not binding.conditions:
            continue
        if of is not None:
            asked = [each for each in binding.conditions if each.column in of.columns]
        else:
            asked = [min(binding.conditions, key=lambda each: each.at)]
        if (
            len(asked) != 1
            or asked[0].relation != "="
            or not asked[0].known
            or (asked[0].at > cue.start and of is None)
        ):
            continue
        rest = tuple(each for each in binding.conditions if each is not asked[0])
        counted = noun.whole[0] if noun is not None and noun.whole and noun.whole[0] != asked[0].column else None
        form = Prevalent(cue.name, asked[0], rest, False, counted)
        cost = binding.cost + (0.0 if noun is None else 0.2)
        yield clause.parse_of("frequent", form, binding, cost, [cue, *told, *counts])
