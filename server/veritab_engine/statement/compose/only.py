"""The only one: "adam jones is the only player that plays two positions"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.form import Sole, others
from veritab_engine.statement.senses import Label, Value


def parses(clause: Clause) -> Iterator[Parse]:
    """The rows of what stands behind "only" are those of what stands before it."""
    cues = [cue for cue in clause.cues_of("quantifier") if cue.name == "only"]
    if len(cues) != 1:
        return
    [cue] = cues
    for binding in clause.bound(minimum=2):
        behind = tuple(each for each in binding.conditions if each.at >= cue.end)
        before = tuple(each for each in binding.conditions if each.at < cue.start)
        verb = next((i for i in range(cue.end, len(clause.said.words)) if clause.said.words[i].lemma == "be"), None)
        asked = tuple(each for each in behind if verb is not None and each.at < verb)
        if asked and len(asked) < len(behind) and not before:
            named = tuple(each for each in behind if each not in asked)
            yield clause.parse("only", Sole(named, asked), binding, [cue], 0.05)
        elif before and behind:
            yield clause.parse("only", Sole(before, behind), binding, [cue])
        elif len(behind) > 1:
            first = min(behind, key=lambda each: each.at)
            label = clause.next_named(cue, 1)
            if isinstance(label, Value) or (
                isinstance(label, Label) and first.at - label.end <= 0 and first.column in label.columns
            ):
                yield clause.parse("only", Sole((first,), others(behind, first)), binding, [cue], 0.05)
                continue
            last = max(behind, key=lambda each: each.at)
            yield clause.parse("only", Sole((last,), tuple(c for c in behind if c is not last)), binding, [cue], 0.05)
