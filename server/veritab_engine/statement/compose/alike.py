"""The same and the different: "x and y have the same score", "all stations are in the same state"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.lookup import is_list
from veritab_engine.statement.compose.rows import rows_noun, tells_rows
from veritab_engine.statement.form import All, Condition, Exists, Form, Not
from veritab_engine.statement.measure import Alike
from veritab_engine.statement.options import Claimed
from veritab_engine.statement.senses import Label, Other, Sense
from veritab_engine.statement.tally import Outnumber, Uniform
from veritab_engine.statement.words import ALIKE, ROWS, TIMES, UNLIKE

_REACH = 3
_AS = lexicon("statement/grammar/as_that")
_QUANTITY = frozenset({"amount", "number"})
_SPARE = frozenset({"both", "all", "count"})


def parses(clause: Clause) -> Iterator[Parse]:
    """ "Same" or "different" with the heading behind it, of rows that are named or of all rows."""
    for sense in clause.said.senses:
        if not isinstance(sense, Other) or clause.lemma(sense) not in ALIKE | UNLIKE:
            continue
        label = _of_what(clause, sense)
        yield from _as_many(clause, sense)
        if label is None:
            continue
        same = (clause.lemma(sense) in ALIKE) != bool(clause.cues_of("not"))
        told = [sense, label, *clause.cues_of("not"), *_again(clause, label)]
        if clause.claimed:
            yield from _named(clause, sense, label, same, told)
        yield from _every(clause, sense, label, same, told)


def _of_what(clause: Clause, sense: Sense) -> Label | None:
    """The heading of what is the same: behind "same", or where "as" follows the last one before it."""
    label = clause.next_named(sense, _REACH)
    joint = next((each for each in clause.said.senses if each.start >= sense.end and clause.lemma(each) in _AS), None)
    if isinstance(label, Label) and (joint is None or label.start < joint.start):
        return label
    before = [each for each in clause.labels if each.end <= sense.start]
    between = clause.words_between(sense.end, joint.start) if joint is not None else {""}
    return before[-1] if before and between <= _QUANTITY else None


def _as_many(clause: Clause, sense: Sense) -> Iterator[Parse]:
    """ "X directed the same number of episodes as y": in as many rows, where no column tells how many."""
    counting = next(
        (cue for cue in clause.cues_of("aggregate") if cue.name == "count" and cue.start == sense.end), None
    )
    noun = clause.after(counting) if counting is not None else None
    measured = isinstance(noun, Label) and any(clause.sheet.columns[c].measured for c in noun.whole or noun.part)
    rows = isinstance(noun, Label) or (isinstance(noun, Other) and clause.lemma(noun) in ROWS | TIMES)
    if counting is None or noun is None or not rows or (measured and not tells_rows(noun, clause)):
        return
    joint = [each for each in clause.said.senses if each.start >= noun.end and clause.lemma(each) in _AS][:1]
    told = [sense, counting, noun, *(cue for cue in clause.cues if cue.name == "both")]
    same = clause.lemma(sense) in ALIKE
    yield from _facing(clause, same, [*told, *joint], noun)
    for binding in clause.bound([noun], 2):
        last = max(binding.conditions, key=lambda each: each.at)
        facing = [each for each in binding.conditions if each.column == last.column and each is not last]
        if len(facing) != 1 or binding.loose or not (last.known and facing[0].known):
            continue
        if not joint and not is_list(clause, [facing[0], last]):
            continue
        rest = tuple(each for each in binding.conditions if each not in (facing[0], last))
        form: Form = Outnumber((*rest, facing[0]), (*rest, last), "=")
        yield clause.parse("outnumber", form if same else Not(form), binding, told, 0.05)


def _facing(clause: Clause, same: bool, told: list[Sense], noun: Sense) -> Iterator[Parse]:
    """Two names in the column whose heading stands by them: "x and y were the winner the same number of times"."""
    labels = [each for each in clause.labels if each is not noun]
    if len(clause.claimed) != 2 or len(labels) > 1:
        return
    columns = labels[0].columns if labels else range(len(clause.sheet.columns))
    pairs = [[clause.of_column(each.value, column) for each in clause.claimed] for column in columns]
    found = [(one, two) for one, two in pairs if one is not None and two is not None]
    if len(found) == 1:
        [(one, two)] = found
        form: Form = Outnumber((one,), (two,), "=")
        used = [*told, *labels, *(each.value for each in clause.claimed)]
        yield clause.parse_of("outnumber", form if same else Not(form), clause.free, 0.1, used)


def _again(clause: Clause, label: Label) -> list[Label]:
    """Other words for the same heading: "directed by the same director"."""
    return [each for each in clause.labels if each is not label and set(each.columns) & set(label.columns)]


def _named(clause: Clause, sense: Sense, label: Label, same: bool, told: Sequence[Sense]) -> Iterator[Parse]:
    """Rows that are named before, or before and behind "as": "x has the same score as y", "… the same score, 70"."""
    spare = [cue for cue in clause.cues if cue.name in _SPARE]
    end = max(label.end, sense.end)
    behind = [each for each in clause.claimed if each.value.start >= end]
    joint = next((each for each in clause.said.senses if each.start >= end and clause.lemma(each) in _AS), None)
    value: Claimed | None = None
    if joint is not None and behind and len(clause.claimed) - len(behind) == 1:
        named = list(clause.claimed)
    elif len(behind) <= 1 and joint is None:
        named = [each for each in clause.claimed if each not in behind]
        value = behind[0] if behind else None
    else:
        return
    if len(named) < 2:
        return
    labels = [each for each in clause.labels if each not in told]
    for binding in clause.bound_of(named, labels):
        sets = _sets(binding.conditions)
        joined = joint is not None or is_list(clause, [each[0] for each in sets], loosely=True)
        if len(sets) < 2 or not joined or any(not each.known for each in binding.conditions):
            continue
        column = label.columns[0]
        form: Alike | All = Alike(column, sets, same)
        used = [*told, *spare]
        if value is not None:
            if not value.value.rows(column) or not same:
                continue
            rows = value.value.rows(column)
            said = Condition(column, "=", "", rows, value.value.start, value.value.end, True, value.value.number)
            form = All((form, *(Exists((*each, said)) for each in sets)))
            used.append(value.value)
        yield clause.parse_of("alike", form, binding, binding.cost, used)


def _sets(conditions: Sequence[Condition]) -> tuple[tuple[Condition, ...], ...]:
    """The conditions of each row: those of one column begin them, and each has as many others behind it."""
    first = conditions[0].column
    found: list[list[Condition]] = []
    for each in sorted(conditions, key=lambda each: each.at):
        if each.column == first:
            found.append([])
        found[-1].append(each)
    return tuple(tuple(each) for each in found)


def _every(clause: Clause, sense: Sense, label: Label, same: bool, told: Sequence[Sense]) -> Iterator[Parse]:
    """ "All of the stations are in the same state", "no two games have the same score", "every song has its own"."""
    cues = [cue for cue in clause.cues if (cue.kind == "quantifier" and cue.name == "all") or cue.kind == "none"]
    if len(cues) != 1 or cues[0].start > sense.start or cues[0].end > 3:
        return
    [cue] = cues
    noun, passed = rows_noun(clause, cue)
    named = isinstance(noun, Label) and bool(noun.whole) and bool(label.whole)
    if noun is None or noun.start > sense.start or not (named or clause.claimed):
        return
    if cue.kind == "none":
        if not same:
            return
        same = False
    restricting = [each for each in clause.claimed if each.value not in passed]
    if any(each.value.start > sense.start for each in restricting) or (not same and len(label.columns) != 1):
        return
    rest = [each for each in clause.labels if each not in told and each is not noun]
    for binding in clause.bound_of(restricting, rest) if restricting else [clause.free]:
        form = Uniform(label.columns[0], binding.conditions, same)
        yield clause.parse_of("uniform", form, binding, binding.cost, [*told, cue, noun, *passed])
