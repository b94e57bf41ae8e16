"""So many of so many: "9 of the 12 songs were recorded in 1960", "all but one of the games", "half of the players"."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.rows import rows_noun, tells_rows, verb_after
from veritab_engine.statement.form import Condition
from veritab_engine.statement.options import Claimed
from veritab_engine.statement.senses import Cue, Sense
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.tally import Portion

_BUT = lexicon("statement/grammar/but")
_THE = lexicon("statement/grammar/several_of")
_RELATIONS = frozenset({"=", ">", "<", ">=", "<="})


def parses(clause: Clause) -> Iterator[Parse]:
    """A number, "of" or "out of", and a number of rows or only a noun for them."""
    for each in clause.claimed:
        if _is_counting(each) and each.relation in _RELATIONS:
            yield from _of(clause, each)
    for cue in clause.cues_of("quantifier"):
        if cue.name == "all":
            yield from _all_but(clause, cue)


def _is_counting(each: Claimed) -> bool:
    number = each.value.number
    return number is not None and number == int(number) and not each.value.ordinal and each.value.day is None


def _of(clause: Clause, each: Claimed) -> Iterator[Parse]:
    """ "3 of the 7 games", "6 out of 9 times", "2 of the players"; "out of 6 games, 2" has the whole first."""
    before = clause.words_between(max(0, each.value.start - 3), each.value.start)
    joint = clause.senses_from(each.value.end, 4)
    words = [clause.lemma(sense) for sense in joint]
    length = words.index("of") + 1 if "of" in words[:2] and set(words[: words.index("of")]) <= {"out"} else 0
    if not length:
        return
    opener = joint[: length + (words[length : length + 1] != [] and words[length] in _THE)]
    whole = next(
        (other for other in clause.claimed if other.value.start == opener[-1].end and _is_counting(other)), None
    )
    one_of = each.value.number == 1 and any(other.value.end <= each.start for other in clause.claimed)
    if whole is None or whole.relation != "=" or "out" in before or one_of:
        return
    noun, passed = rows_noun(clause, whole.value, numbers=False)
    if noun is None or not tells_rows(noun, clause):
        return
    verb = verb_after(clause, noun)
    used: list[Sense] = [each.value, whole.value, *opener, noun, *passed]
    used += [cue for cue in clause.cues_of("aggregate") if whole.value.end <= cue.start < noun.end]
    used += [cue for cue in clause.cues_of("quantifier") if cue.name == "only" and cue.end == each.start]
    assert whole.value.number is not None
    assert each.value.number is not None
    used += clause.cues_of("not")
    for binding in clause.bound([each.value, whole.value, noun], deny=True):
        inside = tuple(c for c in binding.conditions if noun.end <= c.at < verb)
        asserted = tuple(c for c in binding.conditions if c not in inside)
        if not asserted:
            inside, asserted = (), inside
        yield clause.parse(
            "portion",
            Portion(inside, asserted, whole.value.number, each.value.number, each.relation),
            binding,
            used,
            0.05,
        )


def _all_but(clause: Clause, cue: Cue) -> Iterator[Parse]:
    """ "All but one of the matches were in 2001": of the others, one."""
    joint = next((each for each in clause.said.senses if each.start >= cue.end and clause.lemma(each) in _BUT), None)
    if joint is None:
        return
    number = next((each for each in clause.claimed if 0 <= each.start - joint.end <= 1 and _is_counting(each)), None)
    if number is None or number.value.number is None:
        return
    noun, passed = rows_noun(clause, number.value if joint.start == cue.end else cue, numbers=False)
    if noun is None or not tells_rows(noun, clause):
        return
    if joint.start not in (cue.end, noun.end):
        return
    verb = verb_after(clause, noun)
    for binding in clause.bound([number.value, noun]):
        inside = tuple(c for c in binding.conditions if c.at < verb)
        asserted = tuple(c for c in binding.conditions if c.at >= verb)
        if len(asserted) == 1 and not (set(clause.cues_of("not")) - {joint}):
            form = Portion(
                inside, (asserted[0].denied(clause.sheet),), whole_of(inside, clause.sheet), number.value.number
            )
            yield clause.parse("portion", form, binding, [cue, joint, number.value, noun, *passed], 0.05)


def whole_of(restrictions: tuple[Condition, ...], sheet: Sheet) -> Decimal:
    """How many rows meet the restrictions."""
    rows = frozenset(sheet.rows) - sheet.totals
    for each in restrictions:
        rows &= each.rows
    return Decimal(len(rows))
