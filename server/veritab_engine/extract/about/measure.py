"""What of a thing a value measures: "a population of 5 million", "300 metres tall", "$5 million in exports"."""

from __future__ import annotations

from veritab_engine.extract.about.subject import Dependence
from veritab_engine.extract.passage import Passage
from veritab_engine.extract.phrase import AUXILIARIES, Range, core_end, is_name, is_nominal
from veritab_engine.lexicon import words

LINKS = words("phrase/measure_links")
DIMENSIONS = words("phrase/dimensions")
CARRYING = words("words/carrying") | words("phrase/carrying") | AUXILIARIES
OPENERS = frozenset("\"'“‘«(")
FOLLOWED = frozenset({"money", "percent", "ratio"})
"""Kinds behind which "in exports" and "of exports" name the measure."""
OWNS = frozenset({"'s", "'"})


def measure(passage: Passage, kind: str, value: Range, depends: Dependence) -> Range | None:
    """The words for the measure: beside the value, or the verb that measures ("weighs"), or the subject's head.

    Verbs that only carry a figure to its measure ("reached", "rose", "was") measure nothing themselves.
    """
    found = _before(passage, value[0]) or _behind(passage, kind, value[1])
    if found is not None or depends.verb is None:
        return found
    if passage.sentence.lower[depends.verb] not in CARRYING:
        return depends.verb, depends.verb + 1
    return head(passage, depends.subject) if depends.subject is not None else None


def _before(passage: Passage, first: int) -> Range | None:
    """The noun phrase that a preposition ties to the value behind it."""
    outer = next((q.outer[0] for q in passage.mentions.quantities if q.first <= first < q.last), first)
    sentence = passage.sentence
    if outer < 2 or sentence.lower[outer - 1] not in LINKS:
        return None
    end = start = outer - 1
    while is_nominal(sentence, start - 1):
        start -= 1
    return (start, end) if start < end else None


def _behind(passage: Passage, kind: str, last: int) -> Range | None:
    """The dimension behind a measurement, or the noun phrase behind money and shares."""
    sentence = passage.sentence
    following = sentence.lower[last] if last < len(sentence.lower) else ""
    if kind == "measure" and following in DIMENSIONS:
        return last, last + 1
    if kind not in FOLLOWED or following not in ("in", "of") or is_name(sentence, last + 1):
        return None
    end = min((i for i in passage.dated if i > last), default=len(sentence.words))
    end = min(end, core_end(sentence, last + 1))
    return (last + 1, end) if end > last + 1 else None


def head(passage: Passage, subject: Range) -> Range | None:
    """The head of a subject without its owner: "exports" of "China's exports to Russia"; None for a mere name.

    A capital at the beginning of the sentence alone makes no name of one word: "Trade reached".
    """
    sentence = passage.sentence
    start, end = subject[0], core_end(sentence, subject[0])
    for i in range(start, end):
        if sentence.lower[i] in OWNS:
            start = i + 1
    opens = end == start + 1 and (start == 0 or sentence.words[start - 1] in OPENERS)
    return (start, end) if opens or not all(is_name(sentence, i) for i in range(start, end)) else None
