"""The only one: "adam jones is the only player that plays two positions", "only canada and france won gold"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.bind import Binding
from veritab_engine.statement.bound import NOUN
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.lookup import is_list
from veritab_engine.statement.compose.rows import is_misread, rows_noun, verb_after
from veritab_engine.statement.form import Condition, Form, Not, Sole
from veritab_engine.statement.senses import Cue, Label, Sense, Value
from veritab_engine.statement.tally import Listed

_ARTICLES = lexicon("statement/grammar/articles")
_VERBS = lexicon("statement/grammar/verbs")
_NAMED = 0.05


def parses(clause: Clause) -> Iterator[Parse]:
    """Whose the rows are that meet what is asked: those named before "the only", behind its verb, or behind "only"."""
    cues = [cue for cue in clause.cues_of("quantifier") if cue.name == "only"]
    if len(cues) != 1:
        return
    [cue] = cues
    ahead = clause.words_between(cue.start - 1, cue.start) if cue.start else set()
    denied = [each for each in clause.cues_of("not") if each.end in (cue.start, cue.start - 1)]
    if ahead & _ARTICLES:
        found = _the_only(clause, cue, not denied)
        yield from found if not denied else (replace(each, form=Not(each.form)) for each in found)
    elif any(each.value.end <= cue.start for each in clause.claimed):
        yield from _verb_only(clause, cue)
    else:
        yield from _only_names(clause, cue)


def _the_only(clause: Clause, cue: Cue, deny: bool) -> Iterator[Parse]:
    """ "X is the only player from y"; "the only two players from y are x and z"."""
    numbers = [each.value for each in clause.claimed if each.value.start == cue.end and _is_number(each.value)]
    noun, passed = rows_noun(clause, numbers[0] if numbers else cue, numbers=False)
    used: list[Sense] = [cue, *numbers, *clause.cues_of("not"), *passed]
    verbs = [index for index in range(cue.end, len(clause.said.words)) if clause.said.words[index].lemma in _VERBS]
    if noun is not None and not numbers:
        yield from _of_all(clause, cue, noun, passed)
    for binding in clause.bound(numbers, minimum=2, deny=deny):
        behind = tuple(each for each in binding.conditions if each.at >= cue.end)
        before = tuple(each for each in binding.conditions if each.at < cue.start)
        if before and behind:
            yield from _told(clause, before, behind, numbers, binding, [*used, *_loose_noun(binding, noun)], 0.0)
        elif not before and verbs:
            last = max(binding.conditions, key=lambda each: each.at)
            start = max((index for index in verbs if index < last.at), default=verbs[0])
            named = tuple(each for each in behind if each.at >= start)
            asked = tuple(each for each in behind if each.at < start)
            if named and asked:
                yield from _told(clause, named, asked, numbers, binding, [*used, *_loose_noun(binding, noun)], _NAMED)


def _of_all(clause: Clause, cue: Cue, noun: Sense, passed: list[Sense]) -> Iterator[Parse]:
    """ "X is the only writer", "x is the only person among the writers": of all rows."""
    if len(clause.claimed) != 1 or clause.claimed[0].value.start >= cue.start:
        return
    for binding in clause.bound():
        if not binding.loose and any(binding.conditions[0].column in label.columns for label in clause.labels):
            yield clause.parse("only", Sole(binding.conditions, ()), binding, [cue, noun, *passed], _NAMED)


def _loose_noun(binding: Binding, noun: Sense | None) -> list[Sense]:
    return [noun] if isinstance(noun, Label) and noun in binding.loose else []


def _told(
    clause: Clause,
    named: tuple[Condition, ...],
    asked: tuple[Condition, ...],
    numbers: list[Value],
    binding: Binding,
    used: list[Sense],
    cost: float,
) -> Iterator[Parse]:
    """One that is the only one, or a list of names that are the only ones."""
    if is_misread(clause, binding):
        return
    columns = {each.column for each in named}
    if not all(each.rows or each.number is not None or each.relation != "=" for each in asked):
        return
    form: Form
    if len(named) > 1 and len(columns) == 1:
        if not is_list(clause, named):
            return
        form = Listed(named, asked, numbers[0].number if numbers else None)
    elif numbers:
        return
    else:
        form = Sole(named, asked)
    yield clause.parse("only", form, binding, used, cost - NOUN * any(each in binding.loose for each in used))


def _verb_only(clause: Clause, cue: Cue) -> Iterator[Parse]:
    """ "X only played in y": wherever x is, it is y that follows."""
    following = clause.after(cue)
    if isinstance(following, Value) and _is_number(following):
        return
    for binding in clause.bound(minimum=2):
        before = tuple(each for each in binding.conditions if each.at < cue.start)
        behind = tuple(each for each in binding.conditions if each.at >= cue.end)
        if before and behind:
            yield clause.parse("only", Sole(behind, before), binding, [cue], _NAMED)


def _only_names(clause: Clause, cue: Cue) -> Iterator[Parse]:
    """ "Only x is from y": whatever is y is x."""
    label = clause.next_named(cue, 1)
    if isinstance(label, Value) and _is_number(label):
        return
    verb = verb_after(clause, label) if label is not None else cue.end
    for binding in clause.bound(minimum=2):
        named = tuple(each for each in binding.conditions if cue.end <= each.at < verb)
        if not named and isinstance(label, Label):
            continue
        if not named:
            named = (min(binding.conditions, key=lambda each: each.at),)
        asked = tuple(each for each in binding.conditions if each not in named)
        if asked and (isinstance(label, Value) or (isinstance(label, Label) and named[0].column in label.columns)):
            yield from _told(clause, named, asked, [], binding, [cue], _NAMED)


def _is_number(value: Value) -> bool:
    return value.number is not None and not value.ordinal and value.day is None
