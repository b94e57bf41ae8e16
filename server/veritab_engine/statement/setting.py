"""What becomes of words once their neighbours are known: more of a name, a setting, a verb that adds nothing."""

from __future__ import annotations

from collections.abc import Sequence

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.cells import Word
from veritab_engine.statement.senses import FILLER, UNKNOWN, Cue, Label, Other, Sense, Value
from veritab_engine.statement.words import ALIKE, COMPARED, LOADED, ROWS, SETTINGS, UNLIKE

PRIZES = lexicon("statement/plain/prizes")
MORE_OF_A_NAME = 1.0
_A_YEAR = 1000
_HAVING = lexicon("statement/grammar/having")
_COMPARING = frozenset({*COMPARED, *ALIKE, *UNLIKE, "any", "team"})
_IN = lexicon("statement/grammar/set_in")


def settled(senses: tuple[Sense, ...], words: Sequence[Word]) -> tuple[Sense, ...]:
    """The senses with what each unexplained word costs beside the others."""
    return _won(_setting(_with_names(_joined(senses)), words), words)


def _joined(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """Parts of one cell side by side are one part of it: "jean" and "saive" of a cell "jean - michel saive"."""
    found: list[Sense] = []
    for sense in senses:
        before = found[-1] if found else None
        if isinstance(sense, Value) and isinstance(before, Value) and (part := _same_cells(before, sense)):
            found[-1] = Value(before.start, sense.end, {}, part)
        else:
            found.append(sense)
    return tuple(found)


def _same_cells(one: Value, two: Value) -> dict[int, frozenset[int]]:
    """By column the rows in which two parts of cells meet; nothing for numbers, days and whole cells."""
    if one.whole or two.whole or one.number is not None or two.number is not None or one.day or two.day:
        return {}
    met = {column: rows & two.part[column] for column, rows in one.part.items() if column in two.part}
    return {column: rows for column, rows in met.items() if rows}


def _with_names(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
    """An unknown word beside a part of a name is taken for more of the name: leaving it unexplained costs more."""
    found: list[Sense] = []
    for index, sense in enumerate(senses):
        beside = [senses[each] for each in (index - 1, index + 1) if 0 <= each < len(senses)]
        following = senses[index + 1] if index + 1 < len(senses) else None
        if isinstance(sense, Other) and sense.cost == UNKNOWN and any(map(_is_of_a_name, beside)):
            sense = Other(sense.start, sense.end, MORE_OF_A_NAME)
        elif isinstance(following, Label) and _is_a_place(sense):
            sense = Other(sense.start, sense.end, FILLER)
        found.append(sense)
    return tuple(found)


def _is_of_a_name(sense: Sense) -> bool:
    return isinstance(sense, Value) and sense.number is None and sense.day is None and not sense.whole


def _is_a_place(sense: Sense) -> bool:
    """True for "over" and "under": before a heading they tell where, and compare nothing."""
    return isinstance(sense, Cue) and sense.kind == "relation" and sense.name in "<>" and sense.end - sense.start == 1


def _setting(senses: tuple[Sense, ...], words: Sequence[Word]) -> tuple[Sense, ...]:
    """ "In the 1986 north west league": what a table is of, where no cell and no heading tells it.

    Unknown words and years between "in the" and a noun for an occasion are a setting, which costs little.
    """
    found = list(senses)
    for index, sense in enumerate(senses):
        word = words[sense.start].lemma
        if not isinstance(sense, Other) or word not in SETTINGS:
            continue
        back = index - 1
        while back >= 0 and _unknown(found[back], words):
            back -= 1
        opener = [words[each.start].lemma for each in found[max(0, back - 1) : back + 1]]
        if back >= 0 and index - back > 1 and (opener[-1:] == ["the"] or (opener[-1:] and opener[-1] in _IN)):
            for place in range(back + 1, index + 1):
                inner = found[place]
                found[place] = Other(inner.start, inner.end, 0.1)
    return tuple(found)


def _won(senses: tuple[Sense, ...], words: Sequence[Word]) -> tuple[Sense, ...]:
    """ "Won the women 's singles", "won 3 medals": who wins what a heading names has it, and no more is said."""
    found = list(senses)
    for index, sense in enumerate(senses):
        if isinstance(sense, Other) and words[sense.start].lemma == "tie" and _next(words, sense) == "for":
            found[index] = Other(sense.start, sense.end, FILLER)
        if not isinstance(sense, Other) or words[sense.start].lemma not in _HAVING:
            continue
        behind = (
            each
            for each in senses[index + 1 :]
            if not (
                (isinstance(each, Other) and (each.cost == 0.0 or words[each.start].lemma in _COMPARING))
                or (isinstance(each, Value) and each.number is not None)
                or (isinstance(each, Cue) and each.kind != "not")
            )
        )
        follows = next(behind, None)
        if _is_prize(senses, words):
            found[index] = Other(sense.start, sense.end, FILLER)
        if isinstance(follows, Label) and follows.spare is None and words[follows.end - 1].lemma not in ROWS:
            found[index] = Other(sense.start, sense.end, FILLER)
    return tuple(found)


def _next(words: Sequence[Word], sense: Sense) -> str:
    return words[sense.end].lemma if sense.end < len(words) else ""


def _is_prize(senses: Sequence[Sense], words: Sequence[Word]) -> bool:
    """True where a heading for what is won is named: "a bronze medal was won in wrestling"."""
    return any(
        isinstance(sense, Label) and {word.lemma for word in words[sense.start : sense.end]} & PRIZES
        for sense in senses
    )


def _unknown(sense: Sense, words: Sequence[Word]) -> bool:
    if isinstance(sense, Other):
        return (sense.cost > 0.1 and words[sense.start].lemma not in LOADED) or words[sense.start].lemma in ("s",)
    told = isinstance(sense, Value) and (
        sense.day is not None or (sense.number is not None and sense.number >= _A_YEAR)
    )
    return told and isinstance(sense, Value) and not sense.whole and len(sense.part) != 1
