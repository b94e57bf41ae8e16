"""What each span of words can mean against a sheet: a value of its cells, a heading, a cue, a filler, or nothing known.

Spans compete by the words that they explain: one cell of four words is a better sense of them than four cells of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from veritab_engine.statement.cells import Word, read_words
from veritab_engine.statement.figures import figures, ties
from veritab_engine.statement.labels import labels, trailed
from veritab_engine.statement.names import named
from veritab_engine.statement.outcome import outcomes
from veritab_engine.statement.senses import FILLER, ROW_NOUN, Cue, Other, Said, Sense, Value, cost_of
from veritab_engine.statement.setting import settled
from veritab_engine.statement.sheet import Sheet
from veritab_engine.statement.spelling import spelled
from veritab_engine.statement.topic import topics
from veritab_engine.statement.values import values
from veritab_engine.statement.words import CUES, STOP, UNITS

_LONGEST_CUE = 4
OUTCOME_WEIGHT = 0.9
LONGER = 0.01
"""What a cue weighs more for each of its words: "most of" is one cue, and not "most" before "of"."""


def read_statement(text: str, sheet: Sheet) -> Said:
    """The row of senses of a text that explains most."""
    words = spelled(list(read_words(text)), sheet)
    tied = ties(words, text)
    found = [*_senses(words, sheet), *figures(words, tied, sheet)]
    ending: list[list[tuple[float, Sense]]] = [[] for _ in range(len(words) + 1)]
    for weight, sense in found:
        if not tied & {sense.start, sense.end}:
            ending[sense.end].append((weight, sense))
    best: list[tuple[float, Sense | None]] = [(0.0, None)]
    for end in range(1, len(words) + 1):
        reached = ((best[s.start][0] + weight, s) for weight, s in ending[end])
        best.append(max(reached, key=lambda each: each[0], default=(0.0, None)))
    senses: list[Sense] = []
    end = len(words)
    while (chosen := best[end][1]) is not None:
        senses.append(chosen)
        end = chosen.start
    return Said(words, settled(tuple(reversed(senses)), words), text)


def _senses(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    yield from _others(words, sheet)
    yield from _cues(words)
    yield from trailed(labels(words, sheet), words, sheet)
    yield from values(words, sheet)
    yield from named(words, sheet)
    yield from topics(words, sheet)
    for index, rows in outcomes(words, sheet):
        yield OUTCOME_WEIGHT, Value(index, index + 1, {}, rows)


def _others(words: Sequence[Word], sheet: Sheet) -> Iterator[tuple[float, Sense]]:
    measured = False
    for index, word in enumerate(words):
        before = words[index - 1] if index else None
        measured = before is not None and word.lemma in UNITS and (measured or _is_measure(before))
        cost = FILLER if measured and word.lemma not in STOP else cost_of(word, sheet)
        yield (0.3 if cost <= ROW_NOUN else 0.0), Other(index, index + 1, cost)


def _is_measure(word: Word) -> bool:
    """True for what a unit follows: a number, "in dollars", "per square kilometre"."""
    return word.text[0].isdigit() or word.lemma in ("in", "per")


def _cues(words: Sequence[Word]) -> Iterator[tuple[float, Sense]]:
    for start in range(len(words)):
        for end in range(start + 1, min(start + _LONGEST_CUE, len(words)) + 1):
            lemmas = " ".join(word.lemma for word in words[start:end])
            texts = " ".join(word.text for word in words[start:end])
            for form in {texts} if words[start].text.endswith(("ed", "ing")) else {lemmas, texts}:
                if form in CUES:
                    weight = sum(0.3 if word.lemma in STOP else 0.9 for word in words[start:end]) + LONGER * (
                        end - start
                    )
                    yield weight, Cue(start, end, *CUES[form])
