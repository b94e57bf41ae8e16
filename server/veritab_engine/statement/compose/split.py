"""Two statements in one: "X was the director and Y was the writer", "the highest was 7 while the lowest was 2"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.count import counted
from veritab_engine.statement.compose.lookup import is_list
from veritab_engine.statement.form import All, Count, Form
from veritab_engine.statement.measure import Share
from veritab_engine.statement.senses import Cue, Other, Said, Sense, Value
from veritab_engine.statement.tally import Listed
from veritab_engine.statement.words import STOP

_VERBS = lexicon("statement/grammar/copulas")
_PARTING = lexicon("statement/grammar/parting")
_DOING = lexicon("statement/grammar/verbs")
_BACK = frozenset({"it"})
"""What the second side begins with where it goes on about what the first as a whole says."""
_THEY = lexicon("statement/grammar/they")
_DEEPEST = 3
_COST = 0.15
_RIVAL = 0.3


def halves(clause: Clause, parses: Callable[[Clause], list[Parse]], depth: int = _DEEPEST) -> Iterator[Parse]:
    """Each side of a conjunction has its own parse, sure of its truth by itself, and both have to hold."""
    said = clause.said
    if any(word.lemma == "respectively" for word in said.words):
        return
    for index in range(1, len(said.senses) - 1):
        width = _parting(said, index)
        if width is None:
            continue
        left = Clause(Said(said.words, said.senses[:index], said.text), clause.sheet, clause.noun)
        right = _going_on(clause, left, said.senses[index + width :])
        if right is None or not all(
            any(isinstance(each, Value) for each in side.said.senses) for side in (left, right)
        ):
            continue
        if not _has_verb(right.said.senses, said):
            continue
        first = parses(left)
        if not first or not _is_sure(first, clause):
            continue
        told = _of_those(first[0], right)
        second = told or parses(right)
        if depth > 1:
            second = sorted([*second, *halves(right, parses, depth - 1)], key=lambda parse: parse.cost)
        if second and _is_sure(second, clause) and (told or _goes_on(left, right, first[0], second[0])):
            form = All((first[0].form, second[0].form))
            cost = max(first[0].cost, second[0].cost) + min(first[0].cost, second[0].cost) / 2 + _COST
            yield Parse("both", form, cost, first[0].binding, first[0].unread + second[0].unread)


def _goes_on(left: Clause, right: Clause, first: Parse, second: Parse) -> bool:
    """True unless a second side with no verb, or no heading, would be of other columns than the first."""
    opens = right.said.senses[0].start
    lasting = bool(right.words_between(opens, right.said.senses[-1].end) & _DOING)
    if lasting and (right.labels or not left.labels):
        return True
    return {each.column for each in second.binding.conditions} <= {each.column for each in first.binding.conditions}


def _of_those(first: Parse, right: Clause) -> list[Parse]:
    """ "… and both were won", "… and they are x and y": said of the rows that were counted."""
    opening = right.said.senses[0]
    if not isinstance(first.form, Count) or not first.form.conditions:
        return []
    told = isinstance(opening, Cue) and opening.name in ("both", "all")
    named = isinstance(opening, Other) and right.lemma(opening) in _THEY
    found: list[Parse] = []
    for binding in right.bound() if told or named else ():
        if told:
            form: Form = Share("all", first.form.conditions, binding.conditions)
            found.append(right.parse("share", form, binding, [opening]))
        elif is_list(right, binding.conditions) and len({each.column for each in binding.conditions}) == 1:
            form = Listed(binding.conditions, first.form.conditions)
            found.append(right.parse("only", form, binding, [opening]))
    return sorted(found, key=lambda parse: parse.cost)


def _parting(said: Said, index: int) -> int | None:
    """How many senses part two sides here: a word that does, or none but a comma before a number; None for no place."""
    sense = said.senses[index]
    if isinstance(sense, Other) and said.words[sense.start].lemma in _PARTING:
        return 1
    comma = said.gap(said.senses[index - 1], sense).strip() == ","
    return 0 if comma and isinstance(sense, Value) and sense.number is not None and sense.day is None else None


def _going_on(clause: Clause, left: Clause, side: Sequence[Sense]) -> Clause | None:
    """The second side, with what it takes over: the noun that numbers count, or who does what it says."""
    if not side:
        return None
    senses = tuple(side)
    if left.lemma(senses[0]) in _BACK:
        return None
    if isinstance(senses[0], Other | Cue) and clause.said.words[senses[0].start].lemma in _DOING:
        subject = _subject(left)
        if not subject:
            return None
        senses = (*subject, *senses)
    return Clause(Said(clause.said.words, senses, clause.said.text), clause.sheet, _noun(left))


def _noun(left: Clause) -> Sense | None:
    """What the numbers of the first side count, or its extremes are of."""
    noun = counted(left)
    for cue in left.cues_of("extreme") if noun is None else ():
        noun = left.next_named(cue, 1)
    return noun or left.noun


def _subject(left: Clause) -> tuple[Sense, ...]:
    """What stands before the first verb, where that is a name or several."""
    senses = left.said.senses
    verb = next((n for n, each in enumerate(senses) if left.lemma(each) in _DOING and isinstance(each, Other)), None)
    ahead = senses[:verb] if verb is not None else ()
    return ahead if any(isinstance(each, Value) for each in ahead) else ()


def _has_verb(side: Sequence[Sense], said: Said) -> bool:
    """True where a side says something, and does not only go on listing."""
    return any(isinstance(sense, Other) and said.words[sense.start].lemma not in STOP - _VERBS for sense in side)


def _is_sure(found: list[Parse], clause: Clause) -> bool:
    """True where all parses near the cheapest agree."""
    near = [parse for parse in found if parse.cost <= found[0].cost + _RIVAL]
    return len({parse.form.truth(clause.sheet).holds for parse in near}) == 1
