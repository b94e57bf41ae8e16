"""What a row is not: "the league be not mls", "canada be not the country when the pick is 22"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.compose.lookup import looked_up
from veritab_engine.statement.form import Exists, Lacks, others


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
        denied = min(behind, key=lambda each: each.at)
        rest = others(binding.conditions, denied)
        if any(each.column == denied.column for each in rest) or not isinstance(looked_up(clause, rest), Exists):
            continue
        yield clause.parse("negation", Lacks(rest, denied), binding, [cue])
        yield clause.parse("negation", Exists((*rest, denied.denied(clause.sheet))), binding, [cue], 0.05)
