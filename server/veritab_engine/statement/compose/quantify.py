"""Shares of the rows: "all games were played in october", "most of the players are guards"."""

from __future__ import annotations

from collections.abc import Iterator

from veritab_engine.lexicon import words as lexicon
from veritab_engine.statement.compose.clause import Clause, Parse
from veritab_engine.statement.measure import Share
from veritab_engine.statement.senses import Label, Other, Sense
from veritab_engine.statement.words import ROWS

_PASSED = lexicon("statement/grammar/before_noun")
_VERBS = lexicon("statement/grammar/verbs")


def parses(clause: Clause) -> Iterator[Parse]:
    """A quantifier, a noun for the rows, and what is said of them behind the first verb."""
    for cue in clause.cues_of("quantifier"):
        if cue.name not in ("all", "most", "half"):
            continue
        used: list[Sense] = [cue]
        noun: Sense | None = None
        for sense in clause.said.senses:
            if sense.start < cue.end:
                continue
            word = clause.said.words[sense.start].lemma
            if isinstance(sense, Label) or (isinstance(sense, Other) and word in ROWS):
                noun = sense
                break
            if not isinstance(sense, Other) or word not in _PASSED:
                break
            used.append(sense)
        if noun is None or any(each.value.end <= cue.start for each in clause.claimed):
            continue
        verb = next(
            (i for i in range(noun.end, len(clause.said.words)) if clause.said.words[i].lemma in _VERBS), noun.end
        )
        labels = [noun] if isinstance(noun, Label) else []
        for binding in clause.bound(labels):
            restrictions = tuple(each for each in binding.conditions if each.at < verb)
            asserted = tuple(each for each in binding.conditions if each.at >= verb)
            if asserted:
                yield clause.parse("share", Share(cue.name, restrictions, asserted), binding, [*used, noun], 0.05)
