"""What a row is not: "the league be not mls", "canada be not the country when the pick is 22"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.lookup import looked_up
from veritab_engine.statement.form import Condition, Exists, Lacks, others
from veritab_engine.statement.senses import Cue, Label


def _subject(clause: Clause, cue: Cue, conditions: Sequence[Condition]) -> Condition | None:
    """ "X is not the partner in the match at y": it is x that the heading behind "not" is of."""
    named = clause.next_named(cue, 1)
    if not isinstance(named, Label) or named.spare is not None:
        return None
    before = [each for each in conditions if each.at < cue.start and each.column in named.columns]
    return before[0] if len(before) == 1 and before[0].known else None


def parses(clause: Clause) -> Iterator[Parse]:
    """The value that follows the one "not", or else stands before it, is denied of the rows of the others."""
    cues = clause.cues_of("not")
    if len(cues) != 1:
        return
    [cue] = cues
    for binding in clause.bound(minimum=2):
        behind = [each for each in binding.conditions if each.at >= cue.end]
        if not behind:
            continue
        denied = _subject(clause, cue, binding.conditions) or min(behind, key=lambda each: each.at)
        rest = others(binding.conditions, denied)
        if any(each.column == denied.column for each in rest) or not isinstance(looked_up(clause, rest), Exists):
            continue
        yield clause.parse("negation", Lacks(rest, denied), binding, [cue])
        yield clause.parse("negation", Exists((*rest, denied.denied(clause.sheet))), binding, [cue], 0.05)
