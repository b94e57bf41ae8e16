"""Counts against counts, and columns against columns: "more players are from x than from y", "more wins than draws"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.bind import Binding
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.comparative import Comparative, comparatives, relation_of
from veritab_engine.statement.compose.compare import is_rows, named
from veritab_engine.statement.compose.dimension import dimension
from veritab_engine.statement.form import Form
from veritab_engine.statement.options import Claimed
from veritab_engine.statement.senses import Label, Other, Sense
from veritab_engine.statement.tally import Outnumber, Prevalent
from veritab_engine.statement.versus import Beside, Outdo
from veritab_engine.statement.words import ROWS, TIMES

_ANY = lexicon("statement/grammar/any")
_OTHER = lexicon("statement/grammar/other")
_QUANTITIES = lexicon("statement/grammar/quantities")
_OFTEN = lexicon("statement/grammar/often")
_NEXT = 2


def parses(clause: Clause) -> Iterator[Parse]:
    """What follows "than" is any other, another value of the same column, or another heading."""
    for each in comparatives(clause):
        if each.cue is each.than and each.way in ("after", "before"):
            continue
        left = [one for one in clause.claimed if one.value.end <= each.start]
        between = [one for one in clause.claimed if each.cue.end <= one.value.start < each.than.start]
        right = [Claimed(one.value) for one in clause.claimed if one.value.start >= each.than.end]
        other = _any_other(clause, each)
        if other is not None:
            yield from _than_any(clause, each, [*left, *between], right, other)
        elif right:
            yield from _than_those(clause, each, left, between, right)
        elif left and not between:
            yield from _columns(clause, each, left)


def _any_other(clause: Clause, each: Comparative) -> list[Sense] | None:
    """The words of "any other", "all the others", "the rest" behind "than", with a noun that follows."""
    found: list[Sense] = []
    for sense in clause.said.senses:
        if sense.start < each.than.end:
            continue
        lemma = clause.lemma(sense)
        if not found and isinstance(sense, Other) and lemma == "from":
            continue
        if lemma in _ANY or lemma in _OTHER:
            found.append(sense)
        elif found and isinstance(sense, Label | Other) and (isinstance(sense, Label) or lemma in ROWS):
            found.append(sense)
            break
        elif lemma not in ("of", "the"):
            break
    told = {clause.lemma(sense) for sense in found}
    return found if told & (_OTHER | _ANY - {"the"}) and len(found) > 1 else None


def _noun(clause: Clause, each: Comparative) -> Sense | None:
    """What is counted: the word behind "more" that is a heading or a noun for rows, or "often" and "times"."""
    behind = [sense for sense in clause.said.senses if each.cue.end <= sense.start < each.than.start]
    for sense in behind[:_NEXT]:
        if isinstance(sense, Label) or clause.lemma(sense) in ROWS | TIMES | _OFTEN:
            return sense
    return None


def _measured(clause: Clause, label: Sense | None) -> list[int]:
    if not isinstance(label, Label):
        return []
    return [column for column in label.columns if clause.sheet.columns[column].measured]


def _than_any(
    clause: Clause, each: Comparative, left: list[Claimed], right: list[Claimed], other: list[Sense]
) -> Iterator[Parse]:
    """A row that has more than any other; or a value that more rows have than any other value."""
    if not left or each.by is not None:
        return
    noun = _noun(clause, each)
    before = [label for label in clause.labels if label.end <= each.start]
    label = noun if isinstance(noun, Label) else before[-1] if before and noun is None else None
    if isinstance(noun, Label) and before and before[-1].end == each.start and is_rows(noun, clause):
        label = before[-1]
    columns = _measured(clause, label)
    if noun is None and not columns and (column := dimension(clause, each.cue)) is not None:
        columns, label = [column], None
    used = [*each.used, *other, *([noun] if noun is not None else []), *([label] if isinstance(label, Label) else [])]
    kept = [one for one in clause.labels if one not in used]
    for binding in clause.bound_of(left, [one for one in kept if one.start < each.than.start]):
        for scope in (
            clause.bound_of(right, [one for one in kept if one.start > each.than.end]) if right else [clause.free]
        ):
            for column in columns[:1]:
                relation = relation_of(clause, each, clause.sheet.columns[column])
                if relation is not None:
                    function = "max" if relation == ">" else "min"
                    form: Form = Outdo(function, column, binding.conditions, scope.conditions)
                    yield clause.parse_of("outdo", form, binding, binding.cost + scope.cost, used)
            if not columns and noun is not None and clause.lemma(each.cue) in _QUANTITIES:
                function = "max" if each.way == "up" else "min"
                yield from _prevalent(clause, function, binding, other[-1], noun, used)


def _prevalent(
    clause: Clause, function: str, binding: Binding, last: Sense, noun: Sense, used: list[Sense]
) -> Iterator[Parse]:
    """The value of the column that "any other" is of, or the only one that is said."""
    asked = [c for c in binding.conditions if not isinstance(last, Label) or c.column in last.columns]
    if len(asked) != 1:
        return
    rest = tuple(c for c in binding.conditions if c is not asked[0])
    counted = noun.whole[0] if isinstance(noun, Label) and noun.whole else None
    if counted == asked[0].column:
        counted = None
    form = Prevalent(function, asked[0], rest, True, counted)
    yield clause.parse_of("frequent", form, binding, binding.cost + 0.1, used)


def _than_those(
    clause: Clause, each: Comparative, left: list[Claimed], between: list[Claimed], right: list[Claimed]
) -> Iterator[Parse]:
    """More rows that have one value than rows that have another of the same column."""
    noun = _noun(clause, each)
    if noun is None or _measured(clause, noun) or not (left or between):
        return
    if each.way not in ("up", "down") or clause.lemma(each.cue) not in _QUANTITIES:
        return
    used = [*each.used, noun]
    kept = [one for one in clause.labels if one not in used]
    relation = ">" if each.way == "up" else "<"
    for one in clause.bound_of([*left, *between], [label for label in kept if label.start < each.than.start]):
        yield from _facing(clause, each, one, right, relation, used)
        for two in clause.bound_of(right, [label for label in kept if label.start > each.than.end]):
            facing = [c for c in one.conditions if c.column == two.conditions[0].column]
            if (
                one.loose
                or len(two.conditions) != 1
                or len(facing) != 1
                or not (facing[0].known and two.conditions[0].known)
            ):
                continue
            rest = tuple(c for c in one.conditions if c is not facing[0])
            form = Outnumber(one.conditions, (*rest, *two.conditions), relation, each.amount)
            yield clause.parse_of("outnumber", form, one, one.cost + two.cost + 0.05, used)


def _facing(
    clause: Clause, each: Comparative, one: Binding, right: list[Claimed], relation: str, used: list[Sense]
) -> Iterator[Parse]:
    """The other value as of the column that the first is of: "x was the home team more often than y"."""
    told = [(c, clause.of_column(right[0].value, c.column)) for c in one.conditions if c.relation == "=" and c.known]
    facing = [(c, other) for c, other in told if other is not None]
    behind = [label for label in clause.labels if label.start >= each.than.end]
    if len(right) == 1 and len(facing) == 1 and not behind and not one.loose:
        [(mine, theirs)] = facing
        rest = tuple(c for c in one.conditions if c is not mine)
        form = Outnumber(one.conditions, (*rest, theirs), relation, each.amount)
        yield clause.parse_of("outnumber", form, one, one.cost + 0.05, used)


def _columns(clause: Clause, each: Comparative, left: list[Claimed]) -> Iterator[Parse]:
    """ "X had more wins than draws": two headings with nothing but them on both sides of "than"."""
    inside = [label for label in clause.labels if each.cue.end <= label.start < each.than.start]
    before = [label for label in clause.labels if label.end <= each.start and _measured(clause, label)]
    behind = [label for label in clause.labels if label.start >= each.than.end]
    ones, others = named(inside) if inside else before[-1:], named(behind)
    if not ones or not others:
        return
    one, other = ones[0], others[0]
    firsts, seconds = _measured(clause, one), _measured(clause, other)
    if clause.lemma(each.cue) in _QUANTITIES:
        yield from _sides(clause, each, left, one, other)
    if not firsts or not seconds or firsts[0] == seconds[0] or each.way in ("quick", "slow", "ahead", "behind"):
        return
    relation = relation_of(clause, each, clause.sheet.columns[firsts[0]])
    used = [*each.used, *inside, one, *behind, *(cue for cue in clause.cues if cue.name == "count")]
    for binding in clause.bound_of(left, [label for label in clause.labels if label not in used]):
        if relation is not None:
            form = Beside(firsts[0], seconds[0], binding.conditions, relation, each.amount)
            spread = 0.15 * ((firsts[0] not in one.whole) + (seconds[0] not in other.whole))
            yield clause.parse_of("beside", form, binding, binding.cost + spread, used)


def _sides(clause: Clause, each: Comparative, left: list[Claimed], one: Label, other: Label) -> Iterator[Parse]:
    """ "X had more home games than away games": a name counted in one column and in another."""
    if len(left) != 1:
        return
    value = left[0].value
    mine = [here for column in one.columns if (here := clause.of_column(value, column))]
    theirs = [there for column in other.columns if (there := clause.of_column(value, column))]
    if len(mine) == len(theirs) == 1 and mine[0].column != theirs[0].column:
        form = Outnumber((mine[0],), (theirs[0],), ">" if each.way == "up" else "<", each.amount)
        yield clause.parse_of("outnumber", form, clause.free, 0.1, [*each.used, one, other, value])
