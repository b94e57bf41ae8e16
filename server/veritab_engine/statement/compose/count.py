"""How many rows: "two people direct it", "only one district has a turnout of 67 %"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.lexicon import mapping
from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.bind import Binding
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.lookup import looked_up
from veritab_engine.statement.compose.rows import is_key, is_misread, tells_rows
from veritab_engine.statement.form import COMPARED, All, Count, Exists
from veritab_engine.statement.options import Claimed
from veritab_engine.statement.senses import UNKNOWN, Cue, Label, Other, Sense, Value
from veritab_engine.statement.words import ROWS, TIMES

_ADJECTIVES = lexicon("statement/grammar/counted_as")
_DIFFERENT = lexicon("statement/grammar/different")
_OF = lexicon("statement/grammar/several_of")
_PART = lexicon("statement/grammar/part_of")
_KINDS = lexicon("statement/grammar/kinds")
_ADVERBS = mapping("statement/grammar/adverbs")
_GOING_ON = lexicon("statement/grammar/going_on")
DISTINCT = 0.35
"""What it costs to count the different values of a heading, where no word says that they are different."""
_IN_TABLE = lexicon("statement/grammar/in_table")
_REACH = 4


def parses(clause: Clause) -> Iterator[Parse]:
    """A number before a noun for the rows, or of what "the number of" counts."""
    for each in clause.claimed:
        number = each.value.number
        if (
            number is None
            or number != int(number)
            or each.value.ordinal
            or each.relation not in COMPARED
            or number > _most(clause)
        ):
            continue
        noun, used = _noun_after(clause, each.value)
        ahead = clause.said.words[each.value.start - 1].lemma if each.value.start else ""
        if any(
            (label.end == each.value.start and _has_amounts(label, clause))
            or (label.end + 1 == each.value.start and ahead == "number")
            for label in clause.labels
        ):
            continue
        if ahead == "number":
            continue
        joined = ahead in ("and", "or") and any(
            other.value.number is not None and other.value.end == each.value.start - 1 for other in clause.claimed
        )
        if (
            noun is None
            or joined
            or _dated(clause, noun)
            or (ahead == "of" and each.value.start > 1 and clause.said.words[each.value.start - 2].text in _PART)
        ):
            continue
        yield from _counts(clause, each, noun, used, number)
    yield from _one_of(clause)
    yield from _often(clause)
    for cue in clause.cues_of("none"):
        noun, used = _noun_after(clause, cue)
        if noun is not None and tells_rows(noun, clause):
            yield from _counts(clause, Claimed(Value(cue.start, cue.end, {}, {}), "="), noun, [*used, cue], Decimal(0))
    for cue in clause.cues_of("several"):
        noun, used = _noun_after(clause, cue)
        if noun is not None:
            yield from _counts(clause, Claimed(Value(cue.start, cue.end, {}, {}), ">"), noun, [*used, cue], Decimal(1))


def _one_of(clause: Clause) -> Iterator[Parse]:
    """ "X is one of two swimmers from australia": it is one, and there are two."""
    for one, each in zip(clause.claimed, clause.claimed[1:], strict=False):
        number = each.value.number
        if (
            one.value.number != 1
            or number is None
            or clause.words_between(one.value.end, each.value.start) - {"the", "only"} != {"of"}
        ):
            continue
        noun, used = _noun_after(clause, each.value)
        if noun is None or each.value.ordinal:
            continue
        for binding in clause.bound([one.value, each.value, noun], 2):
            behind = tuple(c for c in binding.conditions if c.at >= each.value.end)
            if behind and len(behind) < len(binding.conditions):
                form = All((Exists(binding.conditions), Count(behind, "=", number)))
                only = [cue for cue in clause.cues if cue.name == "only"]
                yield clause.parse("count", form, binding, [*used, noun, *only], 0.05)


def _often(clause: Clause) -> Iterator[Parse]:
    """ "X was used twice": in so many rows."""
    for sense in clause.said.senses:
        number = _ADVERBS.get(clause.lemma(sense)) if isinstance(sense, Other) else None
        following = clause.after(sense)
        if number is None or (following is not None and clause.lemma(following) in ("as", "the")):
            continue
        used = [sense, *clause.cues_of("not")]
        used += [cue for cue in clause.cues if cue.name == "only" and cue.end <= sense.start]
        for binding in clause.bound(deny=True):
            if isinstance(looked_up(clause, binding.conditions), Exists) and not binding.loose:
                yield clause.parse("count", Count(binding.conditions, "=", Decimal(number)), binding, used, 0.05)


def _dated(clause: Clause, noun: Sense) -> bool:
    """True for "two years after": a stretch of time, not a number of rows."""
    following = clause.after(noun)
    return isinstance(following, Cue) and following.name in ("after", "before", "since", "until")


def _has_amounts(label: Label, clause: Clause) -> bool:
    """False for a verb that is a heading over names: "directed 5 episodes"."""
    return any(clause.sheet.columns[column].numeric or clause.sheet.columns[column].tied for column in label.columns)


def _is_of_table(clause: Clause, noun: Sense) -> bool:
    """True where nothing but "in the table" follows: what is counted is all that there is."""
    return clause.words_between(noun.end, len(clause.said.words)) <= _IN_TABLE


def _most(clause: Clause) -> int:
    """More than this is no count of rows."""
    return max(20, 3 * len(clause.sheet.rows))


def _counts(clause: Clause, each: Claimed, noun: Sense, used: list[Sense], number: Decimal) -> Iterator[Parse]:
    explained: list[Sense] = [*used, noun]
    explained += [
        cue for cue in clause.cues if cue.end == each.value.start and (cue.kind, cue.name) == ("quantifier", "only")
    ]
    explained += [
        cue
        for cue in clause.cues_of("aggregate")
        if cue.name != "mean" and cue.end <= each.value.start and each.value.start - cue.end <= 1
    ]
    columns = noun.columns if isinstance(noun, Label) else ()
    heading = [clause.sheet.columns[column] for column in columns]
    spread = 0.0
    if any(column.numeric and not column.dated for column in heading):
        opens = clause.words_between(0, each.value.start) <= {"there", "be", "only"}
        spread = 0.25 if opens or not any(column in each.value.whole for column in columns) else 0.45
        if any(is_key(clause.sheet, column) for column in columns):
            spread = 0.1
        elif tells_rows(noun, clause):
            spread -= 0.15
    different = any(clause.said.words[sense.start].lemma in _DIFFERENT for sense in used)
    explained += clause.cues_of("not")
    explained += [
        cue for cue in clause.cues_of("quantifier") if cue.name == "all" and cue.end == len(clause.said.words)
    ]
    for binding in clause.bound([each.value, noun], 0, deny=True):
        asked = looked_up(clause, binding.conditions, alone=True) if binding.conditions else None
        if isinstance(asked, All) and number and not (isinstance(noun, Label) and not tells_rows(noun, clause)):
            yield from _of_each(clause, each.relation, number, asked, binding, explained)
        if binding.conditions and not isinstance(asked, Exists):
            continue
        if is_misread(clause, binding):
            continue
        if not binding.conditions and not number:
            continue
        if not binding.conditions and (
            clause.unread([*explained, *clause.relations()]) >= UNKNOWN or not _is_of_table(clause, noun)
        ):
            continue
        if not different or not columns:
            form = Count(binding.conditions, each.relation, number)
            yield clause.parse("count", form, binding, explained, 0.05 + spread)
        for column in columns[:1]:
            form = Count(binding.conditions, each.relation, number, column)
            yield clause.parse("count", form, binding, explained, 0.05 + spread + DISTINCT * (not different))


def counted(clause: Clause) -> Sense | None:
    """The noun that the first number of a statement counts."""
    for each in clause.claimed:
        if each.value.number is not None and not each.value.ordinal:
            return _noun_after(clause, each.value)[0]
    return None


def _noun_after(clause: Clause, sense: Sense) -> tuple[Sense | None, list[Sense]]:
    """The noun that a number counts, and the words between them; where none follows, that of the number before."""
    noun, passed = own_noun(clause, sense)
    following = clause.after(sense)
    if noun is None and clause.noun is not None and following is not None and clause.lemma(following) in _GOING_ON:
        return clause.noun, []
    return noun, passed


def _of_each(
    clause: Clause, relation: str, number: Decimal, asked: All, binding: Binding, used: list[Sense]
) -> Iterator[Parse]:
    """ "X and y were each used three times": so many rows of each."""
    shared = [cue for cue in clause.cues_of("quantifier") if cue.name in ("all", "both")]
    told = [each.conditions for each in asked.forms if isinstance(each, Exists)]
    if shared and len(told) == len(asked.forms):
        form = All(tuple(Count(conditions, relation, number) for conditions in told))
        yield clause.parse("count", form, binding, [*used, *shared], 0.1)


def own_noun(clause: Clause, sense: Sense) -> tuple[Sense | None, list[Sense]]:
    """The noun that follows a number, and the words between them."""
    passed: list[Sense] = []
    here = sense
    for _ in range(_REACH):
        follows = clause.after(here)
        if isinstance(follows, Value) and follows.number is None and passed and clause.lemma(passed[-1]) in _OF:
            return passed[-1], passed
        if follows is None or isinstance(follows, Value):
            return None, []
        word = clause.said.words[follows.start].lemma
        kind_of = word in _KINDS and clause.words_between(follows.end, follows.end + 1) == {"of"}
        if kind_of:
            passed += clause.senses_from(follows.start, 2)
            here = passed[-1]
            continue
        if isinstance(follows, Label) or (isinstance(follows, Other) and (word in ROWS or word in TIMES)):
            return follows, passed
        if isinstance(follows, Other) and ((word == "of" and here is sense) or (word in _OF and passed)):
            passed.append(follows)
            here = follows
            continue
        if not (isinstance(follows, Other) and word in _ADJECTIVES) and not (
            isinstance(follows, Cue) and follows.kind == "aggregate"
        ):
            return None, []
        passed.append(follows)
        here = follows
    return None, []
