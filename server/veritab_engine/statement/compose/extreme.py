"""The highest and the lowest: "the lowest draws are zero when …", "barcelona had the most wins"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.bind import Binding
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.form import COMPARED, All, Condition, others
from veritab_engine.statement.measure import Holder, Measured
from veritab_engine.statement.senses import Cue, Label
from veritab_engine.statement.words import RANKS

_ORDERED = lexicon("statement/grammar/ordered")
_TIMES = lexicon("statement/grammar/durations")
_REACH = 3
_RESTRICT = lexicon("statement/grammar/restricting")


def parses(clause: Clause) -> Iterator[Parse]:
    """An extreme cue with the heading behind it; what is said of it is its value, or whose it is."""
    cues = clause.cues_of("extreme")
    if len(cues) != 1:
        return
    [cue] = cues
    label = clause.next_named(cue, _REACH)
    if not isinstance(label, Label):
        return
    if clause.unread_between(cue, label) > 0.15:
        return
    nth = next((each.value for each in clause.claimed if each.value.end == cue.start and each.value.ordinal), None)
    rank = int(nth.number) if nth is not None and nth.number is not None else 1
    left = [nth] if nth is not None else []
    used = [
        cue,
        label,
        *left,
        *(each for each in clause.cues_of("aggregate") if cue.end <= each.start < label.start or each.end == cue.start),
    ]
    for column in label.columns:
        heading = clause.sheet.columns[column]
        if not (heading.numeric or heading.dated) or RANKS & set(heading.words):
            continue
        function = cue.name
        ordered = clause.said.words[cue.start].lemma in ("first", "last", "1st")
        if ordered and not heading.dated and not set(heading.words) & _ORDERED:
            continue
        if function in ("quick", "slow"):
            timed = bool(_TIMES & set(heading.words))
            function = "min" if (function == "quick") == timed else "max"
        spread = 0.0 if column in label.whole else 0.15
        for binding in clause.bound(left, aim=label):
            asserted = [each for each in binding.conditions if each.column == column]
            if len(asserted) == 1 and asserted[0].relation in COMPARED:
                before = tuple(each for each in others(binding.conditions, asserted[0]) if each.at < cue.start)
                verb = clause.words_between(0, cue.start)
                if before and asserted[0].at >= label.end and "have" in verb and not verb & _RESTRICT:
                    behind = tuple(
                        each for each in binding.conditions if each.at >= cue.end and each is not asserted[0]
                    )
                    whole = All(
                        (
                            Holder(function, column, behind, before, rank),
                            Measured(function, column, behind, asserted[0], rank),
                        )
                    )
                    yield clause.parse("holder", whole, binding, used, spread)
                    continue
                form = Measured(function, column, others(binding.conditions, asserted[0]), asserted[0], rank)
                yield clause.parse("extreme", form, binding, used, spread)
        for binding in clause.bound([label, *left]):
            if any(each.column == column for each in binding.conditions):
                continue
            for restrictions, holders, cost in _splits(clause, binding, cue, label):
                held = Holder(function, column, restrictions, holders, rank)
                yield clause.parse("holder", held, binding, used, spread + cost)


def _splits(
    clause: Clause, binding: Binding, cue: Cue, label: Label
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
