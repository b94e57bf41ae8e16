"""Shares of the rows: "all games were played in october", "most of the players are guards", "x is in every row"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.rows import rows_noun, verb_after
from veritab_engine.statement.form import All, Count, Form
from veritab_engine.statement.measure import Share
from veritab_engine.statement.senses import Cue, Label, Sense, Value

_QUANTITIES = frozenset({"all", "most", "half"})
_OVER = lexicon("statement/grammar/over_all")
_BUT = lexicon("statement/grammar/but")


def parses(clause: Clause) -> Iterator[Parse]:
    """A quantifier, a noun for the rows, and what is said of them behind the first verb, or before the quantifier."""
    yield from _those(clause)
    for cue in clause.cues_of("quantifier"):
        if cue.name not in _QUANTITIES:
            continue
        noun, passed = rows_noun(clause, cue)
        if noun is None:
            continue
        numbers = [each for each in passed if isinstance(each, Value)]
        before = [each for each in clause.claimed if each.value.end <= cue.start]
        quantity, said = _quantity(clause, cue)
        if before and not numbers and clause.words_between(cue.start - 1, cue.start) <= _OVER:
            yield from _behind(clause, quantity, [*said, *passed, noun], cue)
        elif not before:
            yield from _ahead(clause, quantity, [*said, *passed], noun, numbers)


def _those(clause: Clause) -> Iterator[Parse]:
    """ "The two players from Canada are both centers", "the four clubs all joined before 1934"."""
    cues = [cue for cue in clause.cues_of("quantifier") if cue.name in ("all", "both")]
    numbers = [each.value for each in clause.claimed if each.value.number is not None and not each.value.ordinal]
    if len(cues) != 1 or not numbers or numbers[0].start == 0 or numbers[0].end > cues[0].start:
        return
    number = numbers[0]
    if clause.words_between(number.start - 1, number.start) != {"the"}:
        return
    noun, passed = rows_noun(clause, number, numbers=False)
    if noun is None or noun.start > cues[0].start:
        return
    assert number.number is not None
    for binding in clause.bound([number, noun]):
        restrictions = tuple(each for each in binding.conditions if each.at < cues[0].start)
        asserted = tuple(each for each in binding.conditions if each.at >= cues[0].end)
        if asserted:
            form = All((Share("all", restrictions, asserted), Count(restrictions, "=", number.number)))
            yield clause.parse("share", form, binding, [cues[0], number, noun, *passed], 0.05)


def _quantity(clause: Clause, cue: Cue) -> tuple[str, list[Sense]]:
    """ "Most" of "more than half", "minority" of "less than half", or what the cue says."""
    before = next((each for each in clause.cues_of("relation") if each.end == cue.start), None)
    if cue.name == "half" and before is not None and before.name in "<>":
        return ("most" if before.name == ">" else "minority"), [cue, before]
    return cue.name, [cue]


def _ahead(clause: Clause, quantity: str, used: list[Sense], noun: Sense, numbers: list[Value]) -> Iterator[Parse]:
    """ "All of the 8 songs were released in 1990"."""
    verb = verb_after(clause, noun)
    labels = [noun] if isinstance(noun, Label) else []
    if not clause.words_between(noun.end, max(verb, noun.end + 1)).isdisjoint(_BUT):
        return
    if len(numbers) > 1 or (numbers and quantity != "all"):
        return
    for binding in clause.bound([*labels, *numbers]):
        restrictions = tuple(each for each in binding.conditions if each.at < verb)
        asserted = tuple(each for each in binding.conditions if each.at >= verb)
        if asserted:
            form: Form = Share(quantity, restrictions, asserted)
            if numbers:
                assert numbers[0].number is not None
                form = All((form, Count(restrictions, "=", numbers[0].number)))
            yield clause.parse("share", form, binding, [*used, noun], 0.05)


def _behind(clause: Clause, quantity: str, used: list[Sense], cue: Cue) -> Iterator[Parse]:
    """ "X is the presenter of most of the episodes"."""
    for binding in clause.bound([each for each in used if isinstance(each, Label)]):
        asserted = tuple(each for each in binding.conditions if each.at < cue.start)
        restrictions = tuple(each for each in binding.conditions if each.at >= cue.end)
        if asserted:
            yield clause.parse("share", Share(quantity, restrictions, asserted), binding, used, 0.1)
