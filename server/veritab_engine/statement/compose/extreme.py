"""The highest and the lowest: "the lowest draws are zero when …", "barcelona had the most wins"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from veritab_engine.lexicon import forms
from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.bind import Binding
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.dimension import date_column, dimension
from veritab_engine.statement.compose.rows import rows_noun
from veritab_engine.statement.form import COMPARED, All, Condition, Exists, Not, meeting, others
from veritab_engine.statement.measure import Holder, Measured
from veritab_engine.statement.senses import Cue, Label, Other, Sense, Value
from veritab_engine.statement.words import ROWS

_ORDERED = lexicon("statement/grammar/ordered")
_TIMES = lexicon("statement/grammar/durations")
_ENDS = lexicon("statement/grammar/ends")
_PLACES = forms("statement/grammar/places")
_LATEST = lexicon("statement/grammar/latest")
_SHARES = lexicon("statement/grammar/shares")
_AGES = lexicon("statement/grammar/ages")
_SPEEDS = lexicon("statement/grammar/speeds")
_JOINED = frozenset({"and", "the", "both"})
_BEING = frozenset({"be", "the", "a"})
DENIED = 0.05
LOOSELY = 0.15
IN_PART = 0.4
"""What it costs to take a heading that has the words for a part, alone or beside one that they name in full."""
VACUOUS = 0.4
"""What it costs to take an extreme among rows of which there is but one."""
_REACH = 3
MOST_BETWEEN = 0.15
"""What may be left unexplained between the cue and its heading."""
_RESTRICT = lexicon("statement/grammar/restricting")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a cue asks for: which end, of which columns, the how-manieth, and the senses that say so."""

    cue: Cue
    label: Label | None
    columns: tuple[int, ...]
    nth: Value | None
    used: tuple[Sense, ...]

    @property
    def rank(self) -> int:
        """1 for the very first."""
        return int(self.nth.number) if self.nth is not None and self.nth.number is not None else 1

    @property
    def end(self) -> int:
        """Behind the cue and its heading."""
        return max(self.cue.end, self.label.end) if self.label is not None else self.cue.end

    generic: tuple[Sense, ...] = ()
    """Headings that are but a noun for any row."""

    @property
    def leave(self) -> list[Sense]:
        """What is no value and no heading of one: the number that says the how-manieth, and nouns for any row."""
        return [*([self.nth] if self.nth is not None else []), *self.generic]


def parses(clause: Clause) -> Iterator[Parse]:
    """An extreme cue with the heading behind it; what is said of it is its value, or whose it is."""
    cues = clause.cues_of("extreme")
    if len(cues) == 2 and clause.words_between(cues[0].end, cues[1].start) <= _JOINED:
        yield from _both(clause, cues[0], cues[1])
    asked = _asked(clause, cues[0]) if len(cues) == 1 else None
    if asked is None:
        return
    denied = clause.cues_of("not")
    for column in asked.columns:
        function = _function(clause, asked.cue, column)
        if function is not None:
            told = asked.label.whole if asked.label is not None else ()
            spread = 0.0 if column in told else IN_PART if told else LOOSELY
            found = [*_valued(clause, asked, function, column, spread), *_held(clause, asked, function, column, spread)]
            yield from found if not denied else (_denying(each) for each in found)


def _denying(parse: Parse) -> Parse:
    return replace(parse, form=Not(parse.form), cost=parse.cost + DENIED)


def _both(clause: Clause, first: Cue, second: Cue) -> Iterator[Parse]:
    """ "Both the longest and the shortest film were made in Italy"."""
    ends = [_asked(clause, cue) for cue in (first, second)]
    told = ends[1] or ends[0]
    if told is None:
        return
    label = told.label
    used = [first, second, *told.used, *(cue for cue in clause.cues_of("quantifier") if cue.name == "both")]
    for column in told.columns[:1]:
        functions = [_function(clause, cue, column) for cue in (first, second)]
        for binding in clause.bound([label] if label is not None else []):
            behind = tuple(each for each in binding.conditions if each.at >= second.end)
            before = tuple(each for each in binding.conditions if each.at < first.start)
            if None in functions or (before and behind):
                continue
            holders = (Holder(function, column, (), before or behind) for function in functions if function)
            yield clause.parse("holder", All(tuple(holders)), binding, used, 0.05)


def _asked(clause: Clause, cue: Cue) -> _Asked | None:
    nth = next((each.value for each in clause.claimed if each.value.end == cue.start and each.value.ordinal), None)
    label, columns = _of_what(clause, cue)
    if not columns:
        return None
    end = label.end if label is not None and label.start >= cue.end else cue.end
    used: list[Sense] = [cue, *clause.cues_of("not")]
    used += [each for each in (label, nth) if each is not None]
    used += [each for each in clause.cues_of("aggregate") if cue.end <= each.start < end or each.end == cue.start]
    used += _of_all(clause, end)
    used += [each for each in clause.said.senses if cue.end <= each.start <= end and clause.lemma(each) in _SHARES]
    generic = [each for each in clause.generic() if each is not label and each.start >= cue.end]
    return _Asked(cue, label, columns, nth, tuple(used), tuple(generic))


def _of_what(clause: Clause, cue: Cue) -> tuple[Label | None, tuple[int, ...]]:
    """The heading of an extreme: that behind it, or before it, or of the statement before; or what it measures."""
    named = clause.next_named(cue, _REACH)
    between = [each for each in clause.said.senses if cue.end <= each.start and named and each.end <= named.start]
    unread = sum(each.cost for each in between if isinstance(each, Other) and clause.lemma(each) not in _SHARES)
    if isinstance(named, Label) and _is_doubled(clause, named):
        return None, ()
    if isinstance(named, Label) and unread <= MOST_BETWEEN:
        columns = tuple(column for column in named.columns if _function(clause, cue, column) is not None)
        if columns:
            return named, columns
    ordered = _ordered_column(clause, cue, named)
    if ordered is not None:
        return (named if isinstance(named, Label) else None), (ordered,)
    measured = dimension(clause, cue)
    if measured is not None:
        return (named if isinstance(named, Label) else None), (measured,)
    before = [label for label in clause.labels if label.end <= cue.start]
    following = clause.after(cue)
    if following is not None and clause.lemma(following) in _SHARES:
        told = [label for label in clause.labels if any(_function(clause, cue, column) for column in label.columns)]
        if len(told) == 1:
            return told[0], told[0].columns
    joint = clause.words_between(before[-1].end, cue.start) if before else set()
    last = named is None and before and not clause.said.words[cue.end :]
    if before and (last or ("be" in joint and joint <= _BEING)) and not isinstance(named, Label):
        return before[-1], before[-1].columns
    if isinstance(clause.noun, Label) and not isinstance(named, Label):
        return None, clause.noun.columns
    return None, ()


def _is_doubled(clause: Clause, label: Label) -> bool:
    """ "The most total wins" where "total" and "wins" are two columns: it is not told which."""
    following = clause.after(label)
    if not isinstance(following, Label) or following.spare is not None or set(following.columns) & set(label.columns):
        return False
    measured = any(clause.sheet.columns[column].measured for column in following.columns)
    return measured and not all(word.lemma in ROWS for word in clause.said.words[following.start : following.end])


def _ordered_column(clause: Clause, cue: Cue, noun: Sense | None) -> int | None:
    """ "The last game": by the day, where the noun is one for rows and one column tells days."""
    phrase = " ".join(word.lemma for word in clause.said.words[cue.start : cue.end])
    if phrase not in _ENDS and phrase not in _LATEST:
        return None
    following = clause.after(cue)
    rows = isinstance(noun, Label) or (isinstance(following, Other) and clause.lemma(following) in ROWS)
    return date_column(clause.sheet) if rows else None


def _of_all(clause: Clause, end: int) -> list[Sense]:
    """ "Of all the candidates", "of any swimmer": among all rows, as if nothing were said."""
    for cue in clause.cues_of("quantifier"):
        ahead = clause.words_between(cue.start - 1, cue.start)
        if cue.name == "all" and cue.start >= end and ahead & {"of", "among"}:
            noun, passed = rows_noun(clause, cue, numbers=False)
            return [cue, noun, *passed] if noun is not None else []
    return []


def _function(clause: Clause, cue: Cue, column: int) -> str | None:
    """The end of the column that is meant; None for a column that has no such end, or whose best is its lowest."""
    heading = clause.sheet.columns[column]
    words = set(heading.words)
    word = clause.lemma(cue)
    if not (heading.measured or heading.dated):
        return None
    if heading.ranks:
        return _PLACES.get(word)
    if word in _ENDS and not heading.dated and not words & _ORDERED:
        return None
    if cue.name in ("quick", "slow"):
        if not words & (_TIMES | _SPEEDS):
            return None
        return "min" if (cue.name == "quick") == bool(words & _TIMES) else "max"
    if word in _AGES and not heading.dated:
        return "max" if cue.name == "min" else "min"
    return cue.name


def _valued(clause: Clause, asked: _Asked, function: str, column: int, spread: float) -> Iterator[Parse]:
    """The extreme is so much: "the lowest score is 70"; in "x had the lowest score, of 70" it is x's besides."""
    for binding in clause.bound(asked.leave, aim=asked.label):
        told = [each for each in binding.conditions if each.column == column]
        if len(told) != 1 or told[0].relation not in COMPARED:
            continue
        rest = others(binding.conditions, told[0])
        does = tuple(each for each in rest if _does(clause, each))
        before = tuple(each for each in rest if each.at < asked.cue.start) or does
        behind = tuple(each for each in rest if each.at >= asked.cue.end and each not in does)
        used = [*asked.used, *_only_so_much(clause, told[0])]
        alone = rest and before == rest and len(meeting(rest, clause.sheet)) == 1
        holds = before and told[0].at >= asked.end and _has_holder(clause, asked.cue)
        if does or alone or holds:
            holder = Holder(function, column, behind, before, asked.rank)
            whole = All((holder, Measured(function, column, behind, told[0], asked.rank)))
            yield clause.parse("holder", whole, binding, used, spread)
        else:
            if rest and all(each.at > told[0].at for each in rest):
                first = Measured(function, column, (), told[0], asked.rank)
                facts = All((first, Exists(binding.conditions)))
                yield clause.parse("extreme", facts, binding, used, spread)
                spread += VACUOUS * (len(meeting(rest, clause.sheet)) < 2)
            form = Measured(function, column, rest, told[0], asked.rank)
            yield clause.parse("extreme", form, binding, used, spread)


def _only_so_much(clause: Clause, told: Condition) -> list[Cue]:
    """ "Only" before the extreme itself adds nothing: "the fewest, at only 3"."""
    return [cue for cue in clause.cues_of("quantifier") if cue.name == "only" and cue.end == told.at]


def _does(clause: Clause, condition: Condition) -> bool:
    """True for whom a verb has behind "by": "the highest revenue was reported by norlund"."""
    by = clause.words_between(condition.at - 1, condition.at) == {"by"}
    return by and all(label.end != condition.at for label in clause.labels)


def _has_holder(clause: Clause, cue: Cue) -> bool:
    """True where somebody has the extreme, and nobody is restricted to have it."""
    verb = clause.words_between(0, cue.start)
    named = max((each.value.end for each in clause.claimed if each.value.end <= cue.start), default=0)
    return ("have" in verb and not verb & _RESTRICT) or {"be", "with"} <= clause.words_between(named, cue.start)


def _held(clause: Clause, asked: _Asked, function: str, column: int, spread: float) -> Iterator[Parse]:
    """The extreme is somebody's: "barcelona had the most wins"."""
    for binding in clause.bound([*asked.leave, *([asked.label] if asked.label is not None else [])]):
        if all(each.column != column for each in binding.conditions):
            for restrictions, holders, cost in _splits(clause, binding, asked.cue):
                held = Holder(function, column, restrictions, holders, asked.rank)
                yield clause.parse("holder", held, binding, asked.used, spread + cost)


def _splits(
    clause: Clause, binding: Binding, cue: Cue
) -> Iterator[tuple[tuple[Condition, ...], tuple[Condition, ...], float]]:
    """Which conditions say whose the extreme is, and which restrict among whom."""
    conditions = binding.conditions
    before = tuple(each for each in conditions if each.at < cue.start)
    behind = tuple(each for each in conditions if each.at >= cue.end)
    if len(conditions) == 1:
        yield (), conditions, 0.0
        return
    if before and behind:
        yield behind, before, 0.0
        yield (), conditions, 0.1
        return
    last = max(conditions, key=lambda each: each.at)
    first = min(conditions, key=lambda each: each.at)
    if behind:
        yield others(conditions, last), (last,), 0.0
    else:
        yield others(conditions, first), (first,), 0.0
    yield (), conditions, 0.1
